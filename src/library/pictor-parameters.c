/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-parameters.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "model/pictor-number.h"

#define KARRAS_SUFFIX " Karras"

/* Samplers whose "Automatic" schedule is another than the plain one in AUTOMATIC1111 1.9 and later, so that the plain
 * one has to be named (engines.md 6.1). */
static const char * const uniform_samplers[] = {
  "DPM2", "DPM2 a", "DPM++ 2S a", "DPM++ 2M", "DPM++ SDE", "DPM++ 2M SDE", NULL
};

/* In the words of the web UI and its ControlNet extension; indexed by PictorControlMode and PictorResizeMode. */
static const char * const control_modes[PICTOR_N_CONTROL_MODES] = {
  "Balanced", "My prompt is more important", "ControlNet is more important"
};
static const char * const resize_modes[PICTOR_N_RESIZE_MODES] = {
  "Just Resize", "Crop and Resize", "Resize and Fill"
};

/* A value that could be taken for more than one is written as a JSON string. */
static void
add_text (GString    *line,
          const char *key,
          const char *value)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *quoted = NULL;

  if (value == NULL || *value == '\0')
    return;
  if (strpbrk (value, ",:\n\r\"") != NULL)
    {
      node = json_node_init_string (json_node_alloc (), value);
      quoted = json_to_string (node, FALSE);
      value = quoted;
    }
  g_string_append_printf (line, "%s%s: %s", line->len > 0 ? ", " : "", key, value);
}

static void
add_number (GString    *line,
            const char *key,
            double      value)
{
  g_autofree char *text = pictor_number_format (value);

  add_text (line, key, text);
}

/* A name inside a ControlNet value, whose own commas and colons nothing could quote. */
static void
add_name (GString    *line,
          const char *key,
          const char *value)
{
  g_autofree char *plain = g_strdup (value);

  if (plain != NULL)
    add_text (line, key, g_strdelimit (plain, ",:\"\n\r", ' '));
}

static void
add_sampler (GString    *line,
             const char *sampler)
{
  g_autofree char *plain = NULL;

  if (g_str_has_suffix (sampler, KARRAS_SUFFIX))
    {
      plain = g_strndup (sampler, strlen (sampler) - strlen (KARRAS_SUFFIX));
      add_text (line, "Sampler", plain);
      add_text (line, "Schedule type", "Karras");
      return;
    }
  add_text (line, "Sampler", sampler);
  if (g_strv_contains (uniform_samplers, sampler))
    add_text (line, "Schedule type", "Uniform");
}

static const char *
get_preset_nick (PictorPreset preset)
{
  g_autoptr (GEnumClass) presets = g_type_class_ref (PICTOR_TYPE_PRESET);
  GEnumValue *value = g_enum_get_value (presets, preset);

  return value != NULL ? value->value_nick : NULL;
}

static void
add_control (GString       *line,
             guint          index,
             PictorControl *control)
{
  g_autoptr (GString) value = g_string_new (NULL);
  g_autofree char *key = g_strdup_printf ("ControlNet %u", index);
  PictorPreset preset = pictor_control_get_preset (control);
  guint mode = pictor_control_get_mode (control);
  guint resize = pictor_control_get_resize (control);

  if (preset != PICTOR_PRESET_CUSTOM)
    {
      /* Preprocessor, model and all else are the service's. */
      add_text (value, "Module", get_preset_nick (preset));
      add_number (value, "Weight", pictor_control_get_weight (control));
      add_text (line, key, value->str);
      return;
    }

  add_name (value, "Module", pictor_control_get_preprocessor (control));
  add_name (value, "Model", pictor_control_get_model (control));
  add_number (value, "Weight", pictor_control_get_weight (control));
  add_text (value, "Resize Mode", resize < PICTOR_N_RESIZE_MODES ? resize_modes[resize] : NULL);
  add_number (value, "Processor Res", pictor_control_get_resolution (control));
  add_number (value, "Threshold A", pictor_control_get_param1 (control));
  add_number (value, "Threshold B", pictor_control_get_param2 (control));
  add_number (value, "Guidance Start", pictor_control_get_start (control));
  add_number (value, "Guidance End", pictor_control_get_end (control));
  add_text (value, "Pixel Perfect", "False");
  add_text (value, "Control Mode", mode < PICTOR_N_CONTROL_MODES ? control_modes[mode] : NULL);
  add_text (line, key, value->str);
}

