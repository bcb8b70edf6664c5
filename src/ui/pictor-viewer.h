/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/pictor-exhibit.h"
#include "ui/pictor-recipe-panel.h"

G_BEGIN_DECLS

/**
 * PictorViewer:
 *
 * One picture of a row of pictures, as large as it fits, with its neighbours a key away, its recipe beside it, and a second one to
 * compare it with: side by side, or both in one place with a divider between them.
 *
 * Properties: exhibit (PictorExhibit, nullable, read-only, notified): the one on show; comparing, sliding, recipe-shown (boolean).
 * Signals: "remark" (string): something to tell in passing.
 * Actions: viewer.previous, viewer.next, viewer.compare, viewer.slide, viewer.recipe, and picture.save-as, picture.copy,
 * picture.open-folder for the picture on show.
 */
#define PICTOR_TYPE_VIEWER (pictor_viewer_get_type ())
G_DECLARE_FINAL_TYPE (PictorViewer, pictor_viewer, PICTOR, VIEWER, AdwBin)

/* Shows the picture at @position of @row, a GListModel of PictorExhibit, in the order they were made. When it is taken out of the
 * row, the next one takes its place. */
void               pictor_viewer_show        (PictorViewer  *self,
                                              GListModel    *row,
                                              guint          position);
/* (transfer none) (nullable) */
PictorExhibit     *pictor_viewer_get_exhibit (PictorViewer  *self);
PictorRecipePanel *pictor_viewer_get_panel   (PictorViewer  *self);
/* Runs one of its actions, or one of the view's. */
void               pictor_viewer_activate    (PictorViewer  *self,
                                              const char    *action);

G_END_DECLS
