/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-print.h"

#include <errno.h>
#include <stdio.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "studio/pictor-studio.h"

void
pictor_cli_print (const char *format,
                  ...)
{
  va_list args;

  /* Not g_print(), which would spell file names in the locale's characters. */
  va_start (args, format);
  vfprintf (stdout, format, args);
  va_end (args);
}

char *
pictor_cli_make_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *plain = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (character);

      /* Format characters might turn the line round. */
      if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
          || type == G_UNICODE_PARAGRAPH_SEPARATOR)
        g_string_append_c (plain, ' ');
      else
        g_string_append_unichar (plain, character);
    }
  return g_string_free (plain, FALSE);
}

void
pictor_cli_warn (const char *format,
                 ...)
{
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  plain = pictor_cli_make_plain (text);
  g_printerr ("%s\n", plain);
}

PictorCliStatus
pictor_cli_print_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return PICTOR_CLI_INTERRUPTED;

  pictor_cli_warn ("%s", error->message);
  /* These are about what was asked for, not about the way to the service. */
  if (g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE)
      || g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNSUPPORTED))
    return PICTOR_CLI_BAD_USAGE;
  return PICTOR_CLI_FAILED;
}

PictorCliStatus
pictor_cli_print_problems (GPtrArray  *problems,
                           const char *command)
{
  for (guint i = 0; i < problems->len; i++)
    pictor_cli_warn ("%s", (const char *) problems->pdata[i]);
  pictor_cli_warn (_("“pictor %s --help” tells more."), command);
  return PICTOR_CLI_BAD_USAGE;
}

static glong
measure (const char *text)
{
  glong width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      width += g_unichar_iszerowidth (character) ? 0 : g_unichar_iswide (character) ? 2 : 1;
    }
  return width;
}

void
pictor_cli_print_table (GPtrArray *rows)
{
  guint n_columns = rows->len > 0 ? g_strv_length (rows->pdata[0]) : 0;
  g_autofree glong *widths = g_new0 (glong, n_columns + 1);

  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = rows->pdata[i];

      for (guint column = 0; column < n_columns; column++)
        widths[column] = MAX (widths[column], measure (cells[column]));
    }
  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = rows->pdata[i];

      for (guint column = 0; column + 1 < n_columns; column++)
        pictor_cli_print ("%s%*s", cells[column], (int) (widths[column] - measure (cells[column]) + 2), "");
      pictor_cli_print ("%s\n", cells[n_columns - 1]);
    }
}

PictorCliStatus
pictor_cli_print_end (PictorCliStatus status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  /* Whoever read it has gone and knows. */
  if (errno != EPIPE)
    pictor_cli_warn (_("The output could not be written."));
  return status == PICTOR_CLI_DONE ? PICTOR_CLI_FAILED : status;
}
