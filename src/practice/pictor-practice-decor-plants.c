/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-canvas.h"

#include <math.h>

#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-shapes.h"

#define chance pictor_practice_canvas_chance
#define mix pictor_practice_colour_mix

static guint32
lit (const PictorPracticeCanvas *self,
     guint32                     colour)
{
  return pictor_practice_colour_lit (colour, self->backdrop->light);
}

/* What grows takes on the season: snow, or autumn's leaves. */
static guint32
get_foliage (PictorPracticeCanvas *self,
             guint32               green)
{
  static const guint32 autumn[] = { 0xd9742b, 0xe0a030, 0xb8442c, 0xc98a2e };

  if (pictor_practice_canvas_has (self, PICTOR_PRACTICE_DECOR_LEAVES))
    green = mix (green, autumn[pictor_practice_random_below (&self->random, G_N_ELEMENTS (autumn))],
                 800);
  if (pictor_practice_canvas_has (self, PICTOR_PRACTICE_DECOR_SNOW))
    green = mix (green, 0xdfeaf4, 520);
  return lit (self, green);
}

/* Paints rows of plants from the horizon to the front, where only the sides are planted: the middle is the
 * subjects'. @paint gets the foot, the height, and how near it is (0–1). */
static void
plant_rows (
  PictorPracticeCanvas *self,
  double tallest,
  double spacing,
  void (*paint) (PictorPracticeCanvas *self, double x, double y, double tall, double near))
{
  const int rows = 4;

  for (int row = 0; row < rows; row++)
    {
      double near = (double) row / (rows - 1);
      /* The last row stands beyond the water, where there is water. */
      double shore = row == 0 ? self->horizon : self->height * self->backdrop->shore / 100;
      double y = shore + (self->height - shore) * (0.02 + 0.48 * near * near);
      double tall = tallest * (0.42 + 0.58 * near), step = spacing * (0.40 + 0.60 * near);

      for (double x = -step * chance (self, 0, 1); x < self->width + step;
           x += step * chance (self, 0.6, 1.4))
        {
          double side = fabs (x / self->width * 2 - 1);

          if (near > 0.5 && side < 0.62 + 0.22 * near)
            continue;
          paint (self, x, y + self->unit * chance (self, -0.01, 0.03),
                 tall * chance (self, 0.75, 1.2), near);
        }
    }
}

static void
paint_pine (PictorPracticeCanvas *self,
            double                x,
            double                y,
            double                tall,
            double                near)
{
  guint32 haze = self->backdrop->sky[2];
  guint32 needles = mix (haze, get_foliage (self, 0x2c5f48), 330 + 620 * near);
  gboolean snowy = pictor_practice_canvas_has (self, PICTOR_PRACTICE_DECOR_SNOW);

  pictor_practice_set_source (self->cr, mix (haze, lit (self, 0x4f3626), 330 + 620 * near), 1);
  cairo_rectangle (self->cr, x - tall * 0.025, y - tall * 0.2, tall * 0.05, tall * 0.2);
  cairo_fill (self->cr);
  for (int i = 0; i < 4; i++)
    {
      double top = y - tall * (0.48 + 0.173 * i), foot = top + tall * 0.36,
             half = tall * (0.235 - 0.043 * i);
      guint32 light = mix (needles, snowy ? lit (self, 0xffffff) : 0xd8e8a0, snowy ? 750 : 220);

      cairo_move_to (self->cr, x, top);
      cairo_curve_to (self->cr, x + half * 0.3, top + tall * 0.16, x + half * 0.7,
                      foot - tall * 0.06, x + half, foot);
      cairo_curve_to (self->cr, x + half * 0.3, foot - tall * 0.035, x - half * 0.3,
                      foot - tall * 0.035, x - half, foot);
      cairo_curve_to (self->cr, x - half * 0.7, foot - tall * 0.06, x - half * 0.3,
                      top + tall * 0.16, x, top);
      pictor_practice_canvas_shade (self, top, light, foot, mix (needles, 0x0a1a24, 180));
    }
}

static void
paint_pines (PictorPracticeCanvas *self)
{
  plant_rows (self, self->unit * 0.72, self->unit * 0.26, paint_pine);
}

