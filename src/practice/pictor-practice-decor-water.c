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

/* The light of the sky in the water, in short strokes that grow longer as they come nearer. */
static void
paint_glitter (PictorPracticeCanvas *self,
               double                bottom)
{
  gboolean shining = pictor_practice_canvas_has (self, PICTOR_PRACTICE_DECOR_SUN) ||
                     pictor_practice_canvas_has (self, PICTOR_PRACTICE_DECOR_MOON);
  guint32 colour = mix (self->backdrop->sky[2], 0xffffff, 350);

  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 0; i < 170; i++)
    {
      double near = chance (self, 0, 1), y = self->horizon + (bottom - self->horizon) * near * near;
      double length = self->unit * (0.01 + 0.05 * near) * chance (self, 0.5, 1.5),
             x = chance (self, 0, self->width);

      if (shining && i % 2 == 0)
        x = self->sun_x +
            self->unit * (0.03 + 0.16 * near) * (chance (self, -1, 1) + chance (self, -1, 1)) / 2;
      pictor_practice_set_source (self->cr, colour, shining && i % 2 == 0 ? 0.75 : 0.22);
      cairo_set_line_width (self->cr, MAX (0.8, self->unit * (0.002 + 0.005 * near)));
      cairo_move_to (self->cr, x - length / 2, y);
      cairo_line_to (self->cr, x + length / 2, y);
      cairo_stroke (self->cr);
    }
}

static void
paint_waves (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;
  double depth = self->height - self->horizon;

  paint_glitter (self, self->height);
  for (int layer = 0; layer < 9; layer++)
    {
      double near = (layer + 1) / 9.5, y = self->horizon + depth * near * near;
      double swing = self->unit * (0.006 + 0.055 * near), length = self->unit * (0.05 + 0.22 * near);
      guint32 water = mix (backdrop->ground[0], backdrop->ground[1], 1000 * near);

      /* The crest: the same ridge in foam, and the wave a little below it. */
      PictorPracticeRandom same = self->random;

      pictor_practice_set_source (self->cr, mix (water, lit (self, 0xffffff), 620), 0.55);
      pictor_practice_canvas_ridge (self, y, swing, length, 0);
      cairo_fill (self->cr);
      self->random = same;
      pictor_practice_canvas_ridge (self, y + MAX (1, self->unit * 0.010 * near), swing * 0.9,
                                    length, 0);
      pictor_practice_canvas_shade (self, y - swing, mix (water, lit (self, 0x7fdcea), 420),
                                    y + depth * 0.28, water);
    }
}

static void
paint_surf (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;
  double shore = self->height * self->backdrop->shore / 100 - self->unit * 0.01;
  guint32 far = lit (self, mix (0x2a86c4, backdrop->sky[1], 250)), near = lit (self, 0x6fd6d6);
  guint64 line = self->random.state;

  cairo_rectangle (self->cr, 0, self->horizon, self->width, shore - self->horizon);
  pictor_practice_canvas_shade (self, self->horizon, far, shore, near);
  paint_glitter (self, shore);
  for (int i = 0; i < 3; i++)
    {
      static const struct { double down; guint32 colour; double alpha; } edges[] = {
        { 0.000, 0xffffff, 0.95 }, { 0.022, 0x9fc8c0, 0.45 }, { 0.060, 0, 0 }
      };
      guint32 colour = i < 2 ? lit (self, edges[i].colour) : backdrop->ground[0];

      self->random.state = line;
      pictor_practice_canvas_ridge (self, shore + self->unit * edges[i].down, self->unit * 0.06,
                                    self->unit * 0.34, 0);
      pictor_practice_set_source (self->cr, mix (colour, backdrop->ground[1], i == 1 ? 500 : 0), 1);
      if (i < 2)
        cairo_fill (self->cr);
      else
        pictor_practice_canvas_shade (self, shore, colour, self->height, backdrop->ground[1]);
    }
  for (int i = 0; i < 70; i++)
    {
      double down = chance (self, 0, 1),
             y = shore + self->unit * 0.12 + (self->height - shore) * down;

      pictor_practice_set_source (self->cr,
                                  mix (backdrop->ground[1], i % 2 ? 0xffffff : 0x6a4a2a, 350), 0.4);
      cairo_arc (self->cr, chance (self, 0, self->width), y, self->unit * (0.001 + 0.004 * down), 0,
                 2 * G_PI);
      cairo_fill (self->cr);
    }
}

