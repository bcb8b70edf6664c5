/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The largest control image, as a file. */
#define PICTOR_PRACTICE_IMAGE_MAX_BYTES (64 * 1024 * 1024)

/**
 * pictor_practice_image_read:
 * @text: base64 by RFC 4648, section 4: padded, without line ends
 *
 * The file that @text holds, which is a PNG or JPEG by its first bytes; whether it decodes, and is small enough to, is
 * left to who decodes it. Any thread.
 *
 * Returns: (transfer full) (nullable): the file; otherwise @error's message says what @text must be
 */
GBytes *pictor_practice_image_read (const char  *text,
                                    GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
