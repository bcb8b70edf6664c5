/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-registry.h"

#include <string.h>

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"
#include "http/pictor-address.h"
#include "http/pictor-http-error.h"
#include "picpik/pictor-picpik-contract.h"

/* The practice service's first model does for everything; see its ListModels. */
static PictorEngine *
create_practice (PictorHttp           *http,
                 PictorPicpikKeysFunc  get_keys,
                 gpointer              user_data,
                 GDestroyNotify        destroy)
{
  return pictor_picpik_engine_new (http, get_keys, user_data, destroy, "1");
}

static PictorEngine *
create_picpik (PictorHttp           *http,
               PictorPicpikKeysFunc  get_keys,
               gpointer              user_data,
               GDestroyNotify        destroy)
{
  return pictor_picpik_engine_new (http, get_keys, user_data, destroy, NULL);
}

static char *
resolve_picpik (const char  *address,
                GError     **error)
{
  g_autofree char *normal = NULL;
  g_autofree char *origin = NULL;

  if (address[0] == '\0' || g_ascii_strcasecmp (address, "international") == 0)
    return g_strdup (PICTOR_PICPIK_ADDRESS_INTERNATIONAL);
  if (g_ascii_strcasecmp (address, "china") == 0)
    return g_strdup (PICTOR_PICPIK_ADDRESS_CHINA);
  normal = pictor_address_normalize (address, error);
  if (normal == NULL)
    return NULL;
  /* Its actions are all POST /, and a secret is bound to the origin alone. */
  origin = pictor_address_get_origin (normal);
  if (origin == NULL || !g_str_equal (origin, normal))
    {
      g_set_error (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS,
                   _("The address “%s” goes on after the server's name. Leave out that part."), normal);
      return NULL;
    }
  return g_steal_pointer (&origin);
}

static const PictorEngineKind kinds[] = {
  { "practice", N_("Practice"), FALSE, create_practice, NULL },
  { "picpik", N_("PICPIK"), TRUE, create_picpik, resolve_picpik },
};

const PictorEngineKind *
pictor_registry_find (const char *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return &kinds[i];
  return NULL;
}

/* A copy without surrounding white space that leaves no other piece of @text in memory. (transfer full) */
static char *
strip (const char *text)
{
  gsize length;

  if (text == NULL)
    text = "";
  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  return g_strndup (text, length);
}

PictorCredential *
pictor_registry_read_account (const char        *kind,
                              const char        *address,
                              const char        *public_key,
                              const char        *private_key,
                              PictorPicpikKeys **keys,
                              GError           **error)
{
  const PictorEngineKind *engine = pictor_registry_find (kind);
  g_autofree char *typed = strip (address);
  g_autofree char *name = strip (public_key);
  g_autofree char *secret = NULL;
  g_autofree char *origin = NULL;

  if (engine == NULL || !engine->with_keys)
    {
      g_set_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNSUPPORTED,
                   _("Accounts of the kind “%s” can't be added."), kind);
      return NULL;
    }
  origin = engine->resolve (typed, error);
  if (origin == NULL)
    return NULL;
  secret = strip (private_key);
  if (name[0] == '\0' || secret[0] == '\0')
    g_set_error_literal (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT,
                         _("An account needs both its public key and its private key."));
  else
    *keys = pictor_picpik_keys_new (origin, name, secret);
  explicit_bzero (secret, strlen (secret));
  return *keys != NULL ? pictor_credential_new (kind, origin, name) : NULL;
}
