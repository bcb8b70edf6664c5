/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-canvas.h"

#include <math.h>

#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-shapes.h"

gboolean
pictor_practice_canvas_has (const PictorPracticeCanvas *self,
                            PictorPracticeDecor         decor)
{
  return (self->backdrop->decor & PICTOR_PRACTICE_DECOR_BIT (decor)) != 0;
}

double
pictor_practice_canvas_chance (PictorPracticeCanvas *self,
                               double                low,
                               double                high)
{
  return low + (high - low) * pictor_practice_random_unit (&self->random);
}

guint32
pictor_practice_canvas_accent (PictorPracticeCanvas *self)
{
  return self->backdrop
    ->accents[pictor_practice_random_below (&self->random, G_N_ELEMENTS (self->backdrop->accents))];
}

/* @index tells the streams of the decorations apart. */
static void
begin (PictorPracticeCanvas *self,
       int                   index)
{
  self->random.state = self->backdrop->grain + (guint64) index * 7919;
}

void
pictor_practice_canvas_init (PictorPracticeCanvas         *self,
                             cairo_t                      *cr,
                             const PictorPracticeBackdrop *backdrop,
                             int                           width,
                             int                           height)
{
  guint32 low = backdrop->sky[2];
  /* A red sky down at the horizon: the sun is about to go, or has just come. */
  gboolean setting = PICTOR_PRACTICE_RED (low) > PICTOR_PRACTICE_BLUE (low) + 70;

  *self = (PictorPracticeCanvas) {
    .cr = cr,
    .backdrop = backdrop,
    .width = width,
    .height = height,
    .unit = MIN (width, height),
    .horizon = height * backdrop->horizon / 100.0,
  };
  begin (self, -1);
  self->sun_x = width * pictor_practice_canvas_chance (self, 0.16, 0.84);
  self->sun_y = self->horizon * (setting ? pictor_practice_canvas_chance (self, 0.66, 0.86)
                                         : pictor_practice_canvas_chance (self, 0.20, 0.36));
}

static void
paint_decor (PictorPracticeCanvas *self,
             int                   first,
             int                   end)
{
  static const PictorPracticePaintFunc * const files[] = {
    pictor_practice_decor_sky,   pictor_practice_decor_land,   pictor_practice_decor_built,
    pictor_practice_decor_water, pictor_practice_decor_plants, pictor_practice_decor_air
  };

  for (int decor = first; decor < end; decor++)
    {
      if (!pictor_practice_canvas_has (self, decor))
        continue;
      begin (self, decor);
      for (guint i = 0; i < G_N_ELEMENTS (files); i++)
        if (files[i][decor] != NULL)
          {
            cairo_save (self->cr);
            files[i][decor] (self);
            cairo_restore (self->cr);
          }
    }
}

void
pictor_practice_canvas_backdrop (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;
  cairo_pattern_t *sky = cairo_pattern_create_linear (0, 0, 0, self->horizon);

  for (int i = 0; i < 3; i++)
    pictor_practice_add_stop (sky, i * 0.5, backdrop->sky[i], 1);
  cairo_set_source (self->cr, sky);
  cairo_paint (self->cr);
  cairo_pattern_destroy (sky);

  paint_decor (self, 0, PICTOR_PRACTICE_DECOR_MOUNTAINS);
  if (self->horizon < self->height)
    {
      /* What stands on the horizon is behind the ground. */
      paint_decor (self, PICTOR_PRACTICE_DECOR_MOUNTAINS, PICTOR_PRACTICE_DECOR_INTERIOR);
      cairo_rectangle (self->cr, 0, self->horizon, self->width, self->height - self->horizon);
      pictor_practice_canvas_shade (self, self->horizon, backdrop->ground[0], self->height,
                                    backdrop->ground[1]);
    }
  paint_decor (self, PICTOR_PRACTICE_DECOR_INTERIOR, PICTOR_PRACTICE_DECOR_LANTERNS);
}

void
pictor_practice_canvas_front (PictorPracticeCanvas *self)
{
  paint_decor (self, PICTOR_PRACTICE_DECOR_LANTERNS, PICTOR_PRACTICE_N_DECORS);
}

void
pictor_practice_canvas_glow (PictorPracticeCanvas *self,
                             double                x,
                             double                y,
                             double                radius,
                             guint32               colour,
                             double                alpha)
{
  cairo_pattern_t *glow = cairo_pattern_create_radial (x, y, 0, x, y, radius);

  pictor_practice_add_stop (glow, 0, colour, alpha);
  pictor_practice_add_stop (glow, 0.4, colour, alpha * 0.5);
  pictor_practice_add_stop (glow, 1, colour, 0);
  cairo_set_source (self->cr, glow);
  cairo_arc (self->cr, x, y, radius, 0, 2 * G_PI);
  cairo_fill (self->cr);
  cairo_pattern_destroy (glow);
}

/* 0–1, the same for the same @i. */
static double
noise_at (guint64 seed,
          int     i)
{
  PictorPracticeRandom random = { seed +
                                  (guint64) (gint64) i * G_GUINT64_CONSTANT (0x2545f4914f6cdd1d) };

  return pictor_practice_random_unit (&random);
}

/* Noise that goes from one chance value to the next, rounded or (@rough) straight. */
static double
wave_at (guint64 seed,
         double  at,
         double  rough)
{
  int i = (int) floor (at);
  double part = at - i;
  double round = part * part * (3 - 2 * part);

  part = round + (part - round) * rough;
  return noise_at (seed, i) * (1 - part) + noise_at (seed, i + 1) * part;
}

void
pictor_practice_canvas_ridge (PictorPracticeCanvas *self,
                              double                y,
                              double                swing,
                              double                length,
                              double                rough)
{
  guint64 seed = pictor_practice_random_next (&self->random);
  double step = MAX (1.5, self->unit / 160);

  length = MAX (length, 2);
  cairo_move_to (self->cr, -step, self->height + 1);
  for (double x = -step; x <= self->width + 2 * step; x += step)
    {
      double rise = wave_at (seed, x / length, rough) +
                    0.45 * wave_at (seed + 1, x / length * 2.3, rough) +
                    rough * 0.24 * wave_at (seed + 2, x / length * 6.1, rough);

      cairo_line_to (self->cr, x, y - swing * (rise / (1.45 + rough * 0.24) - 0.5));
    }
  cairo_line_to (self->cr, self->width + 2 * step, self->height + 1);
  cairo_close_path (self->cr);
}

void
pictor_practice_canvas_shade (PictorPracticeCanvas *self,
                              double                top,
                              guint32               top_colour,
                              double                bottom,
                              guint32               bottom_colour)
{
  cairo_pattern_t *shade = cairo_pattern_create_linear (0, top, 0, bottom);

  pictor_practice_add_stop (shade, 0, top_colour, 1);
  pictor_practice_add_stop (shade, 1, bottom_colour, 1);
  cairo_set_source (self->cr, shade);
  cairo_fill (self->cr);
  cairo_pattern_destroy (shade);
}
