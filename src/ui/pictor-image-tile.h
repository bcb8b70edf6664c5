/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "studio/pictor-workspace.h"

G_BEGIN_DECLS

/**
 * PictorImageTile:
 *
 * A place for one image: shows it with its size and takes another by click, drop, paste or Delete.
 *
 * Properties: file (GFile, nullable), problem (string or NULL).
 */
#define PICTOR_TYPE_IMAGE_TILE (pictor_image_tile_get_type ())
G_DECLARE_FINAL_TYPE (PictorImageTile, pictor_image_tile, PICTOR, IMAGE_TILE, AdwBin)

/* Where images put here are kept. */
void pictor_image_tile_set_workspace (PictorImageTile *self,
                                      PictorWorkspace *workspace);

G_END_DECLS
