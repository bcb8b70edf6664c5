/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PictorCliOption:
 * @name: long name, without dashes
 * @letter: short name, or 0
 * @value: (nullable): what the help calls its value; NULL for an option without one
 * @description: for the help, untranslated
 *
 * One option of a command. A list of them ends with an empty one.
 */
typedef struct
{
  const char *name;
  char letter;
  const char *value;
  const char *description;
} PictorCliOption;

/**
 * PictorCliCommand:
 * @name: what comes after "pictor"
 * @words: untranslated: what the help calls the other arguments
 * @summary: untranslated
 * @notes: (nullable): untranslated: what the help ends with
 * @options: "--help" aside
 */
typedef struct
{
  const char *name;
  const char *words;
  const char *summary;
  const char *notes;
  const PictorCliOption *options;
} PictorCliCommand;

/**
 * PictorCliArguments:
 * @words: arguments that belong to no option, in the bytes they were given in
 * @problems: (element-type utf8): all that is wrong so far, each a line for a person
 *
 * A command's arguments, read to the end whatever is wrong with them.
 */
typedef struct
{
  GPtrArray *words;
  GPtrArray *problems;
  GPtrArray *given;
} PictorCliArguments;

/* @arguments: those after the command's name. NULL when help was asked for, and then has been printed. */
PictorCliArguments *pictor_cli_arguments_new         (const PictorCliCommand *command,
                                                      const char * const     *arguments) G_GNUC_WARN_UNUSED_RESULT;
void                pictor_cli_arguments_free        (PictorCliArguments     *self);
/* The value given last for an option ("" for one without a value), in the bytes it was given in; NULL when it
 * was not given. */
const char         *pictor_cli_arguments_get         (PictorCliArguments     *self,
                                                      const char             *name);
/* The @index-th value of an option that may be given more than once, or NULL. */
const char         *pictor_cli_arguments_get_nth     (PictorCliArguments     *self,
                                                      const char             *name,
                                                      guint                   index);
/* Whether of two opposite options @name was given last; FALSE in *given where neither was. */
gboolean            pictor_cli_arguments_get_switch  (PictorCliArguments     *self,
                                                      const char             *name,
                                                      const char             *opposite,
                                                      gboolean               *given);
/* "option: sentence". */
void                pictor_cli_arguments_add_problem (PictorCliArguments     *self,
                                                      const char             *option,
                                                      const char             *format,
                                                      ...) G_GNUC_PRINTF (3, 4);
/* An argument as text: UTF-8, where the locale allows. (transfer full) */
char               *pictor_cli_read_text             (const char             *argument) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorCliArguments, pictor_cli_arguments_free)

G_END_DECLS
