/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-commands.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "cli/pictor-cli-arguments.h"
#include "cli/pictor-cli-engine-add.h"
#include "cli/pictor-cli-engine.h"
#include "cli/pictor-cli-wait.h"

static const PictorCliOption options[] = {
  { "server", 0, N_("URL"), N_("The service's address: international, china, or a URL") },
  { "public-key", 0, N_("KEY"), N_("The account's public key") },
  { "json", 0, NULL, N_("List a JSON object for each account") },
  { NULL }
};

static const PictorCliCommand command = {
  .name = "account",
  .words = N_("add|list|remove [picpik]"),
  .summary = N_("Adds, lists and removes the accounts whose keys are in the system's keyring."),
  .notes = N_("“pictor account add picpik” asks for the keys. The private key is read from standard input where that is no "
              "terminal; it can't be an option, since other people could see it.\n"),
  .options = options,
};

static PictorCliStatus
add (PictorStudio           *studio,
     PictorCliArguments     *arguments,
     const PictorEngineKind *kind,
     GCancellable           *cancellable)
{
  PictorAccountForm form = { .kind = kind->kind, .login = pictor_cli_arguments_get (arguments, "public-key") };

  return pictor_cli_engine_add (studio, arguments, command.name, &form, FALSE, cancellable);
}

static char *
describe (const PictorAccountRecord *record)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "engine");
  json_builder_add_string_value (builder, record->kind->kind);
  json_builder_set_member_name (builder, "server");
  json_builder_add_string_value (builder, record->address);
  json_builder_set_member_name (builder, "public-key");
  json_builder_add_string_value (builder, record->login);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static PictorCliStatus
list (PictorStudio       *studio,
      PictorCliArguments *arguments,
      const PictorEngineKind *engine,
      GCancellable       *cancellable)
{
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GError) error = NULL;

  accounts = pictor_cli_engine_find (studio, arguments, engine, pictor_cli_arguments_get (arguments, "public-key"),
                                     cancellable, &error);
  if (accounts == NULL)
    return error != NULL ? pictor_cli_print_error (error)
                         : pictor_cli_print_problems (arguments->problems, command.name);

  for (guint i = 0; i < accounts->len; i++)
    {
      const PictorAccountRecord *record = pictor_account_get_record (accounts->pdata[i]);
      const char *cells[] = { record->kind->kind, record->address, record->login, NULL };
      g_autofree char *json = describe (record);

      if (pictor_cli_arguments_get (arguments, "json") != NULL)
        pictor_cli_print ("%s\n", json);
      else
        g_ptr_array_add (rows, g_strdupv ((char **) cells));
    }
  pictor_cli_print_table (rows);
  return PICTOR_CLI_DONE;
}

static PictorCliStatus
remove_one (PictorStudio       *studio,
            PictorCliArguments *arguments,
            const PictorEngineKind *engine,
            GCancellable       *cancellable)
{
  const char *public_key = pictor_cli_arguments_get (arguments, "public-key");
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  found = pictor_cli_engine_find (studio, arguments, engine, public_key, cancellable, &error);
  if (error != NULL)
    return pictor_cli_print_error (error);
  if (found != NULL && found->len == 0)
    pictor_cli_arguments_add_problem (arguments, "remove", _("There is no such account."));
  if (found != NULL && found->len > 1)
    pictor_cli_arguments_add_problem (arguments, "--public-key",
                                      _("There are several accounts: say which, with --server as well if need be."));
  if (arguments->problems->len > 0)
    return pictor_cli_print_problems (arguments->problems, command.name);

  pictor_studio_remove_account_async (studio, found->pdata[0], cancellable, pictor_cli_ready_cb, &result);
  pictor_cli_wait (&result);
  if (!pictor_studio_remove_account_finish (studio, result, &error))
    return pictor_cli_print_error (error);
  return PICTOR_CLI_DONE;
}

static const struct
{
  const char *name;
  PictorCliStatus (*run) (PictorStudio       *studio,
                          PictorCliArguments *arguments,
                          const PictorEngineKind *engine,
                          GCancellable       *cancellable);
} actions[] = {
  { "add", add },
  { "list", list },
  { "remove", remove_one },
};

/* What is not understood is not repeated: it may be a key that was put in the wrong place. */
static int
read_words (PictorCliArguments      *arguments,
            const PictorEngineKind **engine)
{
  const GPtrArray *words = arguments->words;
  int action = -1;

  for (guint i = 0; words->len > 0 && i < G_N_ELEMENTS (actions); i++)
    {
      if (g_str_equal (words->pdata[0], actions[i].name))
        action = i;
    }
  if (action < 0)
    pictor_cli_arguments_add_problem (arguments, command.name, _("Say what to do: add, list or remove."));

  *engine = words->len > 1 ? pictor_registry_find (words->pdata[1]) : pictor_registry_get (1);
  if (*engine == NULL || (*engine)->built_in)
    pictor_cli_arguments_add_problem (arguments, command.name, _("There are no accounts of this kind."));
  if (words->len > 2)
    pictor_cli_arguments_add_problem (arguments, command.name, _("There are too many words."));
  return action;
}

PictorCliStatus
pictor_cli_account (const char * const *words,
                    GCancellable       *cancellable)
{
  g_autoptr (PictorCliArguments) arguments = pictor_cli_arguments_new (&command, words);
  g_autoptr (PictorStudio) studio = NULL;
  const PictorEngineKind *engine;
  int action;

  if (arguments == NULL)
    return PICTOR_CLI_DONE;
  action = read_words (arguments, &engine);
  if (arguments->problems->len > 0)
    return pictor_cli_print_problems (arguments->problems, command.name);

  studio = pictor_studio_new ();
  return actions[action].run (studio, arguments, engine, cancellable);
}
