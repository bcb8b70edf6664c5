/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "library/pictor-foreign.h"
#include "model/pictor-json.h"
#include "model/pictor-number.h"

/* Fooocus' own scheme, JSON; its other one is AUTOMATIC1111's layout. Names are since 2.2, in brackets those before. */

#define MAX_LORAS 16

/* The member @name or, when it is not there, that of the older name @label, as text: numbers come as either. */
static char *
get_text (JsonObject *members,
          const char *name,
          const char *label)
{
  const char *used = json_object_has_member (members, name) ? name : label;
  const char *text = pictor_json_get_string (members, used);
  double number;

  if (text != NULL)
    return g_strdup (text);
  return pictor_json_get_double (members, used, &number) ? pictor_number_format (number) : NULL;
}

static gboolean
get_number (JsonObject *members,
            const char *name,
            const char *label,
            double     *number)
{
  g_autofree char *text = get_text (members, name, label);

  return text != NULL && pictor_number_parse (text, number);
}

/* "(1152, 896)" */
static void
read_size (PictorFoundRecipe *found,
           JsonObject        *members)
{
  g_autofree char *text = get_text (members, "resolution", "Resolution");
  g_auto (GStrv) sides = text != NULL ? g_strsplit (g_strdelimit (text, "()'", ' '), ",", 3) : NULL;
  double width, height;

  if (sides != NULL && g_strv_length (sides) == 2
      && pictor_number_parse (sides[0], &width) && pictor_number_parse (sides[1], &height))
    pictor_foreign_set_size (found, width, height);
}

/* [["name", 0.5, "hash"], …] */
static gboolean
read_lora_list (PictorFoundRecipe *found,
                JsonArray         *list)
{
  guint n = list != NULL ? MIN (json_array_get_length (list), MAX_LORAS) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      JsonArray *lora = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      g_autoptr (JsonObject) members = NULL;
      const char *name;
      double weight;

      if (lora == NULL || json_array_get_length (lora) < 2)
        continue;
      members = json_object_new ();
      json_object_set_member (members, "name", json_node_copy (json_array_get_element (lora, 0)));
      json_object_set_member (members, "weight", json_node_copy (json_array_get_element (lora, 1)));
      name = pictor_json_get_string (members, "name");
      if (name != NULL && pictor_json_get_double (members, "weight", &weight))
        pictor_foreign_add_sub_model (found, name, weight);
    }
  return n > 0;
}

/* "name : 0.5", or "True : name : 0.5" */
static void
read_lora_text (PictorFoundRecipe *found,
                const char        *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " : ", 4);
  guint n = g_strv_length (parts);
  double weight;

  if (n < 2 || n > 3 || (n == 3 && !g_str_equal (parts[0], "True")) || g_str_equal (parts[n - 2], "None"))
    return;
  if (pictor_number_parse (parts[n - 1], &weight))
    pictor_foreign_add_sub_model (found, parts[n - 2], weight);
}

static void
read_loras (PictorFoundRecipe *found,
            JsonObject        *members)
{
  if (read_lora_list (found, pictor_json_get_array (members, "loras")))
    return;
  for (guint i = 1; i <= MAX_LORAS; i++)
    {
      g_autofree char *name = g_strdup_printf ("lora_combined_%u", i);
      g_autofree char *label = g_strdup_printf ("LoRA %u", i);
      g_autofree char *text = get_text (members, name, label);

      if (text != NULL)
        read_lora_text (found, text);
    }
}

static void
note_unknown (PictorFoundRecipe *found,
              JsonObject        *members)
{
  static const struct
  {
    const char *name;
    const char *label;
  } unknown[] = {
    { "styles", "Styles" }, { "performance", "Performance" }, { "sharpness", "Sharpness" },
    { "refiner_model", "Refiner Model" }, { "freeu", "FreeU" }, { "vae", "VAE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autofree char *text = get_text (members, unknown[i].name, unknown[i].label);
      g_autofree char *plain = text != NULL ? pictor_foreign_make_plain (text) : NULL;

      if (plain != NULL && *plain != '\0' && !g_str_equal (plain, "None") && !g_str_equal (plain, "[]")
          && !g_str_has_prefix (plain, "Default"))
        pictor_found_recipe_note (found, _("“%s” (%s) has no place here and was left out."), unknown[i].label, plain);
    }
}

gboolean
pictor_foreign_read_fooocus (PictorFoundRecipe *found,
                             const char        *text)
{
  g_autoptr (JsonNode) root = pictor_json_parse (text, -1, NULL);
  JsonObject *members = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  g_autofree char *prompt = NULL;
  g_autofree char *negative = NULL;
  g_autofree char *model = NULL;
  g_autofree char *sampler = NULL;
  g_autofree char *scheduler = NULL;
  double number;

  if (members == NULL
      || (!json_object_has_member (members, "base_model") && !json_object_has_member (members, "Base Model")))
    return FALSE;

  prompt = get_text (members, "prompt", "Prompt");
  negative = get_text (members, "negative_prompt", "Negative Prompt");
  model = get_text (members, "base_model", "Base Model");
  sampler = get_text (members, "sampler", "Sampler");
  scheduler = get_text (members, "scheduler", "Scheduler");
  pictor_foreign_set_prompt (found, PICTOR_FIELD_PROMPT, prompt);
  pictor_foreign_set_prompt (found, PICTOR_FIELD_NEGATIVE_PROMPT, negative);
  pictor_foreign_set_model (found, model);
  if (sampler != NULL)
    pictor_foreign_set_sampler (found, sampler, scheduler);
  if (get_number (members, "steps", "Steps", &number))
    pictor_foreign_set_number (found, NULL, PICTOR_FIELD_STEPS, number);
  if (get_number (members, "guidance_scale", "Guidance Scale", &number))
    pictor_foreign_set_number (found, NULL, PICTOR_FIELD_CFG_SCALE, number);
  if (get_number (members, "clip_skip", "CLIP Skip", &number))
    pictor_foreign_set_number (found, NULL, PICTOR_FIELD_CLIP_SKIP, number);
  if (get_number (members, "seed", "Seed", &number))
    pictor_foreign_set_seed (found, number);
  read_size (found, members);
  read_loras (found, members);
  note_unknown (found, members);
  return TRUE;
}
