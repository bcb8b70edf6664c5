/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "library/pictor-foreign.h"
#include "library/pictor-parameters.h"
#include "model/pictor-json.h"
#include "model/pictor-number.h"

/* AUTOMATIC1111's layout, which Forge, SD.Next, stable-diffusion.cpp and Fooocus write too: the prompt, the negative
 * prompt behind its label, then one line of "Key: value, …" (engines.md 7.1). */

#define NEGATIVE_LABEL "Negative prompt:"
#define LORA_START "<lora:"
/* So many keys make a line one of settings. */
#define MIN_KEYS 3
#define MAX_KEYS 256
#define MAX_CONTROL_KEYS 16

/* Settings that change the picture and have no place in a recipe. */
static const char * const unknown_settings[] = {
  "Hires upscale", "Hires resize", "Denoising strength", "Variation seed", "Face restoration", "Tiling", "Refiner",
  "VAE", "ENSD", "Init image hash", "Mask blur", "Styles", "Image CFG scale", "Distilled CFG Scale",
  "Seed resize from", "Token merging ratio", "FreeU", "Dynamic thresholding enabled", "ADetailer model", NULL
};

static gboolean
is_key_character (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

/* The end of the JSON string that begins at @p; NULL when it is never closed. */
static const char *
skip_quoted (const char *p)
{
  for (p++; *p != '\0' && *p != '"'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
  return *p == '"' ? p + 1 : NULL;
}

static char *
unquote (const char *text,
         gsize       length)
{
  g_autoptr (JsonNode) node = NULL;

  if (length >= 2 && text[0] == '"' && text[length - 1] == '"')
    node = pictor_json_parse (text, length, NULL);
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return g_strstrip (g_strndup (text, length));
}

/* All "Key: value" of @line, key → value; of two with one key the first counts. One pass, whatever is in the line.
 * @max: how many are read at most; @n_found: (out) (optional) */
static GHashTable *
scan (const char *line,
      guint       max,
      guint      *n_found)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n = 0;

  for (const char *p = line; *p != '\0' && n < max;)
    {
      const char *key = p, *end, *value;

      if (!is_key_character (*p))
        {
          p++;
          continue;
        }
      while (is_key_character (*p) || (*p != '\0' && strchr (" -/", *p) != NULL))
        p++;
      if (*p != ':' || p - key < 2)
        continue;

      end = p;
      for (value = p + 1; *value == ' ' || *value == '\t'; value++)
        ;
      p = *value == '"' ? skip_quoted (value) : NULL;
      if (p == NULL || (*p != ',' && *p != '\0'))
        p = value + strcspn (value, ",");

      n += 1;
      /* The rest is JSON without quotation marks round it. */
      if (end - key == 5 && memcmp (key, "SDCPP", 5) == 0)
        break;
      {
        g_autofree char *name = g_strstrip (g_strndup (key, end - key));

        if (!g_hash_table_contains (values, name))
          g_hash_table_insert (values, g_steal_pointer (&name), unquote (value, p - value));
      }
    }
  if (n_found != NULL)
    *n_found = n;
  return values;
}

static gboolean
is_settings (const char *line)
{
  g_autoptr (GHashTable) values = NULL;
  guint n;

  values = scan (line, MIN_KEYS, &n);
  return n >= MIN_KEYS;
}

/* The line of settings: the last one, or one before it that can be nothing else, since some extensions add lines.
 * -1 when there is none. */
static int
find_settings (char **lines)
{
  int last = (int) g_strv_length (lines) - 1;

  while (last >= 0 && *lines[last] == '\0')
    last--;
  if (last >= 0 && is_settings (lines[last]))
    return last;
  for (int i = last; i >= 0; i--)
    if (g_str_has_prefix (lines[i], "Steps: ") && is_settings (lines[i]))
      return i;
  return -1;
}

static gboolean
get_number (GHashTable *values,
            const char *key,
            double     *number)
{
  const char *text = g_hash_table_lookup (values, key);

  return text != NULL && pictor_number_parse (text, number);
}

static void
read_number (PictorFoundRecipe *found,
             GHashTable        *values,
             const char        *key,
             PictorControl     *control,
             PictorField        field)
{
  double number;

  if (get_number (values, key, &number))
    pictor_foreign_set_number (found, control, field, number);
}

static void
read_size (PictorFoundRecipe *found,
           const char        *size)
{
  g_auto (GStrv) sides = size != NULL ? g_strsplit (size, "x", 3) : NULL;
  double width, height;

  if (sides != NULL && g_strv_length (sides) == 2
      && pictor_number_parse (sides[0], &width) && pictor_number_parse (sides[1], &height))
    pictor_foreign_set_size (found, width, height);
}

/* @values without regard to case, as older versions of the extension wrote its keys. (transfer none) */
static const char *
get_any_case (GHashTable *values,
              const char *key)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (g_ascii_strcasecmp (name, key) == 0)
      return value;
  return NULL;
}

/* The values of one control, its keys in lower case. */
static GHashTable *
lower_keys (GHashTable *values)
{
  GHashTable *lower = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_replace (lower, g_ascii_strdown (name, -1), g_strdup (value));
  return lower;
}

