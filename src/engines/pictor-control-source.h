/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/pictor-control-image.h"

G_BEGIN_DECLS

/**
 * PictorControlSource:
 * @number: of the control, from 1
 * @file: (nullable): its image
 * @width: of the picture, in pixels
 * @height: of the picture, in pixels
 * @resolution: that the preprocessor works at, in pixels; 0 = not known
 * @fill: whether the image is fitted into the picture rather than made to cover it
 *
 * What a thread has to know of one control to make its image ready.
 */
typedef struct
{
  guint number;
  GFile *file;
  int width;
  int height;
  int resolution;
  gboolean fill;
} PictorControlSource;

PictorControlSource *pictor_control_source_new     (PictorRecipe               *recipe,
                                                    PictorControl              *control,
                                                    guint                       number);
void                 pictor_control_source_free    (PictorControlSource        *source);
/* Checks the image and converts it where needed. Blocks. Errors: PICTOR_ENGINE_ERROR_BAD_IMAGE, G_IO_ERROR_CANCELLED.
 * (transfer full) (nullable) */
PictorControlImage  *pictor_control_source_prepare (const PictorControlSource  *source,
                                                    gboolean                    shrink,
                                                    GCancellable               *cancellable,
                                                    GError                    **error);
/* Whether @file still is what it was when it had that size and that etag; error without a name. Blocks shortly. */
gboolean             pictor_control_source_is_same (GFile                      *file,
                                                    goffset                     size,
                                                    const char                 *etag,
                                                    GError                    **error);
/* Makes of any @error but a cancellation one that names the control and its file. */
void                 pictor_control_source_name    (guint                       number,
                                                    GFile                      *file,
                                                    GError                    **error);

G_END_DECLS
