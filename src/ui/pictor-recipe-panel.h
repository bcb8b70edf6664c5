/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "studio/pictor-account.h"
#include "ui/pictor-exhibit.h"

G_BEGIN_DECLS

/**
 * PictorRecipePanel:
 *
 * A picture's recipe in words: what can be taken over, what the engine in use would not honour, and what differs from
 * another picture. Its buttons name win.use-recipe and win.send-to-control.
 */
#define PICTOR_TYPE_RECIPE_PANEL (pictor_recipe_panel_get_type ())
G_DECLARE_FINAL_TYPE (PictorRecipePanel, pictor_recipe_panel, PICTOR, RECIPE_PANEL, AdwBin)

/* @exhibit: (nullable); @other: (nullable): what it is compared with, and @comparing: as the other half of a comparison
 * rather than as the picture before it */
void pictor_recipe_panel_show        (PictorRecipePanel *self,
                                      PictorExhibit     *exhibit,
                                      PictorExhibit     *other,
                                      gboolean           comparing);
/* Whose limits are told. @account: (nullable); @listings: GListModel of PictorListing: what its engine offers */
void pictor_recipe_panel_set_account (PictorRecipePanel *self,
                                      PictorAccount     *account,
                                      GListModel        *listings);

G_END_DECLS
