/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/picpik/pictor-picpik-reply.h"
#include "engines/pictor-progress.h"

G_BEGIN_DECLS

/**
 * PictorPicpikWatch:
 * @task: of whoever waits
 * @uid: of the task that is waited for
 * @alone: whether it is asked for without the others, since one of them spoils the answer
 *
 * One wait of a poller, and what has been heard of its task.
 */
typedef struct
{
  GTask *task;
  char *uid;
  gboolean alone;

  PictorProgress *progress;
  GSource *cancelled;
  guint n_missing;
  guint n_refused;
} PictorPicpikWatch;

typedef enum
{
  PICTOR_PICPIK_NEWS_NONE,
  PICTOR_PICPIK_NEWS_CHANGE,
  PICTOR_PICPIK_NEWS_DONE,
  PICTOR_PICPIK_NEWS_FAILURE
} PictorPicpikNews;

/* @task: (transfer full); @cancelled: called with @task's cancellable and the watch when that is cancelled */
PictorPicpikWatch *pictor_picpik_watch_new          (GTask                   *task,
                                                     const char              *uid,
                                                     PictorProgress          *progress,
                                                     GCancellableSourceFunc   cancelled);
void               pictor_picpik_watch_free         (PictorPicpikWatch       *self);
/* What an answer says of it, and tells its progress: @heard, or nothing (NULL), which is believed after some times.
 * @error is set on failure only. */
PictorPicpikNews   pictor_picpik_watch_hear         (PictorPicpikWatch       *self,
                                                     const PictorPicpikTask  *heard,
                                                     GError                 **error);
/* A refusal to speak of this task and no other; TRUE when it is to be believed. */
gboolean           pictor_picpik_watch_hear_refusal (PictorPicpikWatch       *self,
                                                     const GError            *error);
/* A trouble on the way, as a @phase for a person. */
void               pictor_picpik_watch_hear_trouble (PictorPicpikWatch       *self,
                                                     const char              *phase);

G_END_DECLS
