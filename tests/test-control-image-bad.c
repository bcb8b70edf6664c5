/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include "pictor-test-control-image.h"
#include "pictor-test-image.h"
#include "pictor-test-memory.h"

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

int
main (int   argc,
      char *argv[])
{
  begin ();
  g_test_init (&argc, &argv, NULL);
  add ("/control-image/truncated", test_truncated);
  add ("/control-image/bad-checksum", test_bad_checksum);
  add ("/control-image/no-image", test_no_image);
  add ("/control-image/bombs", test_bombs);
  add ("/control-image/changed", test_changed);
  add ("/control-image/several", test_several);

  return end (g_test_run ());
}
