/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/picpik/pictor-picpik-client.h"
#include "engines/pictor-progress.h"

G_BEGIN_DECLS

/**
 * pictor_picpik_submit_async:
 * @recipe: one without problems; copied
 * @default_model: (nullable): taken when @recipe names none
 *
 * Makes the images ready, gets the keys, and sends @recipe: pictor_engine_submit_async()'s rules hold. Nothing is
 * sent before every image has been checked.
 */
void  pictor_picpik_submit_async  (PictorPicpikClient   *client,
                                   PictorRecipe         *recipe,
                                   const char           *default_model,
                                   const char           *request_uuid,
                                   gboolean              shrink,
                                   PictorProgress       *progress,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
/* (transfer full) (nullable): the TaskUID */
char *pictor_picpik_submit_finish (GAsyncResult         *result,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
