/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "library/pictor-picture-store.h"
#include "library/pictor-png-text.h"
#include "library/pictor-recipe-file.h"
#include "model/pictor-recipe-json.h"
#include "pictor-test-folder.h"
#include "pictor-test.h"

typedef struct
{
  char *path;
  GFile *folder;
  PictorRecipe *recipe;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *pictures = NULL;

  fixture->path = pictor_test_folder_new ();
  pictures = g_build_filename (fixture->path, "My pictures", "狐狸", NULL);
  fixture->folder = g_file_new_for_path (pictures);
  fixture->recipe = pictor_recipe_new ();
  g_object_set (fixture->recipe, "prompt", "a red fox, 雪 🦊", "seed", (gint64) -1, "steps", 12, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  pictor_test_folder_remove (fixture->path);
  g_free (fixture->path);
  g_object_unref (fixture->folder);
  pictor_test_finalize (fixture->recipe);
}

static GdkPixbuf *
load (GFile *file)
{
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_file (g_file_peek_path (file), &error);

  g_assert_no_error (error);
  return pixbuf;
}

/* A picture of 40 × 30 pixels, as an engine has fetched it. */
static PictorPicture *
fetch (Fixture    *fixture,
       const char *name,
       const char *type,
       gint64      seed)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 30);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (pixbuf); i++)
    gdk_pixbuf_get_pixels (pixbuf)[i] = i * 7 + seed;
  gdk_pixbuf_save (pixbuf, path, type, &error, NULL);
  g_assert_no_error (error);
  return pictor_picture_new (file, seed, 40, 30, "task-1", 2, 1.5);
}

static PictorPicture *
save (Fixture        *fixture,
      PictorPicture  *picture,
      GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_picture_store_save_async (picture, fixture->recipe, "Base", fixture->folder, NULL,
                                   pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_picture_store_save_finish (result, error);
}

static PictorPicture *
export_to (Fixture        *fixture,
           PictorPicture  *picture,
           const char     *path,
           GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  pictor_picture_store_export_async (picture, fixture->recipe, NULL, file, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_picture_store_export_finish (result, error);
}

static void
assert_described (Fixture *fixture,
                  GFile   *file,
                  gint64   seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) texts = pictor_png_text_read (file, NULL, &error);
  g_autoptr (PictorRecipe) recipe = NULL;
  const char *parameters;

  g_assert_no_error (error);
  parameters = g_hash_table_lookup (texts, PICTOR_PNG_KEY_PARAMETERS);
  g_assert_true (g_str_has_prefix (parameters, "a red fox, 雪 🦊\nSteps: 12, "));
  g_assert_nonnull (strstr (parameters, ", Size: 40x30, "));

  /* It makes this very picture again. */
  recipe = pictor_recipe_from_json (g_hash_table_lookup (texts, PICTOR_PNG_KEY_RECIPE), -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pictor_recipe_get_seed (recipe), ==, seed);
  g_object_set (recipe, "seed", (gint64) -1, NULL);
  g_assert_true (pictor_recipe_equal (recipe, fixture->recipe));
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PictorPicture) picture = fetch (fixture, "in", "png", 42);
  g_autoptr (GdkPixbuf) before = load (pictor_picture_get_file (picture));
  g_autoptr (GError) error = NULL;
  g_autoptr (PictorPicture) saved = save (fixture, picture, &error);
  g_autoptr (GdkPixbuf) after = NULL;
  g_autofree char *name = NULL;
  mode_t mask = umask (0);
  GStatBuf status;

  umask (mask);
  g_assert_no_error (error);
  g_assert_true (g_file_has_parent (pictor_picture_get_file (saved), fixture->folder));
  name = g_file_get_basename (pictor_picture_get_file (saved));
  g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\d \\d\\d\\.\\d\\d\\.\\d\\d s42\\.png$", name, 0, 0));
  g_assert_cmpint (pictor_picture_get_seed (saved), ==, 42);
  g_assert_cmpint (pictor_picture_get_width (saved), ==, 40);
  g_assert_cmpint (pictor_picture_get_height (saved), ==, 30);
  g_assert_cmpstr (pictor_picture_get_task (saved), ==, "task-1");
  g_assert_cmpuint (pictor_picture_get_index (saved), ==, 2);
  g_assert_cmpfloat (pictor_picture_get_points (saved), ==, 1.5);

  after = load (pictor_picture_get_file (saved));
  g_assert_cmpmem (gdk_pixbuf_read_pixels (after), gdk_pixbuf_get_byte_length (after),
                   gdk_pixbuf_read_pixels (before), gdk_pixbuf_get_byte_length (before));
  assert_described (fixture, pictor_picture_get_file (saved), 42);

  g_assert_false (g_file_query_exists (pictor_picture_get_file (picture), NULL));
  /* As any file that the person makes. */
  g_assert_cmpint (g_stat (g_file_peek_path (pictor_picture_get_file (saved)), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0666 & ~mask);
}

/* What is no PNG, or only looks like one, is kept as it came. */
static void
test_save_other (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    const char *content;
    gsize length;
    const char *ending;
  } cases[] = {
    { "\xff\xd8\xff\xe0 jpeg", 9, ".jpg" },
    { "RIFF\1\2\3\4WEBPVP8 ", 16, ".webp" },
    { "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR cut", 20, ".png" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PictorPicture) picture = fetch (fixture, "in.png", "png", 1);
      const char *path = g_file_peek_path (pictor_picture_get_file (picture));
      g_autoptr (PictorPicture) saved = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *content = NULL;
      gsize length = 0;

      g_assert_true (g_file_set_contents (path, cases[i].content, cases[i].length, NULL));
      saved = save (fixture, picture, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_load_contents (pictor_picture_get_file (saved), NULL, &content, &length, NULL, NULL));
      g_assert_cmpmem (content, length, cases[i].content, cases[i].length);
      g_assert_true (g_str_has_suffix (g_file_peek_path (pictor_picture_get_file (saved)), cases[i].ending));
    }
}

