/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "keyring/pictor-keyring.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (PictorCredential, pictor_credential,
                     pictor_credential_copy, pictor_credential_free)

PictorCredential *
pictor_credential_new (const char *engine,
                       const char *origin,
                       const char *public_key)
{
  PictorCredential *self;

  g_return_val_if_fail (engine != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);
  g_return_val_if_fail (public_key != NULL, NULL);

  self = g_new0 (PictorCredential, 1);
  self->engine = g_strdup (engine);
  self->origin = g_strdup (origin);
  self->public_key = g_strdup (public_key);
  return self;
}

PictorCredential *
pictor_credential_copy (const PictorCredential *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return pictor_credential_new (self->engine, self->origin, self->public_key);
}

void
pictor_credential_free (PictorCredential *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->engine);
  g_free (self->origin);
  g_free (self->public_key);
  g_free (self);
}

gboolean
pictor_credential_equal (const PictorCredential *self,
                         const PictorCredential *other)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  return pictor_credential_compare (self, other) == 0;
}

int
pictor_credential_compare (const PictorCredential *self,
                           const PictorCredential *other)
{
  int order;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (other != NULL, 0);

  order = strcmp (self->engine, other->engine);
  if (order == 0)
    order = strcmp (self->origin, other->origin);
  if (order == 0)
    order = strcmp (self->public_key, other->public_key);
  return order;
}
