/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-canvas.h"

#include <math.h>

#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-shapes.h"

#define chance pictor_practice_canvas_chance
#define mix pictor_practice_colour_mix

/* Colours by day, in the light there is. */
static guint32
lit (const PictorPracticeCanvas *self,
     guint32                     colour)
{
  return pictor_practice_colour_lit (colour, self->backdrop->light);
}

static gboolean
is_snowy (const PictorPracticeCanvas *self)
{
  return pictor_practice_canvas_has (self, PICTOR_PRACTICE_DECOR_SNOW);
}

static void
paint_mountains (PictorPracticeCanvas *self)
{
  guint32 haze = mix (self->backdrop->sky[2], self->backdrop->sky[1], 300);

  for (int layer = 0; layer < 3; layer++)
    {
      double swing = self->horizon * (0.62 - 0.13 * layer),
             y = self->horizon * (0.66 + 0.11 * layer);
      guint32 rock = mix (haze, lit (self, 0x4a5a80), 300 + 230 * layer);
      guint32 cap = layer < 2 || is_snowy (self)
                      ? mix (haze, lit (self, 0xffffff), 880 - 150 * layer)
                      : rock;
      cairo_pattern_t *fill = cairo_pattern_create_linear (0, y - swing * 0.5, 0, self->horizon);

      pictor_practice_add_stop (fill, 0, cap, 1);
      pictor_practice_add_stop (fill, 0.24, mix (cap, rock, 250), 1);
      pictor_practice_add_stop (fill, 0.42, rock, 1);
      pictor_practice_add_stop (fill, 1, mix (rock, haze, 620), 1);
      pictor_practice_canvas_ridge (self, y, swing, self->unit * (0.44 - 0.08 * layer), 0.85);
      cairo_set_source (self->cr, fill);
      cairo_fill (self->cr);
      cairo_pattern_destroy (fill);
    }
}

static void
paint_mesas (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;

  for (int layer = 0; layer < 2; layer++)
    {
      guint32 stone = mix (backdrop->sky[2], backdrop->ground[layer == 0 ? 0 : 1],
                           450 + 300 * layer);

      for (double x = -0.1 * self->width; x < self->width;
           x += self->unit * chance (self, 0.25, 0.6))
        {
          double width = self->unit * chance (self, 0.12, 0.38),
                 tall = self->horizon * chance (self, 0.16, 0.48);
          double top = self->horizon - tall * (1 - 0.3 * layer);

          cairo_move_to (self->cr, x, self->horizon + 2);
          cairo_line_to (self->cr, x + width * 0.14, top + tall * 0.28);
          cairo_line_to (self->cr, x + width * 0.18, top);
          cairo_line_to (self->cr, x + width * 0.80, top + tall * 0.02);
          cairo_line_to (self->cr, x + width * 0.86, top + tall * 0.30);
          cairo_line_to (self->cr, x + width, self->horizon + 2);
          cairo_close_path (self->cr);
          cairo_save (self->cr);
          cairo_clip_preserve (self->cr);
          pictor_practice_canvas_shade (self, top, mix (stone, 0xfff0d8, 220), self->horizon, stone);
          for (int band = 0; band < 4; band++)
            {
              pictor_practice_set_source (self->cr, mix (stone, 0x4a1f20, 400), 0.28);
              cairo_rectangle (self->cr, x, top + tall * (0.15 + 0.2 * band), width,
                               tall * chance (self, 0.03, 0.08));
              cairo_fill (self->cr);
            }
          cairo_restore (self->cr);
        }
    }
}

static void
paint_hills (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;

  for (int layer = 0; layer < 3; layer++)
    {
      guint32 colour = mix (backdrop->sky[2],
                            mix (backdrop->ground[0], lit (self, 0x5a86a8), 420 - 170 * layer),
                            520 + 200 * layer);
      double y = self->horizon - self->unit * (0.11 - 0.045 * layer);

      pictor_practice_canvas_ridge (self, y, self->unit * (0.17 - 0.03 * layer),
                                    self->unit * (0.5 + 0.12 * layer), 0);
      pictor_practice_canvas_shade (self, y - self->unit * 0.09, mix (colour, backdrop->light, 160),
                                    self->horizon + self->unit * 0.05, colour);
    }
}

/* Water that falls from a cliff as wide as the picture. */
static void
paint_cascade (PictorPracticeCanvas *self)
{
  double x = self->width * chance (self, 0.3, 0.7), width = self->unit * 0.24;
  double top = self->horizon * 0.34;
  guint32 water = lit (self, 0xd8f0f6);

  for (int layer = 0; layer < 2; layer++)
    {
      double y = top - self->horizon * (0.14 - 0.18 * layer);
      guint32 rock = mix (self->backdrop->sky[2], lit (self, 0x4f6b5c), 550 + 350 * layer);

      pictor_practice_canvas_ridge (self, y, self->horizon * 0.22, self->unit * 0.3, 0.6);
      pictor_practice_canvas_shade (self, y - self->horizon * 0.1, mix (rock, lit (self, 0x8fb868), 450),
                                    self->horizon, mix (rock, 0x1c3038, 300));
    }
  cairo_move_to (self->cr, x - width * 0.40, top);
  cairo_curve_to (self->cr, x - width * 0.42, top + self->horizon * 0.2, x - width * 0.5,
                  self->horizon * 0.8, x - width * 0.56, self->horizon + 1);
  cairo_line_to (self->cr, x + width * 0.56, self->horizon + 1);
  cairo_curve_to (self->cr, x + width * 0.5, self->horizon * 0.8, x + width * 0.42,
                  top + self->horizon * 0.2, x + width * 0.40, top);
  cairo_close_path (self->cr);
  pictor_practice_canvas_shade (self, top, water, self->horizon, mix (water, 0xffffff, 500));
  for (int i = 0; i < 40; i++)
    {
      double at = x + width * chance (self, -0.40, 0.40);

      pictor_practice_set_source (self->cr, i % 2 ? 0xffffff : lit (self, 0x7fb8cc), 0.4);
      cairo_set_line_width (self->cr, self->unit * chance (self, 0.002, 0.009));
      cairo_move_to (self->cr, at, top + self->horizon * chance (self, 0, 0.3));
      cairo_line_to (self->cr, at, self->horizon);
      cairo_stroke (self->cr);
    }
  pictor_practice_canvas_glow (self, x, self->horizon, width, 0xffffff, 0.75);
}

