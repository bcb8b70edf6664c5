/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-recipe.h"

G_BEGIN_DECLS

/**
 * PictorHistoryFunc:
 * @data: what was given with it
 * @undo: whether to undo, else to do it again
 *
 * Something else than a change of the recipe that can be undone, such as deleting a picture.
 */
typedef void (*PictorHistoryFunc) (gpointer data,
                                   gboolean undo);

/**
 * PictorHistory:
 *
 * One line of all that was done, to be undone and done again: changes of a recipe, those that follow each other closely as
 * one step, and what else is put into it. Holds the last 200 steps.
 *
 * Properties, read-only, notified: can-undo, can-redo (boolean), serial (guint: names the last step; 0 = none).
 */
#define PICTOR_TYPE_HISTORY (pictor_history_get_type ())
G_DECLARE_FINAL_TYPE (PictorHistory, pictor_history, PICTOR, HISTORY, GObject)

PictorHistory *pictor_history_new          (PictorRecipe      *recipe);
/* Ends a step: what changed until now and what changes from now on are undone one by one. */
void           pictor_history_mark         (PictorHistory     *self);
/* Puts something that was done into the line. @destroy: (nullable) */
void           pictor_history_push         (PictorHistory     *self,
                                            PictorHistoryFunc  func,
                                            gpointer           data,
                                            GDestroyNotify     destroy);
/* Forgets all steps: what the recipe is now is the beginning. */
void           pictor_history_reset        (PictorHistory     *self);
/* Each does nothing when there is nothing to undo or redo. */
void           pictor_history_undo         (PictorHistory     *self);
void           pictor_history_redo         (PictorHistory     *self);
gboolean       pictor_history_get_can_undo (PictorHistory     *self);
gboolean       pictor_history_get_can_redo (PictorHistory     *self);
guint          pictor_history_get_serial   (PictorHistory     *self);

G_END_DECLS
