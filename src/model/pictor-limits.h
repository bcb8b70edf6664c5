/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PictorField:
 *
 * One setting of a recipe or of a control: what a problem, a limit or an engine's restriction is about.
 */
typedef enum
{
  PICTOR_FIELD_PROMPT,
  PICTOR_FIELD_NEGATIVE_PROMPT,
  PICTOR_FIELD_MODEL_TYPE,
  PICTOR_FIELD_MODEL,
  PICTOR_FIELD_SUB_MODELS,
  PICTOR_FIELD_SUB_MODEL_WEIGHT,
  PICTOR_FIELD_BATCH_SIZE,
  PICTOR_FIELD_STEPS,
  PICTOR_FIELD_CFG_SCALE,
  PICTOR_FIELD_SEED,
  PICTOR_FIELD_SAMPLER,
  PICTOR_FIELD_WIDTH,
  PICTOR_FIELD_HEIGHT,
  PICTOR_FIELD_CLIP_SKIP,
  PICTOR_FIELD_TRANSLATE,
  PICTOR_FIELD_MODEL_VAE,
  PICTOR_FIELD_CONTROLS,
  PICTOR_FIELD_CONTROL_IMAGE,
  PICTOR_FIELD_CONTROL_PRESET,
  PICTOR_FIELD_CONTROL_WEIGHT,
  PICTOR_FIELD_CONTROL_MODEL,
  PICTOR_FIELD_CONTROL_PREPROCESSOR,
  PICTOR_FIELD_CONTROL_START,
  PICTOR_FIELD_CONTROL_END,
  PICTOR_FIELD_CONTROL_MODE,
  PICTOR_FIELD_CONTROL_RESIZE,
  PICTOR_FIELD_CONTROL_RESOLUTION,
  PICTOR_FIELD_CONTROL_PARAM1,
  PICTOR_FIELD_CONTROL_PARAM2,
  PICTOR_N_FIELDS
} PictorField;

/**
 * PictorLimit:
 * @name: the property, JSON and command-line name, such as "cfg-scale"
 * @label: the untranslated name for a person, such as "CFG scale"; translate with gettext()
 * @minimum: smallest allowed value
 * @maximum: largest allowed value
 * @initial: the value of a new recipe or control
 * @step: how far one step of a slider goes
 * @digits: digits shown after the decimal point; 0 for whole numbers
 *
 * What is known of a field. For a field that is no number @minimum equals @maximum.
 */
typedef struct
{
  const char *name;
  const char *label;
  double minimum;
  double maximum;
  double initial;
  double step;
  guint digits;
} PictorLimit;

#define PICTOR_MAX_CONTROLS 3
#define PICTOR_MAX_PROMPT_BYTES 65536

const PictorLimit *pictor_limit_get         (PictorField field);
gboolean           pictor_limit_is_number   (PictorField field);
gboolean           pictor_limit_contains    (PictorField field,
                                             double      value);
gboolean           pictor_field_from_name   (const char  *name,
                                             gboolean     of_control,
                                             PictorField *field);

G_END_DECLS
