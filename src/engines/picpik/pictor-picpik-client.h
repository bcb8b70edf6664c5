/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "engines/picpik/pictor-picpik-request.h"
#include "engines/pictor-access.h"

G_BEGIN_DECLS

/* Bytes of an answer: room for thousands of models, and no burden to let go of. */
#define PICTOR_PICPIK_MAX_REPLY (8 * 1024 * 1024)

/**
 * PictorPicpikClient:
 *
 * Single calls of the service: the keys, the signed POST, the answer read. Use from the main thread.
 */
#define PICTOR_TYPE_PICPIK_CLIENT (pictor_picpik_client_get_type ())
G_DECLARE_FINAL_TYPE (PictorPicpikClient, pictor_picpik_client, PICTOR, PICPIK_CLIENT, GObject)

PictorPicpikClient *pictor_picpik_client_new             (PictorHttp           *http,
                                                          PictorAccessSource   *keys);
PictorHttp         *pictor_picpik_client_get_http        (PictorPicpikClient   *self);

/* Asks for the account's keys; ends at once when cancelled, even while somebody is asked for a password. */
void                pictor_picpik_client_get_keys_async  (PictorPicpikClient   *self,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
PictorAccess       *pictor_picpik_client_get_keys_finish (PictorPicpikClient   *self,
                                                          GAsyncResult         *result,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * pictor_picpik_client_post_async:
 * @address: of the keys that @body was signed with
 * @body: a request's body
 *
 * Sends @body exactly once and reads the answer, in a thread. Errors: PICTOR_HTTP_ERROR, and those of
 * pictor_picpik_reply_read().
 */
void                pictor_picpik_client_post_async      (PictorPicpikClient   *self,
                                                          const char           *address,
                                                          PictorBody           *body,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
/**
 * pictor_picpik_client_post_finish:
 * @maybe_accepted: (out) (optional): on error, whether the service may have done what it was asked all the same
 *
 * Returns: (transfer full) (nullable): the answer
 */
JsonObject         *pictor_picpik_client_post_finish     (PictorPicpikClient   *self,
                                                          GAsyncResult         *result,
                                                          gboolean             *maybe_accepted,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Keys and POST in one, for calls that cost nothing. @request: (transfer full) */
void                pictor_picpik_client_call_async      (PictorPicpikClient   *self,
                                                          PictorPicpikRequest  *request,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
/**
 * pictor_picpik_client_call_finish:
 * @address: (out) (optional) (transfer full): of the service that answered
 * @retry_after: (out) (optional): on error, seconds that the service asks to wait; 0 = it does not ask
 *
 * Returns: (transfer full) (nullable): the answer
 */
JsonObject         *pictor_picpik_client_call_finish     (PictorPicpikClient   *self,
                                                          GAsyncResult         *result,
                                                          char                **address,
                                                          guint                *retry_after,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
