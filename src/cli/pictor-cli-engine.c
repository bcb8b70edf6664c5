/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-engine.h"

#include <glib/gi18n.h>

#include "cli/pictor-cli-wait.h"

gboolean
pictor_cli_engine_load (PictorStudio  *studio,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_studio_load_accounts_async (studio, cancellable, pictor_cli_ready_cb, &result);
  pictor_cli_wait (&result);
  return pictor_studio_load_accounts_finish (studio, result, error);
}

/* @login: what tells accounts apart at the service: a login, or the name that stands for it */
static gboolean
fits (PictorAccount          *account,
      const PictorEngineKind *kind,
      const char             *address,
      const char             *login)
{
  const PictorAccountRecord *record = pictor_account_get_record (account);

  return record != NULL
         && record->kind == kind
         && (address == NULL || g_str_equal (record->address, address))
         && (login == NULL || g_str_equal (record->identity, login) || g_str_equal (record->name, login));
}

gboolean
pictor_cli_engine_read_server (PictorCliArguments      *arguments,
                               const PictorEngineKind  *kind,
                               char                   **address)
{
  const char *server = pictor_cli_arguments_get (arguments, "server");
  g_autoptr (GError) error = NULL;

  *address = NULL;
  if (server == NULL)
    return TRUE;
  if (kind->address == PICTOR_NEED_NEVER)
    {
      pictor_cli_arguments_add_problem (arguments, "--server", _("%s runs on this computer: it has no server."),
                                        _(kind->title));
      return FALSE;
    }
  *address = pictor_registry_resolve (kind, server, &error);
  if (*address == NULL)
    pictor_cli_arguments_add_problem (arguments, "--server", "%s", error->message);
  return *address != NULL;
}

GPtrArray *
pictor_cli_engine_find (PictorStudio            *studio,
                        PictorCliArguments      *arguments,
                        const PictorEngineKind  *kind,
                        const char              *login,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  GListModel *accounts = pictor_studio_get_accounts (studio);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *address = NULL;

  if (!pictor_cli_engine_read_server (arguments, kind, &address)
      || !pictor_cli_engine_load (studio, cancellable, error))
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PictorAccount) account = g_list_model_get_item (accounts, i);

      if (fits (account, kind, address, login))
        g_ptr_array_add (found, g_steal_pointer (&account));
    }
  return g_steal_pointer (&found);
}

