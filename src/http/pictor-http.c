/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-http.h"
#include "http/pictor-http-private.h"

#define DEFAULT_TIMEOUT 60

/* Connections: more than there are ever calls. One that waits inside libsoup for its turn could not be cancelled. */
#define MAX_CONNECTIONS 1000

struct _PictorHttp
{
  GObject parent_instance;

  SoupSession *session;
  guint timeout; /* seconds */
};

G_DEFINE_FINAL_TYPE (PictorHttp, pictor_http, G_TYPE_OBJECT)

static void
pictor_http_dispose (GObject *object)
{
  PictorHttp *self = PICTOR_HTTP (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (pictor_http_parent_class)->dispose (object);
}

static void
pictor_http_class_init (PictorHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pictor_http_dispose;
}

static void
pictor_http_init (PictorHttp *self)
{
  self->timeout = DEFAULT_TIMEOUT;

  /* Time-outs are PictorExchange's: libsoup's own don't cover looking up a name. Every call makes a connection of its
   * own, so none is worth keeping. */
  self->session = soup_session_new_with_options ("user-agent", "Pictor/" PICTOR_VERSION,
                                                 "max-conns", MAX_CONNECTIONS,
                                                 "max-conns-per-host", MAX_CONNECTIONS,
                                                 "timeout", 0,
                                                 "idle-timeout", 1,
                                                 NULL);

  /* Nothing is asked for twice with a password, and no few bytes unfold into gigabytes. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
}

PictorHttp *
pictor_http_new (void)
{
  return g_object_new (PICTOR_TYPE_HTTP, NULL);
}

void
pictor_http_set_timeout (PictorHttp *self,
                         guint       seconds)
{
  g_return_if_fail (PICTOR_IS_HTTP (self));
  g_return_if_fail (seconds > 0);

  self->timeout = seconds;
}

guint
pictor_http_get_timeout (PictorHttp *self)
{
  return self->timeout;
}

SoupSession *
pictor_http_get_session (PictorHttp *self)
{
  return self->session;
}

static GQuark
retry_after_quark (void)
{
  return g_quark_from_static_string ("pictor-http-retry-after");
}

void
pictor_http_set_retry_after (GTask *task,
                             guint  seconds)
{
  g_object_set_qdata (G_OBJECT (task), retry_after_quark (), GUINT_TO_POINTER (seconds));
}

guint
pictor_http_get_retry_after (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), 0);

  return GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (result), retry_after_quark ()));
}

gboolean
pictor_http_is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND ||
         status == SOUP_STATUS_SEE_OTHER || status == SOUP_STATUS_TEMPORARY_REDIRECT ||
         status == SOUP_STATUS_PERMANENT_REDIRECT;
}

void
pictor_http_post_async (PictorHttp          *self,
                        const char          *uri,
                        PictorBody          *body,
                        gsize                max_reply,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  PictorRequest *request;

  g_return_if_fail (PICTOR_IS_HTTP (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (PICTOR_IS_BODY (body));

  request = pictor_request_new (PICTOR_METHOD_POST, uri);
  pictor_request_set_body (request, body, "application/json");
  pictor_request_set_max_reply (request, max_reply);
  request->max_error_reply = 0;
  request->secure = TRUE;
  pictor_http_send_async (self, request, cancellable, callback, user_data);
}

GBytes *
pictor_http_post_finish (PictorHttp    *self,
                         GAsyncResult  *result,
                         gboolean      *maybe_received,
                         GError       **error)
{
  return pictor_http_send_finish (self, result, maybe_received, error);
}
