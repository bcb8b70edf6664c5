/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Decodes the PNG in @stream to its end and keeps nothing: memory does not grow with it. Blocks. Errors:
 * PICTOR_ENGINE_ERROR_BAD_IMAGE when it can't be decoded; GIO's own when it can't be read. */
gboolean pictor_png_check (GInputStream  *stream,
                           GCancellable  *cancellable,
                           GError       **error);

G_END_DECLS