/* An empty variable counts as none. */
static const char *
get_variable (const char *name)
{
  const char *value = name != NULL ? g_getenv (name) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

/* Whether an account of @kind can be made of nothing but its kind. */
static gboolean
needs_nothing (const PictorEngineKind *kind)
{
  for (const PictorOptionSpec *spec = kind->options; spec != NULL && spec->name != NULL; spec++)
    if (spec->required && *spec->initial == '\0')
      return FALSE;
  return kind->login != PICTOR_NEED_ALWAYS && kind->secret != PICTOR_NEED_ALWAYS;
}

static PictorAccount *
use_session (PictorStudio           *studio,
             PictorCliArguments     *arguments,
             const PictorEngineKind *kind)
{
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;
  PictorAccountForm form = {
    .kind = kind->kind,
    .login = get_variable (kind->login_variable),
    .secret = get_variable (kind->secret_variable),
  };
  PictorAccount *account = NULL;

  if (kind->login == PICTOR_NEED_ALWAYS && (form.login == NULL) != (form.secret == NULL))
    {
      pictor_cli_arguments_add_problem (arguments,
                                        form.login == NULL ? kind->login_variable : kind->secret_variable,
                                        _("Set it as well, or neither of the two keys."));
      return NULL;
    }
  if (!pictor_cli_engine_read_server (arguments, kind, &address))
    return NULL;
  form.address = address;
  account = pictor_studio_new_session_account (studio, &form, &error);
  if (account == NULL)
    pictor_cli_arguments_add_problem (arguments,
                                      kind->login_variable != NULL ? kind->login_variable : "--engine", "%s",
                                      error->message);
  return account;
}

static void
tell_none (PictorCliArguments     *arguments,
           const PictorEngineKind *kind,
           const char             *login)
{
  const char *option = login != NULL ? "--account" : "--engine";

  if (kind->login_variable != NULL && kind->secret_variable != NULL)
    pictor_cli_arguments_add_problem (arguments, option,
                                      _("There is no such %s account. Add it with “pictor engine add %s”, "
                                        "or set %s and %s."), _(kind->title), kind->kind, kind->login_variable,
                                      kind->secret_variable);
  else
    pictor_cli_arguments_add_problem (arguments, option,
                                      _("There is no such %s account. Add it with “pictor engine add %s”."),
                                      _(kind->title), kind->kind);
}

static PictorAccount *
use_stored (PictorStudio            *studio,
            PictorCliArguments      *arguments,
            const PictorEngineKind  *kind,
            GCancellable            *cancellable,
            GError                 **error)
{
  const char *login = pictor_cli_arguments_get (arguments, "account");
  g_autoptr (GPtrArray) found = pictor_cli_engine_find (studio, arguments, kind, login, cancellable, error);

  if (found == NULL)
    return NULL;
  if (found->len == 1)
    return g_object_ref (found->pdata[0]);
  if (found->len == 0 && login == NULL && needs_nothing (kind))
    return use_session (studio, arguments, kind);

  if (found->len == 0)
    tell_none (arguments, kind, login);
  for (guint i = 0; i < found->len; i++)
    {
      const PictorAccountRecord *record = pictor_account_get_record (found->pdata[i]);

      pictor_cli_arguments_add_problem (arguments, "--account",
                                        _("There are several accounts. One of them is “%s” at %s."),
                                        *record->identity != '\0' ? record->identity : record->name, record->address);
    }
  return NULL;
}

static gboolean
is_called (PictorAccount *account,
           const char    *name)
{
  g_autofree char *title = g_utf8_casefold (pictor_account_get_title (account), -1);
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_str_equal (pictor_account_get_id (account), name) || g_str_equal (title, folded);
}

PictorAccount *
pictor_cli_engine_find_named (PictorStudio        *studio,
                              PictorCliArguments  *arguments,
                              const char          *argument,
                              GCancellable        *cancellable,
                              GError             **error)
{
  GListModel *accounts = pictor_studio_get_accounts (studio);
  g_autofree char *name = pictor_cli_read_text (argument);
  g_autoptr (PictorAccount) found = NULL;
  guint n_found = 0;

  if (!pictor_cli_engine_load (studio, cancellable, error))
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PictorAccount) account = g_list_model_get_item (accounts, i);

      if (!is_called (account, name))
        continue;
      n_found++;
      g_set_object (&found, account);
    }
  if (n_found == 1)
    return g_steal_pointer (&found);
  pictor_cli_arguments_add_problem (arguments, "--engine",
                                    n_found == 0
                                      ? _("There is no engine “%s”. “pictor engine list” tells which there are.")
                                      : _("There are several engines called “%s”. “pictor engine list” tells their ids."),
                                    name);
  return NULL;
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
  const PictorEngineKind *kind;

  /* Without a word of which: the built-in one, or with a server or an account the first that has them. */
  if (engine == NULL)
    kind = pictor_registry_get (server != NULL || account != NULL ? 1 : 0);
  else
    kind = pictor_registry_find (engine);
  if (kind == NULL)
    return pictor_cli_engine_find_named (studio, arguments, engine, cancellable, error);

  if (kind->built_in)
    {
      if (server != NULL)
        pictor_cli_arguments_add_problem (arguments, "--server", _("%s runs on this computer: it has no server."),
                                          _(kind->title));
      if (account != NULL)
        pictor_cli_arguments_add_problem (arguments, "--account", _("%s needs no account."), _(kind->title));
      return g_object_ref (pictor_studio_find_account (studio, kind->kind));
    }
  if (account == NULL && (get_variable (kind->login_variable) != NULL || get_variable (kind->secret_variable) != NULL))
    return use_session (studio, arguments, kind);
  return use_stored (studio, arguments, kind, cancellable, error);
}
