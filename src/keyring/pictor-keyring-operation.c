/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "keyring/pictor-keyring-operation.h"

#include <glib/gi18n.h>

/* (transfer full) (nullable): the task, for its one return */
static GTask *
take_task (PictorKeyringOperation *self)
{
  if (self->cancel_source != NULL)
    {
      g_source_destroy (self->cancel_source);
      g_clear_pointer (&self->cancel_source, g_source_unref);
    }
  return g_steal_pointer (&self->task);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  PictorKeyringOperation *self = user_data;
  g_autoptr (GTask) task = take_task (self);

  g_task_return_error_if_cancelled (task);
  /* libsecret's call may go on for long. */
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->secret, secret_password_free);
  return G_SOURCE_REMOVE;
}

PictorKeyringOperation *
pictor_keyring_operation_new (PictorKeyring          *keyring,
                              PictorKeyringVerb       verb,
                              const PictorCredential *credential,
                              const char             *secret,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data,
                              gpointer                source_tag)
{
  PictorKeyringOperation *self = g_new0 (PictorKeyringOperation, 1);

  self->keyring = g_object_ref (keyring);
  self->verb = verb;
  if (credential != NULL)
    self->credential = pictor_credential_copy (credential);
  self->secret = g_strdup (secret);
  self->task = g_task_new (keyring, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, source_tag);
  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->cancel_source, g_task_get_context (self->task));
    }
  return self;
}

void
pictor_keyring_operation_free (PictorKeyringOperation *self)
{
  g_assert (self->task == NULL);

  g_clear_object (&self->keyring);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_pointer (&self->credential, pictor_credential_free);
  g_clear_pointer (&self->secret, secret_password_free);
  g_free (self);
}

gboolean
pictor_keyring_operation_is_awaited (PictorKeyringOperation *self)
{
  return self->task != NULL;
}

void
pictor_keyring_operation_succeed (PictorKeyringOperation *self)
{
  g_autoptr (GTask) task = take_task (self);

  g_task_return_boolean (task, TRUE);
}

void
pictor_keyring_operation_answer (PictorKeyringOperation *self,
                                 gpointer                answer,
                                 GDestroyNotify          destroy)
{
  g_autoptr (GTask) task = take_task (self);

  g_task_return_pointer (task, answer, destroy);
}

void
pictor_keyring_operation_not_found (PictorKeyringOperation *self)
{
  g_autoptr (GTask) task = take_task (self);

  g_task_return_new_error (task, PICTOR_KEYRING_ERROR, PICTOR_KEYRING_ERROR_NOT_FOUND,
                           _("No key “%s” is saved for %s."), self->credential->public_key,
                           self->credential->origin);
}

static void
return_locked (PictorKeyringOperation *self,
               const char             *message)
{
  g_autoptr (GTask) task = take_task (self);

  g_task_return_new_error (task, PICTOR_KEYRING_ERROR, PICTOR_KEYRING_ERROR_LOCKED, "%s",
                           message);
}

void
pictor_keyring_operation_locked (PictorKeyringOperation *self)
{
  return_locked (self, _("The keyring is locked. Unlock it, then try again."));
}

void
pictor_keyring_operation_fail (PictorKeyringOperation *self,
                               const GError           *error)
{
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    pictor_keyring_operation_locked (self);
  else if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
           g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD))
    /* No collection of secrets was ever made, and nobody chose a password for one. */
    return_locked (self, _("The keyring is not set up yet. Set a password for it, then try again."));
  else
    {
      g_autoptr (GTask) task = take_task (self);
      g_autoptr (GError) plain = g_error_copy (error);

      g_dbus_error_strip_remote_error (plain);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (task, g_steal_pointer (&plain));
      else
        g_task_return_new_error (task, PICTOR_KEYRING_ERROR, PICTOR_KEYRING_ERROR_FAILED,
                                 _("The keyring did not work: %s"), plain->message);
    }
}
