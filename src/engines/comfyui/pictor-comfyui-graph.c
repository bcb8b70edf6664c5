/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/comfyui/pictor-comfyui-graph.h"

#include "engines/pictor-sampler-map.h"

/* Canny's thresholds are parts of one there, and of 255 in the recipe. */
#define CANNY "Canny"
#define CANNY_SCALE 255.0
#define CANNY_MIN 0.01
#define CANNY_MAX 0.99

/* An output of a node. */
typedef struct
{
  char id[12];
  int output;
} Link;

typedef struct
{
  JsonObject *nodes;
  guint n_nodes;
} Graph;

PictorComfyuiUnit *
pictor_comfyui_unit_new (const char *model,
                         const char *preprocessor)
{
  PictorComfyuiUnit *self = g_new0 (PictorComfyuiUnit, 1);

  self->model = g_strdup (model);
  self->preprocessor = preprocessor;

  return self;
}

void
pictor_comfyui_unit_free (PictorComfyuiUnit *self)
{
  g_free (self->model);
  g_free (self->image);
  g_free (self);
}

PictorComfyuiPlan *
pictor_comfyui_plan_new (void)
{
  PictorComfyuiPlan *self = g_new0 (PictorComfyuiPlan, 1);

  self->loras = g_ptr_array_new_with_free_func (g_free);
  self->units = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_comfyui_unit_free);

  return self;
}

void
pictor_comfyui_plan_free (PictorComfyuiPlan *self)
{
  g_free (self->checkpoint);
  g_ptr_array_unref (self->loras);
  g_ptr_array_unref (self->units);
  g_free (self);
}

/* Adds a node; returns its inputs, which the graph owns. */
static JsonObject *
add_node (Graph      *graph,
          const char *class_type,
          Link       *link)
{
  JsonObject *node = json_object_new ();
  JsonObject *inputs = json_object_new ();

  *link = (Link) { .output = 0 };
  g_snprintf (link->id, sizeof link->id, "%u", ++graph->n_nodes);
  json_object_set_string_member (node, "class_type", class_type);
  json_object_set_object_member (node, "inputs", inputs);
  json_object_set_object_member (graph->nodes, link->id, node);

  return inputs;
}

static Link
get_output (Link link,
            int  output)
{
  link.output = output;

  return link;
}

static void
set_link (JsonObject *inputs,
          const char *name,
          const Link *link)
{
  JsonArray *pair = json_array_new ();

  json_array_add_string_element (pair, link->id);
  json_array_add_int_element (pair, link->output);
  json_object_set_array_member (inputs, name, pair);
}

static Link
add_prompt (Graph      *graph,
            const char *text,
            const Link *clip)
{
  Link link;
  JsonObject *inputs = add_node (graph, "CLIPTextEncode", &link);

  json_object_set_string_member (inputs, "text", text);
  set_link (inputs, "clip", clip);

  return link;
}

static void
add_loras (Graph                   *graph,
           GListModel              *sub_models,
           const PictorComfyuiPlan *plan,
           Link                    *model,
           Link                    *clip)
{
  for (guint i = 0; i < plan->loras->len; i++)
    {
      g_autoptr (PictorSubModel) sub_model = g_list_model_get_item (sub_models, i);
      double weight = pictor_sub_model_get_weight (sub_model);
      Link link;
      JsonObject *inputs = add_node (graph, "LoraLoader", &link);

      set_link (inputs, "model", model);
      set_link (inputs, "clip", clip);
      json_object_set_string_member (inputs, "lora_name", plan->loras->pdata[i]);
      json_object_set_double_member (inputs, "strength_model", weight);
      json_object_set_double_member (inputs, "strength_clip", weight);
      *model = link;
      *clip = get_output (link, 1);
    }
}

/* The guide of one control: its image, cut or stretched to the picture's size, through its preprocessor. */
static Link
add_guide (Graph                   *graph,
           PictorRecipe            *recipe,
           PictorControl           *control,
           const PictorComfyuiUnit *unit)
{
  Link link;
  Link image;
  JsonObject *inputs = add_node (graph, "LoadImage", &image);

  json_object_set_string_member (inputs, "image", unit->image);

  inputs = add_node (graph, "ImageScale", &link);
  set_link (inputs, "image", &image);
  json_object_set_string_member (inputs, "upscale_method", "lanczos");
  json_object_set_int_member (inputs, "width", pictor_recipe_get_width (recipe));
  json_object_set_int_member (inputs, "height", pictor_recipe_get_height (recipe));
  json_object_set_string_member (inputs, "crop",
                                 pictor_control_get_resize (control) == PICTOR_RESIZE_STRETCH ? "disabled" : "center");

  if (unit->preprocessor != NULL)
    {
      Link scaled = link;

      inputs = add_node (graph, unit->preprocessor, &link);
      set_link (inputs, "image", &scaled);
      if (g_str_equal (unit->preprocessor, CANNY))
        {
          json_object_set_double_member (inputs, "low_threshold",
                                         CLAMP (pictor_control_get_param1 (control) / CANNY_SCALE, CANNY_MIN, CANNY_MAX));
          json_object_set_double_member (inputs, "high_threshold",
                                         CLAMP (pictor_control_get_param2 (control) / CANNY_SCALE, CANNY_MIN, CANNY_MAX));
        }
      else
        json_object_set_int_member (inputs, "resolution", pictor_control_get_resolution (control));
    }

  return link;
}

