/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/pictor-picture.h"

G_BEGIN_DECLS

/**
 * PictorThumbnail:
 *
 * A picture in small. Property: picture (PictorPicture, nullable); loaded when it is set, in a thread.
 */
#define PICTOR_TYPE_THUMBNAIL (pictor_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (PictorThumbnail, pictor_thumbnail, PICTOR, THUMBNAIL, AdwBin)

G_END_DECLS
