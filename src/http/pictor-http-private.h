/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/pictor-http.h"

G_BEGIN_DECLS

SoupSession *pictor_http_get_session     (PictorHttp *self);
guint        pictor_http_get_timeout     (PictorHttp *self);
/* Keeps for pictor_http_get_retry_after() what @task's answer asked for. */
void         pictor_http_set_retry_after (GTask      *task,
                                          guint       seconds);

G_END_DECLS
