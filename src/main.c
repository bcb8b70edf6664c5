/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "cli/pictor-cli.h"
#include "pictor-application.h"
#include "studio/pictor-paths.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (PictorApplication) app = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, pictor_paths_get_localedir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (pictor_cli_wants (argc, argv))
    return pictor_cli_run (argc, argv);

  if (pictor_paths_get_settings () == NULL)
    {
      g_printerr ("%s\n", _("Pictor's settings were not found. Install it, or run it with build-aux/run."));
      return 1;
    }
  app = pictor_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
