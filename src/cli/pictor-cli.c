/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "cli/pictor-cli-commands.h"
#include "cli/pictor-cli-wait.h"

static const struct
{
  const char *name;
  PictorCliStatus (*run) (const char * const *arguments,
                          GCancellable       *cancellable);
  const char *description;
} commands[] = {
  { "generate", pictor_cli_generate, N_("make pictures from a prompt") },
  { "account", pictor_cli_account, N_("add, list and remove accounts") },
  { "engine", pictor_cli_engines, N_("list, add, try and remove engines") },
  { "list", pictor_cli_list, N_("list models, samplers and ControlNet models") },
  { "practice", pictor_cli_practice, N_("run the practice service by itself") },
};

static void
print_help (void)
{
  pictor_cli_print (_("Usage:\n  pictor [FILE…]           Open the window, with the pictures and their recipes\n"
                      "  pictor COMMAND [OPTION…]\n\n"
                      "Pictor makes pictures from words.\n\nCommands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    pictor_cli_print ("  %-10s %s\n", commands[i].name, _(commands[i].description));
  pictor_cli_print (_("\n“pictor COMMAND --help” tells more. “pictor --version” tells the version.\n"));
}

/* A picture to be opened in the window; a command's name is never one. */
static gboolean
is_file (const char *argument)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, argument))
      return FALSE;
  return g_str_has_prefix (argument, "file:") || g_file_test (argument, G_FILE_TEST_IS_REGULAR);
}

gboolean
pictor_cli_wants (int    argc,
                  char **argv)
{
  /* D-Bus starts the window with --gapplication-service. */
  return argc > 1 && !g_str_has_prefix (argv[1], "--gapplication-") && !is_file (argv[1]);
}

static PictorCliStatus
dispatch (const char         *name,
          const char * const *arguments)
{
  g_autoptr (GCancellable) cancellable = NULL;

  if (g_str_equal (name, "--help") || g_str_equal (name, "-h") || g_str_equal (name, "help"))
    {
      print_help ();
      return PICTOR_CLI_DONE;
    }
  if (g_str_equal (name, "--version"))
    {
      pictor_cli_print ("Pictor %s\n", PICTOR_VERSION);
      return PICTOR_CLI_DONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (name, commands[i].name))
        {
          cancellable = pictor_cli_watch_signals ();
          return commands[i].run (arguments, cancellable);
        }
    }
  pictor_cli_warn (_("There is no command “%s”. “pictor --help” lists those there are."), name);
  return PICTOR_CLI_BAD_USAGE;
}

int
pictor_cli_run (int    argc,
                char **argv)
{
  g_return_val_if_fail (argc > 1, PICTOR_CLI_BAD_USAGE);

  /* A reader that goes away must not end a task that is paid for. */
  signal (SIGPIPE, SIG_IGN);
  /* What was closed must not become a connection's or a file's number, which text would then go into. */
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    {
      if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", O_RDWR) < 0)
        return PICTOR_CLI_FAILED;
    }
  return pictor_cli_print_end (dispatch (argv[1], (const char * const *) argv + 2));
}
