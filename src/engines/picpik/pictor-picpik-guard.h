/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PictorPicpikGuard:
 *
 * Ends a task as soon as its cancellable is cancelled, whatever the work under it still does. Counted; each callback
 * of that work holds a reference and takes the task only to return it.
 */
typedef struct _PictorPicpikGuard PictorPicpikGuard;

/* @task: (transfer full): of the thread-default main context */
PictorPicpikGuard *pictor_picpik_guard_new   (GTask             *task);
PictorPicpikGuard *pictor_picpik_guard_ref   (PictorPicpikGuard *self);
void               pictor_picpik_guard_unref (PictorPicpikGuard *self);
/* The task, once; NULL when it has ended. (transfer full) (nullable) */
GTask             *pictor_picpik_guard_take  (PictorPicpikGuard *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorPicpikGuard, pictor_picpik_guard_unref)

G_END_DECLS
