/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-socket.h"

#include "http/pictor-address.h"
#include "http/pictor-http-private.h"

struct _PictorSocket
{
  GObject parent_instance;

  GCancellable *cancellable;
  SoupWebsocketConnection *connection; /* NULL while it is not open */
  gsize max_message;
};

enum
{
  TEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PictorSocket, pictor_socket, G_TYPE_OBJECT)

static void
message_cb (PictorSocket          *self,
            SoupWebsocketDataType  type,
            GBytes                *message)
{
  /* libsoup puts a NUL after a text, and has looked at its UTF-8. */
  if (type == SOUP_WEBSOCKET_DATA_TEXT)
    g_signal_emit (self, signals[TEXT], 0, (const char *) g_bytes_get_data (message, NULL));
}

static void
closed_cb (PictorSocket *self)
{
  g_signal_handlers_disconnect_by_data (self->connection, self);
  g_clear_object (&self->connection);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree GWeakRef *weak = user_data;
  g_autoptr (PictorSocket) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupWebsocketConnection) connection = NULL;

  g_weak_ref_clear (weak);
  connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  if (self == NULL)
    {
      if (connection != NULL)
        soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
    }
  else if (connection != NULL)
    {
      self->connection = g_object_ref (connection);
      soup_websocket_connection_set_max_incoming_payload_size (connection, self->max_message);
      g_signal_connect_swapped (connection, "message", G_CALLBACK (message_cb), self);
      g_signal_connect_swapped (connection, "closed", G_CALLBACK (closed_cb), self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_debug ("socket: %s", error->message);
    }
}

static void
pictor_socket_dispose (GObject *object)
{
  PictorSocket *self = PICTOR_SOCKET (object);

  g_cancellable_cancel (self->cancellable);
  if (self->connection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->connection, self);
      if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
      g_clear_object (&self->connection);
    }

  G_OBJECT_CLASS (pictor_socket_parent_class)->dispose (object);
}

static void
pictor_socket_finalize (GObject *object)
{
  PictorSocket *self = PICTOR_SOCKET (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (pictor_socket_parent_class)->finalize (object);
}

static void
pictor_socket_class_init (PictorSocketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pictor_socket_dispose;
  object_class->finalize = pictor_socket_finalize;

  signals[TEXT] = g_signal_new ("text", PICTOR_TYPE_SOCKET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
}

static void
pictor_socket_init (PictorSocket *self)
{
  self->cancellable = g_cancellable_new ();
}

PictorSocket *
pictor_socket_new (PictorHttp    *http,
                   PictorRequest *request,
                   gsize          max_message)
{
  g_autoptr (PictorRequest) own = request;
  g_autoptr (PictorSocket) self = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (SoupMessage) message = NULL;

  g_return_val_if_fail (PICTOR_IS_HTTP (http), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  self = g_object_new (PICTOR_TYPE_SOCKET, NULL);
  self->max_message = max_message;
  uri = pictor_address_parse_named (own->uri, NULL);
  if (uri != NULL)
    message = pictor_request_build_message (own, uri, TRUE, NULL);
  if (message != NULL)
    {
      GWeakRef *weak = g_new0 (GWeakRef, 1);

      g_weak_ref_init (weak, self);
      soup_session_websocket_connect_async (pictor_http_get_session (http), message, NULL, NULL, G_PRIORITY_DEFAULT,
                                            self->cancellable, opened_cb, weak);
    }

  return g_steal_pointer (&self);
}
