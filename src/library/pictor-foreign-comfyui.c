/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "library/pictor-foreign.h"
#include "model/pictor-json.h"

/* ComfyUI's "prompt": a graph of nodes by id, whose inputs are values or links ["id", output]. What is read is the common
 * text-to-image graph (engines.md 4.3): from a KSampler back along its inputs. */

/* So far a chain of nodes is followed: a graph may be a circle. */
#define MAX_CHAIN 64
#define MAX_NODES 4096

typedef struct
{
  PictorFoundRecipe *found;
  JsonObject *nodes;
  gboolean skipped_conditioning;
} Graph;

/* Python writes NaN, which is no JSON; outside of strings it becomes null. (transfer full) */
static char *
replace_nan (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (quoted && *p == '\\' && p[1] != '\0')
        g_string_append_c (out, *p++);
      else if (*p == '"')
        quoted = !quoted;
      else if (!quoted && g_str_has_prefix (p, "NaN"))
        {
          g_string_append (out, "null");
          p += 2;
          continue;
        }
      g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

static const char *
get_class (JsonObject *node)
{
  const char *name = node != NULL ? pictor_json_get_string (node, "class_type") : NULL;

  return name != NULL ? name : "";
}

static gboolean
is_class (JsonObject *node,
          const char *name)
{
  return g_str_equal (get_class (node), name);
}

static JsonObject *
get_inputs (JsonObject *node)
{
  return node != NULL ? pictor_json_get_object (node, "inputs") : NULL;
}

/* The node that the input @name of @node is linked to, or NULL. */
static JsonObject *
follow (Graph      *graph,
        JsonObject *node,
        const char *name)
{
  JsonObject *inputs = get_inputs (node);
  JsonArray *link = inputs != NULL ? pictor_json_get_array (inputs, name) : NULL;
  JsonNode *id = link != NULL && json_array_get_length (link) == 2 ? json_array_get_element (link, 0) : NULL;
  g_autofree char *text = NULL;

  if (id == NULL || !JSON_NODE_HOLDS_VALUE (id))
    return NULL;
  if (json_node_get_value_type (id) == G_TYPE_STRING)
    text = json_node_dup_string (id);
  else
    text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (id));
  return pictor_json_get_object (graph->nodes, text);
}

/* An input that is a number, or a link to a node that holds one. */
static gboolean
get_number (Graph      *graph,
            JsonObject *node,
            const char *name,
            double     *number)
{
  static const char * const names[] = { "value", "seed", "noise_seed", "int", "float", "number", NULL };
  JsonObject *inputs = get_inputs (node), *source;

  if (inputs != NULL && pictor_json_get_double (inputs, name, number))
    return TRUE;
  source = get_inputs (follow (graph, node, name));
  for (guint i = 0; source != NULL && names[i] != NULL; i++)
    if (pictor_json_get_double (source, names[i], number))
      return TRUE;
  return FALSE;
}

/* The same for a text, over several nodes. (transfer none) (nullable) */
static const char *
get_text (Graph      *graph,
          JsonObject *node,
          const char *name)
{
  static const char * const names[] = { "text", "string", "value", "text_g", "text_positive", "prompt", NULL };

  for (guint depth = 0; node != NULL && depth < MAX_CHAIN; depth++)
    {
      JsonObject *inputs = get_inputs (node);
      const char *text = inputs != NULL ? pictor_json_get_string (inputs, name) : NULL;
      JsonObject *source;

      if (text != NULL)
        return text;
      source = follow (graph, node, name);
      inputs = get_inputs (source);
      for (guint i = 0; inputs != NULL && names[i] != NULL; i++)
        if (json_object_has_member (inputs, names[i]))
          {
            name = names[i];
            break;
          }
      node = source;
    }
  return NULL;
}

static void
read_number (Graph         *graph,
             JsonObject    *node,
             const char    *name,
             PictorControl *control,
             PictorField    field)
{
  double number;

  if (get_number (graph, node, name, &number))
    pictor_foreign_set_number (graph->found, control, field, number);
}

