/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* First bytes that pictor_image_type_sniff() needs. */
#define PICTOR_IMAGE_TYPE_BYTES 16

/* The usual ending ("png", "jpg", …) for what starts with @head, never by a name; "img" for the unknown.
 * (transfer none) */
const char *pictor_image_type_sniff (const guint8 *head,
                                     gsize         length);

G_END_DECLS
