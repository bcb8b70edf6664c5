/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/comfyui/pictor-comfyui-plan.h"

#include <glib/gi18n.h>
#include <string.h>

#include "engines/pictor-engine-error.h"
#include "engines/pictor-listing.h"
#include "engines/pictor-plain-text.h"

#define MAX_NAME_CHARS 80

#define LOADER "CheckpointLoaderSimple"
#define LORA_LOADER "LoraLoader"
#define CONTROL_LOADER "ControlNetLoader"

/* Always part of a graph. */
static const char * const basic_classes[] = {
  LOADER, "CLIPTextEncode", "EmptyLatentImage", "KSampler", "VAEDecode", "SaveImage"
};

static const char * const control_classes[] = { "LoadImage", "ImageScale", CONTROL_LOADER, "ControlNetApplyAdvanced" };

/* Preprocessors by the name that people know from the web UI; all but Canny come with the add-on comfyui_controlnet_aux, whose
 * README lists them. */
static const struct
{
  const char *name;
  const char *class_type;
  const char *param1;
  const char *param2;
} preprocessors[] = {
  { "canny", "Canny", N_("Low threshold"), N_("High threshold") },
  { "scribble_pidinet", "Scribble_PiDiNet_Preprocessor", NULL, NULL },
  { "scribble_hed", "FakeScribblePreprocessor", NULL, NULL },
  { "scribble_xdog", "Scribble_XDoG_Preprocessor", NULL, NULL },
  { "softedge_hed", "HEDPreprocessor", NULL, NULL },
  { "softedge_pidinet", "PiDiNetPreprocessor", NULL, NULL },
  { "lineart_realistic", "LineArtPreprocessor", NULL, NULL },
  { "lineart_anime", "AnimeLineArtPreprocessor", NULL, NULL },
  { "lineart_standard", "LineartStandardPreprocessor", NULL, NULL },
  { "mlsd", "M-LSDPreprocessor", NULL, NULL },
  { "openpose_full", "OpenposePreprocessor", NULL, NULL },
  { "dw_openpose_full", "DWPreprocessor", NULL, NULL },
  { "depth_midas", "MiDaS-DepthMapPreprocessor", NULL, NULL },
  { "depth_zoe", "Zoe-DepthMapPreprocessor", NULL, NULL },
  { "depth_anything", "DepthAnythingPreprocessor", NULL, NULL },
  { "normal_bae", "BAE-NormalMapPreprocessor", NULL, NULL },
};

/* What stands for each purpose: preprocessors, best first, and a piece of the ControlNet's name. */
static const struct
{
  const char *names[4];
  const char *pieces[3];
} purposes[PICTOR_N_PRESETS] = {
  [PICTOR_PRESET_SKETCH] = { { "scribble_pidinet", "scribble_hed", "scribble_xdog", "canny" }, { "scribble", "sketch", NULL } },
  [PICTOR_PRESET_POSE] = { { "openpose_full", "dw_openpose_full", NULL }, { "openpose", "pose", NULL } },
  [PICTOR_PRESET_ANIME_LINE] = { { "lineart_anime", "lineart_realistic", NULL }, { "lineart_anime", "lineart", NULL } },
  [PICTOR_PRESET_SPATIAL_LINE] = { { "mlsd", NULL }, { "mlsd", NULL } },
};

static void
add_texts (GPtrArray          *texts,
           const char * const *more,
           gsize               n)
{
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (texts, (gpointer) more[i]);
}

GPtrArray *
pictor_comfyui_plan_get_classes (PictorRecipe *recipe)
{
  GPtrArray *classes = g_ptr_array_new ();

  add_texts (classes, basic_classes, G_N_ELEMENTS (basic_classes));
  if (recipe == NULL || pictor_recipe_get_clip_skip (recipe) > 1)
    g_ptr_array_add (classes, (gpointer) "CLIPSetLastLayer");
  if (recipe == NULL || g_list_model_get_n_items (G_LIST_MODEL (pictor_recipe_get_sub_models (recipe))) > 0)
    g_ptr_array_add (classes, (gpointer) LORA_LOADER);
  if (recipe == NULL || g_list_model_get_n_items (G_LIST_MODEL (pictor_recipe_get_controls (recipe))) > 0)
    {
      add_texts (classes, control_classes, G_N_ELEMENTS (control_classes));
      for (guint i = 0; i < G_N_ELEMENTS (preprocessors); i++)
        g_ptr_array_add (classes, (gpointer) preprocessors[i].class_type);
    }

  return classes;
}

