/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-canvas.h"

#include <math.h>

#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-shapes.h"

#define chance pictor_practice_canvas_chance
#define mix pictor_practice_colour_mix

static void
paint_lanterns (PictorPracticeCanvas *self)
{
  int n = (int) (self->width / self->unit * 9);

  for (int i = 0; i < n; i++)
    {
      double x = self->width * (i + 0.5) / n,
             y = self->unit * (0.05 + 0.05 * sin (i * 1.3) + chance (self, 0, 0.03));
      double radius = self->unit * 0.024;
      guint32 colour = i % 2 ? 0xe8402f : mix (pictor_practice_canvas_accent (self), 0xf6b73c, 400);

      pictor_practice_canvas_glow (self, x, y, radius * 4, 0xffc46a, 0.45);
      pictor_practice_set_source (self->cr, 0x3a2a2a, 0.7);
      cairo_set_line_width (self->cr, MAX (0.7, self->unit * 0.002));
      cairo_move_to (self->cr, x, 0);
      cairo_line_to (self->cr, x, y);
      cairo_stroke (self->cr);
      cairo_save (self->cr);
      cairo_translate (self->cr, x, y);
      cairo_scale (self->cr, 1, 0.84);
      cairo_arc (self->cr, 0, 0, radius, 0, 2 * G_PI);
      pictor_practice_canvas_shade (self, -radius, mix (colour, 0xfff0b0, 450), radius, colour);
      cairo_restore (self->cr);
    }
}

static void
paint_bokeh (PictorPracticeCanvas *self)
{
  int n = (int) CLAMP (self->width * self->height / (self->unit * self->unit) * 26, 16, 120);

  cairo_set_operator (self->cr, CAIRO_OPERATOR_SCREEN);
  for (int i = 0; i < n; i++)
    {
      double x = chance (self, 0, self->width), y = chance (self, 0, self->height),
             size = chance (self, 0, 1);
      double radius = self->unit * (0.006 + 0.038 * size * size);
      guint32 colour = mix (pictor_practice_canvas_accent (self), 0xfff0c8, 450);

      pictor_practice_canvas_glow (self, x, y, radius * 2, colour, 0.3);
      pictor_practice_set_source (self->cr, colour, 0.5 - 0.3 * size);
      cairo_arc (self->cr, x, y, radius, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
}

/* Small leaves or petals that the air carries. */
static void
strew (PictorPracticeCanvas *self,
       const guint32        *colours,
       guint                 n_colours,
       double                size)
{
  int n = (int) CLAMP (self->width * self->height / (self->unit * self->unit) * 46, 24, 220);

  for (int i = 0; i < n; i++)
    {
      double near = chance (self, 0, 1), reach = self->unit * size * (0.4 + 0.9 * near * near);
      guint32 colour = colours[pictor_practice_random_below (&self->random, n_colours)];

      cairo_save (self->cr);
      cairo_translate (self->cr, chance (self, 0, self->width), chance (self, 0, self->height));
      cairo_rotate (self->cr, chance (self, 0, 2 * G_PI));
      cairo_scale (self->cr, reach, reach * chance (self, 0.35, 0.75));
      cairo_move_to (self->cr, -1, 0);
      cairo_curve_to (self->cr, -0.4, -0.9, 0.5, -0.8, 1, 0);
      cairo_curve_to (self->cr, 0.5, 0.8, -0.4, 0.9, -1, 0);
      pictor_practice_set_source (self->cr,
                                  pictor_practice_colour_lit (colour, mix (self->backdrop->light,
                                                                           0xffffff, 400)),
                                  0.65 + 0.3 * near);
      cairo_fill (self->cr);
      cairo_restore (self->cr);
    }
}

static void
paint_leaves (PictorPracticeCanvas *self)
{
  static const guint32 leaves[] = { 0xd9742b, 0xe6ad35, 0xb8442c, 0xc98a2e };

  strew (self, leaves, G_N_ELEMENTS (leaves), 0.018);
}

static void
paint_petals (PictorPracticeCanvas *self)
{
  static const guint32 petals[] = { 0xfbd0dc, 0xf7b3c6, 0xfff0f4 };

  strew (self, petals, G_N_ELEMENTS (petals), 0.013);
}

static void
paint_rain (PictorPracticeCanvas *self)
{
  int n = (int) CLAMP (self->width * self->height / (self->unit * self->unit) * 260, 60, 1600);
  double lean = chance (self, -0.16, 0.16);

  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 0; i < n; i++)
    {
      double near = chance (self, 0, 1), length = self->unit * (0.02 + 0.06 * near);
      double x = chance (self, -0.1, 1.1) * self->width, y = chance (self, -0.05, 1) * self->height;

      pictor_practice_set_source (self->cr, 0xe4eef8, 0.14 + 0.26 * near);
      cairo_set_line_width (self->cr, MAX (0.6, self->unit * (0.001 + 0.0022 * near)));
      cairo_move_to (self->cr, x, y);
      cairo_rel_line_to (self->cr, length * lean, length);
      cairo_stroke (self->cr);
    }
}

static void
paint_snow (PictorPracticeCanvas *self)
{
  int n = (int) CLAMP (self->width * self->height / (self->unit * self->unit) * 190, 50, 1200);

  for (int i = 0; i < n; i++)
    {
      double x = chance (self, 0, self->width), y = chance (self, 0, self->height),
             near = chance (self, 0, 1);
      double radius = self->unit * (0.0016 + 0.0085 * near * near * near);

      if (near > 0.8)
        pictor_practice_canvas_glow (self, x, y, radius * 1.7, 0xffffff, 0.85);
      else
        {
          pictor_practice_set_source (self->cr, 0xffffff, 0.8);
          cairo_arc (self->cr, x, y, MAX (0.6, radius), 0, 2 * G_PI);
          cairo_fill (self->cr);
        }
    }
}

const PictorPracticePaintFunc pictor_practice_decor_air[PICTOR_PRACTICE_N_DECORS] = {
  [PICTOR_PRACTICE_DECOR_LANTERNS] = paint_lanterns,
  [PICTOR_PRACTICE_DECOR_BOKEH] = paint_bokeh,
  [PICTOR_PRACTICE_DECOR_LEAVES] = paint_leaves,
  [PICTOR_PRACTICE_DECOR_PETALS] = paint_petals,
  [PICTOR_PRACTICE_DECOR_RAIN] = paint_rain,
  [PICTOR_PRACTICE_DECOR_SNOW] = paint_snow,
};