/* Rounds of leaves: shadow, body, light from above. */
static void
paint_crown (PictorPracticeCanvas *self,
             double                x,
             double                y,
             double                radius,
             guint32               colour)
{
  gboolean snowy = pictor_practice_canvas_has (self, PICTOR_PRACTICE_DECOR_SNOW);

  for (int pass = 0; pass < 3; pass++)
    {
      guint32 tone = pass == 0   ? mix (colour, 0x12243a, 330)
                     : pass == 1 ? colour
                     : snowy     ? mix (colour, lit (self, 0xffffff), 700)
                                 : mix (colour, 0xf4ec9a, 260);

      for (int i = 0; i < 9; i++)
        {
          double angle = chance (self, 0, 2 * G_PI),
                 far = radius * chance (self, 0, 0.72) * (1 - 0.16 * pass);

          pictor_practice_set_source (self->cr, tone, pass == 0 ? 1 : 0.85);
          cairo_arc (self->cr, x + cos (angle) * far - pass * radius * 0.05,
                     y + sin (angle) * far * 0.8 - (pass - 1) * radius * 0.22,
                     radius * chance (self, 0.18, 0.38) * (1 - 0.18 * pass), 0, 2 * G_PI);
          cairo_fill (self->cr);
        }
    }
}

static void
paint_tree (PictorPracticeCanvas *self,
            double                x,
            double                y,
            double                tall,
            double                near)
{
  guint32 haze = self->backdrop->sky[2];
  guint32 bark = mix (haze, lit (self, 0x5a4030), 330 + 620 * near);
  guint32 green = pictor_practice_colour_mix (0x4a8a3c, 0x7aa64a,
                                              (int) pictor_practice_random_below (&self->random,
                                                                                  1000));
  double half = tall * 0.035, lean = tall * chance (self, -0.05, 0.05);

  cairo_move_to (self->cr, x - half * 1.5, y);
  cairo_curve_to (self->cr, x - half, y - tall * 0.2, x - half * 0.8 + lean, y - tall * 0.4,
                  x - half * 0.6 + lean, y - tall * 0.62);
  cairo_line_to (self->cr, x + half * 0.6 + lean, y - tall * 0.62);
  cairo_curve_to (self->cr, x + half * 0.8 + lean, y - tall * 0.4, x + half, y - tall * 0.2,
                  x + half * 1.5, y);
  cairo_close_path (self->cr);
  pictor_practice_canvas_shade (self, y - tall * 0.6, mix (bark, 0x1a1020, 300), y, bark);
  paint_crown (self, x + lean, y - tall * 0.72, tall * 0.33,
               mix (haze, get_foliage (self, green), 360 + 590 * near));
}

static void
paint_trees (PictorPracticeCanvas *self)
{
  plant_rows (self, self->unit * 0.78, self->unit * 0.30, paint_tree);
}

static void
paint_acacias (PictorPracticeCanvas *self)
{
  for (int i = 0; i < 3 + (int) (self->width / self->unit); i++)
    {
      double x = chance (self, 0, self->width), near = chance (self, 0, 0.6),
             tall = self->unit * (0.14 + 0.22 * near);
      double y = self->horizon + (self->height - self->horizon) * 0.25 * near;
      guint32 dark = mix (self->backdrop->sky[2], lit (self, 0x5a4a24), 480 + 500 * near);

      pictor_practice_set_source (self->cr, dark, 1);
      cairo_set_line_width (self->cr, tall * 0.05);
      for (int branch = -1; branch <= 1; branch++)
        {
          cairo_move_to (self->cr, x, y);
          cairo_curve_to (self->cr, x, y - tall * 0.4, x + branch * tall * 0.1, y - tall * 0.6,
                          x + branch * tall * 0.34, y - tall * 0.85);
          cairo_stroke (self->cr);
        }
      for (int leaf = 0; leaf < 7; leaf++)
        {
          cairo_save (self->cr);
          cairo_translate (self->cr, x + tall * chance (self, -0.4, 0.4),
                           y - tall * chance (self, 0.84, 0.98));
          cairo_scale (self->cr, tall * 0.3, tall * 0.08);
          pictor_practice_set_source (self->cr, mix (dark, lit (self, 0x8a9a3c), 450), 0.9);
          cairo_arc (self->cr, 0, 0, 1, 0, 2 * G_PI);
          cairo_fill (self->cr);
          cairo_restore (self->cr);
        }
    }
}

