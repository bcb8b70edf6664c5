/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/comfyui/pictor-comfyui-client.h"
#include "engines/comfyui/pictor-comfyui-info.h"

G_BEGIN_DECLS

/* Asks the server about each of @classes (element-type utf8), side by side; a class that it does not know is no error.
 * finish → (transfer full) (nullable) */
void               pictor_comfyui_survey_async  (PictorComfyuiClient  *client,
                                                 GPtrArray            *classes,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
PictorComfyuiInfo *pictor_comfyui_survey_finish (GAsyncResult         *result,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
