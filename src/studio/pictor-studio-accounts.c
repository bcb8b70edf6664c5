/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-studio.h"

#include <string.h>

#include <glib/gi18n.h>

#include "studio/pictor-account-keys.h"
#include "studio/pictor-account-store.h"
#include "studio/pictor-paths.h"
#include "studio/pictor-studio-private.h"

/* @record: (transfer full) */
static PictorAccount *
new_account (PictorStudio        *self,
             PictorAccountRecord *record,
             PictorAccessSource  *access)
{
  PictorEngineSetup setup = {
    .http = self->http, .address = record->address, .access = access, .options = record->options
  };
  g_autoptr (PictorEngine) engine = record->kind->create (&setup);

  return pictor_account_new_recorded (record, _("Not tried yet"), engine);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!pictor_account_store_change_finish (result, &error))
    g_warning ("The options of an account could not be kept: %s", error->message);
}

static void
options_changed_cb (PictorAccount *account)
{
  g_autoptr (GFile) file = pictor_paths_get_accounts ();

  pictor_account_store_put_async (file, pictor_account_get_record (account), NULL, kept_cb, NULL);
}

/* Adds an account for @record (transfer full) unless there is one, which then takes over what is new. (transfer none) */
static PictorAccount *
ensure_account (PictorStudio        *self,
                PictorAccountRecord *record)
{
  g_autofree char *id = pictor_account_record_make_id (record);
  PictorAccount *known = pictor_studio_find_account (self, id);
  g_autoptr (PictorAccessSource) access = NULL;
  g_autoptr (PictorAccount) account = NULL;

  if (known != NULL)
    {
      g_autoptr (PictorAccountRecord) same = record;

      pictor_account_update (known, same);
      return known;
    }
  access = pictor_account_keys_stored (self->keyring, record);
  account = new_account (self, record, access);
  g_signal_connect_object (pictor_account_get_record (account)->options, "changed",
                           G_CALLBACK (options_changed_cb), account, G_CONNECT_SWAPPED);
  g_list_store_append (self->accounts, account);
  return account;
}

static gboolean
has_credential (GPtrArray              *credentials,
                const PictorCredential *credential)
{
  for (guint i = 0; i < credentials->len; i++)
    if (pictor_credential_equal (credentials->pdata[i], credential))
      return TRUE;
  return FALSE;
}

/* Whether there is such an account: an account whose secret was removed by another program is none, if it needs one.
 * @credentials: (nullable): NULL when the keyring did not tell */
static gboolean
exists (const PictorAccountRecord *record,
        GPtrArray                 *credentials)
{
  g_autoptr (PictorCredential) credential = pictor_account_record_make_credential (record);

  return credential == NULL || credentials == NULL || record->kind->secret != PICTOR_NEED_ALWAYS
         || has_credential (credentials, credential);
}

static gboolean
has_record (GPtrArray  *records,
            const char *id)
{
  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *own = pictor_account_record_make_id (records->pdata[i]);

      if (g_str_equal (own, id))
        return TRUE;
    }
  return FALSE;
}

/* Makes the list what @records and @credentials (nullable) say. Accounts that stay keep their objects. */
static void
take_over (PictorStudio *self,
           GPtrArray    *records,
           GPtrArray    *credentials)
{
  for (guint i = 0; credentials != NULL && i < credentials->len; i++)
    {
      PictorAccountRecord *record = pictor_account_record_from_credential (credentials->pdata[i]);
      g_autofree char *id = record != NULL ? pictor_account_record_make_id (record) : NULL;
      gboolean known = record == NULL || has_record (records, id);

      for (guint j = 0; !known && j < records->len; j++)
        {
          g_autoptr (PictorCredential) own = pictor_account_record_make_credential (records->pdata[j]);

          known = own != NULL && pictor_credential_equal (own, credentials->pdata[i]);
        }
      if (!known)
        g_ptr_array_add (records, g_steal_pointer (&record));
      g_clear_pointer (&record, pictor_account_record_free);
    }
  for (guint i = records->len; i-- > 0;)
    if (!exists (records->pdata[i], credentials))
      g_ptr_array_remove_index (records, i);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i-- > 0;)
    {
      g_autoptr (PictorAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (credentials != NULL && pictor_account_get_record (account) != NULL
          && !has_record (records, pictor_account_get_id (account)))
        g_list_store_remove (self->accounts, i);
    }
  while (records->len > 0)
    {
      PictorAccountRecord *record = g_ptr_array_steal_index (records, 0);
      g_autofree char *id = pictor_account_record_make_id (record);

      if (pictor_studio_find_account (self, id) == NULL)
        ensure_account (self, g_steal_pointer (&record));
      g_clear_pointer (&record, pictor_account_record_free);
    }
}

static void
credentials_listed_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorStudio *self = g_task_get_source_object (task);
  GPtrArray *records = g_task_get_task_data (task);
  g_autoptr (GPtrArray) credentials = NULL;
  GError *error = NULL;

  credentials = pictor_keyring_list_finish (PICTOR_KEYRING (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }
  if (credentials == NULL)
    {
      /* What needs no secret is usable all the same. */
      take_over (self, records, NULL);
      g_task_return_error (task, error);
      return;
    }
  take_over (self, records, credentials);
  g_task_return_boolean (task, TRUE);
}

