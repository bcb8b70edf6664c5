/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/pictor-validation.h"
#include "studio/pictor-workspace.h"

G_BEGIN_DECLS

/**
 * PictorControlPanel:
 *
 * One ControlNet unit: its image, its purpose, its weight, and the details of a customised one. Signal "removed": its
 * button was pressed.
 */
#define PICTOR_TYPE_CONTROL_PANEL (pictor_control_panel_get_type ())
G_DECLARE_FINAL_TYPE (PictorControlPanel, pictor_control_panel, PICTOR, CONTROL_PANEL, AdwBin)

/* @listings: GListModel of PictorListing: what the engine offers */
GtkWidget     *pictor_control_panel_new          (PictorControl       *control,
                                                  PictorWorkspace     *workspace,
                                                  GListModel          *listings);
PictorControl *pictor_control_panel_get_control  (PictorControlPanel  *self);
/* Numbers the panel, from 0. */
void           pictor_control_panel_set_index    (PictorControlPanel  *self,
                                                  guint                index);
/* The row that shows @field. (transfer none) (nullable) */
GtkWidget     *pictor_control_panel_get_row      (PictorControlPanel  *self,
                                                  PictorField          field);

G_END_DECLS
