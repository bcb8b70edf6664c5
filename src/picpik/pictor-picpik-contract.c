/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "picpik/pictor-picpik-contract.h"

static const char * const field_names[PICTOR_N_FIELDS] = {
  [PICTOR_FIELD_PROMPT] = "PositivePrompts",
  [PICTOR_FIELD_NEGATIVE_PROMPT] = "NegativePrompts",
  [PICTOR_FIELD_MODEL_TYPE] = "ModelType",
  [PICTOR_FIELD_MODEL] = "MainModelId",
  [PICTOR_FIELD_SUB_MODELS] = "SubModelIds",
  [PICTOR_FIELD_SUB_MODEL_WEIGHT] = "ControlWeight",
  [PICTOR_FIELD_BATCH_SIZE] = "BatchSize",
  [PICTOR_FIELD_STEPS] = "Steps",
  [PICTOR_FIELD_CFG_SCALE] = "CfgScale",
  [PICTOR_FIELD_SEED] = "Seed",
  [PICTOR_FIELD_SAMPLER] = "Sampler",
  [PICTOR_FIELD_WIDTH] = "Width",
  [PICTOR_FIELD_HEIGHT] = "Height",
  [PICTOR_FIELD_CLIP_SKIP] = "ClipSkip",
  [PICTOR_FIELD_TRANSLATE] = "TranslatePrompt",
  [PICTOR_FIELD_MODEL_VAE] = "UseCustomMainModelVae",
  [PICTOR_FIELD_CONTROLS] = "ControlNetParams",
  [PICTOR_FIELD_CONTROL_IMAGE] = "ControlNetImg",
  [PICTOR_FIELD_CONTROL_PRESET] = "ControlPreSetId",
  [PICTOR_FIELD_CONTROL_WEIGHT] = "ControlWeight",
  [PICTOR_FIELD_CONTROL_MODEL] = "ModelId",
  [PICTOR_FIELD_CONTROL_PREPROCESSOR] = "PreProcessorId",
  [PICTOR_FIELD_CONTROL_START] = "StartingControlStep",
  [PICTOR_FIELD_CONTROL_END] = "EndingControlStep",
  [PICTOR_FIELD_CONTROL_MODE] = "ControlMode",
  [PICTOR_FIELD_CONTROL_RESIZE] = "ResizeMode",
  [PICTOR_FIELD_CONTROL_RESOLUTION] = "PreProcessorResolution",
  [PICTOR_FIELD_CONTROL_PARAM1] = "Param1Value",
  [PICTOR_FIELD_CONTROL_PARAM2] = "Param2Value",
};

static const char * const model_types[] = {
  [PICTOR_MODEL_TYPE_COMBINED] = "combined_model",
  [PICTOR_MODEL_TYPE_CUSTOM] = "custom_model",
};

static const char * const control_modes[PICTOR_N_CONTROL_MODES] = {
  [PICTOR_CONTROL_MODE_BALANCED] = "Balanced",
  [PICTOR_CONTROL_MODE_PROMPT] = "MyPromptIsMoreImportant",
  [PICTOR_CONTROL_MODE_CONTROL] = "ControlNetIsMoreImportant",
};

static const char * const resize_modes[PICTOR_N_RESIZE_MODES] = {
  [PICTOR_RESIZE_STRETCH] = "JustResize",
  [PICTOR_RESIZE_CROP] = "CropAndResize",
  [PICTOR_RESIZE_FILL] = "ResizeAndFill",
};

static int
find (const char * const *words,
      gsize               n_words,
      const char         *text)
{
  for (gsize i = 0; i < n_words; i++)
    {
      if (g_strcmp0 (words[i], text) == 0)
        return i;
    }

  return -1;
}

const char *
pictor_picpik_field_name (PictorField field)
{
  g_return_val_if_fail ((guint) field < PICTOR_N_FIELDS, NULL);

  return field_names[field];
}

const char *
pictor_picpik_model_type (PictorModelType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (model_types), NULL);

  return model_types[type];
}

const char *
pictor_picpik_control_mode (PictorControlMode mode)
{
  g_return_val_if_fail ((guint) mode < PICTOR_N_CONTROL_MODES, NULL);

  return control_modes[mode];
}

const char *
pictor_picpik_resize_mode (PictorResizeMode mode)
{
  g_return_val_if_fail ((guint) mode < PICTOR_N_RESIZE_MODES, NULL);

  return resize_modes[mode];
}

int
pictor_picpik_parse_model_type (const char *text)
{
  return find (model_types, G_N_ELEMENTS (model_types), text);
}

int
pictor_picpik_parse_control_mode (const char *text)
{
  return find (control_modes, G_N_ELEMENTS (control_modes), text);
}

int
pictor_picpik_parse_resize_mode (const char *text)
{
  return find (resize_modes, G_N_ELEMENTS (resize_modes), text);
}
