/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-recipe.h"

G_BEGIN_DECLS

/* A recipe as AUTOMATIC1111's `parameters` text (engines.md 7.1), with the seed that was really used.
 * @model_name: (nullable): what people call the model, when known. (transfer full) */
char *pictor_parameters_format (PictorRecipe *recipe,
                                gint64        seed,
                                int           width,
                                int           height,
                                const char   *model_name) G_GNUC_WARN_UNUSED_RESULT;

/* The other way round: what a word of the layout stands for; -1 where nothing. @text: (nullable) */
int      pictor_parameters_find_control_mode (const char   *text);
int      pictor_parameters_find_resize_mode  (const char   *text);
/* Whether @module is what pictor_parameters_format() writes for a purpose. */
gboolean pictor_parameters_find_preset       (const char   *module,
                                              PictorPreset *preset);

G_END_DECLS