static void
read_control (Graph      *graph,
              JsonObject *node)
{
  JsonObject *loader = follow (graph, node, "control_net");
  PictorControl *control;

  for (guint depth = 0; loader != NULL && depth < MAX_CHAIN && !g_str_has_prefix (get_class (loader), "ControlNetLoader");
       depth++)
    loader = follow (graph, loader, "control_net");
  control = pictor_foreign_add_control (graph->found,
                                        loader != NULL ? get_text (graph, loader, "control_net_name") : NULL,
                                        is_class (follow (graph, node, "image"), "Canny") ? "canny" : NULL);
  if (control == NULL)
    return;
  read_number (graph, node, "strength", control, PICTOR_FIELD_CONTROL_WEIGHT);
  read_number (graph, node, "start_percent", control, PICTOR_FIELD_CONTROL_START);
  read_number (graph, node, "end_percent", control, PICTOR_FIELD_CONTROL_END);
}

/* From a sampler's conditioning back to the node with the text, noting the controls on the way, which are in both: they
 * are read along the positive one alone. */
static JsonObject *
find_encoder (Graph      *graph,
              JsonObject *sampler,
              const char *input,
              gboolean    positive)
{
  JsonObject *node = follow (graph, sampler, input);

  for (guint depth = 0; node != NULL && depth < MAX_CHAIN; depth++)
    {
      JsonObject *inputs = get_inputs (node);
      const char *name;

      if (inputs == NULL || g_str_has_prefix (get_class (node), "CLIPTextEncode"))
        return node;
      if (g_str_has_prefix (get_class (node), "ControlNetApply"))
        {
          if (positive)
            read_control (graph, node);
        }
      else if (!is_class (node, "Reroute"))
        graph->skipped_conditioning = TRUE;

      /* What stands between hands on one of these. */
      if (json_object_has_member (inputs, input))
        name = input;
      else if (json_object_has_member (inputs, "conditioning"))
        name = "conditioning";
      else if (json_object_has_member (inputs, "conditioning_1"))
        name = "conditioning_1";
      else if (json_object_has_member (inputs, "conditioning_to"))
        name = "conditioning_to";
      else if (json_object_has_member (inputs, "positive"))
        name = positive ? "positive" : "negative";
      else
        name = "";
      node = follow (graph, node, name);
    }
  return NULL;
}

static void
read_prompt (Graph       *graph,
             JsonObject  *encoder,
             PictorField  field)
{
  const char *text = get_text (graph, encoder, "text");
  const char *local = get_text (graph, encoder, "text_l");

  /* The two texts of SDXL; mostly they are the same. */
  if (text == NULL)
    {
      text = get_text (graph, encoder, "text_g");
      if (text != NULL && local != NULL && !g_str_equal (text, local))
        pictor_found_recipe_note (graph->found, _("The second prompt of the model was left out."));
    }
  pictor_foreign_set_prompt (graph->found, field, text);
}

/* The model, the LoRAs before it in their order. */
static void
read_model (Graph      *graph,
            JsonObject *sampler)
{
  g_autoptr (GPtrArray) loras = g_ptr_array_new ();
  JsonObject *node = follow (graph, sampler, "model");

  for (guint depth = 0; node != NULL && depth < MAX_CHAIN; depth++)
    {
      const char *name = get_text (graph, node, "ckpt_name");

      if (name == NULL)
        name = get_text (graph, node, "unet_name");
      if (name != NULL)
        {
          pictor_foreign_set_model (graph->found, name);
          break;
        }
      if (g_str_has_prefix (get_class (node), "LoraLoader"))
        g_ptr_array_add (loras, node);
      else if (!is_class (node, "Reroute"))
        {
          g_autofree char *plain = pictor_foreign_make_plain (get_class (node));

          pictor_found_recipe_note (graph->found, _("The node “%s” is not known here and was left out."), plain);
        }
      node = follow (graph, node, "model");
    }

  for (guint i = loras->len; i > 0; i--)
    {
      const char *name = get_text (graph, loras->pdata[i - 1], "lora_name");
      double weight = 1;

      get_number (graph, loras->pdata[i - 1], "strength_model", &weight);
      if (name != NULL)
        pictor_foreign_add_sub_model (graph->found, name, weight);
    }
}