static void
add_controls (Graph                   *graph,
              PictorRecipe            *recipe,
              const PictorComfyuiPlan *plan,
              Link                    *positive,
              Link                    *negative)
{
  GListModel *controls = G_LIST_MODEL (pictor_recipe_get_controls (recipe));

  for (guint i = 0; i < plan->units->len; i++)
    {
      const PictorComfyuiUnit *unit = plan->units->pdata[i];
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, i);
      gboolean custom = pictor_control_get_preset (control) == PICTOR_PRESET_CUSTOM;
      Link guide = add_guide (graph, recipe, control, unit);
      Link net, link;
      JsonObject *inputs = add_node (graph, "ControlNetLoader", &net);

      json_object_set_string_member (inputs, "control_net_name", unit->model);

      inputs = add_node (graph, "ControlNetApplyAdvanced", &link);
      set_link (inputs, "positive", positive);
      set_link (inputs, "negative", negative);
      set_link (inputs, "control_net", &net);
      set_link (inputs, "image", &guide);
      json_object_set_double_member (inputs, "strength", pictor_control_get_weight (control));
      json_object_set_double_member (inputs, "start_percent", custom ? pictor_control_get_start (control) : 0);
      json_object_set_double_member (inputs, "end_percent", custom ? pictor_control_get_end (control) : 1);
      *positive = link;
      *negative = get_output (link, 1);
    }
}

JsonNode *
pictor_comfyui_graph_new (PictorRecipe            *recipe,
                          const PictorComfyuiPlan *plan,
                          gint64                   seed,
                          const char              *prefix)
{
  Graph graph = { json_object_new (), 0 };
  const PictorSamplerEqual *sampler =
    pictor_sampler_map_find (PICTOR_SAMPLER_FAMILY_COMFY, pictor_recipe_get_sampler (recipe));
  Link model, clip, vae, positive, negative, latent, samples, pixels, file;
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *inputs;

  inputs = add_node (&graph, "CheckpointLoaderSimple", &model);
  json_object_set_string_member (inputs, "ckpt_name", plan->checkpoint);
  clip = get_output (model, 1);
  vae = get_output (model, 2);
  add_loras (&graph, G_LIST_MODEL (pictor_recipe_get_sub_models (recipe)), plan, &model, &clip);

  /* 1 is the model's own: the last layer, or for SDXL the one before. */
  if (pictor_recipe_get_clip_skip (recipe) > 1)
    {
      Link whole = clip;

      inputs = add_node (&graph, "CLIPSetLastLayer", &clip);
      set_link (inputs, "clip", &whole);
      json_object_set_int_member (inputs, "stop_at_clip_layer", -pictor_recipe_get_clip_skip (recipe));
    }
  positive = add_prompt (&graph, pictor_recipe_get_prompt (recipe), &clip);
  negative = add_prompt (&graph, pictor_recipe_get_negative_prompt (recipe), &clip);
  add_controls (&graph, recipe, plan, &positive, &negative);

  inputs = add_node (&graph, "EmptyLatentImage", &latent);
  json_object_set_int_member (inputs, "width", pictor_recipe_get_width (recipe));
  json_object_set_int_member (inputs, "height", pictor_recipe_get_height (recipe));
  json_object_set_int_member (inputs, "batch_size", 1);

  inputs = add_node (&graph, "KSampler", &samples);
  set_link (inputs, "model", &model);
  set_link (inputs, "positive", &positive);
  set_link (inputs, "negative", &negative);
  set_link (inputs, "latent_image", &latent);
  json_object_set_int_member (inputs, "seed", seed);
  json_object_set_int_member (inputs, "steps", pictor_recipe_get_steps (recipe));
  json_object_set_double_member (inputs, "cfg", pictor_recipe_get_cfg_scale (recipe));
  json_object_set_string_member (inputs, "sampler_name", sampler != NULL && sampler->sampler != NULL ? sampler->sampler : "euler");
  json_object_set_string_member (inputs, "scheduler", sampler != NULL && sampler->scheduler != NULL ? sampler->scheduler : "normal");
  json_object_set_double_member (inputs, "denoise", 1);

  inputs = add_node (&graph, "VAEDecode", &pixels);
  set_link (inputs, "samples", &samples);
  set_link (inputs, "vae", &vae);

  inputs = add_node (&graph, "SaveImage", &file);
  set_link (inputs, "images", &pixels);
  json_object_set_string_member (inputs, "filename_prefix", prefix);

  json_node_take_object (root, graph.nodes);

  return root;
}
