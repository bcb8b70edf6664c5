/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-job-text.h"

#define MAX_STATUS_CHARS 60

/* What services call the ordinary course of things, which the phase already says. */
static const char * const ordinary[] = {
  "queued", "queueing", "pending", "waiting", "submitted", "created", "init", "running", "processing",
  "started", "success", "succeeded", "finished", "done", "completed", NULL
};

/* Valid, in one line, without control or invisible formatting characters (which could turn the text around). */
static char *
clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);
  guint length = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (g_unichar_isspace (c) || type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT
          || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR)
        {
          if (line->len > 0 && line->str[line->len - 1] != ' ')
            g_string_append_c (line, ' ');
          continue;
        }
      if (++length > MAX_STATUS_CHARS)
        {
          g_string_append (line, "…");
          break;
        }
      g_string_append_unichar (line, c);
    }
  return g_strchomp (g_string_free (line, FALSE));
}

static gboolean
says_more (const char *status,
           const char *phase)
{
  g_autofree char *folded = g_utf8_casefold (status, -1);
  g_autofree char *phase_folded = g_utf8_casefold (phase, -1);

  return status[0] != '\0' && !g_str_equal (folded, phase_folded)
         && !g_strv_contains (ordinary, folded);
}

char *
pictor_job_text_describe (const char *phase,
                          const char *status)
{
  g_autofree char *plain = status != NULL ? clean (status) : NULL;

  if (phase == NULL || phase[0] == '\0')
    return plain != NULL && plain[0] != '\0' ? g_steal_pointer (&plain) : NULL;
  if (plain == NULL || !says_more (plain, phase))
    return g_strdup (phase);
  return g_strdup_printf ("%s (%s)", phase, plain);
}
