/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keyring/pictor-keyring.h"
#include "model/pictor-json.h"
#include "studio/pictor-registry.h"

G_BEGIN_DECLS

/**
 * PictorAccountForm:
 * @kind: of engine
 * @name: (nullable): what the person calls it, such as "Studio PC"
 * @address: (nullable): as typed; see pictor_registry_resolve()
 * @login: (nullable): as typed
 * @secret: (nullable): as typed
 * @options: (nullable): of the kind's specs
 *
 * What a person gives to make an account.
 */
typedef struct
{
  const char *kind;
  const char *name;
  const char *address;
  const char *login;
  const char *secret;
  PictorOptions *options;
} PictorAccountForm;

/**
 * PictorAccountRecord:
 * @kind: of engine
 * @name: the person's own name for it, or ""
 * @address: normal form, or "" where the kind has none
 * @origin: what the secret is bound to: of the address
 * @login: or ""
 * @identity: what tells it from others of the kind at this address: the login, or a name; may be ""
 * @with_secret: whether its secret is in the keyring, as (kind, origin, identity)
 * @options: what was chosen
 *
 * All that is kept of an account but its secret.
 */
typedef struct
{
  const PictorEngineKind *kind;
  char *name;
  char *address;
  char *origin;
  char *login;
  char *identity;
  gboolean with_secret;
  PictorOptions *options;
} PictorAccountRecord;

/**
 * pictor_account_record_read:
 * @secret: (out) (transfer full): without the white space around what was pasted, "" for none; wipe it
 *
 * Judges what a person gives. Errors: PICTOR_HTTP_ERROR_ADDRESS, PICTOR_ENGINE_ERROR_ACCOUNT (something that the kind needs
 * is missing), PICTOR_ENGINE_ERROR_UNSUPPORTED (no kind to add accounts of).
 */
PictorAccountRecord *pictor_account_record_read (const PictorAccountForm    *form,
                                                 char                      **secret,
                                                 GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of an account of which only the credential is known. (nullable): NULL for one of a kind that has no accounts. */
PictorAccountRecord *pictor_account_record_from_credential (const PictorCredential *credential) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): NULL for what is no record, or one of a kind that this version does not know. */
PictorAccountRecord *pictor_account_record_from_json (JsonObject                *object) G_GNUC_WARN_UNUSED_RESULT;
JsonObject          *pictor_account_record_to_json   (const PictorAccountRecord *self) G_GNUC_WARN_UNUSED_RESULT;
PictorAccountRecord *pictor_account_record_copy      (const PictorAccountRecord *self) G_GNUC_WARN_UNUSED_RESULT;
void                 pictor_account_record_free      (PictorAccountRecord       *self);
/* kind:address:identity: names the account in the settings and in jobs. (transfer full) */
char                *pictor_account_record_make_id   (const PictorAccountRecord *self) G_GNUC_WARN_UNUSED_RESULT;
/* What names its secret; NULL when it has none. (transfer full) (nullable) */
PictorCredential    *pictor_account_record_make_credential (const PictorAccountRecord *self) G_GNUC_WARN_UNUSED_RESULT;
/* "api.picpik.ai · abcd…wxyz", "192.168.1.5:7860 · not encrypted": enough to tell accounts apart, and a word where others on
 * the network could read along. (transfer full) */
char                *pictor_account_record_describe  (const PictorAccountRecord *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorAccountRecord, pictor_account_record_free)

G_END_DECLS
