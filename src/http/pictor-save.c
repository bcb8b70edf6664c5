/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-save.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <gio/gfiledescriptorbased.h>
#include <glib/gi18n.h>

#define READ_SIZE (64 * 1024)

/* Saving an answer. */
typedef struct
{
  PictorExchange *exchange; /* the caller's, who keeps it until the end */
  GInputStream *in;
  GFile *destination;
  goffset max_bytes;
  goffset received;
  GOutputStream *out;
  GError *error; /* kept while the file is removed again */
  guint8 buffer[READ_SIZE];
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_clear_object (&save->in);
  g_clear_object (&save->out);
  g_clear_object (&save->destination);
  g_clear_error (&save->error);
  g_free (save);
}

static void
remove_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Save *save = g_task_get_task_data (task_data);

  g_output_stream_close (save->out, NULL, NULL);
  g_file_delete (save->destination, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Save *save = g_task_get_task_data (task);

  g_task_return_error (task, g_steal_pointer (&save->error));
}

/* Ends with @error (transfer full), a person's, leaving no file behind. */
static void
fail (GTask  *task,
      GError *error)
{
  Save *save = g_task_get_task_data (task);
  g_autoptr (GTask) removing = NULL;

  g_clear_object (&save->in);

  if (save->out == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  save->error = error;
  removing = g_task_new (NULL, NULL, removed_cb, g_object_ref (task));
  g_task_set_source_tag (removing, remove_in_thread);
  g_task_set_task_data (removing, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (removing, remove_in_thread);
}

static void
fail_on_disk (GTask        *task,
              const GError *error)
{
  Save *save = g_task_get_task_data (task);
  g_autoptr (GError) explained = pictor_exchange_explain (save->exchange, error);

  /* Cancelled by the person, or by a time-out of the exchange, which says so itself. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (task, g_steal_pointer (&explained));
  else
    fail (task, g_error_new (error->domain, error->code, _("The picture can't be saved: %s"), error->message));
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error))
    {
      fail_on_disk (task, error);
      return;
    }

  g_task_return_boolean (task, TRUE);
}

static void
sync_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  int fd = GPOINTER_TO_INT (task_data);
  int result = fsync (fd);
  int code = errno;

  close (fd);
  if (result == 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (code), "%s", g_strerror (code));
}

static void
synced_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Save *save = g_task_get_task_data (task);

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fail_on_disk (task, error);
  else
    g_output_stream_close_async (save->out, G_PRIORITY_DEFAULT, NULL, closed_cb, g_object_ref (task));
}

/* A disk may take long over this. Cancelling does not wait for it: the thread has a descriptor of its own. */
static void
sync_file (GTask *task)
{
  Save *save = g_task_get_task_data (task);
  g_autoptr (GTask) syncing = NULL;
  int fd = fcntl (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (save->out)), F_DUPFD_CLOEXEC, 0);

  if (fd < 0)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));

      fail_on_disk (task, error);
      return;
    }

  syncing = g_task_new (NULL, pictor_exchange_get_cancellable (save->exchange), synced_cb, g_object_ref (task));
  g_task_set_source_tag (syncing, sync_in_thread);
  g_task_set_task_data (syncing, GINT_TO_POINTER (fd), NULL);
  g_task_set_return_on_cancel (syncing, TRUE);
  g_task_run_in_thread (syncing, sync_in_thread);
}

static void read_on (GTask *task);

static void
wrote_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Save *save = g_task_get_task_data (task);

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      fail_on_disk (task, error);
      return;
    }

  pictor_exchange_touch (save->exchange);
  read_on (task);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Save *save = g_task_get_task_data (task);
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n > 0)
    {
      save->received += n;
      if (save->received > save->max_bytes)
        error = pictor_exchange_too_large (save->exchange);
    }

  if (error != NULL)
    fail (task, pictor_exchange_explain (save->exchange, error));
  else if (n == 0)
    sync_file (task);
  else
    g_output_stream_write_all_async (save->out, save->buffer, n, G_PRIORITY_DEFAULT,
                                     pictor_exchange_get_cancellable (save->exchange),
                                     wrote_cb, g_object_ref (task));
}

static void
read_on (GTask *task)
{
  Save *save = g_task_get_task_data (task);

  g_input_stream_read_async (save->in, save->buffer, READ_SIZE, G_PRIORITY_DEFAULT,
                             pictor_exchange_get_cancellable (save->exchange), read_cb, g_object_ref (task));
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Save *save = g_task_get_task_data (task);

  save->out = G_OUTPUT_STREAM (g_file_create_finish (G_FILE (source), result, &error));
  if (save->out == NULL)
    fail_on_disk (task, error);
  else
    read_on (task);
}

void
pictor_save_async (GInputStream        *in,
                   PictorExchange      *exchange,
                   GFile               *destination,
                   goffset              max_bytes,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Save *save = g_new0 (Save, 1);

  g_task_set_source_tag (task, pictor_save_async);
  save->in = g_object_ref (in);
  save->exchange = exchange;
  save->destination = g_object_ref (destination);
  save->max_bytes = max_bytes;
  g_task_set_task_data (task, save, save_free);

  /* Not cancellable: whether the file is ours to remove must be known. */
  g_file_create_async (destination, G_FILE_CREATE_NONE, G_PRIORITY_DEFAULT, NULL, created_cb, g_object_ref (task));
}

gboolean
pictor_save_finish (GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
