/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-recipe.h"

#include <string.h>

#include <glib/gi18n.h>

#include "cli/pictor-cli-control.h"
#include "cli/pictor-cli-print.h"
#include "cli/pictor-cli-value.h"
#include "cli/pictor-cli-wait.h"
#include "model/pictor-number.h"
#include "model/pictor-recipe-json.h"
#include "model/pictor-samplers.h"
#include "studio/pictor-recipe-opening.h"

#define MAX_RECIPE_BYTES (4 * 1024 * 1024)

/* Options that set one property each. */
static const struct
{
  const char *option;
  const char *property;
} plain_options[] = {
  { "negative", "negative-prompt" },
  { "model-type", "model-type" },
  { "model", "model" },
  { "steps", "steps" },
  { "cfg", "cfg-scale" },
  { "seed", "seed" },
  { "batch", "batch-size" },
  { "clip-skip", "clip-skip" },
};

/* The option that each field of a recipe is given by; those of a control all by one. */
static const char * const field_options[PICTOR_N_FIELDS] = {
  [PICTOR_FIELD_PROMPT] = "PROMPT",
  [PICTOR_FIELD_NEGATIVE_PROMPT] = "--negative",
  [PICTOR_FIELD_MODEL_TYPE] = "--model-type",
  [PICTOR_FIELD_MODEL] = "--model",
  [PICTOR_FIELD_SUB_MODELS] = "--sub-model",
  [PICTOR_FIELD_SUB_MODEL_WEIGHT] = "--sub-model",
  [PICTOR_FIELD_BATCH_SIZE] = "--batch",
  [PICTOR_FIELD_STEPS] = "--steps",
  [PICTOR_FIELD_CFG_SCALE] = "--cfg",
  [PICTOR_FIELD_SEED] = "--seed",
  [PICTOR_FIELD_SAMPLER] = "--sampler",
  [PICTOR_FIELD_WIDTH] = "--size",
  [PICTOR_FIELD_HEIGHT] = "--size",
  [PICTOR_FIELD_CLIP_SKIP] = "--clip-skip",
  [PICTOR_FIELD_TRANSLATE] = "--translate",
  [PICTOR_FIELD_MODEL_VAE] = "--model-vae",
};

/* Also from a pipe, so to its end but not without one. */
static char *
read_file (GFile   *file,
           gsize   *length,
           GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = NULL;

  if (stream == NULL)
    return NULL;
  text = g_malloc (MAX_RECIPE_BYTES);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, MAX_RECIPE_BYTES, length, NULL, error))
    return NULL;
  if (*length == MAX_RECIPE_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _("The file is too large."));
      return NULL;
    }
  return g_steal_pointer (&text);
}

/* Whether @file is a picture rather than JSON, which may come from a pipe that can be read but once. */
static gboolean
is_picture (GFile *file)
{
  g_autoptr (GFileInputStream) stream = NULL;
  guchar first;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    return FALSE;
  stream = g_file_read (file, NULL, NULL);
  return stream != NULL
         && g_input_stream_read (G_INPUT_STREAM (stream), &first, 1, NULL, NULL) == 1
         && (g_ascii_isalpha (first) || first >= 0x80);
}

/* Other programs never leave the images of their controls. */
static void
drop_controls (PictorRecipe *recipe)
{
  GListStore *controls = pictor_recipe_get_controls (recipe);

  if (g_list_model_get_n_items (G_LIST_MODEL (controls)) == 0)
    return;
  g_list_store_remove_all (controls);
  pictor_cli_warn (_("ControlNet is left out. Give its images with --control."));
}

static PictorRecipe *
load_picture (GFile               *file,
              PictorCliArguments  *arguments,
              PictorAccount       *account,
              GCancellable        *cancellable,
              GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PictorFoundRecipe) found = NULL;

  pictor_recipe_opening_read_async (file, account, cancellable, pictor_cli_ready_cb, &result);
  pictor_cli_wait (&result);
  found = pictor_recipe_opening_read_finish (result, error);
  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->notes->len; i++)
    pictor_cli_warn ("%s: %s", found->program, (const char *) found->notes->pdata[i]);
  if (!found->own && pictor_cli_arguments_get (arguments, "control") == NULL)
    drop_controls (found->recipe);
  return g_object_ref (found->recipe);
}

static PictorRecipe *
load_recipe (PictorCliArguments *arguments,
             PictorAccount      *account,
             GCancellable       *cancellable)
{
  const char *path = pictor_cli_arguments_get (arguments, "recipe");
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  PictorRecipe *recipe = NULL;
  gsize length = 0;

  if (path == NULL)
    return pictor_recipe_new ();

  file = g_file_new_for_path (path);
  folder = g_file_get_parent (file);
  if (is_picture (file))
    recipe = load_picture (file, arguments, account, cancellable, &error);
  else if ((text = read_file (file, &length, &error)) != NULL)
    recipe = pictor_recipe_from_json (text, length, folder, &error);
  if (recipe == NULL)
    {
      pictor_cli_arguments_add_problem (arguments, "--recipe", _("“%s” can't be read: %s"), path, error->message);
      return pictor_recipe_new ();
    }
  return recipe;
}