static void
add_controls (GString    *line,
              GListModel *controls)
{
  for (guint i = 0; i < g_list_model_get_n_items (controls); i++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, i);

      add_control (line, i, control);
    }
}

/* Text as typed, with the line ends of Unix and without white space around it. */
static char *
tidy (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  return g_strstrip (g_strdelimit (g_strjoinv ("\n", lines), "\r", '\n'));
}

/**
 * pictor_parameters_format:
 * @seed: the picture's own; negative where it is not known, and then left out
 * @width: pixels of the picture
 * @height: pixels of the picture
 *
 * The layout is AUTOMATIC1111 1.9's: "DPM++ 2M Karras" becomes a sampler and a schedule type. Where no name is known
 * for the model, its id stands. Sub-models have no place in the layout; they are in the recipe's JSON.
 */
char *
pictor_parameters_format (PictorRecipe *recipe,
                          gint64        seed,
                          int           width,
                          int           height,
                          const char   *model_name)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *prompt = NULL;
  g_autofree char *negative = NULL;
  g_autofree char *seed_text = g_strdup_printf ("%" G_GINT64_FORMAT, seed);
  g_autofree char *size = g_strdup_printf ("%dx%d", width, height);

  g_return_val_if_fail (PICTOR_IS_RECIPE (recipe), NULL);

  add_number (line, "Steps", pictor_recipe_get_steps (recipe));
  add_sampler (line, pictor_recipe_get_sampler (recipe));
  add_number (line, "CFG scale", pictor_recipe_get_cfg_scale (recipe));
  add_text (line, "Seed", seed >= 0 ? seed_text : NULL);
  add_text (line, "Size", size);
  add_text (line, "Model", model_name != NULL ? model_name : pictor_recipe_get_model (recipe));
  if (pictor_recipe_get_clip_skip (recipe) > 1)
    add_number (line, "Clip skip", pictor_recipe_get_clip_skip (recipe));
  add_controls (line, G_LIST_MODEL (pictor_recipe_get_controls (recipe)));
  add_text (line, "Version", "Pictor " PICTOR_VERSION);

  prompt = tidy (pictor_recipe_get_prompt (recipe));
  negative = tidy (pictor_recipe_get_negative_prompt (recipe));
  return g_strconcat (prompt,
                      *prompt != '\0' ? "\n" : "",
                      *negative != '\0' ? "Negative prompt: " : "",
                      negative,
                      *negative != '\0' ? "\n" : "",
                      line->str,
                      NULL);
}

static int
find_word (const char * const *words,
           guint               n_words,
           const char         *text)
{
  for (guint i = 0; text != NULL && i < n_words; i++)
    if (g_ascii_strcasecmp (words[i], text) == 0)
      return i;
  return -1;
}

int
pictor_parameters_find_control_mode (const char *text)
{
  return find_word (control_modes, PICTOR_N_CONTROL_MODES, text);
}

int
pictor_parameters_find_resize_mode (const char *text)
{
  return find_word (resize_modes, PICTOR_N_RESIZE_MODES, text);
}

gboolean
pictor_parameters_find_preset (const char   *module,
                               PictorPreset *preset)
{
  g_autoptr (GEnumClass) presets = g_type_class_ref (PICTOR_TYPE_PRESET);
  GEnumValue *value = g_enum_get_value_by_nick (presets, module);

  if (value == NULL || value->value == PICTOR_PRESET_CUSTOM)
    return FALSE;
  *preset = value->value;
  return TRUE;
}
