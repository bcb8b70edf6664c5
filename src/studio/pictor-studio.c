/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-studio.h"

#include <glib/gi18n.h>

#include "studio/pictor-practice-keys.h"
#include "studio/pictor-registry.h"
#include "studio/pictor-studio-private.h"

G_DEFINE_FINAL_TYPE (PictorStudio, pictor_studio, G_TYPE_OBJECT)

static PictorAccount *
new_practice_account (PictorStudio *self)
{
  const PictorEngineKind *kind = pictor_registry_get (0);
  g_autoptr (PictorAccessSource) access = pictor_access_source_new (pictor_practice_keys_get,
                                                                    g_object_ref (self->practice), g_object_unref);
  g_autoptr (PictorOptions) options = pictor_options_new (kind->options);
  PictorEngineSetup setup = { .http = self->http, .address = "", .access = access, .options = options };
  g_autoptr (PictorEngine) engine = kind->create (&setup);

  return pictor_account_new (kind->kind, _(kind->title), _(kind->summary), NULL, _("Ready"), engine);
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
