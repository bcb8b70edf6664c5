/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "http/pictor-http.h"

#include "pictor-test-folder.h"
#include "pictor-test-image.h"
#include "pictor-test-memory.h"
#include "pictor-test-server.h"

/* Three images of 24 megapixels go to a server in another process: what that costs this one. */

#define N_IMAGES 3
#define WIDTH 6000
#define HEIGHT 4000
#define MAX_GROWTH (8 * 1024 * 1024)
#define MAX_BLOCKED (16 * 1000)
#define TRIES 5

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  g_checksum_update (user_data, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
}

static void
begun_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  GChecksum *checksum = g_checksum_new (G_CHECKSUM_SHA256);

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_object_set_data_full (G_OBJECT (message), "checksum", checksum, (GDestroyNotify) g_checksum_free);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), checksum);
}

/* Answers with the SHA-256 of what came. */
static void
ended_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  const char *text = g_checksum_get_string (g_object_get_data (G_OBJECT (message), "checksum"));

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, text, strlen (text));
}

/* The other process: prints its port and serves until its input ends. */
static int
serve (void)
{
  PictorTestServer *self = pictor_test_server_new (ended_cb, NULL, NULL);

  soup_server_add_early_handler (self->server, NULL, begun_cb, NULL, NULL);
  g_print ("%s\n", self->uri);
  while (getchar () != EOF)
    ;
  pictor_test_server_free (self);

  return 0;
}

static const char *program;

static GSubprocess *
start_server (char **uri)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                           program, "--serve", NULL);
  g_autoptr (GDataInputStream) out = NULL;

  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  *uri = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (*uri);

  return process;
}

static void
stop_server (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (process);
}

static PictorBody *
make_body (char  **paths,
           guint   n_paths)
{
  PictorBody *body = pictor_body_new ();

  pictor_body_append (body, "{\"Action\":\"GenerateTxt2Img\"", "ActionGenerateTxt2Img");
  for (guint i = 0; i < n_paths; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      GStatBuf info;

      g_assert_cmpint (g_stat (paths[i], &info), ==, 0);
      pictor_body_append (body, ",\"ControlNetImg\":\"", "ControlNetImg");
      pictor_body_append_base64 (body, file, info.st_size);
      pictor_body_append (body, "\"", NULL);
    }
  pictor_body_append (body, ",\"Signature\":\"", NULL);
  pictor_body_append_digest (body, "secret");
  pictor_body_append (body, "\"}", NULL);

  return body;
}

/* What the server must have got, read piece by piece. */
static char *
hash_body (PictorBody *body)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 buffer[8192];
  gssize n;

  while ((n = g_input_stream_read (G_INPUT_STREAM (body), buffer, sizeof buffer, NULL, NULL)) > 0)
    g_checksum_update (checksum, buffer, n);
  g_assert_cmpint (n, ==, 0);

  return g_strdup (g_checksum_get_string (checksum));
}

static gint64
get_thread_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Time in which the main loop waits for events is not time in which it is blocked. */
static gint64 polling;

static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  gint64 start = g_get_monotonic_time ();
  int result = g_poll (fds, n_fds, timeout);

  polling += g_get_monotonic_time () - start;

  return result;
}

typedef struct
{
  gint64 busiest; /* µs of processor time in one turn of the main loop */
  gint64 longest; /* µs of any time, other processes' included */
  gint64 whole;   /* µs */
} Turns;

static Turns
send_body (PictorHttp *http,
           const char *uri,
           PictorBody *body,
           const char *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reply = NULL;
  Turns turns = { 0 };
  gint64 start = g_get_monotonic_time ();

  pictor_http_post_async (http, uri, body, 1000, NULL, pictor_test_done_cb, &result);
  while (result == NULL)
    {
      gint64 before = g_get_monotonic_time () - polling;
      gint64 before_here = get_thread_time ();

      g_main_context_iteration (NULL, TRUE);
      turns.busiest = MAX (turns.busiest, get_thread_time () - before_here);
      turns.longest = MAX (turns.longest, g_get_monotonic_time () - polling - before);
    }
  turns.whole = g_get_monotonic_time () - start;

  reply = pictor_http_post_finish (http, result, NULL, &error);
  g_assert_no_error (error);
  if (expected != NULL)
    g_assert_cmpmem (g_bytes_get_data (reply, NULL), g_bytes_get_size (reply), expected, strlen (expected));

  return turns;
}

static void
copy (const char *from,
      const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_three_images (void)
{
  PictorHttp *http = pictor_http_new ();
  g_autofree char *uri = NULL;
  GSubprocess *server = start_server (&uri);
  g_autofree char *folder = pictor_test_folder_new ();
  char *paths[N_IMAGES];
  PictorBody *body = make_body (NULL, 0);
  g_autofree char *expected = NULL;
  gint64 longest = G_MAXINT64;

  g_main_context_set_poll_func (NULL, poll_cb);
  for (int i = 0; i < N_IMAGES; i++)
    {
      paths[i] = g_strdup_printf ("%s/%d.png", folder, i);
      if (i == 0)
        pictor_test_write_png (paths[i], WIDTH, HEIGHT, 4, FALSE);
      else
        copy (paths[0], paths[i]);
    }

  /* What any first call brings with it is not the images' doing. */
  send_body (http, uri, body, NULL);
  pictor_test_finalize (body);

  body = make_body (paths, N_IMAGES);
  g_test_message ("%.1f MB to send", pictor_body_get_length (body) / 1e6);
  expected = hash_body (body);
  pictor_test_finalize (body);

  for (int try = 0; try < TRIES && longest > MAX_BLOCKED; try++)
    {
      gsize before;
      gsize growth;
      Turns turns;

      body = make_body (paths, N_IMAGES);
      pictor_test_memory_reset ();
      before = pictor_test_memory_peak ();
      turns = send_body (http, uri, body, expected);
      growth = pictor_test_memory_peak () - before;
      g_test_message ("%.2f s, %.0f MB/s; peak memory grew by %.2f MiB; longest turn %.2f ms, busiest %.2f ms",
                      turns.whole / 1e6, pictor_body_get_length (body) / (double) turns.whole,
                      growth / 1048576., turns.longest / 1000., turns.busiest / 1000.);
#ifndef __SANITIZE_ADDRESS__ /* whose own bookkeeping grows with every call */
      g_assert_cmpuint (growth, <, MAX_GROWTH);
#endif
      longest = MIN (longest, turns.longest);
      pictor_test_finalize (body);
    }
#ifndef __SANITIZE_ADDRESS__ /* which makes each call many times slower */
  /* Another process may take the processor away in the middle of a turn, but hardly every time. */
  g_assert_cmpint (longest, <, MAX_BLOCKED);
#endif

  for (int i = 0; i < N_IMAGES; i++)
    g_free (paths[i]);
  pictor_test_folder_remove (folder);
  pictor_test_finalize (http);
  stop_server (server);
  g_main_context_set_poll_func (NULL, NULL);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 2 && strcmp (argv[1], "--serve") == 0)
    return serve ();

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/memory/three-images", test_three_images);
  return g_test_run ();
}
