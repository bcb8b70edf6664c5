/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  PICTOR_OPTION_SWITCH, /* "yes" or "no" */
  PICTOR_OPTION_TEXT,
  PICTOR_OPTION_CHOICE, /* the value of one of its choices */
  PICTOR_OPTION_FILE,   /* a path */
  PICTOR_OPTION_FOLDER  /* a path */
} PictorOptionType;

/* One of a few values. Both NULL ends a list; @label is untranslated. */
typedef struct
{
  const char *value;
  const char *label;
} PictorOptionChoice;

/**
 * PictorOptionSpec:
 * @name: in files and on the command line, such as "slow-workers"
 * @type: what it holds
 * @label: untranslated, such as "Slow workers too"
 * @help: (nullable): one untranslated sentence about what it does
 * @initial: its value in a new account; "" for none
 * @required: whether an account needs it
 * @choices: (nullable): of a choice
 *
 * One thing that a person can choose for an account beside its address, login and secret. No secret may be one.
 * @name NULL ends a list.
 */
typedef struct
{
  const char *name;
  PictorOptionType type;
  const char *label;
  const char *help;
  const char *initial;
  gboolean required;
  const PictorOptionChoice *choices;
} PictorOptionSpec;

/**
 * PictorOptions:
 *
 * The options of one account. Signal "changed": one has another value. An engine reads them at each call.
 */
#define PICTOR_TYPE_OPTIONS (pictor_options_get_type ())
G_DECLARE_FINAL_TYPE (PictorOptions, pictor_options, PICTOR, OPTIONS, GObject)

/* @specs: (nullable): static */
PictorOptions          *pictor_options_new        (const PictorOptionSpec  *specs);
/* Never NULL: its initial value where none was set. @name: one of the specs' */
const char             *pictor_options_get        (PictorOptions           *self,
                                                   const char              *name);
/* Whether the switch @name is on. */
gboolean                pictor_options_get_switch (PictorOptions           *self,
                                                   const char              *name);
/* Sets @name as a person typed it: a switch takes yes, no, true, false, on, off. FALSE with G_OPTION_ERROR_BAD_VALUE when there is
 * no such option or it can't have that value. */
gboolean                pictor_options_set        (PictorOptions           *self,
                                                   const char              *name,
                                                   const char              *value,
                                                   GError                 **error);
/* Takes over all values of @other, of the same specs; one "changed" at most. */
void                    pictor_options_assign     (PictorOptions           *self,
                                                   PictorOptions           *other);

G_END_DECLS
