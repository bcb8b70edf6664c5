/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/socket.h>

#include "http/pictor-http.h"

#include "pictor-test-server.h"

/* What the server saw of the last request. */
static GMutex seen_lock;
static int seen_requests;
static char *seen_body;
static char *seen_headers;

static void
append_header_cb (const char *name,
                  const char *value,
                  gpointer    user_data)
{
  g_string_append_printf (user_data, "%s: %s\n", name, value);
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  GString *text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);

  soup_message_headers_foreach (soup_server_message_get_request_headers (message), append_header_cb, text);
  g_mutex_lock (&seen_lock);
  seen_requests++;
  g_free (seen_body);
  g_free (seen_headers);
  seen_body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  seen_headers = g_string_free (text, FALSE);
  g_mutex_unlock (&seen_lock);

  soup_message_headers_append (headers, "Set-Cookie", "id=1; Path=/");
  if (g_str_has_prefix (path, "/status/"))
    {
      guint status = g_ascii_strtoull (path + strlen ("/status/"), NULL, 10);

      soup_server_message_set_status (message, status, NULL);
      soup_message_headers_append (headers, "Retry-After", "7");
      soup_message_headers_append (headers, "WWW-Authenticate", "Basic realm=\"x\"");
      if (status / 100 == 3)
        soup_message_headers_append (headers, "Location", "/ok");
      return;
    }
  if (strcmp (path, "/large") == 0)
    {
      g_autofree char *large = g_strnfill (1000001, 'x');

      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, large, 1000001);
      return;
    }

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{\"RetCode\":0}", 13);
}

typedef struct
{
  PictorHttp *http;
  PictorBody *body;
  GError *error;
  GBytes *reply;
  gboolean maybe_received;
  guint retry_after;
} Post;

