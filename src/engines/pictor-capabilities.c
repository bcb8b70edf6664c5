/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-capabilities.h"

#include <math.h>

#include <glib/gi18n.h>

#include "model/pictor-number.h"

static void
note (GPtrArray  *notes,
      PictorField field,
      int         index,
      char       *message)
{
  g_ptr_array_add (notes, pictor_problem_new (field, index, "%s", message));
  g_free (message);
}

/* Puts the property for @field of a recipe or a control back to where it began. Whether it was anywhere else. */
static gboolean
reset (gpointer    object,
       PictorField field)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), pictor_limit_get (field)->name);
  const GValue *initial = g_param_spec_get_default_value (pspec);
  g_auto (GValue) value = G_VALUE_INIT;

  g_object_get_property (object, pspec->name, &value);
  if (g_param_values_cmp (pspec, &value, initial) == 0)
    return FALSE;
  g_object_set_property (object, pspec->name, initial);
  return TRUE;
}

/* Never left out in silence or with a word: what a picture is made of. */
static gboolean
is_heart (PictorField field)
{
  return field == PICTOR_FIELD_PROMPT || field == PICTOR_FIELD_MODEL || field == PICTOR_FIELD_SUB_MODELS
         || field == PICTOR_FIELD_SAMPLER || field == PICTOR_FIELD_CONTROLS;
}

static void
leave_out (const PictorCapabilities *self,
           PictorRecipe             *recipe,
           GPtrArray                *notes)
{
  for (int field = PICTOR_FIELD_PROMPT; field < PICTOR_FIELD_CONTROLS; field++)
    {
      if (self->unsupported[field] == NULL || is_heart (field) || field == PICTOR_FIELD_SUB_MODEL_WEIGHT)
        continue;
      if (field == PICTOR_FIELD_MODEL_TYPE)
        /* An engine without kinds of models has one kind, for which the rules of custom ones hold. */
        g_object_set (recipe, pictor_limit_get (field)->name, PICTOR_MODEL_TYPE_CUSTOM, NULL);
      else if (reset (recipe, field))
        note (notes, field, -1,
              /* Translators: Clip skip is left out. This engine … */
              g_strdup_printf (_("%s is left out. %s"), gettext (pictor_limit_get (field)->label),
                               self->unsupported[field]));
    }
}

static void
leave_out_of_control (const PictorCapabilities *self,
                      PictorControl            *control,
                      int                       index,
                      GPtrArray                *notes)
{
  gboolean custom = pictor_control_get_preset (control) == PICTOR_PRESET_CUSTOM;

  for (int field = PICTOR_FIELD_CONTROL_WEIGHT; field < PICTOR_N_FIELDS; field++)
    {
      /* What a purpose of its own decides says nothing here. */
      gboolean counts = custom || field == PICTOR_FIELD_CONTROL_WEIGHT;

      if (self->unsupported[field] != NULL && reset (control, field) && counts)
        note (notes, field, index,
              /* Translators: Weight of ControlNet 1 is left out. This engine … */
              g_strdup_printf (_("%s of ControlNet %d is left out. %s"), gettext (pictor_limit_get (field)->label),
                               index + 1, self->unsupported[field]));
    }
}

/* The number nearest to @value that @range has. */
static double
fit (const PictorRange *range,
     double             value)
{
  double minimum = range->minimum;
  double maximum = range->maximum;

  if (range->multiple > 0)
    value = floor (value / range->multiple + 0.5) * range->multiple;
  if (minimum >= maximum)
    return value;
  if (range->multiple > 0)
    {
      minimum = ceil (minimum / range->multiple) * range->multiple;
      maximum = floor (maximum / range->multiple) * range->multiple;
    }
  return CLAMP (value, minimum, maximum);
}

static double
get_number (gpointer    object,
            PictorField field)
{
  g_auto (GValue) from = G_VALUE_INIT;
  g_auto (GValue) to = G_VALUE_INIT;

  g_object_get_property (object, pictor_limit_get (field)->name, &from);
  g_value_init (&to, G_TYPE_DOUBLE);
  g_value_transform (&from, &to);
  return g_value_get_double (&to);
}

static void
set_number (gpointer    object,
            PictorField field,
            double      number)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), pictor_limit_get (field)->name);

  g_value_init (&value, pspec->value_type);
  if (G_IS_PARAM_SPEC_INT (pspec))
    g_value_set_int (&value, (int) number);
  else if (G_IS_PARAM_SPEC_INT64 (pspec))
    g_value_set_int64 (&value, (gint64) number);
  else
    g_value_set_double (&value, number);
  g_object_set_property (object, pspec->name, &value);
}

