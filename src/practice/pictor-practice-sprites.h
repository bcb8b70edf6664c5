/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "practice/pictor-practice-scene.h"

G_BEGIN_DECLS

/**
 * PictorPracticeSprites:
 *
 * Subjects as pictures on a clear ground, cut close: emoji of the installed colour font, or shapes where there is
 * none. Has a Pango font map of its own, so that each thread can have one; belongs to one thread.
 */
typedef struct _PictorPracticeSprites PictorPracticeSprites;

PictorPracticeSprites *pictor_practice_sprites_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void                   pictor_practice_sprites_free (PictorPracticeSprites    *self);

/**
 * pictor_practice_sprites_render:
 * @item: what
 * @size: its longer side, pixels
 *
 * Returns: (transfer full): ARGB32, no larger than @size × @size, filled to its edges
 */
cairo_surface_t       *pictor_practice_sprites_render (PictorPracticeSprites    *self,
                                                       const PictorPracticeItem *item,
                                                       int                       size) G_GNUC_WARN_UNUSED_RESULT;
/* The same at 36 pixels, quicker: what it shows is drawn once. (transfer full) */
cairo_surface_t       *pictor_practice_sprites_get_small (PictorPracticeSprites    *self,
                                                          const PictorPracticeItem *item) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorPracticeSprites, pictor_practice_sprites_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_surface_t, cairo_surface_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_pattern_t, cairo_pattern_destroy)

G_END_DECLS
