/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/socket.h>

#include "http/pictor-form.h"
#include "http/pictor-http.h"

#include "pictor-test-folder.h"
#include "pictor-test-server.h"

#define SECRET "s3cret-Pass"

/* What a server saw of its last request. */
typedef struct
{
  GMutex lock;
  int requests;
  char *method;
  char *headers;
  char *body;
  gsize body_length;
  const char *location; /* where /elsewhere leads */
} Seen;

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
  Seen *seen = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  GString *text = g_string_new (NULL);

  soup_message_headers_foreach (soup_server_message_get_request_headers (message), append_header_cb, text);
  g_mutex_lock (&seen->lock);
  seen->requests++;
  g_free (seen->method);
  g_free (seen->headers);
  g_free (seen->body);
  seen->method = g_strdup (soup_server_message_get_method (message));
  seen->headers = g_string_free (text, FALSE);
  seen->body_length = g_bytes_get_size (bytes);
  seen->body = g_memdup2 (g_bytes_get_data (bytes, NULL), seen->body_length);
  g_mutex_unlock (&seen->lock);

  if (g_str_has_prefix (path, "/status/"))
    {
      guint status = g_ascii_strtoull (path + strlen ("/status/"), NULL, 10);

      soup_server_message_set_status (message, status, NULL);
      soup_message_headers_append (headers, "Retry-After", "7");
      if (status / 100 == 3)
        soup_message_headers_append (headers, "Location", "/ok");
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{\"detail\":\"no\"}", 15);
    }
  else if (strcmp (path, "/large-error") == 0)
    {
      g_autofree char *large = g_strnfill (PICTOR_HTTP_MAX_ERROR_REPLY + 1, 'x');

      soup_server_message_set_status (message, 500, NULL);
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, large, strlen (large));
    }
  else if (strcmp (path, "/loop") == 0 || strcmp (path, "/elsewhere") == 0)
    {
      soup_server_message_set_status (message, 302, NULL);
      soup_message_headers_append (headers, "Location", strcmp (path, "/loop") == 0 ? "/loop" : seen->location);
    }
  else
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
    }
}

static PictorTestServer *
start (Seen *seen)
{
  memset (seen, 0, sizeof *seen);
  g_mutex_init (&seen->lock);

  return pictor_test_server_new (answer_cb, seen, NULL);
}

static void
stop (PictorTestServer *server,
      Seen             *seen)
{
  pictor_test_server_free (server);
  g_mutex_clear (&seen->lock);
  g_free (seen->method);
  g_free (seen->headers);
  g_free (seen->body);
}

typedef struct
{
  GError *error;
  GBytes *reply;
  GBytes *error_reply;
  guint status;
  guint retry_after;
  gboolean maybe_received;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_error (&outcome->error);
  g_clear_pointer (&outcome->reply, g_bytes_unref);
  g_clear_pointer (&outcome->error_reply, g_bytes_unref);
  memset (outcome, 0, sizeof *outcome);
}

static PictorRequest *
make (PictorMethod  method,
      const char   *uri,
      const char   *path)
{
  g_autofree char *full = g_strconcat (uri, path, NULL);

  return pictor_request_new (method, full);
}

static void
send_request (PictorRequest *request,
              Outcome       *outcome)
{
  PictorHttp *http = pictor_http_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GBytes *error_reply;

  pictor_http_set_timeout (http, 1);
  pictor_http_send_async (http, request, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);

  outcome->reply = pictor_http_send_finish (http, result, &outcome->maybe_received, &outcome->error);
  g_assert_true ((outcome->reply == NULL) == (outcome->error != NULL));
  outcome->status = pictor_http_get_status (result);
  outcome->retry_after = pictor_http_get_retry_after (result);
  error_reply = pictor_http_get_error_reply (result);
  outcome->error_reply = error_reply != NULL ? g_bytes_ref (error_reply) : NULL;
  if (outcome->error != NULL)
    g_assert_null (strstr (outcome->error->message, SECRET));

  g_clear_object (&result);
  pictor_test_finalize (http);
}

