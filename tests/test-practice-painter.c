/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <cairo.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>

#include "practice/pictor-practice-painter.h"
#include "practice/pictor-practice-vocabulary.h"

static const PictorPracticePaint usual = { 128, 128, 20, 7, "Euler a" };

static GBytes *
paint (const char          *positive,
       guint64              seed,
       PictorPracticePaint  how)
{
  static const char * const nothing[] = { NULL };
  const char *positives[] = { positive, NULL };
  g_autoptr (GError) error = NULL;
  GBytes *png;

  how.positive = positives;
  if (how.negative == NULL)
    how.negative = nothing;
  png = pictor_practice_paint (&how, seed, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return png;
}

static GdkPixbuf *
decode (GBytes *image)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_loader_write_bytes (loader, image, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

/* The mean of @channel (0–2), or of how far the channels are apart (3). */
static double
measure (GBytes *image,
         int     channel)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (image);
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  double sum = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *p = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) +
                          x * gdk_pixbuf_get_n_channels (pixbuf);

        sum += channel < 3 ? p[channel]
                           : MAX (MAX (p[0], p[1]), p[2]) - MIN (MIN (p[0], p[1]), p[2]);
      }
  return sum / (width * height);
}

static gpointer
paint_thread (gpointer data)
{
  return paint ("three cats and an owl in a pine forest at night", GPOINTER_TO_UINT (data), usual);
}

static void
test_same (void)
{
  g_autoptr (GBytes) first = paint_thread (GUINT_TO_POINTER (5));
  g_autoptr (GBytes) second = paint_thread (GUINT_TO_POINTER (5));
  GThread *threads[4];

  g_assert_true (g_bytes_equal (first, second));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("paint", paint_thread, GUINT_TO_POINTER (5));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GBytes) png = g_thread_join (threads[i]);

      g_assert_true (g_bytes_equal (first, png));
    }
}

static void
test_different (void)
{
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_add (pictures, paint ("a cat", 1, usual));
  g_ptr_array_add (pictures, paint ("a cat", 2, usual));
  g_ptr_array_add (pictures, paint ("a dog", 1, usual));
  g_ptr_array_add (pictures, paint ("a wuggly cat", 1, usual));
  g_ptr_array_add (pictures, paint ("wuggly", 1, usual));
  g_ptr_array_add (pictures,
                   paint ("a cat", 1, (PictorPracticePaint) { 128, 64, 20, 7, "Euler a" }));
  g_ptr_array_add (pictures,
                   paint ("a cat", 1, (PictorPracticePaint) { 128, 128, 21, 7, "Euler a" }));
  g_ptr_array_add (pictures,
                   paint ("a cat", 1, (PictorPracticePaint) { 128, 128, 20, 7.5, "Euler a" }));
  g_ptr_array_add (pictures, paint ("a cat", 1, (PictorPracticePaint) { 128, 128, 20, 7, "Euler" }));
  g_ptr_array_add (pictures,
                   paint ("a cat", 1,
                          (PictorPracticePaint) { 128, 128, 20, 7, "DPM++ 2M SDE Karras" }));
  for (guint i = 0; i < pictures->len; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (
        g_bytes_equal (g_ptr_array_index (pictures, i), g_ptr_array_index (pictures, j)));
}

static void
test_sizes (void)
{
  static const int sizes[][2] = { { 16, 16 }, { 16, 1440 },   { 1440, 16 }, { 17, 33 },
                                  { 1, 1 },   { 1440, 1440 }, { 768, 512 } };
  static const char * const prompts[] = {
    "a fox and a boat on a snowy mountain by the sea, rain, rainbow, bamboo, fireworks", "wuggly",
    "a room", "space"
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < (sizes[i][0] * sizes[i][1] > 400000 ? 1 : G_N_ELEMENTS (prompts)); j++)
      {
        PictorPracticePaint how = { sizes[i][0], sizes[i][1], 150, 30, "DDIM" };
        g_autoptr (GBytes) png = paint (prompts[j], 1, how);
        g_autoptr (GdkPixbuf) pixbuf = decode (png);

        g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, sizes[i][0]);
        g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, sizes[i][1]);
        g_assert_false (gdk_pixbuf_get_has_alpha (pixbuf));
      }
}

