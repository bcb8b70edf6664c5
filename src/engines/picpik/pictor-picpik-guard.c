/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-guard.h"

struct _PictorPicpikGuard
{
  GTask *task;
  GSource *source;
};

static void
drop_source (PictorPicpikGuard *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  PictorPicpikGuard *self = user_data;
  g_autoptr (GTask) task = pictor_picpik_guard_take (self);

  if (task != NULL)
    g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

PictorPicpikGuard *
pictor_picpik_guard_new (GTask *task)
{
  PictorPicpikGuard *self = g_rc_box_new0 (PictorPicpikGuard);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->task = task;
  if (cancellable != NULL)
    {
      self->source = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->source, G_SOURCE_FUNC (cancelled_cb),
                             pictor_picpik_guard_ref (self),
                             (GDestroyNotify) pictor_picpik_guard_unref);
      g_source_attach (self->source, g_main_context_get_thread_default ());
    }

  return self;
}

PictorPicpikGuard *
pictor_picpik_guard_ref (PictorPicpikGuard *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  PictorPicpikGuard *self = data;

  drop_source (self);
  g_clear_object (&self->task);
}

void
pictor_picpik_guard_unref (PictorPicpikGuard *self)
{
  g_rc_box_release_full (self, clear);
}

GTask *
pictor_picpik_guard_take (PictorPicpikGuard *self)
{
  drop_source (self);
  return g_steal_pointer (&self->task);
}
