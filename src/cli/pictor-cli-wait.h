/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes Ctrl+C (and its kin) cancel what is returned, and the next one end the program at once.
 * (transfer full) */
GCancellable *pictor_cli_watch_signals (void) G_GNUC_WARN_UNUSED_RESULT;

/* A GAsyncReadyCallback whose user_data is a GAsyncResult ** that starts as NULL. */
void          pictor_cli_ready_cb      (GObject       *source,
                                        GAsyncResult  *result,
                                        gpointer       user_data);
/* Runs the main context until *result is there. */
void          pictor_cli_wait          (GAsyncResult **result);

G_END_DECLS
