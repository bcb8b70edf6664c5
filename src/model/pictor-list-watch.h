/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Calls @changed whenever items come to or go from @list, or a property of one of them changes. Neither
 * @list nor @user_data is kept alive; both must outlive the watch. */
typedef struct _PictorListWatch PictorListWatch;
typedef void (*PictorListWatchFunc) (gpointer user_data);

PictorListWatch *pictor_list_watch_new  (GListModel          *list,
                                         PictorListWatchFunc  changed,
                                         gpointer             user_data);
void             pictor_list_watch_free (PictorListWatch     *self);

G_END_DECLS
