/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/socket.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "http/pictor-http.h"

#include "pictor-test-server.h"

static int requests;

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *length = g_strdup_printf ("%" G_GOFFSET_FORMAT, body->length);

  g_atomic_int_inc (&requests);
  if (strcmp (path, "/weaker") == 0)
    {
      soup_server_message_set_redirect (message, 302, "http://127.0.0.1:1/picture");
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, length, strlen (length));
}

static PictorTestServer *
start (const char *certificate_name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", certificate_name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  PictorTestServer *server;

  g_assert_no_error (error);
  g_atomic_int_set (&requests, 0);
  server = pictor_test_server_new (answer_cb, NULL, certificate);

  return server;
}

/* Makes the program trust that issuer. */
static void
trust (const char *certificate_name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", certificate_name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

static GBytes *
post (const char  *uri,
      gsize        size,
      gboolean    *maybe_received,
      GError     **error)
{
  PictorHttp *http = pictor_http_new ();
  PictorBody *body = pictor_body_new ();
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr (GAsyncResult) result = NULL;
  GBytes *reply;

  pictor_body_append (body, text, NULL);
  pictor_http_post_async (http, uri, body, 1000, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  reply = pictor_http_post_finish (http, result, maybe_received, error);
  g_clear_object (&result);
  pictor_test_finalize (body);
  pictor_test_finalize (http);

  return reply;
}

static gboolean
download (const char  *uri,
          GError     **error)
{
  PictorHttp *http = pictor_http_new ();
  g_autofree char *path = g_strdup_printf ("%s/pictor-tls-%d", g_get_tmp_dir (), getpid ());
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  gboolean success;

  pictor_http_download_async (http, uri, uri, file, 1000, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  success = pictor_http_download_finish (http, result, error);
  g_assert_true (success == g_file_query_exists (file, NULL));
  g_unlink (path);
  g_clear_object (&result);
  pictor_test_finalize (http);

  return success;
}

static void
assert_refused (const char *uri,
                const char *why)
{
  g_autoptr (GError) error = NULL;
  gboolean maybe_received = TRUE;

  g_assert_null (post (uri, 100, &maybe_received, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TLS);
  g_assert_nonnull (strstr (error->message, why));
  g_assert_false (maybe_received);
  g_clear_error (&error);

  g_assert_false (download (uri, &error));
  g_assert_error (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TLS);
  g_assert_cmpint (g_atomic_int_get (&requests), ==, 0);
}

static void
test_unknown_issuer (void)
{
  PictorTestServer *server = start ("tls-test.pem");

  assert_refused (server->uri, "issuer");
  pictor_test_server_free (server);
}

static void
test_expired (void)
{
  PictorTestServer *server = start ("tls-expired.pem");

  trust ("tls-expired.pem");
  assert_refused (server->uri, "expired");
  g_tls_backend_set_default_database (g_tls_backend_get_default (), NULL);
  pictor_test_server_free (server);
}

static void
test_wrong_name (void)
{
  PictorTestServer *server = start ("tls-test.pem");
  g_autofree char *uri = g_strdup_printf ("https://localhost%s", strrchr (server->uri, ':'));

  trust ("tls-test.pem");
  assert_refused (uri, "another address");
  g_tls_backend_set_default_database (g_tls_backend_get_default (), NULL);
  pictor_test_server_free (server);
}

static void
plain_cb (PictorTestRaw     *raw,
          GSocketConnection *connection)
{
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  pictor_test_raw_wait (raw, connection);
}

/* https to a server that speaks plain http. */
static void
test_not_tls (void)
{
  PictorTestRaw *raw = pictor_test_raw_new (plain_cb);
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1%s", strrchr (raw->uri, ':'));

  assert_refused (uri, "secure connection");
  pictor_test_raw_free (raw);
}

static void
test_good (void)
{
  static const gsize sizes[] = { 1, 100, 100000, 3000000 };
  PictorTestServer *server = start ("tls-test.pem");
  g_autofree char *weaker = g_strconcat (server->uri, "/weaker", NULL);
  g_autoptr (GError) error = NULL;

  trust ("tls-test.pem");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *expected = g_strdup_printf ("%" G_GSIZE_FORMAT, sizes[i]);
      g_autoptr (GBytes) reply = post (server->uri, sizes[i], NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (reply, NULL), g_bytes_get_size (reply), expected, strlen (expected));
    }
  g_assert_true (download (server->uri, &error));
  g_assert_no_error (error);

  g_assert_false (download (weaker, &error));
  g_assert_error (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_REDIRECT);

  g_tls_backend_set_default_database (g_tls_backend_get_default (), NULL);
  pictor_test_server_free (server);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/tls/unknown-issuer", test_unknown_issuer);
  g_test_add_func ("/http/tls/expired", test_expired);
  g_test_add_func ("/http/tls/wrong-name", test_wrong_name);
  g_test_add_func ("/http/tls/not-tls", test_not_tls);
  g_test_add_func ("/http/tls/good", test_good);
  return g_test_run ();
}
