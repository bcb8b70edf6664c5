/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/comfyui/pictor-comfyui-follow.h"

#include <glib/gi18n.h>

#include "engines/comfyui/pictor-comfyui-event.h"
#include "engines/comfyui/pictor-comfyui-prompts.h"
#include "engines/comfyui/pictor-comfyui-reply.h"
#include "engines/pictor-engine-error.h"
#include "engines/pictor-pause.h"
#include "engines/pictor-picture-check.h"
#include "http/pictor-backoff.h"

/* Between two answers a prompt may leave the queue and enter the history: only one that was missed this often is gone. */
#define MAX_MISSES 3

typedef struct
{
  PictorComfyuiClient *client;
  char *remote_id;
  GPtrArray *prompts;
  guint index;           /* of the prompt that is waited for */
  guint n_missed;        /* times in a row that neither history nor queue knew it */
  GFile *folder;
  GFile *file;           /* of the picture on its way */
  char *path;            /* where it is fetched from; NULL while its prompt has not ended */
  PictorBackoff backoff;
  GSource *pause;        /* until the next question; NULL while one is on its way */
  PictorSocket *socket;  /* NULL where none could be opened: asking alone will do */
  gboolean at_work;      /* whether the socket spoke of this prompt last */
  PictorProgress *progress;
  GPtrArray *pictures;
} Follow;

static void ask (GTask *task);

static void
follow_free (gpointer data)
{
  Follow *follow = data;

  g_object_unref (follow->client);
  g_free (follow->remote_id);
  g_ptr_array_unref (follow->prompts);
  g_object_unref (follow->folder);
  g_clear_object (&follow->file);
  g_free (follow->path);
  g_clear_pointer (&follow->pause, g_source_unref);
  if (follow->socket != NULL)
    g_signal_handlers_disconnect_by_data (follow->socket, follow);
  g_clear_object (&follow->socket);
  g_object_unref (follow->progress);
  g_ptr_array_unref (follow->pictures);
  g_free (follow);
}

static const PictorComfyuiPrompt *
get_prompt (Follow *follow)
{
  return follow->prompts->pdata[follow->index];
}

static double
get_fraction (Follow *follow)
{
  return follow->index > 0 ? (double) follow->index / follow->prompts->len : -1;
}

static void
go_on (GTask *task)
{
  Follow *follow = g_task_get_task_data (task);

  g_clear_pointer (&follow->pause, g_source_unref);
  if (!g_task_return_error_if_cancelled (task))
    ask (task);
}

static void
pause_then_ask (GTask *task)
{
  Follow *follow = g_task_get_task_data (task);

  follow->pause = g_source_ref (pictor_pause (task, pictor_backoff_next (&follow->backoff), go_on));
}

static void
text_cb (Follow     *follow,
         const char *text)
{
  PictorComfyuiEvent event;
  double fraction;

  if (follow->index == follow->prompts->len)
    return;
  event = pictor_comfyui_event_read (text, get_prompt (follow)->id, &fraction);
  if (event == PICTOR_COMFYUI_EVENT_OTHER)
    return;
  follow->at_work = event == PICTOR_COMFYUI_EVENT_WORK || event == PICTOR_COMFYUI_EVENT_STEP;
  if (event == PICTOR_COMFYUI_EVENT_STEP && follow->path == NULL)
    pictor_progress_update (follow->progress, (follow->index + fraction) / follow->prompts->len, NULL, _("Painting"));
  /* What it has ended with is asked for without waiting any longer. */
  if (event == PICTOR_COMFYUI_EVENT_END && follow->pause != NULL)
    g_source_set_ready_time (follow->pause, 0);
}

static void
listening_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Follow *follow = g_task_get_task_data (task);
  g_autoptr (PictorSocket) socket =
    pictor_comfyui_client_listen_finish (PICTOR_COMFYUI_CLIENT (source), result, NULL);

  if (socket == NULL || g_task_get_completed (task))
    return;
  g_signal_connect_swapped (socket, "text", G_CALLBACK (text_cb), follow);
  follow->socket = g_steal_pointer (&socket);
}

