/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/pictor-control.h"
#include "model/pictor-limits.h"
#include "model/pictor-sub-model.h"

G_BEGIN_DECLS

typedef enum
{
  PICTOR_MODEL_TYPE_COMBINED,
  PICTOR_MODEL_TYPE_CUSTOM
} PictorModelType;

#define PICTOR_TYPE_MODEL_TYPE (pictor_model_type_get_type ())
GType pictor_model_type_get_type (void) G_GNUC_CONST;

/**
 * PictorRecipe:
 *
 * Everything that decides a picture, and nothing else.
 *
 * Properties, all readable and writable: prompt, negative-prompt (text as typed, never NULL),
 * model-type, model (string: an engine's id or name; "" = the engine's default), batch-size, steps,
 * cfg-scale, seed (gint64; -1 = random), sampler (name), width, height, clip-skip, translate, model-vae.
 * sub-models and controls are GListStores owned by the recipe, changed in place.
 *
 * Values outside their limits can be held, so that they can be reported beside their field.
 *
 * Signal "changed": something of the recipe, of a control or of a sub-model changed.
 */
#define PICTOR_TYPE_RECIPE (pictor_recipe_get_type ())
G_DECLARE_FINAL_TYPE (PictorRecipe, pictor_recipe, PICTOR, RECIPE, GObject)

PictorRecipe    *pictor_recipe_new                 (void);
/* A deep copy. (transfer full) */
PictorRecipe    *pictor_recipe_copy                (PictorRecipe *self);
/* Makes @self equal to @other, deeply, notifying only what differs. */
void             pictor_recipe_assign              (PictorRecipe *self,
                                                    PictorRecipe *other);
gboolean         pictor_recipe_equal               (PictorRecipe *self,
                                                    PictorRecipe *other);
/* Puts one field back to its initial value. */
void             pictor_recipe_reset               (PictorRecipe *self,
                                                    PictorField   field);

const char      *pictor_recipe_get_prompt          (PictorRecipe *self);
const char      *pictor_recipe_get_negative_prompt (PictorRecipe *self);
PictorModelType  pictor_recipe_get_model_type      (PictorRecipe *self);
const char      *pictor_recipe_get_model           (PictorRecipe *self);
int              pictor_recipe_get_batch_size      (PictorRecipe *self);
int              pictor_recipe_get_steps           (PictorRecipe *self);
double           pictor_recipe_get_cfg_scale       (PictorRecipe *self);
gint64           pictor_recipe_get_seed            (PictorRecipe *self);
const char      *pictor_recipe_get_sampler         (PictorRecipe *self);
int              pictor_recipe_get_width           (PictorRecipe *self);
int              pictor_recipe_get_height          (PictorRecipe *self);
int              pictor_recipe_get_clip_skip       (PictorRecipe *self);
gboolean         pictor_recipe_get_translate       (PictorRecipe *self);
gboolean         pictor_recipe_get_model_vae       (PictorRecipe *self);
/* (transfer none): GListStore of PictorSubModel, of PictorControl */
GListStore      *pictor_recipe_get_sub_models      (PictorRecipe *self);
GListStore      *pictor_recipe_get_controls        (PictorRecipe *self);

G_END_DECLS
