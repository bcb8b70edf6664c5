/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <glib/gstdio.h>

#include "http/pictor-http.h"

#include "pictor-test-server.h"

#define SIZE 300000

typedef struct
{
  PictorHttp *http;
  char *folder;
  GFile *file;
  GError *error;
  guint retry_after;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("pictor-download-XXXXXX", NULL);
  fixture->file = g_file_new_build_filename (fixture->folder, "picture", NULL);
  fixture->http = pictor_http_new ();
  pictor_http_set_timeout (fixture->http, 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_error (&fixture->error);
  g_file_delete (fixture->file, NULL, NULL);
  g_clear_object (&fixture->file);
  /* Nothing but the picture was ever left. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  pictor_test_finalize (fixture->http);
}

static gboolean
download_for (Fixture    *fixture,
              const char *uri,
              const char *engine_uri,
              goffset     max_bytes)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean success;

  g_clear_error (&fixture->error);
  pictor_http_download_async (fixture->http, uri, engine_uri, fixture->file, max_bytes, NULL,
                              pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  success = pictor_http_download_finish (fixture->http, result, &fixture->error);
  g_assert_true (success == (fixture->error == NULL));
  g_assert_true (success == g_file_query_exists (fixture->file, NULL));
  fixture->retry_after = pictor_http_get_retry_after (result);
  if (!success)
    g_test_message ("%s: %s", uri, fixture->error->message);

  return success;
}

static gboolean
download (Fixture    *fixture,
          const char *server,
          const char *path)
{
  g_autofree char *uri = g_strconcat (server, path, NULL);

  return download_for (fixture, uri, server, SIZE);
}

static int requests;
static int with_secrets;

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *number = strrchr (path, '/') + 1;
  guint n = g_ascii_strtoull (number, NULL, 10);

  g_atomic_int_inc (&requests);
  if (soup_message_headers_get_one (asked, "Cookie") != NULL ||
      soup_message_headers_get_one (asked, "Authorization") != NULL ||
      soup_message_headers_get_one (asked, "Referer") != NULL)
    g_atomic_int_inc (&with_secrets);
  soup_message_headers_append (headers, "Set-Cookie", "id=1; Path=/");

  if (g_str_has_prefix (path, "/picture/"))
    {
      char *data = g_malloc (n + 1);

      for (guint i = 0; i < n; i++)
        data[i] = i % 251;
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "image/png", SOUP_MEMORY_TAKE, data, n);
    }
  else if (g_str_has_prefix (path, "/status/"))
    {
      soup_server_message_set_status (message, n, NULL);
      soup_message_headers_append (headers, "Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT");
    }
  else if (g_str_has_prefix (path, "/redirects/"))
    {
      g_autofree char *next = n > 1 ? g_strdup_printf ("%u", n - 1) : g_strdup ("../picture/1000");

      soup_server_message_set_status (message, 302, NULL);
      soup_message_headers_append (headers, "Location", next);
    }
  else if (strcmp (path, "/loop") == 0)
    {
      soup_server_message_set_status (message, 307, NULL);
      soup_message_headers_append (headers, "Location", "/loop");
    }
  else if (g_str_has_prefix (path, "/to"))
    {
      soup_server_message_set_status (message, 301, NULL);
      if (query != NULL)
        soup_message_headers_append (headers, "Location", g_hash_table_lookup (query, "uri"));
    }
  else
    {
      soup_server_message_set_status (message, 404, NULL);
    }
}

static void
test_success (Fixture       *fixture,
              gconstpointer  data)
{
  PictorTestServer *server = pictor_test_server_new (answer_cb, NULL, NULL);
  static const char *paths[] = { "/picture/0", "/picture/1", "/picture/300000", "/redirects/1", "/redirects/3" };
  static const gsize sizes[] = { 0, 1, SIZE, 1000, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *contents = NULL;
      gsize size;

      g_assert_true (download (fixture, server->uri, paths[i]));
      g_file_load_contents (fixture->file, NULL, &contents, &size, NULL, NULL);
      g_assert_cmpuint (size, ==, sizes[i]);
      for (gsize j = 0; j < size; j++)
        g_assert_cmpint ((guint8) contents[j], ==, j % 251);
      g_file_delete (fixture->file, NULL, NULL);
    }
  g_assert_cmpint (with_secrets, ==, 0);

  pictor_test_server_free (server);
}

static void
test_statuses (Fixture       *fixture,
               gconstpointer  data)
{
  PictorTestServer *server = pictor_test_server_new (answer_cb, NULL, NULL);

  g_assert_false (download (fixture, server->uri, "/status/404"));
  g_assert_error (fixture->error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_NOT_FOUND);
  g_assert_false (download (fixture, server->uri, "/status/403"));
  g_assert_error (fixture->error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_FORBIDDEN);
  g_assert_false (download (fixture, server->uri, "/status/503"));
  g_assert_error (fixture->error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_BUSY);
  /* Not until the year 2100. */
  g_assert_cmpuint (fixture->retry_after, ==, 3600);

  pictor_test_server_free (server);
}

static void
test_redirects (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *bad[] = {
    "/redirects/4", "/loop", "/to", "/to?uri=", "/to?uri=file:///etc/passwd", "/to?uri=ftp://127.0.0.1/x",
    "/to?uri=http://user:pass@127.0.0.1/x", "/to?uri=http://example.com/x", "/to?uri=data:image/png;base64,AA",
    "/to?uri=http://",
  };
  PictorTestServer *server = pictor_test_server_new (answer_cb, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_atomic_int_set (&requests, 0);
      g_assert_false (download (fixture, server->uri, bad[i]));
      g_assert_error (fixture->error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_REDIRECT);
      g_assert_cmpint (requests, <=, 4);
    }

  pictor_test_server_free (server);
}

static void
test_addresses (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *bad[] = { "file:///etc/passwd", "ftp://127.0.0.1/x", "http://a:b@127.0.0.1/x", "/x", "" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (download_for (fixture, bad[i], "http://127.0.0.1", SIZE));
      g_assert_error (fixture->error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS);
    }
}

static void
test_disk (Fixture       *fixture,
           gconstpointer  data)
{
  PictorTestServer *server = pictor_test_server_new (answer_cb, NULL, NULL);
  g_autoptr (GFile) missing = g_file_get_child (fixture->file, "no/such/folder");
  g_autoptr (GFile) before = g_object_ref (fixture->file);
  g_autofree char *contents = NULL;
  struct rlimit limit;
  rlim_t soft;

  /* A file that is there stays as it is. */
  g_file_replace_contents (fixture->file, "mine", 4, NULL, FALSE, 0, NULL, NULL, NULL);
  {
    g_autoptr (GAsyncResult) result = NULL;
    g_autofree char *uri = g_strconcat (server->uri, "/picture/1000", NULL);

    pictor_http_download_async (fixture->http, uri, uri, fixture->file, SIZE, NULL, pictor_test_done_cb, &result);
    pictor_test_wait (result != NULL);
    g_assert_false (pictor_http_download_finish (fixture->http, result, &fixture->error));
    g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  }
  g_file_load_contents (fixture->file, NULL, &contents, NULL, NULL, NULL);
  g_assert_cmpstr (contents, ==, "mine");
  g_file_delete (fixture->file, NULL, NULL);

  g_set_object (&fixture->file, missing);
  g_assert_false (download (fixture, server->uri, "/picture/1000"));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_set_object (&fixture->file, before);

  /* A disk that takes 100000 bytes and no more. */
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &limit);
  soft = limit.rlim_cur;
  limit.rlim_cur = 100000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (download (fixture, server->uri, "/picture/300000"));
  limit.rlim_cur = soft;
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_true (fixture->error->domain == G_IO_ERROR);

  pictor_test_server_free (server);
}

