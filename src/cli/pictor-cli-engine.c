/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-engine.h"

#include <glib/gi18n.h>

#include "cli/pictor-cli-wait.h"
#include "studio/pictor-registry.h"

#define PRACTICE "practice"
#define PICPIK "picpik"
#define PUBLIC_KEY_VARIABLE "PICTOR_PICPIK_PUBLIC_KEY"
#define PRIVATE_KEY_VARIABLE "PICTOR_PICPIK_PRIVATE_KEY"

static gboolean
load_accounts (PictorStudio  *studio,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_studio_load_accounts_async (studio, cancellable, pictor_cli_ready_cb, &result);
  pictor_cli_wait (&result);
  return pictor_studio_load_accounts_finish (studio, result, error);
}

static gboolean
fits (PictorAccount *account,
      const char    *engine,
      const char    *origin,
      const char    *public_key)
{
  const PictorCredential *credential = pictor_account_get_credential (account);

  return credential != NULL
         && g_str_equal (credential->engine, engine)
         && (origin == NULL || g_str_equal (credential->origin, origin))
         && (public_key == NULL || g_str_equal (credential->public_key, public_key));
}

gboolean
pictor_cli_engine_read_server (PictorCliArguments  *arguments,
                               const char          *engine,
                               char               **origin)
{
  const char *server = pictor_cli_arguments_get (arguments, "server");
  g_autoptr (GError) error = NULL;

  *origin = NULL;
  if (server == NULL)
    return TRUE;
  *origin = pictor_registry_find (engine)->resolve (server, &error);
  if (*origin == NULL)
    pictor_cli_arguments_add_problem (arguments, "--server", "%s", error->message);
  return *origin != NULL;
}

GPtrArray *
pictor_cli_engine_find (PictorStudio        *studio,
                        PictorCliArguments  *arguments,
                        const char          *engine,
                        const char          *public_key,
                        GCancellable        *cancellable,
                        GError             **error)
{
  GListModel *accounts = pictor_studio_get_accounts (studio);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *origin = NULL;

  if (!pictor_cli_engine_read_server (arguments, engine, &origin) || !load_accounts (studio, cancellable, error))
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PictorAccount) account = g_list_model_get_item (accounts, i);

      if (fits (account, engine, origin, public_key))
        g_ptr_array_add (found, g_steal_pointer (&account));
    }
  return g_steal_pointer (&found);
}

static PictorAccount *
use_environment (PictorStudio       *studio,
                 PictorCliArguments *arguments,
                 const char         *public_key,
                 const char         *private_key)
{
  g_autofree char *origin = NULL;
  g_autoptr (GError) error = NULL;
  PictorAccount *account = NULL;

  if (public_key == NULL || private_key == NULL)
    {
      pictor_cli_arguments_add_problem (arguments,
                                        public_key == NULL ? PUBLIC_KEY_VARIABLE : PRIVATE_KEY_VARIABLE,
                                        _("Set it as well, or neither of the two keys."));
      return NULL;
    }
  if (!pictor_cli_engine_read_server (arguments, PICPIK, &origin))
    return NULL;
  account = pictor_studio_new_session_account (studio, PICPIK, origin, public_key, private_key, &error);
  if (account == NULL)
    pictor_cli_arguments_add_problem (arguments, PUBLIC_KEY_VARIABLE, "%s", error->message);
  return account;
}

static PictorAccount *
use_keyring (PictorStudio        *studio,
             PictorCliArguments  *arguments,
             GCancellable        *cancellable,
             GError             **error)
{
  const char *public_key = pictor_cli_arguments_get (arguments, "account");
  g_autoptr (GPtrArray) found = pictor_cli_engine_find (studio, arguments, PICPIK, public_key, cancellable, error);

  if (found == NULL)
    return NULL;
  if (found->len == 1)
    return g_object_ref (found->pdata[0]);

  if (found->len == 0)
    pictor_cli_arguments_add_problem (arguments, public_key != NULL ? "--account" : "--engine",
                                      _("There is no such PICPIK account. Add it with “pictor account add picpik”, "
                                        "or set %s and %s."), PUBLIC_KEY_VARIABLE, PRIVATE_KEY_VARIABLE);
  for (guint i = 0; i < found->len; i++)
    {
      const PictorCredential *credential = pictor_account_get_credential (found->pdata[i]);

      pictor_cli_arguments_add_problem (arguments, "--account",
                                        _("There are several accounts. One of them is “%s” at %s."),
                                        credential->public_key, credential->origin);
    }
  return NULL;
}

/* An empty variable counts as none. */
static const char *
get_variable (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && *value != '\0' ? value : NULL;
}

PictorAccount *
pictor_cli_engine_choose (PictorStudio        *studio,
                          PictorCliArguments  *arguments,
                          GCancellable        *cancellable,
                          GError             **error)
{
  const char *engine = pictor_cli_arguments_get (arguments, "engine");
  const char *server = pictor_cli_arguments_get (arguments, "server");
  const char *account = pictor_cli_arguments_get (arguments, "account");
  const char *public_key = get_variable (PUBLIC_KEY_VARIABLE);
  const char *private_key = get_variable (PRIVATE_KEY_VARIABLE);

  if (engine == NULL)
    engine = server != NULL || account != NULL ? PICPIK : PRACTICE;

  if (g_str_equal (engine, PRACTICE))
    {
      if (server != NULL)
        pictor_cli_arguments_add_problem (arguments, "--server", _("Practice runs on this computer: it has no server."));
      if (account != NULL)
        pictor_cli_arguments_add_problem (arguments, "--account", _("Practice needs no account."));
      return g_object_ref (pictor_studio_find_account (studio, PRACTICE));
    }
  if (!g_str_equal (engine, PICPIK))
    {
      pictor_cli_arguments_add_problem (arguments, "--engine",
                                        _("There is no engine “%s”. Choose practice or picpik."), engine);
      return NULL;
    }
  if (account == NULL && (public_key != NULL || private_key != NULL))
    return use_environment (studio, arguments, public_key, private_key);
  return use_keyring (studio, arguments, cancellable, error);
}
