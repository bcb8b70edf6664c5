/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PictorPictureView:
 *
 * One picture: as large as it fits, or zoomed with the wheel, a pinch or the keyboard and moved about by dragging; while it
 * fits, dragging takes it out of the window.
 *
 * Properties: texture (GdkTexture, nullable), file (GFile, nullable: what is dragged out).
 * Actions: view.zoom-in, view.zoom-out, view.zoom-fit, view.zoom-original.
 */
#define PICTOR_TYPE_PICTURE_VIEW (pictor_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (PictorPictureView, pictor_picture_view, PICTOR, PICTURE_VIEW, AdwBin)

/* @label: (nullable): what the picture shows, for those who do not see it */
void        pictor_picture_view_set_picture (PictorPictureView *self,
                                             GdkTexture        *texture,
                                             GFile             *file,
                                             const char        *label);
/* (transfer none) (nullable) */
GdkTexture *pictor_picture_view_get_texture (PictorPictureView *self);

G_END_DECLS
