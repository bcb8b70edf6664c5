/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pictor-composer.h"
#include "ui/pictor-picker.h"
#include "ui/pictor-prompt-view.h"
#include "ui/pictor-seed-row.h"
#include "ui/pictor-size-group.h"
#include "ui/pictor-slider-row.h"

G_BEGIN_DECLS

/* What the files of the composer share. */
struct _PictorComposer
{
  AdwBin parent_instance;

  PictorWorkspace *workspace;
  PictorRecipe *recipe;
  GListModel *listings;
  GListModel *sub_model_listings;

  PictorPromptView *prompt_view;
  PictorPromptView *negative_view;
  GtkDropDown *model_type_drop;
  PictorPicker *model_picker;
  GtkWidget *sub_models_area;
  GtkBox *sub_models_box;
  GtkLabel *sub_models_problem;
  GtkDropDown *sampler_drop;
  PictorSliderRow *steps_row;
  PictorSliderRow *cfg_row;
  PictorSizeGroup *size_group;
  PictorSliderRow *batch_row;
  PictorSeedRow *seed_row;
  PictorSliderRow *clip_skip_row;
  GtkWidget *translate_check;
  GtkWidget *vae_check;
  GtkWidget *controls_hint;
  GtkBox *controls_box;
};

/* (transfer none) (nullable): the widget of @field; @index: of a sub-model or control, -1 for what there is one of */
GtkWidget *pictor_composer_get_row (PictorComposer *self,
                                    PictorField     field,
                                    int             index);

G_END_DECLS
