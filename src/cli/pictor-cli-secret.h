/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads one line from standard input, after asking with @prompt where that is a terminal; unless @visible what is typed
 * is not shown, whatever signal ends it. Blocks. Errors: G_IO_ERROR_CANCELLED after Ctrl+C, G_IO_ERROR_CLOSED without
 * a line. (transfer full): to be freed with pictor_cli_secret_free() */
char *pictor_cli_secret_read (const char  *prompt,
                              gboolean     visible,
                              GError     **error) G_GNUC_WARN_UNUSED_RESULT;
/* Wipes it first. */
void  pictor_cli_secret_free (char        *secret);

G_END_DECLS
