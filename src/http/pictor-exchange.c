/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-exchange.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <glib/gi18n.h>

#include "http/pictor-address.h"
#include "http/pictor-http-error.h"

/* How many silences the whole may last, and the slowest sending that is waited for beyond that, in bytes a second:
 * so that a server that trickles for ever is given up, and a slow line is not. */
#define MAX_SILENCES 10
#define SLOWEST_SENDING (16 * 1024)

/* When a connection without a word is asked whether it still stands, how often, and how many times without an answer
 * mean that it does not. Seconds, seconds, number. */
#define KEEPALIVE_IDLE 30
#define KEEPALIVE_INTERVAL 10
#define KEEPALIVE_COUNT 6

/* A server may not put a client to sleep for ever. Seconds. */
#define MAX_RETRY_AFTER 3600

struct _PictorExchange
{
  SoupMessage *message;
  GCancellable *cancellable; /* what libsoup waits with */
  GCancellable *outer;       /* the caller's */
  gulong outer_id;
  GError *reason;            /* why we ended it */
  gboolean wrote_headers;

  gint64 silence;            /* µs */
  gint64 last;               /* monotonic time of the last sign of life */
  gint64 deadline;
  goffset patient_bytes; /* of an answer that is waited for with patience */
  guint timer_id;        /* 0 during such a wait */
};

static void arm_timer (PictorExchange *self);

static gboolean
timer_due_cb (gpointer user_data)
{
  PictorExchange *self = user_data;

  self->timer_id = 0;

  if (g_get_monotonic_time () < MIN (self->last + self->silence, self->deadline))
    arm_timer (self);
  else
    pictor_exchange_end (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "Timed out"));

  return G_SOURCE_REMOVE;
}

static void
arm_timer (PictorExchange *self)
{
  gint64 due = MIN (self->last + self->silence, self->deadline) - g_get_monotonic_time ();

  self->timer_id = g_timeout_add (CLAMP (due / 1000 + 1, 1, G_MAXINT), timer_due_cb, self);
}

static void
outer_cancelled_cb (GCancellable *outer,
                    gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

static void
wrote_headers_cb (SoupMessage *message,
                  gpointer     user_data)
{
  PictorExchange *self = user_data;

  self->wrote_headers = TRUE;
  pictor_exchange_touch (self);
}

static void
wrote_body_data_cb (SoupMessage *message,
                    guint        size,
                    gpointer     user_data)
{
  pictor_exchange_touch (user_data);
}

/* libsoup would send some requests again after a lost connection. It must not. */
static void
restarted_cb (SoupMessage *message,
              gpointer     user_data)
{
  pictor_exchange_end (user_data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "Restarted"));
}

static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  gpointer            user_data)
{
  pictor_exchange_touch (user_data);
}

PictorExchange *
pictor_exchange_new (SoupMessage  *message,
                     guint         timeout,
                     goffset       to_send,
                     GCancellable *cancellable)
{
  PictorExchange *self = g_new0 (PictorExchange, 1);

  self->message = g_object_ref (message);
  self->cancellable = g_cancellable_new ();
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb),
                                              g_object_ref (self->cancellable), g_object_unref);
    }

  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), self);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (wrote_headers_cb), self);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), self);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), self);

  self->silence = (gint64) timeout * G_USEC_PER_SEC;
  self->last = g_get_monotonic_time ();
  self->deadline = self->last + MAX_SILENCES * self->silence + to_send * G_USEC_PER_SEC / SLOWEST_SENDING;
  arm_timer (self);

  return self;
}

void
pictor_exchange_free (PictorExchange *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_cancellable_disconnect (self->outer, self->outer_id);
  g_clear_object (&self->outer);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->message);
  g_clear_error (&self->reason);
  g_free (self);
}

SoupMessage *
pictor_exchange_get_message (PictorExchange *self)
{
  return self->message;
}

GCancellable *
pictor_exchange_get_cancellable (PictorExchange *self)
{
  return self->cancellable;
}

/* Judged as each connection is about to be made, not when the name is looked up: a name may lead elsewhere the next
 * time it is asked for. Behind a proxy only the proxy knows the address. */
