/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-limits.h"

#include <math.h>

#include <glib/gi18n.h>

#define MAX_SEED 2147483647

/* Ranges: picpik-api.md's, where PICPIK states them; the others are what the services in use agree on. */
static const PictorLimit limits[PICTOR_N_FIELDS] = {
  [PICTOR_FIELD_PROMPT] = { .name = "prompt", .label = N_("Prompt") },
  [PICTOR_FIELD_NEGATIVE_PROMPT] = { .name = "negative-prompt", .label = N_("Negative prompt") },
  [PICTOR_FIELD_MODEL_TYPE] = { .name = "model-type", .label = N_("Model type") },
  [PICTOR_FIELD_MODEL] = { .name = "model", .label = N_("Model") },
  [PICTOR_FIELD_SUB_MODELS] = { .name = "sub-models", .label = N_("Sub-models") },
  [PICTOR_FIELD_SUB_MODEL_WEIGHT] = { "weight", N_("Weight"), -5, 5, 1, 0.05, 2 },
  [PICTOR_FIELD_BATCH_SIZE] = { "batch-size", N_("Pictures"), 1, 16, 1, 1, 0 },
  [PICTOR_FIELD_STEPS] = { "steps", N_("Steps"), 1, 150, 20, 1, 0 },
  [PICTOR_FIELD_CFG_SCALE] = { "cfg-scale", N_("CFG scale"), 0, 30, 7.5, 0.5, 1 },
  [PICTOR_FIELD_SEED] = { "seed", N_("Seed"), -1, MAX_SEED, -1, 1, 0 },
  [PICTOR_FIELD_SAMPLER] = { .name = "sampler", .label = N_("Sampler") },
  [PICTOR_FIELD_WIDTH] = { "width", N_("Width"), 16, 1440, 512, 8, 0 },
  [PICTOR_FIELD_HEIGHT] = { "height", N_("Height"), 16, 1440, 512, 8, 0 },
  [PICTOR_FIELD_CLIP_SKIP] = { "clip-skip", N_("Clip skip"), 1, 12, 1, 1, 0 },
  [PICTOR_FIELD_TRANSLATE] = { .name = "translate", .label = N_("Translate into English") },
  [PICTOR_FIELD_MODEL_VAE] = { .name = "model-vae", .label = N_("The model's own VAE") },
  [PICTOR_FIELD_CONTROLS] = { .name = "controls", .label = N_("ControlNet") },
  [PICTOR_FIELD_CONTROL_IMAGE] = { .name = "image", .label = N_("Image") },
  [PICTOR_FIELD_CONTROL_PRESET] = { .name = "preset", .label = N_("Purpose") },
  [PICTOR_FIELD_CONTROL_WEIGHT] = { "weight", N_("Weight"), 0, 2, 1, 0.05, 2 },
  [PICTOR_FIELD_CONTROL_MODEL] = { .name = "model", .label = N_("Model") },
  [PICTOR_FIELD_CONTROL_PREPROCESSOR] = { .name = "preprocessor", .label = N_("Preprocessor") },
  [PICTOR_FIELD_CONTROL_START] = { "start", N_("Start"), 0, 1, 0, 0.05, 2 },
  [PICTOR_FIELD_CONTROL_END] = { "end", N_("End"), 0, 1, 1, 0.05, 2 },
  [PICTOR_FIELD_CONTROL_MODE] = { .name = "mode", .label = N_("Mode") },
  [PICTOR_FIELD_CONTROL_RESIZE] = { .name = "resize", .label = N_("Resize") },
  [PICTOR_FIELD_CONTROL_RESOLUTION] = { "resolution", N_("Resolution"), 64, 2048, 512, 8, 0 },
  [PICTOR_FIELD_CONTROL_PARAM1] = { "param1", N_("Parameter 1"), 0, 255, 100, 1, 2 },
  [PICTOR_FIELD_CONTROL_PARAM2] = { "param2", N_("Parameter 2"), 0, 255, 200, 1, 2 },
};

/**
 * pictor_limit_get:
 * @field: a field
 *
 * Returns: (transfer none): what is known of @field; static
 */
const PictorLimit *
pictor_limit_get (PictorField field)
{
  g_return_val_if_fail ((int) field >= 0 && field < PICTOR_N_FIELDS, NULL);

  return &limits[field];
}

/**
 * pictor_limit_is_number:
 * @field: a field
 *
 * Returns: whether @field holds a number with a range
 */
gboolean
pictor_limit_is_number (PictorField field)
{
  const PictorLimit *limit = pictor_limit_get (field);

  return limit != NULL && limit->minimum < limit->maximum;
}

/**
 * pictor_limit_contains:
 * @field: a field that is a number
 * @value: any double, NaN and infinities too
 *
 * Returns: whether @field may have @value: within the range, both ends included, and whole where
 *   the field counts something
 */
gboolean
pictor_limit_contains (PictorField field,
                       double      value)
{
  const PictorLimit *limit = pictor_limit_get (field);

  g_return_val_if_fail (pictor_limit_is_number (field), FALSE);

  if (!(value >= limit->minimum && value <= limit->maximum))
    return FALSE;
  return limit->digits > 0 || value == floor (value);
}

/**
 * pictor_field_from_name:
 * @name: a property name, such as "cfg-scale"
 * @of_control: whether a control's field is meant, rather than one of the recipe itself
 * @field: (out) (optional): the field
 *
 * Returns: whether there is such a field
 */
gboolean
pictor_field_from_name (const char  *name,
                        gboolean     of_control,
                        PictorField *field)
{
  int first = of_control ? PICTOR_FIELD_CONTROL_IMAGE : PICTOR_FIELD_PROMPT;
  int last = of_control ? PICTOR_FIELD_CONTROL_PARAM2 : PICTOR_FIELD_CONTROLS;

  g_return_val_if_fail (name != NULL, FALSE);

  for (int i = first; i <= last; i++)
    if (i != PICTOR_FIELD_SUB_MODEL_WEIGHT && g_str_equal (limits[i].name, name))
      {
        if (field != NULL)
          *field = i;
        return TRUE;
      }
  return FALSE;
}
