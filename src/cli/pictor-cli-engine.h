/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/pictor-cli-arguments.h"
#include "studio/pictor-studio.h"

G_BEGIN_DECLS

/* The options that pictor_cli_engine_choose() reads, for a command's list. */
#define PICTOR_CLI_ENGINE_OPTIONS                                                                     \
  { "engine", 0, N_("NAME"), N_("Who makes it: practice (collages, no AI) or picpik") },              \
  { "server", 0, N_("URL"), N_("PICPIK's address: international, china, or a URL") },                 \
  { "account", 0, N_("KEY"), N_("Which account, by its public key, where there are several") }

/* What --engine, --server and --account mean: practice, an account made of the keys in the environment, or one in
 * the keyring. NULL where there is none: then why is among the problems of @arguments, or, when the keyring is the trouble,
 * in @error. (transfer full) (nullable) */
PictorAccount *pictor_cli_engine_choose (PictorStudio        *studio,
                                         PictorCliArguments  *arguments,
                                         GCancellable        *cancellable,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads --server: *origin is that of a server of @engine, or NULL without the option. FALSE where it is no good, which
 * is then among the problems. */
gboolean       pictor_cli_engine_read_server (PictorCliArguments  *arguments,
                                              const char          *engine,
                                              char               **origin);
/* The accounts in the keyring of @engine, of the server that --server means and with the public key @public_key (nullable:
 * any). NULL as above. (transfer full) (nullable) (element-type PictorAccount) */
GPtrArray     *pictor_cli_engine_find   (PictorStudio        *studio,
                                         PictorCliArguments  *arguments,
                                         const char          *engine,
                                         const char          *public_key,
                                         GCancellable        *cancellable,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
