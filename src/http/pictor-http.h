/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/pictor-body.h"
#include "http/pictor-http-error.h"
#include "http/pictor-request.h"

G_BEGIN_DECLS

#define PICTOR_HTTP_MAX_REPLY (32 * 1024 * 1024)
#define PICTOR_HTTP_MAX_PICTURE (64 * 1024 * 1024)
#define PICTOR_HTTP_MAX_ERROR_REPLY (64 * 1024)

/**
 * PictorHttp:
 *
 * The one session of the program and its rules: time-outs for connecting, the first byte and silence, caps,
 * redirects, TLS errors final, no cookies, no cache. Use from the main thread.
 */
#define PICTOR_TYPE_HTTP (pictor_http_get_type ())
G_DECLARE_FINAL_TYPE (PictorHttp, pictor_http, PICTOR, HTTP, GObject)

PictorHttp *pictor_http_new             (void);
/* Seconds of silence (connecting, first byte, between bytes) after which a call gives up; default 60. */
void        pictor_http_set_timeout     (PictorHttp           *self,
                                         guint                 seconds);

/**
 * pictor_http_send_async:
 * @request: (transfer full): what to send
 *
 * Sends @request once; it is never repeated by itself, not even on a lost connection. A GET follows at most 3 redirects,
 * judged as a download's (pictor_address_may_fetch()) and without its headers where they lead to another origin;
 * anything else follows none.
 */
void        pictor_http_send_async      (PictorHttp           *self,
                                         PictorRequest        *request,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/**
 * pictor_http_send_finish:
 * @maybe_received: (out) (optional): on error, whether the server may have got the whole request all the same
 *
 * Returns: (transfer full) (nullable): the answer's body when its status was 2xx
 */
GBytes     *pictor_http_send_finish     (PictorHttp           *self,
                                         GAsyncResult         *result,
                                         gboolean             *maybe_received,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of the @result of a sending that an answer has ended: its status, whatever it was; else 0. */
guint       pictor_http_get_status      (GAsyncResult         *result);
/* The body of an answer that said no, or its first PICTOR_HTTP_MAX_ERROR_REPLY bytes. (transfer none) (nullable) */
GBytes     *pictor_http_get_error_reply (GAsyncResult         *result);

/**
 * pictor_http_post_async:
 * @uri: where to
 * @body: JSON to send, read once
 * @max_reply: cap of the answer in bytes
 *
 * Sends one POST, exactly once: it follows no redirect and is never repeated, not even on a lost connection. Plain http
 * is for loopback alone.
 */
void        pictor_http_post_async      (PictorHttp           *self,
                                         const char           *uri,
                                         PictorBody           *body,
                                         gsize                 max_reply,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/**
 * pictor_http_post_finish:
 * @maybe_received: (out) (optional): on error, whether the server may have got the whole request all the same
 *
 * Returns: (transfer full) (nullable): the answer's body when its status was 2xx
 */
GBytes     *pictor_http_post_finish     (PictorHttp           *self,
                                         GAsyncResult         *result,
                                         gboolean             *maybe_received,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * pictor_http_download_async:
 * @uri: a result's address, as an engine gave it
 * @engine_uri: the engine's own address, by which @uri is judged (pictor_address_may_fetch())
 * @destination: a file that does not exist yet; made with O_EXCL, removed again on failure or cancel
 * @max_bytes: cap
 *
 * Fetches @uri to @destination with asks.md's guards: at most 3 redirects, each judged as @uri was, the address
 * connected to judged too; bytes streamed and capped; no secret is sent. Synced to disk before it is finished.
 */
void        pictor_http_download_async  (PictorHttp           *self,
                                         const char           *uri,
                                         const char           *engine_uri,
                                         GFile                *destination,
                                         goffset               max_bytes,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean    pictor_http_download_finish (PictorHttp           *self,
                                         GAsyncResult         *result,
                                         GError              **error);

/* Seconds that the server asked to wait before trying again (Retry-After, at most an hour), 0 if it did not:
 * of the @result of a sending or a download that ended in PICTOR_HTTP_ERROR_BUSY. */
guint       pictor_http_get_retry_after (GAsyncResult         *result);

G_END_DECLS