static void
set_prompt (PictorRecipe       *recipe,
            PictorCliArguments *arguments)
{
  g_autoptr (GString) prompt = g_string_new (NULL);

  for (guint i = 0; i < arguments->words->len; i++)
    {
      g_autofree char *word = pictor_cli_read_text (arguments->words->pdata[i]);

      g_string_append_printf (prompt, "%s%s", i > 0 ? " " : "", word);
    }
  if (arguments->words->len > 0)
    g_object_set (recipe, "prompt", prompt->str, NULL);
}

static void
set_sampler (PictorRecipe       *recipe,
             PictorCliArguments *arguments)
{
  const char *name = pictor_cli_arguments_get (arguments, "sampler");
  int sampler = name != NULL ? pictor_samplers_find (name, TRUE) : -1;

  if (name != NULL)
    g_object_set (recipe, "sampler", sampler >= 0 ? pictor_samplers_get_names ()[sampler] : name, NULL);
}

static void
set_size (PictorRecipe       *recipe,
          PictorCliArguments *arguments)
{
  const char *size = pictor_cli_arguments_get (arguments, "size");
  g_auto (GStrv) sides = NULL;

  if (size == NULL)
    return;
  sides = g_regex_split_simple ("^\\s*(-?\\d+)\\s*[xX×*]\\s*(-?\\d+)\\s*$", size, 0, 0);
  if (g_strv_length (sides) != 4)
    {
      pictor_cli_arguments_add_problem (arguments, "--size", _("“%s” is no size such as 512x768."), size);
      return;
    }
  pictor_cli_value_set (G_OBJECT (recipe), "width", sides[1], "--size", arguments);
  pictor_cli_value_set (G_OBJECT (recipe), "height", sides[2], "--size", arguments);
}

static void
set_switches (PictorRecipe       *recipe,
              PictorCliArguments *arguments)
{
  gboolean given;
  gboolean translate = pictor_cli_arguments_get_switch (arguments, "translate", "no-translate", &given);

  if (given)
    g_object_set (recipe, "translate", translate, NULL);
  if (pictor_cli_arguments_get (arguments, "model-vae") != NULL)
    g_object_set (recipe, "model-vae", TRUE, NULL);
}

static void
add_sub_model (GListStore         *sub_models,
               const char         *text,
               PictorCliArguments *arguments)
{
  const char *colon = strrchr (text, ':');
  g_autofree char *raw_id = g_strndup (text, colon != NULL ? (gsize) (colon - text) : strlen (text));
  g_autofree char *id = pictor_cli_read_text (raw_id);
  double weight = pictor_limit_get (PICTOR_FIELD_SUB_MODEL_WEIGHT)->initial;
  g_autoptr (PictorSubModel) sub_model = NULL;

  if (colon != NULL && !pictor_number_parse (colon + 1, &weight))
    pictor_cli_arguments_add_problem (arguments, "--sub-model", _("“%s” is no number."), colon + 1);
  sub_model = pictor_sub_model_new (id, weight);
  g_list_store_append (sub_models, sub_model);
}

/* Lists that are given take the place of the recipe file's. */
static void
set_lists (PictorRecipe       *recipe,
           PictorCliArguments *arguments)
{
  GListStore *sub_models = pictor_recipe_get_sub_models (recipe);
  GListStore *controls = pictor_recipe_get_controls (recipe);
  const char *text;

  if (pictor_cli_arguments_get (arguments, "sub-model") != NULL)
    g_list_store_remove_all (sub_models);
  for (guint i = 0; (text = pictor_cli_arguments_get_nth (arguments, "sub-model", i)) != NULL; i++)
    add_sub_model (sub_models, text, arguments);

  if (pictor_cli_arguments_get (arguments, "control") != NULL)
    g_list_store_remove_all (controls);
  else
    pictor_cli_control_check_all (controls, arguments);
  for (guint i = 0; (text = pictor_cli_arguments_get_nth (arguments, "control", i)) != NULL; i++)
    {
      g_autoptr (PictorControl) control = pictor_cli_control_new (text, arguments);

      g_list_store_append (controls, control);
    }
}

PictorRecipe *
pictor_cli_recipe_new (PictorCliArguments *arguments,
                       PictorAccount      *account,
                       GCancellable       *cancellable)
{
  PictorRecipe *recipe = load_recipe (arguments, account, cancellable);

  set_prompt (recipe, arguments);
  for (guint i = 0; i < G_N_ELEMENTS (plain_options); i++)
    {
      const char *text = pictor_cli_arguments_get (arguments, plain_options[i].option);
      g_autofree char *option = g_strconcat ("--", plain_options[i].option, NULL);

      if (text != NULL)
        pictor_cli_value_set (G_OBJECT (recipe), plain_options[i].property, text, option, arguments);
    }
  set_sampler (recipe, arguments);
  set_size (recipe, arguments);
  set_switches (recipe, arguments);
  set_lists (recipe, arguments);
  return recipe;
}

void
pictor_cli_recipe_add_problems (PictorCliArguments *arguments,
                                GPtrArray          *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const PictorProblem *problem = problems->pdata[i];
      const char *option = field_options[problem->field];

      pictor_cli_arguments_add_problem (arguments, option != NULL ? option : "--control", "%s", problem->message);
    }
}
