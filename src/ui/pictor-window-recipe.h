/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pictor-window.h"

G_BEGIN_DECLS

/* What the window does with the recipes of pictures: shows them, and takes them over into the draft. */

void pictor_window_class_install_recipe_actions (PictorWindowClass *klass);
/* Puts the pictures of the queue on show; once, when the window has its studio. */
void pictor_window_set_up_recipes               (PictorWindow      *self);
/* Takes @what ("all", "prompt", "seed") of @recipe into the draft. */
void pictor_window_use_recipe                   (PictorWindow      *self,
                                                 PictorRecipe      *recipe,
                                                 const char        *what);

G_END_DECLS
