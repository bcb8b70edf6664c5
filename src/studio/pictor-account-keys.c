/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-account-keys.h"

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"

typedef struct
{
  PictorKeyring *keyring;
  PictorCredential *credential; /* NULL: it has no secret */
  PictorAccess *bare;           /* with "" for the secret */
} Stored;

static void
stored_free (gpointer data)
{
  Stored *stored = data;

  g_object_unref (stored->keyring);
  g_clear_pointer (&stored->credential, pictor_credential_free);
  pictor_access_free (stored->bare);
  g_free (stored);
}

static PictorAccess *
with_secret (const PictorAccess *access,
             const char         *secret)
{
  return pictor_access_new (access->address, access->login, secret);
}

static void
return_access (GTask        *task,
               PictorAccess *access)
{
  g_task_return_pointer (task, access, (GDestroyNotify) pictor_access_free);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const PictorAccess *bare = g_object_get_data (G_OBJECT (task), "pictor-access");
  g_autoptr (GError) error = NULL;
  char *secret = pictor_keyring_lookup_finish (PICTOR_KEYRING (source), result, &error);

  if (secret != NULL)
    return_access (task, with_secret (bare, secret));
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

static void
get_stored (GTask    *task,
            gpointer  user_data)
{
  Stored *stored = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (stored->credential == NULL)
    {
      return_access (task, with_secret (stored->bare, ""));
      g_object_unref (task);
      return;
    }
  /* The engine, and with it this source, may be gone when the keyring answers; the task is the engine's, so
   * its own task data are not ours to use. */
  g_object_set_data_full (G_OBJECT (task), "pictor-access", with_secret (stored->bare, ""),
                          (GDestroyNotify) pictor_access_free);
  pictor_keyring_lookup_async (stored->keyring, stored->credential, cancellable, looked_up_cb, task);
}

static void
get_session (GTask    *task,
             gpointer  user_data)
{
  const PictorAccess *access = user_data;

  return_access (task, with_secret (access, access->secret));
  g_object_unref (task);
}

PictorAccessSource *
pictor_account_keys_stored (PictorKeyring             *keyring,
                            const PictorAccountRecord *record)
{
  Stored *stored = g_new0 (Stored, 1);

  stored->keyring = g_object_ref (keyring);
  stored->credential = pictor_account_record_make_credential (record);
  stored->bare = pictor_access_new (record->address, record->login, "");
  return pictor_access_source_new (get_stored, stored, stored_free);
}

PictorAccessSource *
pictor_account_keys_session (const PictorAccountRecord *record,
                             const char                *secret)
{
  return pictor_access_source_new (get_session, pictor_access_new (record->address, record->login, secret),
                                   (GDestroyNotify) pictor_access_free);
}
