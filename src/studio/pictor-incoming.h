/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder that one task's pictures are fetched into. Nothing in it is looked for again once they are filed. */

/* Makes @folder, empty: what an earlier try has left there goes. */
void     pictor_incoming_renew_async   (GFile                *folder,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean pictor_incoming_renew_finish  (GAsyncResult         *result,
                                        GError              **error);
/* Removes @folder with all in it, as far as it can be. */
void     pictor_incoming_remove_async  (GFile                *folder,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);

G_END_DECLS
