/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/socket.h>

#include "http/pictor-http.h"

#include "pictor-test-server.h"

/* What servers and networks do wrong, and what a POST makes of it. */

/* More than the socket buffers on both sides hold, so that a server that does not read is noticed. */
#define LARGE (24 * 1024 * 1024)

static void
hang_up_cb (PictorTestRaw     *raw,
            GSocketConnection *connection)
{
}

static void
read_and_hang_up_cb (PictorTestRaw     *raw,
                     GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
}

static void
reset_early_cb (PictorTestRaw     *raw,
                GSocketConnection *connection)
{
  pictor_test_raw_read_headers (raw, connection);
  pictor_test_raw_reset (connection);
}

static void
reset_late_cb (PictorTestRaw     *raw,
               GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
  pictor_test_raw_reset (connection);
}

static void
silence_cb (PictorTestRaw     *raw,
            GSocketConnection *connection)
{
  pictor_test_raw_wait (raw, connection);
}

/* Reads nothing at all: not even the request. */
static void
deaf_cb (PictorTestRaw     *raw,
         GSocketConnection *connection)
{
  GPollFD poll;

  if (g_cancellable_make_pollfd (raw->stop, &poll))
    {
      g_poll (&poll, 1, -1);
      g_cancellable_release_fd (raw->stop);
    }
}

static void
garbage_cb (PictorTestRaw     *raw,
            GSocketConnection *connection)
{
  pictor_test_raw_read_headers (raw, connection);
  pictor_test_raw_write (raw, connection, "SSH-2.0-OpenSSH_9.2\r\n\r\nwhat do you want?\r\n");
}

static void
endless_header_cb (PictorTestRaw     *raw,
                   GSocketConnection *connection)
{
  pictor_test_raw_read_headers (raw, connection);
  if (pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nX: "))
    while (pictor_test_raw_write (raw, connection, "0123456789abcdef0123456789abcdef"))
      ;
}

static void
half_header_cb (PictorTestRaw     *raw,
                GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Le");
}

static void
half_answer_cb (PictorTestRaw     *raw,
                GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"RetCode\":0,");
}

static void
half_chunk_cb (PictorTestRaw     *raw,
               GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"RetC");
}

static void
stalled_answer_cb (PictorTestRaw     *raw,
                   GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"RetCode\":0,");
  pictor_test_raw_wait (raw, connection);
}

