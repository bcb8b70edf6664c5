/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-validation.h"

#include <string.h>

#include <glib/gi18n.h>

#include "model/pictor-number.h"
#include "model/pictor-prompt.h"
#include "model/pictor-samplers.h"

PictorProblem *
pictor_problem_new (PictorField  field,
                    int          index,
                    const char  *format,
                    ...)
{
  PictorProblem *problem = g_new0 (PictorProblem, 1);
  va_list args;

  problem->field = field;
  problem->index = index;
  va_start (args, format);
  problem->message = g_strdup_vprintf (format, args);
  va_end (args);
  return problem;
}

void
pictor_problem_free (PictorProblem *problem)
{
  g_free (problem->message);
  g_free (problem);
}

static void
check_number (GPtrArray   *problems,
              PictorField  field,
              int          index,
              double       value)
{
  const PictorLimit *limit = pictor_limit_get (field);
  g_autofree char *minimum = NULL;
  g_autofree char *maximum = NULL;
  const char *label = gettext (limit->label);
  PictorProblem *problem;

  if (pictor_limit_contains (field, value))
    return;

  minimum = pictor_number_format (limit->minimum);
  maximum = pictor_number_format (limit->maximum);
  if (field == PICTOR_FIELD_SEED)
    problem = pictor_problem_new (field, index,
                                  _("Seed must be between 0 and %s, or -1 for a random one."),
                                  maximum);
  else if (field == PICTOR_FIELD_SUB_MODEL_WEIGHT)
    problem = pictor_problem_new (field, index,
                                  /* Translators: Weight of sub-model 1 must be between -5 and 5. */
                                  _("%s of sub-model %d must be between %s and %s."),
                                  label, index + 1, minimum, maximum);
  else if (index >= 0)
    problem = pictor_problem_new (field, index,
                                  /* Translators: Weight of ControlNet 1 must be between 0 and 2. */
                                  _("%s of ControlNet %d must be between %s and %s."),
                                  label, index + 1, minimum, maximum);
  else
    problem = pictor_problem_new (field, index,
                                  /* Translators: Steps must be between 1 and 150. */
                                  _("%s must be between %s and %s."),
                                  label, minimum, maximum);
  g_ptr_array_add (problems, problem);
}

static void
check_text (GPtrArray   *problems,
            PictorField  field,
            const char  *text)
{
  const char *label = gettext (pictor_limit_get (field)->label);

  if (strlen (text) > PICTOR_MAX_PROMPT_BYTES)
    g_ptr_array_add (problems,
                     pictor_problem_new (field, -1,
                                         /* Translators: Prompt is too long: … */
                                         _("%s is too long: shorten it to %d kB or less."),
                                         label, PICTOR_MAX_PROMPT_BYTES / 1024));
  if (!g_utf8_validate (text, -1, NULL))
    g_ptr_array_add (problems,
                     pictor_problem_new (field, -1,
                                         /* Translators: Prompt contains characters … */
                                         _("%s contains characters that can't be read."), label));
}

static void
check_prompt (GPtrArray    *problems,
              PictorRecipe *recipe)
{
  const char *prompt = pictor_recipe_get_prompt (recipe);
  g_auto (GStrv) phrases = pictor_prompt_split (prompt);

  if (phrases[0] == NULL)
    g_ptr_array_add (problems,
                     pictor_problem_new (PICTOR_FIELD_PROMPT, -1, "%s",
                                         _("Describe the picture you want.")));
  else
    check_text (problems, PICTOR_FIELD_PROMPT, prompt);
}

/* Whether there is anything but white space in an id or a name. */
static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

static void
check_sub_models (GPtrArray    *problems,
                  PictorRecipe *recipe)
{
  GListModel *list = G_LIST_MODEL (pictor_recipe_get_sub_models (recipe));
  guint n = g_list_model_get_n_items (list);

  if (n > 0 && pictor_recipe_get_model_type (recipe) == PICTOR_MODEL_TYPE_COMBINED)
    g_ptr_array_add (problems,
                     pictor_problem_new (PICTOR_FIELD_SUB_MODELS, -1, "%s",
                                         _("Sub-models can only be used with a custom model.")));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PictorSubModel) sub_model = g_list_model_get_item (list, i);

      if (is_blank (pictor_sub_model_get_id (sub_model)))
        g_ptr_array_add (problems,
                         pictor_problem_new (PICTOR_FIELD_SUB_MODELS, i,
                                             _("Choose sub-model %d, or remove it."), i + 1));
      check_number (problems, PICTOR_FIELD_SUB_MODEL_WEIGHT, i,
                    pictor_sub_model_get_weight (sub_model));
    }
}

