/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-submit.h"

#include <glib/gi18n.h>

#include "engines/pictor-guard.h"
#include "engines/picpik/pictor-picpik-reply.h"

/* How often the progress of sending is told, in milliseconds. */
#define SENDING_TICK 100

/* Everything up to the POST. */
typedef struct
{
  PictorPicpikClient *client;
  PictorRecipe *recipe;
  char *default_model;
  char *request_uuid;
  PictorPicpikRequest *request;
  PictorAccess *keys;
} Preparation;

/* The POST. */
typedef struct
{
  PictorPicpikClient *client;
  PictorProgress *progress;
  PictorPicpikRequest *request; /* its images must stay until they are sent */
  PictorBody *body;
  guint timer;
} Sending;

static void
preparation_free (gpointer data)
{
  Preparation *preparation = data;

  g_object_unref (preparation->client);
  g_object_unref (preparation->recipe);
  g_free (preparation->default_model);
  g_free (preparation->request_uuid);
  g_clear_pointer (&preparation->request, pictor_picpik_request_free);
  g_clear_pointer (&preparation->keys, pictor_access_free);
  g_free (preparation);
}

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_clear_handle_id (&sending->timer, g_source_remove);
  g_clear_object (&sending->body);
  g_clear_pointer (&sending->request, pictor_picpik_request_free);
  g_object_unref (sending->client);
  g_object_unref (sending->progress);
  g_free (sending);
}

static void
check_unchanged (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Preparation *preparation = task_data;
  GPtrArray *images = pictor_picpik_request_get_images (preparation->request);
  GError *error = NULL;

  for (guint i = 0; i < images->len; i++)
    {
      if (!pictor_control_image_check_unchanged (g_ptr_array_index (images, i), &error))
        {
          g_task_return_error (task, error);
          return;
        }
    }

  g_task_return_boolean (task, TRUE);
}

static void
keys_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Preparation *preparation = g_task_get_task_data (task);
  GError *error = NULL;

  preparation->keys = pictor_picpik_client_get_keys_finish (PICTOR_PICPIK_CLIENT (source), result, &error);
  if (preparation->keys == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, check_unchanged);
}

static void
images_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Preparation *preparation = g_task_get_task_data (task);
  g_autoptr (GPtrArray) images = NULL;
  GError *error = NULL;

  images = pictor_control_images_prepare_finish (result, &error);
  if (images == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  preparation->request = pictor_picpik_request_new_generate (preparation->recipe, preparation->default_model,
                                                             preparation->request_uuid, images);
  pictor_picpik_client_get_keys_async (preparation->client, cancellable, keys_cb, g_steal_pointer (&task));
}

static gboolean
sending_tick_cb (gpointer user_data)
{
  Sending *sending = user_data;

  pictor_progress_update (sending->progress,
                          (double) pictor_body_get_position (sending->body) /
                          pictor_body_get_length (sending->body),
                          NULL, _("Sending"));
  return G_SOURCE_CONTINUE;
}

/* What came instead of an answer to a request that was sent. */
static const char *
describe (const GError *error)
{
  if (error->domain == G_IO_ERROR)
    return _("Stopped while the request was on its way.");
  if (g_error_matches (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TIMED_OUT))
    return _("The request was sent, but the answer took too long.");
  if (g_error_matches (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_NO_ROUTE))
    return _("The request was sent, but the connection was lost before the answer came.");
  if (g_error_matches (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TOO_LARGE))
    return _("The request was sent, but the answer was far too long to be one.");
  if (g_error_matches (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_SERVER))
    return _("The request was sent, but a server on the way to the service failed.");

  return _("The request was sent, but the answer can't be read.");
}

/* What to tell of a request that may have been accepted without our hearing of it. */
static GError *
make_uncertain (const GError *error)
{
  return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNCERTAIN,
                      _("%s The service may have accepted it, and may charge for it."), describe (error));
}

static void
posted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (JsonObject) reply = NULL;
  g_autoptr (GError) error = NULL;
  gboolean maybe_accepted = TRUE;
  const char *uid = NULL;

  g_clear_handle_id (&sending->timer, g_source_remove);

  reply = pictor_picpik_client_post_finish (PICTOR_PICPIK_CLIENT (source), result, &maybe_accepted, &error);
  if (reply != NULL)
    uid = pictor_picpik_reply_get_task_uid (reply, &error);

  if (uid != NULL)
    g_task_return_pointer (task, g_strdup (uid), g_free);
  else if (maybe_accepted)
    g_task_return_error (task, make_uncertain (error));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED))
    g_task_return_new_error (task, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE, "%s", error->message);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PictorGuard) guard = user_data;
  g_autoptr (GTask) task = pictor_guard_take (guard);
  Preparation *preparation = g_task_get_task_data (G_TASK (result));
  GCancellable *cancellable;
  Sending *sending;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (task != NULL)
        g_task_return_error (task, error);
      else
        g_error_free (error);
      return;
    }

  /* Not a byte goes out after somebody has said stop. */
  if (task == NULL || g_task_return_error_if_cancelled (task))
    return;

  cancellable = g_task_get_cancellable (task);
  sending = g_task_get_task_data (task);
  sending->request = g_steal_pointer (&preparation->request);
  sending->body = pictor_picpik_request_make_body (sending->request, preparation->keys);
  sending->timer = g_timeout_add (SENDING_TICK, sending_tick_cb, sending);
  pictor_progress_update (sending->progress, 0, NULL, _("Sending"));

  pictor_picpik_client_post_async (sending->client, preparation->keys->address, sending->body,
                                   cancellable, posted_cb, g_steal_pointer (&task));
}

void
pictor_picpik_submit_async (PictorPicpikClient  *client,
                            PictorRecipe        *recipe,
                            const char          *default_model,
                            const char          *request_uuid,
                            gboolean             shrink,
                            PictorProgress      *progress,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Preparation *preparation = g_new0 (Preparation, 1);
  Sending *sending = g_new0 (Sending, 1);
  GTask *task;
  GTask *preparing;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_picpik_submit_async);
  /* Once it is sent, "cancelled" would hide that it may cost. */
  g_task_set_check_cancellable (task, FALSE);
  sending->client = g_object_ref (client);
  sending->progress = g_object_ref (progress);
  g_task_set_task_data (task, sending, sending_free);

  preparing = g_task_new (NULL, cancellable, prepared_cb, pictor_guard_new (task));
  g_task_set_source_tag (preparing, pictor_picpik_submit_async);
  preparation->client = g_object_ref (client);
  preparation->recipe = pictor_recipe_copy (recipe);
  preparation->default_model = g_strdup (default_model);
  preparation->request_uuid = g_strdup (request_uuid);
  g_task_set_task_data (preparing, preparation, preparation_free);

  pictor_progress_update (progress, -1, NULL, _("Preparing"));
  pictor_control_images_prepare_async (preparation->recipe, shrink, cancellable, images_cb, preparing);
}

char *
pictor_picpik_submit_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
