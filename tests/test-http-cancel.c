/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/pictor-http.h"

#include "pictor-test-server.h"

/* Cancelling ends a call within 100 ms wherever it is. The best of a few tries counts: other processes share the
 * machine. */
#define TRIES 5
#define LIMIT (100 * 1000)

#define LARGE (24 * 1024 * 1024)

/* A resolver whose answers never come. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static int lookups;

static void
hang_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GPollFD poll;

  g_atomic_int_inc (&lookups);
  if (g_cancellable_make_pollfd (cancellable, &poll))
    {
      g_poll (&poll, 1, 20000);
      g_cancellable_release_fd (cancellable);
    }
  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, "No answer");
}

static void
test_resolver_lookup_by_name_with_flags_async (GResolver                *resolver,
                                               const char               *name,
                                               GResolverNameLookupFlags  flags,
                                               GCancellable             *cancellable,
                                               GAsyncReadyCallback       callback,
                                               gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_run_in_thread (task, hang_in_thread);
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

/* Servers for each stage; "reached" says that the stage is there. */
static int reached;

static void
silence_cb (PictorTestRaw     *raw,
            GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  g_atomic_int_set (&reached, TRUE);
  pictor_test_raw_wait (raw, connection);
}

/* Takes a megabyte, and no more. */
static void
slow_reader_cb (PictorTestRaw     *raw,
                GSocketConnection *connection)
{
  g_autofree char *buffer = g_malloc (1024 * 1024);
  GPollFD poll;

  pictor_test_raw_read_headers (raw, connection);
  g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, 1024 * 1024, NULL,
                           raw->stop, NULL);
  g_atomic_int_set (&reached, TRUE);
  if (g_cancellable_make_pollfd (raw->stop, &poll))
    {
      g_poll (&poll, 1, -1);
      g_cancellable_release_fd (raw->stop);
    }
}

static void
half_answer_cb (PictorTestRaw     *raw,
                GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nhalf of it");
  g_atomic_int_set (&reached, TRUE);
  pictor_test_raw_wait (raw, connection);
}

/* As fast as it can. */
static void
endless_answer_cb (PictorTestRaw     *raw,
                   GSocketConnection *connection)
{
  pictor_test_raw_read_request (raw, connection);
  pictor_test_raw_write (raw, connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
  g_atomic_int_set (&reached, TRUE);
  while (pictor_test_raw_write (raw, connection, "0123456789abcdef0123456789abcdef"))
    ;
}

/* Reads as fast as it can. */
static void
fast_reader_cb (PictorTestRaw     *raw,
                GSocketConnection *connection)
{
  pictor_test_raw_read_headers (raw, connection);
  g_atomic_int_set (&reached, TRUE);
  pictor_test_raw_wait (raw, connection);
}

typedef struct
{
  PictorHttp *http;
  GCancellable *cancellable;
  PictorBody *body;
  GFile *file;
  GAsyncResult *result;
} Call;

static void
begin_post (Call       *call,
            const char *uri,
            gsize       size)
{
  g_autofree char *text = g_strnfill (size, 'x');

  call->http = pictor_http_new ();
  call->cancellable = g_cancellable_new ();
  call->body = pictor_body_new ();
  pictor_body_append (call->body, text, NULL);
  pictor_http_post_async (call->http, uri, call->body, G_MAXINT, call->cancellable,
                          pictor_test_done_cb, &call->result);
}

static void
begin_download (Call       *call,
                const char *uri)
{
  g_autofree char *path = g_strdup_printf ("%s/pictor-cancel-%d-%u", g_get_tmp_dir (), getpid (), g_random_int ());

  call->http = pictor_http_new ();
  call->cancellable = g_cancellable_new ();
  call->file = g_file_new_for_path (path);
  pictor_http_download_async (call->http, uri, uri, call->file, G_MAXINT, call->cancellable,
                              pictor_test_done_cb, &call->result);
}

/* Cancels the call and returns the time that it took to end, in µs. */
static gint64
end_call (Call     *call,
          gboolean  maybe_received)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 taken;

  g_cancellable_cancel (call->cancellable);
  while (call->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  taken = g_get_monotonic_time () - start;

  if (call->file != NULL)
    {
      g_assert_false (pictor_http_download_finish (call->http, call->result, &error));
      g_assert_false (g_file_query_exists (call->file, NULL));
    }
  else
    {
      gboolean received;

      g_assert_null (pictor_http_post_finish (call->http, call->result, &received, &error));
      g_assert_cmpint (received, ==, maybe_received);
    }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&call->result);
  pictor_test_finalize (call->cancellable);
  pictor_test_finalize (call->http);
  g_clear_object (&call->file);
  if (call->body != NULL)
    pictor_test_finalize (call->body);
  memset (call, 0, sizeof *call);

  return taken;
}

