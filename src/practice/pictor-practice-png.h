/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * pictor_practice_png_write:
 * @surface: RGB24
 *
 * Like cairo_surface_write_to_png_stream(), but three times as fast for a painting: its texture gains nothing from a
 * long search.
 *
 * Returns: (transfer full) (nullable): a PNG file
 */
GBytes *pictor_practice_png_write (cairo_surface_t  *surface,
                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