/* JPEG and WebP keep their recipe too, and their pixels. */
static void
test_save_formats (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const types[][2] = { { "jpeg", ".jpg" }, { "webp", ".webp" } };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (PictorPicture) picture = fetch (fixture, "in.png", types[i][0], 42);
      g_autoptr (GdkPixbuf) before = load (pictor_picture_get_file (picture));
      g_autoptr (GdkPixbuf) after = NULL;
      g_autoptr (PictorPicture) saved = NULL;
      g_autoptr (PictorFoundRecipe) found = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *content = NULL;
      gsize length;
      gboolean there = FALSE;

      saved = save (fixture, picture, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_suffix (g_file_peek_path (pictor_picture_get_file (saved)), types[i][1]));
      after = load (pictor_picture_get_file (saved));
      g_assert_cmpmem (gdk_pixbuf_get_pixels (before), gdk_pixbuf_get_byte_length (before),
                       gdk_pixbuf_get_pixels (after), gdk_pixbuf_get_byte_length (after));
      found = pictor_recipe_file_read (pictor_picture_get_file (saved), NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (found->own);
      g_assert_cmpstr (pictor_recipe_get_prompt (found->recipe), ==, "a red fox, 雪 🦊");
      g_assert_cmpint (pictor_recipe_get_seed (found->recipe), ==, 42);

      /* For AUTOMATIC1111: the comment in its form, also of what Exiv2 alone could not write. */
      g_assert_true (g_file_load_contents (pictor_picture_get_file (saved), NULL, &content, &length, NULL, NULL));
      for (gsize at = 0; at + 30 < length && !there; at++)
        there = memcmp (content + at, "UNICODE\0\0a\0 \0r\0e\0d\0 \0f\0o\0x\0,\0 \x96\xea\0 \xd8\x3e\xdd\x8a", 36) == 0;
      g_assert_true (there);
    }
}

/* Many at one moment, with one seed, from several threads: each gets a name of its own. */
static void
test_save_at_once (Fixture       *fixture,
                   gconstpointer  data)
{
  GAsyncResult *results[24] = { NULL };
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *name = g_strdup_printf ("in %u", i);
      g_autoptr (PictorPicture) picture = fetch (fixture, name, "png", 7);

      pictor_picture_store_save_async (picture, fixture->recipe, NULL, fixture->folder, NULL,
                                       pictor_test_done_cb, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (PictorPicture) saved = NULL;
      g_autoptr (GError) error = NULL;

      pictor_test_wait (results[i] != NULL);
      saved = pictor_picture_store_save_finish (results[i], &error);
      g_assert_no_error (error);
      assert_described (fixture, pictor_picture_get_file (saved), 7);
      g_assert_true (g_hash_table_add (paths, g_file_get_path (pictor_picture_get_file (saved))));
      g_object_unref (results[i]);
    }
  names = pictor_test_folder_list (g_file_peek_path (fixture->folder));
  g_assert_cmpuint (names->len, ==, G_N_ELEMENTS (results));
}

