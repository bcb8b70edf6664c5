/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-ink.h"
#include "practice/pictor-practice-scene.h"

G_BEGIN_DECLS

/**
 * PictorPracticePlace:
 * @width: of the picture, only the aspect matters
 * @height: of the picture
 * @horizon: percent of the height from the top; 100 = there is no ground
 * @shore: the same for where firm ground begins; 100 = nowhere
 * @watery: whether there is water between the two
 * @under: whether all of it is under water
 *
 * Where subjects are to be put.
 */
typedef struct
{
  int width, height;
  int horizon, shore;
  gboolean watery, under;
} PictorPracticePlace;

/**
 * pictor_practice_layout_items:
 * @items: (element-type PictorPracticeItem): with everything set but their places and sizes
 * @weights: thousandths, one an item: how much larger than usual
 * @place: where
 * @ink: (inout): what draws them
 * @random: (inout): chance
 *
 * Gives every item its place, size and angle, and sorts them: what is further away comes first.
 * Whole-number arithmetic throughout, so that it comes out the same on every machine.
 */
void pictor_practice_layout_items (GArray                    *items,
                                   const int                 *weights,
                                   const PictorPracticePlace *place,
                                   PictorPracticeInk         *ink,
                                   PictorPracticeRandom      *random);

G_END_DECLS