/* Every setting paints, alone and with every hour and weather. */
static void
test_settings (void)
{
  for (guint i = 0; i < pictor_practice_vocabulary_count (PICTOR_PRACTICE_SETTING); i++)
    {
      const char *name = pictor_practice_vocabulary_get (PICTOR_PRACTICE_SETTING, i)->name;
      g_autofree char *prompt = g_strdup_printf ("%s, snow, night", name);
      PictorPracticePaint how = { 48, 40, 8, 7, "UniPC" };
      g_autoptr (GBytes) alone = paint (name, 1, how);
      g_autoptr (GBytes) together = paint (prompt, 1, how);

      g_assert_false (g_bytes_equal (alone, together));
    }
}

/* What a person sees of it: colours where the words put them, stronger with the CFG scale. */
static void
test_colours (void)
{
  g_autoptr (GBytes)
    pale = paint ("a parrot in the jungle", 1, (PictorPracticePaint) { 128, 128, 20, 1, "Euler" });
  g_autoptr (GBytes)
    normal = paint ("a parrot in the jungle", 1, (PictorPracticePaint) { 128, 128, 20, 7, "Euler" });
  g_autoptr (GBytes) strong = paint ("a parrot in the jungle", 1,
                                     (PictorPracticePaint) { 128, 128, 20, 20, "Euler" });
  g_autoptr (GBytes) day = paint ("a fox in a meadow", 1, usual);
  g_autoptr (GBytes) night = paint ("a fox in a meadow at night", 1, usual);
  g_autoptr (GBytes) sea = paint ("sea", 1, usual);
  g_autoptr (GBytes) desert = paint ("desert", 1, usual);
  g_autoptr (GBytes) blue = paint ("(blue elephant:2)", 1, usual);
  g_autoptr (GBytes) red = paint ("(red elephant:2)", 1, usual);

  g_assert_cmpfloat (measure (pale, 3), <, measure (normal, 3));
  g_assert_cmpfloat (measure (normal, 3), <, measure (strong, 3));
  g_assert_cmpfloat (measure (night, 1), <, measure (day, 1) - 50);
  g_assert_cmpfloat (measure (sea, 2), >, measure (sea, 0));
  g_assert_cmpfloat (measure (desert, 0), >, measure (desert, 2));
  g_assert_cmpfloat (measure (blue, 2) - measure (blue, 0), >, measure (red, 2) - measure (red, 0));
}

/* How far the picture is from a little while away from itself: how sharp it is. */
static double
get_sharpness (GBytes *image)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (image);
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  double sum = 0;

  for (int y = 0; y < height; y++)
    for (int x = 1; x < width; x++)
      {
        const guint8 *p = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + 3 * x;

        sum += ABS (p[0] - p[-3]) + ABS (p[1] - p[-2]) + ABS (p[2] - p[-1]);
      }
  return sum / (width * height);
}

static double
get_difference (GBytes *one,
                GBytes *other)
{
  g_autoptr (GdkPixbuf) a = decode (one);
  g_autoptr (GdkPixbuf) b = decode (other);
  gsize length = gdk_pixbuf_get_byte_length (a);
  const guint8 *from = gdk_pixbuf_read_pixels (a), *to = gdk_pixbuf_read_pixels (b);
  double sum = 0;

  for (gsize i = 0; i < length; i++)
    sum += ABS (from[i] - to[i]);
  return sum / (double) length;
}

/* Few steps are unfinished, 20 are as sharp as 50; a step on the way is less sharp than what comes of it. */
static void
test_steps (void)
{
  static const int steps[] = { 2, 4, 6, 20, 50 };
  double last = 0;
  PictorPracticePaint how = { 256, 256, 20, 7, "Euler" };
  g_autoptr (GBytes) whole = paint ("a fox in a snowy forest", 4, how);
  g_autoptr (GBytes) part = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GBytes) png = NULL;
      double sharpness;

      how.steps = steps[i];
      png = paint ("a fox in a snowy forest", 4, how);
      sharpness = get_sharpness (png);
      g_test_message ("%d steps: %.2f", steps[i], sharpness);
      if (i == 4)
        g_assert_cmpfloat (sharpness, <, last * 1.2);
      else
        g_assert_cmpfloat (sharpness, >, last * 1.05);
      last = sharpness;
    }
  how.steps = 20;
  how.until = 10;
  part = paint ("a fox in a snowy forest", 4, how);
  g_assert_cmpfloat (get_sharpness (part), <, 0.7 * get_sharpness (whole));
}

/* Threads change no byte. */
static void
test_threads (void)
{
  static const char * const samplers[] = { "Euler a", "DPM++ SDE Karras", "UniPC" };

  for (guint i = 0; i < G_N_ELEMENTS (samplers); i++)
    {
      PictorPracticePaint how = { 96, 64, 12, 7.5, samplers[i], .n_threads = 1 };
      g_autoptr (GBytes) alone = paint ("two cats at night", 9, how);
      g_autoptr (GBytes) two = NULL;
      g_autoptr (GBytes) five = NULL;

      how.n_threads = 2;
      two = paint ("two cats at night", 9, how);
      how.n_threads = 5;
      five = paint ("two cats at night", 9, how);
      g_assert_true (g_bytes_equal (alone, two));
      g_assert_true (g_bytes_equal (alone, five));
    }
}

