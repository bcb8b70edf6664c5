/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-found-recipe.h"

G_BEGIN_DECLS

/* What the readers of other programs' recipes share. Texts come from strangers: they are data only, numbers go through
 * the limits of the model, and what does not fit is noted. */

/* Readers, one a format. Each fills @found and returns whether @text is of its format; when it is not, @found is as new.
 * @text: valid UTF-8 of at most 1 MB */
gboolean pictor_foreign_read_automatic    (PictorFoundRecipe *found,
                                           const char        *text);
gboolean pictor_foreign_read_comfyui      (PictorFoundRecipe *found,
                                           const char        *text);
gboolean pictor_foreign_read_fooocus      (PictorFoundRecipe *found,
                                           const char        *text);
gboolean pictor_foreign_read_invokeai     (PictorFoundRecipe *found,
                                           const char        *text);
gboolean pictor_foreign_read_invokeai_old (PictorFoundRecipe *found,
                                           const char        *text);

/* A prompt: cut at PICTOR_MAX_PROMPT_BYTES, without control characters. @text: (nullable) */
void           pictor_foreign_set_prompt      (PictorFoundRecipe *found,
                                               PictorField        field,
                                               const char        *text);
/* A number of the recipe, or of @control; what is out of range becomes the nearest that is allowed.
 * @control: (nullable) */
void           pictor_foreign_set_number      (PictorFoundRecipe *found,
                                               PictorControl     *control,
                                               PictorField        field,
                                               double             value);
/* A seed that Pictor can't hold is left out, since another one would make another picture. */
void           pictor_foreign_set_seed        (PictorFoundRecipe *found,
                                               double             seed);
/* Width and height, made smaller in proportion where they are too large. */
void           pictor_foreign_set_size        (PictorFoundRecipe *found,
                                               double             width,
                                               double             height);
/* Another program's names of sampler and schedule. @schedule: (nullable): NULL when it is in @sampler or not told */
void           pictor_foreign_set_sampler     (PictorFoundRecipe *found,
                                               const char        *sampler,
                                               const char        *schedule);
/* A model's name, without the folder and the ending of its file. @name: (nullable) */
void           pictor_foreign_set_model       (PictorFoundRecipe *found,
                                               const char        *name);
void           pictor_foreign_add_sub_model   (PictorFoundRecipe *found,
                                               const char        *name,
                                               double             weight);
/* A control of one's own choice without an image; NULL when there are as many as there may be. (transfer none) */
PictorControl *pictor_foreign_add_control     (PictorFoundRecipe *found,
                                               const char        *model,
                                               const char        *preprocessor);
/* The first line of a name, cut to a sane length, for a sentence. (transfer full) */
char          *pictor_foreign_make_plain      (const char        *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
