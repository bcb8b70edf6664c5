/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "engines/pictor-control-image.h"
#include "engines/pictor-engine-error.h"

#include "pictor-test.h"
#include "pictor-test-folder.h"
#include "pictor-test-image.h"
#include "pictor-test-memory.h"

typedef struct
{
  char *folder;
  PictorRecipe *recipe;
  GPtrArray *images;
  GError *error;
} Fixture;

static char *base_folder;
static char *temporary_folder;

static guint
count_temporary (void)
{
  g_autoptr (GPtrArray) names = pictor_test_folder_list (temporary_folder);

  return names->len;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_build_filename (base_folder, "images", NULL);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  fixture->recipe = pictor_recipe_new ();
  g_object_set (fixture->recipe, "width", 512, "height", 512, NULL);
}

static void
forget (Fixture *fixture)
{
  g_clear_pointer (&fixture->images, g_ptr_array_unref);
  g_clear_error (&fixture->error);
}

static void
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

static char *
get_path (Fixture    *fixture,
          const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static PictorControl *
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

static void
set_control (Fixture    *fixture,
             const char *name)
{
  g_list_store_remove_all (pictor_recipe_get_controls (fixture->recipe));
  add_control (fixture, name);
}

static gboolean
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

static PictorControlImage *
get_image (Fixture *fixture)
{
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->images->len, ==, 1);

  return g_ptr_array_index (fixture->images, 0);
}

static void
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
static void
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
static GdkPixbuf *
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
static void
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

static void
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

static void
test_as_is (Fixture       *fixture,
            gconstpointer  data)
{
  write_image (fixture, "a.png", "png", 600, 500);
  set_control (fixture, "a.png");
  g_assert_true (prepare (fixture, FALSE));
  assert_as_is (fixture, "a.png", 600, 500);

  /* Not larger than needed on its shorter side. */
  g_assert_true (prepare (fixture, TRUE));
  assert_as_is (fixture, "a.png", 600, 500);

  write_image (fixture, "b.jpg", "jpeg", 2000, 300);
  set_control (fixture, "b.jpg");
  g_assert_true (prepare (fixture, TRUE));
  assert_as_is (fixture, "b.jpg", 2000, 300);

  write_image (fixture, "tiny.png", "png", 1, 1);
  set_control (fixture, "tiny.png");
  g_assert_true (prepare (fixture, TRUE));
  assert_as_is (fixture, "tiny.png", 1, 1);

  /* The name does not decide. */
  write_image (fixture, "really-a-jpeg.png", "jpeg", 64, 64);
  set_control (fixture, "really-a-jpeg.png");
  g_assert_true (prepare (fixture, TRUE));
  assert_as_is (fixture, "really-a-jpeg.png", 64, 64);
}

static void
test_no_controls (Fixture       *fixture,
                  gconstpointer  data)
{
  g_assert_true (prepare (fixture, TRUE));
  g_assert_cmpuint (fixture->images->len, ==, 0);
}

static void
test_shrink (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *type;
    int width, height; /* of the image */
    int to_width, to_height;
    int expected_width, expected_height;
  } cases[] = {
    { "png", 2000, 1000, 512, 512, 1024, 512 },
    { "jpeg", 2000, 1000, 512, 512, 1024, 512 },
    { "bmp", 2000, 1000, 512, 512, 1024, 512 },
    { "png", 1000, 2000, 512, 256, 512, 1024 },
    { "png", 1001, 999, 500, 500, 502, 500 },
    { "jpeg", 513, 513, 512, 512, 512, 512 },
    { "jpeg", 3001, 2001, 768, 512, 768, 513 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GdkPixbuf) pixbuf = NULL;

      write_image (fixture, "a", cases[i].type, cases[i].width, cases[i].height);
      set_control (fixture, "a");
      g_object_set (fixture->recipe, "width", cases[i].to_width, "height", cases[i].to_height, NULL);
      g_assert_true (prepare (fixture, TRUE));
      pixbuf = assert_converted (fixture, cases[i].expected_width, cases[i].expected_height);
      assert_colour (pixbuf, 10, cases[i].expected_height - 10, 0);
      assert_colour (pixbuf, cases[i].expected_width - 10, cases[i].expected_height - 10, 2);
      assert_colour (pixbuf, cases[i].expected_width / 2, 10, 1);
    }
}

