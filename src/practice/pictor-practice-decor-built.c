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

/* One house of a skyline, with windows that are lit when it is dark. */
static void
paint_block (PictorPracticeCanvas *self,
             double                x,
             double                top,
             double                width,
             guint32               wall,
             gboolean              windows)
{
  gboolean dark = self->backdrop->dark;
  double cell = MAX (2.5, self->unit * 0.021);

  cairo_rectangle (self->cr, x, top, width, self->horizon - top + 1);
  pictor_practice_canvas_shade (self, top, mix (wall, self->backdrop->light, 120), self->horizon,
                                wall);
  if (pictor_practice_random_below (&self->random, 3) == 0)
    {
      pictor_practice_set_source (self->cr, wall, 1);
      cairo_rectangle (self->cr, x + width * 0.45, top - self->unit * 0.05, width * 0.08,
                       self->unit * 0.05);
      cairo_fill (self->cr);
    }
  if (!windows)
    return;
  for (double y = top + cell; y < self->horizon - cell; y += cell * 1.5)
    for (double at = x + cell * 0.7; at < x + width - cell; at += cell * 1.25)
      {
        gboolean on = pictor_practice_random_below (&self->random, 100) < (dark ? 46 : 22);

        pictor_practice_set_source (self->cr,
                                    on ? (dark ? 0xffd779 : 0xfff0c4)
                                       : mix (wall, dark ? 0x0a1030 : 0x3a5a80, 450),
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
          double width = self->unit * chance (self, 0.07, 0.15),
                 tall = tallest * chance (self, 0.35, 1);
          guint32 tone = mix (lit (self, 0x6a7a96),
                              lit (self, mix (pictor_practice_canvas_accent (self), 0xd8c4b0, 600)),
                              400);

          paint_block (self, x, self->horizon - tall, width,
                       mix (backdrop->sky[2], tone, 330 + 270 * layer), layer > 0);
          x += width * (layer == 2 ? chance (self, 1.0, 1.9) : chance (self, 0.9, 1.15));
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
              double width = self->unit * chance (self, 0.014, 0.034),
                     tall = shelf * chance (self, 0.58, 0.84);

              cairo_rectangle (self->cr, x, y + shelf * 0.92 - tall, width * 0.92, tall);
              pictor_practice_set_source (
                self->cr,
                lit (self, mix (pictor_practice_colour_pigment (
                                  pictor_practice_random_below (&self->random, 18)),
                                0x4a2c1c, 480)),
                1);
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
      double x = self->width * (chance (self, 0, 1) < 0.5 ? 0.20 : 0.80) - width / 2,
             y = self->horizon * 0.16;
      gboolean dark = backdrop->dark;

      cairo_rectangle (self->cr, x, y, width, tall);
      pictor_practice_canvas_shade (self, y, dark ? 0x14224e : 0x9fd4f5, y + tall,
                                    dark ? 0x46558c : 0xeaf6ee);
      pictor_practice_canvas_glow (self, x + width / 2, y + tall / 2, width * 1.6,
                                   dark ? 0x8fa4e0 : 0xfff6dc, 0.3);
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
          guint32 cloth = mix (pictor_practice_colour_lit (backdrop->accents[0], backdrop->light),
                               0xffffff, 250);
          double at = side == 0 ? x - width * 0.16 : x + width * 1.16,
                 inward = side == 0 ? width * 0.30 : -width * 0.30;

          cairo_move_to (self->cr, at, y - tall * 0.06);
          cairo_rel_line_to (self->cr, inward, 0);
          cairo_rel_curve_to (self->cr, 0, tall * 0.5, -inward * 0.5, tall * 0.8, -inward * 0.6,
                              tall * 1.16);
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
  cairo_translate (self->cr, self->width * 0.5,
                   self->horizon + (self->height - self->horizon) * 0.62);
  cairo_scale (self->cr, self->width * 0.36, (self->height - self->horizon) * 0.27);
  for (int ring = 0; ring < 3; ring++)
    {
      pictor_practice_set_source (
        self->cr, mix (lit (self, backdrop->accents[1]), 0xfff4e4, 200 + 300 * (ring % 2)), 0.9);
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
        cairo_rectangle (self->cr, x, 0, fold + 1,
                         self->horizon + (self->height - self->horizon) * (0.30 - 0.08 * i));
        cairo_set_source (self->cr, cloth);
        cairo_fill (self->cr);
        cairo_pattern_destroy (cloth);
      }
}

/* A road from the bottom to where it vanishes, between pavements. */
static void
paint_road (PictorPracticeCanvas *self)
{
  double to = self->width * chance (self, 0.40, 0.60), middle = self->width / 2,
         depth = self->height - self->horizon;
  gboolean dark = self->backdrop->dark;
  /* Half widths at the horizon and at the bottom. */
  const double edges[][2] = { { 0.10, 0.74 }, { 0.07, 0.55 } };

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      guint32 colour = lit (self, i == 0 ? 0xc2bcb2 : 0x5d6068);

      cairo_move_to (self->cr, to - self->unit * edges[i][0], self->horizon);
      cairo_line_to (self->cr, middle - self->unit * edges[i][1], self->height);
      cairo_line_to (self->cr, middle + self->unit * edges[i][1], self->height);
      cairo_line_to (self->cr, to + self->unit * edges[i][0], self->horizon);
      cairo_close_path (self->cr);
      pictor_practice_canvas_shade (self, self->horizon, mix (colour, self->backdrop->sky[2], 350),
                                    self->height, colour);
    }
  for (int i = 0; i < 7; i++)
    {
      double from = i / 7.0 * i / 7.0, end = (i + 0.45) / 7.0 * (i + 0.45) / 7.0;
      double half = self->unit * 0.004, far_x = to + (middle - to) * from,
             near_x = to + (middle - to) * end;

      cairo_move_to (self->cr, far_x - half * (1 + 3 * from), self->horizon + depth * from);
      cairo_line_to (self->cr, near_x - half * (1 + 3 * end), self->horizon + depth * end);
      cairo_line_to (self->cr, near_x + half * (1 + 3 * end), self->horizon + depth * end);
      cairo_line_to (self->cr, far_x + half * (1 + 3 * from), self->horizon + depth * from);
      cairo_close_path (self->cr);
      pictor_practice_set_source (self->cr, lit (self, 0xf4ecd0), 0.8);
      cairo_fill (self->cr);
    }
  for (int i = 2; i >= 0; i--)
    for (int side = -1; side <= 1; side += 2)
      {
        double near = 1.0 / (1 + i * 0.9), tall = self->unit * 0.42 * near, down = 0.42 * near;
        double x = to + (middle - to) * down + side * self->unit * (0.085 + 0.56 * down),
               y = self->horizon + depth * down;

        pictor_practice_set_source (self->cr,
                                    lit (self, mix (0x3c4048, self->backdrop->sky[2],
                                                    300 - (int) (300 * near))),
                                    1);
        cairo_set_line_width (self->cr, MAX (1, self->unit * 0.009 * near));
        cairo_move_to (self->cr, x, y);
        cairo_rel_line_to (self->cr, 0, -tall);
        cairo_rel_curve_to (self->cr, 0, -tall * 0.08, -side * tall * 0.05, -tall * 0.1,
                            -side * tall * 0.12, -tall * 0.1);
        cairo_stroke (self->cr);
        pictor_practice_canvas_glow (self, x - side * tall * 0.13, y - tall * 1.09,
                                     tall * (dark ? 0.36 : 0.12), 0xffdf98, dark ? 0.9 : 0.6);
      }
}

static void
paint_roofs (PictorPracticeCanvas *self)
{
  static const guint32 roofs[] = { 0xc4533a, 0xa8442f, 0xd07a45, 0x6f7f95 };
  gboolean dark = self->backdrop->dark;

  for (double x = self->width * chance (self, 0, 0.1); x < self->width;
       x += self->unit * chance (self, 0.12, 0.3))
    {
      double size = self->unit * chance (self, 0.07, 0.12),
             y = self->horizon + self->unit * chance (self, 0, 0.05);
      guint32 roof = is_snowy (self) ? 0xf4f8fc
                                     : roofs[pictor_practice_random_below (&self->random, 4)];

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

const PictorPracticePaintFunc pictor_practice_decor_built[PICTOR_PRACTICE_N_DECORS] = {
  [PICTOR_PRACTICE_DECOR_SKYLINE] = paint_skyline,
  [PICTOR_PRACTICE_DECOR_INTERIOR] = paint_interior,
  [PICTOR_PRACTICE_DECOR_SPOTLIGHTS] = paint_spotlights,
  [PICTOR_PRACTICE_DECOR_ROAD] = paint_road,
  [PICTOR_PRACTICE_DECOR_ROOFS] = paint_roofs,
};
