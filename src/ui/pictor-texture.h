/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * pictor_texture_load_async:
 * @file: a picture
 * @side: the longest side wanted in pixels, 0 for full size
 *
 * Decodes a picture in a thread. Its header is read first, and one past the limits of asks.md's guard 1 is refused
 * with a sentence that says which.
 */
void        pictor_texture_load_async  (GFile                *file,
                                        int                   side,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/* @width, @height: (out) (optional): pixels of the whole picture. (transfer full) */
GdkTexture *pictor_texture_load_finish (GAsyncResult         *result,
                                        int                  *width,
                                        int                  *height,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* PNG bytes of @texture, made in a thread. */
void        pictor_texture_encode_async  (GdkTexture           *texture,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* (transfer full) */
GBytes     *pictor_texture_encode_finish (GAsyncResult         *result,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
