/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-job-inputs.h"

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"
#include "library/pictor-input-store.h"

typedef struct
{
  PictorRecipe *recipe;
  GFile *store;
  guint next; /* control to be looked at */
} Keep;

static void
keep_free (Keep *keep)
{
  g_object_unref (keep->recipe);
  g_object_unref (keep->store);
  g_free (keep);
}

static void keep_next (GTask *task);

/* Says which control and which file @error is about. (transfer full) */
static GError *
explain (guint         index,
         GFile        *image,
         const GError *error)
{
  g_autofree char *path = g_file_get_parse_name (image);
  g_autofree char *name = g_path_get_basename (path);
  GError *explained = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE,
                        _("The image “%s” of ControlNet %u is no longer there. Choose another one."), name,
                        index + 1);
  explained = g_error_copy (error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (&explained, _("ControlNet %u, “%s”: "), index + 1, name);
  return explained;
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);
  GListModel *controls = G_LIST_MODEL (pictor_recipe_get_controls (keep->recipe));
  g_autoptr (PictorControl) control = g_list_model_get_item (controls, keep->next);
  g_autoptr (GFile) kept = NULL;
  g_autoptr (GError) error = NULL;

  kept = pictor_input_store_add_finish (result, &error);
  if (kept == NULL)
    {
      g_task_return_error (task, explain (keep->next, pictor_control_get_image (control), error));
      return;
    }
  pictor_control_set_image (control, kept);
  keep->next++;
  keep_next (g_steal_pointer (&task));
}

/* Takes over @task. */
static void
keep_next (GTask *task)
{
  Keep *keep = g_task_get_task_data (task);
  GListModel *controls = G_LIST_MODEL (pictor_recipe_get_controls (keep->recipe));
  GCancellable *cancellable = g_task_get_cancellable (task);

  for (; keep->next < g_list_model_get_n_items (controls); keep->next++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, keep->next);
      GFile *image = pictor_control_get_image (control);

      if (image != NULL && !g_file_has_parent (image, keep->store))
        {
          pictor_input_store_add_async (keep->store, image, cancellable, added_cb, task);
          return;
        }
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
pictor_job_inputs_keep_async (PictorRecipe        *recipe,
                              GFile               *store,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Keep *keep = g_new0 (Keep, 1);

  g_task_set_source_tag (task, pictor_job_inputs_keep_async);
  keep->recipe = g_object_ref (recipe);
  keep->store = g_object_ref (store);
  g_task_set_task_data (task, keep, (GDestroyNotify) keep_free);
  keep_next (task);
}

gboolean
pictor_job_inputs_keep_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_job_inputs_keep_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
