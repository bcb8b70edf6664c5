/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-http.h"
#include "http/pictor-http-private.h"

#include "http/pictor-address.h"
#include "http/pictor-exchange.h"
#include "http/pictor-save.h"

#define READ_SIZE (64 * 1024)

/* A sending under way. */
typedef struct
{
  PictorRequest *request;
  PictorExchange *exchange;
  GInputStream *stream;
  GByteArray *reply;
  GError *refusal; /* while the rest of an answer that says no is read */
  GBytes *error_reply;
  guint status;
  guint redirects;
  gboolean maybe_received;
  guint8 buffer[READ_SIZE];
} Send;

static void
send_free (gpointer data)
{
  Send *send = data;

  g_clear_pointer (&send->exchange, pictor_exchange_free);
  g_clear_pointer (&send->request, pictor_request_free);
  g_clear_object (&send->stream);
  g_clear_pointer (&send->reply, g_byte_array_unref);
  g_clear_pointer (&send->error_reply, g_bytes_unref);
  g_clear_error (&send->refusal);
  g_free (send);
}

/* Whether the server may be acting on the request although the call has failed. */
static gboolean
judge_received (Send *send)
{
  PictorBody *body = send->request->body;

  /* Its last byte never left: no server acts on half a request. */
  if (!pictor_exchange_is_begun (send->exchange) ||
      (body != NULL && pictor_body_get_position (body) < pictor_body_get_length (body)))
    return FALSE;

  /* An answer that says no is one; but a gateway says so of itself alone, and "see other" may follow a success. */
  if (SOUP_STATUS_IS_CLIENT_ERROR (send->status) || SOUP_STATUS_IS_REDIRECTION (send->status))
    return send->status == SOUP_STATUS_SEE_OTHER;
  if (SOUP_STATUS_IS_SERVER_ERROR (send->status))
    return send->status == SOUP_STATUS_BAD_GATEWAY || send->status == SOUP_STATUS_GATEWAY_TIMEOUT ||
           send->status >= 520;

  return TRUE;
}

static void
fail (GTask        *task,
      const GError *error)
{
  Send *send = g_task_get_task_data (task);
  const GError *body_error = send->request->body != NULL ? pictor_body_get_error (send->request->body) : NULL;

  send->maybe_received = judge_received (send);
  pictor_http_set_retry_after (task, pictor_exchange_get_retry_after (send->exchange));
  if (body_error != NULL && body_error->domain == G_IO_ERROR && body_error->code == G_IO_ERROR_FAILED)
    g_task_return_error (task, g_error_copy (body_error));
  else
    g_task_return_error (task, pictor_exchange_explain (send->exchange, error));

  /* What is left of the answer is of no interest. */
  g_clear_object (&send->stream);
  g_clear_pointer (&send->exchange, pictor_exchange_free);
}

/* Ends with the answer that said no, and what could be read of it. */
static void
fail_refused (GTask *task)
{
  Send *send = g_task_get_task_data (task);

  send->error_reply = g_byte_array_free_to_bytes (g_steal_pointer (&send->reply));
  fail (task, send->refusal);
}

static void read_on (GTask *task);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Send *send = g_task_get_task_data (task);
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);
  gsize max = send->refusal != NULL ? send->request->max_error_reply : send->request->max_reply;

  if (n > 0 && send->reply->len + (gsize) n > max)
    {
      if (send->refusal != NULL)
        g_byte_array_append (send->reply, send->buffer, max - send->reply->len);
      error = pictor_exchange_too_large (send->exchange);
    }

  if (send->refusal != NULL && (error != NULL || n == 0))
    {
      fail_refused (task);
    }
  else if (error != NULL)
    {
      fail (task, error);
    }
  else if (n > 0)
    {
      g_byte_array_append (send->reply, send->buffer, n);
      pictor_exchange_touch (send->exchange);
      read_on (task);
    }
  else
    {
      g_clear_pointer (&send->exchange, pictor_exchange_free);
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&send->reply)),
                             (GDestroyNotify) g_bytes_unref);
    }
}

static void
read_on (GTask *task)
{
  Send *send = g_task_get_task_data (task);

  g_input_stream_read_async (send->stream, send->buffer, READ_SIZE, G_PRIORITY_DEFAULT,
                             pictor_exchange_get_cancellable (send->exchange), read_cb, g_object_ref (task));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Send *send = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!pictor_save_finish (result, &error))
    {
      /* The server has done what it was asked: what failed is on this side. */
      send->maybe_received = TRUE;
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else
    {
      g_task_return_pointer (task, g_bytes_new (NULL, 0), (GDestroyNotify) g_bytes_unref);
    }
  g_clear_pointer (&send->exchange, pictor_exchange_free);
}

