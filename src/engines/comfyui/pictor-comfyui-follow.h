/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/comfyui/pictor-comfyui-client.h"
#include "engines/pictor-progress.h"

G_BEGIN_DECLS

/**
 * PictorComfyuiPauses:
 * @shortest: between two questions, in milliseconds
 * @longest: the same, after a while
 */
typedef struct
{
  guint shortest;
  guint longest;
} PictorComfyuiPauses;

/* Follows the prompts of @remote_id until all have ended and fetches their pictures into @folder. Errors:
 * PICTOR_ENGINE_ERROR_TASK_EXPIRED when the server knows nothing of one any more (it forgets at a restart),
 * PICTOR_ENGINE_ERROR_TASK_FAILED, PICTOR_ENGINE_ERROR_BAD_PICTURE; network trouble is waited out. */
void       pictor_comfyui_follow_async  (PictorComfyuiClient        *client,
                                         const char                 *remote_id,
                                         GFile                      *folder,
                                         const PictorComfyuiPauses  *pauses,
                                         PictorProgress             *progress,
                                         GCancellable               *cancellable,
                                         GAsyncReadyCallback         callback,
                                         gpointer                    user_data);
/* (transfer full) (nullable) (element-type PictorPicture): in the order of the batch */
GPtrArray *pictor_comfyui_follow_finish (GAsyncResult               *result,
                                         GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
