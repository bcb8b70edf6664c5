/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/comfyui/pictor-comfyui-client.h"
#include "engines/pictor-progress.h"

G_BEGIN_DECLS

/**
 * pictor_comfyui_submit_async:
 * @recipe: adjusted and checked
 * @request_uuid: becomes the first picture's prompt id
 *
 * Looks at what the server has, uploads the control images and puts one prompt for each picture into its queue: a batch in
 * one prompt would have one seed. All prompts are taken, or none.
 */
void   pictor_comfyui_submit_async  (PictorComfyuiClient  *client,
                                     PictorRecipe         *recipe,
                                     const char           *request_uuid,
                                     gboolean              shrink,
                                     PictorProgress       *progress,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
/* (transfer full) (nullable): the remote id, for pictor_comfyui_prompts_parse() */
char  *pictor_comfyui_submit_finish (GAsyncResult         *result,
                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
