/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-value.h"

#include <glib/gi18n.h>

#include "model/pictor-number.h"

/* A number too large for its type becomes the largest, which is outside the limits all the same. */
static gboolean
read_whole_number (const char *text,
                   gint64      minimum,
                   gint64      maximum,
                   gint64     *number)
{
  g_autoptr (GError) error = NULL;

  if (g_ascii_string_to_signed (text, 10, minimum, maximum, number, &error))
    return TRUE;
  if (!g_error_matches (error, G_NUMBER_PARSER_ERROR, G_NUMBER_PARSER_ERROR_OUT_OF_BOUNDS))
    return FALSE;
  *number = *text == '-' ? minimum : maximum;
  return TRUE;
}

static gboolean
set_whole_number (GObject    *object,
                  GParamSpec *pspec,
                  const char *text)
{
  gint64 number;

  if (G_IS_PARAM_SPEC_INT (pspec))
    {
      if (!read_whole_number (text, G_PARAM_SPEC_INT (pspec)->minimum, G_PARAM_SPEC_INT (pspec)->maximum, &number))
        return FALSE;
      g_object_set (object, pspec->name, (int) number, NULL);
      return TRUE;
    }
  if (!read_whole_number (text, G_PARAM_SPEC_INT64 (pspec)->minimum, G_PARAM_SPEC_INT64 (pspec)->maximum, &number))
    return FALSE;
  g_object_set (object, pspec->name, number, NULL);
  return TRUE;
}

static gboolean
set_choice (GObject    *object,
            GParamSpec *pspec,
            const char *text)
{
  GEnumClass *choices = G_PARAM_SPEC_ENUM (pspec)->enum_class;
  g_autofree char *nick = g_ascii_strdown (text, -1);
  GEnumValue *choice = g_enum_get_value_by_nick (choices, nick);
  gint64 number;

  if (choice == NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT, &number, NULL))
    choice = g_enum_get_value (choices, number);
  if (choice == NULL)
    return FALSE;
  g_object_set (object, pspec->name, choice->value, NULL);
  return TRUE;
}

static void
add_choice_problem (PictorCliArguments *arguments,
                    const char         *option,
                    GParamSpec         *pspec,
                    const char         *text)
{
  GEnumClass *choices = G_PARAM_SPEC_ENUM (pspec)->enum_class;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < choices->n_values; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", choices->values[i].value_nick);
  pictor_cli_arguments_add_problem (arguments, option, _("“%s” is none of %s."), text, names->str);
}

void
pictor_cli_value_set (GObject            *object,
                      const char         *property,
                      const char         *text,
                      const char         *option,
                      PictorCliArguments *arguments)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);

  g_return_if_fail (pspec != NULL);

  if (G_IS_PARAM_SPEC_INT (pspec) || G_IS_PARAM_SPEC_INT64 (pspec))
    {
      if (!set_whole_number (object, pspec, text))
        pictor_cli_arguments_add_problem (arguments, option, _("“%s” is no whole number."), text);
    }
  else if (G_IS_PARAM_SPEC_DOUBLE (pspec))
    {
      double number;

      if (pictor_number_parse (text, &number))
        g_object_set (object, property, number, NULL);
      else
        pictor_cli_arguments_add_problem (arguments, option, _("“%s” is no number."), text);
    }
  else if (G_IS_PARAM_SPEC_ENUM (pspec))
    {
      if (!set_choice (object, pspec, text))
        add_choice_problem (arguments, option, pspec, text);
    }
  else
    {
      g_autofree char *value = pictor_cli_read_text (text);

      g_object_set (object, property, value, NULL);
    }
}
