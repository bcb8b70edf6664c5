/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-job-filing.h"

#include "library/pictor-picture-store.h"
#include "studio/pictor-job-private.h"

/* "fox.png" for the first picture, then "fox-2.png" and so on. (transfer full) */
static GFile *
make_destination (GFile *file,
                  guint  index)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autofree char *numbered = NULL;
  char *ending = strrchr (name, '.');

  if (index == 0 || parent == NULL)
    return g_object_ref (file);
  if (ending == NULL || ending == name)
    ending = name + strlen (name);
  numbered = g_strdup_printf ("%.*s-%u%s", (int) (ending - name), name, index + 1, ending);
  return g_file_get_child (parent, numbered);
}

static int
compare_index (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  guint first = pictor_picture_get_index (PICTOR_PICTURE ((gpointer) a));
  guint second = pictor_picture_get_index (PICTOR_PICTURE ((gpointer) b));

  return (first > second) - (first < second);
}

static void
filed_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorJob *job = g_task_get_source_object (task);
  g_autoptr (PictorPicture) filed = NULL;
  g_autoptr (GError) error = NULL;

  if (job->file != NULL)
    filed = pictor_picture_store_export_finish (result, &error);
  else
    filed = pictor_picture_store_save_finish (result, &error);
  if (filed == NULL)
    {
      g_ptr_array_add (job->unfiled, g_object_ref (g_task_get_task_data (task)));
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_list_store_insert_sorted (job->pictures, filed, compare_index, NULL);
  g_task_return_boolean (task, TRUE);
}

void
pictor_job_file_async (PictorJob           *job,
                       PictorPicture       *picture,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (job, NULL, callback, user_data);
  const char *model_name = pictor_account_get_model_name (job->account,
                                                          pictor_recipe_get_model (job->recipe));

  g_task_set_source_tag (task, pictor_job_file_async);
  g_task_set_task_data (task, g_object_ref (picture), g_object_unref);
  if (job->file != NULL)
    {
      g_autoptr (GFile) destination = make_destination (job->file, pictor_picture_get_index (picture));

      pictor_picture_store_export_async (picture, job->recipe, model_name, destination, NULL, filed_cb, task);
    }
  else
    pictor_picture_store_save_async (picture, job->recipe, model_name, job->folder, NULL, filed_cb, task);
}

gboolean
pictor_job_file_finish (PictorJob     *job,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, job), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_job_file_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
