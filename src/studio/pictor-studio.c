/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-studio.h"

#include <glib/gi18n.h>

#include "studio/pictor-account-keys.h"
#include "studio/pictor-practice-keys.h"
#include "studio/pictor-registry.h"

struct _PictorStudio
{
  GObject parent_instance;

  PictorHttp *http;
  PictorKeyring *keyring;
  PictorPracticeKeys *practice;
  GListStore *accounts; /* of PictorAccount, practice first */
  PictorQueue *queue;
};

G_DEFINE_FINAL_TYPE (PictorStudio, pictor_studio, G_TYPE_OBJECT)

static PictorAccount *
new_practice_account (PictorStudio *self)
{
  const PictorEngineKind *kind = pictor_registry_find ("practice");
  g_autoptr (PictorEngine) engine = kind->create (self->http, pictor_practice_keys_get,
                                                  g_object_ref (self->practice), g_object_unref);

  return pictor_account_new (kind->kind, _(kind->title), _("Collages on this computer, no AI"), NULL,
                             _("Ready"), engine);
}

/* "api.picpik.ai · abcd…wxyz": enough to tell accounts apart. */
static char *
describe (const PictorCredential *credential)
{
  const char *scheme_end = strstr (credential->origin, "://");
  const char *host = scheme_end != NULL ? scheme_end + strlen ("://") : credential->origin;
  g_autofree char *key = g_utf8_make_valid (credential->public_key, -1);
  glong length = g_utf8_strlen (key, -1);
  g_autofree char *start = g_utf8_substring (key, 0, MIN (length, 4));
  const char *end = g_utf8_offset_to_pointer (key, MAX (length - 4, 0));

  if (length <= 12)
    return g_strdup_printf ("%s · %s", host, key);
  return g_strdup_printf ("%s · %s…%s", host, start, end);
}

static PictorAccount *
new_keyed_account (PictorStudio           *self,
                   const PictorEngineKind *kind,
                   const PictorCredential *credential,
                   PictorPicpikKeysFunc    get_keys,
                   gpointer                user_data,
                   GDestroyNotify          destroy)
{
  g_autoptr (PictorEngine) engine = kind->create (self->http, get_keys, user_data, destroy);
  g_autofree char *subtitle = describe (credential);

  return pictor_account_new (kind->kind, _(kind->title), subtitle, credential, _("Not tried yet"), engine);
}

static PictorAccount *
new_stored_account (PictorStudio           *self,
                    const PictorEngineKind *kind,
                    const PictorCredential *credential)
{
  return new_keyed_account (self, kind, credential, pictor_keyring_keys_get,
                            pictor_keyring_keys_new (self->keyring, credential), pictor_keyring_keys_free);
}

static void
pictor_studio_dispose (GObject *object)
{
  PictorStudio *self = PICTOR_STUDIO (object);

  if (self->queue != NULL)
    pictor_queue_cancel_all (self->queue);
  g_clear_object (&self->queue);
  g_clear_object (&self->accounts);
  /* Not left to the engine's end, so that no thread is left when the program's main loop has ended. */
  if (self->practice != NULL)
    pictor_practice_keys_stop (self->practice);
  g_clear_object (&self->practice);
  g_clear_object (&self->keyring);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (pictor_studio_parent_class)->dispose (object);
}

static void
pictor_studio_class_init (PictorStudioClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pictor_studio_dispose;
}

static void
pictor_studio_init (PictorStudio *self)
{
  g_autoptr (PictorAccount) practice = NULL;

  self->http = pictor_http_new ();
  self->keyring = pictor_keyring_new ();
  self->practice = pictor_practice_keys_new ();
  self->accounts = g_list_store_new (PICTOR_TYPE_ACCOUNT);
  self->queue = pictor_queue_new ();
  practice = new_practice_account (self);
  g_list_store_append (self->accounts, practice);
}

PictorStudio *
pictor_studio_new (void)
{
  return g_object_new (PICTOR_TYPE_STUDIO, NULL);
}

PictorQueue *
pictor_studio_get_queue (PictorStudio *self)
{
  g_return_val_if_fail (PICTOR_IS_STUDIO (self), NULL);

  return self->queue;
}

PictorKeyring *
pictor_studio_get_keyring (PictorStudio *self)
{
  g_return_val_if_fail (PICTOR_IS_STUDIO (self), NULL);

  return self->keyring;
}

