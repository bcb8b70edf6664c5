/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/picpik/pictor-picpik-client.h"
#include "engines/picpik/pictor-picpik-reply.h"
#include "engines/pictor-progress.h"

G_BEGIN_DECLS

/**
 * PictorPicpikPoller:
 *
 * Waits for the end of any number of tasks with one ListTasksDetails for all of them per tick. Its pauses grow while
 * nothing changes; nothing runs while nothing is waited for. Use from the main thread.
 */
#define PICTOR_TYPE_PICPIK_POLLER (pictor_picpik_poller_get_type ())
G_DECLARE_FINAL_TYPE (PictorPicpikPoller, pictor_picpik_poller, PICTOR, PICPIK_POLLER, GObject)

/* @shortest, @longest: bounds of the pauses, in milliseconds */
PictorPicpikPoller *pictor_picpik_poller_new         (PictorPicpikClient   *client,
                                                      guint                 shortest,
                                                      guint                 longest);
/**
 * pictor_picpik_poller_wait_async:
 * @uid: a TaskUID
 * @progress: told of each change
 *
 * Waits until the task ends. A network trouble never ends the wait. What does: the service says that the task failed
 * or is unknown, it does not accept the account (also HTTP 401, 402, 403), or its answers make no sense several times
 * in a row.
 */
void                pictor_picpik_poller_wait_async  (PictorPicpikPoller   *self,
                                                      const char           *uid,
                                                      PictorProgress       *progress,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
/**
 * pictor_picpik_poller_wait_finish:
 * @address: (out) (transfer full): of the service that says so
 *
 * Returns: (transfer full) (nullable): the task, done
 */
PictorPicpikTask   *pictor_picpik_poller_wait_finish (PictorPicpikPoller   *self,
                                                      GAsyncResult         *result,
                                                      char                **address,
                                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
