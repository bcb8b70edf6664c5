/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-commands.h"

#include <stdio.h>

#include <glib/gi18n.h>

#include "cli/pictor-cli-arguments.h"
#include "cli/pictor-cli-wait.h"
#include "studio/pictor-studio.h"

static const PictorCliOption options[] = {
  { "port", 0, N_("N"), N_("The port; 0, the default, lets the system choose one") },
  { NULL }
};

static const PictorCliCommand command = {
  .name = "practice",
  .words = "",
  .summary = N_("Runs the practice service on this computer until it is stopped. It speaks PICPIK's API and makes "
                "collages, no AI."),
  .notes = N_("Prints its address and its keys, which are new at each start: a line each, a word, a space, the value. "
              "Stop it with Ctrl+C.\n"),
  .options = options,
};

static guint16
read_port (PictorCliArguments *arguments)
{
  const char *text = pictor_cli_arguments_get (arguments, "port");
  guint64 port = 0;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT16, &port, NULL))
    pictor_cli_arguments_add_problem (arguments, "--port", _("“%s” is no port from 0 to 65535."), text);
  return port;
}

PictorCliStatus
pictor_cli_practice (const char * const *words,
                     GCancellable       *cancellable)
{
  g_autoptr (PictorCliArguments) arguments = pictor_cli_arguments_new (&command, words);
  g_autoptr (PictorPracticeService) service = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port;

  if (arguments == NULL)
    return PICTOR_CLI_DONE;

  port = read_port (arguments);
  if (arguments->words->len > 0)
    pictor_cli_arguments_add_problem (arguments, command.name, _("There are too many words."));
  if (arguments->problems->len > 0)
    return pictor_cli_print_problems (arguments->problems, command.name);

  service = pictor_practice_service_new ();
  pictor_practice_service_start_async (service, port, cancellable, pictor_cli_ready_cb, &result);
  pictor_cli_wait (&result);
  if (!pictor_practice_service_start_finish (service, result, &error))
    return pictor_cli_print_error (error);

  pictor_cli_print ("address %s\npublic-key %s\nprivate-key %s\n",
                    pictor_practice_service_get_address (service),
                    pictor_practice_service_get_public_key (service),
                    pictor_practice_service_get_private_key (service));
  /* Whoever started it waits for these lines; without a reader nobody could use it. */
  if (fflush (stdout) != 0)
    return PICTOR_CLI_FAILED;

  while (!g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (NULL, TRUE);
  pictor_practice_service_stop (service);
  /* Being stopped is how it ends, and no failure. */
  return PICTOR_CLI_DONE;
}
