/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-guard.h"

struct _PictorGuard
{
  GTask *task;
  GSource *source;
};

static void
drop_source (PictorGuard *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  PictorGuard *self = user_data;
  g_autoptr (GTask) task = pictor_guard_take (self);

  if (task != NULL)
    g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

PictorGuard *
pictor_guard_new (GTask *task)
{
  PictorGuard *self = g_rc_box_new0 (PictorGuard);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->task = task;
  if (cancellable != NULL)
    {
      self->source = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->source, G_SOURCE_FUNC (cancelled_cb),
                             pictor_guard_ref (self),
                             (GDestroyNotify) pictor_guard_unref);
      g_source_attach (self->source, g_main_context_get_thread_default ());
    }

  return self;
}

PictorGuard *
pictor_guard_ref (PictorGuard *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  PictorGuard *self = data;

  drop_source (self);
  g_clear_object (&self->task);
}

void
pictor_guard_unref (PictorGuard *self)
{
  g_rc_box_release_full (self, clear);
}

GTask *
pictor_guard_take (PictorGuard *self)
{
  drop_source (self);
  return g_steal_pointer (&self->task);
}
