/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/pictor-cli-arguments.h"
#include "model/pictor-validation.h"
#include "studio/pictor-account.h"

G_BEGIN_DECLS

/* The recipe that the options of "generate" ask for: that of --recipe, JSON or a picture, over which the others go, or a
 * new one. @account: (nullable): who will make it; what it lacks of another program's recipe is said and left out.
 * What can't be read is added to the problems of @arguments. (transfer full) */
PictorRecipe *pictor_cli_recipe_new          (PictorCliArguments *arguments,
                                              PictorAccount      *account,
                                              GCancellable       *cancellable) G_GNUC_WARN_UNUSED_RESULT;
/* Adds @problems to those of @arguments, each under the option that it is about. (element-type PictorProblem) */
void          pictor_cli_recipe_add_problems (PictorCliArguments *arguments,
                                              GPtrArray          *problems);

G_END_DECLS
