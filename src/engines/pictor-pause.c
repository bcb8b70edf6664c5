/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-pause.h"

typedef struct
{
  GTask *task;
  void (*func) (GTask *task);
} Pause;

static void
pause_free (gpointer data)
{
  Pause *pause = data;

  g_object_unref (pause->task);
  g_free (pause);
}

static gboolean
over_cb (gpointer user_data)
{
  Pause *pause = user_data;

  pause->func (pause->task);

  return G_SOURCE_REMOVE;
}

GSource *
pictor_pause (GTask  *task,
              guint   milliseconds,
              void  (*func) (GTask *task))
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GSource) source = g_timeout_source_new (milliseconds);
  Pause *pause = g_new0 (Pause, 1);

  pause->task = g_object_ref (task);
  pause->func = func;
  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }
  g_source_set_callback (source, over_cb, pause, pause_free);
  g_source_attach (source, g_task_get_context (task));

  return source;
}
