/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-paths.h"

#include "pictor-test-studio.h"

static char *home;

static void
assert_path (GFile      *file,
             const char *relative)
{
  g_autoptr (GFile) owned = file;
  g_autofree char *expected = g_build_filename (home, relative, NULL);

  g_assert_cmpstr (g_file_peek_path (owned), ==, expected);
}

static void
test_folders (void)
{
  assert_path (pictor_paths_get_data (), "data/pictor");
  assert_path (pictor_paths_get_inputs (), "data/pictor/inputs");
  assert_path (pictor_paths_get_incoming (), "data/pictor/incoming");
  assert_path (pictor_paths_get_draft (), "data/pictor/draft.json");
  assert_path (pictor_paths_get_pictures (), "Pictures/Pictor");
}

static void
test_settings (void)
{
  GSettings *settings = pictor_paths_get_settings ();
  g_autoptr (GFile) from_uri = NULL;

  g_assert_nonnull (settings);
  g_assert_true (settings == pictor_paths_get_settings ());
  g_assert_true (pictor_paths_get_shrink ());
  g_settings_set_boolean (settings, "shrink-controls", FALSE);
  g_assert_false (pictor_paths_get_shrink ());

  g_settings_set_string (settings, "pictures-folder", "/somewhere/else");
  from_uri = pictor_paths_get_pictures ();
  g_assert_cmpstr (g_file_peek_path (from_uri), ==, "/somewhere/else");
  g_settings_reset (settings, "pictures-folder");
  assert_path (pictor_paths_get_pictures (), "Pictures/Pictor");
  g_settings_reset (settings, "shrink-controls");
}

/* Runs @program, a copy of this one, without help from the environment: it prints what it finds, one a line. */
static char **
print_elsewhere (const char *program)
{
  g_auto (GStrv) environment = g_get_environ ();
  const char *argv[] = { program, "--print", NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  environment = g_environ_unsetenv (environment, "GSETTINGS_SCHEMA_DIR");
  environment = g_environ_setenv (environment, "XDG_DATA_DIRS", "/nonexistent", TRUE);
  g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return g_strsplit (output, "\n", -1);
}

static int
print (void)
{
  g_autoptr (GFile) pictures = pictor_paths_get_pictures ();

  g_print ("%s\n%s\n%s\n%s\n%s\n", pictor_paths_get_datadir (), pictor_paths_get_localedir (),
           pictor_paths_get_settings () != NULL ? "settings" : "none",
           pictor_paths_get_shrink () ? "shrink" : "keep", g_file_peek_path (pictures));
  return 0;
}

static void
test_no_schema (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *pictures = g_build_filename (home, "Pictures", "Pictor", NULL);
  g_auto (GStrv) lines = print_elsewhere (program);

  /* Whether the configured prefix has it depends on the computer. */
  if (!g_file_test (PICTOR_DATADIR "/glib-2.0/schemas/" PICTOR_APP_ID ".gschema.xml", G_FILE_TEST_EXISTS))
    g_assert_cmpstr (lines[2], ==, "none");
  g_assert_cmpstr (lines[0], ==, PICTOR_DATADIR);
  g_assert_cmpstr (lines[1], ==, PICTOR_LOCALEDIR);
  g_assert_cmpstr (lines[3], ==, "shrink");
  g_assert_cmpstr (lines[4], ==, pictures);
}

static void
copy (const char *from,
      const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) destination = g_file_new_for_path (to);
  g_autoptr (GFile) parent = g_file_get_parent (destination);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_file_peek_path (parent), 0755);
  g_file_copy (source, destination, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The whole prefix was moved, or staged: what lies beside the program counts. */
static void
test_moved (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *moved = g_build_filename (home, "moved", "bin", "pictor", NULL);
  g_autofree char *share = g_build_filename (home, "moved", "share", NULL);
  g_autofree char *locale = g_build_filename (share, "locale", NULL);
  g_autofree char *xml = g_build_filename (share, "glib-2.0", "schemas", PICTOR_APP_ID ".gschema.xml", NULL);
  g_autofree char *compiled = g_build_filename (share, "glib-2.0", "schemas", "gschemas.compiled", NULL);
  g_autofree char *built = g_build_filename (g_getenv ("GSETTINGS_SCHEMA_DIR"), "gschemas.compiled", NULL);
  g_auto (GStrv) lines = NULL;

  copy (program, moved);
  copy (built, compiled);
  copy (built, xml);
  lines = print_elsewhere (moved);
  g_assert_cmpstr (lines[0], ==, share);
  g_assert_cmpstr (lines[1], ==, locale);
  g_assert_cmpstr (lines[2], ==, "settings");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  if (argc == 2 && g_str_equal (argv[1], "--print"))
    return print ();
  home = pictor_test_home_new ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/paths/folders", test_folders);
  g_test_add_func ("/studio/paths/settings", test_settings);
  g_test_add_func ("/studio/paths/no-schema", test_no_schema);
  g_test_add_func ("/studio/paths/moved", test_moved);
  status = g_test_run ();
  pictor_test_folder_remove (home);
  g_free (home);
  return status;
}
