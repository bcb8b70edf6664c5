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

G_END_DECLS
