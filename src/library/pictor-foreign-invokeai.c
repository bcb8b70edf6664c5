/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "library/pictor-foreign.h"
#include "model/pictor-json.h"

/* InvokeAI 3 and later write "invokeai_metadata", before that it was "sd-metadata"; both are JSON. */

/* A model: {"name": …} since 4, {"model_name": …} in 3, sometimes a plain string. */
static const char *
get_model_name (JsonObject *members,
                const char *name)
{
  JsonObject *model = pictor_json_get_object (members, name);
  const char *text = NULL;

  if (model == NULL)
    return pictor_json_get_string (members, name);
  text = pictor_json_get_string (model, "name");
  return text != NULL ? text : pictor_json_get_string (model, "model_name");
}

static void
read_number (PictorFoundRecipe *found,
             JsonObject        *members,
             const char        *name,
             PictorControl     *control,
             PictorField        field)
{
  double number;

  if (pictor_json_get_double (members, name, &number))
    pictor_foreign_set_number (found, control, field, number);
}

static void
read_common (PictorFoundRecipe *found,
             JsonObject        *members)
{
  double width, height, number;

  read_number (found, members, "steps", NULL, PICTOR_FIELD_STEPS);
  read_number (found, members, "cfg_scale", NULL, PICTOR_FIELD_CFG_SCALE);
  if (pictor_json_get_double (members, "width", &width) && pictor_json_get_double (members, "height", &height))
    pictor_foreign_set_size (found, width, height);
  if (pictor_json_get_double (members, "seed", &number))
    pictor_foreign_set_seed (found, number);
}

static void
read_loras (PictorFoundRecipe *found,
            JsonArray         *loras)
{
  guint n = loras != NULL ? MIN (json_array_get_length (loras), 64) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (loras, i);
      JsonObject *lora = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *name = lora != NULL ? get_model_name (lora, "model") : NULL;
      double weight = 1;

      if (lora != NULL && name == NULL)
        name = get_model_name (lora, "lora");
      if (name == NULL)
        continue;
      pictor_json_get_double (lora, "weight", &weight);
      pictor_foreign_add_sub_model (found, name, weight);
    }
}

static void
read_control (PictorFoundRecipe *found,
              JsonObject        *unit)
{
  static const char * const modes[] = { "balanced", "more_prompt", "more_control", NULL };
  static const char * const resizes[] = { "just_resize", "crop_resize", "fill_resize", NULL };
  JsonArray *weights = pictor_json_get_array (unit, "control_weight");
  const char *mode = pictor_json_get_string (unit, "control_mode");
  const char *resize = pictor_json_get_string (unit, "resize_mode");
  PictorControl *control = pictor_foreign_add_control (found, get_model_name (unit, "control_model"), NULL);

  if (control == NULL)
    return;
  read_number (found, unit, "control_weight", control, PICTOR_FIELD_CONTROL_WEIGHT);
  if (weights != NULL)
    pictor_found_recipe_note (found, _("Weights that change on the way are not taken over."));
  read_number (found, unit, "begin_step_percent", control, PICTOR_FIELD_CONTROL_START);
  read_number (found, unit, "end_step_percent", control, PICTOR_FIELD_CONTROL_END);
  for (guint i = 0; modes[i] != NULL; i++)
    if (g_strcmp0 (mode, modes[i]) == 0)
      g_object_set (control, "mode", i, NULL);
  for (guint i = 0; resizes[i] != NULL; i++)
    if (g_strcmp0 (resize, resizes[i]) == 0)
      g_object_set (control, "resize", i, NULL);
}

static void
read_controls (PictorFoundRecipe *found,
               JsonArray         *units)
{
  guint n = units != NULL ? MIN (json_array_get_length (units), PICTOR_MAX_CONTROLS + 1) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (units, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read_control (found, json_node_get_object (node));
    }
}

/* Lists of things that have no place in a recipe. */
static void
note_lists (PictorFoundRecipe *found,
            JsonObject        *members)
{
  static const char * const names[] = { "ipAdapters", "t2iAdapters", "ref_images", "regions", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonArray *list = pictor_json_get_array (members, names[i]);

      if (list != NULL && json_array_get_length (list) > 0)
        pictor_found_recipe_note (found, _("“%s” (%s) has no place here and was left out."), names[i], "InvokeAI");
    }
}

