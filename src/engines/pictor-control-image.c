/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-control-image.h"

#include "engines/pictor-control-source.h"

void
pictor_control_image_free (PictorControlImage *image)
{
  if (image->temporary)
    g_file_delete (image->file, NULL, NULL);
  g_clear_object (&image->file);
  g_free (image->etag);
  g_free (image);
}

gboolean
pictor_control_image_check_unchanged (PictorControlImage  *image,
                                      GError             **error)
{
  GError *local_error = NULL;

  g_return_val_if_fail (image != NULL, FALSE);

  if (pictor_control_source_is_same (image->file, image->size, image->etag, &local_error))
    return TRUE;

  pictor_control_source_name (image->number, image->file, &local_error);
  g_propagate_error (error, local_error);

  return FALSE;
}

typedef struct
{
  GPtrArray *sources; /* of PictorControlSource */
  gboolean shrink;
} Preparation;

static void
preparation_free (gpointer data)
{
  Preparation *preparation = data;

  g_ptr_array_unref (preparation->sources);
  g_free (preparation);
}

static void
prepare_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Preparation *preparation = task_data;
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_control_image_free);

  for (guint i = 0; i < preparation->sources->len; i++)
    {
      const PictorControlSource *source = g_ptr_array_index (preparation->sources, i);
      GError *error = NULL;
      PictorControlImage *image =
        pictor_control_source_prepare (source, preparation->shrink, cancellable, &error);

      if (image == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      g_ptr_array_add (images, image);
    }

  g_task_return_pointer (task, g_steal_pointer (&images), (GDestroyNotify) g_ptr_array_unref);
}

void
pictor_control_images_prepare_async (PictorRecipe        *recipe,
                                     gboolean             shrink,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Preparation *preparation;
  GListModel *controls;

  g_return_if_fail (PICTOR_IS_RECIPE (recipe));

  preparation = g_new0 (Preparation, 1);
  preparation->sources =
    g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_control_source_free);
  preparation->shrink = shrink;
  controls = G_LIST_MODEL (pictor_recipe_get_controls (recipe));
  for (guint i = 0; i < g_list_model_get_n_items (controls); i++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, i);

      g_ptr_array_add (preparation->sources, pictor_control_source_new (recipe, control, i + 1));
    }

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_control_images_prepare_async);
  g_task_set_task_data (task, preparation, preparation_free);
  /* Decoding stops at the next piece of the file; nobody has to wait for that. */
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, prepare_in_thread);
}

GPtrArray *
pictor_control_images_prepare_finish (GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