/* Waits out what may pass; anything else ends the task. @error: (transfer full) */
static void
wait_or_end (GTask  *task,
             GError *error)
{
  Follow *follow = g_task_get_task_data (task);

  if (pictor_http_error_is_passing (error))
    {
      pictor_progress_update (follow->progress, get_fraction (follow), NULL, _("Waiting for the network"));
      g_error_free (error);
      pause_then_ask (task);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

static void
check_picture (GTask        *check,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Follow *follow = task_data;
  g_autoptr (GFile) file = NULL;
  GError *error = NULL;
  int width;
  int height;

  file = pictor_picture_adopt (follow->file, &width, &height, cancellable, &error);
  if (file == NULL)
    g_task_return_error (check, error);
  else
    g_task_return_pointer (check,
                           pictor_picture_new (file, get_prompt (follow)->seed, width, height, follow->remote_id,
                                               follow->index, -1),
                           g_object_unref);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Follow *follow = g_task_get_task_data (task);
  GError *error = NULL;
  PictorPicture *picture = g_task_propagate_pointer (G_TASK (result), &error);

  if (picture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_add (follow->pictures, picture);
  follow->index++;
  follow->n_missed = 0;
  follow->at_work = FALSE;
  g_clear_pointer (&follow->path, g_free);
  pictor_backoff_reset (&follow->backoff);
  pictor_progress_update (follow->progress, get_fraction (follow), NULL, _("Painting"));
  pictor_progress_add_picture (follow->progress, picture);

  if (follow->index == follow->prompts->len)
    g_task_return_pointer (task, g_ptr_array_ref (follow->pictures), (GDestroyNotify) g_ptr_array_unref);
  else
    ask (task);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Follow *follow = g_task_get_task_data (task);
  g_autoptr (GTask) check = NULL;
  GError *error = NULL;

  if (!pictor_comfyui_client_fetch_finish (PICTOR_COMFYUI_CLIENT (source), result, &error))
    {
      wait_or_end (task, error);
      return;
    }
  check = g_task_new (NULL, g_task_get_cancellable (task), checked_cb, g_object_ref (task));
  g_task_set_task_data (check, follow, NULL);
  g_task_run_in_thread (check, check_picture);
}

static void
fetch (GTask *task)
{
  Follow *follow = g_task_get_task_data (task);
  g_autofree char *name = g_uuid_string_random ();

  g_clear_object (&follow->file);
  follow->file = g_file_get_child (follow->folder, name);
  pictor_progress_update (follow->progress, get_fraction (follow), NULL, _("Fetching"));
  pictor_comfyui_client_fetch_async (follow->client, follow->path, follow->file, g_task_get_cancellable (task), fetched_cb,
                                     g_object_ref (task));
}

static void
queue_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Follow *follow = g_task_get_task_data (task);
  g_autoptr (JsonNode) reply = NULL;
  g_autofree char *phrase = NULL;
  GError *error = NULL;
  int place;

  reply = pictor_comfyui_client_call_finish (PICTOR_COMFYUI_CLIENT (source), result, NULL, &error);
  if (reply == NULL)
    {
      wait_or_end (task, error);
      return;
    }

  place = pictor_comfyui_reply_queue (reply, get_prompt (follow)->id);
  follow->n_missed = place < 0 ? follow->n_missed + 1 : 0;
  if (follow->n_missed >= MAX_MISSES)
    {
      g_task_return_new_error (task, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED,
                               _("ComfyUI no longer knows this picture. It forgets its work when it is restarted."));
      return;
    }
  if (place > 0)
    phrase = g_strdup_printf (ngettext ("Waiting, %d picture goes first", "Waiting, %d pictures go first", place), place);
  pictor_progress_update (follow->progress, follow->at_work ? pictor_progress_get_fraction (follow->progress) : get_fraction (follow),
                          NULL, phrase != NULL ? phrase : _("Painting"));
  pause_then_ask (task);
}

static void
history_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Follow *follow = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (JsonNode) reply = NULL;
  g_autoptr (GPtrArray) files = NULL;
  gboolean known;
  GError *error = NULL;

  reply = pictor_comfyui_client_call_finish (PICTOR_COMFYUI_CLIENT (source), result, NULL, &error);
  if (reply == NULL)
    {
      wait_or_end (task, error);
      return;
    }
  files = pictor_comfyui_reply_history (reply, get_prompt (follow)->id, &known, &error);
  if (files != NULL)
    {
      follow->path = pictor_comfyui_file_get_path (files->pdata[0]);
      fetch (task);
    }
  else if (error != NULL)
    {
      g_task_return_error (task, error);
    }
  else
    {
      pictor_comfyui_client_call_async (follow->client, "/queue", NULL, cancellable, queue_cb, g_steal_pointer (&task));
    }
}

/* Goes on where it is: with fetching, or with asking whether the prompt has ended. */
static void
ask (GTask *task)
{
  Follow *follow = g_task_get_task_data (task);
  g_autofree char *path = NULL;

  if (follow->path != NULL)
    {
      fetch (task);
      return;
    }
  path = g_strconcat ("/history/", get_prompt (follow)->id, NULL);
  pictor_comfyui_client_call_async (follow->client, path, NULL, g_task_get_cancellable (task), history_cb, g_object_ref (task));
}

void
pictor_comfyui_follow_async (PictorComfyuiClient       *client,
                             const char                *remote_id,
                             GFile                     *folder,
                             const PictorComfyuiPauses *pauses,
                             PictorProgress            *progress,
                             GCancellable              *cancellable,
                             GAsyncReadyCallback        callback,
                             gpointer                   user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  g_autoptr (GPtrArray) prompts = pictor_comfyui_prompts_parse (remote_id);
  Follow *follow;

  g_task_set_source_tag (task, pictor_comfyui_follow_async);
  if (prompts == NULL)
    {
      g_task_return_new_error (task, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED,
                               _("ComfyUI no longer knows this picture. It forgets its work when it is restarted."));
      return;
    }

  follow = g_new0 (Follow, 1);
  follow->client = g_object_ref (client);
  follow->remote_id = g_strdup (remote_id);
  follow->prompts = g_steal_pointer (&prompts);
  follow->folder = g_object_ref (folder);
  follow->progress = g_object_ref (progress);
  follow->pictures = g_ptr_array_new_with_free_func (g_object_unref);
  pictor_backoff_init (&follow->backoff, pauses->shortest, pauses->longest);
  g_task_set_task_data (task, follow, follow_free);

  pictor_progress_update (progress, -1, NULL, _("Waiting"));
  pictor_comfyui_client_listen_async (client, get_prompt (follow)->id, cancellable, listening_cb, g_object_ref (task));
  ask (task);
}

GPtrArray *
pictor_comfyui_follow_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_comfyui_follow_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
