/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/picpik/pictor-picpik-engine.h"
#include "keyring/pictor-keyring.h"

G_BEGIN_DECLS

/* Where an account's keys come from. Each pair is a PictorPicpikKeysFunc with its user data, freed by the
 * third function. */

/* The keyring, asked at each call, so that the private key stays in memory no longer than that. */
typedef struct _PictorKeyringKeys PictorKeyringKeys;

PictorKeyringKeys *pictor_keyring_keys_new  (PictorKeyring          *keyring,
                                             const PictorCredential *credential);
void               pictor_keyring_keys_free (gpointer                self);
void               pictor_keyring_keys_get  (GTask                  *task,
                                             gpointer                self);

/* Memory: user data is a PictorPicpikKeys, whose free function wipes it. */
void               pictor_session_keys_get  (GTask                  *task,
                                             gpointer                keys);

G_END_DECLS
