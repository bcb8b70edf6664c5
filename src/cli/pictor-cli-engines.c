/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-commands.h"

#include <string.h>

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "cli/pictor-cli-engine-add.h"
#include "cli/pictor-cli-engine.h"
#include "cli/pictor-cli-wait.h"

static const PictorCliOption options[] = {
  { "name", 0, N_("NAME"), N_("What you call it, such as “Studio PC”") },
  { "server", 0, N_("URL"), N_("Its address, where it is not the usual one") },
  { "login", 0, N_("LOGIN"), N_("The public key or user name, where it has one") },
  { "with-key", 0, NULL, N_("Ask for a key or password, where it can do without") },
  { "set", 0, N_("OPTION=VALUE"), N_("An option of the kind; may be repeated") },
  { "json", 0, NULL, N_("List a JSON object for each") },
  { NULL }
};

static const PictorCliCommand command = {
  .name = "engine",
  .words = N_("list|kinds|add KIND|test NAME|remove NAME"),
  .summary = N_("Lists, adds, tries and removes the engines that make pictures."),
  .notes = N_("“list” tells the engines there are, “kinds” those that can be added, with their options. NAME is what an "
              "engine is called, or its id. A key or password is read from standard input where that is no terminal; it "
              "can't be an option, since other people could see it.\n"),
  .options = options,
};

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
print_json (PictorAccount *account)
{
  const PictorAccountRecord *record = pictor_account_get_record (account);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  add_member (builder, "id", pictor_account_get_id (account));
  add_member (builder, "kind", pictor_account_get_kind (account));
  add_member (builder, "name", pictor_account_get_title (account));
  add_member (builder, "server", record != NULL ? record->address : "");
  add_member (builder, "login", record != NULL ? record->login : "");
  json_builder_set_member_name (builder, "options");
  json_builder_begin_object (builder);
  for (const PictorOptionSpec *spec = record != NULL ? record->kind->options : NULL;
       spec != NULL && spec->name != NULL; spec++)
    add_member (builder, spec->name, pictor_options_get (record->options, spec->name));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  line = json_to_string (root, FALSE);
  pictor_cli_print ("%s\n", line);
}

static void
add_row (GPtrArray  *rows,
         const char *first,
         const char *second,
         const char *third)
{
  const char *cells[] = { first, second, third, NULL };
  char **row = g_new0 (char *, G_N_ELEMENTS (cells));

  for (guint i = 0; i + 1 < G_N_ELEMENTS (cells); i++)
    row[i] = pictor_cli_make_plain (cells[i]);
  g_ptr_array_add (rows, row);
}

static PictorCliStatus
list (PictorStudio       *studio,
      PictorCliArguments *arguments,
      GCancellable       *cancellable)
{
  GListModel *accounts = pictor_studio_get_accounts (studio);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GError) error = NULL;

  /* Those that need no keyring are listed without one. */
  pictor_cli_engine_load (studio, cancellable, &error);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PictorAccount) account = g_list_model_get_item (accounts, i);

      if (pictor_cli_arguments_get (arguments, "json") != NULL)
        print_json (account);
      else
        add_row (rows, pictor_account_get_title (account), pictor_account_get_subtitle (account),
                 pictor_account_get_id (account));
    }
  pictor_cli_print_table (rows);
  return error != NULL ? pictor_cli_print_error (error) : PICTOR_CLI_DONE;
}

static PictorCliStatus
list_kinds (PictorStudio       *studio,
            PictorCliArguments *arguments,
            GCancellable       *cancellable)
{
  const PictorEngineKind *kind;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; (kind = pictor_registry_get (i)) != NULL; i++)
    {
      if (kind->built_in)
        continue;
      add_row (rows, kind->kind, _(kind->title), _(kind->summary));
      for (const PictorOptionSpec *spec = kind->options; spec != NULL && spec->name != NULL; spec++)
        {
          g_autofree char *setting = g_strdup_printf ("  %s=%s", spec->name, spec->initial);

          add_row (rows, setting, _(spec->label), spec->help != NULL ? _(spec->help) : "");
        }
    }
  pictor_cli_print_table (rows);
  return PICTOR_CLI_DONE;
}

static PictorOptions *
read_options (PictorCliArguments     *arguments,
              const PictorEngineKind *kind)
{
  PictorOptions *chosen = pictor_options_new (kind->options);
  const char *argument;

  for (guint i = 0; (argument = pictor_cli_arguments_get_nth (arguments, "set", i)) != NULL; i++)
    {
      g_autofree char *text = pictor_cli_read_text (argument);
      char *equals = strchr (text, '=');
      g_autoptr (GError) error = NULL;

      if (equals == NULL)
        {
          pictor_cli_arguments_add_problem (arguments, "--set", _("Write it as OPTION=VALUE."));
          continue;
        }
      *equals = '\0';
      if (!pictor_options_set (chosen, text, equals + 1, &error))
        pictor_cli_arguments_add_problem (arguments, "--set", "%s", error->message);
    }
  return chosen;
}

/* Like any command line's, a text of the locale. (transfer full) (nullable) */
static char *
read_text (PictorCliArguments *arguments,
           const char         *name)
{
  const char *argument = pictor_cli_arguments_get (arguments, name);

  return argument != NULL ? pictor_cli_read_text (argument) : NULL;
}

