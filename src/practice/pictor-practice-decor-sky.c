/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-canvas.h"

#include <math.h>

#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-shapes.h"

#define chance pictor_practice_canvas_chance
#define glow pictor_practice_canvas_glow

/* Broad bands that flow across: the ground of an abstract picture. */
static void
paint_bands (PictorPracticeCanvas *self)
{
  int n = pictor_practice_random_range (&self->random, 3, 6);

  cairo_translate (self->cr, self->width / 2, self->height / 2);
  cairo_rotate (self->cr, chance (self, -0.5, 0.5));
  cairo_scale (self->cr, 1.4, 1.4);
  cairo_translate (self->cr, -self->width / 2, -self->height / 2);
  for (int i = 0; i < n; i++)
    {
      guint32 colour = pictor_practice_colour_mix (pictor_practice_canvas_accent (self),
                                                   self->backdrop->sky[i % 3],
                                                   pictor_practice_random_range (&self->random, 350,
                                                                                 700));
      double y = self->height * (i + chance (self, 0.2, 1)) / n;

      pictor_practice_canvas_ridge (self, y, self->height * chance (self, 0.1, 0.4),
                                    self->width * chance (self, 0.3, 0.7), 0);
      pictor_practice_canvas_shade (self, y - self->height * 0.2,
                                    pictor_practice_colour_mix (colour, 0xfff6e8, 250),
                                    y + self->height * 0.35, colour);
    }
}

static void
paint_nebula (PictorPracticeCanvas *self)
{
  double across = MAX (self->width, self->height);

  for (int i = 0; i < 26; i++)
    {
      double along = chance (self, 0, 1);
      guint32 colour = pictor_practice_colour_mix (pictor_practice_canvas_accent (self), 0x8a5cf0,
                                                   500);

      glow (self, self->width * along,
            self->horizon * (0.85 - 0.7 * along) + across * chance (self, -0.16, 0.16),
            across * chance (self, 0.06, 0.24), colour, chance (self, 0.05, 0.15));
    }
}

