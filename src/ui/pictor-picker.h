/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "engines/pictor-listing.h"

G_BEGIN_DECLS

/**
 * PictorPicker:
 *
 * A button that shows one chosen thing of an engine's list, and lets it be searched, chosen, or typed by hand, since a
 * list can be unavailable.
 *
 * Properties: listings (GListModel of PictorListing, nullable), value (string: an id, "" = none), label (string: what
 * is chosen, for its accessible name and title), placeholder (string: shown while value is ""), problem (string or NULL).
 */
#define PICTOR_TYPE_PICKER (pictor_picker_get_type ())
G_DECLARE_FINAL_TYPE (PictorPicker, pictor_picker, PICTOR, PICKER, AdwBin)

void           pictor_picker_set_listings (PictorPicker *self,
                                           GListModel   *listings);
/* The listing whose id is the value. (transfer full) (nullable) */
PictorListing *pictor_picker_find_listing (PictorPicker *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
