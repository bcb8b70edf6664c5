/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "studio/pictor-job.h"

G_BEGIN_DECLS

/**
 * PictorQueue:
 *
 * Runs jobs, several at once as each engine allows, the oldest first. A GListModel of PictorJob, oldest first.
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
/* Copies @recipe; starts it when there is room. (transfer none) */
PictorJob   *pictor_queue_add          (PictorQueue            *self,
                                        PictorRecipe           *recipe,
                                        PictorAccount          *account,
                                        const PictorJobOptions *options);
/* Runs an ended job again: a task with a remote id is followed again, one that was never accepted is sent anew. For a
 * PICTOR_JOB_UNCERTAIN job this sends it anew, so ask the person first. */
void         pictor_queue_retry        (PictorQueue            *self,
                                        PictorJob              *job);
void         pictor_queue_cancel_all   (PictorQueue            *self);
/* Jobs that have not ended; property "n-active", notified. */
guint        pictor_queue_get_n_active (PictorQueue            *self);

G_END_DECLS