static void
paint_bamboo (PictorPracticeCanvas *self)
{
  for (int layer = 0; layer < 3; layer++)
    for (double x = 0; x < self->width; x += self->unit * chance (self, 0.03, 0.09) * (1 + layer))
      {
        double width = self->unit * (0.008 + 0.010 * layer), side = fabs (x / self->width * 2 - 1);
        double y = self->horizon + (self->height - self->horizon) * 0.2 * layer,
               step = self->unit * (0.07 + 0.03 * layer);
        guint32 cane = mix (self->backdrop->sky[2], get_foliage (self, 0x7aa83f), 380 + 260 * layer);

        if (layer == 2 && side < 0.6)
          continue;
        pictor_practice_set_source (self->cr, cane, 1);
        cairo_rectangle (self->cr, x, 0, width, y);
        cairo_fill (self->cr);
        pictor_practice_set_source (self->cr, mix (cane, 0xf4ffd8, 450), 0.7);
        cairo_rectangle (self->cr, x + width * 0.15, 0, width * 0.22, y);
        cairo_fill (self->cr);
        for (double at = y - step * chance (self, 0, 1); at > 0; at -= step)
          {
            double reach = self->unit * chance (self, -0.09, 0.09);

            pictor_practice_set_source (self->cr, mix (cane, 0x2a4a20, 450), 0.9);
            cairo_rectangle (self->cr, x - width * 0.12, at, width * 1.24, MAX (1, width * 0.22));
            cairo_fill (self->cr);
            if (pictor_practice_random_below (&self->random, 3) > 0)
              continue;
            pictor_practice_set_source (self->cr, mix (cane, 0x3f7a34, 380), 0.85);
            cairo_move_to (self->cr, x, at);
            cairo_curve_to (self->cr, x + reach * 0.4, at - fabs (reach) * 0.3, x + reach * 0.8, at,
                            x + reach, at + fabs (reach) * 0.3);
            cairo_curve_to (self->cr, x + reach * 0.6, at + fabs (reach) * 0.15, x + reach * 0.3,
                            at + fabs (reach) * 0.08, x, at);
            cairo_fill (self->cr);
          }
      }
}

static void
paint_palm (PictorPracticeCanvas *self,
            double                x,
            double                y,
            double                tall,
            double                lean)
{
  guint32 green = get_foliage (self, 0x3f8a4a);
  double top_x = x + lean, top_y = y - tall;

  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  pictor_practice_set_source (self->cr, lit (self, 0x8a6a48), 1);
  cairo_set_line_width (self->cr, tall * 0.045);
  cairo_move_to (self->cr, x, y);
  cairo_curve_to (self->cr, x, y - tall * 0.4, x + lean * 0.5, y - tall * 0.8, top_x, top_y);
  cairo_stroke (self->cr);
  for (int i = 0; i < 9; i++)
    {
      double angle = G_PI * (1.05 + 0.9 * i / 8.0) + chance (self, -0.1, 0.1),
             reach = tall * chance (self, 0.36, 0.48);
      double end_x = top_x + cos (angle) * reach,
             end_y = top_y + sin (angle) * reach * 0.55 + reach * 0.34;

      pictor_practice_set_source (self->cr, mix (green, i % 2 ? 0x10302a : 0xd8e88a, 220), 1);
      cairo_move_to (self->cr, top_x, top_y);
      cairo_curve_to (self->cr, top_x + cos (angle) * reach * 0.4, top_y - reach * 0.30, end_x,
                      end_y - reach * 0.4, end_x, end_y);
      cairo_curve_to (self->cr, end_x - cos (angle) * reach * 0.2, end_y - reach * 0.28,
                      top_x + cos (angle) * reach * 0.4, top_y - reach * 0.08, top_x, top_y);
      cairo_fill (self->cr);
    }
}

static void
paint_palms (PictorPracticeCanvas *self)
{
  double side = chance (self, 0, 1) < 0.5 ? 0.06 : 0.94,
         y = self->horizon + (self->height - self->horizon) * 0.55;

  for (int i = 0; i < 3; i++)
    {
      double at = i == 2 ? 1 - side : side + (side < 0.5 ? 0.1 : -0.1) * i;
      double lean = (at < 0.5 ? 1 : -1) * self->unit * chance (self, 0.02, 0.14);

      paint_palm (self, self->width * at, y + self->unit * 0.04 * i,
                  self->unit * chance (self, 0.48, 0.68), lean);
    }
}

