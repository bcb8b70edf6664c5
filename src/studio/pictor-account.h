/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/pictor-engine.h"
#include "studio/pictor-account-record.h"

G_BEGIN_DECLS

/**
 * PictorAccount:
 *
 * One way to an engine: "Practice", or an account of a kind at an address. Properties, read-only: id (string,
 * stable: "practice", or pictor_account_record_make_id()), kind (string: "practice", "picpik"), title (the person's own name
 * for it, else the kind's), subtitle ("Collages on this computer, no AI", or address and shortened login), credential
 * (PictorCredential, NULL without a secret), state (one translated sentence or word: "Ready", "Not tried yet", what the engine
 * said against its keys; notified), engine (PictorEngine).
 */
#define PICTOR_TYPE_ACCOUNT (pictor_account_get_type ())
G_DECLARE_FINAL_TYPE (PictorAccount, pictor_account, PICTOR, ACCOUNT, GObject)

/* @credential: (nullable); @state: the first one. Accounts are made by PictorStudio; this is for it and for tests. */
PictorAccount          *pictor_account_new            (const char             *kind,
                                                       const char             *title,
                                                       const char             *subtitle,
                                                       const PictorCredential *credential,
                                                       const char             *state,
                                                       PictorEngine           *engine);
/* Of an account that a person made. @record: (transfer full) */
PictorAccount          *pictor_account_new_recorded   (PictorAccountRecord    *record,
                                                       const char             *state,
                                                       PictorEngine           *engine);
/* (transfer none) (nullable): NULL for the built-in ones. */
const PictorAccountRecord *pictor_account_get_record  (PictorAccount          *self);
/* The same account with another name or options; its secret may be new too. @record: of the same id */
void                    pictor_account_update         (PictorAccount             *self,
                                                       const PictorAccountRecord *record);
const char             *pictor_account_get_id         (PictorAccount *self);
const char             *pictor_account_get_kind       (PictorAccount *self);
const char             *pictor_account_get_title      (PictorAccount *self);
const char             *pictor_account_get_subtitle   (PictorAccount *self);
const PictorCredential *pictor_account_get_credential (PictorAccount *self);
const char             *pictor_account_get_state      (PictorAccount *self);
PictorEngine           *pictor_account_get_engine     (PictorAccount *self);

/* What came of using the account: NULL makes it ready, PICTOR_ENGINE_ERROR_ACCOUNT is shown as its state, any
 * other error says nothing about the account and leaves it as it is. */
void        pictor_account_note           (PictorAccount *self,
                                           const GError  *error);
/* What people call the model @id: from the list asked for last, else @id itself, "" being the engine's own choice.
 * (transfer none) (nullable): NULL when there is nothing to say */
const char *pictor_account_get_model_name (PictorAccount *self,
                                           const char    *id);

/* Asks the engine for its models and remembers their names; state tells what came of it.
 * finish → (transfer full) (element-type PictorListing) */
void       pictor_account_list_models_async  (PictorAccount        *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray *pictor_account_list_models_finish (PictorAccount        *self,
                                              GAsyncResult         *result,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Tries the account: any error becomes its state. finish → (transfer full) (nullable): pictor_engine_test_finish()'s sentence */
void       pictor_account_test_async  (PictorAccount        *self,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
char      *pictor_account_test_finish (PictorAccount        *self,
                                       GAsyncResult         *result,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
