/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-client.h"

#include "engines/picpik/pictor-picpik-reply.h"

struct _PictorPicpikClient
{
  GObject parent_instance;

  PictorHttp *http;
  PictorAccessSource *keys;
};

G_DEFINE_FINAL_TYPE (PictorPicpikClient, pictor_picpik_client, G_TYPE_OBJECT)

typedef struct
{
  GBytes *answer;
  gboolean maybe_accepted;
  guint retry_after;
} Post;

typedef struct
{
  PictorPicpikRequest *request;
  char *address;
  guint retry_after;
} Call;

static void
post_free (gpointer data)
{
  Post *post = data;

  g_clear_pointer (&post->answer, g_bytes_unref);
  g_free (post);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  pictor_picpik_request_free (call->request);
  g_free (call->address);
  g_free (call);
}

static void
pictor_picpik_client_finalize (GObject *object)
{
  PictorPicpikClient *self = PICTOR_PICPIK_CLIENT (object);

  g_clear_pointer (&self->keys, pictor_access_source_unref);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (pictor_picpik_client_parent_class)->finalize (object);
}

static void
pictor_picpik_client_class_init (PictorPicpikClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pictor_picpik_client_finalize;
}

static void
pictor_picpik_client_init (PictorPicpikClient *self)
{
}

PictorPicpikClient *
pictor_picpik_client_new (PictorHttp         *http,
                          PictorAccessSource *keys)
{
  PictorPicpikClient *self;

  g_return_val_if_fail (PICTOR_IS_HTTP (http), NULL);
  g_return_val_if_fail (keys != NULL, NULL);

  self = g_object_new (PICTOR_TYPE_PICPIK_CLIENT, NULL);
  self->http = g_object_ref (http);
  self->keys = pictor_access_source_ref (keys);

  return self;
}

PictorHttp *
pictor_picpik_client_get_http (PictorPicpikClient *self)
{
  return self->http;
}

void
pictor_picpik_client_get_keys_async (PictorPicpikClient  *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (PICTOR_IS_PICPIK_CLIENT (self));

  pictor_access_source_get_async (self->keys, self, cancellable, callback, user_data);
}

PictorAccess *
pictor_picpik_client_get_keys_finish (PictorPicpikClient  *self,
                                      GAsyncResult        *result,
                                      GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return pictor_access_source_get_finish (result, error);
}

static void
read_answer (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Post *post = task_data;
  GError *error = NULL;
  JsonObject *reply = pictor_picpik_reply_read (post->answer, &error);

  if (reply != NULL)
    g_task_return_pointer (task, reply, (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
}

static void
posted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Post *post = g_task_get_task_data (task);
  GError *error = NULL;

  post->retry_after = pictor_http_get_retry_after (result);
  post->answer = pictor_http_post_finish (PICTOR_HTTP (source), result, &post->maybe_accepted, &error);
  if (post->answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Until it has been read as a refusal. */
  post->maybe_accepted = TRUE;
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_answer);
}

void
pictor_picpik_client_post_async (PictorPicpikClient  *self,
                                 const char          *address,
                                 PictorBody          *body,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autofree char *uri = NULL;
  GTask *task;

  g_return_if_fail (PICTOR_IS_PICPIK_CLIENT (self));
  g_return_if_fail (address != NULL);
  g_return_if_fail (PICTOR_IS_BODY (body));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_picpik_client_post_async);
  g_task_set_task_data (task, g_new0 (Post, 1), post_free);

  uri = g_strconcat (address, "/", NULL);
  pictor_http_post_async (self->http, uri, body, PICTOR_PICPIK_MAX_REPLY, cancellable, posted_cb, task);
}

JsonObject *
pictor_picpik_client_post_finish (PictorPicpikClient  *self,
                                  GAsyncResult        *result,
                                  gboolean            *maybe_accepted,
                                  GError             **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonObject *reply;
  Post *post;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  post = g_task_get_task_data (G_TASK (result));
  reply = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (reply != NULL)
    return reply;

  if (maybe_accepted != NULL)
    *maybe_accepted = post->maybe_accepted &&
                      !g_error_matches (local_error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_REFUSED) &&
                      !g_error_matches (local_error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  Post *post = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  JsonObject *reply;

  call->retry_after = post->retry_after;
  reply = pictor_picpik_client_post_finish (PICTOR_PICPIK_CLIENT (source), result, NULL, &error);
  if (reply != NULL)
    g_task_return_pointer (task, reply, (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
}

static void
call_keys_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorPicpikClient *self = PICTOR_PICPIK_CLIENT (source);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (PictorAccess) keys = NULL;
  g_autoptr (PictorBody) body = NULL;
  GError *error = NULL;

  keys = pictor_picpik_client_get_keys_finish (self, result, &error);
  if (keys == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  call->address = g_strdup (keys->address);
  body = pictor_picpik_request_make_body (call->request, keys);
  pictor_picpik_client_post_async (self, call->address, body, cancellable, called_cb, g_steal_pointer (&task));
}

void
pictor_picpik_client_call_async (PictorPicpikClient  *self,
                                 PictorPicpikRequest *request,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  Call *call;
  GTask *task;

  g_return_if_fail (PICTOR_IS_PICPIK_CLIENT (self));
  g_return_if_fail (request != NULL);

  call = g_new0 (Call, 1);
  call->request = request;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_picpik_client_call_async);
  g_task_set_task_data (task, call, call_free);

  pictor_picpik_client_get_keys_async (self, cancellable, call_keys_cb, task);
}

JsonObject *
pictor_picpik_client_call_finish (PictorPicpikClient  *self,
                                  GAsyncResult        *result,
                                  char               **address,
                                  guint               *retry_after,
                                  GError             **error)
{
  Call *call;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  call = g_task_get_task_data (G_TASK (result));
  if (address != NULL)
    *address = g_strdup (call->address);
  if (retry_after != NULL)
    *retry_after = call->retry_after;

  return g_task_propagate_pointer (G_TASK (result), error);
}
