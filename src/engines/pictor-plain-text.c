/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-plain-text.h"

char *
pictor_plain_text (const char *text,
                   guint       max_chars)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  guint n_chars = 0;
  gboolean space = FALSE;

  if (text == NULL)
    return NULL;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (g_unichar_isspace (c) || type == G_UNICODE_CONTROL)
        {
          space = n_chars > 0;
          continue;
        }
      /* Format characters can turn a line around or hide in it; the joiners of words and emoji can't. */
      if (type == G_UNICODE_FORMAT && c != 0x200c && c != 0x200d)
        continue;

      if (n_chars + space >= max_chars)
        {
          g_string_append (plain, "…");
          break;
        }
      if (space)
        g_string_append_c (plain, ' ');
      g_string_append_unichar (plain, c);
      n_chars += 1 + space;
      space = FALSE;
    }

  return n_chars > 0 ? g_strdup (plain->str) : NULL;
}
