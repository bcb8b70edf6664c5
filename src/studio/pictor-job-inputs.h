/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-recipe.h"

G_BEGIN_DECLS

/* Copies the control images of @recipe that lie outside the input store @store into it and makes @recipe
 * use the copies. Errors: PICTOR_ENGINE_ERROR_BAD_IMAGE for one that is not there, or the store's own; each names the control. */
void     pictor_job_inputs_keep_async  (PictorRecipe         *recipe,
                                        GFile                *store,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean pictor_job_inputs_keep_finish (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
