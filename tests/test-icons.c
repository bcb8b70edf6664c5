/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* The icon in data/icons/hicolor/@folder/apps, drawn at @size pixels. */
static GdkPixbuf *
draw (const char *folder,
      const char *name,
      int         size)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "icons", "hicolor", folder, "apps", name, NULL);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *icon = gdk_pixbuf_new_from_file_at_size (path, size, size, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (icon), ==, size);
  g_assert_cmpint (gdk_pixbuf_get_height (icon), ==, size);
  g_assert_true (gdk_pixbuf_get_has_alpha (icon));
  return icon;
}

static const guchar *
get_pixel (GdkPixbuf *icon,
           int        x,
           int        y)
{
  return gdk_pixbuf_read_pixels (icon) + y * gdk_pixbuf_get_rowstride (icon) + 4 * x;
}

/* How much of the icon is painted, from 0 to 1. */
static double
measure_ink (GdkPixbuf *icon)
{
  int size = gdk_pixbuf_get_width (icon);
  double ink = 0;

  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      ink += get_pixel (icon, x, y)[3] / 255.0;
  return ink / (size * size);
}

static void
test_scalable (void)
{
  static const int sizes[] = { 32, 48, 128, 512 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GdkPixbuf) icon = draw ("scalable", PICTOR_APP_ID ".svg", sizes[i]);

      g_assert_cmpint (get_pixel (icon, 0, 0)[3], ==, 0);
      g_assert_cmpfloat (measure_ink (icon), >, 0.3);
    }
}

/* GTK paints a symbolic icon in the colour of the text around it: it may have one colour only. */
static void
test_symbolic (void)
{
  g_autoptr (GdkPixbuf) icon = draw ("symbolic", PICTOR_APP_ID "-symbolic.svg", 16);
  const guchar *colour = NULL;

  g_assert_cmpfloat (measure_ink (icon), >, 0.1);
  g_assert_cmpfloat (measure_ink (icon), <, 0.9);
  for (int y = 0; y < 16; y++)
    for (int x = 0; x < 16; x++)
      {
        const guchar *pixel = get_pixel (icon, x, y);

        if (pixel[3] < 255)
          continue;
        if (colour == NULL)
          colour = pixel;
        g_assert_cmpmem (pixel, 3, colour, 3);
      }
  g_assert_nonnull (colour);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/icons/scalable", test_scalable);
  g_test_add_func ("/icons/symbolic", test_symbolic);
  return g_test_run ();
}
