/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-recipe-facts.h"

#include <inttypes.h>

#include <glib/gi18n.h>

#include "model/pictor-number.h"

void
pictor_recipe_fact_free (PictorRecipeFact *fact)
{
  g_free (fact->label);
  g_free (fact->value);
  g_free (fact);
}

/* Takes @value. */
static void
add (GPtrArray   *facts,
     PictorField  field,
     const char  *label,
     char        *value,
     gboolean     usual)
{
  PictorRecipeFact *fact = g_new0 (PictorRecipeFact, 1);

  fact->field = field;
  fact->index = -1;
  fact->label = g_strdup (label != NULL ? label : gettext (pictor_limit_get (field)->label));
  fact->value = value;
  fact->usual = usual;
  g_ptr_array_add (facts, fact);
}

static void
add_number (GPtrArray   *facts,
            PictorField  field,
            double       number)
{
  add (facts, field, NULL, pictor_number_format (number), number == pictor_limit_get (field)->initial);
}

static void
add_boolean (GPtrArray   *facts,
             PictorField  field,
             gboolean     value)
{
  add (facts, field, NULL, g_strdup (value ? _("Yes") : _("No")), value == (pictor_limit_get (field)->initial != 0));
}

static char *
describe_sub_models (PictorRecipe *recipe)
{
  GListModel *sub_models = G_LIST_MODEL (pictor_recipe_get_sub_models (recipe));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (sub_models); i++)
    {
      g_autoptr (PictorSubModel) sub_model = g_list_model_get_item (sub_models, i);
      g_autofree char *weight = pictor_number_format (pictor_sub_model_get_weight (sub_model));

      if (i > 0)
        g_string_append (text, ", ");
      g_string_append_printf (text, "%s × %s", pictor_sub_model_get_id (sub_model), weight);
    }
  return g_string_free (text, FALSE);
}

static void
append_part (GString    *text,
             const char *label,
             const char *value)
{
  if (value[0] != '\0')
    g_string_append_printf (text, " · %s %s", label, value);
}

static void
append_number (GString     *text,
               PictorField  field,
               double       number)
{
  g_autofree char *value = pictor_number_format (number);

  append_part (text, gettext (pictor_limit_get (field)->label), value);
}

/* Only what counts: the presets bring all but their weight with them. */
static char *
describe_control (PictorControl *control)
{
  GString *text = g_string_new (pictor_preset_get_label (pictor_control_get_preset (control)));

  append_number (text, PICTOR_FIELD_CONTROL_WEIGHT, pictor_control_get_weight (control));
  if (pictor_control_get_preset (control) != PICTOR_PRESET_CUSTOM)
    return g_string_free (text, FALSE);
  append_part (text, gettext (pictor_limit_get (PICTOR_FIELD_CONTROL_MODEL)->label),
               pictor_control_get_model (control));
  append_part (text, gettext (pictor_limit_get (PICTOR_FIELD_CONTROL_PREPROCESSOR)->label),
               pictor_control_get_preprocessor (control));
  append_number (text, PICTOR_FIELD_CONTROL_START, pictor_control_get_start (control));
  append_number (text, PICTOR_FIELD_CONTROL_END, pictor_control_get_end (control));
  g_string_append_printf (text, " · %s · %s", pictor_control_mode_get_label (pictor_control_get_mode (control)),
                          pictor_resize_mode_get_label (pictor_control_get_resize (control)));
  append_number (text, PICTOR_FIELD_CONTROL_RESOLUTION, pictor_control_get_resolution (control));
  append_number (text, PICTOR_FIELD_CONTROL_PARAM1, pictor_control_get_param1 (control));
  append_number (text, PICTOR_FIELD_CONTROL_PARAM2, pictor_control_get_param2 (control));
  return g_string_free (text, FALSE);
}

static void
add_controls (GPtrArray    *facts,
              PictorRecipe *recipe)
{
  GListModel *controls = G_LIST_MODEL (pictor_recipe_get_controls (recipe));

  for (guint i = 0; i < g_list_model_get_n_items (controls); i++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, i);
      g_autofree char *label = g_strdup_printf (_("ControlNet %u"), i + 1);
      PictorRecipeFact *fact;

      add (facts, PICTOR_FIELD_CONTROLS, label, describe_control (control), FALSE);
      fact = facts->pdata[facts->len - 1];
      fact->index = i;
    }
}

GPtrArray *
pictor_recipe_describe (PictorRecipe *recipe,
                        const char   *model_name)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_recipe_fact_free);
  const char *prompt, *negative, *model;
  gboolean custom;
  gint64 seed;
  char *sub_models;

  g_return_val_if_fail (PICTOR_IS_RECIPE (recipe), facts);

  prompt = pictor_recipe_get_prompt (recipe);
  negative = pictor_recipe_get_negative_prompt (recipe);
  model = pictor_recipe_get_model (recipe);
  custom = pictor_recipe_get_model_type (recipe) == PICTOR_MODEL_TYPE_CUSTOM;
  seed = pictor_recipe_get_seed (recipe);
  sub_models = describe_sub_models (recipe);

  add (facts, PICTOR_FIELD_PROMPT, NULL, g_strdup (prompt), prompt[0] == '\0');
  add (facts, PICTOR_FIELD_NEGATIVE_PROMPT, NULL, g_strdup (negative), negative[0] == '\0');
  if (model_name != NULL && model_name[0] != '\0')
    model = model_name;
  add (facts, PICTOR_FIELD_MODEL_TYPE, _("Kind of models"), g_strdup (custom ? _("My own") : _("Of the service")), !custom);
  add (facts, PICTOR_FIELD_MODEL, NULL, g_strdup (model[0] != '\0' ? model : _("The engine's choice")),
       model[0] == '\0');
  add (facts, PICTOR_FIELD_SUB_MODELS, NULL, sub_models, sub_models[0] == '\0');
  add (facts, PICTOR_FIELD_SAMPLER, NULL, g_strdup (pictor_recipe_get_sampler (recipe)), FALSE);
  add (facts, PICTOR_FIELD_STEPS, NULL, pictor_number_format (pictor_recipe_get_steps (recipe)), FALSE);
  add (facts, PICTOR_FIELD_CFG_SCALE, NULL, pictor_number_format (pictor_recipe_get_cfg_scale (recipe)), FALSE);
  add (facts, PICTOR_FIELD_WIDTH, _("Size"),
       g_strdup_printf ("%d × %d", pictor_recipe_get_width (recipe), pictor_recipe_get_height (recipe)), FALSE);
  add_number (facts, PICTOR_FIELD_BATCH_SIZE, pictor_recipe_get_batch_size (recipe));
  add (facts, PICTOR_FIELD_SEED, NULL, seed < 0 ? g_strdup (_("Random")) : g_strdup_printf ("%" PRId64, seed), seed < 0);
  add_number (facts, PICTOR_FIELD_CLIP_SKIP, pictor_recipe_get_clip_skip (recipe));
  add_boolean (facts, PICTOR_FIELD_TRANSLATE, pictor_recipe_get_translate (recipe));
  add_boolean (facts, PICTOR_FIELD_MODEL_VAE, pictor_recipe_get_model_vae (recipe));
  add_controls (facts, recipe);
  return facts;
}
