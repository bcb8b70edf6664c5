/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/**
 * pictor_pixbuf_load:
 * @width: of the pixbuf wanted, in pixels; 0 = as stored
 * @height: the same
 *
 * Decodes the first frame of what gdk-pixbuf can read, as it is stored: not turned. Decoding at a smaller size is
 * cheaper for a JPEG; as stored, rows that are missing are noticed where the loader tells. Blocks: call in a thread.
 * Errors: PICTOR_ENGINE_ERROR_BAD_IMAGE, also when it is over a limit of asks.md's guard 1; GIO's own when the stream
 * can't be read.
 *
 * Returns: (transfer full) (nullable)
 */
GdkPixbuf *pictor_pixbuf_load (GInputStream  *stream,
                               int            width,
                               int            height,
                               GCancellable  *cancellable,
                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