static void
read_clip_skip (Graph      *graph,
                JsonObject *encoder)
{
  JsonObject *node = follow (graph, encoder, "clip");
  double layer;

  for (guint depth = 0; node != NULL && depth < MAX_CHAIN; depth++)
    {
      if (is_class (node, "CLIPSetLastLayer"))
        {
          if (get_number (graph, node, "stop_at_clip_layer", &layer))
            pictor_foreign_set_number (graph->found, NULL, PICTOR_FIELD_CLIP_SKIP, -layer);
          return;
        }
      node = follow (graph, node, "clip");
    }
}

static void
read_latent (Graph      *graph,
             JsonObject *sampler)
{
  JsonObject *node = follow (graph, sampler, "latent_image");
  double width, height;

  if (node == NULL)
    return;
  if (!g_str_has_prefix (get_class (node), "Empty"))
    pictor_found_recipe_note (graph->found, _("The picture was made from another picture, which is left out."));
  if (get_number (graph, node, "width", &width) && get_number (graph, node, "height", &height))
    pictor_foreign_set_size (graph->found, width, height);
  read_number (graph, node, "batch_size", NULL, PICTOR_FIELD_BATCH_SIZE);
}

static void
read_sampler (Graph      *graph,
              JsonObject *sampler)
{
  const char *name = get_text (graph, sampler, "sampler_name");
  double number;

  read_number (graph, sampler, "steps", NULL, PICTOR_FIELD_STEPS);
  read_number (graph, sampler, "cfg", NULL, PICTOR_FIELD_CFG_SCALE);
  if (get_number (graph, sampler, "seed", &number) || get_number (graph, sampler, "noise_seed", &number))
    pictor_foreign_set_seed (graph->found, number);
  if (name != NULL)
    pictor_foreign_set_sampler (graph->found, name, get_text (graph, sampler, "scheduler"));
  if (get_number (graph, sampler, "denoise", &number) && number < 1)
    pictor_found_recipe_note (graph->found, _("“%s” (%s) has no place here and was left out."), "denoise", "ComfyUI");
}

static gboolean
is_sampler (JsonObject *node)
{
  JsonObject *inputs = get_inputs (node);

  return inputs != NULL && json_object_has_member (inputs, "positive") && json_object_has_member (inputs, "sampler_name")
         && json_object_has_member (inputs, "steps");
}

/* The sampler that starts from nothing, of several: those after it make the picture larger. */
static JsonObject *
find_sampler (Graph *graph)
{
  g_autoptr (GList) ids = json_object_get_members (graph->nodes);
  JsonObject *first = NULL;
  guint n = 0;

  for (GList *l = ids; l != NULL && n < MAX_NODES; l = l->next, n++)
    {
      JsonObject *node = pictor_json_get_object (graph->nodes, l->data);
      JsonObject *latent;

      if (node == NULL || !is_sampler (node))
        continue;
      latent = follow (graph, node, "latent_image");
      if (latent != NULL && g_str_has_prefix (get_class (latent), "Empty"))
        {
          if (first != NULL)
            pictor_found_recipe_note (graph->found, _("Of several samplers in the file one was taken."));
          return node;
        }
      if (first != NULL)
        pictor_found_recipe_note (graph->found, _("Of several samplers in the file one was taken."));
      else
        first = node;
    }
  return first;
}

gboolean
pictor_foreign_read_comfyui (PictorFoundRecipe *found,
                             const char        *text)
{
  g_autofree char *json = replace_nan (text);
  g_autoptr (JsonNode) root = pictor_json_parse (json, -1, NULL);
  Graph graph = { .found = found };
  JsonObject *sampler, *positive, *negative;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  graph.nodes = json_node_get_object (root);
  sampler = find_sampler (&graph);
  if (sampler == NULL)
    return FALSE;

  positive = find_encoder (&graph, sampler, "positive", TRUE);
  negative = find_encoder (&graph, sampler, "negative", FALSE);
  if (positive != NULL)
    {
      read_prompt (&graph, positive, PICTOR_FIELD_PROMPT);
      read_clip_skip (&graph, positive);
    }
  if (negative != NULL)
    read_prompt (&graph, negative, PICTOR_FIELD_NEGATIVE_PROMPT);
  if (graph.skipped_conditioning)
    pictor_found_recipe_note (found, _("Only the first of the graph's prompts was taken over."));
  read_sampler (&graph, sampler);
  read_latent (&graph, sampler);
  read_model (&graph, sampler);
  return TRUE;
}
