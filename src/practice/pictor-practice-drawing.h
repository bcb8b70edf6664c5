/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-sprites.h"

G_BEGIN_DECLS

typedef enum
{
  PICTOR_PRACTICE_DRAWING_FULL,
  PICTOR_PRACTICE_DRAWING_SMALL, /* quick, for a picture of some 64 pixels */
  PICTOR_PRACTICE_DRAWING_FOCUS  /* the same without shadows, on an A8 surface: where the subjects are */
} PictorPracticeDrawingKind;

/* A picture of @width × @height in three layers, which is drawn over the whole of @surface whatever its size: the backdrop,
 * the subjects on it, and what is in front of them. */
void pictor_practice_draw_back  (cairo_surface_t              *surface,
                                 const PictorPracticeBackdrop *backdrop,
                                 double                        width,
                                 double                        height);
void pictor_practice_draw_items (cairo_surface_t              *surface,
                                 const PictorPracticeScene    *scene,
                                 PictorPracticeSprites        *sprites,
                                 double                        width,
                                 double                        height,
                                 PictorPracticeDrawingKind     kind);
void pictor_practice_draw_front (cairo_surface_t              *surface,
                                 const PictorPracticeBackdrop *backdrop,
                                 double                        width,
                                 double                        height);

G_END_DECLS
