/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-test-control-image.h"
#include "pictor-test-image.h"
#include "pictor-test-memory.h"

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

int
main (int   argc,
      char *argv[])
{
  begin ();
  g_test_init (&argc, &argv, NULL);
  add ("/control-image/no-controls", test_no_controls);
  add ("/control-image/as-is", test_as_is);
  add ("/control-image/shrink", test_shrink);
  add ("/control-image/shrink-customised", test_shrink_customised);
  add ("/control-image/convert", test_convert);
  add ("/control-image/orientation", test_orientation);
  add ("/control-image/large", test_large);

  return end (g_test_run ());
}
