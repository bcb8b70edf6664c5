/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-paths.h"

#define SCHEMA_FOLDER "glib-2.0/schemas"
#define SCHEMA_FILE SCHEMA_FOLDER "/" PICTOR_APP_ID ".gschema.xml"

/* PREFIX/share next to the PREFIX/bin that the running program lies in, when our schema is there. */
static char *
find_datadir_beside_program (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *bin = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *schema = NULL;

  if (program == NULL)
    return NULL;
  bin = g_path_get_dirname (program);
  prefix = g_path_get_dirname (bin);
  schema = g_build_filename (prefix, "share", SCHEMA_FILE, NULL);
  if (!g_file_test (schema, G_FILE_TEST_IS_REGULAR))
    return NULL;
  return g_build_filename (prefix, "share", NULL);
}

/* NULL when the configured folders hold. */
static const char *
get_moved_datadir (void)
{
  static gsize once = 0;
  static char *datadir;

  if (g_once_init_enter (&once))
    {
      datadir = find_datadir_beside_program ();
      g_once_init_leave (&once, 1);
    }
  return datadir;
}

const char *
pictor_paths_get_datadir (void)
{
  const char *moved = get_moved_datadir ();

  return moved != NULL ? moved : PICTOR_DATADIR;
}

const char *
pictor_paths_get_localedir (void)
{
  static gsize once = 0;
  static char *localedir;

  if (get_moved_datadir () == NULL)
    return PICTOR_LOCALEDIR;
  if (g_once_init_enter (&once))
    {
      localedir = g_build_filename (get_moved_datadir (), "locale", NULL);
      g_once_init_leave (&once, 1);
    }
  return localedir;
}

GFile *
pictor_paths_get_data (void)
{
  return g_file_new_build_filename (g_get_user_data_dir (), "pictor", NULL);
}

GFile *
pictor_paths_get_inputs (void)
{
  return g_file_new_build_filename (g_get_user_data_dir (), "pictor", "inputs", NULL);
}

GFile *
pictor_paths_get_incoming (void)
{
  return g_file_new_build_filename (g_get_user_data_dir (), "pictor", "incoming", NULL);
}

GFile *
pictor_paths_get_draft (void)
{
  return g_file_new_build_filename (g_get_user_data_dir (), "pictor", "draft.json", NULL);
}

GFile *
pictor_paths_get_accounts (void)
{
  return g_file_new_build_filename (g_get_user_data_dir (), "pictor", "accounts.json", NULL);
}

GFile *
pictor_paths_get_pictures (void)
{
  GSettings *settings = pictor_paths_get_settings ();
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);

  if (settings != NULL)
    {
      g_autofree char *folder = g_settings_get_string (settings, "pictures-folder");

      if (folder[0] != '\0')
        return g_file_parse_name (folder);
    }
  /* Without xdg-user-dirs nobody has named that folder: this is what it is called by default. */
  if (pictures == NULL)
    return g_file_new_build_filename (g_get_home_dir (), "Pictures", "Pictor", NULL);
  return g_file_new_build_filename (pictures, "Pictor", NULL);
}

/* (transfer full) (nullable) */
static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *system = g_settings_schema_source_get_default ();
  g_autofree char *folder = g_build_filename (pictor_paths_get_datadir (), SCHEMA_FOLDER, NULL);
  g_autoptr (GSettingsSchemaSource) own = NULL;

  /* Our own prefix wins over an older Pictor of the system, but not over a run from the build folder. */
  if (g_getenv ("GSETTINGS_SCHEMA_DIR") == NULL)
    own = g_settings_schema_source_new_from_directory (folder, system, FALSE, NULL);
  if (own == NULL && system == NULL)
    return NULL;
  return g_settings_schema_source_lookup (own != NULL ? own : system, PICTOR_APP_ID, TRUE);
}

GSettings *
pictor_paths_get_settings (void)
{
  static gsize once = 0;
  static GSettings *settings;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GSettingsSchema) schema = find_schema ();

      /* g_settings_new() would end the program when there is no schema. */
      if (schema != NULL)
        settings = g_settings_new_full (schema, NULL, NULL);
      g_once_init_leave (&once, 1);
    }
  return settings;
}

gboolean
pictor_paths_get_shrink (void)
{
  GSettings *settings = pictor_paths_get_settings ();

  return settings == NULL || g_settings_get_boolean (settings, "shrink-controls");
}