static void
read_control_choices (PictorControl *control,
                      GHashTable    *values)
{
  int mode = pictor_parameters_find_control_mode (g_hash_table_lookup (values, "control mode"));
  int resize = pictor_parameters_find_resize_mode (g_hash_table_lookup (values, "resize mode"));

  if (mode >= 0)
    g_object_set (control, "mode", mode, NULL);
  if (resize >= 0)
    g_object_set (control, "resize", resize, NULL);
}

/* "starting/ending: (0, 1)" of older versions, whose comma ends what scan() takes for the value. */
static void
read_control_range (PictorFoundRecipe *found,
                    PictorControl     *control,
                    const char        *text)
{
  const char *start = strstr (text, "starting/ending: (");
  g_auto (GStrv) ends = NULL;
  double number;

  if (start == NULL)
    return;
  start += strlen ("starting/ending: (");
  {
    g_autofree char *inside = g_strndup (start, strcspn (start, ")"));

    ends = g_strsplit (inside, ",", 3);
  }
  if (g_strv_length (ends) != 2)
    return;
  if (pictor_number_parse (ends[0], &number))
    pictor_foreign_set_number (found, control, PICTOR_FIELD_CONTROL_START, number);
  if (pictor_number_parse (ends[1], &number))
    pictor_foreign_set_number (found, control, PICTOR_FIELD_CONTROL_END, number);
}

static void
read_control (PictorFoundRecipe *found,
              const char        *text)
{
  g_autoptr (GHashTable) named = scan (text, MAX_CONTROL_KEYS, NULL);
  g_autoptr (GHashTable) values = lower_keys (named);
  const char *module = g_hash_table_lookup (values, "module");
  PictorControl *control;
  PictorPreset preset;

  if (module == NULL)
    module = g_hash_table_lookup (values, "preprocessor");
  control = pictor_foreign_add_control (found, g_hash_table_lookup (values, "model"), module);
  if (control == NULL)
    return;
  read_number (found, values, "weight", control, PICTOR_FIELD_CONTROL_WEIGHT);
  /* What Pictor itself writes for a purpose. */
  if (module != NULL && pictor_parameters_find_preset (module, &preset))
    {
      g_object_set (control, "preset", preset, NULL);
      return;
    }
  read_number (found, values, "processor res", control, PICTOR_FIELD_CONTROL_RESOLUTION);
  read_number (found, values, "threshold a", control, PICTOR_FIELD_CONTROL_PARAM1);
  read_number (found, values, "threshold b", control, PICTOR_FIELD_CONTROL_PARAM2);
  read_number (found, values, "guidance start", control, PICTOR_FIELD_CONTROL_START);
  read_number (found, values, "guidance end", control, PICTOR_FIELD_CONTROL_END);
  read_control_range (found, control, text);
  read_control_choices (control, values);
}

static void
read_controls (PictorFoundRecipe *found,
               GHashTable        *values)
{
  /* One more than there may be, so that it is noted. */
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *key = g_strdup_printf ("ControlNet %u", i);
      const char *text = g_hash_table_lookup (values, key);

      if (text != NULL)
        read_control (found, text);
    }
  /* Before the extension knew several. */
  if (g_hash_table_lookup (values, "ControlNet") != NULL)
    read_control (found, g_hash_table_lookup (values, "ControlNet"));
  else if (g_hash_table_lookup (values, "ControlNet Model") != NULL)
    {
      PictorControl *control = pictor_foreign_add_control (found, g_hash_table_lookup (values, "ControlNet Model"),
                                                           g_hash_table_lookup (values, "ControlNet Preprocessor"));

      if (control != NULL)
        read_number (found, values, "ControlNet Weight", control, PICTOR_FIELD_CONTROL_WEIGHT);
    }
}

/* Fooocus: "Lora weights: name: 0.5, name: 1". */
static void
read_lora_weights (PictorFoundRecipe *found,
                   const char        *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ", ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *colon = strrchr (parts[i], ':');
      double weight;

      if (colon == NULL || !pictor_number_parse (colon + 1, &weight))
        continue;
      *colon = '\0';
      pictor_foreign_add_sub_model (found, parts[i], weight);
    }
}

/* Takes "<lora:name:weight>" out of a prompt; of "<lora:name:te:unet>" the first weight. */
static char *
take_loras (PictorFoundRecipe *found,
            const char        *prompt)
{
  GString *rest = g_string_new (NULL);

  for (const char *p = prompt; *p != '\0';)
    {
      const char *start = strstr (p, LORA_START);
      const char *end = start != NULL ? strchr (start, '>') : NULL;

      if (end == NULL)
        {
          g_string_append (rest, p);
          break;
        }
      g_string_append_len (rest, p, start - p);
      start += strlen (LORA_START);
      {
        g_autofree char *inside = g_strndup (start, end - start);
        g_auto (GStrv) parts = g_strsplit (inside, ":", -1);
        double weight = 1;

        if (g_strv_length (parts) > 1)
          pictor_number_parse (parts[1], &weight);
        if (parts[0] != NULL)
          pictor_foreign_add_sub_model (found, parts[0], weight);
      }
      p = end + 1;
    }
  return g_string_free (rest, FALSE);
}

