/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "studio/pictor-account-record.h"

G_BEGIN_DECLS

/* The accounts' records, without secrets, in a small file. */

/* Reads @file; finish → (transfer full) (element-type PictorAccountRecord): in the order in which they were added; empty when
 * there is no file. What can't be read of it is passed over. */
void       pictor_account_store_load_async    (GFile                     *file,
                                               GCancellable              *cancellable,
                                               GAsyncReadyCallback        callback,
                                               gpointer                   user_data);
GPtrArray *pictor_account_store_load_finish   (GAsyncResult              *result,
                                               GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @record in place of the one of the same id, or after the others. */
void       pictor_account_store_put_async     (GFile                     *file,
                                               const PictorAccountRecord *record,
                                               GCancellable              *cancellable,
                                               GAsyncReadyCallback        callback,
                                               gpointer                   user_data);
/* Forgets the one with @id, if it is there. */
void       pictor_account_store_remove_async  (GFile                     *file,
                                               const char                *id,
                                               GCancellable              *cancellable,
                                               GAsyncReadyCallback        callback,
                                               gpointer                   user_data);
gboolean   pictor_account_store_change_finish (GAsyncResult              *result,
                                               GError                   **error);

G_END_DECLS
