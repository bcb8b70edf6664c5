/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/pictor-engine.h"
#include "keyring/pictor-keyring.h"

G_BEGIN_DECLS

/**
 * PictorAccount:
 *
 * One way to an engine: "Practice", or a PICPIK account at an address. Properties, read-only: id (string,
 * stable: "practice", or "picpik:" origin ":" public key), kind (string: "practice", "picpik"), title ("Practice"), subtitle
 * ("Collages on this computer, no AI", or address and public key), credential (PictorCredential, NULL for practice),
 * state (a short translated sentence: "Ready", "Wrong keys", …; notified), engine (PictorEngine).
 */
#define PICTOR_TYPE_ACCOUNT (pictor_account_get_type ())
G_DECLARE_FINAL_TYPE (PictorAccount, pictor_account, PICTOR, ACCOUNT, GObject)

const char             *pictor_account_get_id         (PictorAccount *self);
const char             *pictor_account_get_kind       (PictorAccount *self);
const char             *pictor_account_get_title      (PictorAccount *self);
const char             *pictor_account_get_subtitle   (PictorAccount *self);
const PictorCredential *pictor_account_get_credential (PictorAccount *self);
const char             *pictor_account_get_state      (PictorAccount *self);
PictorEngine           *pictor_account_get_engine     (PictorAccount *self);

/* Asks the engine for its models with the account's keys; afterwards state tells what came of it. finish → number of models, or -1 */
void pictor_account_test_async  (PictorAccount        *self,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
int  pictor_account_test_finish (PictorAccount        *self,
                                 GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
