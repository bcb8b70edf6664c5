/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-found-recipe.h"
#include "studio/pictor-history.h"

G_BEGIN_DECLS

/**
 * PictorWorkspace:
 *
 * What a person works on: the recipe of the draft, kept on disk as it changes, and the images put into it, kept by
 * content so that the draft does not depend on the files they came from.
 *
 * Signal "draft-trouble" (message): the draft can't be kept now.
 */
#define PICTOR_TYPE_WORKSPACE (pictor_workspace_get_type ())
G_DECLARE_FINAL_TYPE (PictorWorkspace, pictor_workspace, PICTOR, WORKSPACE, GObject)

PictorWorkspace *pictor_workspace_new              (void);
/* (transfer none) */
PictorRecipe    *pictor_workspace_get_recipe       (PictorWorkspace      *self);
/* What was done to the recipe, and around it. (transfer none) */
PictorHistory   *pictor_workspace_get_history      (PictorWorkspace      *self);
/* Brings the draft back from disk. */
void             pictor_workspace_load_async       (PictorWorkspace      *self,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean         pictor_workspace_load_finish      (PictorWorkspace      *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
/* Writes at once what is not on disk yet; for the end of the program. */
void             pictor_workspace_flush            (PictorWorkspace      *self);

/* Keeps an image. finish → (transfer full): the kept file */
void             pictor_workspace_add_input_async  (PictorWorkspace      *self,
                                                    GFile                *source,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void             pictor_workspace_add_bytes_async  (PictorWorkspace      *self,
                                                    GBytes               *bytes,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
GFile           *pictor_workspace_add_input_finish (PictorWorkspace      *self,
                                                    GAsyncResult         *result,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the recipe in a picture or a JSON file; control images that are kept here come with it. finish → (transfer full), or
 * the errors of pictor_recipe_file_read(), sentences all. */
void               pictor_workspace_read_recipe_async  (PictorWorkspace      *self,
                                                        GFile                *file,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
PictorFoundRecipe *pictor_workspace_read_recipe_finish (PictorWorkspace      *self,
                                                        GAsyncResult         *result,
                                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
