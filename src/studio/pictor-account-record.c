/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-account-record.h"

#include <string.h>

#include <glib/gi18n.h>

#include "http/pictor-address.h"

/* Names the secret of an account that has neither a login nor a name. */
#define NAMELESS "key"

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

static void
wipe (char *secret)
{
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static PictorAccountRecord *
record_new (const PictorEngineKind *kind,
            const char             *name,
            const char             *address,
            const char             *login,
            const char             *identity)
{
  PictorAccountRecord *self = g_new0 (PictorAccountRecord, 1);

  self->kind = kind;
  self->name = g_strdup (name);
  self->address = g_strdup (address);
  self->origin = *address != '\0' ? pictor_address_get_origin (address) : g_strdup ("");
  self->login = g_strdup (login);
  self->identity = g_strdup (identity);
  self->options = pictor_options_new (kind->options);
  return self;
}

PictorAccountRecord *
pictor_account_record_copy (const PictorAccountRecord *self)
{
  PictorAccountRecord *copy = record_new (self->kind, self->name, self->address, self->login, self->identity);

  copy->with_secret = self->with_secret;
  pictor_options_assign (copy->options, self->options);
  return copy;
}

void
pictor_account_record_free (PictorAccountRecord *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self->origin);
  g_free (self->login);
  g_free (self->identity);
  g_object_unref (self->options);
  g_free (self);
}

/* What is missing of what @kind needs. (transfer full) (nullable) */
static GError *
find_missing (const PictorEngineKind *kind,
              const char             *login,
              const char             *secret,
              PictorOptions          *options)
{
  gboolean no_login = kind->login == PICTOR_NEED_ALWAYS && *login == '\0';
  gboolean no_secret = kind->secret == PICTOR_NEED_ALWAYS && *secret == '\0';

  if ((no_login || no_secret) && kind->login == PICTOR_NEED_ALWAYS && kind->secret == PICTOR_NEED_ALWAYS)
    /* Translators: such as: Public key and Private key are both needed. */
    return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT, _("%s and %s are both needed."),
                        gettext (kind->login_label), gettext (kind->secret_label));
  if (no_login || no_secret)
    return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT,
                        /* Translators: such as: Key is missing. */
                        _("%s is missing."), gettext (no_login ? kind->login_label : kind->secret_label));
  if (*login != '\0' && *secret == '\0')
    return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT, _("%s is missing."),
                        gettext (kind->secret_label));
  for (const PictorOptionSpec *spec = kind->options; spec != NULL && spec->name != NULL; spec++)
    if (spec->required && *pictor_options_get (options, spec->name) == '\0')
      return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT, _("%s is missing."),
                          gettext (spec->label));
  return NULL;
}

PictorAccountRecord *
pictor_account_record_read (const PictorAccountForm  *form,
                            char                    **secret,
                            GError                  **error)
{
  const PictorEngineKind *kind = pictor_registry_find (form->kind);
  g_autofree char *name = strip (form->name);
  g_autofree char *login = strip (form->login);
  g_autofree char *address = NULL;
  g_autoptr (PictorOptions) options = NULL;
  const char *identity;
  char *typed_secret;
  GError *missing;
  PictorAccountRecord *self;

  if (kind == NULL || kind->built_in)
    {
      g_set_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNSUPPORTED,
                   _("Accounts of the kind “%s” can't be added."), form->kind);
      return NULL;
    }
  address = pictor_registry_resolve (kind, form->address != NULL ? form->address : "", error);
  if (address == NULL)
    return NULL;

  options = form->options != NULL ? g_object_ref (form->options) : pictor_options_new (kind->options);
  typed_secret = strip (kind->secret != PICTOR_NEED_NEVER ? form->secret : NULL);
  missing = find_missing (kind, login, typed_secret, options);
  if (missing != NULL)
    {
      wipe (typed_secret);
      g_propagate_error (error, missing);
      return NULL;
    }

  identity = login;
  if (*login == '\0' && (*typed_secret != '\0' || kind->address == PICTOR_NEED_NEVER))
    identity = *name != '\0' ? name : NAMELESS;
  self = record_new (kind, name, address, login, identity);
  self->with_secret = *typed_secret != '\0';
  pictor_options_assign (self->options, options);
  *secret = typed_secret;
  return self;
}