static void
assert_quick (const gint64 *taken)
{
  gint64 best = taken[0];

  for (int i = 0; i < TRIES; i++)
    {
      g_test_message ("%.1f ms", taken[i] / 1000.);
      best = MIN (best, taken[i]);
    }
  g_assert_cmpint (best, <, LIMIT);
}

typedef struct
{
  const char *name;
  PictorTestRawFunc func;
  gsize size; /* of the body, 0 = a download */
  gboolean maybe_received;
} Stage;

static const Stage stages[] = {
  { "post/stalled-sending", slow_reader_cb, LARGE, FALSE },
  { "post/sending", fast_reader_cb, 2 * LARGE, FALSE },
  { "post/waiting", silence_cb, 10, TRUE },
  { "post/stalled-receiving", half_answer_cb, 10, TRUE },
  { "post/receiving", endless_answer_cb, 10, TRUE },
  { "download/waiting", silence_cb, 0 },
  { "download/stalled", half_answer_cb, 0 },
  { "download/receiving", endless_answer_cb, 0 },
};

static void
test_stage (gconstpointer data)
{
  const Stage *stage = data;
  PictorTestRaw *raw = pictor_test_raw_new (stage->func);
  gint64 taken[TRIES];

  for (int i = 0; i < TRIES; i++)
    {
      Call call = { 0 };

      g_atomic_int_set (&reached, FALSE);
      if (stage->size > 0)
        begin_post (&call, raw->uri, stage->size);
      else
        begin_download (&call, raw->uri);
      pictor_test_wait (g_atomic_int_get (&reached));
      for (int j = 0; j < i; j++)
        g_main_context_iteration (NULL, FALSE);
      taken[i] = end_call (&call, stage->maybe_received);
    }

  pictor_test_raw_free (raw);
  assert_quick (taken);
}

