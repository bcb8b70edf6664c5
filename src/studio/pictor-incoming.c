/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-incoming.h"

#include <errno.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Engines put plain files there and no folders. */
static void
empty (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_unlink (child);
    }
}

static void
renew_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  const char *path = g_file_peek_path (task_data);

  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      int code = errno;

      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (code),
                               _("The folder “%s”, where pictures arrive, can't be made: %s"), path,
                               g_strerror (code));
      return;
    }
  empty (path);
  g_task_return_boolean (task, TRUE);
}

void
pictor_incoming_renew_async (GFile               *folder,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, pictor_incoming_renew_async);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  g_task_run_in_thread (task, renew_thread);
}

gboolean
pictor_incoming_renew_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_incoming_renew_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
remove_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const char *path = g_file_peek_path (task_data);

  empty (path);
  g_rmdir (path);
  g_task_return_boolean (task, TRUE);
}

void
pictor_incoming_remove_async (GFile               *folder,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, pictor_incoming_remove_async);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  g_task_run_in_thread (task, remove_thread);
}
