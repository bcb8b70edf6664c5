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
      double swing = self->horizon * (0.62 - 0.13 * layer), y = self->horizon * (0.66 + 0.11 * layer);
      guint32 rock = mix (haze, lit (self, 0x4a5a80), 300 + 230 * layer);
      guint32 cap = layer < 2 || is_snowy (self) ? mix (haze, lit (self, 0xffffff), 880 - 150 * layer) : rock;
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
      guint32 stone = mix (backdrop->sky[2], backdrop->ground[layer == 0 ? 0 : 1], 450 + 300 * layer);

      for (double x = -0.1 * self->width; x < self->width; x += self->unit * chance (self, 0.25, 0.6))
        {
          double width = self->unit * chance (self, 0.12, 0.38), tall = self->horizon * chance (self, 0.16, 0.48);
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
              cairo_rectangle (self->cr, x, top + tall * (0.15 + 0.2 * band), width, tall * chance (self, 0.03, 0.08));
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
      guint32 colour = mix (backdrop->sky[2], mix (backdrop->ground[0], lit (self, 0x5a86a8), 420 - 170 * layer),
                            520 + 200 * layer);
      double y = self->horizon - self->unit * (0.11 - 0.045 * layer);

      pictor_practice_canvas_ridge (self, y, self->unit * (0.17 - 0.03 * layer), self->unit * (0.5 + 0.12 * layer), 0);
      pictor_practice_canvas_shade (self, y - self->unit * 0.09, mix (colour, backdrop->light, 160),
                                    self->horizon + self->unit * 0.05, colour);
    }
}

static void
paint_cascade (PictorPracticeCanvas *self)
{
  double x = self->width * chance (self, 0.3, 0.7), width = self->unit * 0.22, top = self->horizon * 0.28;
  guint32 water = lit (self, 0xd8f0f6);

  cairo_rectangle (self->cr, x - width * 1.4, top, width * 2.8, self->horizon - top + 1);
  pictor_practice_canvas_shade (self, top, lit (self, 0x6f8f6a), self->horizon, lit (self, 0x3f5f58));
  cairo_rectangle (self->cr, x - width / 2, top, width, self->horizon - top + 1);
  pictor_practice_canvas_shade (self, top, water, self->horizon, mix (water, 0xffffff, 500));
  for (int i = 0; i < 40; i++)
    {
      double at = x + width * chance (self, -0.48, 0.48);

      pictor_practice_set_source (self->cr, i % 2 ? 0xffffff : lit (self, 0x7fb8cc), 0.4);
      cairo_set_line_width (self->cr, self->unit * chance (self, 0.002, 0.009));
      cairo_move_to (self->cr, at, top + self->horizon * chance (self, 0, 0.3));
      cairo_line_to (self->cr, at, self->horizon);
      cairo_stroke (self->cr);
    }
  pictor_practice_canvas_glow (self, x, self->horizon, width, 0xffffff, 0.75);
}

/* One house of a skyline, with windows that are lit when it is dark. */
static void
paint_block (PictorPracticeCanvas *self,
             double                x,
             double                top,
             double                width,
             guint32               wall,
             gboolean              windows)
{
  gboolean dark = pictor_practice_canvas_is_dark (self);
  double cell = MAX (2.5, self->unit * 0.021);

  cairo_rectangle (self->cr, x, top, width, self->horizon - top + 1);
  pictor_practice_canvas_shade (self, top, mix (wall, self->backdrop->light, 120), self->horizon, wall);
  if (pictor_practice_random_below (&self->random, 3) == 0)
    {
      pictor_practice_set_source (self->cr, wall, 1);
      cairo_rectangle (self->cr, x + width * 0.45, top - self->unit * 0.05, width * 0.08, self->unit * 0.05);
      cairo_fill (self->cr);
    }
  if (!windows)
    return;
  for (double y = top + cell; y < self->horizon - cell; y += cell * 1.5)
    for (double at = x + cell * 0.7; at < x + width - cell; at += cell * 1.25)
      {
        gboolean on = pictor_practice_random_below (&self->random, 100) < (dark ? 46 : 22);

        pictor_practice_set_source (self->cr, on ? (dark ? 0xffd779 : 0xfff0c4) : mix (wall, dark ? 0x0a1030 : 0x3a5a80, 450),
                                    on ? 0.95 : 0.6);
        cairo_rectangle (self->cr, at, y, cell * 0.62, cell * 0.8);
        cairo_fill (self->cr);
      }
}

