/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-practice-keys.h"

#include <glib/gi18n.h>

#include "practice/pictor-practice-service.h"

struct _PictorPracticeKeys
{
  GObject parent_instance;

  PictorPracticeService *service; /* NULL before the first call and after stopping */
  GCancellable *start;            /* while it starts */
  GPtrArray *waiting;             /* of GTask: who asked meanwhile */
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (PictorPracticeKeys, pictor_practice_keys, G_TYPE_OBJECT)

static void
answer (PictorPracticeKeys *self,
        GTask              *task,
        const GError       *error)
{
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_pointer (task,
                           pictor_access_new (pictor_practice_service_get_address (self->service),
                                                   pictor_practice_service_get_public_key (self->service),
                                                   pictor_practice_service_get_private_key (self->service)),
                           (GDestroyNotify) pictor_access_free);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PictorPracticeKeys) self = user_data;
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
  g_autoptr (GError) error = NULL;

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_object (&self->start);
  if (!pictor_practice_service_start_finish (PICTOR_PRACTICE_SERVICE (source), result, &error)
      || self->stopped)
    {
      if (error == NULL)
        g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped");
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_prefix_error (&error, "%s ", _("The practice service could not be started."));
      g_clear_object (&self->service);
    }
  for (guint i = 0; i < waiting->len; i++)
    answer (self, waiting->pdata[i], error);
}

static void
pictor_practice_keys_dispose (GObject *object)
{
  pictor_practice_keys_stop (PICTOR_PRACTICE_KEYS (object));

  G_OBJECT_CLASS (pictor_practice_keys_parent_class)->dispose (object);
}

static void
pictor_practice_keys_finalize (GObject *object)
{
  PictorPracticeKeys *self = PICTOR_PRACTICE_KEYS (object);

  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (pictor_practice_keys_parent_class)->finalize (object);
}

static void
pictor_practice_keys_class_init (PictorPracticeKeysClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pictor_practice_keys_dispose;
  object_class->finalize = pictor_practice_keys_finalize;
}

static void
pictor_practice_keys_init (PictorPracticeKeys *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

PictorPracticeKeys *
pictor_practice_keys_new (void)
{
  return g_object_new (PICTOR_TYPE_PRACTICE_KEYS, NULL);
}

void
pictor_practice_keys_get (GTask    *owned_task,
                          gpointer  user_data)
{
  PictorPracticeKeys *self = PICTOR_PRACTICE_KEYS (user_data);
  g_autoptr (GTask) task = owned_task;

  if (self->stopped)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED,
                               _("The practice service has stopped."));
      return;
    }
  if (self->service != NULL && self->start == NULL)
    {
      answer (self, task, NULL);
      return;
    }
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (self->start != NULL)
    return;
  /* Its own cancellable: who asked first may leave without ending the start for the others. */
  self->start = g_cancellable_new ();
  self->service = pictor_practice_service_new ();
  pictor_practice_service_start_async (self->service, 0, self->start, started_cb, g_object_ref (self));
}

void
pictor_practice_keys_stop (PictorPracticeKeys *self)
{
  g_return_if_fail (PICTOR_IS_PRACTICE_KEYS (self));

  self->stopped = TRUE;
  /* While it starts, started_cb() lets it go. */
  if (self->start != NULL)
    g_cancellable_cancel (self->start);
  else if (self->service != NULL)
    pictor_practice_service_stop (self->service);
  if (self->start == NULL)
    g_clear_object (&self->service);
}