PictorAccountRecord *
pictor_account_record_from_credential (const PictorCredential *credential)
{
  const PictorEngineKind *kind = pictor_registry_find (credential->engine);
  PictorAccountRecord *self;

  if (kind == NULL || kind->built_in)
    return NULL;
  self = record_new (kind, "", credential->origin, kind->login != PICTOR_NEED_NEVER ? credential->public_key : "",
                     credential->public_key);
  self->with_secret = TRUE;
  return self;
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  const char *text = pictor_json_get_string (object, name);

  return text != NULL ? text : "";
}

PictorAccountRecord *
pictor_account_record_from_json (JsonObject *object)
{
  const PictorEngineKind *kind = pictor_registry_find (get_text (object, "kind"));
  JsonObject *options = pictor_json_get_object (object, "options");
  g_autofree char *address = NULL;
  PictorAccountRecord *self;

  if (kind == NULL || kind->built_in)
    return NULL;
  address = pictor_registry_resolve (kind, get_text (object, "address"), NULL);
  if (address == NULL)
    return NULL;
  self = record_new (kind, get_text (object, "name"), address, get_text (object, "login"),
                     get_text (object, "identity"));
  pictor_json_get_boolean (object, "with-secret", &self->with_secret);
  for (const PictorOptionSpec *spec = kind->options; options != NULL && spec != NULL && spec->name != NULL; spec++)
    {
      const char *value = pictor_json_get_string (options, spec->name);

      if (value != NULL)
        pictor_options_set (self->options, spec->name, value, NULL);
    }
  return self;
}

JsonObject *
pictor_account_record_to_json (const PictorAccountRecord *self)
{
  JsonObject *object = json_object_new ();
  JsonObject *options = json_object_new ();

  json_object_set_string_member (object, "kind", self->kind->kind);
  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "address", self->address);
  json_object_set_string_member (object, "login", self->login);
  json_object_set_string_member (object, "identity", self->identity);
  json_object_set_boolean_member (object, "with-secret", self->with_secret);
  for (const PictorOptionSpec *spec = self->kind->options; spec != NULL && spec->name != NULL; spec++)
    json_object_set_string_member (options, spec->name, pictor_options_get (self->options, spec->name));
  json_object_set_object_member (object, "options", options);
  return object;
}

char *
pictor_account_record_make_id (const PictorAccountRecord *self)
{
  return g_strconcat (self->kind->kind, ":", self->address, ":", self->identity, NULL);
}

PictorCredential *
pictor_account_record_make_credential (const PictorAccountRecord *self)
{
  return self->with_secret ? pictor_credential_new (self->kind->kind, self->origin, self->identity) : NULL;
}

/* The first and last letters of a long key. */
static char *
shorten (const char *key)
{
  g_autofree char *valid = g_utf8_make_valid (key, -1);
  glong length = g_utf8_strlen (valid, -1);
  g_autofree char *start = NULL;

  if (length <= 12)
    return g_steal_pointer (&valid);
  start = g_utf8_substring (valid, 0, 4);
  return g_strconcat (start, "…", g_utf8_offset_to_pointer (valid, length - 4), NULL);
}

char *
pictor_account_record_describe (const PictorAccountRecord *self)
{
  g_autoptr (GUri) uri = *self->address != '\0' ? pictor_address_parse_named (self->address, NULL) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *key = shorten (self->login);

  if (uri != NULL)
    g_string_append (text, strstr (self->address, "://") + strlen ("://"));
  else
    g_string_append (text, gettext (self->kind->summary));
  if (*key != '\0')
    g_string_append_printf (text, " · %s", key);
  if (uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http")
      && !pictor_address_is_loopback (g_uri_get_host (uri)))
    g_string_append_printf (text, " · %s", _("not encrypted"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
