/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "engines/pictor-engine-error.h"
#include "engines/pictor-picture-check.h"

#include "pictor-test-folder.h"

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = pictor_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "picture", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  pictor_test_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_clear_object (&fixture->file);
}

static void
write_bytes (Fixture    *fixture,
             const char *bytes,
             gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, bytes, length, &error);
  g_assert_no_error (error);
}

static void
assert_good (Fixture    *fixture,
             int         width,
             int         height,
             const char *extension)
{
  g_autoptr (GError) error = NULL;
  const char *found = NULL;
  int found_width = 0;
  int found_height = 0;

  g_assert_true (pictor_picture_check (fixture->file, &found_width, &found_height, &found, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (found_width, ==, width);
  g_assert_cmpint (found_height, ==, height);
  g_assert_cmpstr (found, ==, extension);
}

static void
assert_bad (Fixture    *fixture,
            const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pictor_picture_check (fixture->file, NULL, NULL, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_PICTURE);
  g_assert_nonnull (strstr (error->message, why));
}

static void
test_real (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 301, 203);

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, fixture->path, "png", NULL, NULL));
  assert_good (fixture, 301, 203, "png");
  g_assert_true (gdk_pixbuf_save (pixbuf, fixture->path, "jpeg", NULL, NULL));
  assert_good (fixture, 301, 203, "jpg");
  g_assert_true (gdk_pixbuf_save (pixbuf, fixture->path, "bmp", NULL, NULL));
  assert_bad (fixture, "no PNG");
}

/* The headers of WebP's three kinds, with @width and @height minus one where the format says so. */
static void
test_webp (Fixture       *fixture,
           gconstpointer  data)
{
  static const char lossy[] = "RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\x30\x01\x00\x9d\x01\x2a\x2d\x01\xcb\x00";
  static const char lossless[] = "RIFF\x16\0\0\0WEBPVP8L\x09\0\0\0\x2f\x2c\x81\x32\x00\0\0\0\0\0";
  static const char extended[] = "RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x2c\x01\x00\xca\x00\x00";
  static const char huge[] = "RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xca\x00\x00";
  static const char short_file[] = "RIFF\xff\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x2c\x01\x00\xca\x00\x00";
  static const char unknown[] = "RIFF\x16\0\0\0WEBPVP9 \x0a\0\0\0\0\0\0\0\x2c\x01\x00\xca\x00\x00";

  write_bytes (fixture, lossy, sizeof lossy - 1);
  assert_good (fixture, 301, 203, "webp");
  write_bytes (fixture, lossless, sizeof lossless - 1);
  assert_good (fixture, 301, 203, "webp");
  write_bytes (fixture, extended, sizeof extended - 1);
  assert_good (fixture, 301, 203, "webp");
  write_bytes (fixture, huge, sizeof huge - 1);
  assert_bad (fixture, "16384");
  write_bytes (fixture, short_file, sizeof short_file - 1);
  assert_bad (fixture, "damaged");
  write_bytes (fixture, unknown, sizeof unknown - 1);
  assert_bad (fixture, "damaged");
}

static void
write_png_header (Fixture *fixture,
                  guint32  width,
                  guint32  height)
{
  guint8 bytes[33] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";

  for (int i = 0; i < 4; i++)
    {
      bytes[16 + i] = width >> (24 - 8 * i);
      bytes[20 + i] = height >> (24 - 8 * i);
    }
  write_bytes (fixture, (char *) bytes, sizeof bytes);
}

static void
test_limits (Fixture       *fixture,
             gconstpointer  data)
{
  write_png_header (fixture, 16384, 3906);
  assert_good (fixture, 16384, 3906, "png");
  write_png_header (fixture, 8000, 8000);
  assert_good (fixture, 8000, 8000, "png");
  write_png_header (fixture, 16385, 1);
  assert_bad (fixture, "16385 × 1");
  write_png_header (fixture, 1, 16385);
  assert_bad (fixture, "16384");
  write_png_header (fixture, 8001, 8000);
  assert_bad (fixture, "64 million");
  write_png_header (fixture, 0x7fffffff, 0x7fffffff);
  assert_bad (fixture, "16384");
  write_png_header (fixture, 0xffffffff, 0xffffffff);
  assert_bad (fixture, "damaged");
  write_png_header (fixture, 0, 100);
  assert_bad (fixture, "damaged");
  write_png_header (fixture, 100, 0);
  assert_bad (fixture, "damaged");
}

static void
test_bytes (Fixture       *fixture,
            gconstpointer  data)
{
  write_bytes (fixture, "", 0);
  assert_bad (fixture, "empty");

  write_png_header (fixture, 10, 10);
  g_assert_cmpint (truncate (fixture->path, 64 * 1024 * 1024), ==, 0);
  assert_good (fixture, 10, 10, "png");
  g_assert_cmpint (truncate (fixture->path, 64 * 1024 * 1024 + 1), ==, 0);
  assert_bad (fixture, "64.0");
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  static const char no_size[] = "\xff\xd8\xff\xe0\0\x04JF\xff\xda\0\x02";
  static const char no_frame[] = "\xff\xd8\xff\xe0\xff\xff";
  static const char bad_length[] = "\xff\xd8\xff\xe0\0\0\xff\xc0\0\x0b\x08\0\x10\0\x10";
  static const char padded[] = "\xff\xd8\xff\xff\xff\xc2\0\x0b\x08\0\xcb\x01\x2d";

  write_bytes (fixture, "just some text, long enough", 27);
  assert_bad (fixture, "no PNG");
  write_bytes (fixture, "<html><body>busy</body></html>", 30);
  assert_bad (fixture, "no PNG");
  write_bytes (fixture, "x", 1);
  assert_bad (fixture, "no PNG");
  write_bytes (fixture, "\x89PNG\r\n\x1a\n", 8);
  assert_bad (fixture, "no PNG");
  write_bytes (fixture, "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0", 18);
  assert_bad (fixture, "damaged");
  write_bytes (fixture, "\x89PNG\r\n\x1a\n\0\0\0\x0dIDAT\0\0\0\1\0\0\0\1", 24);
  assert_bad (fixture, "damaged");
  write_bytes (fixture, "\xff\xd8", 2);
  assert_bad (fixture, "damaged");
  write_bytes (fixture, no_size, sizeof no_size - 1);
  assert_bad (fixture, "damaged");
  write_bytes (fixture, no_frame, sizeof no_frame - 1);
  assert_bad (fixture, "damaged");
  write_bytes (fixture, bad_length, sizeof bad_length - 1);
  assert_bad (fixture, "damaged");
  write_bytes (fixture, "RIFF\x16\0\0\0WEBPVP8", 15);
  assert_bad (fixture, "damaged");

  write_bytes (fixture, padded, sizeof padded - 1);
  assert_good (fixture, 301, 203, "jpg");
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (pictor_picture_check (fixture->file, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_false (pictor_picture_check (folder, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);

  write_png_header (fixture, 10, 10);
  g_cancellable_cancel (cancellable);
  g_assert_false (pictor_picture_check (fixture->file, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
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
  g_test_init (&argc, &argv, NULL);
  add ("/picture-check/real", test_real);
  add ("/picture-check/webp", test_webp);
  add ("/picture-check/limits", test_limits);
  add ("/picture-check/bytes", test_bytes);
  add ("/picture-check/damaged", test_damaged);
  add ("/picture-check/unreadable", test_unreadable);
  return g_test_run ();
}
