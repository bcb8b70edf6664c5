/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "keyring/pictor-secret-memory.h"

#include <libsecret/secret.h>

struct _PictorSecretMemory
{
  GPtrArray *entries;
};

typedef struct
{
  PictorCredential *credential;
  char *secret;
} Entry;

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  pictor_credential_free (entry->credential);
  secret_password_free (entry->secret);
  g_free (entry);
}

static gboolean
find (PictorSecretMemory     *self,
      const PictorCredential *credential,
      guint                  *position)
{
  for (*position = 0; *position < self->entries->len; (*position)++)
    {
      Entry *entry = g_ptr_array_index (self->entries, *position);

      if (pictor_credential_equal (entry->credential, credential))
        return TRUE;
    }
  return FALSE;
}

PictorSecretMemory *
pictor_secret_memory_new (void)
{
  PictorSecretMemory *self = g_new0 (PictorSecretMemory, 1);

  self->entries = g_ptr_array_new_with_free_func (free_entry);
  return self;
}

void
pictor_secret_memory_free (PictorSecretMemory *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

void
pictor_secret_memory_store (PictorSecretMemory     *self,
                            const PictorCredential *credential,
                            const char             *secret)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->credential = pictor_credential_copy (credential);
  entry->secret = g_strdup (secret);
  pictor_secret_memory_clear (self, credential);
  g_ptr_array_add (self->entries, entry);
}

const char *
pictor_secret_memory_lookup (PictorSecretMemory     *self,
                             const PictorCredential *credential)
{
  guint position;

  if (!find (self, credential, &position))
    return NULL;
  return ((Entry *) g_ptr_array_index (self->entries, position))->secret;
}

GPtrArray *
pictor_secret_memory_list (PictorSecretMemory *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_credential_free);

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      g_ptr_array_add (list, pictor_credential_copy (entry->credential));
    }
  return list;
}

gboolean
pictor_secret_memory_clear (PictorSecretMemory     *self,
                            const PictorCredential *credential)
{
  guint position;

  if (!find (self, credential, &position))
    return FALSE;
  g_ptr_array_remove_index (self->entries, position);
  return TRUE;
}
