/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-poller.h"

#include <glib/gi18n.h>

#include "engines/picpik/pictor-picpik-watch.h"
#include "http/pictor-backoff.h"

/* How often in a row an answer may make no sense before that is believed: a proxy or a login page can stand in the way
 * for a moment. */
#define PATIENCE 5

struct _PictorPicpikPoller
{
  GObject parent_instance;

  PictorPicpikClient *client;
  PictorBackoff backoff;
  GPtrArray *watches; /* of PictorPicpikWatch */
  guint timer;
  GCancellable *call; /* of the poll under way */
  gint64 not_before;  /* monotonic time until which the service asked to be left alone */
  guint n_faults;     /* answers in a row that made no sense */
  gboolean turn;      /* whether those that are alone are next */
};

G_DEFINE_FINAL_TYPE (PictorPicpikPoller, pictor_picpik_poller, G_TYPE_OBJECT)

/* What one poll asked for. */
typedef struct
{
  PictorPicpikPoller *self;
  GPtrArray *uids;
} Poll;

static void
poll_free (Poll *poll)
{
  g_object_unref (poll->self);
  g_ptr_array_unref (poll->uids);
  g_free (poll);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Poll, poll_free)

static void
pictor_picpik_poller_dispose (GObject *object)
{
  PictorPicpikPoller *self = PICTOR_PICPIK_POLLER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->call);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (pictor_picpik_poller_parent_class)->dispose (object);
}

static void
pictor_picpik_poller_finalize (GObject *object)
{
  PictorPicpikPoller *self = PICTOR_PICPIK_POLLER (object);

  g_ptr_array_unref (self->watches);

  G_OBJECT_CLASS (pictor_picpik_poller_parent_class)->finalize (object);
}

static void
pictor_picpik_poller_class_init (PictorPicpikPollerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pictor_picpik_poller_dispose;
  object_class->finalize = pictor_picpik_poller_finalize;
}

static void
pictor_picpik_poller_init (PictorPicpikPoller *self)
{
  self->watches = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_picpik_watch_free);
}

PictorPicpikPoller *
pictor_picpik_poller_new (PictorPicpikClient *client,
                          guint               shortest,
                          guint               longest)
{
  PictorPicpikPoller *self;

  g_return_val_if_fail (PICTOR_IS_PICPIK_CLIENT (client), NULL);

  self = g_object_new (PICTOR_TYPE_PICPIK_POLLER, NULL);
  self->client = g_object_ref (client);
  pictor_backoff_init (&self->backoff, shortest, longest);

  return self;
}

static void tick (PictorPicpikPoller *self);

