/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/pictor-access.h"
#include "engines/pictor-engine.h"

G_BEGIN_DECLS

/* What an account of a kind is asked for. */
typedef enum
{
  PICTOR_NEED_NEVER,
  PICTOR_NEED_OPTIONAL,
  PICTOR_NEED_ALWAYS
} PictorNeed;

/**
 * PictorNamedAddress:
 * @name: what it is called on the command line, such as "china"; NULL ends a list
 * @label: what people call it, untranslated
 * @address: normal form
 *
 * A service's own address.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *address;
} PictorNamedAddress;

/**
 * PictorEngineKind:
 * @kind: stable name, in settings, on the command line and in the keyring
 * @title: what people call it
 * @summary: one line about what it is, without a full stop: "Free, by volunteers' computers"
 * @help: (nullable): a few sentences for somebody who is about to add an account: where things are found, who sees what
 * @built_in: there is one account, always, and it is Pictor's own; all below is then without meaning
 * @invite: whether the first start offers it, since one click is all it needs
 * @addresses: (nullable): the service's own addresses, the first one being meant where none is given
 * @default_address: (nullable): where there are no @addresses, what is meant where none is given, in normal form
 * @address: whether it has one: ALWAYS, or NEVER for an engine that needs none. An address may always be left out for the one meant
 * @with_path: whether an address may go on after the server's name
 * @plain: whether plain http will do for an address outside this computer, since home networks have no certificates
 * @login: whether a name goes with the secret
 * @login_label: (nullable): what it is called: "Public key"
 * @login_variable: (nullable): environment variable that gives it for one run
 * @secret: whether there is a secret
 * @secret_label: (nullable): what it is called: "Private key"
 * @secret_variable: (nullable): environment variable that gives it for one run
 * @options: (nullable): what else can be chosen, ended by one without a name
 * @create: (transfer full): a new engine
 *
 * A kind of engine that Pictor knows, as data: whoever asks for an account, lists or makes one reads it here. All text is
 * untranslated. A new kind is one entry in pictor-registry.c.
 */
typedef struct
{
  const char *kind;
  const char *title;
  const char *summary;
  const char *help;
  gboolean built_in;
  gboolean invite;
  const PictorNamedAddress *addresses;
  const char *default_address;
  PictorNeed address;
  gboolean with_path;
  gboolean plain;
  PictorNeed login;
  const char *login_label;
  const char *login_variable;
  PictorNeed secret;
  const char *secret_label;
  const char *secret_variable;
  const PictorOptionSpec *options;
  PictorEngine *(*create) (const PictorEngineSetup *setup);
} PictorEngineKind;

/* All kinds, the built-in first. NULL after the last one. */
const PictorEngineKind *pictor_registry_get     (guint        index);
/* (nullable) */
const PictorEngineKind *pictor_registry_find    (const char  *kind);
/* The address meant by what a person typed: "", a short name or an address. "" of a kind that has none.
 * (transfer full) (nullable), error PICTOR_HTTP_ERROR_ADDRESS */
char                   *pictor_registry_resolve (const PictorEngineKind  *kind,
                                                 const char              *typed,
                                                 GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
