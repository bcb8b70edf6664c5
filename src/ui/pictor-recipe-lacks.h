/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-recipe.h"
#include "studio/pictor-account.h"

G_BEGIN_DECLS

/* What the engine of @account can't give of @recipe: settings that it does not honour, more controls than it takes, models that
 * @listings (nullable; of PictorListing; empty = not known yet) does not offer, control images that are not there any more.
 * (transfer full) (element-type utf8): one translated sentence each */
GPtrArray *pictor_recipe_lacks (PictorRecipe  *recipe,
                                PictorAccount *account,
                                GListModel    *listings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
