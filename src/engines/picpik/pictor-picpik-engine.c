/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-engine.h"

#include "engines/picpik/pictor-picpik-fetch.h"
#include "engines/picpik/pictor-picpik-poller.h"
#include "engines/picpik/pictor-picpik-submit.h"
#include "picpik/pictor-picpik-contract.h"

#include <glib/gi18n.h>

/* Milliseconds between polls, and between tries to fetch a picture. */
#define SHORTEST_PAUSE 1000
#define LONGEST_PAUSE 5000

/* How many tasks PICPIK runs at once for an account is not documented. */
#define MAX_TASKS 4

struct _PictorPicpikEngine
{
  GObject parent_instance;

  PictorPicpikClient *client;
  PictorPicpikPoller *poller;
  PictorCapabilities capabilities;
  char *default_model;
  guint shortest;
  guint longest;
};

/* Following one task. */
typedef struct
{
  GFile *folder;
  PictorProgress *progress;
} Following;

static void pictor_picpik_engine_engine_init (PictorEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PictorPicpikEngine, pictor_picpik_engine, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PICTOR_TYPE_ENGINE, pictor_picpik_engine_engine_init))

static void
following_free (gpointer data)
{
  Following *following = data;

  g_object_unref (following->folder);
  g_object_unref (following->progress);
  g_free (following);
}

static const PictorCapabilities *
pictor_picpik_engine_get_capabilities (PictorEngine *engine)
{
  return &PICTOR_PICPIK_ENGINE (engine)->capabilities;
}

static void
pictor_picpik_engine_check (PictorEngine *engine,
                            PictorRecipe *recipe,
                            GPtrArray    *problems)
{
  pictor_picpik_request_check (recipe, PICTOR_PICPIK_ENGINE (engine)->default_model, problems);
}

static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *uid = pictor_picpik_submit_finish (result, &error);

  if (uid != NULL)
    g_task_return_pointer (task, uid, g_free);
  else
    g_task_return_error (task, error);
}

static void
pictor_picpik_engine_submit_async (PictorEngine        *engine,
                                   PictorRecipe        *recipe,
                                   const char          *request_uuid,
                                   gboolean             shrink,
                                   PictorProgress      *progress,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  PictorPicpikEngine *self = PICTOR_PICPIK_ENGINE (engine);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GPtrArray) problems = NULL;

  g_task_set_source_tag (task, pictor_picpik_engine_submit_async);
  g_task_set_check_cancellable (task, FALSE);

  if (g_task_return_error_if_cancelled (task))
    return;

  /* What can't be right must not be paid for. */
  problems = pictor_engine_check (engine, recipe);
  if (problems->len > 0)
    {
      PictorProblem *problem = g_ptr_array_index (problems, 0);

      g_task_return_new_error (task, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNSUPPORTED, "%s", problem->message);
      return;
    }

  pictor_picpik_submit_async (self->client, recipe, self->default_model, request_uuid, shrink, progress,
                              cancellable, submitted_cb, g_object_ref (task));
}

static char *
pictor_picpik_engine_submit_finish (PictorEngine  *engine,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *pictures = pictor_picpik_fetch_finish (result, &error);

  if (pictures != NULL)
    g_task_return_pointer (task, pictures, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorPicpikEngine *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Following *following = g_task_get_task_data (task);
  g_autoptr (PictorPicpikTask) done = NULL;
  g_autofree char *address = NULL;
  GError *error = NULL;
  PictorPicpikFetch how = { 0 };

  done = pictor_picpik_poller_wait_finish (PICTOR_PICPIK_POLLER (source), result, &address, &error);
  if (done == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  how.http = pictor_picpik_client_get_http (self->client);
  how.address = address;
  how.folder = following->folder;
  how.progress = following->progress;
  how.shortest = self->shortest;
  how.longest = self->longest;
  pictor_picpik_fetch_async (&how, done, cancellable, fetched_cb, g_steal_pointer (&task));
}

static void
pictor_picpik_engine_follow_async (PictorEngine        *engine,
                                   const char          *remote_id,
                                   GFile               *folder,
                                   PictorProgress      *progress,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  PictorPicpikEngine *self = PICTOR_PICPIK_ENGINE (engine);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Following *following = g_new0 (Following, 1);

  g_task_set_source_tag (task, pictor_picpik_engine_follow_async);
  following->folder = g_object_ref (folder);
  following->progress = g_object_ref (progress);
  g_task_set_task_data (task, following, following_free);

  pictor_progress_update (progress, -1, NULL, _("Waiting"));
  pictor_picpik_poller_wait_async (self->poller, remote_id, progress, cancellable, ended_cb, task);
}

static GPtrArray *
pictor_picpik_engine_follow_finish (PictorEngine  *engine,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
legacy_models_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) reply = NULL;

  reply = pictor_picpik_client_call_finish (PICTOR_PICPIK_CLIENT (source), result, NULL, NULL, &error);
  if (reply != NULL)
    g_task_return_pointer (task, pictor_picpik_reply_get_models (reply), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
models_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  PictorPicpikClient *client = PICTOR_PICPIK_CLIENT (source);
  g_autoptr (JsonObject) reply = NULL;
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GError) error = NULL;

  reply = pictor_picpik_client_call_finish (client, result, NULL, NULL, &error);
  if (reply != NULL)
    models = pictor_picpik_reply_get_models (reply);

  if (models != NULL && models->len > 0)
    g_task_return_pointer (task, g_steal_pointer (&models), (GDestroyNotify) g_ptr_array_unref);
  else if (models != NULL || g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_REFUSED))
    /* A service may know only the older action. */
    pictor_picpik_client_call_async (client, pictor_picpik_request_new (PICTOR_PICPIK_ACTION_LEGACY_MODELS),
                                     cancellable, legacy_models_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
pictor_picpik_engine_list_models_async (PictorEngine        *engine,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  PictorPicpikEngine *self = PICTOR_PICPIK_ENGINE (engine);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, pictor_picpik_engine_list_models_async);
  pictor_picpik_client_call_async (self->client, pictor_picpik_request_new (PICTOR_PICPIK_ACTION_MODELS),
                                   cancellable, models_cb, task);
}

static void
controls_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) reply = NULL;

  reply = pictor_picpik_client_call_finish (PICTOR_PICPIK_CLIENT (source), result, NULL, NULL, &error);
  if (reply != NULL)
    g_task_return_pointer (task, pictor_picpik_reply_get_controls (reply), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
pictor_picpik_engine_list_controls_async (PictorEngine        *engine,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  PictorPicpikEngine *self = PICTOR_PICPIK_ENGINE (engine);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, pictor_picpik_engine_list_controls_async);
  pictor_picpik_client_call_async (self->client, pictor_picpik_request_new (PICTOR_PICPIK_ACTION_CONTROLS),
                                   cancellable, controls_cb, task);
}

