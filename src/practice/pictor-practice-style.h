/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Ways to treat the colours of a drawing, pixel by pixel, so that a small drawing and a large one look the same. */
typedef enum
{
  PICTOR_PRACTICE_STYLE_NIGHT,   /* dark and blue, lights stay */
  PICTOR_PRACTICE_STYLE_AUTUMN,  /* greens and blues turn warm */
  PICTOR_PRACTICE_STYLE_PASTEL,  /* pale and soft */
  PICTOR_PRACTICE_STYLE_INK,     /* black ink on warm paper */
  PICTOR_PRACTICE_STYLE_POSTER,  /* few strong colours */
  PICTOR_PRACTICE_STYLE_SEPIA,   /* an old photograph */
  PICTOR_PRACTICE_N_STYLES
} PictorPracticeStyle;

/**
 * PictorPracticeLook:
 * @weights: of each style: 0 = none, 1 = all of it, -1 = as much away from it
 */
typedef struct
{
  double weights[PICTOR_PRACTICE_N_STYLES];
} PictorPracticeLook;

/* Treats an RGB24 surface, one style after the other. */
void  pictor_practice_look_apply (const PictorPracticeLook *self,
                                  cairo_surface_t          *surface);
/* What tells looks apart. (transfer full) */
char *pictor_practice_look_name  (const PictorPracticeLook *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
