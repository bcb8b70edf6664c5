/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/pictor-validation.h"
#include "studio/pictor-workspace.h"

G_BEGIN_DECLS

/**
 * PictorComposer:
 *
 * Where a picture is described: everything of a recipe, each setting in its row.
 *
 * Property: shown-seed (gint64): the seed of the picture on show, for "same again"; -1 = none.
 */
#define PICTOR_TYPE_COMPOSER (pictor_composer_get_type ())
G_DECLARE_FINAL_TYPE (PictorComposer, pictor_composer, PICTOR, COMPOSER, AdwBin)

/* Binds to the workspace's recipe, once. @listings: GListModel of PictorListing of the chosen engine. */
void  pictor_composer_set_workspace     (PictorComposer  *self,
                                         PictorWorkspace *workspace,
                                         GListModel      *listings);
/* What a recipe that names no model gets: shown where no model is chosen. NULL = one must be chosen. */
void  pictor_composer_set_default_model (PictorComposer  *self,
                                         const char      *name);
/* Shows @problems (element-type PictorProblem) each at its row, with those of what is typed there, and goes to the
 * first if @focus. Returns how many fields need a look. */
guint pictor_composer_show_problems     (PictorComposer  *self,
                                         GPtrArray       *problems,
                                         gboolean         focus);
void  pictor_composer_focus_prompt      (PictorComposer  *self);

G_END_DECLS