GListModel *
pictor_studio_get_accounts (PictorStudio *self)
{
  g_return_val_if_fail (PICTOR_IS_STUDIO (self), NULL);

  return G_LIST_MODEL (self->accounts);
}

PictorAccount *
pictor_studio_find_account (PictorStudio *self,
                            const char   *id)
{
  g_return_val_if_fail (PICTOR_IS_STUDIO (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (PictorAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (g_str_equal (pictor_account_get_id (account), id))
        return account;
    }
  return NULL;
}

/* Adds an account for @credential unless there is one. (transfer none) (nullable): of an unknown kind */
static PictorAccount *
ensure_account (PictorStudio           *self,
                const PictorCredential *credential)
{
  const PictorEngineKind *kind = pictor_registry_find (credential->engine);
  g_autofree char *id = pictor_account_make_id (credential);
  PictorAccount *known = pictor_studio_find_account (self, id);
  g_autoptr (PictorAccount) account = NULL;

  if (known != NULL || kind == NULL || !kind->with_keys)
    return known;
  account = new_stored_account (self, kind, credential);
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

static void
credentials_listed_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorStudio *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) credentials = NULL;
  g_autoptr (GError) error = NULL;

  credentials = pictor_keyring_list_finish (PICTOR_KEYRING (source), result, &error);
  if (credentials == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i-- > 0;)
    {
      g_autoptr (PictorAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);
      const PictorCredential *credential = pictor_account_get_credential (account);

      if (credential != NULL && !has_credential (credentials, credential))
        g_list_store_remove (self->accounts, i);
    }
  for (guint i = 0; i < credentials->len; i++)
    ensure_account (self, credentials->pdata[i]);
  g_task_return_boolean (task, TRUE);
}

void
pictor_studio_load_accounts_async (PictorStudio        *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PICTOR_IS_STUDIO (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_studio_load_accounts_async);
  pictor_keyring_list_async (self->keyring, cancellable, credentials_listed_cb, task);
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
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorStudio *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  PictorAccount *account;

  if (!pictor_keyring_store_finish (PICTOR_KEYRING (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  account = ensure_account (self, g_task_get_task_data (task));
  /* The same account with a new key. */
  pictor_account_reset (account);
  g_task_return_pointer (task, g_object_ref (account), g_object_unref);
}

void
pictor_studio_add_account_async (PictorStudio        *self,
                                 const char          *kind,
                                 const char          *address,
                                 const char          *public_key,
                                 const char          *private_key,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (PictorPicpikKeys) keys = NULL;
  PictorCredential *credential;
  GError *error = NULL;
  GTask *task;

  g_return_if_fail (PICTOR_IS_STUDIO (self));
  g_return_if_fail (kind != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_studio_add_account_async);
  credential = pictor_registry_read_account (kind, address, public_key, private_key, &keys, &error);
  if (credential == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, credential, (GDestroyNotify) pictor_credential_free);
  pictor_keyring_store_async (self->keyring, credential, keys->private_key, cancellable, stored_cb, task);
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
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorStudio *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  guint position;

  if (!pictor_keyring_clear_finish (PICTOR_KEYRING (source), result, &error)
      && !g_error_matches (error, PICTOR_KEYRING_ERROR, PICTOR_KEYRING_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (g_list_store_find (self->accounts, g_task_get_task_data (task), &position))
    g_list_store_remove (self->accounts, position);
  g_task_return_boolean (task, TRUE);
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
  if (credential == NULL)
    {
      g_task_return_new_error (task, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNSUPPORTED,
                               _("“%s” is always there and can't be removed."),
                               pictor_account_get_title (account));
      g_object_unref (task);
      return;
    }
  pictor_keyring_clear_async (self->keyring, credential, cancellable, cleared_cb, task);
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
pictor_studio_new_session_account (PictorStudio  *self,
                                   const char    *kind,
                                   const char    *address,
                                   const char    *public_key,
                                   const char    *private_key,
                                   GError       **error)
{
  g_autoptr (PictorCredential) credential = NULL;
  PictorPicpikKeys *keys = NULL;

  g_return_val_if_fail (PICTOR_IS_STUDIO (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  credential = pictor_registry_read_account (kind, address, public_key, private_key, &keys, error);
  if (credential == NULL)
    return NULL;
  return new_keyed_account (self, pictor_registry_find (kind), credential, pictor_session_keys_get, keys,
                            (GDestroyNotify) pictor_picpik_keys_free);
}
