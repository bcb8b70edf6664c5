/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-found-recipe.h"
#include "studio/pictor-account.h"

G_BEGIN_DECLS

/**
 * pictor_recipe_opening_read_async:
 * @file: a PNG, JPEG or WebP picture, or a recipe as JSON
 * @account: (nullable): whose engine will make the picture
 *
 * Reads the recipe in @file, whatever program it is from. Another program's names of models become @account's where it has
 * them; a model or a sub-model that it has not is left out and noted. Where its list can't be had, names stay as they are.
 * Errors: see pictor_recipe_file_read().
 */
void               pictor_recipe_opening_read_async  (GFile                *file,
                                                      PictorAccount        *account,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
/* (transfer full) */
PictorFoundRecipe *pictor_recipe_opening_read_finish (GAsyncResult         *result,
                                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
