/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/pictor-cli-arguments.h"
#include "cli/pictor-cli-print.h"
#include "studio/pictor-studio.h"

G_BEGIN_DECLS

/* Adds the account that @form and --server mean; asks for a login and a secret that its kind needs and @form lacks, and for
 * those that it may have when @with_secret. @name: of the command, for its problems */
PictorCliStatus pictor_cli_engine_add (PictorStudio       *studio,
                                       PictorCliArguments *arguments,
                                       const char         *name,
                                       PictorAccountForm  *form,
                                       gboolean            with_secret,
                                       GCancellable       *cancellable);

G_END_DECLS
