/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-wait.h"

#include <signal.h>
#include <unistd.h>

#include <glib-unix.h>

#include "cli/pictor-cli-print.h"

static gboolean
signal_cb (gpointer user_data)
{
  GCancellable *cancellable = user_data;

  if (g_cancellable_is_cancelled (cancellable))
    _exit (PICTOR_CLI_INTERRUPTED);
  g_cancellable_cancel (cancellable);
  return G_SOURCE_CONTINUE;
}

GCancellable *
pictor_cli_watch_signals (void)
{
  GCancellable *cancellable = g_cancellable_new ();
  struct sigaction hang_up;

  g_unix_signal_add_full (G_PRIORITY_HIGH, SIGINT, signal_cb, g_object_ref (cancellable), g_object_unref);
  g_unix_signal_add_full (G_PRIORITY_HIGH, SIGTERM, signal_cb, g_object_ref (cancellable), g_object_unref);
  /* Under nohup it goes on. */
  if (sigaction (SIGHUP, NULL, &hang_up) == 0 && hang_up.sa_handler != SIG_IGN)
    g_unix_signal_add_full (G_PRIORITY_HIGH, SIGHUP, signal_cb, g_object_ref (cancellable), g_object_unref);
  return cancellable;
}

void
pictor_cli_ready_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

void
pictor_cli_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}
