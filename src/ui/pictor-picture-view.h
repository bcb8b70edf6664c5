/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PictorPictureView:
 *
 * One picture: as large as it fits, or zoomed with the wheel, a pinch or the keys and moved about by dragging or the arrows; while
 * it fits, dragging takes it out of the window, and the arrows ask for “viewer.previous” and “viewer.next”. A second picture can be
 * put behind it, seen on the left of a divider that is dragged.
 *
 * Signal "divider-moved" (double): the person wants the divider there, from 0 to 1.
 * Actions: view.zoom-in, view.zoom-out, view.zoom-fit, view.zoom-original.
 */
#define PICTOR_TYPE_PICTURE_VIEW (pictor_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (PictorPictureView, pictor_picture_view, PICTOR, PICTURE_VIEW, AdwBin)

/* @texture, @file: (nullable): @file is what is dragged out; @label: (nullable): what the picture shows, for those who do not see it */
void        pictor_picture_view_set_picture (PictorPictureView *self,
                                             GdkTexture        *texture,
                                             GFile             *file,
                                             const char        *label);
/* (transfer none) (nullable) */
GdkTexture *pictor_picture_view_get_texture (PictorPictureView *self);
/* What is seen on the left of the divider until another picture is set; NULL = nothing */
void        pictor_picture_view_set_behind  (PictorPictureView *self,
                                             GdkTexture        *behind);
/* From 0, at the left end, to 1. */
void        pictor_picture_view_set_divider (PictorPictureView *self,
                                             double             divider);
/* @twin: (nullable): another view that from now on is zoomed and moved along with this one */
void        pictor_picture_view_set_twin    (PictorPictureView *self,
                                             PictorPictureView *twin);

G_END_DECLS
