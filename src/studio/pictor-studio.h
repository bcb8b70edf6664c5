/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/pictor-http.h"
#include "keyring/pictor-keyring.h"
#include "practice/pictor-practice-service.h"
#include "studio/pictor-queue.h"

G_BEGIN_DECLS

/**
 * PictorStudio:
 *
 * All that the two faces share: the session, the keyring, the accounts, the practice service (started when it is first
 * needed) and the queue.
 */
#define PICTOR_TYPE_STUDIO (pictor_studio_get_type ())
G_DECLARE_FINAL_TYPE (PictorStudio, pictor_studio, PICTOR, STUDIO, GObject)

PictorStudio  *pictor_studio_new                 (void);
PictorQueue   *pictor_studio_get_queue           (PictorStudio         *self);
PictorKeyring *pictor_studio_get_keyring         (PictorStudio         *self);
/* GListModel of PictorAccount, practice first; filled by load_accounts. (transfer none) */
GListModel    *pictor_studio_get_accounts        (PictorStudio         *self);
/* Never NULL for "practice". (transfer none) (nullable) */
PictorAccount *pictor_studio_find_account        (PictorStudio         *self,
                                                  const char           *id);
/* Reads the accounts from their file and the keyring (no secret is read). On an error of the keyring's those that have no
 * secret are there all the same. */
void           pictor_studio_load_accounts_async  (PictorStudio             *self,
                                                   GCancellable             *cancellable,
                                                   GAsyncReadyCallback       callback,
                                                   gpointer                  user_data);
gboolean       pictor_studio_load_accounts_finish (PictorStudio             *self,
                                                   GAsyncResult             *result,
                                                   GError                  **error);
/* Checks the address, stores the secret if there is one, adds the account; the same account again gets the new secret, name and
 * options. From then on a change of its options is kept. finish → (transfer none) */
void           pictor_studio_add_account_async    (PictorStudio             *self,
                                                   const PictorAccountForm  *form,
                                                   GCancellable             *cancellable,
                                                   GAsyncReadyCallback       callback,
                                                   gpointer                  user_data);
PictorAccount *pictor_studio_add_account_finish   (PictorStudio             *self,
                                                   GAsyncResult             *result,
                                                   GError                  **error);
/* Forgets it and its secret. */
void           pictor_studio_remove_account_async  (PictorStudio            *self,
                                                    PictorAccount           *account,
                                                    GCancellable            *cancellable,
                                                    GAsyncReadyCallback      callback,
                                                    gpointer                 user_data);
gboolean       pictor_studio_remove_account_finish (PictorStudio            *self,
                                                    GAsyncResult            *result,
                                                    GError                 **error);
/* An account of this run alone, whose secret is kept in memory (for keys from the environment). (transfer full) (nullable) */
PictorAccount *pictor_studio_new_session_account   (PictorStudio            *self,
                                                    const PictorAccountForm *form,
                                                    GError                 **error);

G_END_DECLS