static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (PictorPicture) picture = fetch (fixture, "in", "png", 5);
  g_autofree char *path = g_build_filename (fixture->path, "füchse.png", NULL);
  g_autofree char *missing = g_build_filename (fixture->path, "no", "such.png", NULL);
  g_autoptr (PictorPicture) saved = NULL;
  g_autoptr (PictorPicture) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "what was there", -1, NULL));
  saved = export_to (fixture, picture, path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_file_peek_path (pictor_picture_get_file (saved)), ==, path);
  assert_described (fixture, pictor_picture_get_file (saved), 5);
  g_assert_true (g_file_query_exists (pictor_picture_get_file (picture), NULL));

  /* Onto itself. */
  again = export_to (fixture, saved, path, &error);
  g_assert_no_error (error);
  assert_described (fixture, pictor_picture_get_file (again), 5);

  g_assert_null (export_to (fixture, picture, missing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "is not there any more"));
  g_clear_error (&error);

  g_assert_null (export_to (fixture, picture, fixture->path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
assert_save_fails (Fixture       *fixture,
                   PictorPicture *picture,
                   int            code,
                   const char    *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (save (fixture, picture, &error));
  g_assert_error (error, G_IO_ERROR, code);
  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));
  g_assert_true (g_file_query_exists (pictor_picture_get_file (picture), NULL));
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PictorPicture) picture = fetch (fixture, "in", "png", 1);
  g_autofree char *file = g_build_filename (fixture->path, "My pictures", NULL);

  /* A file is in the folder's place. */
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  assert_save_fails (fixture, picture, G_IO_ERROR_NOT_DIRECTORY, "Choose another folder");
}

static void
test_no_source (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PictorPicture) picture = fetch (fixture, "in", "png", 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_delete (pictor_picture_get_file (picture), NULL, NULL));
  g_assert_null (save (fixture, picture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PictorPicture) picture = fetch (fixture, "in", "png", 1);
  struct rlimit limit, small;
  g_autoptr (GPtrArray) names = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 100;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  assert_save_fails (fixture, picture, G_IO_ERROR_FAILED, NULL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);

  /* Nothing half-made is left. */
  names = pictor_test_folder_list (g_file_peek_path (fixture->folder));
  g_assert_cmpuint (names->len, ==, 0);
}

/* On file systems of their own, where the test may make some. */
static void
test_mounted (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PictorPicture) picture = fetch (fixture, "in", "png", 1);
  const char *path = g_file_peek_path (fixture->folder);
  g_autofree char *filler = g_build_filename (path, "filler", NULL);
  char page[4096] = { 0 };
  g_autoptr (GPtrArray) names = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  if (mount ("pictor-test", path, "tmpfs", 0, "size=4k") != 0)
    {
      g_test_skip ("mounting is not allowed here");
      return;
    }

  g_assert_true (g_file_set_contents_full (filler, page, sizeof page, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  assert_save_fails (fixture, picture, G_IO_ERROR_NO_SPACE, "is full. Free some space");
  names = pictor_test_folder_list (path);
  g_assert_cmpuint (names->len, ==, 1);

  g_assert_cmpint (mount ("pictor-test", path, "tmpfs", MS_REMOUNT | MS_RDONLY, "size=4k"), ==, 0);
  assert_save_fails (fixture, picture, G_IO_ERROR_READ_ONLY, "Nothing can be written to");
  g_assert_cmpint (umount (path), ==, 0);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (PictorPicture) picture = fetch (fixture, "in", "png", 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  pictor_picture_store_save_async (picture, fixture->recipe, NULL, fixture->folder, cancellable,
                                   pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  g_assert_null (pictor_picture_store_save_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_query_exists (pictor_picture_get_file (picture), NULL));
}

/* Cancelled at some moment or other: it is saved, or it is still there, and never both or neither. */
static void
test_cancel_midway (Fixture       *fixture,
                    gconstpointer  data)
{
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (PictorPicture) picture = fetch (fixture, "in", "png", i);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (PictorPicture) saved = NULL;
      g_autoptr (GError) error = NULL;

      pictor_picture_store_save_async (picture, fixture->recipe, NULL, fixture->folder, cancellable,
                                       pictor_test_done_cb, &result);
      g_usleep (i * 50);
      g_cancellable_cancel (cancellable);
      pictor_test_wait (result != NULL);
      saved = pictor_picture_store_save_finish (result, &error);
      if (saved == NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_true (g_file_query_exists (pictor_picture_get_file (saved), NULL));
      g_assert_true (g_file_query_exists (pictor_picture_get_file (picture), NULL) == (saved == NULL));
    }
}

#define add_test(name, function) \
  g_test_add ("/picture-store/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("save", test_save);
  add_test ("save-other", test_save_other);
  add_test ("save-formats", test_save_formats);
  add_test ("save-at-once", test_save_at_once);
  add_test ("export", test_export);
  add_test ("no-folder", test_no_folder);
  add_test ("no-source", test_no_source);
  add_test ("too-large", test_too_large);
  add_test ("mounted", test_mounted);
  add_test ("cancel", test_cancel);
  add_test ("cancel-midway", test_cancel_midway);

  return g_test_run ();
}