static void
post (Post       *self,
      const char *uri,
      const char *path,
      gsize       max_reply)
{
  g_autofree char *full = g_strconcat (uri, path, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  self->http = pictor_http_new ();
  pictor_http_set_timeout (self->http, 1);
  if (self->body == NULL)
    {
      self->body = pictor_body_new ();
      pictor_body_append (self->body, "{\"Action\":\"x\"}", NULL);
    }
  pictor_http_post_async (self->http, full, self->body, max_reply, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  self->reply = pictor_http_post_finish (self->http, result, &self->maybe_received, &self->error);
  self->retry_after = pictor_http_get_retry_after (result);
  g_assert_true ((self->reply == NULL) == (self->error != NULL));
  if (self->error != NULL)
    g_test_message ("%s: %s", path, self->error->message);
}

static void
clear (Post *self)
{
  g_clear_error (&self->error);
  g_clear_pointer (&self->reply, g_bytes_unref);
  pictor_test_finalize (g_steal_pointer (&self->body));
  pictor_test_finalize (g_steal_pointer (&self->http));
}

static void
test_success (void)
{
  PictorTestServer *server = pictor_test_server_new (answer_cb, NULL, NULL);

  for (int i = 0; i < 2; i++)
    {
      Post call = { 0 };

      post (&call, server->uri, "/ok", 1000);
      g_assert_no_error (call.error);
      g_assert_cmpmem (g_bytes_get_data (call.reply, NULL), g_bytes_get_size (call.reply), "{\"RetCode\":0}", 13);
      g_assert_cmpuint (call.retry_after, ==, 0);

      g_mutex_lock (&seen_lock);
      g_assert_cmpstr (seen_body, ==, "{\"Action\":\"x\"}");
      g_assert_nonnull (strstr (seen_headers, "Content-Length: 14\n"));
      g_assert_nonnull (strstr (seen_headers, "Content-Type: application/json\n"));
      g_assert_nonnull (strstr (seen_headers, "User-Agent: Pictor/"));
      g_assert_null (strstr (seen_headers, "Cookie"));
      g_assert_null (strstr (seen_headers, "Authorization"));
      g_assert_null (strstr (seen_headers, "Accept-Encoding"));
      g_mutex_unlock (&seen_lock);
      clear (&call);
    }

  pictor_test_server_free (server);
}

/* Each status is its own error, asked for once, without following anything. */
static void
test_statuses (void)
{
  static const struct
  {
    const char *path;
    PictorHttpError code;
    gboolean maybe_received;
  } cases[] = {
    { "/status/301", PICTOR_HTTP_ERROR_REDIRECT, FALSE },
    { "/status/302", PICTOR_HTTP_ERROR_REDIRECT, FALSE },
    { "/status/303", PICTOR_HTTP_ERROR_REDIRECT, TRUE },
    { "/status/307", PICTOR_HTTP_ERROR_REDIRECT, FALSE },
    { "/status/308", PICTOR_HTTP_ERROR_REDIRECT, FALSE },
    { "/status/400", PICTOR_HTTP_ERROR_CLIENT, FALSE },
    { "/status/401", PICTOR_HTTP_ERROR_UNAUTHORIZED, FALSE },
    { "/status/402", PICTOR_HTTP_ERROR_PAYMENT, FALSE },
    { "/status/403", PICTOR_HTTP_ERROR_FORBIDDEN, FALSE },
    { "/status/404", PICTOR_HTTP_ERROR_NOT_FOUND, FALSE },
    { "/status/407", PICTOR_HTTP_ERROR_CLIENT, FALSE },
    { "/status/429", PICTOR_HTTP_ERROR_BUSY, FALSE },
    { "/status/500", PICTOR_HTTP_ERROR_SERVER, FALSE },
    { "/status/502", PICTOR_HTTP_ERROR_SERVER, TRUE },
    { "/status/503", PICTOR_HTTP_ERROR_BUSY, FALSE },
    { "/status/504", PICTOR_HTTP_ERROR_SERVER, TRUE },
  };
  PictorTestServer *server = pictor_test_server_new (answer_cb, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Post call = { 0 };

      seen_requests = 0;
      post (&call, server->uri, cases[i].path, 1000);
      g_assert_error (call.error, PICTOR_HTTP_ERROR, (int) cases[i].code);
      g_assert_cmpint (call.maybe_received, ==, cases[i].maybe_received);
      g_assert_cmpuint (call.retry_after, ==, 7);
      g_assert_cmpint (seen_requests, ==, 1);
      clear (&call);
    }

  pictor_test_server_free (server);
}

static void
test_too_large (void)
{
  PictorTestServer *server = pictor_test_server_new (answer_cb, NULL, NULL);
  Post call = { 0 };

  post (&call, server->uri, "/large", 1000000);
  g_assert_error (call.error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TOO_LARGE);
  g_assert_true (call.maybe_received);
  clear (&call);

  post (&call, server->uri, "/large", 1000001);
  g_assert_no_error (call.error);
  g_assert_cmpuint (g_bytes_get_size (call.reply), ==, 1000001);
  clear (&call);

  pictor_test_server_free (server);
}

static void
test_addresses (void)
{
  static const char *uris[] = { "http://example.com/", "ftp://127.0.0.1/", "https://a:b@127.0.0.1/", "nonsense", "" };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      Post call = { 0 };

      post (&call, uris[i], "", 1000);
      g_assert_error (call.error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS);
      g_assert_false (call.maybe_received);
      clear (&call);
    }
}

static void
keep_alive_cb (PictorTestRaw     *raw,
               GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
  pictor_test_raw_wait (raw, connection);
}

static int
count_running (PictorTestRaw *raw)
{
  int running;

  g_mutex_lock (&raw->lock);
  running = raw->running;
  g_mutex_unlock (&raw->lock);

  return running;
}

/* One that polls leaves no heap of open connections behind. */
static void
test_no_idle_connections (void)
{
  PictorTestRaw *raw = pictor_test_raw_new (keep_alive_cb);
  PictorHttp *http = pictor_http_new ();

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (PictorBody) body = pictor_body_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) reply = NULL;

      pictor_body_append (body, "{}", NULL);
      pictor_http_post_async (http, raw->uri, body, 100, NULL, pictor_test_done_cb, &result);
      pictor_test_wait (result != NULL);
      reply = pictor_http_post_finish (http, result, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (raw->connections, ==, 5);
  pictor_test_wait (count_running (raw) == 0);

  pictor_test_finalize (http);
  pictor_test_raw_free (raw);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/post/success", test_success);
  g_test_add_func ("/http/post/statuses", test_statuses);
  g_test_add_func ("/http/post/too-large", test_too_large);
  g_test_add_func ("/http/post/addresses", test_addresses);
  g_test_add_func ("/http/post/no-idle-connections", test_no_idle_connections);
  return g_test_run ();
}
