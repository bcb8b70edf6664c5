/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-recipe.h"

G_BEGIN_DECLS

/**
 * PictorProblem:
 * @field: what it is about
 * @index: which control or sub-model, from 0; -1 for a field of the recipe itself
 * @message: one translated sentence for a person
 *
 * One thing that keeps a recipe from being sent.
 */
typedef struct
{
  PictorField field;
  int index;
  char *message;
} PictorProblem;

PictorProblem *pictor_problem_new     (PictorField  field,
                                       int          index,
                                       const char  *format,
                                       ...) G_GNUC_PRINTF (3, 4);
void           pictor_problem_free    (PictorProblem *problem);

/* All problems of @recipe at once, in the order of the window; empty when it is fine.
 * Checks what holds for every engine; an engine adds its own with pictor_engine_check().
 * (transfer full) (element-type PictorProblem) */
GPtrArray     *pictor_recipe_validate (PictorRecipe *recipe) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorProblem, pictor_problem_free)

G_END_DECLS
