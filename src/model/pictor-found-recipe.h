/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-recipe.h"

G_BEGIN_DECLS

/**
 * PictorFoundRecipe:
 * @recipe: what was found; its numbers are within their limits unless @own
 * @program: what wrote it, such as "Pictor" or "ComfyUI"
 * @own: whether it is Pictor's own, which is complete
 * @rating: stars that the file carries, 0 to 5; 0 without any
 * @notes: (element-type utf8): what could not be taken over, each one translated sentence
 *
 * A recipe that was read from a file.
 */
typedef struct
{
  PictorRecipe *recipe;
  char *program;
  gboolean own;
  int rating;
  GPtrArray *notes;
} PictorFoundRecipe;

PictorFoundRecipe *pictor_found_recipe_new  (const char        *program) G_GNUC_WARN_UNUSED_RESULT;
void               pictor_found_recipe_free (PictorFoundRecipe *self);
void               pictor_found_recipe_note (PictorFoundRecipe *self,
                                             const char        *format,
                                             ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorFoundRecipe, pictor_found_recipe_free)

G_END_DECLS