static void begin (GTask *task,
                   GUri  *uri);

/* Follows a redirect that may be followed. */
static void
follow_redirect (GTask *task)
{
  Send *send = g_task_get_task_data (task);
  SoupMessage *message = pictor_exchange_get_message (send->exchange);
  GUri *from = soup_message_get_uri (message);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autoptr (GUri) to = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (location != NULL)
    to = g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (to != NULL)
    text = g_uri_to_string (to);

  if (text == NULL || ++send->redirects > PICTOR_HTTP_MAX_REDIRECTS ||
      (g_str_equal (g_uri_get_scheme (from), "https") && !g_str_equal (g_uri_get_scheme (to), "https")) ||
      !pictor_address_may_fetch (text, send->request->uri, NULL))
    {
      error = pictor_http_error_from_status (send->status, g_uri_get_host (from));
      fail (task, error);
      return;
    }

  g_clear_object (&send->stream);
  g_clear_pointer (&send->exchange, pictor_exchange_free);
  begin (task, to);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Send *send = g_task_get_task_data (task);

  send->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  send->status = soup_message_get_status (pictor_exchange_get_message (send->exchange));
  if (send->stream == NULL)
    {
      fail (task, error);
      return;
    }

  if (send->request->method == PICTOR_METHOD_GET && pictor_http_is_redirect (send->status))
    {
      follow_redirect (task);
      return;
    }

  if (!pictor_exchange_check_answer (send->exchange, send->request->max_reply, &error))
    {
      if (SOUP_STATUS_IS_SUCCESSFUL (send->status) || send->request->max_error_reply == 0)
        {
          fail (task, error);
          return;
        }
      send->refusal = g_steal_pointer (&error);
    }
  else if (send->request->destination != NULL)
    {
      pictor_save_async (send->stream, send->exchange, send->request->destination, send->request->max_reply,
                         saved_cb, g_object_ref (task));
      return;
    }

  send->reply = g_byte_array_new ();
  read_on (task);
}

static void
begin (GTask *task,
       GUri  *uri)
{
  PictorHttp *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  PictorBody *body = send->request->body;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *text = g_uri_to_string (uri);
  g_autofree char *origin = pictor_address_get_origin (text);
  g_autofree char *own_origin = pictor_address_get_origin (send->request->uri);
  GError *error = NULL;

  message = pictor_request_build_message (send->request, uri, g_strcmp0 (origin, own_origin) == 0, &error);
  if (message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  send->exchange = pictor_exchange_new (message, pictor_http_get_timeout (self),
                                        body != NULL ? pictor_body_get_length (body) : 0,
                                        g_task_get_cancellable (task));
  if (send->request->patient)
    pictor_exchange_set_patient (send->exchange, send->request->max_reply);
  if (send->redirects > 0 && pictor_address_must_be_public (text, send->request->uri))
    pictor_exchange_require_public (send->exchange);

  soup_session_send_async (pictor_http_get_session (self), message, G_PRIORITY_DEFAULT,
                           pictor_exchange_get_cancellable (send->exchange), sent_cb, g_object_ref (task));
}

void
pictor_http_send_async (PictorHttp          *self,
                        PictorRequest       *request,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GUri) uri = NULL;
  GError *error = NULL;
  Send *send;

  g_return_if_fail (PICTOR_IS_HTTP (self));
  g_return_if_fail (request != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_http_send_async);
  g_task_set_check_cancellable (task, FALSE);

  send = g_new0 (Send, 1);
  send->request = request;
  g_task_set_task_data (task, send, send_free);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (request->secure)
    uri = pictor_address_parse (request->uri, &error);
  else
    uri = pictor_address_parse_named (request->uri, &error);
  if (uri == NULL)
    g_task_return_error (task, error);
  else
    begin (task, uri);
}

GBytes *
pictor_http_send_finish (PictorHttp    *self,
                         GAsyncResult  *result,
                         gboolean      *maybe_received,
                         GError       **error)
{
  Send *send;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_http_send_async), NULL);

  send = g_task_get_task_data (G_TASK (result));
  if (maybe_received != NULL)
    *maybe_received = send->maybe_received;

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
pictor_http_get_status (GAsyncResult *result)
{
  Send *send;

  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_http_send_async), 0);

  send = g_task_get_task_data (G_TASK (result));

  return send->status;
}

GBytes *
pictor_http_get_error_reply (GAsyncResult *result)
{
  Send *send;

  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_http_send_async), NULL);

  send = g_task_get_task_data (G_TASK (result));

  return send->error_reply;
}