static void
paint_ripples (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;
  double depth = self->height - self->horizon, bank = self->horizon + depth * 0.09;
  guint32 shallow = mix (backdrop->sky[2], backdrop->ground[1], 550);

  /* A still water mirrors the sky: lighter far away, its own colour near. */
  pictor_practice_canvas_ridge (self, bank, self->unit * 0.035, self->unit * 0.4, 0);
  pictor_practice_canvas_shade (self, bank, shallow, self->height,
                                mix (backdrop->ground[1], lit (self, 0x1a4a6a), 350));
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 0; i < 90; i++)
    {
      double near = chance (self, 0, 1), x = chance (self, 0, self->width),
             y = bank + depth * (0.06 + 0.88 * near * near);
      double length = self->unit * (0.03 + 0.16 * near) * chance (self, 0.5, 1.2);

      pictor_practice_set_source (self->cr,
                                  i % 3 == 0 ? mix (backdrop->ground[1], 0x0a2a44, 400)
                                             : mix (shallow, 0xffffff, 400),
                                  0.3);
      cairo_set_line_width (self->cr, MAX (0.8, self->unit * (0.002 + 0.006 * near)));
      cairo_move_to (self->cr, x - length / 2, y);
      cairo_curve_to (self->cr, x - length * 0.2, y + self->unit * 0.006, x + length * 0.2,
                      y - self->unit * 0.006, x + length / 2, y);
      cairo_stroke (self->cr);
    }
  paint_glitter (self, self->height);

  /* The bank on this side. */
  for (int i = 0; i < 2; i++)
    {
      PictorPracticeRandom same = self->random;
      double shore = self->height * backdrop->shore / 100.0 + self->unit * 0.012 * i;
      guint32 earth = mix (backdrop->ground[0], lit (self, 0x7a6a44), 700 - 700 * i);

      pictor_practice_canvas_ridge (self, shore, self->unit * 0.05, self->unit * 0.5, 0.1);
      pictor_practice_canvas_shade (self, shore,
                                    i == 0 ? earth
                                           : mix (backdrop->ground[0], lit (self, 0x9ccf6a), 550),
                                    self->height, i == 0 ? earth : lit (self, 0x4f8a44));
      if (i == 0)
        self->random = same;
    }
}

static void
paint_icebergs (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;
  double depth = self->height - self->horizon, shore = self->height * self->backdrop->shore / 100;

  cairo_rectangle (self->cr, 0, self->horizon, self->width,
                   shore - self->horizon + self->unit * 0.03);
  pictor_practice_canvas_shade (self, self->horizon, lit (self, 0x4f95bd), shore,
                                lit (self, 0x8cc8dc));
  for (int i = 0; i < 5; i++)
    {
      double x = self->width * (i + chance (self, 0, 1)) / 5,
             size = self->unit * chance (self, 0.10, 0.24);
      double y = self->horizon + depth * chance (self, 0.02, 0.14),
             tip = x + size * chance (self, -0.25, 0.25);

      cairo_move_to (self->cr, x - size * 0.6, y);
      cairo_line_to (self->cr, x - size * 0.30, y - size * 0.45);
      cairo_line_to (self->cr, tip, y - size * chance (self, 0.75, 1.05));
      cairo_line_to (self->cr, x + size * 0.32, y - size * 0.4);
      cairo_line_to (self->cr, x + size * 0.6, y);
      cairo_close_path (self->cr);
      pictor_practice_canvas_shade (self, y - size, lit (self, 0xffffff), y, lit (self, 0xb4dcee));
      cairo_move_to (self->cr, tip, y - size * 0.72);
      cairo_line_to (self->cr, x + size * 0.32, y - size * 0.4);
      cairo_line_to (self->cr, x + size * 0.6, y);
      cairo_line_to (self->cr, x + size * 0.05, y);
      cairo_close_path (self->cr);
      pictor_practice_set_source (self->cr, lit (self, 0x6fb0d4), 0.45);
      cairo_fill (self->cr);
    }
  pictor_practice_canvas_ridge (self, shore, self->unit * 0.07, self->unit * 0.3, 0.6);
  pictor_practice_canvas_shade (self, shore, mix (backdrop->ground[0], 0xffffff, 500), self->height,
                                backdrop->ground[1]);
}

