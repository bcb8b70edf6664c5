/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "practice/pictor-practice-request.h"

G_BEGIN_DECLS

/**
 * PictorPracticeLimits:
 * @waiting: how many tasks may wait to be painted
 * @kept: how many finished or failed tasks are remembered
 * @bytes: how many bytes of finished pictures are kept; the newest task's are kept in any case
 * @seconds: how long they are kept
 *
 * What bounds the memory of tasks.
 */
typedef struct
{
  guint waiting;
  guint kept;
  gsize bytes;
  gint64 seconds;
} PictorPracticeLimits;

/* 64 waiting, 4096 remembered, 128 MiB, PICPIK's 24 hours. */
extern const PictorPracticeLimits pictor_practice_limits;

/**
 * PictorPracticeTasks:
 *
 * The tasks of the service and the threads that paint them, two at once, in the order they came. A task goes from
 * "Queued" through "Running" to "Success" or "Failed"; what is over a limit is forgotten, the one that ended first
 * first. All functions may be called from any thread, but for new() and free().
 */
typedef struct _PictorPracticeTasks PictorPracticeTasks;

/* @address: what the addresses of pictures begin with: "http://127.0.0.1:PORT" */
PictorPracticeTasks *pictor_practice_tasks_new         (const PictorPracticeLimits *limits,
                                                        const char                 *address);
/* Stops painting and waits for the painting threads. */
void                 pictor_practice_tasks_free        (PictorPracticeTasks        *self);
/* Takes @request. Its TaskUID, or NULL when too many are waiting. (transfer full) (nullable) */
char                *pictor_practice_tasks_add         (PictorPracticeTasks        *self,
                                                        PictorPracticeRequest      *request) G_GNUC_WARN_UNUSED_RESULT;
/* A TaskDetail. A task that is not known, any more or at all, has Status "Expired" and an ErrorCode. ImgList is there
 * once all pictures of the task are. (transfer full) */
JsonObject          *pictor_practice_tasks_describe    (PictorPracticeTasks        *self,
                                                        const char                 *uid) G_GNUC_WARN_UNUSED_RESULT;
/* The PNG at "/pictures/UID/INDEX.png", or NULL. (transfer full) (nullable) */
GBytes              *pictor_practice_tasks_get_picture (PictorPracticeTasks        *self,
                                                        const char                 *path) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorPracticeTasks, pictor_practice_tasks_free)

G_END_DECLS
