/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <errno.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <png.h>
#include <zlib.h>

/* Large pictures for tests, written row by row. */

/* An RGB picture of noise, whose lower @bits of every sample are random: about width × height × 3 × bits / 8 bytes. */
static inline void
pictor_test_write_png (const char *path,
                       guint       width,
                       guint       height,
                       guint       bits,
                       gboolean    interlaced)
{
  FILE *stream = g_fopen (path, "wb");
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  g_autofree guint8 *row = g_malloc (width * 3);
  guint64 state = 88172645463325252u;
  int passes;

  g_assert_nonnull (stream);
  if (setjmp (png_jmpbuf (png)))
    g_error ("%s can't be written: %s", path, g_strerror (errno));
  png_init_io (png, stream);
  png_set_IHDR (png, info, width, height, 8, PNG_COLOR_TYPE_RGB,
                interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_strategy (png, Z_HUFFMAN_ONLY);
  png_set_filter (png, 0, PNG_FILTER_NONE);
  png_write_info (png, info);
  passes = png_set_interlace_handling (png);
  for (int pass = 0; pass < passes; pass++)
    for (guint y = 0; y < height; y++)
      {
        for (guint i = 0; i < width * 3; i++)
          {
            /* Marsaglia's xorshift64 */
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            row[i] = state & ((1 << bits) - 1);
          }
        png_write_row (png, row);
      }
  png_write_end (png, NULL);
  png_destroy_write_struct (&png, &info);
  g_assert_cmpint (fclose (stream), ==, 0);
}