static void
paint_rays (PictorPracticeCanvas *self)
{
  for (int i = 0; i < 9; i++)
    {
      double x = self->width * chance (self, -0.1, 1.1),
             width = self->unit * chance (self, 0.03, 0.12);
      double lean = self->unit * chance (self, 0.1, 0.3);
      cairo_pattern_t *ray = cairo_pattern_create_linear (0, 0, 0, self->height * 0.85);

      pictor_practice_add_stop (ray, 0, 0xffffff, 0.30);
      pictor_practice_add_stop (ray, 1, 0xffffff, 0);
      cairo_move_to (self->cr, x, -1);
      cairo_line_to (self->cr, x + width, -1);
      cairo_line_to (self->cr, x + width * 2.2 + lean, self->height * 0.85);
      cairo_line_to (self->cr, x + lean, self->height * 0.85);
      cairo_close_path (self->cr);
      cairo_set_source (self->cr, ray);
      cairo_fill (self->cr);
      cairo_pattern_destroy (ray);
    }
}

static void
paint_bubbles (PictorPracticeCanvas *self)
{
  for (int i = 0; i < 34; i++)
    {
      double x = chance (self, 0, self->width), y = chance (self, 0, self->height),
             size = chance (self, 0, 1);
      double radius = self->unit * (0.004 + 0.022 * size * size);

      pictor_practice_canvas_glow (self, x, y, radius, 0xffffff, 0.18);
      pictor_practice_set_source (self->cr, 0xffffff, 0.65);
      cairo_set_line_width (self->cr, MAX (0.7, radius * 0.14));
      cairo_arc (self->cr, x, y, radius, 0, 2 * G_PI);
      cairo_stroke (self->cr);
      cairo_arc (self->cr, x - radius * 0.35, y - radius * 0.35, radius * 0.18, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
}

static void
paint_seaweed (PictorPracticeCanvas *self)
{
  int n = (int) (self->width / self->unit * 26);

  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 0; i < n; i++)
    {
      double at = chance (self, 0, 1), x = at * self->width,
             y = self->horizon + (self->height - self->horizon) * chance (self, 0, 0.8);
      double tall = self->unit * chance (self, 0.08, 0.30) * (0.5 + fabs (at - 0.5)),
             sway = self->unit * chance (self, -0.06, 0.06);
      guint32 colour = mix (i % 4 == 0 ? pictor_practice_canvas_accent (self) : 0x1f7a5a,
                            self->backdrop->sky[2], 320);

      pictor_practice_set_source (self->cr, colour, 0.9);
      cairo_set_line_width (self->cr, self->unit * chance (self, 0.006, 0.016));
      cairo_move_to (self->cr, x, y);
      cairo_curve_to (self->cr, x + sway, y - tall * 0.35, x - sway, y - tall * 0.7, x + sway * 0.6,
                      y - tall);
      cairo_stroke (self->cr);
    }
}

const PictorPracticePaintFunc pictor_practice_decor_water[PICTOR_PRACTICE_N_DECORS] = {
  [PICTOR_PRACTICE_DECOR_WAVES] = paint_waves,
  [PICTOR_PRACTICE_DECOR_SURF] = paint_surf,
  [PICTOR_PRACTICE_DECOR_RIPPLES] = paint_ripples,
  [PICTOR_PRACTICE_DECOR_ICEBERGS] = paint_icebergs,
  [PICTOR_PRACTICE_DECOR_RAYS] = paint_rays,
  [PICTOR_PRACTICE_DECOR_BUBBLES] = paint_bubbles,
  [PICTOR_PRACTICE_DECOR_SEAWEED] = paint_seaweed,
};