/* Without guidance it may be anything; a high one goes further and further in the same direction; a negative prompt is
 * another place to come from. */
static void
test_guidance (void)
{
  static const char * const negative[] = { "desert", NULL };
  static const double scales[] = { 7.5, 15, 22, 30 };
  PictorPracticePaint how = { 128, 128, 20, 1, "Euler a" };
  g_autoptr (GBytes) pale = NULL;
  g_autoptr (GBytes) other = NULL;
  g_autoptr (GBytes) normal = NULL;
  g_autoptr (GBytes) away = NULL;
  double last = 0;

  how.cfg_scale = 0;
  pale = paint ("a parrot in the jungle", 1, how);
  other = paint ("a ship on the sea", 1, how);
  g_assert_true (g_bytes_equal (pale, other));
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr (GBytes) png = NULL;

      how.cfg_scale = scales[i];
      png = paint ("a parrot in the jungle", 1, how);
      g_assert_cmpfloat (measure (png, 3), >, last);
      last = measure (png, 3);
      if (i == 0)
        normal = g_steal_pointer (&png);
    }
  how.cfg_scale = 7.5;
  how.negative = negative;
  away = paint ("a parrot in the jungle", 1, how);
  g_assert_cmpfloat (get_difference (normal, away), >, 0.5);
}

