/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * pictor_practice_grade:
 * @surface: RGB24
 * @cfg_scale: 0 (pale) – 7 (as it is) – 30 (glaring)
 * @grain: chance
 *
 * The last hand on a painting: strength of its colours, darker corners, and the weave of its canvas.
 */
void pictor_practice_grade (cairo_surface_t *surface,
                            double           cfg_scale,
                            guint64          grain);

G_END_DECLS
