/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "studio/pictor-queue.h"

G_BEGIN_DECLS

/* What only the queue's own files see of a job. */

struct _PictorJob
{
  GObject parent_instance;

  PictorRecipe *recipe;
  PictorAccount *account;
  gboolean shrink;
  GFile *folder;
  GFile *file;           /* NULL: names are made in folder */

  PictorJobState state;
  char *uuid;
  char *remote_id;
  double fraction;
  char *status_text;
  gint64 started;        /* monotonic microseconds; 0 = not yet */
  gint64 ended;          /* 0 = not yet */
  GError *error;
  GListStore *pictures;

  gboolean inputs_kept;  /* the control images lie in the input store */
  gboolean all_fetched;  /* the task has ended and its pictures are on this computer */
  GPtrArray *unfiled;    /* of PictorPicture: fetched, but filing them has failed */
  gboolean busy;
  GCancellable *cancellable; /* of the steps on their way; NULL when none is */
};

PictorJob *pictor_job_new         (PictorRecipe           *recipe,
                                   PictorAccount          *account,
                                   const PictorJobOptions *options);
/* Starts and ends the time in which steps are on their way. */
void       pictor_job_set_busy    (PictorJob              *self,
                                   gboolean                busy);
void       pictor_job_set_uuid    (PictorJob              *self,
                                   const char             *uuid);
void       pictor_job_set_remote  (PictorJob              *self,
                                   const char             *remote_id);
/* Changes state, with active and elapsed. Only for pictor-job-transitions.c. */
void       pictor_job_set_state   (PictorJob              *self,
                                   PictorJobState          state);
void       pictor_job_set_error   (PictorJob              *self,
                                   const GError           *error);
/* How far it is, without a change of state. @text: (nullable): keeps what stands there */
void       pictor_job_tell        (PictorJob              *self,
                                   double                  fraction,
                                   const char             *text);
/* About once a second, by the queue. */
void       pictor_job_tick        (PictorJob              *self);

G_END_DECLS
