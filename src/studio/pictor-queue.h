/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "studio/pictor-job.h"

G_BEGIN_DECLS

/**
 * PictorQueue:
 *
 * Runs jobs, as many of each account at once as its engine allows, the oldest first. A GListModel of PictorJob, oldest
 * first; ended ones stay. Property "n-active", notified. Letting it go cancels what still runs.
 */
#define PICTOR_TYPE_QUEUE (pictor_queue_get_type ())
G_DECLARE_FINAL_TYPE (PictorQueue, pictor_queue, PICTOR, QUEUE, GObject)

/**
 * PictorJobOptions:
 * @shrink: make control images smaller than they are where the picture needs less
 * @folder: (nullable): where its pictures go; NULL = the folder of the settings
 * @file: (nullable): the exact file for the first picture, further ones get a number in front of the ending
 *
 * How a job is to be run, apart from what it makes.
 */
typedef struct
{
  gboolean shrink;
  GFile *folder;
  GFile *file;
} PictorJobOptions;

PictorQueue *pictor_queue_new          (void);
/* Copies @recipe; starts it when there is room. @options: (nullable): as the settings say. (transfer none) */
PictorJob   *pictor_queue_add          (PictorQueue            *self,
                                        PictorRecipe           *recipe,
                                        PictorAccount          *account,
                                        const PictorJobOptions *options);
/**
 * pictor_queue_retry:
 * @job: one that failed, was cancelled or is uncertain; any other stays as it is
 *
 * Runs an ended job again, from where it came to, and pays twice only where there is no other way:
 *
 * - pictures that were fetched but could not be filed are filed;
 * - a task that the service has accepted is followed again, and pictures already filed are not filed twice;
 * - a job that was never accepted is sent anew, and so is one whose task has failed or expired
 *   (PICTOR_ENGINE_ERROR_TASK_FAILED, PICTOR_ENGINE_ERROR_TASK_EXPIRED), which following would only tell again.
 *
 * A PICTOR_JOB_UNCERTAIN job, or a cancelled one whose status-text says that the service may still work on it though it has no
 * remote-id, is sent anew too, so ask the person first.
 */
void         pictor_queue_retry        (PictorQueue            *self,
                                        PictorJob              *job);
void         pictor_queue_cancel_all   (PictorQueue            *self);
/* Jobs that have not ended. */
guint        pictor_queue_get_n_active (PictorQueue            *self);

G_END_DECLS
