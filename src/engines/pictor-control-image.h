/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/pictor-recipe.h"

G_BEGIN_DECLS

/**
 * PictorControlImage:
 * @number: of its control, from 1
 * @file: what is sent: the person's file, or a temporary one made from it
 * @size: its bytes
 * @width: pixels
 * @height: pixels
 * @temporary: whether @file is ours to delete (done by pictor_control_image_free())
 * @etag: what GIO knows the file's content by
 *
 * A control image made ready to be sent: PNG or JPEG, checked to decode.
 */
typedef struct
{
  guint number;
  GFile *file;
  goffset size;
  int width;
  int height;
  gboolean temporary;
  char *etag;
} PictorControlImage;

void       pictor_control_image_free             (PictorControlImage   *image);
/* Whether the file is still the one that was checked; error PICTOR_ENGINE_ERROR_BAD_IMAGE. Blocks shortly. */
gboolean   pictor_control_image_check_unchanged  (PictorControlImage   *image,
                                                  GError              **error);
/**
 * pictor_control_images_prepare_async:
 * @recipe: whose controls
 * @shrink: make images that are larger than the picture needs smaller, decoding at the smaller size
 *
 * Checks and, where needed, converts the images of all controls of @recipe, in a thread. A PNG or JPEG that is sent
 * as it is gets decoded row by row to be sure of it, in memory that does not grow with it (but for a progressive
 * JPEG). Anything else that gdk-pixbuf reads, and a photo that is to be turned, becomes a PNG. Errors:
 * PICTOR_ENGINE_ERROR_BAD_IMAGE, naming the control and saying what is wrong.
 *
 * What the picture needs: enough to cover its width and height, or to fill one of them where the control says
 * "fill", and the resolution of the control's preprocessor on the shorter side. Nothing is ever enlarged.
 */
void       pictor_control_images_prepare_async   (PictorRecipe         *recipe,
                                                  gboolean              shrink,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
/* (transfer full) (element-type PictorControlImage): one per control, in order */
GPtrArray *pictor_control_images_prepare_finish  (GAsyncResult         *result,
                                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorControlImage, pictor_control_image_free)

G_END_DECLS