/* Cancelled before it is begun, and just after. */
static void
test_at_once (void)
{
  PictorTestRaw *raw = pictor_test_raw_new (silence_cb);
  PictorHttp *http = pictor_http_new ();
  PictorBody *body = pictor_body_new ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  gint64 taken[TRIES];

  pictor_body_append (body, "{}", NULL);
  g_cancellable_cancel (cancelled);
  for (int i = 0; i < TRIES; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      gboolean received = TRUE;
      Call call = { 0 };

      pictor_http_post_async (http, raw->uri, body, 100, cancelled, pictor_test_done_cb, &result);
      pictor_test_wait (result != NULL);
      g_assert_null (pictor_http_post_finish (http, result, &received, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (received);

      begin_post (&call, raw->uri, LARGE);
      taken[i] = end_call (&call, FALSE);
    }
  g_assert_cmpint (raw->connections, <=, TRIES);

  pictor_test_finalize (body);
  pictor_test_finalize (http);
  pictor_test_raw_free (raw);
  assert_quick (taken);
}

static void
test_resolving (void)
{
  g_autoptr (GResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_autoptr (GResolver) before = g_resolver_get_default ();
  gint64 taken[TRIES];

  g_resolver_set_default (resolver);
  for (int i = 0; i < TRIES; i++)
    {
      Call call = { 0 };

      g_atomic_int_set (&lookups, 0);
      if (i % 2 == 0)
        begin_post (&call, "https://pictor.example/", 10);
      else
        begin_download (&call, "https://pictor.example/a.png");
      pictor_test_wait (g_atomic_int_get (&lookups) > 0);
      taken[i] = end_call (&call, FALSE);
    }
  g_resolver_set_default (before);
  assert_quick (taken);
}

/* A name that is never found ends too. */
static void
test_resolving_times_out (void)
{
  g_autoptr (GResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_autoptr (GResolver) before = g_resolver_get_default ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PictorHttp *http = pictor_http_new ();
  PictorBody *body = pictor_body_new ();
  gboolean received = TRUE;

  g_resolver_set_default (resolver);
  pictor_http_set_timeout (http, 1);
  pictor_body_append (body, "{}", NULL);
  pictor_http_post_async (http, "https://pictor.example/", body, 100, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  g_assert_null (pictor_http_post_finish (http, result, &received, &error));
  g_assert_error (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TIMED_OUT);
  g_assert_false (received);
  g_resolver_set_default (before);
  g_clear_object (&result);
  pictor_test_finalize (body);
  pictor_test_finalize (http);
}

/* A listener whose queue is full, so that the next connection is never answered. */
typedef struct
{
  int listener;
  int waiting[8];
  char *uri;
} FullQueue;

static void
fill_queue (FullQueue *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;

  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self->listener, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (self->listener, 0), ==, 0);
  g_assert_cmpint (getsockname (self->listener, (struct sockaddr *) &address, &length), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->waiting); i++)
    {
      self->waiting[i] = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
      connect (self->waiting[i], (struct sockaddr *) &address, sizeof address);
    }
  self->uri = g_strdup_printf ("http://127.0.0.1:%d", ntohs (address.sin_port));
}

static void
clear_queue (FullQueue *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->waiting); i++)
    close (self->waiting[i]);
  close (self->listener);
  g_free (self->uri);
}

static void
test_connecting (void)
{
  FullQueue queue;
  gint64 taken[TRIES];

  fill_queue (&queue);
  for (int i = 0; i < TRIES; i++)
    {
      Call call = { 0 };
      gint64 end = g_get_monotonic_time () + 50 * 1000;

      begin_post (&call, queue.uri, 10);
      pictor_test_wait (g_get_monotonic_time () > end);
      g_assert_null (call.result);
      taken[i] = end_call (&call, FALSE);
    }
  clear_queue (&queue);
  assert_quick (taken);
}

static void
test_connecting_times_out (void)
{
  FullQueue queue;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PictorHttp *http = pictor_http_new ();
  PictorBody *body = pictor_body_new ();
  gboolean received = TRUE;
  gint64 start = g_get_monotonic_time ();

  fill_queue (&queue);
  pictor_http_set_timeout (http, 1);
  pictor_http_post_async (http, queue.uri, body, 100, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, >, G_USEC_PER_SEC / 2);
  g_assert_null (pictor_http_post_finish (http, result, &received, &error));
  g_assert_error (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TIMED_OUT);
  g_assert_false (received);
  g_clear_object (&result);
  pictor_test_finalize (body);
  pictor_test_finalize (http);
  clear_queue (&queue);
}

/* More calls than a session usually lets connect at once. */
static void
test_many (void)
{
  PictorTestRaw *raw = pictor_test_raw_new (silence_cb);
  PictorHttp *http = pictor_http_new ();
  g_autoptr (GCancellable) first = g_cancellable_new ();
  g_autoptr (GCancellable) rest = g_cancellable_new ();
  GAsyncResult *results[100] = { NULL };
  gint64 start;

  for (int i = 0; i < 100; i++)
    {
      g_autoptr (PictorBody) body = pictor_body_new ();

      pictor_http_post_async (http, raw->uri, body, 100, i < 50 ? first : rest, pictor_test_done_cb, &results[i]);
    }
  pictor_test_wait (raw->connections > 10);

  start = g_get_monotonic_time ();
  g_cancellable_cancel (rest);
  for (int i = 50; i < 100; i++)
    pictor_test_wait (results[i] != NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * LIMIT);
  g_cancellable_cancel (first);
  for (int i = 0; i < 100; i++)
    {
      g_autoptr (GError) error = NULL;

      pictor_test_wait (results[i] != NULL);
      g_assert_null (pictor_http_post_finish (http, results[i], NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_object (&results[i]);
    }

  pictor_test_finalize (http);
  pictor_test_raw_free (raw);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autofree char *path = g_strconcat ("/http/cancel/", stages[i].name, NULL);

      g_test_add_data_func (path, &stages[i], test_stage);
    }
  g_test_add_func ("/http/cancel/at-once", test_at_once);
  g_test_add_func ("/http/cancel/resolving", test_resolving);
  g_test_add_func ("/http/cancel/connecting", test_connecting);
  g_test_add_func ("/http/cancel/many", test_many);
  g_test_add_func ("/http/time-out/resolving", test_resolving_times_out);
  g_test_add_func ("/http/time-out/connecting", test_connecting_times_out);
  return g_test_run ();
}
