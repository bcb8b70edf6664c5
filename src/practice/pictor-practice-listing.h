/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  PICTOR_PRACTICE_COMBINED,
  PICTOR_PRACTICE_CUSTOM,
  PICTOR_PRACTICE_LORA,
  PICTOR_PRACTICE_CONTROL,
  PICTOR_PRACTICE_PREPROCESSOR
} PictorPracticeListing;

/**
 * PictorPracticeModel:
 * @kind: what it is
 * @id: its number in requests
 * @code: its ModelCode in the current listings
 * @name: for a person; says that it is for practice
 * @words: (nullable): what it adds to a prompt: a LoRA's trigger words, a main model's own liking
 * @param1: (nullable): what Param1Value means to a preprocessor
 * @param2: (nullable): what Param2Value means
 *
 * One thing that a request can name by number.
 */
typedef struct
{
  PictorPracticeListing kind;
  int id;
  const char *code;
  const char *name;
  const char *words;
  const char *param1;
  const char *param2;
} PictorPracticeModel;

/* (transfer none) (nullable) */
const PictorPracticeModel *pictor_practice_listing_find (PictorPracticeListing  kind,
                                                         gint64                 id);

/* ListModels: MainModels, LoraModels, EmbeddingModels and HypernetworkModels, each an object of
 * ModelCode → {Id, ModelCode, ModelType (main models only: combined_model or custom_model), Name, IsOfficial,
 * TriggerWordList, InferenceParams}. */
void pictor_practice_listing_add_models   (JsonObject *answer);
/* ListAvailableModel: SystemPreInstallModels (combined) and SelfMainModels (custom), lists of {Id, ModelCode, Name}. */
void pictor_practice_listing_add_legacy   (JsonObject *answer);
/* ListControlNets, whose real shape is not documented: ControlNetModels, a list of {Id, ModelCode, Name}, and
 * PreProcessors, a list of {Id, ModelCode, Name} with Param1Name and Param2Name where it has parameters. */
void pictor_practice_listing_add_controls (JsonObject *answer);

G_END_DECLS
