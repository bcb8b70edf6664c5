/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the command line asks for a command ("generate", "--help", …) rather than for the window. */
gboolean pictor_cli_wants (int    argc,
                           char **argv);
/* Runs it to its end, without a display. Returns the exit status: 0 done, 1 the service or network failed, 2 bad usage, 130 interrupted. */
int      pictor_cli_run   (int    argc,
                           char **argv);

G_END_DECLS
