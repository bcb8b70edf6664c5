/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PictorGuard:
 *
 * Ends a task as soon as its cancellable is cancelled, whatever the work under it still does. Counted; each callback
 * of that work holds a reference and takes the task only to return it.
 */
typedef struct _PictorGuard PictorGuard;

/* @task: (transfer full): of the thread-default main context */
PictorGuard *pictor_guard_new   (GTask       *task);
PictorGuard *pictor_guard_ref   (PictorGuard *self);
void         pictor_guard_unref (PictorGuard *self);
/* The task, once; NULL when it has ended. (transfer full) (nullable) */
GTask       *pictor_guard_take  (PictorGuard *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorGuard, pictor_guard_unref)

G_END_DECLS
