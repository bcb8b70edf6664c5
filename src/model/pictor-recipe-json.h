/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/pictor-recipe.h"

G_BEGIN_DECLS

#define PICTOR_RECIPE_VERSION 1

typedef enum
{
  PICTOR_RECIPE_JSON_NONE = 0,
  /* Indented, one member a line. */
  PICTOR_RECIPE_JSON_PRETTY = 1 << 0,
  /* Images by base name only: for files that leave this computer. */
  PICTOR_RECIPE_JSON_PORTABLE = 1 << 1
} PictorRecipeJsonFlags;

#define PICTOR_RECIPE_JSON_ERROR (pictor_recipe_json_error_quark ())
typedef enum
{
  PICTOR_RECIPE_JSON_ERROR_SYNTAX,
  PICTOR_RECIPE_JSON_ERROR_VERSION,
  PICTOR_RECIPE_JSON_ERROR_TYPE
} PictorRecipeJsonError;
GQuark        pictor_recipe_json_error_quark (void);

/* UTF-8 JSON text; numbers read back exactly. (transfer full) */
char         *pictor_recipe_to_json   (PictorRecipe           *recipe,
                                       PictorRecipeJsonFlags   flags) G_GNUC_WARN_UNUSED_RESULT;
/**
 * pictor_recipe_from_json:
 * @text: JSON
 * @length: bytes, or -1
 * @folder: (nullable): what relative image paths are relative to
 *
 * Missing members keep their initial values, unknown ones are passed over, values outside their limits are
 * kept for pictor_recipe_validate(). A member of a wrong type, a newer version and bad syntax are errors; one
 * error's message names every ill-typed member.
 *
 * Returns: (transfer full) (nullable): the recipe
 */
PictorRecipe *pictor_recipe_from_json (const char             *text,
                                       gssize                  length,
                                       GFile                  *folder,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