static gboolean
timer_due_cb (gpointer user_data)
{
  PictorPicpikPoller *self = user_data;

  self->timer = 0;
  tick (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (PictorPicpikPoller *self)
{
  gint64 asked;

  if (self->timer != 0 || self->call != NULL || self->watches->len == 0)
    return;

  asked = MAX (self->not_before - g_get_monotonic_time (), 0) / 1000;
  self->timer = g_timeout_add (MAX (pictor_backoff_next (&self->backoff), asked), timer_due_cb, self);
}

static PictorPicpikWatch *
find (PictorPicpikPoller *self,
      const char         *uid)
{
  for (guint i = 0; i < self->watches->len; i++)
    {
      PictorPicpikWatch *watch = g_ptr_array_index (self->watches, i);

      if (g_str_equal (watch->uid, uid))
        return watch;
    }

  return NULL;
}

/* Takes @watch off the list, and stops whatever is left to do for nobody. (transfer full) */
static GTask *
take_off (PictorPicpikPoller *self,
          PictorPicpikWatch  *watch)
{
  GTask *task = g_object_ref (watch->task);

  g_ptr_array_remove (self->watches, watch);
  if (self->watches->len == 0)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      if (self->call != NULL)
        g_cancellable_cancel (self->call);
    }

  return task;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  PictorPicpikWatch *watch = user_data;
  PictorPicpikPoller *self = g_task_get_source_object (watch->task);
  g_autoptr (GTask) task = take_off (self, watch);

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
end (PictorPicpikPoller *self,
     PictorPicpikWatch  *watch,
     const GError       *error)
{
  g_autoptr (GTask) task = take_off (self, watch);

  pictor_backoff_reset (&self->backoff);
  g_task_return_error (task, g_error_copy (error));
}

/* Ends or goes on with @watch by what the service says of it: @heard (transfer full), or nothing. */
static void
take_news (PictorPicpikPoller *self,
           PictorPicpikWatch  *watch,
           PictorPicpikTask   *heard,
           const char         *address)
{
  g_autoptr (PictorPicpikTask) owned = heard;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) done = NULL;

  switch (pictor_picpik_watch_hear (watch, heard, &error))
    {
    case PICTOR_PICPIK_NEWS_CHANGE:
      pictor_backoff_reset (&self->backoff);
      break;

    case PICTOR_PICPIK_NEWS_DONE:
      pictor_backoff_reset (&self->backoff);
      done = take_off (self, watch);
      g_task_set_task_data (done, g_strdup (address), g_free);
      g_task_return_pointer (done, g_steal_pointer (&owned), (GDestroyNotify) pictor_picpik_task_free);
      break;

    case PICTOR_PICPIK_NEWS_FAILURE:
      end (self, watch, error);
      break;

    case PICTOR_PICPIK_NEWS_NONE:
    default:
      break;
    }
}

static void
take_answer (PictorPicpikPoller *self,
             GPtrArray          *uids,
             GPtrArray          *tasks,
             const char         *address)
{
  g_autoptr (GHashTable) by_uid = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                         (GDestroyNotify) pictor_picpik_task_free);

  self->n_faults = 0;
  while (tasks->len > 0)
    {
      PictorPicpikTask *task = g_ptr_array_steal_index_fast (tasks, tasks->len - 1);

      /* With its key, which belongs to the task that goes. */
      g_hash_table_replace (by_uid, task->uid, task);
    }

  /* By name, since whoever is told of an end may start or stop waiting. */
  for (guint i = 0; i < uids->len; i++)
    {
      const char *uid = g_ptr_array_index (uids, i);
      PictorPicpikWatch *watch = find (self, uid);
      PictorPicpikTask *task = NULL;

      if (watch == NULL)
        continue;

      g_hash_table_steal_extended (by_uid, uid, NULL, (gpointer *) &task);
      take_news (self, watch, task, address);
    }
}

static void
end_all (PictorPicpikPoller *self,
         GPtrArray          *uids,
         const GError       *error)
{
  for (guint i = 0; i < uids->len; i++)
    {
      PictorPicpikWatch *watch = find (self, g_ptr_array_index (uids, i));

      if (watch != NULL)
        end (self, watch, error);
    }
}

/* The service won't speak of these tasks, of which perhaps only one is to blame. */
static void
take_refusal (PictorPicpikPoller *self,
              GPtrArray          *uids,
              const GError       *error)
{
  for (guint i = 0; i < uids->len; i++)
    {
      PictorPicpikWatch *watch = find (self, g_ptr_array_index (uids, i));

      if (watch == NULL)
        continue;

      if (uids->len > 1)
        watch->alone = TRUE;
      else if (pictor_picpik_watch_hear_refusal (watch, error))
        end (self, watch, error);
    }
}

/* Whether asking again is of no use, or not allowed. */
static gboolean
is_final (const GError *error)
{
  if (error->domain == PICTOR_ENGINE_ERROR)
    return error->code == PICTOR_ENGINE_ERROR_ACCOUNT;
  if (error->domain == PICTOR_HTTP_ERROR)
    return error->code == PICTOR_HTTP_ERROR_UNAUTHORIZED || error->code == PICTOR_HTTP_ERROR_PAYMENT ||
           error->code == PICTOR_HTTP_ERROR_FORBIDDEN || error->code == PICTOR_HTTP_ERROR_ADDRESS;

  /* The keys could not be had. */
  return TRUE;
}

