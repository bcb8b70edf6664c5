/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-picture.h"
#include "model/pictor-recipe.h"

G_BEGIN_DECLS

/**
 * pictor_picture_store_save_async:
 * @picture: fetched, its file in a temporary folder
 * @recipe: what made it
 * @model_name: (nullable): for the text in the picture
 * @folder: where pictures are kept; made if missing
 *
 * Files a fetched picture: with its recipe inside when it is a PNG, under a name of our own made of date and number
 * ("2026-11-24 10.52.17 s42.png"), written to a temporary file, synced, renamed without replacing
 * anything. The fetched file is removed only after that. Errors are sentences that say what to do (full disk, read-only or vanished
 * folder); the fetched file is then still there.
 */
void     pictor_picture_store_save_async  (PictorPicture        *picture,
                                           PictorRecipe         *recipe,
                                           const char           *model_name,
                                           GFile                *folder,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
/* (transfer full): the picture in its place */
PictorPicture *pictor_picture_store_save_finish (GAsyncResult  *result,
                                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* A copy of @picture at one exact path chosen by a person (CLI -o FILE, "Save As"), in a folder that exists: replaces
 * what is there. The file of @picture stays. */
void     pictor_picture_store_export_async  (PictorPicture        *picture,
                                             PictorRecipe         *recipe,
                                             const char           *model_name,
                                             GFile                *destination,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
PictorPicture *pictor_picture_store_export_finish (GAsyncResult  *result,
                                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
