/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-recipe.h"

G_BEGIN_DECLS

/**
 * PictorRecipeFact:
 * @field: what it is about; PICTOR_FIELD_WIDTH stands for both sides, PICTOR_FIELD_CONTROLS for a whole control
 * @index: which control, from 0; -1 for a field of the recipe itself
 * @label: its translated name, such as “CFG scale” or “ControlNet 2”
 * @value: in words
 * @usual: whether it goes without saying, since it is what a new recipe has
 *
 * One thing that a recipe says, in words.
 */
typedef struct
{
  PictorField field;
  int index;
  char *label;
  char *value;
  gboolean usual;
} PictorRecipeFact;

void       pictor_recipe_fact_free (PictorRecipeFact *fact);

/* All that @recipe says, in the order of the window. @model_name: (nullable): what people call its model, when known.
 * (transfer full) (element-type PictorRecipeFact) */
GPtrArray *pictor_recipe_describe  (PictorRecipe     *recipe,
                                    const char       *model_name) G_GNUC_WARN_UNUSED_RESULT;

/**
 * PictorRecipeChange:
 * @field: what differs, as in PictorRecipeFact
 * @index: which control, from 0; -1 for a field of the recipe itself
 * @label: its translated name
 * @text: how it differs, in words: “20 → 30”, “without fog, with rain”
 *
 * One difference between two recipes, in words.
 */
typedef struct
{
  PictorField field;
  int index;
  char *label;
  char *text;
} PictorRecipeChange;

void       pictor_recipe_change_free (PictorRecipeChange *change);

/* What has changed from @before to @after, in the order of the window; empty when they are equal.
 * (transfer full) (element-type PictorRecipeChange) */
GPtrArray *pictor_recipe_diff        (PictorRecipe       *before,
                                      PictorRecipe       *after) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorRecipeFact, pictor_recipe_fact_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorRecipeChange, pictor_recipe_change_free)

G_END_DECLS
