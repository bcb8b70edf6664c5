/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-access.h"

#include <string.h>

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"
#include "engines/pictor-guard.h"

struct _PictorAccessSource
{
  PictorAccessFunc get_access;
  gpointer user_data;
  GDestroyNotify destroy;
};

/**
 * pictor_access_new:
 *
 * Returns: (transfer full): a copy of all three
 */
PictorAccess *
pictor_access_new (const char *address,
                   const char *login,
                   const char *secret)
{
  PictorAccess *self;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (login != NULL, NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  self = g_new0 (PictorAccess, 1);
  self->address = g_strdup (address);
  self->login = g_strdup (login);
  self->secret = g_strdup (secret);

  return self;
}

/* Also wipes the secret. */
void
pictor_access_free (PictorAccess *self)
{
  explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self->login);
  g_free (self->address);
  g_free (self);
}

PictorAccessSource *
pictor_access_source_new (PictorAccessFunc get_access,
                          gpointer         user_data,
                          GDestroyNotify   destroy)
{
  PictorAccessSource *self;

  g_return_val_if_fail (get_access != NULL, NULL);

  self = g_rc_box_new0 (PictorAccessSource);
  self->get_access = get_access;
  self->user_data = user_data;
  self->destroy = destroy;
  return self;
}

PictorAccessSource *
pictor_access_source_ref (PictorAccessSource *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  PictorAccessSource *self = data;

  if (self->destroy != NULL)
    self->destroy (self->user_data);
}

void
pictor_access_source_unref (PictorAccessSource *self)
{
  g_rc_box_release_full (self, clear);
}

static void
given_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PictorGuard) guard = user_data;
  g_autoptr (PictorAccess) access = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = pictor_guard_take (guard);

  access = g_task_propagate_pointer (G_TASK (result), &error);
  if (task == NULL || g_task_return_error_if_cancelled (task))
    return;

  if (access != NULL)
    g_task_return_pointer (task, g_steal_pointer (&access), (GDestroyNotify) pictor_access_free);
  else if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_new_error (task, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT,
                             _("The keys of this account were not given. Unlock the keyring, then try again."));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pictor_access_source_get_async (PictorAccessSource  *self,
                                gpointer             source,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;
  GTask *asked;

  g_return_if_fail (self != NULL);

  task = g_task_new (source, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_access_source_get_async);
  asked = g_task_new (source, cancellable, given_cb, pictor_guard_new (task));
  g_task_set_source_tag (asked, pictor_access_source_get_async);

  self->get_access (asked, self->user_data);
}

PictorAccess *
pictor_access_source_get_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_access_source_get_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
