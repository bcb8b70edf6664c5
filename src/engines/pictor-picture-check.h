/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* asks.md, guard 1; bytes: PICTOR_HTTP_MAX_PICTURE. */
#define PICTOR_PICTURE_MAX_SIDE 16384
#define PICTOR_PICTURE_MAX_PIXELS (64 * 1000 * 1000)

/**
 * pictor_picture_check:
 * @file: a picture from outside
 * @width: (out) (optional): pixels
 * @height: (out) (optional): pixels
 * @extension: (out) (optional) (transfer none): "png", "jpg" or "webp", by its first bytes
 *
 * Reads the header alone and judges it by asks.md's guard 1 (sides, pixels, bytes), before anything is decoded.
 * Blocks: call in a thread. Errors: PICTOR_ENGINE_ERROR_BAD_PICTURE, saying which limit was hit; GIO's own when the
 * file can't be read.
 */
gboolean pictor_picture_check (GFile         *file,
                               int           *width,
                               int           *height,
                               const char   **extension,
                               GCancellable  *cancellable,
                               GError       **error);

/**
 * pictor_picture_adopt:
 * @file: a picture from outside, under a name of ours without an ending
 *
 * Checks @file as pictor_picture_check() does and gives it the ending that its bytes deserve. Removes it on failure.
 * Blocks: call in a thread.
 *
 * Returns: (transfer full) (nullable): the picture under its new name
 */
GFile   *pictor_picture_adopt (GFile         *file,
                               int           *width,
                               int           *height,
                               GCancellable  *cancellable,
                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
