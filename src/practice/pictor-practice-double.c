/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-double.h"

#include <glib.h>

/* A new pixel lies a quarter of a pixel before or after an old one: the weights of the four around it there, in 128ths
 * (E. Catmull, R. Rom, "A class of local interpolating splines", 1974, at t = 0.75 and 0.25). */
static const int weights[2][4] = { { -3, 29, 111, -9 }, { -9, 111, 29, -3 } };

/* Smaller steps than this are shading, which stays smooth. */
#define EDGE 20

/* 0–256 → 0–256, steeper in the middle: half way between the straight line and 3t² - 2t³ */
static int
steepen (int part)
{
  int smooth = part * part * (768 - 2 * part) / 65536;

  return (part + smooth) / 2;
}

/* One channel: @around are the sixteen pixels around the new one. */
static guint32
get_channel (const guint32 around[4][4],
             int           shift,
             int           column_phase,
             int           row_phase)
{
  int low = 255, high = 0, sum = 0, value;

  for (int row = 0; row < 4; row++)
    for (int column = 0; column < 4; column++)
      {
        int old = (int) (around[row][column] >> shift) & 0xff;

        sum += old * weights[row_phase][row] * weights[column_phase][column];
        if ((row == 1 || row == 2) && (column == 1 || column == 2))
          {
            low = MIN (low, old);
            high = MAX (high, old);
          }
      }
  value = CLAMP (sum / (128 * 128), low, high);
  if (high - low > EDGE)
    value = low + steepen ((value - low) * 256 / (high - low)) * (high - low) / 256;
  return (guint32) value;
}

cairo_surface_t *
pictor_practice_double (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface) / 4;
  cairo_surface_t *large = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 2 * width, 2 * height);
  int large_stride = cairo_image_surface_get_stride (large) / 4;
  const guint32 *from;
  guint32 *to;

  cairo_surface_flush (surface);
  cairo_surface_flush (large);
  from = (const guint32 *) (void *) cairo_image_surface_get_data (surface);
  to = (guint32 *) (void *) cairo_image_surface_get_data (large);
  for (int y = 0; y < 2 * height; y++)
    for (int x = 0; x < 2 * width; x++)
      {
        guint32 around[4][4], pixel = 0;
        gboolean even = TRUE;

        for (int row = 0; row < 4; row++)
          for (int column = 0; column < 4; column++)
            {
              int old_x = (x + 1) / 2 - 2 + column, old_y = (y + 1) / 2 - 2 + row;
              /* What is outside is clear. */
              gboolean inside = old_x >= 0 && old_x < width && old_y >= 0 && old_y < height;

              around[row][column] = inside ? from[old_y * stride + old_x] : 0;
              even = even && around[row][column] == around[0][0];
            }
        if (even)
          pixel = around[0][0];
        else
          {
            guint32 alpha = get_channel (around, 24, x & 1, y & 1);

            pixel = alpha << 24;
            /* Colours are held times alpha, so none may be more. */
            for (int shift = 0; shift < 24; shift += 8)
              pixel |= MIN (get_channel (around, shift, x & 1, y & 1), alpha) << shift;
          }
        to[y * large_stride + x] = pixel;
      }
  cairo_surface_mark_dirty (large);
  return large;
}
