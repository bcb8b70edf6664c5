/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-shapes.h"

#include <math.h>

#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-scene.h"

void
pictor_practice_set_source (cairo_t *cr,
                            guint32  colour,
                            double   alpha)
{
  cairo_set_source_rgba (cr, PICTOR_PRACTICE_RED (colour) / 255.0,
                         PICTOR_PRACTICE_GREEN (colour) / 255.0,
                         PICTOR_PRACTICE_BLUE (colour) / 255.0, alpha);
}

void
pictor_practice_add_stop (cairo_pattern_t *gradient,
                          double           offset,
                          guint32          colour,
                          double           alpha)
{
  cairo_pattern_add_color_stop_rgba (gradient, offset, PICTOR_PRACTICE_RED (colour) / 255.0,
                                     PICTOR_PRACTICE_GREEN (colour) / 255.0,
                                     PICTOR_PRACTICE_BLUE (colour) / 255.0, alpha);
}

static void
trace_disc (cairo_t *cr)
{
  cairo_arc (cr, 0.5, 0.5, 0.48, 0, 2 * G_PI);
}

static void
trace_ring (cairo_t *cr)
{
  cairo_arc (cr, 0.5, 0.5, 0.48, 0, 2 * G_PI);
  cairo_new_sub_path (cr);
  cairo_arc_negative (cr, 0.5, 0.5, 0.29, 2 * G_PI, 0);
}

static void
trace_leaf (cairo_t *cr)
{
  cairo_move_to (cr, 0.04, 0.96);
  cairo_curve_to (cr, 0.02, 0.40, 0.40, 0.02, 0.96, 0.04);
  cairo_curve_to (cr, 0.98, 0.60, 0.60, 0.98, 0.04, 0.96);
  cairo_close_path (cr);
}

static void
trace_pebble (cairo_t *cr)
{
  cairo_move_to (cr, 0.06, 0.55);
  cairo_curve_to (cr, 0.00, 0.20, 0.35, 0.04, 0.60, 0.08);
  cairo_curve_to (cr, 0.90, 0.12, 1.02, 0.42, 0.92, 0.66);
  cairo_curve_to (cr, 0.82, 0.92, 0.50, 0.98, 0.30, 0.90);
  cairo_curve_to (cr, 0.14, 0.84, 0.08, 0.72, 0.06, 0.55);
  cairo_close_path (cr);
}

static void
trace_arch (cairo_t *cr)
{
  cairo_arc (cr, 0.5, 0.74, 0.46, G_PI, 2 * G_PI);
  cairo_arc_negative (cr, 0.5, 0.74, 0.22, 2 * G_PI, G_PI);
  cairo_close_path (cr);
}

static void
trace_sail (cairo_t *cr)
{
  cairo_move_to (cr, 0.10, 0.94);
  cairo_curve_to (cr, 0.20, 0.55, 0.40, 0.25, 0.66, 0.05);
  cairo_curve_to (cr, 0.70, 0.40, 0.80, 0.70, 0.95, 0.90);
  cairo_curve_to (cr, 0.65, 0.98, 0.35, 0.98, 0.10, 0.94);
  cairo_close_path (cr);
}

void
pictor_practice_shape_draw (cairo_t *cr,
                            guint    shape,
                            guint32  colour)
{
  static void (* const trace[PICTOR_PRACTICE_N_SHAPES]) (cairo_t *) = {
    trace_disc, trace_ring, trace_leaf, trace_pebble, trace_arch, trace_sail
  };
  cairo_pattern_t *gradient = cairo_pattern_create_linear (0.2, 0.0, 0.8, 1.0);

  g_return_if_fail (shape < PICTOR_PRACTICE_N_SHAPES);

  pictor_practice_add_stop (gradient, 0, pictor_practice_colour_mix (colour, 0xfff4dc, 380), 1);
  pictor_practice_add_stop (gradient, 0.5, colour, 1);
  pictor_practice_add_stop (gradient, 1, pictor_practice_colour_mix (colour, 0x1c1440, 330), 1);
  trace[shape] (cr);
  cairo_set_source (cr, gradient);
  cairo_fill (cr);
  cairo_pattern_destroy (gradient);
}
