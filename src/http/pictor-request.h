/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/pictor-body.h"

G_BEGIN_DECLS

typedef enum
{
  PICTOR_METHOD_GET,
  PICTOR_METHOD_POST,
  PICTOR_METHOD_PUT,
  PICTOR_METHOD_DELETE
} PictorMethod;

/**
 * PictorRequest:
 *
 * One call of an engine's interface, put together before pictor_http_send_async() takes it. Whatever may be a secret
 * in it is wiped when it is freed.
 */
typedef struct _PictorRequest PictorRequest;

/* @uri: on a host that the person named: https or plain http */
PictorRequest *pictor_request_new           (PictorMethod    method,
                                             const char     *uri) G_GNUC_WARN_UNUSED_RESULT;
void           pictor_request_free          (PictorRequest  *self);
/* A header that goes to the origin of the request's address alone: a redirect to another one loses it. White space
 * around @value is left out; a value that no header can have ends the call with PICTOR_HTTP_ERROR_UNAUTHORIZED. */
void           pictor_request_set_header    (PictorRequest  *self,
                                             const char     *name,
                                             const char     *value);
/* HTTP's Basic login (RFC 7617), in UTF-8, with the same care. */
void           pictor_request_set_login     (PictorRequest  *self,
                                             const char     *login,
                                             const char     *password);
/* @body is read once. */
void           pictor_request_set_body      (PictorRequest  *self,
                                             PictorBody     *body,
                                             const char     *content_type);
/* The same with a short JSON text. */
void           pictor_request_set_json      (PictorRequest  *self,
                                             const char     *json);
/* Cap of the answer in bytes; PICTOR_HTTP_MAX_REPLY when not set. */
void           pictor_request_set_max_reply (PictorRequest  *self,
                                             gsize           bytes);
/* The body of an answer that says yes goes to @file, which does not exist yet: streamed, made with O_EXCL, synced,
 * removed again on failure. What pictor_http_send_finish() returns is empty then. */
void           pictor_request_set_destination (PictorRequest *self,
                                               GFile         *file);
/* Once sent, the answer's beginning may take as long as it takes, for as long as the connection stands. */
void           pictor_request_set_patient   (PictorRequest  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorRequest, pictor_request_free)

G_END_DECLS