/* A customised control says how its image is fitted, and at which size it is worked on. */
static void
test_shrink_customised (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GdkPixbuf) filling = NULL;
  g_autoptr (GdkPixbuf) covering = NULL;
  g_autoptr (GdkPixbuf) resolved = NULL;
  PictorControl *control;

  write_image (fixture, "a.png", "png", 2000, 1000);
  control = add_control (fixture, "a.png");
  g_object_set (control, "preset", PICTOR_PRESET_CUSTOM, "resolution", 64, "resize", PICTOR_RESIZE_FILL, NULL);
  g_assert_true (prepare (fixture, TRUE));
  filling = assert_converted (fixture, 512, 256);

  g_object_set (control, "resize", PICTOR_RESIZE_CROP, NULL);
  g_assert_true (prepare (fixture, TRUE));
  covering = assert_converted (fixture, 1024, 512);

  g_object_set (control, "resolution", 800, NULL);
  g_assert_true (prepare (fixture, TRUE));
  resolved = assert_converted (fixture, 1600, 800);

  g_object_set (control, "resolution", 2048, NULL);
  g_assert_true (prepare (fixture, TRUE));
  assert_as_is (fixture, "a.png", 2000, 1000);
}

static void
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

static void
test_convert (Fixture       *fixture,
              gconstpointer  data)
{
  /* Two frames of 1 × 1 pixels, red and blue. */
  static const char gif[] = "GIF89a\1\0\1\0\x80\0\0\xff\0\0\0\0\xff"
                            "!\xf9\4\0\x0a\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0"
                            "!\xf9\4\0\x0a\0\0\0,\0\0\0\0\1\0\1\0\0\2\2L\1\0;";
  static const char *types[] = { "bmp", "tiff" };
  g_autoptr (GdkPixbuf) frame = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GdkPixbuf) pixbuf = NULL;

      write_image (fixture, "a.png", types[i], 300, 200);
      set_control (fixture, "a.png");
      g_assert_true (prepare (fixture, FALSE));
      pixbuf = assert_converted (fixture, 300, 200);
      assert_colour (pixbuf, 10, 190, 0);
      assert_colour (pixbuf, 290, 190, 2);
    }

  write_bytes (fixture, "a.gif", gif, sizeof gif - 1);
  set_control (fixture, "a.gif");
  g_assert_true (prepare (fixture, TRUE));
  frame = assert_converted (fixture, 1, 1);
  assert_colour (frame, 0, 0, 0);
}

/* Puts Exif data with that orientation behind the JPEG's first two bytes. */
static void
set_orientation (Fixture    *fixture,
                 const char *name,
                 char        orientation)
{
  char exif[] = "\xff\xe1\0\x22" "Exif\0\0" "II*\0\x08\0\0\0" "\1\0" "\x12\1\3\0\1\0\0\0?\0\0\0" "\0\0\0\0";
  g_autofree char *path = get_path (fixture, name);
  g_autofree char *contents = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize size;

  exif[28] = orientation;
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_byte_array_append (bytes, (guint8 *) contents, 2);
  g_byte_array_append (bytes, (guint8 *) exif, sizeof exif - 1);
  g_byte_array_append (bytes, (guint8 *) contents + 2, size - 2);
  write_bytes (fixture, name, (char *) bytes->data, bytes->len);
}

/* A photo is sent as a person sees it. */
static void
test_orientation (Fixture       *fixture,
                  gconstpointer  data)
{
  for (int shrink = 0; shrink <= 1; shrink++)
    {
      g_autoptr (GdkPixbuf) turned = NULL;
      g_autoptr (GdkPixbuf) upside_down = NULL;
      int scale = shrink ? 2 : 1;

      g_object_set (fixture->recipe, "width", 256, "height", 512, NULL);

      write_image (fixture, "a.jpg", "jpeg", 1024, 512);
      set_orientation (fixture, "a.jpg", 6);
      set_control (fixture, "a.jpg");
      g_assert_true (prepare (fixture, shrink));
      turned = assert_converted (fixture, 512 / scale, 1024 / scale);
      /* A quarter to the right: what was on top is on the right, what was left is on top. */
      assert_colour (turned, 500 / scale, 500 / scale, 1);
      assert_colour (turned, 100 / scale, 100 / scale, 0);
      assert_colour (turned, 100 / scale, 1000 / scale, 2);

      g_object_set (fixture->recipe, "width", 512, "height", 256, NULL);
      set_control (fixture, "a.jpg");
      write_image (fixture, "a.jpg", "jpeg", 1024, 512);
      set_orientation (fixture, "a.jpg", 3);
      g_assert_true (prepare (fixture, shrink));
      upside_down = assert_converted (fixture, 1024 / scale, 512 / scale);
      assert_colour (upside_down, 500 / scale, 500 / scale, 1);
      assert_colour (upside_down, 100 / scale, 100 / scale, 2);

      write_image (fixture, "a.jpg", "jpeg", 500, 200);
      set_orientation (fixture, "a.jpg", 1);
      g_assert_true (prepare (fixture, shrink));
      assert_as_is (fixture, "a.jpg", 500, 200);
    }
}

