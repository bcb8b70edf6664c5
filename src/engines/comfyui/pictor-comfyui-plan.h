/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/comfyui/pictor-comfyui-graph.h"
#include "engines/comfyui/pictor-comfyui-info.h"

G_BEGIN_DECLS

/* The classes of nodes that the graph of @recipe may need, and those that a person may choose for it: what to ask the server
 * about. @recipe: (nullable): NULL for all that Pictor knows. (transfer full) (element-type utf8), static texts */
GPtrArray         *pictor_comfyui_plan_get_classes (PictorRecipe       *recipe) G_GNUC_WARN_UNUSED_RESULT;
/**
 * pictor_comfyui_plan_make:
 * @info: of the classes of pictor_comfyui_plan_get_classes()
 *
 * Finds out what the names of @recipe are on the server: model, LoRA, and for each control its ControlNet and preprocessor,
 * for a purpose the best ones there. Errors: PICTOR_ENGINE_ERROR_UNSUPPORTED, in words.
 *
 * Returns: (transfer full) (nullable)
 */
PictorComfyuiPlan *pictor_comfyui_plan_make        (PictorComfyuiInfo  *info,
                                                    PictorRecipe       *recipe,
                                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether each class and each choice in @graph is there. Errors: PICTOR_ENGINE_ERROR_UNSUPPORTED, in words. */
gboolean           pictor_comfyui_plan_check_graph (PictorComfyuiInfo  *info,
                                                    JsonNode           *graph,
                                                    GError            **error);
/* Main models and LoRA. (transfer full) (element-type PictorListing) */
GPtrArray         *pictor_comfyui_plan_list_models   (PictorComfyuiInfo *info) G_GNUC_WARN_UNUSED_RESULT;
/* ControlNets and preprocessors. (transfer full) (element-type PictorListing) */
GPtrArray         *pictor_comfyui_plan_list_controls (PictorComfyuiInfo *info) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
