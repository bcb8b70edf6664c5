/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/pictor-engine.h"
#include "http/pictor-http.h"

G_BEGIN_DECLS

/**
 * PictorPicpikEngine:
 *
 * PICPIK's API, or the practice service, which speaks the same contract.
 */
#define PICTOR_TYPE_PICPIK_ENGINE (pictor_picpik_engine_get_type ())
G_DECLARE_FINAL_TYPE (PictorPicpikEngine, pictor_picpik_engine, PICTOR, PICPIK_ENGINE, GObject)

/**
 * PictorPicpikKeys:
 * @address: normal form of the service's address; the keys go to this origin only
 * @public_key: names the account
 * @private_key: signs; wiped when freed
 *
 * What one call needs to speak for an account.
 */
typedef struct
{
  char *address;
  char *public_key;
  char *private_key;
} PictorPicpikKeys;

PictorPicpikKeys *pictor_picpik_keys_new  (const char *address,
                                           const char *public_key,
                                           const char *private_key);
void              pictor_picpik_keys_free (PictorPicpikKeys *keys);

/**
 * PictorPicpikKeysFunc:
 * @task: (transfer full): to be completed on the main thread, now or later, with g_task_return_pointer() of a
 *   #PictorPicpikKeys and pictor_picpik_keys_free(), or with an error; its cancellable is the call's
 *
 * Gives the account's keys when a call needs them (from the keyring, the environment, the practice service), so
 * that the engine holds no secret longer than one call.
 */
typedef void (*PictorPicpikKeysFunc) (GTask    *task,
                                      gpointer  user_data);

/* @default_model: (nullable): for PictorCapabilities */
PictorEngine *pictor_picpik_engine_new (PictorHttp           *http,
                                        PictorPicpikKeysFunc  get_keys,
                                        gpointer              user_data,
                                        GDestroyNotify        destroy,
                                        const char           *default_model);
/* Bounds of the pauses between polls and between tries, in milliseconds; default 1000 and 5000. To be set before
 * anything is asked of it. */
void          pictor_picpik_engine_set_pauses (PictorPicpikEngine *self,
                                               guint               shortest,
                                               guint               longest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorPicpikKeys, pictor_picpik_keys_free)

G_END_DECLS