static void
test_methods (void)
{
  static const char *names[] = { "GET", "POST", "PUT", "DELETE" };
  Seen seen;
  PictorTestServer *server = start (&seen);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PictorRequest *request = make (i, server->uri, "/ok");
      Outcome outcome = { 0 };

      pictor_request_set_header (request, "apikey", "  " SECRET "\n");
      if (i == PICTOR_METHOD_POST || i == PICTOR_METHOD_PUT)
        pictor_request_set_json (request, "{\"a\":1}");
      send_request (request, &outcome);

      g_assert_no_error (outcome.error);
      g_assert_cmpuint (outcome.status, ==, 200);
      g_assert_cmpmem (g_bytes_get_data (outcome.reply, NULL), g_bytes_get_size (outcome.reply), "{}", 2);
      g_assert_null (outcome.error_reply);
      g_assert_cmpstr (seen.method, ==, names[i]);
      g_assert_nonnull (strstr (seen.headers, "apikey: " SECRET "\n"));
      if (i == PICTOR_METHOD_POST || i == PICTOR_METHOD_PUT)
        {
          g_assert_nonnull (strstr (seen.headers, "Content-Type: application/json\n"));
          g_assert_cmpmem (seen.body, seen.body_length, "{\"a\":1}", 7);
        }
      else
        {
          g_assert_null (strstr (seen.headers, "Content-Type"));
          g_assert_cmpuint (seen.body_length, ==, 0);
        }
      outcome_clear (&outcome);
    }

  stop (server, &seen);
}

static void
test_login (void)
{
  Seen seen;
  PictorTestServer *server = start (&seen);
  PictorRequest *request = make (PICTOR_METHOD_GET, server->uri, "/ok");
  Outcome outcome = { 0 };

  /* RFC 7617's own example, in UTF-8. */
  pictor_request_set_login (request, "test", "123\xc2\xa3");
  send_request (request, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_nonnull (strstr (seen.headers, "Authorization: Basic dGVzdDoxMjPCow==\n"));
  outcome_clear (&outcome);

  stop (server, &seen);
}

/* What nobody can have typed into a header is not sent at all. */
static void
test_bad_header (void)
{
  static const char *values[] = { SECRET "\r\nX-Other: 1", "k\xc3\xa9y", "\x01" };
  Seen seen;
  PictorTestServer *server = start (&seen);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      PictorRequest *request = make (PICTOR_METHOD_GET, server->uri, "/ok");
      Outcome outcome = { 0 };

      pictor_request_set_header (request, "apikey", values[i]);
      send_request (request, &outcome);
      g_assert_error (outcome.error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_UNAUTHORIZED);
      g_assert_false (outcome.maybe_received);
      g_assert_cmpuint (outcome.status, ==, 0);
      outcome_clear (&outcome);
    }
  g_assert_cmpint (seen.requests, ==, 0);

  stop (server, &seen);
}

/* An answer that says no keeps its words for who can read them. */
static void
test_error_reply (void)
{
  static const struct
  {
    guint status;
    PictorHttpError code;
    gboolean maybe_received;
  } cases[] = {
    { 400, PICTOR_HTTP_ERROR_CLIENT, FALSE },      { 401, PICTOR_HTTP_ERROR_UNAUTHORIZED, FALSE },
    { 404, PICTOR_HTTP_ERROR_NOT_FOUND, FALSE },   { 422, PICTOR_HTTP_ERROR_CLIENT, FALSE },
    { 429, PICTOR_HTTP_ERROR_BUSY, FALSE },        { 500, PICTOR_HTTP_ERROR_SERVER, FALSE },
    { 502, PICTOR_HTTP_ERROR_SERVER, TRUE },       { 524, PICTOR_HTTP_ERROR_SERVER, TRUE },
    { 307, PICTOR_HTTP_ERROR_REDIRECT, FALSE },
  };
  Seen seen;
  PictorTestServer *server = start (&seen);
  Outcome outcome = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/status/%u", cases[i].status);
      PictorRequest *request = make (PICTOR_METHOD_POST, server->uri, path);

      pictor_request_set_json (request, "{}");
      send_request (request, &outcome);
      g_assert_error (outcome.error, PICTOR_HTTP_ERROR, (int) cases[i].code);
      g_assert_cmpint (outcome.maybe_received, ==, cases[i].maybe_received);
      g_assert_cmpuint (outcome.status, ==, cases[i].status);
      g_assert_cmpuint (outcome.retry_after, ==, 7);
      g_assert_cmpmem (g_bytes_get_data (outcome.error_reply, NULL), g_bytes_get_size (outcome.error_reply),
                       "{\"detail\":\"no\"}", 15);
      outcome_clear (&outcome);
    }
  g_assert_cmpint (seen.requests, ==, G_N_ELEMENTS (cases));

  send_request (make (PICTOR_METHOD_GET, server->uri, "/large-error"), &outcome);
  g_assert_error (outcome.error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_SERVER);
  g_assert_cmpuint (g_bytes_get_size (outcome.error_reply), ==, PICTOR_HTTP_MAX_ERROR_REPLY);
  outcome_clear (&outcome);

  stop (server, &seen);
}

