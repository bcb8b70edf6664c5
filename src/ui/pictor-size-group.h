/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/pictor-recipe.h"
#include "ui/pictor-slider-row.h"

G_BEGIN_DECLS

/**
 * PictorSizeGroup:
 *
 * Width and height with shapes to choose from and a button that swaps them.
 */
#define PICTOR_TYPE_SIZE_GROUP (pictor_size_group_get_type ())
G_DECLARE_FINAL_TYPE (PictorSizeGroup, pictor_size_group, PICTOR, SIZE_GROUP, AdwBin)

/* Binds the rows to @recipe, once. */
void             pictor_size_group_bind       (PictorSizeGroup *self,
                                               PictorRecipe    *recipe);
/* (transfer none): the row of PICTOR_FIELD_WIDTH or PICTOR_FIELD_HEIGHT */
PictorSliderRow *pictor_size_group_get_row    (PictorSizeGroup *self,
                                               PictorField      field);

/* The size of shape @across:@down nearest to the area of @width × @height, on the grid of 8 and within the limits. */
void             pictor_size_group_fit_aspect (int              across,
                                               int              down,
                                               int             *width,
                                               int             *height);

G_END_DECLS