static void
paint_skyline (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;

  for (int layer = 0; layer < 3; layer++)
    {
      double tallest = self->horizon * (0.72 - 0.16 * layer);

      for (double x = -self->unit * 0.05; x < self->width;)
        {
          double width = self->unit * chance (self, 0.07, 0.15), tall = tallest * chance (self, 0.35, 1);
          guint32 tone = mix (lit (self, 0x6a7a96), lit (self, mix (pictor_practice_canvas_accent (self), 0xd8c4b0, 600)), 400);

          paint_block (self, x, self->horizon - tall, width, mix (backdrop->sky[2], tone, 330 + 270 * layer), layer > 0);
          x += width * (layer == 2 ? chance (self, 1.0, 1.9) : chance (self, 0.9, 1.15));
        }
    }
}

static void
paint_cavern (PictorPracticeCanvas *self)
{
  pictor_practice_canvas_glow (self, self->width * 0.5, self->horizon * 0.72, self->unit * 0.7, 0xf2b872, 0.55);
  for (int layer = 0; layer < 2; layer++)
    {
      guint32 rock = mix (self->backdrop->sky[1], 0x0c0912, 300 + 320 * layer);

      for (double x = -self->unit * 0.1; x < self->width * 1.05; x += self->unit * chance (self, 0.05, 0.12))
        {
          double edge = fabs (x / self->width * 2 - 1);
          double tall = self->horizon * (0.10 + 0.38 * edge * edge) * chance (self, 0.6, 1.5) * (layer == 0 ? 1.3 : 0.8);
          double width = self->unit * chance (self, 0.05, 0.11);

          cairo_move_to (self->cr, x - width, -1);
          cairo_curve_to (self->cr, x - width * 0.3, tall * 0.3, x - width * 0.1, tall * 0.8, x, tall);
          cairo_curve_to (self->cr, x + width * 0.1, tall * 0.8, x + width * 0.3, tall * 0.3, x + width, -1);
          cairo_close_path (self->cr);
          pictor_practice_canvas_shade (self, 0, rock, tall, mix (rock, 0xb98a68, 220));
        }
    }
}