gboolean
pictor_foreign_read_invokeai (PictorFoundRecipe *found,
                              const char        *text)
{
  g_autoptr (JsonNode) root = pictor_json_parse (text, -1, NULL);
  JsonObject *members = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *mode, *scheduler;
  double number;

  if (members == NULL || (pictor_json_get_string (members, "positive_prompt") == NULL
                          && !json_object_has_member (members, "scheduler")))
    return FALSE;

  pictor_foreign_set_prompt (found, PICTOR_FIELD_PROMPT, pictor_json_get_string (members, "positive_prompt"));
  pictor_foreign_set_prompt (found, PICTOR_FIELD_NEGATIVE_PROMPT, pictor_json_get_string (members, "negative_prompt"));
  read_common (found, members);
  scheduler = pictor_json_get_string (members, "scheduler");
  if (scheduler != NULL)
    pictor_foreign_set_sampler (found, scheduler, NULL);
  /* Counts the layers left out, where the recipe counts from the end. */
  if (pictor_json_get_double (members, "clip_skip", &number) && number > 0)
    pictor_foreign_set_number (found, NULL, PICTOR_FIELD_CLIP_SKIP, number + 1);
  pictor_foreign_set_model (found, get_model_name (members, "model"));
  read_loras (found, pictor_json_get_array (members, "loras"));
  read_controls (found, pictor_json_get_array (members, "controlnets"));
  note_lists (found, members);
  mode = pictor_json_get_string (members, "generation_mode");
  if (mode != NULL && strstr (mode, "txt2img") == NULL)
    pictor_found_recipe_note (found, _("The picture was made from another picture, which is left out."));
  return TRUE;
}

/* "a fox [blurry, low quality]": what is in square brackets is the negative prompt. */
static void
read_bracketed_prompt (PictorFoundRecipe *found,
                       const char        *text)
{
  g_autoptr (GString) prompt = g_string_new (NULL);
  g_autoptr (GString) negative = g_string_new (NULL);
  GString *part = prompt;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '[' && part == prompt && strchr (p, ']') != NULL)
        {
          g_string_append (negative, negative->len > 0 ? ", " : "");
          part = negative;
        }
      else if (*p == ']' && part == negative)
        part = prompt;
      else
        g_string_append_c (part, *p);
    }
  pictor_foreign_set_prompt (found, PICTOR_FIELD_PROMPT, prompt->str);
  pictor_foreign_set_prompt (found, PICTOR_FIELD_NEGATIVE_PROMPT, negative->str);
}

static void
read_old_prompt (PictorFoundRecipe *found,
                 JsonObject        *image)
{
  JsonArray *list = pictor_json_get_array (image, "prompt");
  const char *text = pictor_json_get_string (image, "prompt");
  g_autoptr (GString) joined = g_string_new (text);
  guint n = list != NULL ? MIN (json_array_get_length (list), 64) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      const char *part = JSON_NODE_HOLDS_OBJECT (node)
                           ? pictor_json_get_string (json_node_get_object (node), "prompt")
                           : NULL;

      if (part != NULL)
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", part);
    }
  if (n > 1)
    pictor_found_recipe_note (found, _("The weights of the parts of the prompt are not taken over."));
  read_bracketed_prompt (found, joined->str);
}

gboolean
pictor_foreign_read_invokeai_old (PictorFoundRecipe *found,
                                  const char        *text)
{
  g_autoptr (JsonNode) root = pictor_json_parse (text, -1, NULL);
  JsonObject *members = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonObject *image = members != NULL ? pictor_json_get_object (members, "image") : NULL;
  const char *type, *sampler;

  if (image == NULL || !json_object_has_member (image, "prompt"))
    return FALSE;

  read_old_prompt (found, image);
  read_common (found, image);
  sampler = pictor_json_get_string (image, "sampler");
  if (sampler != NULL)
    pictor_foreign_set_sampler (found, sampler, NULL);
  pictor_foreign_set_model (found, pictor_json_get_string (members, "model_weights"));
  type = pictor_json_get_string (image, "type");
  if (type != NULL && !g_str_equal (type, "txt2img"))
    pictor_found_recipe_note (found, _("The picture was made from another picture, which is left out."));
  return TRUE;
}
