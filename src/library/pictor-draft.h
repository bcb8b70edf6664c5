/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-recipe.h"

G_BEGIN_DECLS

/**
 * PictorDraft:
 *
 * Keeps a recipe on disk as it changes: written at most half a second after a change, in a thread, to a temporary file that is
 * synced and renamed. What can't be read at start is set aside, never deleted.
 * Signal "failed" (message): saving does not work now (full disk, …); it is tried again at the next change.
 */
#define PICTOR_TYPE_DRAFT (pictor_draft_get_type ())
G_DECLARE_FINAL_TYPE (PictorDraft, pictor_draft, PICTOR, DRAFT, GObject)

/* @file: where; @recipe: what is kept */
PictorDraft *pictor_draft_new          (GFile                *file,
                                        PictorRecipe         *recipe);
/* Brings what is on disk into the recipe, then starts to keep it. TRUE without a file too. */
void         pictor_draft_load_async   (PictorDraft          *self,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean     pictor_draft_load_finish  (PictorDraft          *self,
                                        GAsyncResult         *result,
                                        GError              **error);
/* Writes at once what is not written yet; for the end of the program. */
void         pictor_draft_flush        (PictorDraft          *self);

G_END_DECLS
