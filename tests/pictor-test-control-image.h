/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>
#include <sys/stat.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "engines/pictor-control-image.h"
#include "engines/pictor-engine-error.h"

#include "pictor-test.h"
#include "pictor-test-folder.h"

/* What the tests of control images share: a recipe, a folder of images, and what came of preparing them. */

typedef struct
{
  char *folder;
  PictorRecipe *recipe;
  GPtrArray *images;
  GError *error;
} Fixture;

static char *base_folder;
static char *temporary_folder;

static inline guint
count_temporary (void)
{
  g_autoptr (GPtrArray) names = pictor_test_folder_list (temporary_folder);

  return names->len;
}

static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_build_filename (base_folder, "images", NULL);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  fixture->recipe = pictor_recipe_new ();
  g_object_set (fixture->recipe, "width", 512, "height", 512, NULL);
}

static inline void
forget (Fixture *fixture)
{
  g_clear_pointer (&fixture->images, g_ptr_array_unref);
  g_clear_error (&fixture->error);
}

static inline void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  forget (fixture);
  pictor_test_finalize (fixture->recipe);
  pictor_test_folder_remove (fixture->folder);
  g_free (fixture->folder);
  /* A thread that nobody waits for may still be tidying up. */
  pictor_test_wait (count_temporary () == 0);
}

static inline char *
get_path (Fixture    *fixture,
          const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static inline PictorControl *
add_control (Fixture    *fixture,
             const char *name)
{
  g_autofree char *path = get_path (fixture, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PictorControl) control = pictor_control_new ();

  g_object_set (control, "image", file, NULL);
  g_list_store_append (pictor_recipe_get_controls (fixture->recipe), control);

  return control;
}

static inline void
set_control (Fixture    *fixture,
             const char *name)
{
  g_list_store_remove_all (pictor_recipe_get_controls (fixture->recipe));
  add_control (fixture, name);
}

static inline gboolean
prepare (Fixture  *fixture,
         gboolean  shrink)
{
  g_autoptr (GAsyncResult) result = NULL;

  forget (fixture);
  pictor_control_images_prepare_async (fixture->recipe, shrink, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  fixture->images = pictor_control_images_prepare_finish (result, &fixture->error);
  g_assert_true ((fixture->images == NULL) == (fixture->error != NULL));
  if (fixture->error != NULL)
    g_test_message ("%s", fixture->error->message);

  return fixture->images != NULL;
}

static inline PictorControlImage *
get_image (Fixture *fixture)
{
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->images->len, ==, 1);

  return g_ptr_array_index (fixture->images, 0);
}

static inline void
assert_bad (Fixture    *fixture,
            const char *name,
            const char *why)
{
  set_control (fixture, name);
  for (int shrink = 0; shrink <= 1; shrink++)
    {
      g_assert_false (prepare (fixture, shrink));
      g_assert_error (fixture->error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE);
      g_assert_nonnull (strstr (fixture->error->message, "ControlNet 1"));
      g_assert_nonnull (strstr (fixture->error->message, name));
      g_assert_nonnull (strstr (fixture->error->message, why));
      g_assert_cmpuint (count_temporary (), ==, 0);
    }
}

/* Sent as it is: the very file. */
static inline void
assert_as_is (Fixture    *fixture,
              const char *name,
              int         width,
              int         height)
{
  PictorControlImage *image = get_image (fixture);
  g_autofree char *path = get_path (fixture, name);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpstr (g_file_peek_path (image->file), ==, path);
  g_assert_false (image->temporary);
  g_assert_cmpint (image->width, ==, width);
  g_assert_cmpint (image->height, ==, height);
  g_assert_cmpint (image->size, ==, info.st_size);
  g_assert_true (pictor_control_image_check_unchanged (image, &fixture->error));
  g_assert_no_error (fixture->error);
}

/* Sent as a PNG made from it. (transfer full) */
static inline GdkPixbuf *
assert_converted (Fixture *fixture,
                  int      width,
                  int      height)
{
  PictorControlImage *image = get_image (fixture);
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_file (g_file_peek_path (image->file), &fixture->error);
  g_autofree char *contents = NULL;
  gsize size;
  GStatBuf info;

  g_assert_no_error (fixture->error);
  g_assert_true (image->temporary);
  g_assert_cmpint (image->width, ==, width);
  g_assert_cmpint (image->height, ==, height);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
  g_file_load_contents (image->file, NULL, &contents, &size, NULL, NULL);
  g_assert_cmpint (image->size, ==, size);
  g_assert_cmpmem (contents, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpint (g_stat (g_file_peek_path (image->file), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 077, ==, 0);
  g_assert_true (pictor_control_image_check_unchanged (image, &fixture->error));

  return pixbuf;
}

/* Left half red, right half blue, with a green stripe along the top. */
static inline void
write_image (Fixture    *fixture,
             const char *name,
             const char *type,
             int         width,
             int         height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GdkPixbuf) left = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, MAX (1, width / 2), height);
  g_autoptr (GdkPixbuf) top = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, width, MAX (1, height / 4));
  g_autofree char *path = get_path (fixture, name);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0x0000ffff);
  gdk_pixbuf_fill (left, 0xff0000ff);
  gdk_pixbuf_fill (top, 0x00ff00ff);
  gdk_pixbuf_save (pixbuf, path, type, &error, NULL);
  g_assert_no_error (error);
}

static inline void
assert_colour (GdkPixbuf *pixbuf,
               int        x,
               int        y,
               guint      channel)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) +
                        x * gdk_pixbuf_get_n_channels (pixbuf);

  for (guint i = 0; i < 3; i++)
    g_assert_true ((pixel[i] > 127) == (i == channel));
}

static inline void
write_bytes (Fixture    *fixture,
             const char *name,
             const char *bytes,
             gsize       length)
{
  g_autofree char *path = get_path (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
}

/* Where conversions go, to see that none is left: to be called before GLib is asked for it. */
static inline void
begin (void)
{
  const char *parent = g_getenv ("TMPDIR");

  base_folder = g_mkdtemp (g_build_filename (parent != NULL ? parent : "/tmp", "pictor-control-XXXXXX", NULL));
  g_assert_nonnull (base_folder);
  temporary_folder = g_build_filename (base_folder, "temporary", NULL);
  g_assert_cmpint (g_mkdir (temporary_folder, 0700), ==, 0);
  g_setenv ("TMPDIR", temporary_folder, TRUE);
}

static inline int
end (int status)
{
  pictor_test_folder_remove (base_folder);
  g_free (base_folder);
  g_free (temporary_folder);

  return status;
}

static inline void
add (const char *path,
     void        (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}
