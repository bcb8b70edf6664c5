/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PictorSubModel:
 *
 * A sub-model (LoRA) of a recipe. Properties: id (string: an engine's id or name, never NULL), weight (double).
 */
#define PICTOR_TYPE_SUB_MODEL (pictor_sub_model_get_type ())
G_DECLARE_FINAL_TYPE (PictorSubModel, pictor_sub_model, PICTOR, SUB_MODEL, GObject)

PictorSubModel *pictor_sub_model_new        (const char     *id,
                                             double          weight);
const char     *pictor_sub_model_get_id     (PictorSubModel *self);
double          pictor_sub_model_get_weight (PictorSubModel *self);

G_END_DECLS
