/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "practice/pictor-practice-painter.h"

G_BEGIN_DECLS

/**
 * pictor_practice_brush_paint:
 * @surface: RGB24: the drawing that is to be painted; becomes the painting
 * @focus: A8, as large: where the subjects are, which are worked out further than the rest
 * @paint: steps and sampler
 * @grain: chance
 * @cancellable: checked between layers
 *
 * Paints the drawing anew with brush strokes, from broad to fine, after A. Hertzmann, "Painterly rendering with curved
 * brush strokes of multiple sizes" (SIGGRAPH 1998), here with straight strokes. Few steps stop at the broad ones.
 *
 * Returns: FALSE with @error set when cancelled
 */
gboolean pictor_practice_brush_paint (cairo_surface_t           *surface,
                                      cairo_surface_t           *focus,
                                      const PictorPracticePaint *paint,
                                      guint64                    grain,
                                      GCancellable              *cancellable,
                                      GError                   **error);

G_END_DECLS
