/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reading what the service answers: leniently in what is undocumented, and never trusting it. */

/* The answer of a call that succeeded (RetCode 0). Errors: PICTOR_ENGINE_ERROR_MALFORMED, _REFUSED, _ACCOUNT or
 * _TASK_EXPIRED. (transfer full) (nullable) */
JsonObject *pictor_picpik_reply_read          (GBytes       *bytes,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* GenerateTxt2Img's TaskUID; error PICTOR_ENGINE_ERROR_MALFORMED. (transfer none) (nullable) */
const char *pictor_picpik_reply_get_task_uid  (JsonObject   *reply,
                                               GError      **error);
/* ListTasksDetails' tasks (element-type PictorPicpikTask), entries that make no sense left out;
 * error PICTOR_ENGINE_ERROR_MALFORMED. (transfer full) (nullable) */
GPtrArray  *pictor_picpik_reply_get_tasks     (JsonObject   *reply,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The models, and the ControlNet models and preprocessors, in @reply (element-type PictorListing). (transfer full) */
GPtrArray  *pictor_picpik_reply_get_models    (JsonObject   *reply) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *pictor_picpik_reply_get_controls  (JsonObject   *reply) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  PICTOR_PICPIK_TASK_WAITING,
  PICTOR_PICPIK_TASK_RUNNING,
  PICTOR_PICPIK_TASK_DONE,
  PICTOR_PICPIK_TASK_FAILED,
  PICTOR_PICPIK_TASK_EXPIRED
} PictorPicpikTaskState;

/**
 * PictorPicpikTask:
 * @uid: TaskUID
 * @state: what it comes down to
 * @status: (nullable): the service's own word, made plain
 * @images: where its pictures are
 * @seed: of its first picture; -1 = not told
 * @points: what it cost; negative = not told
 * @error_code: 0 = none
 * @message: (nullable): the service's own sentence, made plain
 *
 * One entry of ListTasksDetails.
 */
typedef struct
{
  char *uid;
  PictorPicpikTaskState state;
  char *status;
  char **images;
  gint64 seed;
  double points;
  gint64 error_code;
  char *message;
} PictorPicpikTask;

void    pictor_picpik_task_free       (PictorPicpikTask       *task);
/* What a failed or expired task means for a person. (transfer full) */
GError *pictor_picpik_task_make_error (const PictorPicpikTask *task) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorPicpikTask, pictor_picpik_task_free)

G_END_DECLS
