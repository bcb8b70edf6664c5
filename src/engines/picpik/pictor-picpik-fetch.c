/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-fetch.h"

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"
#include "engines/pictor-guard.h"
#include "engines/pictor-pause.h"
#include "engines/pictor-picture-check.h"
#include "http/pictor-backoff.h"

/* All the pictures of a task. Counted: each that is on its way holds it. */
typedef struct
{
  PictorGuard *guard;
  PictorProgress *progress;
  GPtrArray *pictures; /* of PictorPicture; NULL where one has not arrived */
  guint n_arrived;
  guint n_left;        /* neither arrived nor given up */
  GError *error;       /* of the first given up */
} Batch;

/* One of them. */
typedef struct
{
  PictorHttp *http;
  char *address;
  char *uri;
  GFile *file;
  PictorProgress *progress;
  PictorBackoff backoff;
  char *task;
  gint64 seed;
  guint index;
  double points;
} Item;

static void
batch_clear (gpointer data)
{
  Batch *batch = data;

  pictor_guard_unref (batch->guard);
  g_object_unref (batch->progress);
  g_ptr_array_unref (batch->pictures);
  g_clear_error (&batch->error);
}

static void
batch_unref (Batch *batch)
{
  g_rc_box_release_full (batch, batch_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, batch_unref)

static void
item_free (gpointer data)
{
  Item *item = data;

  g_object_unref (item->http);
  g_free (item->address);
  g_free (item->uri);
  g_object_unref (item->file);
  g_object_unref (item->progress);
  g_free (item->task);
  g_free (item);
}

static void
check_picture (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Item *item = task_data;
  g_autoptr (GFile) file = NULL;
  GError *error = NULL;
  int width;
  int height;

  file = pictor_picture_adopt (item->file, &width, &height, cancellable, &error);
  if (file == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task,
                           pictor_picture_new (file, item->seed, width, height,
                                               item->task, item->index, item->points),
                           g_object_unref);
}

static GError *
explain (const GError *error)
{
  if (error->domain == PICTOR_HTTP_ERROR)
    {
      switch ((PictorHttpError) error->code)
        {
        case PICTOR_HTTP_ERROR_NOT_FOUND:
        case PICTOR_HTTP_ERROR_UNAUTHORIZED:
        case PICTOR_HTTP_ERROR_FORBIDDEN:
          return g_error_new_literal (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED,
                                      _("The service no longer has this picture. It keeps pictures for a day."));
        case PICTOR_HTTP_ERROR_ADDRESS:
          return g_error_new_literal (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_PICTURE,
                                      _("The service gave an address for the picture that is not safe. "
                                        "It was not opened."));
        case PICTOR_HTTP_ERROR_REDIRECT:
        case PICTOR_HTTP_ERROR_TOO_LARGE:
          return g_error_new_literal (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_PICTURE, error->message);
        default:
          break;
        }
    }

  return g_error_copy (error);
}

static void download (GTask *task);

static void
try_again (GTask *task)
{
  if (!g_task_return_error_if_cancelled (task))
    download (task);
}

static void
downloaded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Item *item = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (pictor_http_download_finish (PICTOR_HTTP (source), result, &error))
    {
      g_task_run_in_thread (task, check_picture);
    }
  else if (pictor_http_error_is_passing (error))
    {
      guint asked = pictor_http_get_retry_after (result) * 1000;

      pictor_progress_update (item->progress, pictor_progress_get_fraction (item->progress),
                              pictor_progress_get_status (item->progress), _("Waiting for the network"));
      pictor_pause (task, MAX (pictor_backoff_next (&item->backoff), asked), try_again);
    }
  else
    {
      g_task_return_error (task, explain (error));
    }
}

static void
download (GTask *task)
{
  Item *item = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  pictor_http_download_async (item->http, item->uri, item->address, item->file, PICTOR_HTTP_MAX_PICTURE,
                              cancellable, downloaded_cb, g_object_ref (task));
}

/* One that comes too late for anybody to take it must not stay in the folder. */
static void
discard (PictorPicture *picture)
{
  g_file_delete_async (pictor_picture_get_file (picture), G_PRIORITY_LOW, NULL, NULL, NULL);
  g_object_unref (picture);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Batch) batch = user_data;
  Item *item = g_task_get_task_data (G_TASK (result));
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  PictorPicture *picture = g_task_propagate_pointer (G_TASK (result), &error);

  if (picture != NULL && g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      discard (picture);
    }
  else if (picture != NULL)
    {
      g_ptr_array_index (batch->pictures, item->index) = picture;
      batch->n_arrived++;
      pictor_progress_update (batch->progress, (double) batch->n_arrived / batch->pictures->len,
                              pictor_progress_get_status (batch->progress), _("Fetching"));
      pictor_progress_add_picture (batch->progress, picture);
    }
  else if (batch->error == NULL)
    {
      batch->error = g_steal_pointer (&error);
    }

  if (--batch->n_left > 0)
    return;

  task = pictor_guard_take (batch->guard);
  if (task == NULL || g_task_return_error_if_cancelled (task))
    return;

  if (batch->error != NULL)
    g_task_return_error (task, g_steal_pointer (&batch->error));
  else
    g_task_return_pointer (task, g_ptr_array_ref (batch->pictures), (GDestroyNotify) g_ptr_array_unref);
}

static void
clear_picture (gpointer picture)
{
  g_clear_object (&picture);
}

void
pictor_picpik_fetch_async (const PictorPicpikFetch *how,
                           const PictorPicpikTask  *what,
                           GCancellable            *cancellable,
                           GAsyncReadyCallback      callback,
                           gpointer                 user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *name = g_uuid_string_random ();
  g_autoptr (Batch) batch = g_rc_box_new0 (Batch);
  guint n_images = g_strv_length (what->images);

  g_task_set_source_tag (task, pictor_picpik_fetch_async);
  batch->guard = pictor_guard_new (task);
  batch->progress = g_object_ref (how->progress);
  batch->pictures = g_ptr_array_new_with_free_func (clear_picture);
  g_ptr_array_set_size (batch->pictures, n_images);
  batch->n_left = n_images;

  for (guint i = 0; i < n_images; i++)
    {
      g_autoptr (GTask) one = g_task_new (NULL, cancellable, fetched_cb, g_rc_box_acquire (batch));
      g_autofree char *part = g_strdup_printf ("%s-%u", name, i);
      Item *item = g_new0 (Item, 1);

      item->http = g_object_ref (how->http);
      item->address = g_strdup (how->address);
      item->uri = g_strdup (what->images[i]);
      item->file = g_file_get_child (how->folder, part);
      item->progress = g_object_ref (how->progress);
      pictor_backoff_init (&item->backoff, how->shortest, how->longest);
      item->task = g_strdup (what->uid);
      /* A batch counts its seeds up. */
      item->seed = what->seed < 0 ? -1 : what->seed + i;
      item->index = i;
      item->points = what->points;

      g_task_set_source_tag (one, pictor_picpik_fetch_async);
      g_task_set_check_cancellable (one, FALSE);
      g_task_set_task_data (one, item, item_free);
      download (one);
    }
}

GPtrArray *
pictor_picpik_fetch_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
