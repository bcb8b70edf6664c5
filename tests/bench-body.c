/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "http/pictor-body.h"

#include "pictor-test.h"
#include "pictor-test-folder.h"

/* PictorBody beside GLib's own g_base64_encode() and g_compute_checksum_for_data() in one buffer: how fast, and in how
 * much memory. Each way runs in a process of its own, in turns, and the best of its runs counts. */

#define SIZE (48 * 1000 * 1000)
#define RUNS 5

typedef struct
{
  double seconds;   /* by the clock */
  double processor; /* seconds of all threads */
  long peak;        /* bytes of memory, above what the process had before */
  char digest[41];
} Report;

static double
get_processor_time (const struct rusage *usage)
{
  return usage->ru_utime.tv_sec + usage->ru_stime.tv_sec + (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

static void
run_in_one_buffer (const char *path,
                   Report     *report)
{
  g_autofree char *data = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *digest = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  base64 = g_base64_encode ((guchar *) data, size);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA1, (guchar *) base64, strlen (base64));
  g_strlcpy (report->digest, digest, sizeof report->digest);
}

static PictorBody *
make_body (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  PictorBody *body = pictor_body_new ();

  pictor_body_append_base64 (body, file, SIZE);
  pictor_body_append_digest (body, "");

  return body;
}

/* The digest is the last that a body gives out. */
static void
keep_digest (Report     *report,
             const char *buffer,
             gssize      n)
{
  gsize have = strlen (report->digest);

  if (n > 40)
    {
      buffer += n - 40;
      n = 40;
    }
  if (have + n > 40)
    {
      memmove (report->digest, report->digest + have + n - 40, 40 - n);
      have = 40 - n;
    }
  memcpy (report->digest + have, buffer, n);
  report->digest[have + n] = '\0';
}

static void
run_body (const char *path,
          Report     *report)
{
  g_autoptr (PictorBody) body = make_body (path);
  char buffer[8192];
  gssize n;

  while ((n = g_input_stream_read (G_INPUT_STREAM (body), buffer, sizeof buffer, NULL, NULL)) > 0)
    keep_digest (report, buffer, n);
  g_assert_cmpint (n, ==, 0);
}

/* As libsoup reads it, 8 KiB at a time from the main loop. */
static void
run_body_async (const char *path,
                Report     *report)
{
  g_autoptr (PictorBody) body = make_body (path);
  char buffer[8192];
  gssize n;

  do
    {
      g_autoptr (GAsyncResult) result = NULL;

      g_input_stream_read_async (G_INPUT_STREAM (body), buffer, sizeof buffer, 0, NULL, pictor_test_done_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      n = g_input_stream_read_finish (G_INPUT_STREAM (body), result, NULL);
      g_assert_cmpint (n, >=, 0);
      keep_digest (report, buffer, n);
    }
  while (n > 0);
}

typedef void (*Way) (const char *path,
                     Report     *report);

/* Runs @way in a child, whose memory is then its own. */
static Report
measure (Way         way,
         const char *path)
{
  Report report = { 0 };
  int ends[2];
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      struct rusage before;
      struct rusage after;
      gint64 start;

      getrusage (RUSAGE_SELF, &before);
      start = g_get_monotonic_time ();
      way (path, &report);
      report.seconds = (g_get_monotonic_time () - start) / 1e6;
      getrusage (RUSAGE_SELF, &after);
      report.processor = get_processor_time (&after) - get_processor_time (&before);
      report.peak = (after.ru_maxrss - before.ru_maxrss) * 1024;
      _exit (write (ends[1], &report, sizeof report) == sizeof report ? 0 : 1);
    }

  close (ends[1]);
  g_assert_cmpint (read (ends[0], &report, sizeof report), ==, sizeof report);
  close (ends[0]);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);

  return report;
}

static void
keep_best (Report       *best,
           const Report *report)
{
  g_assert_true (best->seconds == 0 || strcmp (best->digest, report->digest) == 0);
  if (best->seconds == 0)
    {
      *best = *report;
      return;
    }
  best->seconds = MIN (best->seconds, report->seconds);
  best->processor = MIN (best->processor, report->processor);
  best->peak = MAX (best->peak, report->peak);
}

int
main (void)
{
  static const struct
  {
    const char *name;
    Way way;
  } ways[] = {
    { "GLib, one buffer", run_in_one_buffer },
    { "PictorBody, read in a thread", run_body },
    { "PictorBody, read from the main loop", run_body_async },
  };
  Report best[G_N_ELEMENTS (ways)] = { { 0 } };
  g_autofree char *folder = pictor_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "data", NULL);
  FILE *stream = fopen (path, "wb");

  for (int i = 0; i < SIZE / 4; i++)
    {
      guint32 word = i * 2654435761u;

      fwrite (&word, sizeof word, 1, stream);
    }
  g_assert_cmpint (fclose (stream), ==, 0);

  for (int run = 0; run < RUNS; run++)
    for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
      {
        Report report = measure (ways[i].way, path);

        keep_best (&best[i], &report);
        g_assert_cmpstr (report.digest, ==, best[0].digest);
      }

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    g_print ("%-36s %6.1f MB/s, ratio %.2f (of processor time %.2f); peak memory %6.2f MiB\n", ways[i].name,
             SIZE / 1e6 / best[i].seconds, best[0].seconds / best[i].seconds, best[0].processor / best[i].processor,
             best[i].peak / 1048576.);

  pictor_test_folder_remove (folder);

  return 0;
}
