/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-workspace.h"

#include "library/pictor-draft.h"
#include "library/pictor-input-store.h"
#include "library/pictor-recipe-file.h"
#include "studio/pictor-paths.h"

struct _PictorWorkspace
{
  GObject parent_instance;

  PictorRecipe *recipe;
  PictorDraft *draft;
  PictorHistory *history;
  GFile *inputs;
};

enum
{
  DRAFT_TROUBLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PictorWorkspace, pictor_workspace, G_TYPE_OBJECT)

static void
draft_failed_cb (PictorWorkspace *self,
                 const char      *message)
{
  g_signal_emit (self, signals[DRAFT_TROUBLE], 0, message);
}

static void
pictor_workspace_dispose (GObject *object)
{
  PictorWorkspace *self = PICTOR_WORKSPACE (object);

  g_clear_object (&self->history);
  g_clear_object (&self->draft);
  g_clear_object (&self->recipe);
  g_clear_object (&self->inputs);
  G_OBJECT_CLASS (pictor_workspace_parent_class)->dispose (object);
}

static void
pictor_workspace_class_init (PictorWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pictor_workspace_dispose;

  signals[DRAFT_TROUBLE] = g_signal_new ("draft-trouble", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pictor_workspace_init (PictorWorkspace *self)
{
  g_autoptr (GFile) file = pictor_paths_get_draft ();

  self->recipe = pictor_recipe_new ();
  self->history = pictor_history_new (self->recipe);
  self->draft = pictor_draft_new (file, self->recipe);
  self->inputs = pictor_paths_get_inputs ();
  g_signal_connect_object (self->draft, "failed", G_CALLBACK (draft_failed_cb), self, G_CONNECT_SWAPPED);
}

PictorWorkspace *
pictor_workspace_new (void)
{
  return g_object_new (PICTOR_TYPE_WORKSPACE, NULL);
}

PictorRecipe *
pictor_workspace_get_recipe (PictorWorkspace *self)
{
  g_return_val_if_fail (PICTOR_IS_WORKSPACE (self), NULL);
  return self->recipe;
}

PictorHistory *
pictor_workspace_get_history (PictorWorkspace *self)
{
  g_return_val_if_fail (PICTOR_IS_WORKSPACE (self), NULL);
  return self->history;
}

static void
draft_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (pictor_draft_load_finish (PICTOR_DRAFT (source), result, &error))
    {
      /* Where the last run left off is the beginning. */
      if (self->history != NULL)
        pictor_history_reset (self->history);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

void
pictor_workspace_load_async (PictorWorkspace     *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PICTOR_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_workspace_load_async);
  pictor_draft_load_async (self->draft, cancellable, draft_loaded_cb, task);
}

gboolean
pictor_workspace_load_finish (PictorWorkspace  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pictor_workspace_flush (PictorWorkspace *self)
{
  g_return_if_fail (PICTOR_IS_WORKSPACE (self));
  pictor_draft_flush (self->draft);
}

static void
input_added_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = pictor_input_store_add_finish (result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
pictor_workspace_add_input_async (PictorWorkspace     *self,
                                  GFile               *source,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PICTOR_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_workspace_add_input_async);
  pictor_input_store_add_async (self->inputs, source, cancellable, input_added_cb, task);
}

void
pictor_workspace_add_bytes_async (PictorWorkspace     *self,
                                  GBytes              *bytes,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PICTOR_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_workspace_add_bytes_async);
  pictor_input_store_add_bytes_async (self->inputs, bytes, cancellable, input_added_cb, task);
}

GFile *
pictor_workspace_add_input_finish (PictorWorkspace  *self,
                                   GAsyncResult     *result,
                                   GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
recipe_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  PictorFoundRecipe *found = pictor_recipe_file_read_finish (result, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) pictor_found_recipe_free);
  else
    g_task_return_error (task, error);
}

void
pictor_workspace_read_recipe_async (PictorWorkspace     *self,
                                    GFile               *file,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PICTOR_IS_WORKSPACE (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_workspace_read_recipe_async);
  pictor_recipe_file_read_async (file, self->inputs, cancellable, recipe_read_cb, task);
}

PictorFoundRecipe *
pictor_workspace_read_recipe_finish (PictorWorkspace  *self,
                                     GAsyncResult     *result,
                                     GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
