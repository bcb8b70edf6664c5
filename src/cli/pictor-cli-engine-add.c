/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-engine-add.h"

#include <glib/gi18n.h>

#include "cli/pictor-cli-engine.h"
#include "cli/pictor-cli-secret.h"
#include "cli/pictor-cli-wait.h"

/* Whether it is about what was typed. */
static gboolean
is_bad_usage (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED)
         || g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT);
}

static PictorCliStatus
report (const GError *error)
{
  PictorCliStatus status = pictor_cli_print_error (error);

  return is_bad_usage (error) ? PICTOR_CLI_BAD_USAGE : status;
}

/* Asks for what was not given. FALSE when there is none. */
static gboolean
read_keys (const PictorEngineKind  *kind,
           gboolean                 with_secret,
           char                   **login,
           char                   **secret,
           GError                 **error)
{
  g_autofree char *login_prompt = NULL;
  g_autofree char *secret_prompt = NULL;

  *secret = NULL;
  if (kind->login == PICTOR_NEED_ALWAYS && *login == NULL)
    {
      /* Translators: a prompt: Public key: */
      login_prompt = g_strdup_printf (_("%s:"), _(kind->login_label));
      *login = pictor_cli_secret_read (login_prompt, TRUE, error);
      if (*login == NULL)
        return FALSE;
    }
  if (kind->secret != PICTOR_NEED_ALWAYS && !with_secret && *login == NULL)
    return TRUE;
  /* Translators: a prompt: Private key (not shown): */
  secret_prompt = g_strdup_printf (_("%s (not shown):"), _(kind->secret_label));
  *secret = pictor_cli_secret_read (secret_prompt, FALSE, error);
  return *secret != NULL;
}

/* The keys were kept in memory alone: with this command they are gone, and so is the account. */
static void
take_back (PictorStudio           *studio,
           PictorAccount          *account,
           const PictorEngineKind *kind)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_studio_remove_account_async (studio, account, NULL, pictor_cli_ready_cb, &result);
  pictor_cli_wait (&result);
  pictor_studio_remove_account_finish (studio, result, NULL);
  if (kind->login_variable != NULL && kind->secret_variable != NULL)
    pictor_cli_warn (_("There is no keyring on this system that could keep the key. Set %s and %s instead."),
                     kind->login_variable, kind->secret_variable);
  else if (kind->secret_variable != NULL)
    pictor_cli_warn (_("There is no keyring on this system that could keep the key. Set %s instead."),
                     kind->secret_variable);
  else
    pictor_cli_warn (_("There is no keyring on this system that could keep the key."));
}

PictorCliStatus
pictor_cli_engine_add (PictorStudio       *studio,
                       PictorCliArguments *arguments,
                       const char         *name,
                       PictorAccountForm  *form,
                       gboolean            with_secret,
                       GCancellable       *cancellable)
{
  const PictorEngineKind *kind = pictor_registry_find (form->kind);
  g_autofree char *address = NULL;
  g_autofree char *login = g_strdup (form->login);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PictorAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  char *secret;

  /* Before anybody has to type a key. */
  if (!pictor_cli_engine_read_server (arguments, kind, &address))
    return pictor_cli_print_problems (arguments->problems, name);
  if (!read_keys (kind, with_secret, &login, &secret, &error))
    return report (error);

  form->address = address;
  form->login = login;
  form->secret = secret;
  pictor_studio_add_account_async (studio, form, cancellable, pictor_cli_ready_cb, &result);
  pictor_cli_secret_free (secret);
  pictor_cli_wait (&result);
  g_set_object (&account, pictor_studio_add_account_finish (studio, result, &error));
  if (account == NULL)
    return report (error);
  if (pictor_account_get_credential (account) != NULL
      && !pictor_keyring_get_persistent (pictor_studio_get_keyring (studio)))
    {
      take_back (studio, account, kind);
      return PICTOR_CLI_FAILED;
    }
  return PICTOR_CLI_DONE;
}