static void
judge_address_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  gpointer            user_data)
{
  PictorExchange *self = user_data;
  g_autoptr (GSocketAddress) address = NULL;

  if (event != G_SOCKET_CLIENT_CONNECTING)
    return;

  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  if (G_IS_PROXY_ADDRESS (address))
    return;
  if (G_IS_INET_SOCKET_ADDRESS (address) &&
      pictor_address_is_public (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address))))
    return;

  g_socket_close (g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection)), NULL);
  pictor_exchange_end (self,
                       g_error_new_literal (PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS,
                                            _("The service gave an address inside the private network. "
                                              "It was not opened.")));
}

void
pictor_exchange_require_public (PictorExchange *self)
{
  g_signal_connect (self->message, "network-event", G_CALLBACK (judge_address_cb), self);
}

static void
keep_alive_cb (SoupMessage        *message,
               GSocketClientEvent  event,
               GIOStream          *connection,
               gpointer            user_data)
{
  GSocket *socket;

  if (event != G_SOCKET_CLIENT_CONNECTED || !G_IS_SOCKET_CONNECTION (connection))
    return;

  socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection));
  g_socket_set_keepalive (socket, TRUE);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPIDLE, KEEPALIVE_IDLE, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPINTVL, KEEPALIVE_INTERVAL, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPCNT, KEEPALIVE_COUNT, NULL);
}

static void
begin_wait_cb (SoupMessage *message,
               gpointer     user_data)
{
  PictorExchange *self = user_data;

  g_clear_handle_id (&self->timer_id, g_source_remove);
}

static void
end_wait_cb (SoupMessage *message,
             gpointer     user_data)
{
  PictorExchange *self = user_data;

  pictor_exchange_touch (self);
  self->deadline = self->last + MAX_SILENCES * self->silence +
                   self->patient_bytes * G_USEC_PER_SEC / SLOWEST_SENDING;
  if (self->timer_id == 0)
    arm_timer (self);
}

void
pictor_exchange_set_patient (PictorExchange *self,
                             goffset         max_reply)
{
  self->patient_bytes = max_reply;
  g_signal_connect (self->message, "network-event", G_CALLBACK (keep_alive_cb), self);
  g_signal_connect (self->message, "wrote-body", G_CALLBACK (begin_wait_cb), self);
  g_signal_connect (self->message, "got-headers", G_CALLBACK (end_wait_cb), self);
}

void
pictor_exchange_end (PictorExchange *self,
                     GError         *reason)
{
  if (self->reason == NULL)
    self->reason = reason;
  else
    g_error_free (reason);

  g_cancellable_cancel (self->cancellable);
}

void
pictor_exchange_touch (PictorExchange *self)
{
  self->last = g_get_monotonic_time ();
}

gboolean
pictor_exchange_is_begun (PictorExchange *self)
{
  return self->wrote_headers;
}

static const char *
get_host (PictorExchange *self)
{
  return g_uri_get_host (soup_message_get_uri (self->message));
}

gboolean
pictor_exchange_check_answer (PictorExchange  *self,
                              goffset          max_bytes,
                              GError         **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  guint status = soup_message_get_status (self->message);

  pictor_exchange_touch (self);

  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      g_propagate_error (error, pictor_http_error_from_status (status, get_host (self)));
      return FALSE;
    }

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > max_bytes)
    {
      g_propagate_error (error, pictor_exchange_too_large (self));
      return FALSE;
    }

  return TRUE;
}

GError *
pictor_exchange_too_large (PictorExchange *self)
{
  return g_error_new (PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TOO_LARGE,
                      _("“%s” sent far more than was asked for. The rest was not read."), get_host (self));
}

GError *
pictor_exchange_explain (PictorExchange *self,
                         const GError   *error)
{
  g_autoptr (GError) cancelled = NULL;

  if (g_cancellable_set_error_if_cancelled (self->outer, &cancelled))
    return g_steal_pointer (&cancelled);

  return pictor_http_error_from_transport (self->reason != NULL ? self->reason : error, get_host (self),
                                           soup_message_get_tls_peer_certificate_errors (self->message));
}

guint
pictor_exchange_get_retry_after (PictorExchange *self)
{
  const char *text = soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    return MIN (seconds, MAX_RETRY_AFTER);

  date = soup_date_time_new_from_http_string (text);
  if (date != NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

      return CLAMP (g_date_time_difference (date, now) / G_USEC_PER_SEC, 0, MAX_RETRY_AFTER);
    }

  return 0;
}
