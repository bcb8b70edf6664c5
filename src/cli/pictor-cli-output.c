/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-output.h"

#include <math.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "cli/pictor-cli-print.h"

#define OPTION "-o"

static void
check_writable (const char         *folder,
                PictorCliArguments *arguments)
{
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    pictor_cli_arguments_add_problem (arguments, OPTION, _("“%s” is no folder."), folder);
  else if (g_access (folder, W_OK | X_OK) != 0)
    pictor_cli_arguments_add_problem (arguments, OPTION, _("Nothing can be written to “%s”."), folder);
}

/* A folder that is not there yet is made in the end; what it will be made in has to be there. */
static void
check_folder (const char         *folder,
              PictorCliArguments *arguments)
{
  g_autofree char *existing = g_canonicalize_filename (folder, NULL);

  while (!g_file_test (existing, G_FILE_TEST_EXISTS))
    {
      char *parent = g_path_get_dirname (existing);

      g_free (existing);
      existing = parent;
    }
  check_writable (existing, arguments);
}

void
pictor_cli_output_read (PictorCliArguments *arguments,
                        PictorJobOptions   *options)
{
  const char *path = pictor_cli_arguments_get (arguments, "output");
  g_autofree char *parent = NULL;

  if (path == NULL)
    return;
  if (*path == '\0')
    {
      pictor_cli_arguments_add_problem (arguments, OPTION, _("It needs a file or a folder."));
      return;
    }
  if (g_str_has_suffix (path, G_DIR_SEPARATOR_S) || g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      options->folder = g_file_new_for_path (path);
      check_folder (path, arguments);
      return;
    }

  options->file = g_file_new_for_path (path);
  parent = g_path_get_dirname (path);
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    pictor_cli_arguments_add_problem (arguments, OPTION, _("“%s” is neither a file nor a folder."), path);
  else
    check_writable (parent, arguments);
}

static void
add_points (JsonBuilder *builder,
            double       points)
{
  json_builder_set_member_name (builder, "points");
  if (points < 0)
    json_builder_add_null_value (builder);
  else if (points == floor (points) && points < G_MAXINT)
    json_builder_add_int_value (builder, points);
  else
    json_builder_add_double_value (builder, points);
}

static char *
describe (PictorPicture *picture,
          const char    *path)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  /* JSON is UTF-8, which a file's name need not be. */
  g_autofree char *text = g_utf8_make_valid (path, -1);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "path");
  json_builder_add_string_value (builder, text);
  json_builder_set_member_name (builder, "seed");
  json_builder_add_int_value (builder, pictor_picture_get_seed (picture));
  json_builder_set_member_name (builder, "width");
  json_builder_add_int_value (builder, pictor_picture_get_width (picture));
  json_builder_set_member_name (builder, "height");
  json_builder_add_int_value (builder, pictor_picture_get_height (picture));
  json_builder_set_member_name (builder, "task");
  json_builder_add_string_value (builder, pictor_picture_get_task (picture));
  add_points (builder, pictor_picture_get_points (picture));
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

void
pictor_cli_output_print (PictorPicture *picture,
                         gboolean       json)
{
  const char *path = g_file_peek_path (pictor_picture_get_file (picture));
  g_autofree char *line = json ? describe (picture, path) : g_strdup (path);

  pictor_cli_print ("%s\n", line);
}
