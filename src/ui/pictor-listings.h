/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "engines/pictor-listing.h"
#include "model/pictor-recipe.h"

G_BEGIN_DECLS

/* Parts of an engine's list, live. @listings: GListModel of PictorListing. (transfer full) each */
GListModel *pictor_listings_of_kind   (GListModel        *listings,
                                       PictorListingKind  kind) G_GNUC_WARN_UNUSED_RESULT;
/* The main models of the model type that @recipe has now, following it. */
GListModel *pictor_listings_of_recipe (GListModel        *listings,
                                       PictorRecipe      *recipe) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
