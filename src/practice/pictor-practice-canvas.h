/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "practice/pictor-practice-random.h"
#include "practice/pictor-practice-scene.h"

G_BEGIN_DECLS

/**
 * PictorPracticeCanvas:
 * @unit: the picture's shorter side: what the size of things is measured by
 * @horizon: pixels from the top; @height = there is no ground
 * @sun_x: where the sun or the moon stands, also for what it is mirrored in
 * @random: chance for one decoration at a time: what one uses up changes no other
 *
 * What decorations are painted on, and what they know of the picture. Lengths are pixels.
 */
typedef struct
{
  cairo_t *cr;
  const PictorPracticeBackdrop *backdrop;
  double width, height, unit, horizon;
  double sun_x, sun_y;
  PictorPracticeRandom random;
} PictorPracticeCanvas;

/* One decoration. */
typedef void (* PictorPracticePaintFunc) (PictorPracticeCanvas *canvas);

/* The decorations of each file; NULL where it has none. */
extern const PictorPracticePaintFunc pictor_practice_decor_sky[PICTOR_PRACTICE_N_DECORS];
extern const PictorPracticePaintFunc pictor_practice_decor_land[PICTOR_PRACTICE_N_DECORS];
extern const PictorPracticePaintFunc pictor_practice_decor_built[PICTOR_PRACTICE_N_DECORS];
extern const PictorPracticePaintFunc pictor_practice_decor_water[PICTOR_PRACTICE_N_DECORS];
extern const PictorPracticePaintFunc pictor_practice_decor_plants[PICTOR_PRACTICE_N_DECORS];
extern const PictorPracticePaintFunc pictor_practice_decor_air[PICTOR_PRACTICE_N_DECORS];

void     pictor_practice_canvas_init     (PictorPracticeCanvas         *self,
                                          cairo_t                      *cr,
                                          const PictorPracticeBackdrop *backdrop,
                                          int                           width,
                                          int                           height);
/* Sky, ground and the decorations behind the subjects; then, called again, those in front of them. */
void     pictor_practice_canvas_backdrop (PictorPracticeCanvas         *self);
void     pictor_practice_canvas_front    (PictorPracticeCanvas         *self);

gboolean pictor_practice_canvas_has      (const PictorPracticeCanvas   *self,
                                          PictorPracticeDecor           decor);
/* Chance between @low and @high */
double   pictor_practice_canvas_chance   (PictorPracticeCanvas         *self,
                                          double                        low,
                                          double                        high);
/* One of the backdrop's accents, in its light */
guint32  pictor_practice_canvas_accent   (PictorPracticeCanvas         *self);

/* A disc that fades out to its edge. */
void     pictor_practice_canvas_glow     (PictorPracticeCanvas         *self,
                                          double                        x,
                                          double                        y,
                                          double                        radius,
                                          guint32                       colour,
                                          double                        alpha);

/**
 * pictor_practice_canvas_ridge:
 * @y: its middle height
 * @swing: how far it rises and falls
 * @length: from one rise to the next
 * @rough: 0 (rolling) – 1 (jagged)
 *
 * Traces a path of the whole width that ends at the bottom: hills, mountains, dunes, waves.
 */
void     pictor_practice_canvas_ridge    (PictorPracticeCanvas         *self,
                                          double                        y,
                                          double                        swing,
                                          double                        length,
                                          double                        rough);
/* Fills the current path from @top to @bottom. */
void     pictor_practice_canvas_shade    (PictorPracticeCanvas         *self,
                                          double                        top,
                                          guint32                       top_colour,
                                          double                        bottom,
                                          guint32                       bottom_colour);

G_END_DECLS