static void
records_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorStudio *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  GPtrArray *records = pictor_account_store_load_finish (result, &error);

  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, records, (GDestroyNotify) g_ptr_array_unref);
  pictor_keyring_list_async (self->keyring, cancellable, credentials_listed_cb, g_steal_pointer (&task));
}

void
pictor_studio_load_accounts_async (PictorStudio        *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GFile) file = pictor_paths_get_accounts ();
  GTask *task;

  g_return_if_fail (PICTOR_IS_STUDIO (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_studio_load_accounts_async);
  pictor_account_store_load_async (file, cancellable, records_loaded_cb, task);
}

gboolean
pictor_studio_load_accounts_finish (PictorStudio  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_studio_load_accounts_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorStudio *self = g_task_get_source_object (task);
  GError *error = NULL;
  PictorAccount *account;

  if (!pictor_account_store_change_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  account = ensure_account (self, pictor_account_record_copy (g_task_get_task_data (task)));
  g_task_return_pointer (task, g_object_ref (account), g_object_unref);
}

static void
record_account (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GFile) file = pictor_paths_get_accounts ();

  pictor_account_store_put_async (file, g_task_get_task_data (task), cancellable, recorded_cb, task);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (pictor_keyring_store_finish (PICTOR_KEYRING (source), result, &error))
    record_account (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
pictor_studio_add_account_async (PictorStudio            *self,
                                 const PictorAccountForm *form,
                                 GCancellable            *cancellable,
                                 GAsyncReadyCallback      callback,
                                 gpointer                 user_data)
{
  g_autoptr (PictorCredential) credential = NULL;
  PictorAccountRecord *record;
  char *secret = NULL;
  GError *error = NULL;
  GTask *task;

  g_return_if_fail (PICTOR_IS_STUDIO (self));
  g_return_if_fail (form != NULL && form->kind != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_studio_add_account_async);
  record = pictor_account_record_read (form, &secret, &error);
  if (record == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, record, (GDestroyNotify) pictor_account_record_free);
  credential = pictor_account_record_make_credential (record);
  if (credential != NULL)
    pictor_keyring_store_async (self->keyring, credential, secret, cancellable, stored_cb, task);
  else
    record_account (task);
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

PictorAccount *
pictor_studio_add_account_finish (PictorStudio  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_autoptr (PictorAccount) account = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_studio_add_account_async), NULL);

  account = g_task_propagate_pointer (G_TASK (result), error);
  /* The list holds it. */
  return account;
}

static void
unrecorded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorStudio *self = g_task_get_source_object (task);
  GError *error = NULL;
  guint position;

  if (!pictor_account_store_change_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_list_store_find (self->accounts, g_task_get_task_data (task), &position))
    g_list_store_remove (self->accounts, position);
  g_task_return_boolean (task, TRUE);
}

static void
unrecord (GTask *task)
{
  PictorAccount *account = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GFile) file = pictor_paths_get_accounts ();

  pictor_account_store_remove_async (file, pictor_account_get_id (account), cancellable, unrecorded_cb, task);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (pictor_keyring_clear_finish (PICTOR_KEYRING (source), result, &error)
      || g_error_matches (error, PICTOR_KEYRING_ERROR, PICTOR_KEYRING_ERROR_NOT_FOUND))
    unrecord (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pictor_studio_remove_account_async (PictorStudio        *self,
                                    PictorAccount       *account,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  const PictorCredential *credential;
  GTask *task;

  g_return_if_fail (PICTOR_IS_STUDIO (self));
  g_return_if_fail (PICTOR_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_studio_remove_account_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  credential = pictor_account_get_credential (account);
  if (pictor_account_get_record (account) == NULL)
    {
      g_task_return_new_error (task, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNSUPPORTED,
                               _("“%s” is always there and can't be removed."),
                               pictor_account_get_title (account));
      g_object_unref (task);
    }
  else if (credential != NULL)
    pictor_keyring_clear_async (self->keyring, credential, cancellable, cleared_cb, task);
  else
    unrecord (task);
}

gboolean
pictor_studio_remove_account_finish (PictorStudio  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_studio_remove_account_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

PictorAccount *
pictor_studio_new_session_account (PictorStudio             *self,
                                   const PictorAccountForm  *form,
                                   GError                  **error)
{
  g_autoptr (PictorAccessSource) access = NULL;
  PictorAccountRecord *record;
  char *secret = NULL;

  g_return_val_if_fail (PICTOR_IS_STUDIO (self), NULL);
  g_return_val_if_fail (form != NULL && form->kind != NULL, NULL);

  record = pictor_account_record_read (form, &secret, error);
  if (record == NULL)
    return NULL;
  access = pictor_account_keys_session (record, secret);
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
  return new_account (self, record, access);
}
