/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include <libsoup/soup.h>
#include <sys/socket.h>

#include "pictor-test.h"

/* Servers for the tests of whatever speaks HTTP: a real one in a thread of its own, and raw ones, whose bad manners are
 * written out. */

typedef struct
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  SoupServerCallback handler;
  gpointer user_data;
  GTlsCertificate *certificate;
  char *uri; /* without a slash at its end */
  GMutex lock;
  GCond started;
} PictorTestServer;

static inline gpointer
pictor_test_server_run (gpointer data)
{
  PictorTestServer *self = data;
  g_autoptr (GError) error = NULL;
  GSList *uris;
  SoupServerListenOptions options = self->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("tls-certificate", self->certificate, NULL);
  soup_server_add_handler (self->server, NULL, self->handler, self->user_data, NULL);
  soup_server_listen_local (self->server, 0, options | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);

  g_mutex_lock (&self->lock);
  self->uri = g_strdup_printf ("%s://127.0.0.1:%d", g_uri_get_scheme (uris->data), g_uri_get_port (uris->data));
  g_cond_signal (&self->started);
  g_mutex_unlock (&self->lock);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_main_loop_run (self->loop);

  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

/* @certificate: (nullable): for https; @handler runs in the server's thread. */
static inline PictorTestServer *
pictor_test_server_new (SoupServerCallback  handler,
                        gpointer            user_data,
                        GTlsCertificate    *certificate)
{
  PictorTestServer *self = g_new0 (PictorTestServer, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->started);
  self->handler = handler;
  self->user_data = user_data;
  self->certificate = certificate;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("test-server", pictor_test_server_run, self);

  g_mutex_lock (&self->lock);
  while (self->uri == NULL)
    g_cond_wait (&self->started, &self->lock);
  g_mutex_unlock (&self->lock);

  return self;
}

static inline gboolean
pictor_test_server_quit_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

static inline void
pictor_test_server_free (PictorTestServer *self)
{
  g_main_context_invoke (self->context, pictor_test_server_quit_cb, self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->started);
  g_free (self->uri);
  g_free (self);
}

typedef struct _PictorTestRaw PictorTestRaw;

/* Serves one connection, in a thread of its own; it is closed afterwards. */
typedef void (*PictorTestRawFunc) (PictorTestRaw     *raw,
                                   GSocketConnection *connection);

struct _PictorTestRaw
{
  GSocketService *service;
  PictorTestRawFunc func;
  char *uri;
  GCancellable *stop; /* for handlers that wait */
  GMutex lock;
  GCond freed;
  int running;
  int connections; /* so far */
};

static inline gboolean
pictor_test_raw_run_cb (GThreadedSocketService *service,
                        GSocketConnection      *connection,
                        GObject                *source,
                        gpointer                data)
{
  PictorTestRaw *self = data;

  g_mutex_lock (&self->lock);
  self->running++;
  self->connections++;
  g_mutex_unlock (&self->lock);

  self->func (self, connection);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  g_mutex_lock (&self->lock);
  self->running--;
  g_cond_signal (&self->freed);
  g_mutex_unlock (&self->lock);

  return TRUE;
}

static inline PictorTestRaw *
pictor_test_raw_new (PictorTestRawFunc func)
{
  PictorTestRaw *self = g_new0 (PictorTestRaw, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  g_cond_init (&self->freed);
  self->func = func;
  self->stop = g_cancellable_new ();
  self->service = g_threaded_socket_service_new (20);
  g_signal_connect (self->service, "run", G_CALLBACK (pictor_test_raw_run_cb), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any_port, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &address, &error);
  g_assert_no_error (error);
  self->uri = g_strdup_printf ("http://127.0.0.1:%d",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));

  return self;
}

static inline void
pictor_test_raw_free (PictorTestRaw *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->stop);
  g_mutex_lock (&self->lock);
  while (self->running > 0)
    g_cond_wait (&self->freed, &self->lock);
  g_mutex_unlock (&self->lock);
  g_object_unref (self->service);
  g_object_unref (self->stop);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->freed);
  g_free (self->uri);
  g_free (self);
}

/* Reads a request's headers. Returns the length of its body, -1 when the client has left. */
static inline goffset
pictor_test_raw_read_headers (PictorTestRaw     *self,
                              GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) text = g_string_new (NULL);
  const char *length;
  char c;

  while (!g_str_has_suffix (text->str, "\r\n\r\n"))
    {
      if (g_input_stream_read (in, &c, 1, self->stop, NULL) != 1)
        return -1;
      g_string_append_c (text, c);
    }

  length = strstr (text->str, "Content-Length: ");

  return length != NULL ? g_ascii_strtoll (length + strlen ("Content-Length: "), NULL, 10) : 0;
}

/* Reads a whole request, which must be a small one. */
static inline gboolean
pictor_test_raw_read_request (PictorTestRaw     *self,
                              GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  goffset length = pictor_test_raw_read_headers (self, connection);
  char body[1024];

  return length >= 0 && length <= (goffset) sizeof body &&
         g_input_stream_read_all (in, body, length, NULL, self->stop, NULL);
}

static inline gboolean
pictor_test_raw_write (PictorTestRaw     *self,
                       GSocketConnection *connection,
                       const char        *text)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  return g_output_stream_write_all (out, text, strlen (text), NULL, self->stop, NULL);
}

/* Keeps silent until the client leaves or the test is over. */
static inline void
pictor_test_raw_wait (PictorTestRaw     *self,
                      GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char buffer[4096];

  while (g_input_stream_read (in, buffer, sizeof buffer, self->stop, NULL) > 0)
    ;
}

/* Ends the connection with a reset in place of a good-bye. */
static inline void
pictor_test_raw_reset (GSocketConnection *connection)
{
  struct linger hard = { .l_onoff = 1, .l_linger = 0 };
  GSocket *socket = g_socket_connection_get_socket (connection);

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  g_socket_close (socket, NULL);
}
