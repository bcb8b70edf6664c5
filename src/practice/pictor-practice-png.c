/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-png.h"

#include <png.h>

#include <glib/gi18n.h>

#include "practice/pictor-practice-colour.h"

static void
write_cb (png_structp png,
          png_bytep   data,
          gsize       length)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint) length);
}

static void
flush_cb (png_structp png)
{
}

static void
warn_cb (png_structp png,
         const char *message)
{
  g_debug ("libpng: %s", message);
}

/* Apart from its caller, so that no variable lives across libpng's long jump. */
static gboolean
write_rows (png_structp      png,
            png_infop        info,
            cairo_surface_t *surface,
            guint8          *row)
{
  int width = cairo_image_surface_get_width (surface),
      height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);

  if (setjmp (png_jmpbuf (png)) != 0)
    return FALSE;

  png_set_IHDR (png, info, (guint) width, (guint) height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_filter (png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
  png_set_compression_level (png, 2);
  png_write_info (png, info);
  for (int y = 0; y < height; y++)
    {
      const guint32 *pixels = (const guint32 *) (void *) (cairo_image_surface_get_data (surface) +
                                                          (gsize) y * stride);

      for (int x = 0; x < width; x++)
        {
          row[3 * x] = (guint8) PICTOR_PRACTICE_RED (pixels[x]);
          row[3 * x + 1] = (guint8) PICTOR_PRACTICE_GREEN (pixels[x]);
          row[3 * x + 2] = (guint8) PICTOR_PRACTICE_BLUE (pixels[x]);
        }
      png_write_row (png, row);
    }
  png_write_end (png, info);
  return TRUE;
}

GBytes *
pictor_practice_png_write (cairo_surface_t  *surface,
                           GError          **error)
{
  g_autofree guint8 *row = NULL;
  GByteArray *file;
  png_structp png;
  png_infop info = NULL;
  gboolean written = FALSE;

  g_return_val_if_fail (surface != NULL, NULL);

  file = g_byte_array_new ();
  row = g_malloc ((gsize) cairo_image_surface_get_width (surface) * 3);
  cairo_surface_flush (surface);
  png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, warn_cb);
  if (png != NULL)
    info = png_create_info_struct (png);
  if (info != NULL)
    {
      png_set_write_fn (png, file, write_cb, flush_cb);
      written = write_rows (png, info, surface, row);
    }
  png_destroy_write_struct (&png, &info);

  if (!written)
    {
      g_byte_array_unref (file);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _ ("The picture could not be written as PNG."));
      return NULL;
    }
  return g_byte_array_free_to_bytes (file);
}
