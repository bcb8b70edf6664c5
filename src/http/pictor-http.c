/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-http.h"
#include "http/pictor-http-private.h"

#include "http/pictor-address.h"
#include "http/pictor-exchange.h"

#define DEFAULT_TIMEOUT 60

/* Connections: more than there are ever calls. One that waits inside libsoup for its turn could not be cancelled. */
#define MAX_CONNECTIONS 1000

#define READ_SIZE (64 * 1024)

struct _PictorHttp
{
  GObject parent_instance;

  SoupSession *session;
  guint timeout; /* seconds */
};

G_DEFINE_FINAL_TYPE (PictorHttp, pictor_http, G_TYPE_OBJECT)

/* A POST under way. */
typedef struct
{
  PictorExchange *exchange;
  PictorBody *body;
  GInputStream *stream;
  GByteArray *reply;
  gsize max_reply;
  gboolean maybe_received;
  guint8 buffer[READ_SIZE];
} Post;

static void
post_free (gpointer data)
{
  Post *post = data;

  g_clear_pointer (&post->exchange, pictor_exchange_free);
  g_clear_object (&post->body);
  g_clear_object (&post->stream);
  g_clear_pointer (&post->reply, g_byte_array_unref);
  g_free (post);
}

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

/* Whether the server may be acting on the request although the POST has failed. */
static gboolean
judge_received (Post *post)
{
  guint status = soup_message_get_status (pictor_exchange_get_message (post->exchange));

  /* Its last byte never left: no server acts on half a request. */
  if (!pictor_exchange_is_begun (post->exchange) ||
      pictor_body_get_position (post->body) < pictor_body_get_length (post->body))
    return FALSE;

  /* An answer that says no is one; but a gateway says so of itself alone, and "see other" may follow a success. */
  if (SOUP_STATUS_IS_CLIENT_ERROR (status) || SOUP_STATUS_IS_REDIRECTION (status))
    return status == SOUP_STATUS_SEE_OTHER;
  if (SOUP_STATUS_IS_SERVER_ERROR (status))
    return status == SOUP_STATUS_BAD_GATEWAY || status == SOUP_STATUS_GATEWAY_TIMEOUT || status >= 520;

  return TRUE;
}

static void
fail (GTask        *task,
      const GError *error)
{
  Post *post = g_task_get_task_data (task);
  const GError *body_error = pictor_body_get_error (post->body);

  post->maybe_received = judge_received (post);
  pictor_http_set_retry_after (task, pictor_exchange_get_retry_after (post->exchange));
  if (body_error != NULL && body_error->domain == G_IO_ERROR && body_error->code == G_IO_ERROR_FAILED)
    g_task_return_error (task, g_error_copy (body_error));
  else
    g_task_return_error (task, pictor_exchange_explain (post->exchange, error));

  /* What is left of the answer is of no interest. */
  g_clear_object (&post->stream);
  g_clear_pointer (&post->exchange, pictor_exchange_free);
}

static void read_on (GTask *task);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Post *post = g_task_get_task_data (task);
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n > 0 && post->reply->len + (gsize) n > post->max_reply)
    error = pictor_exchange_too_large (post->exchange);

  if (error != NULL)
    {
      fail (task, error);
    }
  else if (n > 0)
    {
      g_byte_array_append (post->reply, post->buffer, n);
      pictor_exchange_touch (post->exchange);
      read_on (task);
    }
  else
    {
      g_clear_pointer (&post->exchange, pictor_exchange_free);
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&post->reply)),
                             (GDestroyNotify) g_bytes_unref);
    }
}

static void
read_on (GTask *task)
{
  Post *post = g_task_get_task_data (task);

  g_input_stream_read_async (post->stream, post->buffer, READ_SIZE, G_PRIORITY_DEFAULT,
                             pictor_exchange_get_cancellable (post->exchange), read_cb, g_object_ref (task));
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Post *post = g_task_get_task_data (task);

  post->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (post->stream == NULL || !pictor_exchange_check_answer (post->exchange, post->max_reply, &error))
    {
      fail (task, error);
      return;
    }

  post->reply = g_byte_array_new ();
  read_on (task);
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
  g_autoptr (GTask) task = NULL;
  g_autoptr (GUri) parsed = NULL;
  g_autoptr (SoupMessage) message = NULL;
  GError *error = NULL;
  Post *post;

  g_return_if_fail (PICTOR_IS_HTTP (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (PICTOR_IS_BODY (body));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_http_post_async);
  g_task_set_check_cancellable (task, FALSE);

  if (g_task_return_error_if_cancelled (task))
    return;

  parsed = pictor_address_parse (uri, &error);
  if (parsed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  message = soup_message_new_from_uri (SOUP_METHOD_POST, parsed);
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_set_request_body (message, "application/json", G_INPUT_STREAM (body), pictor_body_get_length (body));

  post = g_new0 (Post, 1);
  post->exchange = pictor_exchange_new (message, self->timeout, pictor_body_get_length (body), cancellable);
  post->body = g_object_ref (body);
  post->max_reply = max_reply;
  g_task_set_task_data (task, post, post_free);

  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT,
                           pictor_exchange_get_cancellable (post->exchange), sent_cb, g_object_ref (task));
}

GBytes *
pictor_http_post_finish (PictorHttp    *self,
                         GAsyncResult  *result,
                         gboolean      *maybe_received,
                         GError       **error)
{
  Post *post;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  post = g_task_get_task_data (G_TASK (result));
  if (maybe_received != NULL)
    *maybe_received = post != NULL && post->maybe_received;

  return g_task_propagate_pointer (G_TASK (result), error);
}