/* Bad answers, served raw. */
static void
announced_cb (PictorTestRaw     *raw,
              GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 300001\r\n\r\nx");
  pictor_test_raw_wait (raw, connection);
}

static void
endless_cb (PictorTestRaw     *raw,
            GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
  while (pictor_test_raw_write (raw, connection, "20\r\n0123456789abcdef0123456789abcdef\r\n"))
    ;
}

/* Announces few bytes and sends many: no more than announced are read. */
static void
lie_cb (PictorTestRaw     *raw,
        GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
  while (pictor_test_raw_write (raw, connection, "0123456789abcdef0123456789abcdef"))
    ;
}

static void
half_cb (PictorTestRaw     *raw,
         GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
}

static void
stall_cb (PictorTestRaw     *raw,
          GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
  pictor_test_raw_wait (raw, connection);
}

static void
reset_cb (PictorTestRaw     *raw,
          GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
  pictor_test_raw_reset (connection);
}

static void
bad_redirect_cb (PictorTestRaw     *raw,
                 GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection,
                         "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:99999/\r\nContent-Length: 0\r\n\r\n");
}

static void
test_bad_answers (Fixture       *fixture,
                  gconstpointer  data)
{
  static const struct
  {
    PictorTestRawFunc func;
    PictorHttpError code;
  } cases[] = {
    { announced_cb, PICTOR_HTTP_ERROR_TOO_LARGE },
    { endless_cb, PICTOR_HTTP_ERROR_TOO_LARGE },
    { half_cb, PICTOR_HTTP_ERROR_NO_ROUTE },
    { stall_cb, PICTOR_HTTP_ERROR_TIMED_OUT },
    { reset_cb, PICTOR_HTTP_ERROR_NO_ROUTE },
    { bad_redirect_cb, PICTOR_HTTP_ERROR_REDIRECT },
  };
  PictorTestRaw *raw;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      raw = pictor_test_raw_new (cases[i].func);
      /* Only where a time-out is waited for is it short: a slow machine needs its time for the rest. */
      pictor_http_set_timeout (fixture->http, cases[i].code == PICTOR_HTTP_ERROR_TIMED_OUT ? 1 : 20);
      g_assert_false (download (fixture, raw->uri, "/"));
      g_assert_error (fixture->error, PICTOR_HTTP_ERROR, (int) cases[i].code);
      pictor_test_raw_free (raw);
    }
  pictor_http_set_timeout (fixture->http, 1);

  raw = pictor_test_raw_new (lie_cb);
  g_assert_true (download (fixture, raw->uri, "/"));
  {
    g_autoptr (GFileInfo) info = g_file_query_info (fixture->file, "standard::size", 0, NULL, NULL);

    g_assert_cmpint (g_file_info_get_size (info), ==, 10);
  }
  pictor_test_raw_free (raw);
}

