/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-control.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "cli/pictor-cli-value.h"
#include "model/pictor-limits.h"

#define OPTION "--control"

static const PictorField keys[] = {
  PICTOR_FIELD_CONTROL_PRESET,
  PICTOR_FIELD_CONTROL_WEIGHT,
  PICTOR_FIELD_CONTROL_MODEL,
  PICTOR_FIELD_CONTROL_PREPROCESSOR,
  PICTOR_FIELD_CONTROL_START,
  PICTOR_FIELD_CONTROL_END,
  PICTOR_FIELD_CONTROL_MODE,
  PICTOR_FIELD_CONTROL_RESIZE,
  PICTOR_FIELD_CONTROL_RESOLUTION,
  PICTOR_FIELD_CONTROL_PARAM1,
  PICTOR_FIELD_CONTROL_PARAM2,
};

static gboolean
is_for_custom (PictorField key)
{
  return key != PICTOR_FIELD_CONTROL_PRESET && key != PICTOR_FIELD_CONTROL_WEIGHT;
}

/* How many bytes of @text are the file's name: up to the keys and values at its end. */
static gsize
measure_file (const char *text)
{
  g_autofree char *path = g_strdup (text);
  char *comma;

  while (!g_file_test (path, G_FILE_TEST_EXISTS)
         && (comma = strrchr (path, ',')) != NULL
         && strchr (comma, '=') != NULL)
    *comma = '\0';
  return strlen (path);
}

/* By its header alone; before anything is sent it is decoded as a whole. */
static void
check_file (const char         *path,
            const char         *option,
            PictorCliArguments *arguments)
{
  GStatBuf status;

  if (*path == '\0')
    pictor_cli_arguments_add_problem (arguments, option, _("It needs a picture file."));
  else if (g_stat (path, &status) != 0 || g_access (path, R_OK) != 0)
    pictor_cli_arguments_add_problem (arguments, option, _("“%s” can't be read: %s."), path, g_strerror (errno));
  else if (!S_ISREG (status.st_mode))
    pictor_cli_arguments_add_problem (arguments, option, _("“%s” is no file."), path);
  else if (gdk_pixbuf_get_file_info (path, NULL, NULL) == NULL)
    pictor_cli_arguments_add_problem (arguments, option, _("“%s” is no picture that can be read."), path);
}

static void
set_value (PictorControl      *control,
           PictorField         key,
           const char         *value,
           PictorCliArguments *arguments)
{
  const char *name = pictor_limit_get (key)->name;
  g_autofree char *option = g_strdup_printf (OPTION " %s", name);

  pictor_cli_value_set (G_OBJECT (control), name, value, option, arguments);
}

/* Whether one of keys[] is @name. */
static gboolean
find_key (const char  *name,
          PictorField *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (g_str_equal (pictor_limit_get (keys[i])->name, name))
        {
          *key = keys[i];
          return TRUE;
        }
    }
  return FALSE;
}

static void
add_unknown_key (PictorCliArguments *arguments,
                 const char         *name)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", pictor_limit_get (keys[i])->name);
  pictor_cli_arguments_add_problem (arguments, OPTION, _("There is no “%s” among its keys: %s."),
                                    name, names->str);
}

PictorControl *
pictor_cli_control_new (const char         *text,
                        PictorCliArguments *arguments)
{
  PictorControl *control = pictor_control_new ();
  gsize length = measure_file (text);
  g_autofree char *path = g_strndup (text, length);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GStrv) pairs = g_strsplit (text[length] == ',' ? text + length + 1 : "", ",", -1);
  const char *custom_key = NULL;
  gboolean has_preset = FALSE;

  pictor_control_set_image (control, file);
  check_file (path, OPTION, arguments);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *value = strchr (pairs[i], '=');
      PictorField key;

      *value++ = '\0';
      if (!find_key (pairs[i], &key))
        {
          add_unknown_key (arguments, pairs[i]);
          continue;
        }
      set_value (control, key, value, arguments);
      has_preset |= key == PICTOR_FIELD_CONTROL_PRESET;
      if (is_for_custom (key))
        custom_key = pictor_limit_get (key)->name;
    }

  /* A preset decides all else by itself. */
  if (custom_key != NULL && !has_preset)
    g_object_set (control, "preset", PICTOR_PRESET_CUSTOM, NULL);
  else if (custom_key != NULL && pictor_control_get_preset (control) != PICTOR_PRESET_CUSTOM)
    pictor_cli_arguments_add_problem (arguments, OPTION, _("“%s” can only be used with preset=custom."), custom_key);
  return control;
}

void
pictor_cli_control_check_all (GListStore         *controls,
                              PictorCliArguments *arguments)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (controls)); i++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (G_LIST_MODEL (controls), i);
      GFile *image = pictor_control_get_image (control);

      if (image != NULL && g_file_peek_path (image) != NULL)
        check_file (g_file_peek_path (image), "--recipe", arguments);
    }
}
