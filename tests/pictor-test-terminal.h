/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <gio/gio.h>
#include <gio/gunixinputstream.h>

#include "pictor-test.h"

/* A terminal that a program may be run on, and all that it has shown. */

typedef struct
{
  int inside;
  int outside;
  GInputStream *stream;
  GString *shown;
  gboolean ended;
} PictorTestTerminal;

static inline void
pictor_test_terminal_read_cb (GObject      *source,
                              GAsyncResult *result,
                              gpointer      user_data)
{
  PictorTestTerminal *self = user_data;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);

  /* Reading where nobody is inside any more is an error. */
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    {
      self->ended = TRUE;
      return;
    }
  g_string_append_len (self->shown, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_input_stream_read_bytes_async (self->stream, 4096, 0, NULL, pictor_test_terminal_read_cb, self);
}

static inline PictorTestTerminal *
pictor_test_terminal_new (void)
{
  PictorTestTerminal *self = g_new0 (PictorTestTerminal, 1);

  g_assert_cmpint (openpty (&self->outside, &self->inside, NULL, NULL, NULL), ==, 0);
  fcntl (self->outside, F_SETFD, FD_CLOEXEC);
  fcntl (self->inside, F_SETFD, FD_CLOEXEC);
  self->shown = g_string_new (NULL);
  self->stream = g_unix_input_stream_new (self->outside, TRUE);
  g_input_stream_read_bytes_async (self->stream, 4096, 0, NULL, pictor_test_terminal_read_cb, self);
  return self;
}

/* A file descriptor for the program. */
static inline int
pictor_test_terminal_enter (PictorTestTerminal *self)
{
  return fcntl (self->inside, F_DUPFD_CLOEXEC, 3);
}

static inline void
pictor_test_terminal_type (PictorTestTerminal *self,
                           const char         *text)
{
  g_assert_cmpint (write (self->outside, text, strlen (text)), ==, (gssize) strlen (text));
}

static inline gboolean
pictor_test_terminal_echoes (PictorTestTerminal *self)
{
  struct termios settings;

  g_assert_cmpint (tcgetattr (self->inside, &settings), ==, 0);
  return (settings.c_lflag & ECHO) != 0;
}

/* Waits until all that was shown has been read. */
static inline void
pictor_test_terminal_close (PictorTestTerminal *self)
{
  close (self->inside);
  pictor_test_wait (self->ended);
}

static inline void
pictor_test_terminal_free (PictorTestTerminal *self)
{
  g_object_unref (self->stream);
  g_string_free (self->shown, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorTestTerminal, pictor_test_terminal_free)
