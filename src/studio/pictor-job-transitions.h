/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "studio/pictor-job.h"

G_BEGIN_DECLS

/*
 * The state machine: one function per transition, each called before the step that it names is taken, so that what
 * it sets can be committed first.
 *
 *   queued → submitting → running → fetching → done
 *     └───────────┴──────────┴─────────┴─────→ failed, cancelled
 *                 └─────────────────────────→ uncertain
 *   failed, cancelled, uncertain → queued (again), and from there also straight to running or fetching, when
 *   an earlier try came that far
 */

/* A new job, or one that has ended and is tried again. */
void pictor_job_to_queued     (PictorJob    *self);
/* @uuid names the request that is about to be sent. What an earlier task brought is forgotten. */
void pictor_job_to_submitting (PictorJob    *self,
                               const char   *uuid);
/* Accepted as @remote_id, which is about to be followed. */
void pictor_job_to_running    (PictorJob    *self,
                               const char   *remote_id);
/* The first picture is here. */
void pictor_job_to_fetching   (PictorJob    *self);
void pictor_job_to_done       (PictorJob    *self);
void pictor_job_to_failed     (PictorJob    *self,
                               const GError *error);
void pictor_job_to_cancelled  (PictorJob    *self);
void pictor_job_to_uncertain  (PictorJob    *self,
                               const GError *error);

/* A cancelled job's request turns out to have got through: as @remote_id, or NULL when only that it may have. */
void pictor_job_note_accepted (PictorJob    *self,
                               const char   *remote_id);

G_END_DECLS