static void
take_trouble (PictorPicpikPoller *self,
              const GError       *error)
{
  const char *phase = g_error_matches (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_BUSY)
                      ? _("The service is busy") : _("Waiting for the network");

  for (guint i = 0; i < self->watches->len; i++)
    pictor_picpik_watch_hear_trouble (g_ptr_array_index (self->watches, i), phase);
}

static void
take_error (PictorPicpikPoller *self,
            GPtrArray          *uids,
            const GError       *error)
{
  if (pictor_http_error_is_passing (error))
    {
      self->n_faults = 0;
      take_trouble (self, error);
    }
  else if (is_final (error))
    {
      end_all (self, uids, error);
    }
  else if (g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_REFUSED) ||
           g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED))
    {
      self->n_faults = 0;
      take_refusal (self, uids, error);
    }
  else if (++self->n_faults >= PATIENCE)
    {
      self->n_faults = 0;
      end_all (self, uids, error);
    }
}

static void
polled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Poll) poll = user_data;
  PictorPicpikPoller *self = poll->self;
  g_autofree char *address = NULL;
  g_autoptr (JsonObject) reply = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GError) error = NULL;
  guint retry_after;

  reply = pictor_picpik_client_call_finish (PICTOR_PICPIK_CLIENT (source), result,
                                            &address, &retry_after, &error);
  g_clear_object (&self->call);
  self->not_before = g_get_monotonic_time () + retry_after * G_USEC_PER_SEC;

  if (reply != NULL)
    tasks = pictor_picpik_reply_get_tasks (reply, &error);
  if (tasks != NULL)
    take_answer (self, poll->uids, tasks, address);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_error (self, poll->uids, error);

  schedule (self);
}

/* Those that go together, or the next of those that are alone, by turns (element-type utf8). (transfer full) */
static GPtrArray *
choose (PictorPicpikPoller *self)
{
  GPtrArray *uids = g_ptr_array_new_with_free_func (g_free);
  guint alone = self->watches->len;

  for (guint i = 0; i < self->watches->len; i++)
    {
      PictorPicpikWatch *watch = g_ptr_array_index (self->watches, i);

      if (!watch->alone)
        g_ptr_array_add (uids, g_strdup (watch->uid));
      else if (alone == self->watches->len)
        alone = i;
    }

  self->turn = !self->turn;
  if (alone < self->watches->len && (self->turn || uids->len == 0))
    {
      PictorPicpikWatch *watch = g_ptr_array_steal_index (self->watches, alone);

      g_ptr_array_add (self->watches, watch);
      g_ptr_array_set_size (uids, 0);
      g_ptr_array_add (uids, g_strdup (watch->uid));
    }

  return uids;
}

static void
tick (PictorPicpikPoller *self)
{
  Poll *poll = g_new0 (Poll, 1);

  poll->self = g_object_ref (self);
  poll->uids = choose (self);
  self->call = g_cancellable_new ();
  pictor_picpik_client_call_async (self->client, pictor_picpik_request_new_tasks (poll->uids),
                                   self->call, polled_cb, poll);
}

void
pictor_picpik_poller_wait_async (PictorPicpikPoller  *self,
                                 const char          *uid,
                                 PictorProgress      *progress,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PICTOR_IS_PICPIK_POLLER (self));
  g_return_if_fail (uid != NULL);
  g_return_if_fail (PICTOR_IS_PROGRESS (progress));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_picpik_poller_wait_async);
  g_ptr_array_add (self->watches, pictor_picpik_watch_new (task, uid, progress, cancelled_cb));

  /* News is likely again: the next poll must not wait for a long pause to end. */
  pictor_backoff_reset (&self->backoff);
  g_clear_handle_id (&self->timer, g_source_remove);
  schedule (self);
}

PictorPicpikTask *
pictor_picpik_poller_wait_finish (PictorPicpikPoller  *self,
                                  GAsyncResult        *result,
                                  char               **address,
                                  GError             **error)
{
  PictorPicpikTask *task;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  task = g_task_propagate_pointer (G_TASK (result), error);
  if (task != NULL)
    *address = g_strdup (g_task_get_task_data (G_TASK (result)));

  return task;
}