/* An error about @name, in words with one “%s”. */
static void
set_error (GError     **error,
           const char  *format,
           const char  *name)
{
  g_autofree char *plain = pictor_plain_text (name, MAX_NAME_CHARS);
  g_autoptr (GString) message = g_string_new (format);

  g_string_replace (message, "%s", plain != NULL ? plain : "", 1);
  g_set_error_literal (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNSUPPORTED, message->str);
}

/* The class of the preprocessor @name, known by either of its names, where the server has it. */
static const char *
find_preprocessor (PictorComfyuiInfo *info,
                   const char        *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (preprocessors); i++)
    if ((g_ascii_strcasecmp (preprocessors[i].name, name) == 0
         || g_ascii_strcasecmp (preprocessors[i].class_type, name) == 0)
        && pictor_comfyui_info_has (info, preprocessors[i].class_type))
      return preprocessors[i].class_type;

  return NULL;
}

static PictorComfyuiUnit *
plan_purpose (PictorComfyuiInfo  *info,
              GPtrArray          *models,
              PictorPreset        preset,
              GError            **error)
{
  const char *preprocessor = NULL;
  const char *label = pictor_preset_get_label (preset);

  for (guint i = 0; i < G_N_ELEMENTS (purposes[preset].names) && preprocessor == NULL; i++)
    preprocessor = find_preprocessor (info, purposes[preset].names[i]);
  if (preprocessor == NULL)
    {
      set_error (error, _("This ComfyUI has no preprocessor for “%s”. Install its add-on comfyui_controlnet_aux, or choose "
                          "“Customised” and give an image that is a finished guide."), label);
      return NULL;
    }

  for (guint k = 0; k < G_N_ELEMENTS (purposes[preset].pieces) && purposes[preset].pieces[k] != NULL; k++)
    for (guint i = 0; models != NULL && i < models->len; i++)
      {
        g_autofree char *folded = g_utf8_casefold (models->pdata[i], -1);

        if (strstr (folded, purposes[preset].pieces[k]) != NULL)
          return pictor_comfyui_unit_new (models->pdata[i], preprocessor);
      }

  set_error (error, _("This ComfyUI has no ControlNet model for “%s”. Put one into its folder models/controlnet."), label);

  return NULL;
}

static PictorComfyuiUnit *
plan_control (PictorComfyuiInfo  *info,
              PictorControl      *control,
              GError            **error)
{
  g_autoptr (GPtrArray) models = pictor_comfyui_info_get_choices (info, CONTROL_LOADER, "control_net_name");
  const char *wanted = pictor_control_get_preprocessor (control);
  const char *preprocessor = NULL;
  const char *model;

  if (pictor_control_get_preset (control) != PICTOR_PRESET_CUSTOM)
    return plan_purpose (info, models, pictor_control_get_preset (control), error);

  model = pictor_comfyui_info_find_choice (models, pictor_control_get_model (control));
  if (model == NULL)
    {
      set_error (error, _("The ControlNet model “%s” is not on this ComfyUI."), pictor_control_get_model (control));
      return NULL;
    }
  if (*wanted != '\0' && g_ascii_strcasecmp (wanted, "none") != 0)
    {
      preprocessor = find_preprocessor (info, wanted);
      if (preprocessor == NULL)
        {
          set_error (error, _("The preprocessor “%s” is not on this ComfyUI. Give an image that is a finished guide, with the "
                              "preprocessor “none”."), wanted);
          return NULL;
        }
    }

  return pictor_comfyui_unit_new (model, preprocessor);
}