static void
truncate_to (Fixture    *fixture,
             const char *name,
             double      part)
{
  g_autofree char *path = get_path (fixture, name);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (truncate (path, info.st_size * part), ==, 0);
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  static const double parts[] = { 0.02, 0.3, 0.9, 0.999 };
  static const char *types[] = { "png", "jpeg", "bmp", "tiff" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
      {
        g_test_message ("%s cut at %.3f", types[i], parts[j]);
        write_image (fixture, "cut", types[i], 700, 700);
        truncate_to (fixture, "cut", parts[j]);
        assert_bad (fixture, "cut", "damaged");
      }

  /* Interlaced, too: the first passes alone would look well. */
  {
    g_autofree char *path = get_path (fixture, "cut.png");

    pictor_test_write_png (path, 300, 300, 4, TRUE);
    set_control (fixture, "cut.png");
    g_assert_true (prepare (fixture, TRUE));
    assert_as_is (fixture, "cut.png", 300, 300);
    truncate_to (fixture, "cut.png", 0.8);
    assert_bad (fixture, "cut.png", "damaged");
  }
}

/* One bit wrong in the middle of the pixels. */
static void
test_bad_checksum (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "bad.png");
  g_autofree char *contents = NULL;
  gsize size;

  pictor_test_write_png (path, 300, 300, 4, FALSE);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  contents[size / 2] ^= 1;
  write_bytes (fixture, "bad.png", contents, size);
  assert_bad (fixture, "bad.png", "damaged");
}

static void
test_no_image (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *pipe_path = get_path (fixture, "pipe.png");
  g_autofree char *folder_path = get_path (fixture, "folder.png");

  write_bytes (fixture, "empty.png", "", 0);
  assert_bad (fixture, "empty.png", "empty");
  write_bytes (fixture, "text.png", "This is text, whatever its name says.\n", 38);
  assert_bad (fixture, "text.png", "no image");
  write_bytes (fixture, "page.jpg", "<!DOCTYPE html><html></html>", 28);
  assert_bad (fixture, "page.jpg", "no image");
  assert_bad (fixture, "missing.png", "not there");

  g_mkdir (folder_path, 0700);
  assert_bad (fixture, "folder.png", "no file");
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  assert_bad (fixture, "pipe.png", "no file");

  if (geteuid () != 0)
    {
      g_autofree char *secret = get_path (fixture, "secret.png");

      write_image (fixture, "secret.png", "png", 10, 10);
      g_chmod (secret, 0);
      assert_bad (fixture, "secret.png", "may not be read");
    }
}

/* Little files that say they are enormous. */
static void
test_bombs (Fixture       *fixture,
            gconstpointer  data)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x40\0\0\0\x40\0\x08\2\0\0\0";
  static const char jpeg[] = "\xff\xd8\xff\xc0\0\x0b\x08\xff\xff\xff\xff\1\1\x11\0\xff\xda\0\2\0\0\xff\xd9";
  static const char bmp[] = "BM\x7a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\0\0\1\0\0\0\1\0\1\0\x18\0\0\0\0\0\0\0\0\0"
                            "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
  gsize before;

  pictor_test_memory_reset ();
  before = pictor_test_memory_peak ();
  write_bytes (fixture, "bomb.png", png, sizeof png - 1);
  assert_bad (fixture, "bomb.png", "16384 × 16384");
  write_bytes (fixture, "bomb.jpg", jpeg, sizeof jpeg - 1);
  assert_bad (fixture, "bomb.jpg", "65535 × 65535");
  write_bytes (fixture, "bomb.bmp", bmp, sizeof bmp - 1);
  assert_bad (fixture, "bomb.bmp", "65536 × 65536");
  g_assert_cmpuint (pictor_test_memory_peak () - before, <, 32 * 1024 * 1024);

  /* And one that is. */
  write_image (fixture, "long.png", "png", 16385, 1);
  assert_bad (fixture, "long.png", "16384");
  {
    g_autofree char *path = get_path (fixture, "large.png");

    write_image (fixture, "large.png", "png", 10, 10);
    g_assert_cmpint (truncate (path, 64 * 1024 * 1024 + 1), ==, 0);
    assert_bad (fixture, "large.png", "64.0");
  }
}

