/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-engine.h"

#include <string.h>

/**
 * pictor_picpik_keys_new:
 * @address: normal form of the service's address
 * @public_key: names the account
 * @private_key: signs
 *
 * Returns: (transfer full): a copy of all three
 */
PictorPicpikKeys *
pictor_picpik_keys_new (const char *address,
                        const char *public_key,
                        const char *private_key)
{
  PictorPicpikKeys *keys;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (public_key != NULL, NULL);
  g_return_val_if_fail (private_key != NULL, NULL);

  keys = g_new0 (PictorPicpikKeys, 1);
  keys->address = g_strdup (address);
  keys->public_key = g_strdup (public_key);
  keys->private_key = g_strdup (private_key);

  return keys;
}

/* Also wipes the private key. */
void
pictor_picpik_keys_free (PictorPicpikKeys *keys)
{
  explicit_bzero (keys->private_key, strlen (keys->private_key));
  g_free (keys->private_key);
  g_free (keys->public_key);
  g_free (keys->address);
  g_free (keys);
}