/* A resolver that leads every name to this computer, as one can be made to. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
test_resolver_lookup_by_name_with_flags_async (GResolver                *resolver,
                                               const char               *name,
                                               GResolverNameLookupFlags  flags,
                                               GCancellable             *cancellable,
                                               GAsyncReadyCallback       callback,
                                               gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_pointer (task, g_list_append (NULL, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4)),
                         (GDestroyNotify) g_resolver_free_addresses);
}

static GList *
test_resolver_lookup_by_name_with_flags_finish (GResolver     *resolver,
                                                GAsyncResult  *result,
                                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags_async = test_resolver_lookup_by_name_with_flags_async;
  resolver_class->lookup_by_name_with_flags_finish = test_resolver_lookup_by_name_with_flags_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

static void
count_bytes_cb (PictorTestRaw     *raw,
                GSocketConnection *connection)
{
  char byte;

  if (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), &byte, 1, raw->stop, NULL) == 1)
    g_atomic_int_inc (&requests);
}

/* A public service's name that leads into the private network is not followed there: not one byte is sent. */
static void
test_rebinding (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_autoptr (GResolver) before = g_resolver_get_default ();
  PictorTestRaw *raw = pictor_test_raw_new (count_bytes_cb);
  g_autofree char *uri = g_strdup_printf ("https://cdn.example%s/x", strrchr (raw->uri, ':'));

  g_atomic_int_set (&requests, 0);
  g_resolver_set_default (resolver);
  g_assert_false (download_for (fixture, uri, "https://api.example", SIZE));
  g_assert_error (fixture->error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS);
  g_resolver_set_default (before);
  pictor_test_raw_free (raw);
  g_assert_cmpint (requests, ==, 0);
}

static void
add (const char *path,
     void        (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/http/download/success", test_success);
  add ("/http/download/statuses", test_statuses);
  add ("/http/download/redirects", test_redirects);
  add ("/http/download/addresses", test_addresses);
  add ("/http/download/disk", test_disk);
  add ("/http/download/bad-answers", test_bad_answers);
  add ("/http/download/rebinding", test_rebinding);
  return g_test_run ();
}
