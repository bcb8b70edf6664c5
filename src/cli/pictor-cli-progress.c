/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "cli/pictor-cli-print.h"

#define DEFAULT_COLUMNS 80
/* Back to the start of the line and erase it (ECMA-48, EL). */
#define ERASE_LINE "\r\033[K"

struct _PictorCliProgress
{
  PictorJob *job;
  char *shown;
};

static int
get_columns (void)
{
  struct winsize size;

  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : DEFAULT_COLUMNS;
}

/* A longer line would wrap and could not be erased. Characters that are two columns wide are counted as such. */
static char *
cut (const char *text,
     int         columns)
{
  const char *end = text;

  for (; *end != '\0'; end = g_utf8_next_char (end))
    {
      columns -= g_unichar_iswide (g_utf8_get_char (end)) ? 2 : 1;
      if (columns < 1)
        break;
    }
  return g_strndup (text, end - text);
}

static char *
describe (PictorJob *job)
{
  int seconds = pictor_job_get_elapsed (job);
  double fraction = pictor_job_get_fraction (job);
  const char *status = pictor_job_get_status_text (job);
  g_autoptr (GString) text = g_string_new (status != NULL ? status : "");
  g_autofree char *plain = NULL;

  if (fraction >= 0)
    g_string_append_printf (text, " %d%%", (int) (fraction * 100));
  g_string_append_printf (text, " %d:%02d", seconds / 60, seconds % 60);
  plain = pictor_cli_make_plain (text->str);
  return cut (plain, get_columns ());
}

static void
notify_cb (PictorCliProgress *self)
{
  g_autofree char *text = describe (self->job);

  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_printerr (ERASE_LINE "%s", text);
  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
}

PictorCliProgress *
pictor_cli_progress_new (PictorJob *job)
{
  PictorCliProgress *self = g_new0 (PictorCliProgress, 1);

  self->job = g_object_ref (job);
  if (isatty (STDERR_FILENO))
    g_signal_connect_swapped (job, "notify", G_CALLBACK (notify_cb), self);
  return self;
}

void
pictor_cli_progress_free (PictorCliProgress *self)
{
  g_signal_handlers_disconnect_by_data (self->job, self);
  if (self->shown != NULL)
    g_printerr (ERASE_LINE);
  g_object_unref (self->job);
  g_free (self->shown);
  g_free (self);
}
