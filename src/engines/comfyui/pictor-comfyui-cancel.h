/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/comfyui/pictor-comfyui-client.h"

G_BEGIN_DECLS

/* Takes the prompts of @remote_id out of the queue and stops the one at work, after having seen that it is one of them: older
 * versions stop whatever runs. finish: whether they will do no more */
void     pictor_comfyui_cancel_async  (PictorComfyuiClient  *client,
                                       const char           *remote_id,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean pictor_comfyui_cancel_finish (GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
