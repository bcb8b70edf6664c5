/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-grade.h"

#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-random.h"

#define WEAVE 64

/* One thread over, one under, each a little different: what a canvas adds to the light, -3 – 3. */
static void
weave (gint8   *threads,
       guint64  grain)
{
  PictorPracticeRandom random = { grain };

  for (int y = 0; y < WEAVE; y++)
    for (int x = 0; x < WEAVE; x++)
      threads[y * WEAVE + x] = (gint8) (((x / 2 + y / 2) % 2 ? 1 : -1) +
                                        pictor_practice_random_range (&random, -2, 2));
}

void
pictor_practice_grade (cairo_surface_t *surface,
                       double           cfg_scale,
                       guint64          grain)
{
  int width = cairo_image_surface_get_width (surface),
      height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  double away = CLAMP (cfg_scale, 0, 30) - 7;
  /* 256ths */
  int saturation = (int) (256 * (away < 0 ? 1 + away * 0.075 : 1 + away * 0.045));
  int contrast = (int) (256 * (away < 0 ? 1 + away * 0.050 : 1 + away * 0.028));
  gint8 threads[WEAVE * WEAVE];

  weave (threads, grain);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    {
      guint32 *row = (guint32 *) (void *) (cairo_image_surface_get_data (surface) + y * stride);
      int down = 256 * (2 * y - height) / height;

      for (int x = 0; x < width; x++)
        {
          int across = 256 * (2 * x - width) / width;
          int far = (across * across + down * down) >> 8; /* 0 in the middle, 512 in the corners */
          int corner = 256 - MAX (0, far - 190) * 30 / 322;
          int luma = pictor_practice_colour_luma (row[x]);
          int light = threads[(y % WEAVE) * WEAVE + x % WEAVE];
          int channels[3];

          for (int i = 0; i < 3; i++)
            {
              int value = (int) (row[x] >> (16 - 8 * i)) & 0xff;

              value = luma + (((value - luma) * saturation) >> 8);
              value = 128 + (((value - 128) * contrast) >> 8);
              channels[i] = CLAMP ((value * corner >> 8) + light, 0, 255);
            }
          row[x] = PICTOR_PRACTICE_RGB (channels[0], channels[1], channels[2]);
        }
    }
  cairo_surface_mark_dirty (surface);
}
