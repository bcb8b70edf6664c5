/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-arguments.h"

#include <string.h>

#include <glib/gi18n.h>

#include "cli/pictor-cli-print.h"

typedef struct
{
  const char *name;
  char *value;
} Given;

/* GOption's own way of reporting ends at the first mistake, so it only tells options, values and words apart here. */
typedef struct
{
  const PictorCliCommand *command;
  PictorCliArguments *arguments;
  gboolean help;
} Parse;

static void
given_free (Given *given)
{
  g_free (given->value);
  g_free (given);
}

void
pictor_cli_arguments_free (PictorCliArguments *self)
{
  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->given);
  g_free (self);
}

static const PictorCliOption *
find_option (const PictorCliCommand *command,
             const char             *argument)
{
  for (const PictorCliOption *option = command->options; option->name != NULL; option++)
    {
      if (g_str_has_prefix (argument, "--")
            ? g_str_equal (argument + 2, option->name)
            : argument[1] == option->letter)
        return option;
    }
  return NULL;
}

static gboolean
option_cb (const char  *name,
           const char  *value,
           gpointer     user_data,
           GError     **error)
{
  Parse *parse = user_data;
  const PictorCliOption *option = find_option (parse->command, name);
  Given *given;

  if (option == NULL)
    {
      parse->help = TRUE;
      return TRUE;
    }
  given = g_new0 (Given, 1);
  given->name = option->name;
  given->value = g_strdup (value != NULL ? value : "");
  g_ptr_array_add (parse->arguments->given, given);
  return TRUE;
}

static void
add_entry (GArray     *entries,
           const char *name,
           char        letter,
           const char *value,
           const char *description)
{
  GOptionEntry entry = {
    .long_name = name,
    .short_name = letter,
    /* Bytes, since a file's name need not be text. */
    .flags = value != NULL ? G_OPTION_FLAG_FILENAME : G_OPTION_FLAG_NO_ARG,
    .arg = G_OPTION_ARG_CALLBACK,
    .arg_data = option_cb,
    .description = description,
    .arg_description = value,
  };

  g_array_append_val (entries, entry);
}

static GOptionContext *
make_context (Parse   *parse,
              char  ***words)
{
  const PictorCliCommand *command = parse->command;
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_autofree char *usage = g_strconcat (_(command->words), "\n\n", _(command->summary), NULL);
  GOptionContext *context = g_option_context_new (usage);
  GOptionGroup *group = g_option_group_new (command->name, "", "", parse, NULL);
  GOptionEntry rest = {
    .long_name = G_OPTION_REMAINING,
    .arg = G_OPTION_ARG_FILENAME_ARRAY,
    .arg_data = words,
  };

  for (const PictorCliOption *option = command->options; option->name != NULL; option++)
    add_entry (entries, option->name, option->letter, option->value, option->description);
  add_entry (entries, "help", 'h', NULL, N_("Show this help"));
  g_array_append_val (entries, rest);

  g_option_group_add_entries (group, (const GOptionEntry *) entries->data);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_context_set_main_group (context, group);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (command->notes != NULL)
    g_option_context_set_description (context, _(command->notes));
  return context;
}

/* A value may be a secret that was put in the wrong place: it is not repeated. */
static void
report_unknown (PictorCliArguments *self,
                char              **rest)
{
  for (guint i = 1; rest[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (rest[i], strcspn (rest[i], "="));

      if (!g_str_equal (name, "--"))
        pictor_cli_arguments_add_problem (self, name, _("There is no such option."));
    }
}

static gboolean
parse_once (Parse               *parse,
            const char * const  *arguments,
            guint                n_arguments,
            GError             **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GOptionContext) context = make_context (parse, &words);
  g_auto (GStrv) rest = g_new0 (char *, n_arguments + 2);

  rest[0] = g_strdup ("pictor");
  for (guint i = 0; i < n_arguments; i++)
    rest[i + 1] = g_strdup (arguments[i]);

  g_ptr_array_set_size (parse->arguments->given, 0);
  if (!g_option_context_parse_strv (context, &rest, error))
    return FALSE;
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    g_ptr_array_add (parse->arguments->words, g_strdup (words[i]));
  report_unknown (parse->arguments, rest);
  return TRUE;
}

static void
print_help (Parse *parse)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GOptionContext) context = make_context (parse, &words);
  g_autofree char *program = g_strconcat ("pictor ", parse->command->name, NULL);
  g_autofree char *help = NULL;

  g_set_prgname (program);
  help = g_option_context_get_help (context, TRUE, NULL);
  pictor_cli_print ("%s", help);
}

PictorCliArguments *
pictor_cli_arguments_new (const PictorCliCommand *command,
                          const char * const     *arguments)
{
  g_autoptr (PictorCliArguments) self = g_new0 (PictorCliArguments, 1);
  g_autoptr (GError) error = NULL;
  guint n_arguments = g_strv_length ((char **) arguments);
  Parse parse = { .command = command, .arguments = self };

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->given = g_ptr_array_new_with_free_func ((GDestroyNotify) given_free);

  /* The only mistake that ends it is a last option that lacks its value: go without it. */
  if (!parse_once (&parse, arguments, n_arguments, &error))
    {
      pictor_cli_arguments_add_problem (self, arguments[n_arguments - 1], _("It needs a value."));
      parse_once (&parse, arguments, n_arguments - 1, NULL);
    }
  if (parse.help)
    {
      print_help (&parse);
      return NULL;
    }
  return g_steal_pointer (&self);
}

const char *
pictor_cli_arguments_get (PictorCliArguments *self,
                          const char         *name)
{
  const char *value = NULL;

  for (guint i = 0; i < self->given->len; i++)
    {
      const Given *given = self->given->pdata[i];

      if (g_str_equal (given->name, name))
        value = given->value;
    }
  return value;
}

const char *
pictor_cli_arguments_get_nth (PictorCliArguments *self,
                              const char         *name,
                              guint               index)
{
  for (guint i = 0; i < self->given->len; i++)
    {
      const Given *given = self->given->pdata[i];

      if (g_str_equal (given->name, name) && index-- == 0)
        return given->value;
    }
  return NULL;
}

gboolean
pictor_cli_arguments_get_switch (PictorCliArguments *self,
                                 const char         *name,
                                 const char         *opposite,
                                 gboolean           *given)
{
  for (guint i = self->given->len; i-- > 0;)
    {
      const Given *last = self->given->pdata[i];

      if (g_str_equal (last->name, name) || g_str_equal (last->name, opposite))
        {
          *given = TRUE;
          return g_str_equal (last->name, name);
        }
    }
  *given = FALSE;
  return FALSE;
}

void
pictor_cli_arguments_add_problem (PictorCliArguments *self,
                                  const char         *option,
                                  const char         *format,
                                  ...)
{
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->problems, g_strdup_printf ("%s: %s", option, sentence));
}

char *
pictor_cli_read_text (const char *argument)
{
  char *text;

  /* Most often UTF-8, also where the locale was never set. */
  if (g_utf8_validate (argument, -1, NULL))
    return g_strdup (argument);
  text = g_locale_to_utf8 (argument, -1, NULL, NULL, NULL);
  return text != NULL ? text : g_strdup (argument);
}