/* Words spread to their neighbours, and styles change the whole picture by their weight, also away from them. */
static void
test_looks (void)
{
  PictorPracticePaint how = usual;
  g_autoptr (GBytes) plain = paint ("a parrot in the jungle", 1, how);
  g_autoptr (GBytes) skipped = NULL;
  double last = 0;

  how.clip_skip = 1;
  skipped = paint ("a parrot in the jungle", 1, how);
  g_assert_true (g_bytes_equal (plain, skipped));
  g_clear_pointer (&skipped, g_bytes_unref);
  how.clip_skip = 6;
  skipped = paint ("a parrot in the jungle", 1, how);
  g_assert_cmpfloat (get_difference (plain, skipped), >, 5);
  how.clip_skip = 1;
  for (int style = 0; style < PICTOR_PRACTICE_N_STYLES; style++)
    {
      for (double weight = 0.25; weight < 1.5; weight += 0.5)
        {
          g_autoptr (GBytes) styled = NULL;

          memset (&how.look, 0, sizeof how.look);
          how.look.weights[style] = weight;
          styled = paint ("a parrot in the jungle", 1, how);
          g_assert_cmpfloat (get_difference (plain, styled), >, last);
          last = get_difference (plain, styled);
        }
      last = 0;
    }
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const char *positive[] = { "a cat", NULL };
  PictorPracticePaint how = usual;
  g_autoptr (GError) error = NULL;

  how.positive = positive;
  how.negative = positive + 1;
  g_cancellable_cancel (cancellable);
  g_assert_null (pictor_practice_paint (&how, 1, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Without any font shapes stand for the subjects. In a process of its own: fontconfig reads its
 * settings once. */
static void
test_no_font (void)
{
  g_autofree char *settings = NULL;
  g_autoptr (GError) error = NULL;

  if (g_test_subprocess ())
    {
      g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
      g_autoptr (GBytes) cats = NULL;
      g_autoptr (GBytes) alone = NULL;

      g_assert_null (pango_font_map_get_family (map, "Noto Color Emoji"));
      cats = paint ("three cats on a beach", 1, usual);
      alone = paint ("a beach", 1, usual);
      g_assert_false (g_bytes_equal (cats, alone));
      return;
    }

  settings = g_build_filename (g_get_tmp_dir (), "pictor-no-fonts.conf", NULL);
  g_file_set_contents (settings, "<?xml version=\"1.0\"?><fontconfig></fontconfig>", -1, &error);
  g_assert_no_error (error);
  g_setenv ("FONTCONFIG_FILE", settings, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_unsetenv ("FONTCONFIG_FILE");
  g_remove (settings);
  g_test_trap_assert_passed ();
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A sheet in the colour @paper (grey, alpha 0 = none) with a thin upright line in @ink at three quarters of its width. */
static GBytes *
draw_sheet (int    width,
            int    height,
            double paper,
            double alpha,
            double ink)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GByteArray *png = g_byte_array_new ();

  cairo_set_source_rgba (cr, paper, paper, paper, alpha);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, ink, ink, ink);
  cairo_rectangle (cr, width * 3 / 4, height / 4, MAX (1, width / 200), height / 2);
  cairo_fill (cr);
  cairo_surface_write_to_png_stream (surface, write_cb, png);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}

static void
test_guide (void)
{
  static const struct { int width, height; double paper, alpha, ink; gboolean inked; } sheets[] = {
    { 512, 512, 1, 1, 0, TRUE },    { 512, 512, 0, 1, 1, TRUE },   { 1500, 700, 1, 1, 0.2, TRUE },
    { 512, 512, 0, 0, 0, TRUE },    { 512, 512, 0, 0, 1, TRUE },   { 30, 20, 1, 1, 0, TRUE },
    { 512, 512, 1, 1, 1, FALSE },   { 512, 512, 0.5, 1, 0.52, FALSE },
  };
  g_autofree PictorPracticeGuide *guide = g_new0 (PictorPracticeGuide, 1);

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (GBytes) png = draw_sheet (sheets[i].width, sheets[i].height, sheets[i].paper,
                                           sheets[i].alpha, sheets[i].ink);
      g_autoptr (GError) error = NULL;
      int line = 32 * PICTOR_PRACTICE_GUIDE_SIDE + PICTOR_PRACTICE_GUIDE_SIDE * 3 / 4;

      g_test_message ("sheet %u", i);
      g_assert_true (pictor_practice_guide_read (guide, png, 1.5, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (guide->weight, ==, 1.5);
      if (sheets[i].inked)
        g_assert_cmpint (guide->ink[line], >, 40);
      else
        g_assert_cmpint (guide->ink[line], ==, 0);
      g_assert_cmpint (guide->ink[32 * PICTOR_PRACTICE_GUIDE_SIDE + 20], ==, 0);
      g_assert_cmpint (guide->ink[PICTOR_PRACTICE_GUIDE_SIDE * 3 / 4], ==, 0);
    }
}

/* The size in a PNG's header, and its check sum */
static void
set_size (guint8  *png,
          guint32  width,
          guint32  height)
{
  guint32 crc = 0xffffffff, values[] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height) };

  memcpy (png + 16, values, sizeof values);
  for (int i = 12; i < 29; i++)
    {
      crc ^= png[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
  crc = GUINT32_TO_BE (~crc);
  memcpy (png + 29, &crc, sizeof crc);
}

static void
test_guide_refused (void)
{
  static const struct
  {
    guint32 width, height;
  } bombs[] = { { 16385, 1 }, { 1, 20000 }, { 10000, 10000 }, { 0x7fffffff, 0x7fffffff } };
  g_autoptr (GBytes) sheet = draw_sheet (64, 64, 1, 1, 0);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (sheet, 0, g_bytes_get_size (sheet) / 2);
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture", 10);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) gif = g_bytes_new_static ("GIF89a\1\0\1\0\0\0\0;", 14);
  g_autofree PictorPracticeGuide *guide = g_new0 (PictorPracticeGuide, 1);
  GBytes *broken[] = { half, text, nothing, gif };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pictor_practice_guide_read (guide, broken[i], 1, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bomb = NULL;
      guint8 *data = g_memdup2 (g_bytes_get_data (sheet, NULL), g_bytes_get_size (sheet));

      set_size (data, bombs[i].width, bombs[i].height);
      bomb = g_bytes_new_take (data, g_bytes_get_size (sheet));
      g_assert_false (pictor_practice_guide_read (guide, bomb, 1, &error));
      g_test_message ("%s", error->message);
      if (i < 3)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/painter/same", test_same);
  g_test_add_func ("/practice/painter/different", test_different);
  g_test_add_func ("/practice/painter/sizes", test_sizes);
  g_test_add_func ("/practice/painter/settings", test_settings);
  g_test_add_func ("/practice/painter/colours", test_colours);
  g_test_add_func ("/practice/painter/steps", test_steps);
  g_test_add_func ("/practice/painter/threads", test_threads);
  g_test_add_func ("/practice/painter/guidance", test_guidance);
  g_test_add_func ("/practice/painter/looks", test_looks);
  g_test_add_func ("/practice/painter/cancel", test_cancel);
  g_test_add_func ("/practice/painter/no-font", test_no_font);
  g_test_add_func ("/practice/painter/guide", test_guide);
  g_test_add_func ("/practice/painter/guide-refused", test_guide_refused);
  return g_test_run ();
}
