/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/pictor-cli-arguments.h"
#include "model/pictor-validation.h"

G_BEGIN_DECLS

/* The recipe that the options of "generate" ask for: that of --recipe, over which the others go, or a new one.
 * What can't be read is added to the problems of @arguments. (transfer full) */
PictorRecipe *pictor_cli_recipe_new          (PictorCliArguments *arguments) G_GNUC_WARN_UNUSED_RESULT;
/* Adds @problems to those of @arguments, each under the option that it is about. (element-type PictorProblem) */
void          pictor_cli_recipe_add_problems (PictorCliArguments *arguments,
                                              GPtrArray          *problems);

G_END_DECLS
