/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-watch.h"

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"

/* How often in a row a task may be left out or refused before that is believed: a new one may not be listed at once. */
#define PATIENCE_MISSING 3
#define PATIENCE_REFUSED 5

PictorPicpikWatch *
pictor_picpik_watch_new (GTask                  *task,
                         const char             *uid,
                         PictorProgress         *progress,
                         GCancellableSourceFunc  cancelled)
{
  PictorPicpikWatch *self = g_new0 (PictorPicpikWatch, 1);

  self->task = task;
  self->uid = g_strdup (uid);
  self->progress = g_object_ref (progress);
  if (g_task_get_cancellable (task) != NULL)
    {
      self->cancelled = g_cancellable_source_new (g_task_get_cancellable (task));
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled), self, NULL);
      g_source_attach (self->cancelled, g_task_get_context (task));
    }

  return self;
}

void
pictor_picpik_watch_free (PictorPicpikWatch *self)
{
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  g_object_unref (self->task);
  g_object_unref (self->progress);
  g_free (self->uid);
  g_free (self);
}

PictorPicpikNews
pictor_picpik_watch_hear (PictorPicpikWatch       *self,
                          const PictorPicpikTask  *heard,
                          GError                 **error)
{
  gboolean changed;

  self->alone = FALSE;
  self->n_refused = 0;

  if (heard == NULL)
    {
      if (++self->n_missing < PATIENCE_MISSING)
        return PICTOR_PICPIK_NEWS_NONE;

      g_set_error_literal (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED,
                           _("The service no longer knows this task. Its pictures are gone."));
      return PICTOR_PICPIK_NEWS_FAILURE;
    }

  self->n_missing = 0;
  changed = g_strcmp0 (pictor_progress_get_status (self->progress), heard->status) != 0;
  switch (heard->state)
    {
    case PICTOR_PICPIK_TASK_WAITING:
      pictor_progress_update (self->progress, -1, heard->status, _("Waiting in line"));
      return changed ? PICTOR_PICPIK_NEWS_CHANGE : PICTOR_PICPIK_NEWS_NONE;

    case PICTOR_PICPIK_TASK_RUNNING:
      pictor_progress_update (self->progress, -1, heard->status, _("Painting"));
      return changed ? PICTOR_PICPIK_NEWS_CHANGE : PICTOR_PICPIK_NEWS_NONE;

    case PICTOR_PICPIK_TASK_DONE:
      pictor_progress_update (self->progress, -1, heard->status, _("Fetching"));
      return PICTOR_PICPIK_NEWS_DONE;

    case PICTOR_PICPIK_TASK_FAILED:
    case PICTOR_PICPIK_TASK_EXPIRED:
    default:
      g_propagate_error (error, pictor_picpik_task_make_error (heard));
      return PICTOR_PICPIK_NEWS_FAILURE;
    }
}

gboolean
pictor_picpik_watch_hear_refusal (PictorPicpikWatch *self,
                                  const GError      *error)
{
  return g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED) ||
         ++self->n_refused >= PATIENCE_REFUSED;
}

void
pictor_picpik_watch_hear_trouble (PictorPicpikWatch *self,
                                  const char        *phase)
{
  pictor_progress_update (self->progress, -1, pictor_progress_get_status (self->progress), phase);
}
