/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-listing.h"

#include "picpik/pictor-picpik-contract.h"

static const PictorPracticeModel models[] = {
  { PICTOR_PRACTICE_COMBINED, 1, "practice-base", "Practice Base", NULL, NULL, NULL },
  { PICTOR_PRACTICE_COMBINED, 2, "practice-night", "Practice Night", "night", NULL, NULL },
  { PICTOR_PRACTICE_COMBINED, 3, "practice-forest", "Practice Forest", "forest", NULL, NULL },
  { PICTOR_PRACTICE_CUSTOM, 11, "practice-custom", "Practice Custom", NULL, NULL, NULL },
  { PICTOR_PRACTICE_CUSTOM, 12, "practice-custom-sea", "Practice Custom Sea", "sea", NULL, NULL },
  { PICTOR_PRACTICE_LORA, 21, "practice-lora-stars", "Practice Stars", "star", NULL, NULL },
  { PICTOR_PRACTICE_LORA, 22, "practice-lora-flowers", "Practice Flowers", "flower", NULL, NULL },
  { PICTOR_PRACTICE_LORA, 23, "practice-lora-snow", "Practice Snow", "snow", NULL, NULL },
  { PICTOR_PRACTICE_CONTROL, 1, "practice-canny", "Practice Canny", NULL, NULL, NULL },
  { PICTOR_PRACTICE_CONTROL, 2, "practice-scribble", "Practice Scribble", NULL, NULL, NULL },
  { PICTOR_PRACTICE_CONTROL, 3, "practice-openpose", "Practice OpenPose", NULL, NULL, NULL },
  { PICTOR_PRACTICE_CONTROL, 4, "practice-lineart-anime", "Practice Line Art (anime)", NULL, NULL, NULL },
  { PICTOR_PRACTICE_CONTROL, 5, "practice-mlsd", "Practice MLSD", NULL, NULL, NULL },
  { PICTOR_PRACTICE_CONTROL, 6, "practice-depth", "Practice Depth", NULL, NULL, NULL },
  { PICTOR_PRACTICE_PREPROCESSOR, 1, "none", "Practice: none", NULL, NULL, NULL },
  { PICTOR_PRACTICE_PREPROCESSOR, 2, "canny", "Practice: canny", NULL,
    "Low threshold", "High threshold" },
  { PICTOR_PRACTICE_PREPROCESSOR, 3, "scribble", "Practice: scribble", NULL, NULL, NULL },
  { PICTOR_PRACTICE_PREPROCESSOR, 4, "openpose", "Practice: openpose", NULL, NULL, NULL },
  { PICTOR_PRACTICE_PREPROCESSOR, 5, "lineart_anime", "Practice: lineart_anime", NULL, NULL, NULL },
  { PICTOR_PRACTICE_PREPROCESSOR, 6, "mlsd", "Practice: mlsd", NULL,
    "Value threshold", "Distance threshold" },
  { PICTOR_PRACTICE_PREPROCESSOR, 7, "depth_leres", "Practice: depth_leres", NULL,
    "Remove near", "Remove background" },
  { PICTOR_PRACTICE_PREPROCESSOR, 8, "depth_midas", "Practice: depth_midas", NULL, NULL, NULL },
};

const PictorPracticeModel *
pictor_practice_listing_find (PictorPracticeListing kind,
                              gint64                id)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (models[i].kind == kind && models[i].id == id)
      return &models[i];
  return NULL;
}

static JsonObject *
describe (const PictorPracticeModel *model)
{
  JsonObject *entry = json_object_new ();

  json_object_set_int_member (entry, "Id", model->id);
  json_object_set_string_member (entry, "ModelCode", model->code);
  json_object_set_string_member (entry, "Name", model->name);
  return entry;
}

static JsonArray *
list (PictorPracticeListing kind)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (models[i].kind == kind)
      {
        JsonObject *entry = describe (&models[i]);

        if (models[i].param1 != NULL)
          json_object_set_string_member (entry, "Param1Name", models[i].param1);
        if (models[i].param2 != NULL)
          json_object_set_string_member (entry, "Param2Name", models[i].param2);
        json_array_add_object_element (array, entry);
      }
  return array;
}

static void
add_to_map (JsonObject            *map,
            PictorPracticeListing  kind,
            const char            *model_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (models[i].kind == kind)
      {
        JsonObject *entry = describe (&models[i]);
        JsonArray *triggers = json_array_new ();

        if (model_type != NULL)
          json_object_set_string_member (entry, "ModelType", model_type);
        else
          json_array_add_string_element (triggers, models[i].words);
        json_object_set_boolean_member (entry, "IsOfficial", kind != PICTOR_PRACTICE_CUSTOM);
        json_object_set_array_member (entry, "TriggerWordList", triggers);
        json_object_set_object_member (entry, "InferenceParams", json_object_new ());
        json_object_set_object_member (map, models[i].code, entry);
      }
}

void
pictor_practice_listing_add_models (JsonObject *answer)
{
  JsonObject *main_models = json_object_new ();
  JsonObject *lora_models = json_object_new ();

  add_to_map (main_models, PICTOR_PRACTICE_COMBINED,
              pictor_picpik_model_type (PICTOR_MODEL_TYPE_COMBINED));
  add_to_map (main_models, PICTOR_PRACTICE_CUSTOM,
              pictor_picpik_model_type (PICTOR_MODEL_TYPE_CUSTOM));
  add_to_map (lora_models, PICTOR_PRACTICE_LORA, NULL);
  json_object_set_object_member (answer, "MainModels", main_models);
  json_object_set_object_member (answer, "LoraModels", lora_models);
  json_object_set_object_member (answer, "EmbeddingModels", json_object_new ());
  json_object_set_object_member (answer, "HypernetworkModels", json_object_new ());
}

void
pictor_practice_listing_add_legacy (JsonObject *answer)
{
  json_object_set_array_member (answer, "SystemPreInstallModels", list (PICTOR_PRACTICE_COMBINED));
  json_object_set_array_member (answer, "SelfMainModels", list (PICTOR_PRACTICE_CUSTOM));
}

void
pictor_practice_listing_add_controls (JsonObject *answer)
{
  json_object_set_array_member (answer, "ControlNetModels", list (PICTOR_PRACTICE_CONTROL));
  json_object_set_array_member (answer, "PreProcessors", list (PICTOR_PRACTICE_PREPROCESSOR));
}
