/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/pictor-http.h"

G_BEGIN_DECLS

/* Redirects that are followed, where any are. */
#define PICTOR_HTTP_MAX_REDIRECTS 3

struct _PictorRequest
{
  PictorMethod method;
  char *uri;
  GPtrArray *headers;
  PictorBody *body; /* nullable */
  char *content_type;
  GFile *destination;    /* nullable */
  gsize max_reply;
  gsize max_error_reply; /* of an answer that says no: what is kept of it; 0 = it is not read */
  gboolean secure;       /* whether plain http is for loopback alone */
  gboolean patient;
};

SoupSession *pictor_http_get_session      (PictorHttp     *self);
guint        pictor_http_get_timeout      (PictorHttp     *self);
/* Keeps for pictor_http_get_retry_after() what @task's answer asked for. */
void         pictor_http_set_retry_after  (GTask          *task,
                                           guint           seconds);
gboolean     pictor_http_is_redirect      (guint           status);
/* @self's message for @uri, which may be another than its own. (transfer full) (nullable) */
SoupMessage *pictor_request_build_message (PictorRequest  *self,
                                           GUri           *uri,
                                           gboolean        with_secrets,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