static void
paint_mist (PictorPracticeCanvas *self)
{
  guint32 colour = mix (self->backdrop->sky[2], lit (self, 0xffffff), 450);

  for (int i = 0; i < 12; i++)
    {
      double x = chance (self, 0, self->width),
             y = self->horizon + self->unit * chance (self, -0.16, 0.22);

      cairo_save (self->cr);
      cairo_translate (self->cr, x, y);
      cairo_scale (self->cr, 1, 0.22);
      pictor_practice_canvas_glow (self, 0, 0, self->unit * chance (self, 0.3, 0.7), colour, 0.5);
      cairo_restore (self->cr);
    }
}

static void
paint_grass (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;
  double shore = self->height * self->backdrop->shore / 100, depth = self->height - shore;
  int n = (int) CLAMP (self->width / self->unit * 420, 200, 2400);
  /* Where there is water, the ground's colours are the water's. */
  gboolean bank = backdrop->shore > backdrop->horizon;

  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 0; i < n; i++)
    {
      double near = (i + 0.5) / n, x = chance (self, 0, self->width),
             y = shore + depth * near * (0.3 + 0.75 * near);
      double tall = self->unit * (0.006 + 0.042 * near) * chance (self, 0.6, 1.3),
             lean = tall * chance (self, -0.5, 0.5);
      guint32 colour = mix (bank ? lit (self, 0x5c9a4c)
                                 : mix (backdrop->ground[0], backdrop->ground[1], 1000 * near),
                            i % 3 == 0   ? mix (backdrop->light, 0xf0f08a, 400)
                            : i % 3 == 1 ? 0x16321c
                                         : get_foliage (self, 0x5a9a3c),
                            i % 3 == 0 ? 240 : 300);

      pictor_practice_set_source (self->cr, colour, 0.8);
      cairo_set_line_width (self->cr, MAX (0.8, self->unit * (0.0015 + 0.0045 * near)));
      cairo_move_to (self->cr, x, y);
      cairo_curve_to (self->cr, x, y - tall * 0.5, x + lean * 0.4, y - tall * 0.8, x + lean,
                      y - tall);
      cairo_stroke (self->cr);
    }
}

static void
paint_flowers (PictorPracticeCanvas *self)
{
  double shore = self->height * self->backdrop->shore / 100, depth = self->height - shore;
  int n = (int) CLAMP (self->width / self->unit * 110, 50, 700);

  for (int i = 0; i < n; i++)
    {
      double near = (i + 0.5) / n, x = chance (self, 0, self->width),
             y = shore + depth * near * (0.35 + 0.7 * near);
      double radius = self->unit * (0.003 + 0.010 * near) * chance (self, 0.7, 1.3);
      guint32 colour = lit (self, i % 4 == 0
                                    ? 0xfffaf0
                                    : mix (pictor_practice_canvas_accent (self), 0xffffff, 200));

      for (int petal = 0; petal < 5; petal++)
        {
          double angle = 2 * G_PI * petal / 5;

          pictor_practice_set_source (self->cr, colour, 0.95);
          cairo_arc (self->cr, x + cos (angle) * radius * 0.7, y + sin (angle) * radius * 0.5,
                     radius * 0.55, 0, 2 * G_PI);
          cairo_fill (self->cr);
        }
      pictor_practice_set_source (self->cr, lit (self, 0xf8c93a), 1);
      cairo_arc (self->cr, x, y, radius * 0.38, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
}

const PictorPracticePaintFunc pictor_practice_decor_plants[PICTOR_PRACTICE_N_DECORS] = {
  [PICTOR_PRACTICE_DECOR_ACACIAS] = paint_acacias,
  [PICTOR_PRACTICE_DECOR_PINES] = paint_pines,
  [PICTOR_PRACTICE_DECOR_TREES] = paint_trees,
  [PICTOR_PRACTICE_DECOR_BAMBOO] = paint_bamboo,
  [PICTOR_PRACTICE_DECOR_PALMS] = paint_palms,
  [PICTOR_PRACTICE_DECOR_MIST] = paint_mist,
  [PICTOR_PRACTICE_DECOR_GRASS] = paint_grass,
  [PICTOR_PRACTICE_DECOR_FLOWERS] = paint_flowers,
};