static void
paint_cavern (PictorPracticeCanvas *self)
{
  pictor_practice_canvas_glow (self, self->width * 0.5, self->horizon * 0.72, self->unit * 0.7,
                               0xf2b872, 0.55);
  for (int layer = 0; layer < 2; layer++)
    {
      guint32 rock = mix (self->backdrop->sky[1], 0x0c0912, 300 + 320 * layer);

      for (double x = -self->unit * 0.1; x < self->width * 1.05;
           x += self->unit * chance (self, 0.05, 0.12))
        {
          double edge = fabs (x / self->width * 2 - 1);
          double tall = self->horizon * (0.10 + 0.38 * edge * edge) * chance (self, 0.6, 1.5) *
                        (layer == 0 ? 1.3 : 0.8);
          double width = self->unit * chance (self, 0.05, 0.11);

          cairo_move_to (self->cr, x - width, -1);
          cairo_curve_to (self->cr, x - width * 0.3, tall * 0.3, x - width * 0.1, tall * 0.8, x,
                          tall);
          cairo_curve_to (self->cr, x + width * 0.1, tall * 0.8, x + width * 0.3, tall * 0.3,
                          x + width, -1);
          cairo_close_path (self->cr);
          pictor_practice_canvas_shade (self, 0, rock, tall, mix (rock, 0xb98a68, 220));
        }
    }
}

static void
paint_dunes (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;

  for (int layer = 0; layer < 5; layer++)
    {
      double depth = layer / 5.0,
             y = self->horizon + (self->height - self->horizon) * (depth * depth * 0.9 - 0.02);
      guint32 sand = mix (backdrop->ground[0], backdrop->ground[1], 1000 * depth);

      pictor_practice_canvas_ridge (self, y, self->unit * (0.10 + 0.16 * depth),
                                    self->unit * (0.45 + 0.5 * depth), 0.25);
      pictor_practice_canvas_shade (self, y - self->unit * 0.08, mix (sand, 0xfff2d0, 380),
                                    y + self->unit * 0.2, mix (sand, 0x7a3f2a, 120 + 160 * depth));
    }
}

static void
paint_furrows (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;
  double from = self->width * chance (self, 0.3, 0.7);

  for (int i = -14; i < 14; i++)
    {
      guint32 colour = mix (backdrop->ground[i & 1], i & 1 ? 0x3f6a2c : 0xf2dc80, 200);

      cairo_move_to (self->cr, from + i * self->width * 0.045, self->horizon);
      cairo_line_to (self->cr, from + i * self->width * 0.26, self->height);
      cairo_line_to (self->cr, from + (i + 1) * self->width * 0.26, self->height);
      cairo_line_to (self->cr, from + (i + 1) * self->width * 0.045, self->horizon);
      cairo_close_path (self->cr);
      pictor_practice_set_source (self->cr, lit (self, colour), 0.55);
      cairo_fill (self->cr);
    }
}

static void
paint_craters (PictorPracticeCanvas *self)
{
  double depth = self->height - self->horizon;

  for (int i = 0; i < 16; i++)
    {
      double near = (i + chance (self, 0, 1)) / 16, x = chance (self, 0, self->width),
             y = self->horizon + depth * near;
      double size = self->unit * (0.02 + 0.10 * near) * chance (self, 0.6, 1.3);

      cairo_save (self->cr);
      cairo_translate (self->cr, x, y);
      cairo_scale (self->cr, size, size * 0.36);
      pictor_practice_set_source (self->cr, mix (self->backdrop->ground[0], 0xffffff, 350), 0.7);
      cairo_arc (self->cr, 0, 0.12, 1, 0, 2 * G_PI);
      cairo_fill (self->cr);
      pictor_practice_set_source (self->cr, mix (self->backdrop->ground[1], 0x000000, 350), 0.8);
      cairo_arc (self->cr, 0, 0, 0.92, 0, 2 * G_PI);
      cairo_fill (self->cr);
      cairo_restore (self->cr);
    }
}

const PictorPracticePaintFunc pictor_practice_decor_land[PICTOR_PRACTICE_N_DECORS] = {
  [PICTOR_PRACTICE_DECOR_MOUNTAINS] = paint_mountains,
  [PICTOR_PRACTICE_DECOR_MESAS] = paint_mesas,
  [PICTOR_PRACTICE_DECOR_HILLS] = paint_hills,
  [PICTOR_PRACTICE_DECOR_CASCADE] = paint_cascade,
  [PICTOR_PRACTICE_DECOR_CAVERN] = paint_cavern,
  [PICTOR_PRACTICE_DECOR_DUNES] = paint_dunes,
  [PICTOR_PRACTICE_DECOR_FURROWS] = paint_furrows,
  [PICTOR_PRACTICE_DECOR_CRATERS] = paint_craters,
};