static GPtrArray *
pictor_picpik_engine_list_finish (PictorEngine  *engine,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
pictor_picpik_engine_engine_init (PictorEngineInterface *iface)
{
  iface->get_capabilities = pictor_picpik_engine_get_capabilities;
  iface->check = pictor_picpik_engine_check;
  iface->submit_async = pictor_picpik_engine_submit_async;
  iface->submit_finish = pictor_picpik_engine_submit_finish;
  iface->follow_async = pictor_picpik_engine_follow_async;
  iface->follow_finish = pictor_picpik_engine_follow_finish;
  iface->list_models_async = pictor_picpik_engine_list_models_async;
  iface->list_models_finish = pictor_picpik_engine_list_finish;
  iface->list_controls_async = pictor_picpik_engine_list_controls_async;
  iface->list_controls_finish = pictor_picpik_engine_list_finish;
}

static void
pictor_picpik_engine_finalize (GObject *object)
{
  PictorPicpikEngine *self = PICTOR_PICPIK_ENGINE (object);

  g_clear_object (&self->poller);
  g_clear_object (&self->client);
  g_free (self->default_model);

  G_OBJECT_CLASS (pictor_picpik_engine_parent_class)->finalize (object);
}

static void
pictor_picpik_engine_class_init (PictorPicpikEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pictor_picpik_engine_finalize;
}

static void
pictor_picpik_engine_init (PictorPicpikEngine *self)
{
  self->capabilities.max_controls = PICTOR_MAX_CONTROLS;
  self->capabilities.max_tasks = MAX_TASKS;
}

/**
 * pictor_picpik_engine_new:
 * @http: the session
 * @keys: gives the account's keys, for each call anew
 * @default_model: (nullable): taken when a recipe names no model; a number
 *
 * Returns: (transfer full): an engine of one account
 */
PictorEngine *
pictor_picpik_engine_new (PictorHttp         *http,
                          PictorAccessSource *keys,
                          const char         *default_model)
{
  PictorPicpikEngine *self;

  g_return_val_if_fail (PICTOR_IS_HTTP (http), NULL);
  g_return_val_if_fail (keys != NULL, NULL);

  self = g_object_new (PICTOR_TYPE_PICPIK_ENGINE, NULL);
  self->client = pictor_picpik_client_new (http, keys);
  self->default_model = g_strdup (default_model);
  self->capabilities.default_model = self->default_model;
  pictor_picpik_engine_set_pauses (self, SHORTEST_PAUSE, LONGEST_PAUSE);

  return PICTOR_ENGINE (self);
}

void
pictor_picpik_engine_set_pauses (PictorPicpikEngine *self,
                                 guint               shortest,
                                 guint               longest)
{
  g_return_if_fail (PICTOR_IS_PICPIK_ENGINE (self));
  g_return_if_fail (shortest > 0 && shortest <= longest);

  self->shortest = shortest;
  self->longest = longest;
  g_clear_object (&self->poller);
  self->poller = pictor_picpik_poller_new (self->client, shortest, longest);
}
