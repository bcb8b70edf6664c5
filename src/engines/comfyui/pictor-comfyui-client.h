/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "engines/pictor-access.h"
#include "engines/pictor-control-image.h"
#include "http/pictor-socket.h"

G_BEGIN_DECLS

/**
 * PictorComfyuiClient:
 *
 * Calls of one ComfyUI. A login, which only a proxy before it asks for, goes with each call.
 */
#define PICTOR_TYPE_COMFYUI_CLIENT (pictor_comfyui_client_get_type ())
G_DECLARE_FINAL_TYPE (PictorComfyuiClient, pictor_comfyui_client, PICTOR, COMFYUI_CLIENT, GObject)

PictorComfyuiClient *pictor_comfyui_client_new        (PictorHttp           *http,
                                                       PictorAccessSource   *access);
/* GET @path, or POST @body (nullable) to it. finish → (transfer full) (nullable): the answer; an empty one is a null node.
 * @maybe_received: (out) (optional): on error, whether the server may have got it all the same. A refusal is told in
 * pictor_comfyui_reply_refusal()'s words. */
void                 pictor_comfyui_client_call_async    (PictorComfyuiClient  *self,
                                                          const char           *path,
                                                          JsonNode             *body,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
JsonNode            *pictor_comfyui_client_call_finish   (PictorComfyuiClient  *self,
                                                          GAsyncResult         *result,
                                                          gboolean             *maybe_received,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts @image into the server's input folder, under a name of ours. finish: call_finish() */
void                 pictor_comfyui_client_upload_async  (PictorComfyuiClient  *self,
                                                          PictorControlImage   *image,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
/* GET @path to @file, which does not exist yet. */
void                 pictor_comfyui_client_fetch_async   (PictorComfyuiClient  *self,
                                                          const char           *path,
                                                          GFile                *file,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean             pictor_comfyui_client_fetch_finish  (PictorComfyuiClient  *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
/* Listens to what the server tells the client @client_id. finish → (transfer full) (nullable) */
void                 pictor_comfyui_client_listen_async  (PictorComfyuiClient  *self,
                                                          const char           *client_id,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
PictorSocket        *pictor_comfyui_client_listen_finish (PictorComfyuiClient  *self,
                                                          GAsyncResult         *result,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
