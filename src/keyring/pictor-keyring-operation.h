/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

#include "keyring/pictor-keyring.h"

G_BEGIN_DECLS

typedef enum
{
  PICTOR_KEYRING_STORE,
  PICTOR_KEYRING_LOOKUP,
  PICTOR_KEYRING_LIST,
  PICTOR_KEYRING_CLEAR
} PictorKeyringVerb;

/**
 * PictorKeyringOperation:
 * @keyring: whose call it is
 * @verb: what was called
 * @credential: (nullable): what it is about; NULL for a list
 * @secret: (nullable): what to store
 * @cancellable: (nullable): the caller's
 * @service: (nullable): what was asked
 * @retried: whether this is the second try
 * @unlocks: whether the list asks for what is locked to be unlocked
 * @task: (nullable): the caller's; NULL once it has returned
 *
 * One call of ours, owned by the call of libsecret that is under way for it. The task returns as soon as it is
 * cancelled; libsecret's call may wait on, for as long as the keyring asks the person.
 */
typedef struct
{
  PictorKeyring *keyring;
  PictorKeyringVerb verb;
  PictorCredential *credential;
  char *secret;
  GCancellable *cancellable;
  SecretService *service;
  gboolean retried;
  gboolean unlocks;
  /*< private >*/
  GTask *task;
  GSource *cancel_source;
} PictorKeyringOperation;

PictorKeyringOperation *pictor_keyring_operation_new         (PictorKeyring          *keyring,
                                                              PictorKeyringVerb       verb,
                                                              const PictorCredential *credential,
                                                              const char             *secret,
                                                              GCancellable           *cancellable,
                                                              GAsyncReadyCallback     callback,
                                                              gpointer                user_data,
                                                              gpointer                source_tag);
void                    pictor_keyring_operation_free        (PictorKeyringOperation *self);
/* FALSE when nobody waits for an answer any more. */
gboolean                pictor_keyring_operation_is_awaited  (PictorKeyringOperation *self);

/* The answer, one of these, for an operation that is awaited. */
void                    pictor_keyring_operation_succeed     (PictorKeyringOperation *self);
/* @answer: (transfer full) */
void                    pictor_keyring_operation_answer      (PictorKeyringOperation *self,
                                                              gpointer                answer,
                                                              GDestroyNotify          destroy);
void                    pictor_keyring_operation_not_found   (PictorKeyringOperation *self);
void                    pictor_keyring_operation_locked      (PictorKeyringOperation *self);
/* @error: libsecret's */
void                    pictor_keyring_operation_fail        (PictorKeyringOperation *self,
                                                              const GError           *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorKeyringOperation, pictor_keyring_operation_free)

G_END_DECLS