static void
paint_stars (PictorPracticeCanvas *self)
{
  int n = (int) CLAMP (self->width * self->horizon / (self->unit * self->unit) * 190, 30, 900);

  for (int i = 0; i < n; i++)
    {
      double x = chance (self, 0, self->width), y = chance (self, 0, 1);
      double brightness = chance (self, 0, 1);
      double radius = self->unit * (0.0010 + 0.0026 * brightness * brightness * brightness);
      guint32 colour = pictor_practice_colour_mix (0xffffff, i % 3 == 0 ? 0xbcd0ff : 0xffe9b8, 450);

      y = self->horizon * y * (1 - 0.25 * y);
      if (brightness > 0.93)
        glow (self, x, y, radius * 7, colour, 0.5);
      pictor_practice_set_source (self->cr, colour, 0.45 + 0.55 * brightness);
      cairo_arc (self->cr, x, y, MAX (0.5, radius), 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
}

static void
paint_aurora (PictorPracticeCanvas *self)
{
  static const guint32 colours[] = { 0x3df5a0, 0x46e0d0, 0x8a6cf0 };

  cairo_set_operator (self->cr, CAIRO_OPERATOR_ADD);
  for (int band = 0; band < 3; band++)
    {
      double base = self->horizon * chance (self, 0.42, 0.75),
             tall = self->horizon * chance (self, 0.32, 0.55);
      double phase = chance (self, 0, 6.28), step = MAX (1, self->unit / 170);

      for (double x = 0; x < self->width; x += step)
        {
          double at = x / self->unit;
          double y = base +
                     self->unit * 0.07 * (sin (at * 4 + phase) + 0.5 * sin (at * 9 + 2 * phase));
          double strength = 0.20 + 0.13 * sin (at * 23 + phase) + 0.07 * sin (at * 57);
          cairo_pattern_t *curtain = cairo_pattern_create_linear (0, y - tall, 0, y + tall * 0.08);

          pictor_practice_add_stop (curtain, 0, colours[(band + 1) % 3], 0);
          pictor_practice_add_stop (curtain, 0.75, colours[band], MAX (0, strength));
          pictor_practice_add_stop (curtain, 1, colours[band], 0);
          cairo_set_source (self->cr, curtain);
          cairo_rectangle (self->cr, x, y - tall, step, tall * 1.08);
          cairo_fill (self->cr);
          cairo_pattern_destroy (curtain);
        }
    }
}

static void
paint_planet (PictorPracticeCanvas *self,
              double                x,
              double                y,
              double                radius)
{
  guint32 colour = pictor_practice_canvas_accent (self);
  cairo_pattern_t *ball = cairo_pattern_create_radial (x - radius * 0.4, y - radius * 0.4,
                                                       radius * 0.1, x, y, radius);

  glow (self, x, y, radius * 1.5, colour, 0.28);
  pictor_practice_add_stop (ball, 0, pictor_practice_colour_mix (colour, 0xffffff, 550), 1);
  pictor_practice_add_stop (ball, 0.5, colour, 1);
  pictor_practice_add_stop (ball, 1, pictor_practice_colour_mix (colour, 0x0a0824, 800), 1);
  cairo_save (self->cr);
  cairo_arc (self->cr, x, y, radius, 0, 2 * G_PI);
  cairo_clip (self->cr);
  cairo_set_source (self->cr, ball);
  cairo_paint (self->cr);
  for (int i = 0; i < 5; i++)
    {
      double band = y + radius * chance (self, -0.9, 0.9);

      pictor_practice_set_source (self->cr, pictor_practice_colour_mix (colour, 0xffffff, 500),
                                  0.16);
      cairo_rectangle (self->cr, x - radius, band, 2 * radius, radius * chance (self, 0.05, 0.18));
      cairo_fill (self->cr);
    }
  cairo_restore (self->cr);
  cairo_pattern_destroy (ball);
}

static void
paint_planets (PictorPracticeCanvas *self)
{
  double side = chance (self, 0, 1) < 0.5 ? 0.14 : 0.86;

  paint_planet (self, self->width * side, self->horizon * chance (self, 0.12, 0.3),
                self->unit * chance (self, 0.12, 0.19));
  paint_planet (self, self->width * (1 - side + chance (self, -0.08, 0.08)),
                self->horizon * chance (self, 0.5, 0.8), self->unit * chance (self, 0.04, 0.07));
}

static void
paint_sun (PictorPracticeCanvas *self)
{
  guint32 colour = pictor_practice_colour_mix (0xfff6d0, self->backdrop->light, 350);
  double radius = self->unit * 0.075;

  glow (self, self->sun_x, self->sun_y, radius * 9, colour, 0.42);
  glow (self, self->sun_x, self->sun_y, radius * 2.4, 0xfff8e0, 0.75);
  pictor_practice_set_source (self->cr, pictor_practice_colour_mix (colour, 0xffffff, 450), 1);
  cairo_arc (self->cr, self->sun_x, self->sun_y, radius, 0, 2 * G_PI);
  cairo_fill (self->cr);
}

static void
paint_moon (PictorPracticeCanvas *self)
{
  double radius = self->unit * 0.085;

  glow (self, self->sun_x, self->sun_y, radius * 5, 0xcfdcff, 0.42);
  pictor_practice_set_source (self->cr, 0xf4f1e2, 1);
  cairo_arc (self->cr, self->sun_x, self->sun_y, radius, 0, 2 * G_PI);
  cairo_fill (self->cr);
  for (int i = 0; i < 6; i++)
    {
      double angle = chance (self, 0, 2 * G_PI), far = chance (self, 0, 0.66) * radius;

      pictor_practice_set_source (self->cr, 0xbfc2cc, 0.45);
      cairo_arc (self->cr, self->sun_x + cos (angle) * far, self->sun_y + sin (angle) * far,
                 radius * chance (self, 0.08, 0.22), 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
}

static void
paint_rainbow (PictorPracticeCanvas *self)
{
  static const guint32 colours[] = { 0xe8433f, 0xf58a2a, 0xf8d643, 0x5cc46a,
                                     0x3f8fe0, 0x5a55c8, 0x9a55c0 };
  double x = self->width * chance (self, 0.35, 0.65),
         radius = MIN (self->width * 0.55, self->horizon * 0.92);
  double line = radius * 0.034;

  cairo_set_line_width (self->cr, line * 1.15);
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      pictor_practice_set_source (self->cr, colours[i], 0.5);
      cairo_arc (self->cr, x, self->horizon + radius * 0.05, radius - i * line, G_PI, 2 * G_PI);
      cairo_stroke (self->cr);
    }
}

/* One heap of rounds on a level base, light above and in its own shadow below. */
static void
paint_cloud (PictorPracticeCanvas *self,
             double                x,
             double                y,
             double                size,
             guint32               light,
             guint32               shadow,
             double                alpha)
{
  int n = 6 + (int) pictor_practice_random_below (&self->random, 4);
  cairo_pattern_t *fill = cairo_pattern_create_linear (0, y - size * 0.42, 0, y + size * 0.10);

  pictor_practice_add_stop (fill, 0, light, alpha);
  pictor_practice_add_stop (fill, 0.55, pictor_practice_colour_mix (light, shadow, 350), alpha);
  pictor_practice_add_stop (fill, 1, shadow, alpha * 0.75);
  cairo_new_path (self->cr);
  for (int i = 0; i < n; i++)
    {
      double at = (i + 0.5) / n * 2 - 1;
      double radius = size * (0.10 + 0.17 * (1 - at * at)) * chance (self, 0.8, 1.25);

      cairo_new_sub_path (self->cr);
      cairo_arc (self->cr, x + at * size * 0.56, y - radius * 0.55, radius, 0, 2 * G_PI);
    }
  cairo_new_sub_path (self->cr);
  cairo_rectangle (self->cr, x - size * 0.56, y - size * 0.09, size * 1.12, size * 0.10);
  cairo_set_source (self->cr, fill);
  cairo_fill (self->cr);
  cairo_pattern_destroy (fill);
}

static void
paint_clouds (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;
  gboolean everywhere = backdrop->horizon == 100;
  int n = (int) CLAMP (self->width * self->horizon / (self->unit * self->unit) *
                         (everywhere ? 9 : 6),
                       3, 22);
  gboolean dark = self->backdrop->dark;
  guint32 light = dark ? pictor_practice_colour_mix (backdrop->sky[1], 0xffffff, 200)
                       : pictor_practice_colour_mix (0xffffff, backdrop->light, 420);
  guint32 shadow = pictor_practice_colour_mix (backdrop->sky[1], backdrop->sky[2], 450);

  for (int i = 0; i < n; i++)
    {
      /* Those further down are further away, flatter and smaller. */
      double down = (i + chance (self, 0, 1)) / n;
      double size = self->unit * (everywhere ? 0.16 + 0.40 * down : 0.44 - 0.30 * down) *
                    chance (self, 0.6, 1.25);

      paint_cloud (self, chance (self, -0.05, 1.05) * self->width,
                   self->horizon * (0.10 + 0.82 * down), size, light, shadow,
                   everywhere ? 0.9 : 0.85 - 0.35 * down);
    }
}

static void
paint_overcast (PictorPracticeCanvas *self)
{
  const PictorPracticeBackdrop *backdrop = self->backdrop;
  guint32 light = pictor_practice_colour_mix (backdrop->sky[1], 0xf2f5f8, 330);
  guint32 shadow = pictor_practice_colour_mix (backdrop->sky[0], 0x28303c, 380);

  for (int row = 0; row < 4; row++)
    for (double x = -0.1 * self->width; x < self->width * 1.1; x += self->unit * 0.26)
      paint_cloud (self, x + self->unit * chance (self, -0.12, 0.12),
                   self->horizon * (0.52 - row * 0.14), self->unit * chance (self, 0.34, 0.6),
                   light, shadow, 0.6);
}

static void
paint_fireworks (PictorPracticeCanvas *self)
{
  int n = 4 + (int) (self->width / self->unit * 2);

  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 0; i < n; i++)
    {
      double x = self->width * (i + chance (self, 0.1, 0.9)) / n,
             y = self->horizon * chance (self, 0.12, 0.62);
      double radius = self->unit * chance (self, 0.09, 0.19);
      guint32 colour = pictor_practice_colour_pigment (
        pictor_practice_random_below (&self->random, 18));
      int rays = 22 + (int) pictor_practice_random_below (&self->random, 14);

      colour = pictor_practice_colour_mix (colour, 0xfff2c0, 300);
      glow (self, x, y, radius * 1.5, colour, 0.35);
      for (int ray = 0; ray < rays; ray++)
        {
          double angle = 2 * G_PI * ray / rays + chance (self, -0.05, 0.05),
                 reach = radius * chance (self, 0.75, 1.1);
          double end_x = x + cos (angle) * reach, end_y = y + sin (angle) * reach + reach * 0.15;

          pictor_practice_set_source (self->cr, colour, 0.8);
          cairo_set_line_width (self->cr, MAX (0.8, self->unit * 0.0035));
          cairo_move_to (self->cr, x + cos (angle) * reach * 0.25, y + sin (angle) * reach * 0.25);
          cairo_line_to (self->cr, end_x, end_y);
          cairo_stroke (self->cr);
          glow (self, end_x, end_y, self->unit * 0.012, 0xffffff, 0.9);
        }
    }
}

static void
paint_lightning (PictorPracticeCanvas *self)
{
  double x = self->width * chance (self, 0.2, 0.8), y = self->horizon * 0.25;

  glow (self, x, self->horizon * 0.4, self->unit * 0.55, 0xcfd8ff, 0.4);
  cairo_move_to (self->cr, x, y);
  while (y < self->horizon * 1.02)
    {
      x += self->unit * chance (self, -0.07, 0.07);
      y += self->horizon * chance (self, 0.06, 0.13);
      cairo_line_to (self->cr, x, y);
    }
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  pictor_practice_set_source (self->cr, 0xb9c6ff, 0.35);
  cairo_set_line_width (self->cr, self->unit * 0.022);
  cairo_stroke_preserve (self->cr);
  pictor_practice_set_source (self->cr, 0xffffff, 0.95);
  cairo_set_line_width (self->cr, MAX (1, self->unit * 0.006));
  cairo_stroke (self->cr);
}

const PictorPracticePaintFunc pictor_practice_decor_sky[PICTOR_PRACTICE_N_DECORS] = {
  [PICTOR_PRACTICE_DECOR_BANDS] = paint_bands,
  [PICTOR_PRACTICE_DECOR_NEBULA] = paint_nebula,
  [PICTOR_PRACTICE_DECOR_STARS] = paint_stars,
  [PICTOR_PRACTICE_DECOR_AURORA] = paint_aurora,
  [PICTOR_PRACTICE_DECOR_PLANETS] = paint_planets,
  [PICTOR_PRACTICE_DECOR_SUN] = paint_sun,
  [PICTOR_PRACTICE_DECOR_MOON] = paint_moon,
  [PICTOR_PRACTICE_DECOR_RAINBOW] = paint_rainbow,
  [PICTOR_PRACTICE_DECOR_CLOUDS] = paint_clouds,
  [PICTOR_PRACTICE_DECOR_OVERCAST] = paint_overcast,
  [PICTOR_PRACTICE_DECOR_FIREWORKS] = paint_fireworks,
  [PICTOR_PRACTICE_DECOR_LIGHTNING] = paint_lightning,
};
