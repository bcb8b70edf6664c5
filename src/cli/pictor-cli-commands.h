/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cli/pictor-cli-print.h"

G_BEGIN_DECLS

/* Each runs to its end. @arguments: those after its name; @cancellable: cancelled by Ctrl+C */

PictorCliStatus pictor_cli_generate (const char * const *arguments,
                                     GCancellable       *cancellable);
PictorCliStatus pictor_cli_account  (const char * const *arguments,
                                     GCancellable       *cancellable);
PictorCliStatus pictor_cli_engines  (const char * const *arguments,
                                     GCancellable       *cancellable);
PictorCliStatus pictor_cli_list     (const char * const *arguments,
                                     GCancellable       *cancellable);
PictorCliStatus pictor_cli_practice (const char * const *arguments,
                                     GCancellable       *cancellable);

G_END_DECLS