static void
test_cap (void)
{
  Seen seen;
  PictorTestServer *server = start (&seen);
  PictorRequest *request = make (PICTOR_METHOD_GET, server->uri, "/ok");
  Outcome outcome = { 0 };

  pictor_request_set_max_reply (request, 1);
  send_request (request, &outcome);
  g_assert_error (outcome.error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TOO_LARGE);
  outcome_clear (&outcome);

  stop (server, &seen);
}

static void
test_destination (void)
{
  g_autofree char *folder = pictor_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "answer", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *content = NULL;
  Seen seen;
  PictorTestServer *server = start (&seen);
  PictorRequest *request = make (PICTOR_METHOD_POST, server->uri, "/status/500");
  Outcome outcome = { 0 };

  /* A refusal is no answer to keep. */
  pictor_request_set_json (request, "{}");
  pictor_request_set_destination (request, file);
  send_request (request, &outcome);
  g_assert_error (outcome.error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_SERVER);
  g_assert_cmpuint (g_bytes_get_size (outcome.error_reply), ==, 15);
  g_assert_false (g_file_query_exists (file, NULL));
  outcome_clear (&outcome);

  request = make (PICTOR_METHOD_POST, server->uri, "/ok");
  pictor_request_set_json (request, "{}");
  pictor_request_set_destination (request, file);
  send_request (request, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (g_bytes_get_size (outcome.reply), ==, 0);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "{}");
  outcome_clear (&outcome);

  /* Never over something that is there. */
  request = make (PICTOR_METHOD_GET, server->uri, "/ok");
  pictor_request_set_destination (request, file);
  send_request (request, &outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  outcome_clear (&outcome);

  stop (server, &seen);
  pictor_test_folder_remove (folder);
}

/* Within its origin a redirect keeps the key; to another one it loses it; some are not followed. */
static void
test_redirects (void)
{
  Seen seen;
  Seen other_seen;
  PictorTestServer *server = start (&seen);
  PictorTestServer *other = start (&other_seen);
  PictorRequest *request = make (PICTOR_METHOD_GET, server->uri, "/status/302");
  g_autofree char *away = g_strconcat (other->uri, "/ok", NULL);
  Outcome outcome = { 0 };

  pictor_request_set_header (request, "apikey", SECRET);
  send_request (request, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.status, ==, 200);
  g_assert_cmpint (seen.requests, ==, 2);
  g_assert_nonnull (strstr (seen.headers, SECRET));
  outcome_clear (&outcome);

  seen.location = away;
  request = make (PICTOR_METHOD_GET, server->uri, "/elsewhere");
  pictor_request_set_header (request, "apikey", SECRET);
  pictor_request_set_login (request, "me", SECRET);
  send_request (request, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (other_seen.requests, ==, 1);
  g_assert_null (strstr (other_seen.headers, "apikey"));
  g_assert_null (strstr (other_seen.headers, "Authorization"));
  outcome_clear (&outcome);

  seen.location = "file:///etc/passwd";
  send_request (make (PICTOR_METHOD_GET, server->uri, "/elsewhere"), &outcome);
  g_assert_error (outcome.error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_REDIRECT);
  outcome_clear (&outcome);

  seen.requests = 0;
  send_request (make (PICTOR_METHOD_GET, server->uri, "/loop"), &outcome);
  g_assert_error (outcome.error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_REDIRECT);
  g_assert_cmpint (seen.requests, ==, 4);
  outcome_clear (&outcome);

  stop (server, &seen);
  stop (other, &other_seen);
}

static void
test_addresses (void)
{
  static const char *uris[] = { "ftp://127.0.0.1/", "http://a:b@127.0.0.1/", "nonsense", "" };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      Outcome outcome = { 0 };

      send_request (pictor_request_new (PICTOR_METHOD_GET, uris[i]), &outcome);
      g_assert_error (outcome.error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS);
      outcome_clear (&outcome);
    }
}

static void
test_form (void)
{
  g_autofree char *folder = pictor_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "picture", NULL);
  g_autofree char *content = g_strnfill (300000, '\x80');
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PictorForm) form = pictor_form_new ();
  g_autoptr (GString) expected = NULL;
  g_autofree char *boundary = NULL;
  const char *type;
  Seen seen;
  PictorTestServer *server = start (&seen);
  PictorRequest *request = make (PICTOR_METHOD_POST, server->uri, "/upload/image");
  Outcome outcome = { 0 };

  g_assert_true (g_file_set_contents (path, content, 300000, NULL));
  pictor_form_add_text (form, "type", "input");
  pictor_form_add_file (form, "image", "a\"b\r\n.png", "image/png", file, 300000);
  pictor_form_finish (form, request);
  send_request (request, &outcome);
  g_assert_no_error (outcome.error);

  type = strstr (seen.headers, "Content-Type: multipart/form-data; boundary=");
  g_assert_nonnull (type);
  type = strchr (type, '=') + 1;
  boundary = g_strndup (type, strcspn (type, "\n"));
  expected = g_string_new (NULL);
  g_string_append_printf (expected,
                          "--%s\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\ninput\r\n"
                          "--%s\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a%%22b%%0D%%0A.png\"\r\n"
                          "Content-Type: image/png\r\n\r\n", boundary, boundary);
  g_string_append_len (expected, content, 300000);
  g_string_append_printf (expected, "\r\n--%s--\r\n", boundary);
  g_assert_cmpmem (seen.body, seen.body_length, expected->str, expected->len);
  outcome_clear (&outcome);

  /* A file that has changed is not half sent as if it were whole. */
  {
    g_autoptr (PictorForm) changed = pictor_form_new ();

    seen.requests = 0;
    request = make (PICTOR_METHOD_POST, server->uri, "/upload/image");
    pictor_form_add_file (changed, "image", "x.png", "image/png", file, 299999);
    pictor_form_finish (changed, request);
    send_request (request, &outcome);
    g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_FAILED);
    g_assert_false (outcome.maybe_received);
    g_assert_cmpint (seen.requests, ==, 0);
    outcome_clear (&outcome);
  }

  stop (server, &seen);
  pictor_test_folder_remove (folder);
}

