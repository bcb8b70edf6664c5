/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "studio/pictor-studio.h"
#include "studio/pictor-workspace.h"

G_BEGIN_DECLS

/**
 * PictorWindow:
 *
 * The window: the composer on one side, the canvas on the other; where it is narrow, one at a time.
 */
#define PICTOR_TYPE_WINDOW (pictor_window_get_type ())
G_DECLARE_FINAL_TYPE (PictorWindow, pictor_window, PICTOR, WINDOW, AdwApplicationWindow)

GtkWidget *pictor_window_new (GtkApplication  *application,
                              PictorStudio    *studio,
                              PictorWorkspace *workspace);
/* Puts pictures from elsewhere on show, with their recipes; a recipe by itself (JSON) is taken over. */
void       pictor_window_open_files (PictorWindow  *self,
                                     GFile        **files,
                                     guint          n_files);

G_END_DECLS