static void
endless_answer_cb (PictorTestRaw     *raw,
                   GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  if (pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\n\r\n"))
    while (pictor_test_raw_write (raw, connection, "0123456789abcdef0123456789abcdef"))
      ;
}

static void
huge_length_cb (PictorTestRaw     *raw,
                GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n{}");
  pictor_test_raw_wait (raw, connection);
}

/* Says no, and then goes on talking for ever. */
static void
endless_refusal_cb (PictorTestRaw     *raw,
                    GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  if (pictor_test_raw_write (raw, connection, "HTTP/1.1 403 Forbidden\r\n\r\n"))
    while (pictor_test_raw_write (raw, connection, "0123456789abcdef0123456789abcdef"))
      ;
}

/* Says no as soon as it has seen the headers, and hangs up: libsoup looks for no answer while it still sends. */
static void
early_refusal_cb (PictorTestRaw     *raw,
                  GSocketConnection *connection)
{
  pictor_test_raw_read_headers (raw, connection);
  pictor_test_raw_write (raw, connection,
                         "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

static gboolean
trickle (PictorTestRaw     *raw,
         GSocketConnection *connection)
{
  GPollFD poll;
  int n;

  if (!g_cancellable_make_pollfd (raw->stop, &poll))
    return FALSE;
  n = g_poll (&poll, 1, 100);
  g_cancellable_release_fd (raw->stop);

  return n == 0 && pictor_test_raw_write (raw, connection, " ");
}

static void
trickle_cb (PictorTestRaw     *raw,
            GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  if (pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\n\r\n"))
    while (trickle (raw, connection))
      ;
}

typedef struct
{
  const char *name;
  PictorTestRawFunc func;
  gsize size; /* of the body */
  PictorHttpError code;
  gboolean maybe_received;
  double shortest; /* seconds that it takes, where it must take some */
  double longest;
} Trouble;

static const Trouble troubles[] = {
  { "hang-up", hang_up_cb, LARGE, PICTOR_HTTP_ERROR_NO_ROUTE, FALSE, 0, 8 },
  { "hang-up-after-request", read_and_hang_up_cb, 2, PICTOR_HTTP_ERROR_NO_ROUTE, TRUE, 0, 8 },
  { "reset-early", reset_early_cb, LARGE, PICTOR_HTTP_ERROR_NO_ROUTE, FALSE, 0, 8 },
  { "reset-late", reset_late_cb, 2, PICTOR_HTTP_ERROR_NO_ROUTE, TRUE, 0, 8 },
  { "silence", silence_cb, 2, PICTOR_HTTP_ERROR_TIMED_OUT, TRUE, 0.9, 8 },
  { "deaf", deaf_cb, LARGE, PICTOR_HTTP_ERROR_TIMED_OUT, FALSE, 0.9, 8 },
  { "garbage", garbage_cb, 2, PICTOR_HTTP_ERROR_NO_ROUTE, TRUE, 0, 8 },
  { "endless-header", endless_header_cb, 2, PICTOR_HTTP_ERROR_NO_ROUTE, TRUE, 0, 8 },
  { "half-header", half_header_cb, 2, PICTOR_HTTP_ERROR_NO_ROUTE, TRUE, 0, 8 },
  { "half-answer", half_answer_cb, 2, PICTOR_HTTP_ERROR_NO_ROUTE, TRUE, 0, 8 },
  { "half-chunk", half_chunk_cb, 2, PICTOR_HTTP_ERROR_NO_ROUTE, TRUE, 0, 8 },
  { "stalled-answer", stalled_answer_cb, 2, PICTOR_HTTP_ERROR_TIMED_OUT, TRUE, 0.9, 8 },
  { "endless-answer", endless_answer_cb, 2, PICTOR_HTTP_ERROR_TOO_LARGE, TRUE, 0, 8 },
  { "huge-length", huge_length_cb, 2, PICTOR_HTTP_ERROR_TOO_LARGE, TRUE, 0, 8 },
  { "endless-refusal", endless_refusal_cb, 2, PICTOR_HTTP_ERROR_FORBIDDEN, FALSE, 0, 8 },
  { "early-refusal", early_refusal_cb, LARGE, PICTOR_HTTP_ERROR_NO_ROUTE, FALSE, 0, 8 },
  { "trickle", trickle_cb, 2, PICTOR_HTTP_ERROR_TIMED_OUT, TRUE, 9.5, 25 },
};

static void
test_trouble (gconstpointer data)
{
  const Trouble *trouble = data;
  PictorTestRaw *raw = pictor_test_raw_new (trouble->func);
  PictorHttp *http = pictor_http_new ();
  PictorBody *body = pictor_body_new ();
  g_autofree char *text = g_strnfill (trouble->size, 'x');
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reply = NULL;
  gboolean maybe_received;
  gint64 start = g_get_monotonic_time ();
  double seconds;

  pictor_http_set_timeout (http, 1);
  pictor_body_append (body, text, NULL);
  pictor_http_post_async (http, raw->uri, body, 1000000, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  seconds = (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC;
  reply = pictor_http_post_finish (http, result, &maybe_received, &error);
  g_test_message ("%.3f s, %s", seconds, error->message);
  g_assert_error (error, PICTOR_HTTP_ERROR, (int) trouble->code);
  g_assert_cmpint (maybe_received, ==, trouble->maybe_received);
  g_assert_cmpfloat (seconds, >=, trouble->shortest);
  g_assert_cmpfloat (seconds, <=, trouble->longest);
  g_assert_cmpint (raw->connections, ==, 1);

  g_clear_object (&result);
  pictor_test_finalize (body);
  pictor_test_finalize (http);
  pictor_test_raw_free (raw);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strconcat ("/http/trouble/", troubles[i].name, NULL);

      g_test_add_data_func (path, &troubles[i], test_trouble);
    }
  return g_test_run ();
}
