/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PictorPicture:
 *
 * One picture that an engine made, as a file on this computer. Properties: file (GFile), seed (gint64: the one
 * really used), width, height (pixels, of the file), task (remote id, may be NULL), index (place in its
 * batch, from 0), points (double: what the whole task cost in the engine's own unit; negative = not told).
 */
#define PICTOR_TYPE_PICTURE (pictor_picture_get_type ())
G_DECLARE_FINAL_TYPE (PictorPicture, pictor_picture, PICTOR, PICTURE, GObject)

PictorPicture *pictor_picture_new        (GFile         *file,
                                          gint64         seed,
                                          int            width,
                                          int            height,
                                          const char    *task,
                                          guint          index,
                                          double         points);
GFile         *pictor_picture_get_file   (PictorPicture *self);
void           pictor_picture_set_file   (PictorPicture *self,
                                          GFile         *file);
gint64         pictor_picture_get_seed   (PictorPicture *self);
int            pictor_picture_get_width  (PictorPicture *self);
int            pictor_picture_get_height (PictorPicture *self);
const char    *pictor_picture_get_task   (PictorPicture *self);
guint          pictor_picture_get_index  (PictorPicture *self);
double         pictor_picture_get_points (PictorPicture *self);

G_END_DECLS