static void
check_sampler (GPtrArray    *problems,
               PictorRecipe *recipe)
{
  const char *sampler = pictor_recipe_get_sampler (recipe);

  if (is_blank (sampler))
    g_ptr_array_add (problems, pictor_problem_new (PICTOR_FIELD_SAMPLER, -1, "%s",
                                                   _("Choose a sampler.")));
  else if (pictor_samplers_find (sampler, FALSE) < 0)
    {
      g_autofree char *name = g_utf8_make_valid (sampler, -1);

      g_ptr_array_add (problems,
                       pictor_problem_new (PICTOR_FIELD_SAMPLER, -1,
                                           _("There is no sampler “%s”."), name));
    }
}

static void
check_custom_control (GPtrArray     *problems,
                      int            index,
                      PictorControl *control)
{
  double start = pictor_control_get_start (control);
  double end = pictor_control_get_end (control);

  if (is_blank (pictor_control_get_model (control)))
    g_ptr_array_add (problems,
                     pictor_problem_new (PICTOR_FIELD_CONTROL_MODEL, index,
                                         _("Choose a model for ControlNet %d."), index + 1));
  if (is_blank (pictor_control_get_preprocessor (control)))
    g_ptr_array_add (problems,
                     pictor_problem_new (PICTOR_FIELD_CONTROL_PREPROCESSOR, index,
                                         _("Choose a preprocessor for ControlNet %d."),
                                         index + 1));
  check_number (problems, PICTOR_FIELD_CONTROL_START, index, start);
  if (start > end)
    g_ptr_array_add (problems,
                     pictor_problem_new (PICTOR_FIELD_CONTROL_START, index,
                                         _("Start of ControlNet %d must not be after its end."),
                                         index + 1));
  check_number (problems, PICTOR_FIELD_CONTROL_END, index, end);
  check_number (problems, PICTOR_FIELD_CONTROL_RESOLUTION, index,
                pictor_control_get_resolution (control));
  check_number (problems, PICTOR_FIELD_CONTROL_PARAM1, index, pictor_control_get_param1 (control));
  check_number (problems, PICTOR_FIELD_CONTROL_PARAM2, index, pictor_control_get_param2 (control));
}

static void
check_controls (GPtrArray    *problems,
                PictorRecipe *recipe)
{
  GListModel *list = G_LIST_MODEL (pictor_recipe_get_controls (recipe));
  guint n = g_list_model_get_n_items (list);

  if (n > PICTOR_MAX_CONTROLS)
    g_ptr_array_add (problems,
                     pictor_problem_new (PICTOR_FIELD_CONTROLS, -1,
                                         _("At most %d ControlNet images can be used."),
                                         PICTOR_MAX_CONTROLS));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (list, i);

      if (pictor_control_get_image (control) == NULL)
        g_ptr_array_add (problems,
                         pictor_problem_new (PICTOR_FIELD_CONTROL_IMAGE, i,
                                             _("Choose an image for ControlNet %d."), i + 1));
      check_number (problems, PICTOR_FIELD_CONTROL_WEIGHT, i, pictor_control_get_weight (control));
      if (pictor_control_get_preset (control) == PICTOR_PRESET_CUSTOM)
        check_custom_control (problems, i, control);
    }
}

/**
 * pictor_recipe_validate:
 * @recipe: a recipe
 *
 * What a control's preset makes unused is not looked at. That the images can be read is the engines' to
 * find, since it takes a look at the disk.
 *
 * Returns: (transfer full) (element-type PictorProblem): every problem, in the order of the window
 */
GPtrArray *
pictor_recipe_validate (PictorRecipe *recipe)
{
  GPtrArray *problems;

  g_return_val_if_fail (PICTOR_IS_RECIPE (recipe), NULL);

  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_problem_free);
  check_prompt (problems, recipe);
  check_text (problems, PICTOR_FIELD_NEGATIVE_PROMPT, pictor_recipe_get_negative_prompt (recipe));
  check_sub_models (problems, recipe);
  check_sampler (problems, recipe);
  check_number (problems, PICTOR_FIELD_STEPS, -1, pictor_recipe_get_steps (recipe));
  check_number (problems, PICTOR_FIELD_CFG_SCALE, -1, pictor_recipe_get_cfg_scale (recipe));
  check_number (problems, PICTOR_FIELD_WIDTH, -1, pictor_recipe_get_width (recipe));
  check_number (problems, PICTOR_FIELD_HEIGHT, -1, pictor_recipe_get_height (recipe));
  check_number (problems, PICTOR_FIELD_BATCH_SIZE, -1, pictor_recipe_get_batch_size (recipe));
  check_number (problems, PICTOR_FIELD_SEED, -1, (double) pictor_recipe_get_seed (recipe));
  check_number (problems, PICTOR_FIELD_CLIP_SKIP, -1, pictor_recipe_get_clip_skip (recipe));
  check_controls (problems, recipe);
  return problems;
}
