/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-recipe.h"
#include "studio/pictor-account.h"

G_BEGIN_DECLS

/**
 * PictorJobState:
 * @PICTOR_JOB_QUEUED: waits for its turn, or for its control images to be copied in
 * @PICTOR_JOB_SUBMITTING: is being sent
 * @PICTOR_JOB_RUNNING: accepted by the service: has a remote id
 * @PICTOR_JOB_FETCHING: its first picture has arrived
 * @PICTOR_JOB_DONE: all its pictures are filed
 * @PICTOR_JOB_FAILED: ended with an error
 * @PICTOR_JOB_CANCELLED: ended by the person
 * @PICTOR_JOB_UNCERTAIN: sent, but no answer came; never sent again by itself
 */
typedef enum
{
  PICTOR_JOB_QUEUED,
  PICTOR_JOB_SUBMITTING,
  PICTOR_JOB_RUNNING,
  PICTOR_JOB_FETCHING,
  PICTOR_JOB_DONE,
  PICTOR_JOB_FAILED,
  PICTOR_JOB_CANCELLED,
  PICTOR_JOB_UNCERTAIN
} PictorJobState;

#define PICTOR_TYPE_JOB_STATE (pictor_job_state_get_type ())
GType pictor_job_state_get_type (void) G_GNUC_CONST;

/**
 * PictorJob:
 *
 * One recipe on its way through one engine: a snapshot that no longer changes. Properties, read-only, notified:
 * recipe, account, state, uuid (names the request; NULL until it is sent, another one when it is sent anew),
 * remote-id (NULL until accepted), fraction (0–1, negative unknown), status-text (one readable translated line: "Painting",
 * "Waiting in line", with the service's own status where it says more; what went wrong after a failure; plain text), elapsed
 * (seconds since it was sent, notified about once a second while active), pictures (GListStore of PictorPicture, in the
 * order of the batch, grows as they are filed), error (GError, boxed, NULL unless failed or uncertain), active
 * (boolean: not ended), busy (boolean: some step of it is still on its way, which outlasts a cancelled job shortly).
 */
#define PICTOR_TYPE_JOB (pictor_job_get_type ())
G_DECLARE_FINAL_TYPE (PictorJob, pictor_job, PICTOR, JOB, GObject)

PictorRecipe   *pictor_job_get_recipe      (PictorJob *self);
PictorAccount  *pictor_job_get_account     (PictorJob *self);
PictorJobState  pictor_job_get_state       (PictorJob *self);
gboolean        pictor_job_get_active      (PictorJob *self);
gboolean        pictor_job_get_busy        (PictorJob *self);
const char     *pictor_job_get_uuid        (PictorJob *self);
const char     *pictor_job_get_remote_id   (PictorJob *self);
double          pictor_job_get_fraction    (PictorJob *self);
const char     *pictor_job_get_status_text (PictorJob *self);
double          pictor_job_get_elapsed     (PictorJob *self);
GListStore     *pictor_job_get_pictures    (PictorJob *self);
const GError   *pictor_job_get_error       (PictorJob *self);

/* Ends it at once, wherever it is; a task that the service already works on may still cost, which status-text then
 * says. Pictures that have already arrived are still filed. */
void            pictor_job_cancel          (PictorJob *self);

G_END_DECLS
