/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-test-program.h"

/* The program where its settings schema is nowhere to be found: one clear line for the window, no hindrance for
 * the command line. */
static void
test_no_schema (PictorTestPerson *person,
                gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) window = NULL;
  g_autoptr (PictorTestOutcome) list = NULL;
  g_autofree char *empty = pictor_test_person_path (person, ".config");

  if (g_file_test (PICTOR_DATADIR "/glib-2.0/schemas/" PICTOR_APP_ID ".gschema.xml", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("Pictor is installed on this computer");
      return;
    }
  g_subprocess_launcher_setenv (person->launcher, "GSETTINGS_SCHEMA_DIR", empty, TRUE);
  g_subprocess_launcher_setenv (person->launcher, "XDG_DATA_DIRS", empty, TRUE);
  window = pictor_test_person_run_with (person, NULL, (const char * const[]) { NULL });
  pictor_test_assert_status (window, 1);
  pictor_test_assert_says (window->err, "settings were not found");
  g_assert_cmpstr (strchr (window->err, '\n'), ==, "\n");

  list = pictor_test_person_run (person, "list", "models");
  pictor_test_assert_status (list, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/start/no-schema", PictorTestPerson, NULL, pictor_test_person_set_up, test_no_schema,
              pictor_test_person_tear_down);
  return g_test_run ();
}