static void
note_unknown (PictorFoundRecipe *found,
              GHashTable        *values)
{
  for (guint i = 0; unknown_settings[i] != NULL; i++)
    {
      const char *value = g_hash_table_lookup (values, unknown_settings[i]);
      g_autofree char *plain = value != NULL ? pictor_foreign_make_plain (value) : NULL;

      if (plain == NULL || *plain == '\0' || g_str_equal (plain, "None") || g_str_equal (plain, "[]")
          || g_str_equal (plain, "Automatic") || g_str_equal (plain, "False"))
        continue;
      pictor_found_recipe_note (found, _("“%s” (%s) has no place here and was left out."),
                                unknown_settings[i], plain);
    }
}

static void
read_settings (PictorFoundRecipe *found,
               GHashTable        *values)
{
  const char *sampler = g_hash_table_lookup (values, "Sampler");
  const char *schedule = g_hash_table_lookup (values, "Schedule type");
  double number;

  read_number (found, values, "Steps", NULL, PICTOR_FIELD_STEPS);
  read_number (found, values, "CFG scale", NULL, PICTOR_FIELD_CFG_SCALE);
  read_number (found, values, "Clip skip", NULL, PICTOR_FIELD_CLIP_SKIP);
  if (!g_hash_table_contains (values, "Clip skip") && get_any_case (values, "Clip-skip") != NULL
      && pictor_number_parse (get_any_case (values, "Clip-skip"), &number))
    pictor_foreign_set_number (found, NULL, PICTOR_FIELD_CLIP_SKIP, number);
  if (get_number (values, "Seed", &number))
    pictor_foreign_set_seed (found, number);
  read_size (found, g_hash_table_lookup (values, "Size"));
  if (sampler != NULL)
    pictor_foreign_set_sampler (found, sampler, schedule);
  pictor_foreign_set_model (found, g_hash_table_lookup (values, "Model"));
  read_controls (found, values);
  if (g_hash_table_contains (values, "Lora weights"))
    read_lora_weights (found, g_hash_table_lookup (values, "Lora weights"));
  note_unknown (found, values);
}

/* What wrote it, by the version that it gives. */
static const char *
get_program (GHashTable *values)
{
  const char *version = g_hash_table_lookup (values, "Version");
  const char *app = g_hash_table_lookup (values, "App");

  if (version == NULL)
    version = "";
  if (app != NULL && g_str_has_prefix (app, "SD.Next"))
    return "SD.Next";
  if (g_str_has_prefix (version, "Pictor"))
    return "Pictor";
  if (g_str_has_prefix (version, "Fooocus"))
    return "Fooocus";
  if (g_str_has_prefix (version, "ComfyUI"))
    return "ComfyUI";
  if (g_str_has_prefix (version, "stable-diffusion.cpp"))
    return "stable-diffusion.cpp";
  if (*version == 'f' && g_ascii_isdigit (version[1]))
    return "Forge";
  return "AUTOMATIC1111";
}

static char *
join_lines (char **lines,
            int    first,
            int    end)
{
  GString *text = g_string_new (NULL);

  for (int i = first; i < end; i++)
    g_string_append_printf (text, "%s%s", i > first ? "\n" : "", lines[i]);
  return g_string_free (text, FALSE);
}

gboolean
pictor_foreign_read_automatic (PictorFoundRecipe *found,
                               const char        *text)
{
  g_auto (GStrv) unix_ends = g_strsplit (text, "\r\n", -1);
  g_autofree char *joined = g_strjoinv ("\n", unix_ends);
  g_auto (GStrv) lines = g_strsplit (g_strdelimit (joined, "\r", '\n'), "\n", -1);
  g_autoptr (GHashTable) values = NULL;
  g_autofree char *prompt = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *negative = NULL;
  int settings = find_settings (lines), split = 0;

  /* Without settings any text would do for a prompt. */
  if (settings < 0)
    return FALSE;
  while (split < settings && !g_str_has_prefix (lines[split], NEGATIVE_LABEL))
    split++;

  values = scan (lines[settings], MAX_KEYS, NULL);
  prompt = g_hash_table_contains (values, "Raw prompt")
             ? g_strdup (g_hash_table_lookup (values, "Raw prompt"))
             : join_lines (lines, 0, split);
  negative = g_hash_table_contains (values, "Raw negative prompt")
               ? g_strdup (g_hash_table_lookup (values, "Raw negative prompt"))
               : join_lines (lines, split, settings);
  plain = take_loras (found, prompt);
  pictor_foreign_set_prompt (found, PICTOR_FIELD_PROMPT, plain);
  pictor_foreign_set_prompt (found, PICTOR_FIELD_NEGATIVE_PROMPT,
                             g_str_has_prefix (negative, NEGATIVE_LABEL) ? negative + strlen (NEGATIVE_LABEL)
                                                                         : negative);
  read_settings (found, values);
  g_free (found->program);
  found->program = g_strdup (get_program (values));
  return TRUE;
}
