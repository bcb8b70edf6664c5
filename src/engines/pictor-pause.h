/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Calls @func with @task after @milliseconds, or as soon as @task's cancellable is cancelled. Holds @task meanwhile.
 * (transfer none): what waits, so that it can be hurried */
GSource *pictor_pause (GTask  *task,
                       guint   milliseconds,
                       void  (*func) (GTask *task));

G_END_DECLS