/* Answers when told to. */
static GMutex hold_lock;
static GCond hold_cond;
static gboolean held_may_go;

static void
hold_cb (PictorTestRaw     *raw,
         GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  g_mutex_lock (&hold_lock);
  while (!held_may_go)
    g_cond_wait (&hold_cond, &hold_lock);
  g_mutex_unlock (&hold_lock);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
}

static gboolean
let_go_cb (gpointer user_data)
{
  g_mutex_lock (&hold_lock);
  held_may_go = TRUE;
  g_cond_broadcast (&hold_cond);
  g_mutex_unlock (&hold_lock);

  return G_SOURCE_REMOVE;
}

/* A picture takes its time: the silence before its answer is no time-out, unlike that of any other call. */
static void
test_patience (void)
{
  PictorTestRaw *raw = pictor_test_raw_new (hold_cb);

  for (int patient = 0; patient < 2; patient++)
    {
      PictorRequest *request = make (PICTOR_METHOD_POST, raw->uri, "/");
      Outcome outcome = { 0 };

      held_may_go = FALSE;
      g_timeout_add (1800, let_go_cb, NULL);
      pictor_request_set_json (request, "{}");
      if (patient)
        pictor_request_set_patient (request);
      send_request (request, &outcome);
      if (patient)
        {
          g_assert_no_error (outcome.error);
        }
      else
        {
          g_assert_error (outcome.error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TIMED_OUT);
          g_assert_true (outcome.maybe_received);
          pictor_test_wait (held_may_go);
        }
      outcome_clear (&outcome);
    }

  pictor_test_raw_free (raw);
}

/* Patience ends with the wait: an answer that stops half-way times out. */
static void
half_cb (PictorTestRaw     *raw,
         GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{");
  pictor_test_raw_wait (raw, connection);
}

static void
test_patience_ends (void)
{
  PictorTestRaw *raw = pictor_test_raw_new (half_cb);
  PictorRequest *request = make (PICTOR_METHOD_POST, raw->uri, "/");
  Outcome outcome = { 0 };

  pictor_request_set_json (request, "{}");
  pictor_request_set_patient (request);
  send_request (request, &outcome);
  g_assert_error (outcome.error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TIMED_OUT);
  outcome_clear (&outcome);

  pictor_test_raw_free (raw);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/request/methods", test_methods);
  g_test_add_func ("/http/request/login", test_login);
  g_test_add_func ("/http/request/bad-header", test_bad_header);
  g_test_add_func ("/http/request/error-reply", test_error_reply);
  g_test_add_func ("/http/request/cap", test_cap);
  g_test_add_func ("/http/request/destination", test_destination);
  g_test_add_func ("/http/request/redirects", test_redirects);
  g_test_add_func ("/http/request/addresses", test_addresses);
  g_test_add_func ("/http/request/form", test_form);
  g_test_add_func ("/http/request/patience", test_patience);
  g_test_add_func ("/http/request/patience-ends", test_patience_ends);
  return g_test_run ();
}
