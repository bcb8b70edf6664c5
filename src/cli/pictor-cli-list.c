/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-commands.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "cli/pictor-cli-arguments.h"
#include "cli/pictor-cli-engine.h"
#include "cli/pictor-cli-wait.h"
#include "model/pictor-samplers.h"
#include "studio/pictor-studio.h"

static const PictorCliOption options[] = {
  PICTOR_CLI_ENGINE_OPTIONS,
  { "json", 0, NULL, N_("Print a JSON object for each") },
  { NULL }
};

static const PictorCliCommand command = {
  .name = "list",
  .words = N_("models|samplers|controls"),
  .summary = N_("Lists what “pictor generate” can be told to use: first the id, then the name and the kind."),
  .options = options,
};

/* What a kind is called in the list and in JSON. */
static const char *
get_kind_name (PictorListingKind kind)
{
  switch (kind)
    {
    case PICTOR_LISTING_MODEL:
      return "model";
    case PICTOR_LISTING_SUB_MODEL:
      return "sub-model";
    case PICTOR_LISTING_CONTROL_MODEL:
      return "control-model";
    case PICTOR_LISTING_PREPROCESSOR:
      return "preprocessor";
    default:
      g_return_val_if_reached ("");
    }
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
print_json (PictorListing *listing)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char * const *triggers = pictor_listing_get_triggers (listing);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  add_member (builder, "id", pictor_listing_get_id (listing));
  add_member (builder, "name", pictor_listing_get_name (listing));
  add_member (builder, "kind", get_kind_name (pictor_listing_get_kind (listing)));
  json_builder_set_member_name (builder, "custom");
  json_builder_add_boolean_value (builder, pictor_listing_get_custom (listing));
  json_builder_set_member_name (builder, "triggers");
  json_builder_begin_array (builder);
  for (guint i = 0; triggers != NULL && triggers[i] != NULL; i++)
    json_builder_add_string_value (builder, triggers[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  line = json_to_string (root, FALSE);
  pictor_cli_print ("%s\n", line);
}

static void
print_listings (GPtrArray *listings,
                gboolean   json)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < listings->len; i++)
    {
      PictorListing *listing = listings->pdata[i];
      char **cells;

      if (json)
        {
          print_json (listing);
          continue;
        }
      cells = g_new0 (char *, 4);
      cells[0] = pictor_cli_make_plain (pictor_listing_get_id (listing));
      cells[1] = pictor_cli_make_plain (pictor_listing_get_name (listing));
      cells[2] = g_strdup (get_kind_name (pictor_listing_get_kind (listing)));
      g_ptr_array_add (rows, cells);
    }
  pictor_cli_print_table (rows);
}

static PictorCliStatus
list_samplers (gboolean json)
{
  const char * const *names = pictor_samplers_get_names ();

  for (guint i = 0; names[i] != NULL; i++)
    pictor_cli_print (json ? "{\"id\":\"%s\"}\n" : "%s\n", names[i]);
  return PICTOR_CLI_DONE;
}

static PictorCliStatus
list_from_engine (PictorCliArguments *arguments,
                  gboolean            controls,
                  gboolean            json,
                  GCancellable       *cancellable)
{
  g_autoptr (PictorStudio) studio = pictor_studio_new ();
  g_autoptr (PictorAccount) account = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) listings = NULL;
  g_autoptr (GError) error = NULL;
  PictorEngine *engine;

  account = pictor_cli_engine_choose (studio, arguments, cancellable, &error);
  if (error != NULL)
    return pictor_cli_print_error (error);
  if (arguments->problems->len > 0)
    return pictor_cli_print_problems (arguments->problems, command.name);

  engine = pictor_account_get_engine (account);
  if (controls)
    pictor_engine_list_controls_async (engine, cancellable, pictor_cli_ready_cb, &result);
  else
    pictor_engine_list_models_async (engine, cancellable, pictor_cli_ready_cb, &result);
  pictor_cli_wait (&result);
  listings = controls ? pictor_engine_list_controls_finish (engine, result, &error)
                      : pictor_engine_list_models_finish (engine, result, &error);
  if (listings == NULL)
    return pictor_cli_print_error (error);
  print_listings (listings, json);
  return PICTOR_CLI_DONE;
}

PictorCliStatus
pictor_cli_list (const char * const *words,
                 GCancellable       *cancellable)
{
  g_autoptr (PictorCliArguments) arguments = pictor_cli_arguments_new (&command, words);
  const char *what;
  gboolean json;

  if (arguments == NULL)
    return PICTOR_CLI_DONE;

  json = pictor_cli_arguments_get (arguments, "json") != NULL;
  what = arguments->words->len == 1 ? arguments->words->pdata[0] : "";
  if (!g_str_equal (what, "models") && !g_str_equal (what, "samplers") && !g_str_equal (what, "controls"))
    pictor_cli_arguments_add_problem (arguments, command.name, _("Say what to list: models, samplers or controls."));
  if (arguments->problems->len > 0)
    return pictor_cli_print_problems (arguments->problems, command.name);

  if (g_str_equal (what, "samplers"))
    return list_samplers (json);
  return list_from_engine (arguments, g_str_equal (what, "controls"), json, cancellable);
}
