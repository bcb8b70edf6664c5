/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-job-transitions.h"

#include <glib/gi18n.h>

#include "studio/pictor-job-private.h"

#define FROM(state) (1u << (state))
#define FROM_ACTIVE                                                                          \
  (FROM (PICTOR_JOB_QUEUED) | FROM (PICTOR_JOB_SUBMITTING) | FROM (PICTOR_JOB_RUNNING)       \
   | FROM (PICTOR_JOB_FETCHING))

/* What may lead to each state. */
static const guint allowed[] = {
  [PICTOR_JOB_QUEUED] = FROM (PICTOR_JOB_QUEUED) | FROM (PICTOR_JOB_FAILED) | FROM (PICTOR_JOB_CANCELLED)
                        | FROM (PICTOR_JOB_UNCERTAIN),
  [PICTOR_JOB_SUBMITTING] = FROM (PICTOR_JOB_QUEUED) | FROM (PICTOR_JOB_FETCHING),
  [PICTOR_JOB_RUNNING] = FROM (PICTOR_JOB_QUEUED) | FROM (PICTOR_JOB_SUBMITTING) | FROM (PICTOR_JOB_FETCHING),
  [PICTOR_JOB_FETCHING] = FROM (PICTOR_JOB_QUEUED) | FROM (PICTOR_JOB_RUNNING),
  [PICTOR_JOB_DONE] = FROM (PICTOR_JOB_RUNNING) | FROM (PICTOR_JOB_FETCHING),
  [PICTOR_JOB_FAILED] = FROM_ACTIVE,
  [PICTOR_JOB_CANCELLED] = FROM_ACTIVE,
  [PICTOR_JOB_UNCERTAIN] = FROM (PICTOR_JOB_QUEUED) | FROM (PICTOR_JOB_SUBMITTING),
};

/* All that belongs to a change of state is notified at once, so that nobody sees half of it. */
static void
enter (PictorJob      *self,
       PictorJobState  state,
       double          fraction,
       const char     *text)
{
  g_assert (allowed[state] & FROM (self->state));

  g_debug ("job %s: from state %d to %d", self->uuid != NULL ? self->uuid : "(new)", self->state, state);
  g_object_freeze_notify (G_OBJECT (self));
  pictor_job_tell (self, fraction, text);
  pictor_job_set_state (self, state);
  g_object_thaw_notify (G_OBJECT (self));
}

void
pictor_job_to_queued (PictorJob *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  pictor_job_set_error (self, NULL);
  enter (self, PICTOR_JOB_QUEUED, -1, _("Waiting in line"));
  g_object_thaw_notify (G_OBJECT (self));
}

void
pictor_job_to_submitting (PictorJob  *self,
                          const char *uuid)
{
  g_object_freeze_notify (G_OBJECT (self));
  pictor_job_set_uuid (self, uuid);
  pictor_job_set_remote (self, NULL);
  self->all_fetched = FALSE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->pictures)) > 0)
    g_list_store_remove_all (self->pictures);
  enter (self, PICTOR_JOB_SUBMITTING, -1, _("Sending"));
  g_object_thaw_notify (G_OBJECT (self));
}

void
pictor_job_to_running (PictorJob  *self,
                       const char *remote_id)
{
  g_object_freeze_notify (G_OBJECT (self));
  pictor_job_set_remote (self, remote_id);
  enter (self, PICTOR_JOB_RUNNING, -1, _("Waiting for the service"));
  g_object_thaw_notify (G_OBJECT (self));
}

void
pictor_job_to_fetching (PictorJob *self)
{
  enter (self, PICTOR_JOB_FETCHING, -1, _("Saving the pictures"));
}

void
pictor_job_to_done (PictorJob *self)
{
  enter (self, PICTOR_JOB_DONE, 1, _("Done"));
}

void
pictor_job_to_failed (PictorJob    *self,
                      const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  pictor_job_set_error (self, error);
  enter (self, PICTOR_JOB_FAILED, -1, error->message);
  g_object_thaw_notify (G_OBJECT (self));
}

void
pictor_job_to_cancelled (PictorJob *self)
{
  /* While it is being sent, only the end of the sending can tell: pictor_job_note_accepted(). */
  gboolean working = self->state == PICTOR_JOB_RUNNING;

  enter (self, PICTOR_JOB_CANCELLED, -1,
         working ? _("Cancelled. The service may still work on it.") : _("Cancelled"));
}

void
pictor_job_to_uncertain (PictorJob    *self,
                         const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  pictor_job_set_error (self, error);
  enter (self, PICTOR_JOB_UNCERTAIN, -1, error->message);
  g_object_thaw_notify (G_OBJECT (self));
}

void
pictor_job_note_accepted (PictorJob  *self,
                          const char *remote_id)
{
  if (remote_id != NULL)
    pictor_job_set_remote (self, remote_id);
  if (self->state == PICTOR_JOB_CANCELLED)
    pictor_job_tell (self, -1, _("Cancelled. The service may still work on it."));
}
