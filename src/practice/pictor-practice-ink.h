/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-random.h"
#include "practice/pictor-practice-scene.h"

G_BEGIN_DECLS

/**
 * PictorPracticeInk:
 *
 * The ink of all guides together, and how much of it is still to be covered with subjects.
 */
typedef struct
{
  int map[PICTOR_PRACTICE_GUIDE_SIDE * PICTOR_PRACTICE_GUIDE_SIDE];
  int left[PICTOR_PRACTICE_GUIDE_SIDE * PICTOR_PRACTICE_GUIDE_SIDE];
  int pull; /* thousandths of the way from where a subject would be to the ink; 0 = no ink */
} PictorPracticeInk;

void pictor_practice_ink_init (PictorPracticeInk         *self,
                               const PictorPracticeGuide *guides,
                               guint                      n_guides);

/**
 * pictor_practice_ink_take:
 * @width: of a subject, in thousandths of the picture's width
 * @height: of a subject, in thousandths of the picture's height
 * @x: (out): its centre, in thousandths of the picture's width
 * @y: (out): its centre, in thousandths of the picture's height
 *
 * Finds where a subject covers the most ink that is left, and uses up what it covers. Only with a pull.
 */
void pictor_practice_ink_take (PictorPracticeInk    *self,
                               PictorPracticeRandom *random,
                               int                   width,
                               int                   height,
                               int                  *x,
                               int                  *y);

G_END_DECLS
