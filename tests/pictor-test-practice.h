/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <signal.h>
#include <string.h>

#include <gio/gio.h>

#include "pictor-test.h"

/* “pictor practice” in a process of its own: a PICPIK to connect to, with its address and keys. */

typedef struct
{
  GSubprocess *process;
  char *address;
  char *public_key;
  char *private_key;
} PictorTestPractice;

static inline char *
pictor_test_practice_read (GDataInputStream *stream,
                           const char       *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autofree char *start = g_strconcat (name, " ", NULL);

  g_data_input_stream_read_line_async (stream, 0, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  line = g_data_input_stream_read_line_finish_utf8 (stream, result, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, start));
  return g_strdup (line + strlen (start));
}

/* @launcher: in whose surroundings it runs */
static inline void
pictor_test_practice_start (PictorTestPractice  *self,
                            GSubprocessLauncher *launcher)
{
  g_autoptr (GDataInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (g_getenv ("PICTOR_PROGRAM"));
  g_subprocess_launcher_set_child_setup (launcher, pictor_test_tie, NULL, NULL);
  g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  self->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PICTOR_PROGRAM"), "practice", "--port", "0",
                                               NULL);
  g_assert_no_error (error);
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
  self->address = pictor_test_practice_read (stream, "address");
  self->public_key = pictor_test_practice_read (stream, "public-key");
  self->private_key = pictor_test_practice_read (stream, "private-key");
}

/* Ends it by the signal @number: well, and without a word. */
static inline void
pictor_test_practice_stop (PictorTestPractice *self,
                           int                 number)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_subprocess_send_signal (self->process, number);
  g_subprocess_communicate_utf8_async (self->process, NULL, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  g_subprocess_communicate_utf8_finish (self->process, result, NULL, &words, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (words, ==, "");
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  g_clear_object (&self->process);
}

static inline void
pictor_test_practice_clear (PictorTestPractice *self)
{
  if (self->process != NULL)
    pictor_test_practice_stop (self, SIGTERM);
  g_free (self->address);
  g_free (self->public_key);
  g_free (self->private_key);
}
