/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-found-recipe.h"

G_BEGIN_DECLS

/**
 * pictor_recipe_file_read:
 * @file: a PNG, JPEG or WebP picture, by its content, or a recipe as JSON
 * @inputs: (nullable): where control images are kept by content
 *
 * The recipe in @file: Pictor's own, or what AUTOMATIC1111, Forge, SD.Next, stable-diffusion.cpp, ComfyUI, InvokeAI or
 * Fooocus left in a picture. Texts from pictures name no files: a control's image comes back only if it is in @inputs.
 * Blocks: call in a thread. Errors: G_IO_ERROR_NOT_FOUND where there is no recipe (a sentence), G_IO_ERROR_INVALID_DATA,
 * those of pictor_recipe_from_json(), GIO's own.
 *
 * Returns: (transfer full) (nullable)
 */
PictorFoundRecipe *pictor_recipe_file_read        (GFile                *file,
                                                   GFile                *inputs,
                                                   GCancellable         *cancellable,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same in a thread. */
void               pictor_recipe_file_read_async  (GFile                *file,
                                                   GFile                *inputs,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
PictorFoundRecipe *pictor_recipe_file_read_finish (GAsyncResult         *result,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
