/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PictorSplitPaintable:
 *
 * Two pictures in one place, of the size of the second: the first is seen on the left of a divider, the second on its right.
 */
#define PICTOR_TYPE_SPLIT_PAINTABLE (pictor_split_paintable_get_type ())
G_DECLARE_FINAL_TYPE (PictorSplitPaintable, pictor_split_paintable, PICTOR, SPLIT_PAINTABLE, GObject)

/* @divider: from 0, all of @second, to 1, all of @first */
PictorSplitPaintable *pictor_split_paintable_new         (GdkPaintable         *first,
                                                          GdkPaintable         *second,
                                                          double                divider);
void                  pictor_split_paintable_set_divider (PictorSplitPaintable *self,
                                                          double                divider);

G_END_DECLS
