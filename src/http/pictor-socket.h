/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/pictor-http.h"

G_BEGIN_DECLS

/**
 * PictorSocket:
 *
 * A websocket (RFC 6455) that only listens, for what is told beside what can be asked for: it opens by itself, and where it can't, or
 * when it ends, nothing more comes. Signal "text" (string, in UTF-8). Letting it go closes it.
 */
#define PICTOR_TYPE_SOCKET (pictor_socket_get_type ())
G_DECLARE_FINAL_TYPE (PictorSocket, pictor_socket, PICTOR, SOCKET, GObject)

/* @request: (transfer full): a GET of its address, with its login; @max_message: bytes of one message, a larger one ends it.
 * (transfer full) */
PictorSocket *pictor_socket_new (PictorHttp     *http,
                                 PictorRequest  *request,
                                 gsize           max_message);

G_END_DECLS
