/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/pictor-sub-model.h"

G_BEGIN_DECLS

/**
 * PictorSubModelRow:
 *
 * One sub-model (LoRA) with its weight. Signal "removed": its button was pressed. Property problem (string or NULL).
 */
#define PICTOR_TYPE_SUB_MODEL_ROW (pictor_sub_model_row_get_type ())
G_DECLARE_FINAL_TYPE (PictorSubModelRow, pictor_sub_model_row, PICTOR, SUB_MODEL_ROW, AdwBin)

/* @listings: GListModel of PictorListing to choose from */
GtkWidget      *pictor_sub_model_row_new           (PictorSubModel    *sub_model,
                                                    GListModel        *listings);
PictorSubModel *pictor_sub_model_row_get_sub_model (PictorSubModelRow *self);
const char     *pictor_sub_model_row_get_typing_problem (PictorSubModelRow *self);
/* Goes to what is wrong in it. */
void            pictor_sub_model_row_focus_bad     (PictorSubModelRow *self);

G_END_DECLS