/* A wall of books where the room is dark, else a window. */
static void
paint_interior (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;
  guint32 wood = mix (backdrop->ground[1], 0x20120c, 300);

  if (pictor_practice_colour_luma (backdrop->sky[0]) < 130)
    {
      double shelf = self->horizon / 4;

      for (double y = 0; y < self->horizon - shelf / 2; y += shelf)
        {
          for (double x = 0; x < self->width;)
            {
              double width = self->unit * chance (self, 0.014, 0.034), tall = shelf * chance (self, 0.58, 0.84);

              cairo_rectangle (self->cr, x, y + shelf * 0.92 - tall, width * 0.92, tall);
              pictor_practice_set_source (self->cr, lit (self, mix (pictor_practice_colour_pigment (
                                            pictor_practice_random_below (&self->random, 18)), 0x4a2c1c, 480)), 1);
              cairo_fill (self->cr);
              x += width;
            }
          cairo_rectangle (self->cr, 0, y + shelf * 0.92, self->width, shelf * 0.08);
          pictor_practice_set_source (self->cr, wood, 1);
          cairo_fill (self->cr);
        }
    }
  else
    {
      double width = self->unit * 0.34, tall = MIN (self->horizon * 0.62, width * 1.3);
      double x = self->width * (chance (self, 0, 1) < 0.5 ? 0.20 : 0.80) - width / 2, y = self->horizon * 0.16;
      gboolean dark = pictor_practice_canvas_is_dark (self) || pictor_practice_colour_luma (backdrop->light) < 140;

      cairo_rectangle (self->cr, x, y, width, tall);
      pictor_practice_canvas_shade (self, y, dark ? 0x14224e : 0x9fd4f5, y + tall, dark ? 0x46558c : 0xeaf6ee);
      pictor_practice_canvas_glow (self, x + width / 2, y + tall / 2, width * 1.6, dark ? 0x8fa4e0 : 0xfff6dc, 0.3);
      pictor_practice_set_source (self->cr, mix (0xffffff, backdrop->light, 600), 1);
      cairo_set_line_width (self->cr, self->unit * 0.018);
      cairo_rectangle (self->cr, x, y, width, tall);
      cairo_move_to (self->cr, x + width / 2, y);
      cairo_rel_line_to (self->cr, 0, tall);
      cairo_move_to (self->cr, x, y + tall * 0.45);
      cairo_rel_line_to (self->cr, width, 0);
      cairo_stroke (self->cr);
      for (int side = 0; side < 2; side++)
        {
          guint32 cloth = mix (pictor_practice_colour_lit (backdrop->accents[0], backdrop->light), 0xffffff, 250);
          double at = side == 0 ? x - width * 0.16 : x + width * 1.16, inward = side == 0 ? width * 0.30 : -width * 0.30;

          cairo_move_to (self->cr, at, y - tall * 0.06);
          cairo_rel_line_to (self->cr, inward, 0);
          cairo_rel_curve_to (self->cr, 0, tall * 0.5, -inward * 0.5, tall * 0.8, -inward * 0.6, tall * 1.16);
          cairo_line_to (self->cr, at, y + tall * 1.10);
          cairo_close_path (self->cr);
          pictor_practice_canvas_shade (self, y, cloth, y + tall, mix (cloth, 0x40203a, 300));
        }
    }

  cairo_rectangle (self->cr, 0, self->horizon - self->unit * 0.02, self->width, self->unit * 0.024);
  pictor_practice_set_source (self->cr, mix (backdrop->ground[0], 0xffffff, 350), 1);
  cairo_fill (self->cr);
  pictor_practice_set_source (self->cr, wood, 0.32);
  cairo_set_line_width (self->cr, MAX (0.7, self->unit * 0.004));
  for (double at = -2; at <= 3; at += 0.14)
    {
      cairo_move_to (self->cr, self->width * (0.5 + (at - 0.5) * 0.7), self->horizon);
      cairo_line_to (self->cr, self->width * (0.5 + (at - 0.5) * 1.6), self->height);
    }
  cairo_stroke (self->cr);
  cairo_save (self->cr);
  cairo_translate (self->cr, self->width * 0.5, self->horizon + (self->height - self->horizon) * 0.62);
  cairo_scale (self->cr, self->width * 0.36, (self->height - self->horizon) * 0.27);
  for (int ring = 0; ring < 3; ring++)
    {
      pictor_practice_set_source (self->cr, mix (lit (self, backdrop->accents[1]), 0xfff4e4, 200 + 300 * (ring % 2)), 0.9);
      cairo_arc (self->cr, 0, 0, 1 - 0.18 * ring, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
  cairo_restore (self->cr);
}

static void
paint_spotlights (PictorPracticeCanvas *self)
{
  double fold = self->unit * 0.05;

  for (int i = 0; i < 5; i++)
    {
      double x = self->width * (i + 0.5) / 5, end = self->width * chance (self, 0.25, 0.75);
      guint32 colour = mix (pictor_practice_canvas_accent (self), 0xfff3d0, 550);
      cairo_pattern_t *beam = cairo_pattern_create_linear (0, 0, 0, self->height * 0.9);

      pictor_practice_add_stop (beam, 0, colour, 0.5);
      pictor_practice_add_stop (beam, 1, colour, 0.02);
      cairo_move_to (self->cr, x - self->unit * 0.01, 0);
      cairo_line_to (self->cr, end - self->unit * 0.2, self->height * 0.9);
      cairo_line_to (self->cr, end + self->unit * 0.2, self->height * 0.9);
      cairo_line_to (self->cr, x + self->unit * 0.01, 0);
      cairo_close_path (self->cr);
      cairo_set_source (self->cr, beam);
      cairo_fill (self->cr);
      cairo_pattern_destroy (beam);
    }
  for (int side = 0; side < 2; side++)
    for (int i = 0; i < 3; i++)
      {
        double x = side == 0 ? i * fold : self->width - (i + 1) * fold;
        cairo_pattern_t *cloth = cairo_pattern_create_linear (x, 0, x + fold, 0);

        pictor_practice_add_stop (cloth, 0, 0x5a0f1c, 1);
        pictor_practice_add_stop (cloth, 0.5, 0xb5202f, 1);
        pictor_practice_add_stop (cloth, 1, 0x4a0c18, 1);
        cairo_rectangle (self->cr, x, 0, fold + 1, self->horizon + (self->height - self->horizon) * (0.30 - 0.08 * i));
        cairo_set_source (self->cr, cloth);
        cairo_fill (self->cr);
        cairo_pattern_destroy (cloth);
      }
}

static void
paint_dunes (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;

  for (int layer = 0; layer < 5; layer++)
    {
      double depth = layer / 5.0, y = self->horizon + (self->height - self->horizon) * (depth * depth * 0.9 - 0.02);
      guint32 sand = mix (backdrop->ground[0], backdrop->ground[1], 1000 * depth);

      pictor_practice_canvas_ridge (self, y, self->unit * (0.10 + 0.16 * depth), self->unit * (0.45 + 0.5 * depth), 0.25);
      pictor_practice_canvas_shade (self, y - self->unit * 0.08, mix (sand, 0xfff2d0, 380), y + self->unit * 0.2,
                                    mix (sand, 0x7a3f2a, 120 + 160 * depth));
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
      double near = (i + chance (self, 0, 1)) / 16, x = chance (self, 0, self->width), y = self->horizon + depth * near;
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

static void
paint_roofs (PictorPracticeCanvas *self)
{
  static const guint32 roofs[] = { 0xc4533a, 0xa8442f, 0xd07a45, 0x6f7f95 };
  gboolean dark = pictor_practice_canvas_is_dark (self);

  for (double x = self->width * chance (self, 0, 0.1); x < self->width; x += self->unit * chance (self, 0.12, 0.3))
    {
      double size = self->unit * chance (self, 0.07, 0.12), y = self->horizon + self->unit * chance (self, 0, 0.05);
      guint32 roof = is_snowy (self) ? 0xf4f8fc : roofs[pictor_practice_random_below (&self->random, 4)];

      pictor_practice_set_source (self->cr, lit (self, 0xf3e6cf), 1);
      cairo_rectangle (self->cr, x, y - size * 0.7, size, size * 0.7);
      cairo_fill (self->cr);
      pictor_practice_set_source (self->cr, dark ? 0xffd779 : lit (self, 0x7a8fa6), 1);
      cairo_rectangle (self->cr, x + size * 0.16, y - size * 0.5, size * 0.2, size * 0.22);
      cairo_rectangle (self->cr, x + size * 0.62, y - size * 0.5, size * 0.2, size * 0.22);
      cairo_fill (self->cr);
      pictor_practice_set_source (self->cr, lit (self, roof), 1);
      cairo_move_to (self->cr, x - size * 0.12, y - size * 0.66);
      cairo_rel_line_to (self->cr, size * 0.62, -size * 0.52);
      cairo_rel_line_to (self->cr, size * 0.62, size * 0.52);
      cairo_close_path (self->cr);
      cairo_fill (self->cr);
    }
}

const PictorPracticePaintFunc pictor_practice_decor_land[PICTOR_PRACTICE_N_DECORS] = {
  [PICTOR_PRACTICE_DECOR_MOUNTAINS] = paint_mountains,
  [PICTOR_PRACTICE_DECOR_MESAS] = paint_mesas,
  [PICTOR_PRACTICE_DECOR_HILLS] = paint_hills,
  [PICTOR_PRACTICE_DECOR_CASCADE] = paint_cascade,
  [PICTOR_PRACTICE_DECOR_SKYLINE] = paint_skyline,
  [PICTOR_PRACTICE_DECOR_CAVERN] = paint_cavern,
  [PICTOR_PRACTICE_DECOR_INTERIOR] = paint_interior,
  [PICTOR_PRACTICE_DECOR_SPOTLIGHTS] = paint_spotlights,
  [PICTOR_PRACTICE_DECOR_DUNES] = paint_dunes,
  [PICTOR_PRACTICE_DECOR_FURROWS] = paint_furrows,
  [PICTOR_PRACTICE_DECOR_CRATERS] = paint_craters,
  [PICTOR_PRACTICE_DECOR_ROOFS] = paint_roofs,
};
