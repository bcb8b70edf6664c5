/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-decode.h"

#include <math.h>
#include <string.h>

#include "practice/pictor-practice-colour.h"

#define SIDE PICTOR_PRACTICE_LATENT_SIDE
#define LENGTH PICTOR_PRACTICE_LATENT_LENGTH
#define N_SCENES PICTOR_PRACTICE_N_SCENES
/* See the header. */
#define DETAIL_SIGMA 0.8
/* So many scenes are drawn at most, and none with less weight. */
#define N_DRAWN 4
#define LEAST_WEIGHT 0.02

/* The scenes with the most weight, the most first; how many. */
static int
find_heaviest (const double *weights,
               int           heaviest[N_DRAWN])
{
  int n = 0;

  for (int k = 0; k < 2 * N_SCENES; k++)
    {
      int at = n;

      while (at > 0 && fabs (weights[k]) > fabs (weights[heaviest[at - 1]]))
        at--;
      if (fabs (weights[k]) < LEAST_WEIGHT || at == N_DRAWN)
        continue;
      n = MIN (n + 1, N_DRAWN);
      memmove (heaviest + at + 1, heaviest + at, (gsize) (n - at - 1) * sizeof (int));
      heaviest[at] = k;
    }
  return n;
}

/* Where one of @n places falls between SIDE old ones: the four around it and their weights by the cubic B-spline, which
 * smooths (M. Unser, "Splines: a perfect fit for signal and image processing", 1999). */
static void
find_taps (int    i,
           int    n,
           gsize  taps[4],
           float  weights[4])
{
  float at = ((float) i + 0.5f) * SIDE / (float) n - 0.5f;
  int first = (int) floorf (at);
  float t = at - (float) first, u = 1 - t;

  weights[0] = u * u * u / 6;
  weights[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
  weights[2] = (3 * u * u * u - 6 * u * u + 4) / 6;
  weights[3] = t * t * t / 6;
  for (int tap = 0; tap < 4; tap++)
    taps[tap] = (gsize) CLAMP (first - 1 + tap, 0, SIDE - 1);
}

/* Each of SIDE rows of @residual at @width, channels side by side: rows of 3 × @width. */
static float *
widen (const float *residual,
       int          width)
{
  float *wide = g_new (float, (gsize) SIDE * width * 3);

  for (int x = 0; x < width; x++)
    {
      gsize taps[4];
      float weights[4];

      find_taps (x, width, taps, weights);
      for (int row = 0; row < SIDE; row++)
        for (int channel = 0; channel < 3; channel++)
          {
            const float *from = residual + (channel * SIDE + row) * SIDE;
            float sum = 0;

            for (int tap = 0; tap < 4; tap++)
              sum += weights[tap] * from[taps[tap]];
            wide[((gsize) row * width + x) * 3 + channel] = sum;
          }
    }
  return wide;
}

static const guint32 *
row_of (cairo_surface_t *surface,
        int              y)
{
  return (const guint32 *) (void *) (cairo_image_surface_get_data (surface) +
                                     (gsize) y * (gsize) cairo_image_surface_get_stride (surface));
}

/* Adds @share of a row of @drawing, whose bytes stand for -1 – 1. */
static void
add_row (float           *row,
         cairo_surface_t *drawing,
         int              y,
         float            share)
{
  const guint32 *pixels = row_of (drawing, y);
  int width = cairo_image_surface_get_width (drawing);
  float scale = share / 127.5f;

  for (int x = 0; x < width; x++)
    {
      row[3 * x] += scale * (float) (int) PICTOR_PRACTICE_RED (pixels[x]) - share;
      row[3 * x + 1] += scale * (float) (int) PICTOR_PRACTICE_GREEN (pixels[x]) - share;
      row[3 * x + 2] += scale * (float) (int) PICTOR_PRACTICE_BLUE (pixels[x]) - share;
    }
}

static int
to_byte (float value)
{
  return (int) CLAMP (value * 127.5f + 128, 0, 255);
}

static void
write_row (cairo_surface_t *picture,
           int              y,
           const float     *row)
{
  guint32 *pixels = (guint32 *) row_of (picture, y);
  int width = cairo_image_surface_get_width (picture);

  for (int x = 0; x < width; x++)
    pixels[x] = PICTOR_PRACTICE_RGB (to_byte (row[3 * x]), to_byte (row[3 * x + 1]), to_byte (row[3 * x + 2]));
}

cairo_surface_t *
pictor_practice_decode (PictorPracticeAlbum * const albums[2],
                        const double               *weights,
                        const float                *latent,
                        double                      sigma,
                        int                         width,
                        int                         height)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_surface_t *drawings[N_DRAWN];
  float detail = (float) (1 / (1 + pow (sigma / DETAIL_SIGMA, 4))), shares[N_DRAWN];
  int heaviest[N_DRAWN], n = detail > LEAST_WEIGHT ? find_heaviest (weights, heaviest) : 0;
  g_autofree float *residual = g_memdup2 (latent, LENGTH * sizeof (float));
  g_autofree float *wide = NULL;
  g_autofree float *row = g_new (float, 3 * width);

  for (int j = 0; j < n; j++)
    {
      PictorPracticeAlbum *album = albums[heaviest[j] / N_SCENES];
      int k = heaviest[j] % N_SCENES;

      shares[j] = detail * (float) weights[heaviest[j]];
      drawings[j] = pictor_practice_album_draw (album, (guint) k, width, height);
      for (int i = 0; i < LENGTH; i++)
        residual[i] -= shares[j] * album->latents[k][i];
    }
  wide = widen (residual, width);

  for (int y = 0; y < height; y++)
    {
      gsize taps[4];
      float parts[4];

      find_taps (y, height, taps, parts);
      for (int tap = 0; tap < 4; tap++)
        taps[tap] *= (gsize) width * 3;
      for (int i = 0; i < 3 * width; i++)
        row[i] = parts[0] * wide[taps[0] + i] + parts[1] * wide[taps[1] + i] + parts[2] * wide[taps[2] + i] +
                 parts[3] * wide[taps[3] + i];
      for (int j = 0; j < n; j++)
        add_row (row, drawings[j], y, shares[j]);
      write_row (picture, y, row);
    }
  cairo_surface_mark_dirty (picture);
  for (int j = 0; j < n; j++)
    cairo_surface_destroy (drawings[j]);
  return picture;
}
