/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/pictor-cli-arguments.h"
#include "studio/pictor-studio.h"

G_BEGIN_DECLS

/* The options that pictor_cli_engine_choose() reads, for a command's list. */
#define PICTOR_CLI_ENGINE_OPTIONS                                                                     \
  { "engine", 0, N_("NAME"), N_("Who makes it: a kind or a name that “pictor engine list” tells") },    \
  { "server", 0, N_("URL"), N_("Its address, or for picpik: international or china") },                \
  { "account", 0, N_("LOGIN"), N_("Which account, by its public key, login or name, where there are several") }

/* Reads the accounts that there are. */
gboolean       pictor_cli_engine_load        (PictorStudio            *studio,
                                              GCancellable            *cancellable,
                                              GError                 **error);
/* What --engine, --server and --account mean: practice, an account made of what is in the environment or of nothing, or one
 * that was added. NULL where there is none: then why is among the problems of @arguments, or, when the keyring is the trouble,
 * in @error. (transfer full) (nullable) */
PictorAccount *pictor_cli_engine_choose      (PictorStudio            *studio,
                                              PictorCliArguments      *arguments,
                                              GCancellable            *cancellable,
                                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one account whose name, title or id is @argument. NULL as above. (transfer full) (nullable) */
PictorAccount *pictor_cli_engine_find_named  (PictorStudio            *studio,
                                              PictorCliArguments      *arguments,
                                              const char              *argument,
                                              GCancellable            *cancellable,
                                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads --server: *address is that of a server of @kind, or NULL without the option. FALSE where it is no good, which
 * is then among the problems. */
gboolean       pictor_cli_engine_read_server (PictorCliArguments      *arguments,
                                              const PictorEngineKind  *kind,
                                              char                   **address);
/* The accounts that were added of @kind, of the server that --server means and with the login or name @login (nullable:
 * any). NULL as above. (transfer full) (nullable) (element-type PictorAccount) */
GPtrArray     *pictor_cli_engine_find        (PictorStudio            *studio,
                                              PictorCliArguments      *arguments,
                                              const PictorEngineKind  *kind,
                                              const char              *login,
                                              GCancellable            *cancellable,
                                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
