/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Draws shape @shape of PICTOR_PRACTICE_N_SHAPES in the unit square. */
void pictor_practice_shape_draw (cairo_t *cr,
                                 guint    shape,
                                 guint32  colour);

/* Sets @colour (0xRRGGBB) as the source. */
void pictor_practice_set_source (cairo_t *cr,
                                 guint32  colour,
                                 double   alpha);
/* Adds @colour to @gradient at @offset. */
void pictor_practice_add_stop   (cairo_pattern_t *gradient,
                                 double           offset,
                                 guint32          colour,
                                 double           alpha);

G_END_DECLS
