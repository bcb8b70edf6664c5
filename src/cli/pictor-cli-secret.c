/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-secret.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <glib/gi18n.h>

#define MAX_LINE 4096

static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

static volatile sig_atomic_t interrupted;

static void
signal_cb (int number)
{
  interrupted = TRUE;
}

/* Without restarting, so that a signal ends read(). */
static void
catch_signals (struct sigaction *old)
{
  struct sigaction action = { .sa_handler = signal_cb };

  interrupted = FALSE;
  sigemptyset (&action.sa_mask);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &action, &old[i]);
}

static void
release_signals (const struct sigaction *old)
{
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &old[i], NULL);
}

/* Byte by byte: what follows the line is not ours. FALSE when nothing came. */
static gboolean
read_line (char *line)
{
  gsize length = 0;
  ssize_t n_read;
  char byte = '\0';

  while ((n_read = read (STDIN_FILENO, &byte, 1)) == 1 && byte != '\n')
    {
      /* Too long for any key: cut, and refused by whoever takes it. */
      if (length < MAX_LINE - 1)
        line[length++] = byte;
    }
  line[length] = '\0';
  if (length > 0 && line[length - 1] == '\r')
    line[length - 1] = '\0';
  return !interrupted && (n_read == 1 || length > 0);
}

char *
pictor_cli_secret_read (const char  *prompt,
                        gboolean     visible,
                        GError     **error)
{
  gboolean terminal = isatty (STDIN_FILENO);
  struct sigaction old_actions[G_N_ELEMENTS (signals)];
  struct termios old_settings, settings;
  char *line = g_malloc0 (MAX_LINE);
  gboolean hidden;
  gboolean got;

  catch_signals (old_actions);
  if (terminal)
    g_printerr ("%s ", prompt);
  hidden = terminal && !visible && tcgetattr (STDIN_FILENO, &old_settings) == 0;
  if (hidden)
    {
      settings = old_settings;
      settings.c_lflag &= ~(tcflag_t) ECHO;
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &settings);
    }
  got = read_line (line);
  if (hidden)
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &old_settings);
  if (hidden || (terminal && !got))
    g_printerr ("\n");
  release_signals (old_actions);

  if (got)
    return line;
  pictor_cli_secret_free (line);
  if (interrupted)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Interrupted."));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _("There is no key on standard input."));
  return NULL;
}

void
pictor_cli_secret_free (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, MAX_LINE);
  g_free (secret);
}