static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  PictorControlImage *image;
  g_autofree char *path = get_path (fixture, "a.png");

  write_image (fixture, "a.png", "png", 100, 100);
  set_control (fixture, "a.png");
  g_assert_true (prepare (fixture, TRUE));
  image = get_image (fixture);

  write_image (fixture, "a.png", "png", 101, 100);
  g_assert_false (pictor_control_image_check_unchanged (image, &fixture->error));
  g_assert_error (fixture->error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE);
  g_assert_nonnull (strstr (fixture->error->message, "ControlNet 1, “a.png”"));
  g_clear_error (&fixture->error);

  g_unlink (path);
  g_assert_false (pictor_control_image_check_unchanged (image, &fixture->error));
  g_assert_error (fixture->error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE);
}

/* Several controls keep their order, and an error says which one it is about. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  static const int widths[] = { 100, 2000, 300 };
  g_autoptr (PictorControl) empty = pictor_control_new ();

  write_image (fixture, "0", "png", 100, 100);
  write_image (fixture, "1", "jpeg", 2000, 2000);
  write_image (fixture, "2", "bmp", 300, 300);
  add_control (fixture, "0");
  add_control (fixture, "1");
  add_control (fixture, "2");
  g_assert_true (prepare (fixture, FALSE));
  g_assert_cmpuint (fixture->images->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      PictorControlImage *image = g_ptr_array_index (fixture->images, i);

      g_assert_cmpuint (image->number, ==, i + 1);
      g_assert_cmpint (image->width, ==, widths[i]);
    }
  g_assert_cmpuint (count_temporary (), ==, 1);
  forget (fixture);
  g_assert_cmpuint (count_temporary (), ==, 0);

  truncate_to (fixture, "2", 0.5);
  g_assert_false (prepare (fixture, TRUE));
  g_assert_nonnull (strstr (fixture->error->message, "ControlNet 3, “2”"));
  g_assert_cmpuint (count_temporary (), ==, 0);

  g_list_store_insert (pictor_recipe_get_controls (fixture->recipe), 1, empty);
  g_assert_false (prepare (fixture, TRUE));
  g_assert_error (fixture->error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE);
  g_assert_nonnull (strstr (fixture->error->message, "ControlNet 2"));
}

static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "large.png");
  gsize before;
  gsize growth;
  gint64 best = G_MAXINT64;

  pictor_test_write_png (path, 6000, 4000, 4, FALSE);
  set_control (fixture, "large.png");
  add_control (fixture, "large.png");
  pictor_test_memory_reset ();
  before = pictor_test_memory_peak ();
  g_assert_true (prepare (fixture, FALSE));
  growth = pictor_test_memory_peak () - before;
  g_test_message ("Checking twice 24 megapixels grew the peak memory by %.2f MiB", growth / 1048576.);
#ifndef __SANITIZE_ADDRESS__ /* whose own bookkeeping grows with every call */
  g_assert_cmpuint (growth, <, 8 * 1024 * 1024);
#endif

  /* Cancelled in the middle, as it is and while it is made smaller. */
  for (int i = 0; i < 6; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      pictor_control_images_prepare_async (fixture->recipe, i % 2, cancellable, pictor_test_done_cb, &result);
      pictor_test_wait (g_get_monotonic_time () - start > (i + 1) * 30 * 1000);
      start = g_get_monotonic_time ();
      g_cancellable_cancel (cancellable);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      best = MIN (best, g_get_monotonic_time () - start);
      g_assert_null (pictor_control_images_prepare_finish (result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpint (best, <, 100 * 1000);
}

static void
add (const char *path,
     void        (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  const char *parent = g_getenv ("TMPDIR");
  int status;

  /* Where conversions go, to see that none is left: said before GLib asks. */
  base_folder = g_mkdtemp (g_build_filename (parent != NULL ? parent : "/tmp", "pictor-control-XXXXXX", NULL));
  g_assert_nonnull (base_folder);
  temporary_folder = g_build_filename (base_folder, "temporary", NULL);
  g_assert_cmpint (g_mkdir (temporary_folder, 0700), ==, 0);
  g_setenv ("TMPDIR", temporary_folder, TRUE);

  g_test_init (&argc, &argv, NULL);
  add ("/control-image/no-controls", test_no_controls);
  add ("/control-image/as-is", test_as_is);
  add ("/control-image/shrink", test_shrink);
  add ("/control-image/shrink-customised", test_shrink_customised);
  add ("/control-image/convert", test_convert);
  add ("/control-image/orientation", test_orientation);
  add ("/control-image/truncated", test_truncated);
  add ("/control-image/bad-checksum", test_bad_checksum);
  add ("/control-image/no-image", test_no_image);
  add ("/control-image/bombs", test_bombs);
  add ("/control-image/changed", test_changed);
  add ("/control-image/several", test_several);
  add ("/control-image/large", test_large);
  status = g_test_run ();

  pictor_test_folder_remove (base_folder);
  g_free (base_folder);
  g_free (temporary_folder);

  return status;
}