static PictorCliStatus
add (PictorStudio       *studio,
     PictorCliArguments *arguments,
     GCancellable       *cancellable)
{
  const PictorEngineKind *kind = pictor_registry_find (arguments->words->pdata[1]);
  g_autofree char *name = read_text (arguments, "name");
  g_autofree char *login = read_text (arguments, "login");
  gboolean with_key = pictor_cli_arguments_get (arguments, "with-key") != NULL;
  g_autoptr (PictorOptions) chosen = NULL;
  PictorAccountForm form = { 0 };

  if (kind == NULL || kind->built_in)
    {
      pictor_cli_arguments_add_problem (arguments, "add", _("There is no such kind. “pictor engine kinds” tells which "
                                                            "there are."));
      return pictor_cli_print_problems (arguments->problems, command.name);
    }
  if (login != NULL && kind->login == PICTOR_NEED_NEVER)
    pictor_cli_arguments_add_problem (arguments, "--login", _("%s has no logins."), _(kind->title));
  if (with_key && kind->secret == PICTOR_NEED_NEVER)
    pictor_cli_arguments_add_problem (arguments, "--with-key", _("%s has no keys."), _(kind->title));
  chosen = read_options (arguments, kind);
  if (arguments->problems->len > 0)
    return pictor_cli_print_problems (arguments->problems, command.name);

  form.kind = kind->kind;
  form.name = name;
  form.login = login;
  form.options = chosen;
  return pictor_cli_engine_add (studio, arguments, command.name, &form, with_key, cancellable);
}

/* The account named by the second word; NULL with why in *status. */
static PictorAccount *
find (PictorStudio       *studio,
      PictorCliArguments *arguments,
      GCancellable       *cancellable,
      PictorCliStatus    *status)
{
  g_autoptr (GError) error = NULL;
  PictorAccount *account =
    pictor_cli_engine_find_named (studio, arguments, arguments->words->pdata[1], cancellable, &error);

  if (error != NULL)
    *status = pictor_cli_print_error (error);
  else if (account == NULL)
    *status = pictor_cli_print_problems (arguments->problems, command.name);
  return account;
}

static PictorCliStatus
test (PictorStudio       *studio,
      PictorCliArguments *arguments,
      GCancellable       *cancellable)
{
  PictorCliStatus status = PICTOR_CLI_DONE;
  g_autoptr (PictorAccount) account = find (studio, arguments, cancellable, &status);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *found = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (GError) error = NULL;

  if (account == NULL)
    return status;
  pictor_account_test_async (account, cancellable, pictor_cli_ready_cb, &result);
  pictor_cli_wait (&result);
  found = pictor_account_test_finish (account, result, &error);
  if (found == NULL)
    return pictor_cli_print_error (error);
  plain = pictor_cli_make_plain (found);
  pictor_cli_print ("%s\n", plain);
  return PICTOR_CLI_DONE;
}

static PictorCliStatus
remove_one (PictorStudio       *studio,
            PictorCliArguments *arguments,
            GCancellable       *cancellable)
{
  PictorCliStatus status = PICTOR_CLI_DONE;
  g_autoptr (PictorAccount) account = find (studio, arguments, cancellable, &status);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (account == NULL)
    return status;
  pictor_studio_remove_account_async (studio, account, cancellable, pictor_cli_ready_cb, &result);
  pictor_cli_wait (&result);
  if (!pictor_studio_remove_account_finish (studio, result, &error))
    return pictor_cli_print_error (error);
  return PICTOR_CLI_DONE;
}

static const struct
{
  const char *name;
  guint n_words; /* its own included */
  PictorCliStatus (*run) (PictorStudio       *studio,
                          PictorCliArguments *arguments,
                          GCancellable       *cancellable);
} actions[] = {
  { "list", 1, list },
  { "kinds", 1, list_kinds },
  { "add", 2, add },
  { "test", 2, test },
  { "remove", 2, remove_one },
};

PictorCliStatus
pictor_cli_engines (const char * const *words,
                    GCancellable       *cancellable)
{
  g_autoptr (PictorCliArguments) arguments = pictor_cli_arguments_new (&command, words);
  g_autoptr (PictorStudio) studio = NULL;
  int action = -1;

  if (arguments == NULL)
    return PICTOR_CLI_DONE;
  for (guint i = 0; arguments->words->len > 0 && i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (arguments->words->pdata[0], actions[i].name))
      action = i;
  if (action < 0)
    pictor_cli_arguments_add_problem (arguments, command.name, _("Say what to do: list, kinds, add, test or remove."));
  else if (arguments->words->len < actions[action].n_words)
    pictor_cli_arguments_add_problem (arguments, actions[action].name, _("Say which."));
  else if (arguments->words->len > actions[action].n_words)
    pictor_cli_arguments_add_problem (arguments, command.name, _("There are too many words."));
  if (arguments->problems->len > 0)
    return pictor_cli_print_problems (arguments->problems, command.name);

  studio = pictor_studio_new ();
  return actions[action].run (studio, arguments, cancellable);
}
