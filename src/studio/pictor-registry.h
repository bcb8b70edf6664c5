/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/picpik/pictor-picpik-engine.h"
#include "keyring/pictor-keyring.h"

G_BEGIN_DECLS

/**
 * PictorEngineKind:
 * @kind: stable name, in settings, on the command line and in the keyring
 * @title: what people call it
 * @with_keys: whether its accounts are made by a person, with an address and keys
 * @create: (transfer full): a new engine that gets its keys from @get_keys
 * @resolve: for kinds with keys: the origin meant by an address as a person types it ("", a short name or a URL).
 *   (transfer full) (nullable), error PICTOR_HTTP_ERROR_ADDRESS
 *
 * A kind of engine that Pictor knows. A new one is one line in pictor-registry.c.
 */
typedef struct
{
  const char *kind;
  const char *title;
  gboolean with_keys;
  PictorEngine *(*create) (PictorHttp           *http,
                           PictorPicpikKeysFunc  get_keys,
                           gpointer              user_data,
                           GDestroyNotify        destroy);
  char *(*resolve) (const char  *address,
                    GError     **error);
} PictorEngineKind;

/* (nullable) */
const PictorEngineKind *pictor_registry_find (const char *kind);

/**
 * pictor_registry_read_account:
 * @address: (nullable): as typed
 * @keys: (out): the keys, without the white space around what was pasted
 *
 * Judges what a person gives to make an account of @kind. Errors: PICTOR_HTTP_ERROR_ADDRESS,
 * PICTOR_ENGINE_ERROR_ACCOUNT (a key is missing), PICTOR_ENGINE_ERROR_UNSUPPORTED (no kind to add accounts of).
 *
 * Returns: (transfer full) (nullable): what names the account
 */
PictorCredential *pictor_registry_read_account (const char        *kind,
                                                const char        *address,
                                                const char        *public_key,
                                                const char        *private_key,
                                                PictorPicpikKeys **keys,
                                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
