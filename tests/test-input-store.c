/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "library/pictor-input-store.h"
#include "pictor-test-folder.h"
#include "pictor-test.h"

typedef struct
{
  char *path;
  GFile *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *inputs = NULL;

  fixture->path = pictor_test_folder_new ();
  inputs = g_build_filename (fixture->path, "data", "inputs", NULL);
  fixture->folder = g_file_new_for_path (inputs);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  pictor_test_folder_remove (fixture->path);
  g_free (fixture->path);
  g_object_unref (fixture->folder);
}

static GFile *
make_source (Fixture    *fixture,
             const char *name,
             const char *content,
             gssize      length)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  g_assert_true (g_file_set_contents (path, content, length, NULL));
  return g_file_new_for_path (path);
}

static GFile *
add (Fixture  *fixture,
     GFile    *source,
     GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_input_store_add_async (fixture->folder, source, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_input_store_add_finish (result, error);
}

static void
assert_kept (Fixture    *fixture,
             GFile      *kept,
             const char *content,
             gsize       length,
             const char *ending)
{
  g_autofree char *name = g_file_get_basename (kept);
  g_autofree char *checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
  g_autofree char *expected = g_strconcat (checksum, ".", ending, NULL);
  g_autofree char *read = NULL;
  gsize read_length = 0;

  g_assert_cmpstr (name, ==, expected);
  g_assert_true (g_file_has_parent (kept, fixture->folder));
  g_assert_true (g_file_load_contents (kept, NULL, &read, &read_length, NULL, NULL));
  g_assert_cmpmem (read, read_length, content, length);
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  static const struct
  {
    const char *name;
    const char *content;
    gsize length;
    const char *ending;
  } cases[] = {
    /* The name says nothing, the first bytes do. */
    { "a.jpg", "\x89PNG\r\n\x1a\nrest", 12, "png" },
    { "b.png", "\xff\xd8\xff\xe0rest", 8, "jpg" },
    { "c 狐.tar.gz", "RIFF\1\2\3\4WEBPVP8 ", 16, "webp" },
    { "d", "GIF89a", 6, "gif" },
    { "e", "BM", 2, "bmp" },
    { "f", "x", 1, "img" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) source = make_source (fixture, cases[i].name, cases[i].content, cases[i].length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GFile) kept = add (fixture, source, &error);

      g_assert_no_error (error);
      assert_kept (fixture, kept, cases[i].content, cases[i].length, cases[i].ending);
      g_assert_true (g_file_query_exists (source, NULL));
    }
}

/* Larger than any buffer, and of a length that is a multiple of it. */
static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  const gsize length = 3 * 1024 * 1024;
  g_autofree char *content = g_strnfill (length, 'x');
  g_autoptr (GFile) source = make_source (fixture, "a", content, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) kept = add (fixture, source, &error);

  g_assert_no_error (error);
  assert_kept (fixture, kept, content, length, "img");
}

/* Kept once, and not touched again: a job may be reading it. */
static void
test_twice (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GFile) source = make_source (fixture, "a", "\x89PNG\r\n\x1a\n!", 9);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\x89PNG\r\n\x1a\n!", 9);
  g_autoptr (GFile) first = add (fixture, source, NULL);
  g_autoptr (GFile) second = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) names = NULL;
  GStatBuf before, after;

  g_assert_cmpint (g_stat (g_file_peek_path (first), &before), ==, 0);
  pictor_input_store_add_bytes_async (fixture->folder, bytes, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  second = pictor_input_store_add_finish (result, NULL);
  g_assert_true (g_file_equal (first, second));
  g_assert_cmpint (g_stat (g_file_peek_path (first), &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  g_assert_cmpint (before.st_mode & 0077, ==, 0);

  names = pictor_test_folder_list (g_file_peek_path (fixture->folder));
  g_assert_cmpuint (names->len, ==, 1);
}

/* What was cut short by a full disk long ago is made whole. */
static void
test_mends (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GFile) source = make_source (fixture, "a", "GIF89a....", 10);
  g_autoptr (GFile) kept = add (fixture, source, NULL);
  g_autoptr (GFile) again = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (kept), "GIF", 3, NULL));
  again = add (fixture, source, NULL);
  assert_kept (fixture, again, "GIF89a....", 10, "gif");
}

static void
test_at_once (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GFile) source = make_source (fixture, "a", "GIF89a....", 10);
  GAsyncResult *results[16] = { NULL };
  g_autoptr (GPtrArray) names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    pictor_input_store_add_async (fixture->folder, source, NULL, pictor_test_done_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GFile) kept = NULL;

      pictor_test_wait (results[i] != NULL);
      kept = pictor_input_store_add_finish (results[i], &error);
      g_assert_no_error (error);
      g_object_unref (results[i]);
    }
  names = pictor_test_folder_list (g_file_peek_path (fixture->folder));
  g_assert_cmpuint (names->len, ==, 1);
}

static void
assert_fails (Fixture *fixture,
              GFile   *source,
              int      code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (add (fixture, source, &error));
  g_assert_error (error, G_IO_ERROR, code);
  if (g_file_query_exists (fixture->folder, NULL))
    {
      g_autoptr (GPtrArray) names = pictor_test_folder_list (g_file_peek_path (fixture->folder));

      g_assert_cmpuint (names->len, ==, 0);
    }
}

static void
test_bad_sources (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GFile) empty = make_source (fixture, "empty", "", 0);
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/at/all.png");
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->path);
  g_autoptr (GFile) large = make_source (fixture, "large", "\x89PNG", 4);
  g_autofree char *pipe_path = g_build_filename (fixture->path, "pipe", NULL);
  g_autoptr (GFile) pipe_file = g_file_new_for_path (pipe_path);

  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_cmpint (truncate (g_file_peek_path (large), 64 * 1024 * 1024 + 1), ==, 0);
  assert_fails (fixture, empty, G_IO_ERROR_INVALID_DATA);
  assert_fails (fixture, missing, G_IO_ERROR_NOT_FOUND);
  assert_fails (fixture, folder, G_IO_ERROR_IS_DIRECTORY);
  assert_fails (fixture, pipe_file, G_IO_ERROR_NOT_REGULAR_FILE);
  assert_fails (fixture, large, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

static void
test_bad_folder (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GFile) source = make_source (fixture, "data", "GIF89a", 6);
  g_autoptr (GError) error = NULL;

  /* A file stands where the folder should be. */
  g_assert_null (add (fixture, source, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_assert_nonnull (strstr (error->message, "inputs"));
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GFile) source = make_source (fixture, "a", "GIF89a", 6);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  pictor_input_store_add_async (fixture->folder, source, cancellable, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  g_assert_null (pictor_input_store_add_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define add_test(name, function) \
  g_test_add ("/input-store/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("add", test_add);
  add_test ("large", test_large);
  add_test ("twice", test_twice);
  add_test ("mends", test_mends);
  add_test ("at-once", test_at_once);
  add_test ("bad-sources", test_bad_sources);
  add_test ("bad-folder", test_bad_folder);
  add_test ("cancel", test_cancel);

  return g_test_run ();
}
