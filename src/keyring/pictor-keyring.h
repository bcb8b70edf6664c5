/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PictorCredential:
 * @engine: kind of engine, such as "picpik"
 * @origin: scheme://host[:port] that the secret may be sent to, and no other
 * @public_key: what names the account at the service
 *
 * What can be told of a stored secret without unlocking it.
 */
typedef struct
{
  char *engine;
  char *origin;
  char *public_key;
} PictorCredential;

#define PICTOR_TYPE_CREDENTIAL (pictor_credential_get_type ())
GType             pictor_credential_get_type (void) G_GNUC_CONST;
PictorCredential *pictor_credential_new      (const char             *engine,
                                              const char             *origin,
                                              const char             *public_key);
PictorCredential *pictor_credential_copy     (const PictorCredential *self);
void              pictor_credential_free     (PictorCredential       *self);
gboolean          pictor_credential_equal    (const PictorCredential *self,
                                              const PictorCredential *other);
/* By engine, origin, public key: like strcmp(). */
int               pictor_credential_compare  (const PictorCredential *self,
                                              const PictorCredential *other);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorCredential, pictor_credential_free)

#define PICTOR_KEYRING_ERROR (pictor_keyring_error_quark ())
typedef enum
{
  PICTOR_KEYRING_ERROR_LOCKED,   /* the person did not unlock it, or did not choose a password for a new one */
  PICTOR_KEYRING_ERROR_NOT_FOUND,
  PICTOR_KEYRING_ERROR_FAILED
} PictorKeyringError;
GQuark pictor_keyring_error_quark (void);

/**
 * PictorKeyring:
 *
 * Secrets by account, in the system keyring (libsecret); where there is none, in this process's memory for as
 * long as it runs.
 *
 * Property "persistent" (readable, notified): FALSE once a call has found no keyring, so that the
 * interface can say that keys are kept for this run only.
 */
#define PICTOR_TYPE_KEYRING (pictor_keyring_get_type ())
G_DECLARE_FINAL_TYPE (PictorKeyring, pictor_keyring, PICTOR, KEYRING, GObject)

PictorKeyring *pictor_keyring_new            (void);
gboolean       pictor_keyring_get_persistent (PictorKeyring           *self);

/* Wipes and frees a secret. */
void           pictor_keyring_free_secret    (char                    *secret);

/* Stores @secret, replacing one of the same credential. A locked keyring asks the person to unlock it. */
void           pictor_keyring_store_async    (PictorKeyring           *self,
                                              const PictorCredential  *credential,
                                              const char              *secret,
                                              GCancellable            *cancellable,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
gboolean       pictor_keyring_store_finish   (PictorKeyring           *self,
                                              GAsyncResult            *result,
                                              GError                 **error);
/* (transfer full): the secret, to be freed with pictor_keyring_free_secret() */
void           pictor_keyring_lookup_async   (PictorKeyring           *self,
                                              const PictorCredential  *credential,
                                              GCancellable            *cancellable,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
char          *pictor_keyring_lookup_finish  (PictorKeyring           *self,
                                              GAsyncResult            *result,
                                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type PictorCredential): all of this program's, sorted. No secret is read; the person is
 * asked to unlock the keyring only where it holds some and, being locked, does not tell which (gnome-keyring after a
 * login without a password). */
void           pictor_keyring_list_async     (PictorKeyring           *self,
                                              GCancellable            *cancellable,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
GPtrArray     *pictor_keyring_list_finish    (PictorKeyring           *self,
                                              GAsyncResult            *result,
                                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets the secret; PICTOR_KEYRING_ERROR_NOT_FOUND when there is none. */
void           pictor_keyring_clear_async    (PictorKeyring           *self,
                                              const PictorCredential  *credential,
                                              GCancellable            *cancellable,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
gboolean       pictor_keyring_clear_finish   (PictorKeyring           *self,
                                              GAsyncResult            *result,
                                              GError                 **error);

G_END_DECLS
