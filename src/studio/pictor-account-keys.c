/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-account-keys.h"

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"

struct _PictorKeyringKeys
{
  PictorKeyring *keyring;
  PictorCredential *credential;
};

PictorKeyringKeys *
pictor_keyring_keys_new (PictorKeyring          *keyring,
                         const PictorCredential *credential)
{
  PictorKeyringKeys *self = g_new0 (PictorKeyringKeys, 1);

  self->keyring = g_object_ref (keyring);
  self->credential = pictor_credential_copy (credential);
  return self;
}

void
pictor_keyring_keys_free (gpointer data)
{
  PictorKeyringKeys *self = data;

  g_object_unref (self->keyring);
  pictor_credential_free (self->credential);
  g_free (self);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const PictorCredential *credential = g_object_get_data (G_OBJECT (task), "pictor-credential");
  g_autoptr (GError) error = NULL;
  char *secret = pictor_keyring_lookup_finish (PICTOR_KEYRING (source), result, &error);

  if (secret != NULL)
    g_task_return_pointer (task,
                           pictor_picpik_keys_new (credential->origin, credential->public_key, secret),
                           (GDestroyNotify) pictor_picpik_keys_free);
  else if (error == NULL || g_error_matches (error, PICTOR_KEYRING_ERROR, PICTOR_KEYRING_ERROR_NOT_FOUND))
    g_task_return_new_error (task, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT,
                             _("The key of this account is not in the keyring. Add it again in Preferences."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT,
                             "%s", error->message);
  g_clear_pointer (&secret, pictor_keyring_free_secret);
}

void
pictor_keyring_keys_get (GTask    *task,
                         gpointer  user_data)
{
  PictorKeyringKeys *self = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);

  /* The engine, and with it this source, may be gone when the keyring answers; the task is the engine's, so
   * its own task data are not ours to use. */
  g_object_set_data_full (G_OBJECT (task), "pictor-credential",
                          pictor_credential_copy (self->credential),
                          (GDestroyNotify) pictor_credential_free);
  pictor_keyring_lookup_async (self->keyring, self->credential, cancellable, looked_up_cb, task);
}

void
pictor_session_keys_get (GTask    *task,
                         gpointer  user_data)
{
  const PictorPicpikKeys *keys = user_data;

  g_task_return_pointer (task,
                         pictor_picpik_keys_new (keys->address, keys->public_key, keys->private_key),
                         (GDestroyNotify) pictor_picpik_keys_free);
  g_object_unref (task);
}