PictorComfyuiPlan *
pictor_comfyui_plan_make (PictorComfyuiInfo  *info,
                          PictorRecipe       *recipe,
                          GError            **error)
{
  g_autoptr (PictorComfyuiPlan) plan = pictor_comfyui_plan_new ();
  g_autoptr (GPtrArray) checkpoints = pictor_comfyui_info_get_choices (info, LOADER, "ckpt_name");
  g_autoptr (GPtrArray) loras = pictor_comfyui_info_get_choices (info, LORA_LOADER, "lora_name");
  GListModel *sub_models = G_LIST_MODEL (pictor_recipe_get_sub_models (recipe));
  GListModel *controls = G_LIST_MODEL (pictor_recipe_get_controls (recipe));

  plan->checkpoint = g_strdup (pictor_comfyui_info_find_choice (checkpoints, pictor_recipe_get_model (recipe)));
  if (plan->checkpoint == NULL)
    {
      set_error (error, _("The model “%s” is not on this ComfyUI. Choose one from the list."),
                 pictor_recipe_get_model (recipe));
      return NULL;
    }

  for (guint i = 0; i < g_list_model_get_n_items (sub_models); i++)
    {
      g_autoptr (PictorSubModel) sub_model = g_list_model_get_item (sub_models, i);
      const char *found = pictor_comfyui_info_find_choice (loras, pictor_sub_model_get_id (sub_model));

      if (found == NULL)
        {
          set_error (error, _("The LoRA “%s” is not on this ComfyUI."), pictor_sub_model_get_id (sub_model));
          return NULL;
        }
      g_ptr_array_add (plan->loras, g_strdup (found));
    }

  for (guint i = 0; i < g_list_model_get_n_items (controls); i++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, i);
      PictorComfyuiUnit *unit = plan_control (info, control, error);

      if (unit == NULL)
        return NULL;
      g_ptr_array_add (plan->units, unit);
    }

  return g_steal_pointer (&plan);
}

static gboolean
check_node (PictorComfyuiInfo  *info,
            JsonObject         *node,
            GError            **error)
{
  const char *class_type = json_object_get_string_member (node, "class_type");
  JsonObject *inputs = json_object_get_object_member (node, "inputs");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!pictor_comfyui_info_has (info, class_type))
    {
      set_error (error, _("This ComfyUI does not know the node “%s”. It may be too old."), class_type);
      return FALSE;
    }

  json_object_iter_init (&iter, inputs);
  while (json_object_iter_next (&iter, &name, &value))
    {
      g_autoptr (GPtrArray) choices = NULL;

      /* What was uploaded a moment ago is in no list yet. */
      if (json_node_get_value_type (value) != G_TYPE_STRING || g_str_equal (class_type, "LoadImage"))
        continue;
      choices = pictor_comfyui_info_get_choices (info, class_type, name);
      if (choices != NULL && !g_ptr_array_find_with_equal_func (choices, json_node_get_string (value), g_str_equal, NULL))
        {
          set_error (error, _("This ComfyUI does not offer “%s”."), json_node_get_string (value));
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
pictor_comfyui_plan_check_graph (PictorComfyuiInfo  *info,
                                 JsonNode           *graph,
                                 GError            **error)
{
  JsonObjectIter iter;
  JsonNode *node;

  json_object_iter_init (&iter, json_node_get_object (graph));
  while (json_object_iter_next (&iter, NULL, &node))
    if (!check_node (info, json_node_get_object (node), error))
      return FALSE;

  return TRUE;
}

static void
list_choices (PictorComfyuiInfo *info,
              const char        *class_type,
              const char        *input,
              PictorListingKind  kind,
              GPtrArray         *listings)
{
  g_autoptr (GPtrArray) choices = pictor_comfyui_info_get_choices (info, class_type, input);

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      g_autofree char *name = pictor_plain_text (choices->pdata[i], MAX_NAME_CHARS);

      g_ptr_array_add (listings, pictor_listing_new (kind, choices->pdata[i], name, FALSE, NULL, NULL, NULL));
    }
}

GPtrArray *
pictor_comfyui_plan_list_models (PictorComfyuiInfo *info)
{
  GPtrArray *listings = g_ptr_array_new_with_free_func (g_object_unref);

  list_choices (info, LOADER, "ckpt_name", PICTOR_LISTING_MODEL, listings);
  list_choices (info, LORA_LOADER, "lora_name", PICTOR_LISTING_SUB_MODEL, listings);

  return listings;
}

GPtrArray *
pictor_comfyui_plan_list_controls (PictorComfyuiInfo *info)
{
  GPtrArray *listings = g_ptr_array_new_with_free_func (g_object_unref);

  list_choices (info, CONTROL_LOADER, "control_net_name", PICTOR_LISTING_CONTROL_MODEL, listings);
  g_ptr_array_add (listings, pictor_listing_new (PICTOR_LISTING_PREPROCESSOR, "none", _("None"), FALSE, NULL, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (preprocessors); i++)
    if (pictor_comfyui_info_has (info, preprocessors[i].class_type))
      g_ptr_array_add (listings, pictor_listing_new (PICTOR_LISTING_PREPROCESSOR, preprocessors[i].name, preprocessors[i].name,
                                                     FALSE, NULL,
                                                     preprocessors[i].param1 != NULL ? _(preprocessors[i].param1) : NULL,
                                                     preprocessors[i].param2 != NULL ? _(preprocessors[i].param2) : NULL));

  return listings;
}