static void
put_on_grid (const PictorCapabilities *self,
             gpointer                  object,
             PictorField               field,
             int                       index,
             GPtrArray                *notes)
{
  const PictorRange *range = &self->ranges[field];
  const char *label = gettext (pictor_limit_get (field)->label);
  double value = get_number (object, field);
  double fitted;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *step = NULL;

  /* What no recipe may have is found fault with, not mended. */
  if (self->unsupported[field] != NULL || !pictor_limit_contains (field, value))
    return;
  fitted = fit (range, value);
  if (fitted == value)
    return;

  set_number (object, field, fitted);
  before = pictor_number_format (value);
  after = pictor_number_format (fitted);
  step = pictor_number_format (range->multiple);
  if (range->multiple > 0 && fmod (value, range->multiple) != 0)
    /* Translators: Width becomes 512 instead of 500: … */
    note (notes, field, index, g_strdup_printf (_("%s becomes %s instead of %s: this engine takes multiples of %s."),
                                                label, after, before, step));
  else
    /* Translators: Steps becomes 100 instead of 150: … */
    note (notes, field, index, g_strdup_printf (fitted < value
                                                  ? _("%s becomes %s instead of %s, the most that this engine takes.")
                                                  : _("%s becomes %s instead of %s, the least that this engine takes."),
                                                label, after, before));
}

void
pictor_capabilities_adjust (const PictorCapabilities *self,
                            PictorRecipe             *recipe,
                            GPtrArray                *notes)
{
  GListModel *controls = G_LIST_MODEL (pictor_recipe_get_controls (recipe));

  g_return_if_fail (self != NULL);
  g_return_if_fail (PICTOR_IS_RECIPE (recipe));
  g_return_if_fail (notes != NULL);

  leave_out (self, recipe, notes);
  for (int field = PICTOR_FIELD_PROMPT; field < PICTOR_FIELD_CONTROLS; field++)
    if (pictor_limit_is_number (field) && field != PICTOR_FIELD_SUB_MODEL_WEIGHT)
      put_on_grid (self, recipe, field, -1, notes);

  for (guint i = 0; i < g_list_model_get_n_items (controls); i++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, i);

      leave_out_of_control (self, control, i, notes);
      for (int field = PICTOR_FIELD_CONTROL_IMAGE; field < PICTOR_N_FIELDS; field++)
        if (pictor_limit_is_number (field))
          put_on_grid (self, control, field, i, notes);
    }
}

static void
check_controls (const PictorCapabilities *self,
                guint                     n,
                GPtrArray                *problems)
{
  if (n == 0)
    return;
  if (self->unsupported[PICTOR_FIELD_CONTROLS] != NULL)
    note (problems, PICTOR_FIELD_CONTROLS, -1,
          g_strdup_printf (_("%s Remove the ControlNet images, or choose another engine."),
                           self->unsupported[PICTOR_FIELD_CONTROLS]));
  else if (n > self->max_controls)
    note (problems, PICTOR_FIELD_CONTROLS, -1,
          g_strdup_printf (ngettext ("This engine takes %u ControlNet image at most. Remove the others.",
                                     "This engine takes %u ControlNet images at most. Remove the others.",
                                     self->max_controls),
                           self->max_controls));
}

void
pictor_capabilities_check (const PictorCapabilities *self,
                           PictorRecipe             *recipe,
                           GPtrArray                *problems)
{
  int sampler;
  int width, height;

  g_return_if_fail (self != NULL);
  g_return_if_fail (PICTOR_IS_RECIPE (recipe));
  g_return_if_fail (problems != NULL);

  sampler = pictor_samplers_find (pictor_recipe_get_sampler (recipe), FALSE);
  width = pictor_recipe_get_width (recipe);
  height = pictor_recipe_get_height (recipe);

  if (self->unsupported[PICTOR_FIELD_MODEL] != NULL && pictor_recipe_get_model (recipe)[0] != '\0')
    note (problems, PICTOR_FIELD_MODEL, -1, g_strdup (self->unsupported[PICTOR_FIELD_MODEL]));
  if (self->unsupported[PICTOR_FIELD_SUB_MODELS] != NULL
      && g_list_model_get_n_items (G_LIST_MODEL (pictor_recipe_get_sub_models (recipe))) > 0)
    note (problems, PICTOR_FIELD_SUB_MODELS, -1, g_strdup (self->unsupported[PICTOR_FIELD_SUB_MODELS]));
  if (sampler >= 0 && self->no_sampler[sampler] != NULL)
    note (problems, PICTOR_FIELD_SAMPLER, -1, g_strdup (self->no_sampler[sampler]));
  if (self->max_pixels > 0 && (gint64) width * height > self->max_pixels)
    note (problems, PICTOR_FIELD_WIDTH, -1,
          g_strdup_printf (_("%d × %d is larger than what this engine makes. Choose a smaller size."), width, height));
  check_controls (self, g_list_model_get_n_items (G_LIST_MODEL (pictor_recipe_get_controls (recipe))), problems);
}
