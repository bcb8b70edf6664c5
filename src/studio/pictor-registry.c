/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-registry.h"

#include <glib/gi18n.h>

#include "engines/comfyui/pictor-comfyui-engine.h"
#include "engines/picpik/pictor-picpik-engine.h"
#include "http/pictor-address.h"
#include "picpik/pictor-picpik-contract.h"

/* The practice service's first model does for everything; see its ListModels. */
static PictorEngine *
create_practice (const PictorEngineSetup *setup)
{
  return pictor_picpik_engine_new (setup->http, setup->access, "1");
}

static PictorEngine *
create_picpik (const PictorEngineSetup *setup)
{
  return pictor_picpik_engine_new (setup->http, setup->access, NULL);
}

static const PictorNamedAddress picpik_addresses[] = {
  { "international", N_("International"), PICTOR_PICPIK_ADDRESS_INTERNATIONAL },
  { "china", N_("China"), PICTOR_PICPIK_ADDRESS_CHINA },
  { NULL, NULL, NULL }
};

static const PictorEngineKind kinds[] = {
  { .kind = "practice",
    .title = N_("Practice"),
    .summary = N_("Collages on this computer, no AI"),
    .built_in = TRUE,
    .create = create_practice },
  { .kind = "picpik",
    .title = N_("PICPIK"),
    .summary = N_("Pictures from PICPIK's service, for credits"),
    .help = N_("You find both keys on the page of your PICPIK account. The private key is kept in the keyring of this "
               "computer and sent nowhere: it only signs what is sent to this address."),
    .addresses = picpik_addresses,
    .address = PICTOR_NEED_ALWAYS,
    .login = PICTOR_NEED_ALWAYS,
    .login_label = N_("Public key"),
    .login_variable = "PICTOR_PICPIK_PUBLIC_KEY",
    .secret = PICTOR_NEED_ALWAYS,
    .secret_label = N_("Private key"),
    .secret_variable = "PICTOR_PICPIK_PRIVATE_KEY",
    .create = create_picpik },
  { .kind = "comfyui",
    .title = N_("ComfyUI"),
    .summary = N_("Your own ComfyUI, on this computer or in your network"),
    .help = N_("ComfyUI asks for no login of its own. A user name and a password are only needed when a proxy stands before it."),
    .default_address = PICTOR_COMFYUI_ADDRESS,
    .address = PICTOR_NEED_ALWAYS,
    .with_path = TRUE,
    .plain = TRUE,
    .login = PICTOR_NEED_OPTIONAL,
    .login_label = N_("User name"),
    .secret = PICTOR_NEED_OPTIONAL,
    .secret_label = N_("Password"),
    .create = pictor_comfyui_engine_new },
};

const PictorEngineKind *
pictor_registry_get (guint index)
{
  return index < G_N_ELEMENTS (kinds) ? &kinds[index] : NULL;
}

const PictorEngineKind *
pictor_registry_find (const char *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return &kinds[i];
  return NULL;
}

char *
pictor_registry_resolve (const PictorEngineKind  *kind,
                         const char              *typed,
                         GError                 **error)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_autofree char *normal = NULL;
  g_autofree char *origin = NULL;

  g_return_val_if_fail (kind != NULL, NULL);

  if (kind->address == PICTOR_NEED_NEVER)
    return g_strdup ("");
  if (*text == '\0' && kind->addresses == NULL && kind->default_address != NULL)
    return g_strdup (kind->default_address);
  for (const PictorNamedAddress *named = kind->addresses; named != NULL && named->name != NULL; named++)
    if (*text == '\0' || g_ascii_strcasecmp (text, named->name) == 0)
      return g_strdup (named->address);

  normal = kind->plain ? pictor_address_normalize_named (text, error) : pictor_address_normalize (text, error);
  if (normal == NULL)
    return NULL;
  origin = pictor_address_get_origin (normal);
  if (!kind->with_path && !g_str_equal (origin, normal))
    {
      g_set_error (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS,
                   _("The address “%s” goes on after the server's name. Leave out that part."), normal);
      return NULL;
    }
  return g_steal_pointer (&normal);
}
