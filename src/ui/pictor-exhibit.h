/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-found-recipe.h"
#include "model/pictor-picture.h"

G_BEGIN_DECLS

/**
 * PictorExhibit:
 *
 * A picture as it is put on show: its file, and the recipe that makes it again, as far as one is known. Does not change.
 */
#define PICTOR_TYPE_EXHIBIT (pictor_exhibit_get_type ())
G_DECLARE_FINAL_TYPE (PictorExhibit, pictor_exhibit, PICTOR, EXHIBIT, GObject)

/* @recipe: (nullable): with the seed of this very picture; @model_name: (nullable): what people call its model */
PictorExhibit *pictor_exhibit_new             (GFile         *file,
                                               PictorRecipe  *recipe,
                                               const char    *model_name);
/* One picture of a batch that @recipe made: its seed is its own. */
PictorExhibit *pictor_exhibit_new_of_batch    (PictorPicture *picture,
                                               PictorRecipe  *recipe,
                                               const char    *model_name);
/* A picture from elsewhere. @found: (nullable): its recipe; @trouble: (nullable): why there is none, in one sentence */
PictorExhibit *pictor_exhibit_new_of_file     (GFile                   *file,
                                               const PictorFoundRecipe *found,
                                               const char              *trouble);
GFile         *pictor_exhibit_get_file        (PictorExhibit *self);
/* (transfer none) (nullable) */
PictorRecipe  *pictor_exhibit_get_recipe      (PictorExhibit *self);
/* (transfer none) (nullable) */
const char    *pictor_exhibit_get_model_name  (PictorExhibit *self);
/* What has written the recipe, when it was not Pictor. (transfer none) (nullable) */
const char    *pictor_exhibit_get_program     (PictorExhibit *self);
/* What could not be taken over, or why there is no recipe: sentences. (transfer none) */
const char * const *pictor_exhibit_get_notes  (PictorExhibit *self);
/* What to call it: its prompt, else its file's name. (transfer none) */
const char    *pictor_exhibit_get_title       (PictorExhibit *self);
/* Whether both show the same file; NULL shows none. */
gboolean       pictor_exhibit_equal           (PictorExhibit *a,
                                               PictorExhibit *b);

G_END_DECLS
