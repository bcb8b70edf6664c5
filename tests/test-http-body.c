/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "http/pictor-body.h"

#include "pictor-test.h"

#define SECRET "s3cret"

typedef struct
{
  char *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("pictor-body-XXXXXX", &fixture->path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  fixture->file = g_file_new_for_path (fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_clear_object (&fixture->file);
  g_free (fixture->path);
}

static GBytes *
fill_file (Fixture *fixture,
           gsize    size)
{
  guint8 *data = g_malloc (size + 1);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < size; i++)
    data[i] = g_random_int ();
  g_file_set_contents (fixture->path, (char *) data, size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

/* A body as the client makes them: text, files, text, digest. */
static PictorBody *
make_body (Fixture *fixture,
           goffset  size)
{
  PictorBody *body = pictor_body_new ();

  pictor_body_append (body, "{\"A\":", "A");
  pictor_body_append (body, "\"ü\"", "ü");
  pictor_body_append (body, ",\"Img\":\"", "Img");
  pictor_body_append_base64 (body, fixture->file, size);
  pictor_body_append (body, "\",\"Img\":\"", "Img");
  pictor_body_append_base64 (body, fixture->file, size);
  pictor_body_append (body, "\",\"Signature\":\"", NULL);
  pictor_body_append_digest (body, SECRET);
  pictor_body_append (body, "\"}", NULL);

  return body;
}

static char *
expect_body (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree char *base64 = size > 0 ? g_base64_encode (data, size) : g_strdup ("");
  g_autofree char *hashed = g_strconcat ("AüImg", base64, "Img", base64, SECRET, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA1, hashed, -1);

  return g_strconcat ("{\"A\":\"ü\",\"Img\":\"", base64, "\",\"Img\":\"", base64, "\",\"Signature\":\"", digest, "\"}",
                      NULL);
}

static gssize
read_some (PictorBody    *body,
           gboolean       async,
           guint8        *buffer,
           gsize          count,
           GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (!async)
    return g_input_stream_read (G_INPUT_STREAM (body), buffer, count, NULL, error);

  g_input_stream_read_async (G_INPUT_STREAM (body), buffer, count, 0, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);

  return g_input_stream_read_finish (G_INPUT_STREAM (body), result, error);
}

static char *
read_all (PictorBody  *body,
          gboolean     async,
          gsize        count,
          GError     **error)
{
  g_autofree guint8 *buffer = g_malloc (count);
  GString *text = g_string_new (NULL);
  goffset start = pictor_body_get_position (body);
  gssize n;

  while ((n = read_some (body, async, buffer, count, error)) > 0)
    {
      g_string_append_len (text, (char *) buffer, n);
      g_assert_cmpint (pictor_body_get_position (body), ==, start + text->len);
    }

  return g_string_free (text, n < 0);
}

static void
test_content (Fixture       *fixture,
              gconstpointer  data)
{
  static const gsize sizes[] = { 0, 1, 2, 3, 4, 96 * 1024 - 1, 96 * 1024, 96 * 1024 + 1, 300001 };
  static const gsize counts[] = { 7, 8192, 1024 * 1024 };
  gboolean async = GPOINTER_TO_INT (data);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (counts); j++)
      {
        g_autoptr (GBytes) bytes = NULL;
        g_autoptr (GError) error = NULL;
        g_autofree char *expected = NULL;
        g_autofree char *text = NULL;
        PictorBody *body;

        if (counts[j] < 100 && sizes[i] > 100)
          continue;

        bytes = fill_file (fixture, sizes[i]);
        expected = expect_body (bytes);
        body = make_body (fixture, sizes[i]);
        g_assert_cmpint (pictor_body_get_length (body), ==, strlen (expected));
        text = read_all (body, async, counts[j], &error);
        g_assert_no_error (error);
        g_assert_cmpstr (text, ==, expected);
        g_assert_null (pictor_body_get_error (body));
        pictor_test_finalize (body);
      }
}

/* A body that says another size than its file has never gives out the whole of it. */
static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  static const int differences[] = { -1, 1, -200000, 200000 };
  gboolean async = GPOINTER_TO_INT (data);

  for (guint i = 0; i < G_N_ELEMENTS (differences); i++)
    {
      g_autoptr (GBytes) bytes = fill_file (fixture, 300000);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      PictorBody *body = make_body (fixture, 300000 + differences[i]);

      text = read_all (body, async, 8192, &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      g_assert_nonnull (pictor_body_get_error (body));
      g_assert_cmpint (pictor_body_get_position (body), <, 100);
      pictor_test_finalize (body);
    }
}

/* The file shrinks, or grows, while it is being read. */
static void
test_changing (Fixture       *fixture,
               gconstpointer  data)
{
  gboolean async = GPOINTER_TO_INT (data);

  for (int grows = 0; grows <= 1; grows++)
    {
      g_autoptr (GBytes) bytes = fill_file (fixture, 3000000);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      guint8 buffer[64];
      PictorBody *body = make_body (fixture, 3000000);

      g_assert_cmpint (read_some (body, async, buffer, sizeof buffer, &error), >, 0);
      g_assert_cmpint (read_some (body, async, buffer, sizeof buffer, &error), ==, sizeof buffer);
      g_assert_no_error (error);
      if (grows)
        {
          FILE *stream = g_fopen (fixture->path, "ab");

          g_assert_cmpint (fputc ('x', stream), ==, 'x');
          g_assert_cmpint (fclose (stream), ==, 0);
        }
      else
        {
          g_assert_cmpint (truncate (fixture->path, 2000000), ==, 0);
        }

      text = read_all (body, async, 8192, &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      g_assert_cmpint (pictor_body_get_position (body), <, 4000000);

      /* It stays failed. */
      g_clear_error (&error);
      g_assert_cmpint (read_some (body, async, buffer, sizeof buffer, &error), ==, -1);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      pictor_test_finalize (body);
    }
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  PictorBody *body = make_body (fixture, 100);

  g_unlink (fixture->path);
  text = read_all (body, GPOINTER_TO_INT (data), 8192, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "pictor-body-"));
  pictor_test_finalize (body);
}

/* Cancelling does not wait for a disk: here a pipe that nobody ever writes to stands for one that hangs. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *buffer = g_malloc (8192);
  PictorBody *body = pictor_body_new ();
  FILE *writer;

  g_unlink (fixture->path);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  pictor_body_append_base64 (body, fixture->file, 100);

  g_input_stream_read_async (G_INPUT_STREAM (body), buffer, 8192, 0, cancellable, pictor_test_done_cb, &result);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  g_cancellable_cancel (cancellable);
  pictor_test_wait (result != NULL);
  g_assert_cmpint (g_input_stream_read_finish (G_INPUT_STREAM (body), result, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);

  /* Lets the thread go. */
  writer = g_fopen (fixture->path, "r+");
  fclose (writer);
  pictor_test_finalize (body);
}

static void
add (const char *path,
     void        (*func) (Fixture *, gconstpointer))
{
  g_autofree char *sync_path = g_strconcat ("/http/body/sync/", path, NULL);
  g_autofree char *async_path = g_strconcat ("/http/body/async/", path, NULL);

  g_test_add (sync_path, Fixture, GINT_TO_POINTER (FALSE), set_up, func, tear_down);
  g_test_add (async_path, Fixture, GINT_TO_POINTER (TRUE), set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("content", test_content);
  add ("changed", test_changed);
  add ("changing", test_changing);
  add ("gone", test_gone);
  g_test_add ("/http/body/async/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  return g_test_run ();
}
