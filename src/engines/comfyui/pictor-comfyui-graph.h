/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/pictor-recipe.h"

G_BEGIN_DECLS

/**
 * PictorComfyuiUnit:
 * @model: the ControlNet, as the server lists it
 * @preprocessor: (nullable): class of the node that makes the guide out of the image; NULL for one that is a guide already
 * @image: (nullable): the uploaded image, as the server calls it
 *
 * What a control is on a server.
 */
typedef struct
{
  char *model;
  const char *preprocessor;
  char *image;
} PictorComfyuiUnit;

PictorComfyuiUnit *pictor_comfyui_unit_new  (const char        *model,
                                             const char        *preprocessor) G_GNUC_WARN_UNUSED_RESULT;
void               pictor_comfyui_unit_free (PictorComfyuiUnit *self);

/**
 * PictorComfyuiPlan:
 * @checkpoint: the model, as the server lists it
 * @loras: (element-type utf8): for each sub-model of the recipe, as the server lists it
 * @units: (element-type PictorComfyuiUnit): for each control of the recipe
 *
 * What a recipe's names are on a server.
 */
typedef struct
{
  char *checkpoint;
  GPtrArray *loras;
  GPtrArray *units;
} PictorComfyuiPlan;

PictorComfyuiPlan *pictor_comfyui_plan_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void               pictor_comfyui_plan_free (PictorComfyuiPlan *self);

/**
 * pictor_comfyui_graph_new:
 * @recipe: adjusted to ComfyUI's grid
 * @seed: of this one picture
 * @prefix: of its file's name on the server; another one for each picture, since the same graph is answered from a cache
 *
 * One picture as a graph in ComfyUI's API format: checkpoint → LoRA → CLIP skip → prompts → ControlNets → KSampler → VAE → file.
 *
 * Returns: (transfer full): an object of nodes by their ids
 */
JsonNode *pictor_comfyui_graph_new (PictorRecipe            *recipe,
                                    const PictorComfyuiPlan *plan,
                                    gint64                   seed,
                                    const char              *prefix) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorComfyuiUnit, pictor_comfyui_unit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorComfyuiPlan, pictor_comfyui_plan_free)

G_END_DECLS
