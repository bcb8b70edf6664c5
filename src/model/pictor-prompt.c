/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-prompt.h"

#include <string.h>

/* What a character means for splitting. */
typedef enum
{
  PART_TEXT,
  PART_COMMA,
  PART_LINE_END,
  PART_OPEN,
  PART_CLOSE
} Part;

/* The character at @p and its @length in bytes. Text that is no UTF-8 is passed on byte by byte, for
 * validation to report. */
static gunichar
decode (const char *p,
        gsize      *length)
{
  gunichar c = g_utf8_get_char_validated (p, -1);

  *length = (gint32) c < 0 ? 1 : g_utf8_next_char (p) - p;
  return c;
}

static Part
classify (gunichar c)
{
  switch (c)
    {
    case ',':
    case 0xff0c: /* fullwidth comma */
      return PART_COMMA;

    case '\n':
    case '\r':
    case 0x2028: /* line separator */
    case 0x2029: /* paragraph separator */
      return PART_LINE_END;

    case '(':
    case 0xff08: /* fullwidth left parenthesis */
      return PART_OPEN;

    case ')':
    case 0xff09: /* fullwidth right parenthesis */
      return PART_CLOSE;

    default:
      return PART_TEXT;
    }
}

/* What is at @p; its length goes to @length. A backslash makes the next character plain text, and
 * goes with it; at the end of a line it stands for itself. */
static Part
look (const char *p,
      gsize      *length)
{
  gunichar c = decode (p, length);

  if (c == '\\' && p[1] != '\0')
    {
      gsize next;

      if (classify (decode (p + 1, &next)) != PART_LINE_END)
        *length += next;
      return PART_TEXT;
    }
  return classify (c);
}

/* For each byte of @text whether a parenthesis that has its partner begins there. One without a
 * partner, as in "happy :)", protects nothing. */
static GByteArray *
match_parentheses (const char *text)
{
  GByteArray *matched = g_byte_array_new ();
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize length;

  g_byte_array_set_size (matched, strlen (text));
  if (matched->len > 0)
    memset (matched->data, 0, matched->len);
  for (const char *p = text; *p != '\0'; p += length)
    {
      Part part = look (p, &length);
      gsize position = p - text;

      if (part == PART_OPEN)
        g_array_append_val (open, position);
      else if (part == PART_CLOSE && open->len > 0)
        {
          matched->data[position] = TRUE;
          matched->data[g_array_index (open, gsize, open->len - 1)] = TRUE;
          g_array_set_size (open, open->len - 1);
        }
    }
  return matched;
}

/* Adds the text from @start to before @end, without the white space around it, unless it is empty. */
static void
add_phrase (GStrvBuilder *phrases,
            const char   *start,
            const char   *end)
{
  g_autofree char *phrase = NULL;

  while (start < end && g_unichar_isspace (g_utf8_get_char_validated (start, end - start)))
    start = g_utf8_next_char (start);
  while (end > start)
    {
      const char *previous = g_utf8_find_prev_char (start, end);

      if (previous == NULL ||
          !g_unichar_isspace (g_utf8_get_char_validated (previous, end - previous)))
        break;
      end = previous;
    }

  if (start == end)
    return;
  phrase = g_strndup (start, end - start);
  g_strv_builder_add (phrases, phrase);
}

/**
 * pictor_prompt_split:
 * @text: a prompt as typed
 *
 * A phrase ends at a comma (also the fullwidth one of Chinese and Japanese keyboards) that stands
 * outside parentheses, and at every line end. Parentheses protect the commas between them when they come
 * in pairs, over line ends too; an opening one that is never closed and a closing one that was never opened
 * are plain text. After a backslash any character is plain text; the backslash stays, since it means the
 * same to the services. White space around a phrase is dropped.
 *
 * Returns: (transfer full): the phrases in order, NULL-terminated
 */
char **
pictor_prompt_split (const char *text)
{
  g_autoptr (GStrvBuilder) phrases = g_strv_builder_new ();
  g_autoptr (GByteArray) matched = NULL;
  const char *start = text, *p;
  guint depth = 0;
  gsize length;

  g_return_val_if_fail (text != NULL, g_new0 (char *, 1));

  matched = match_parentheses (text);
  for (p = text; *p != '\0'; p += length)
    {
      Part part = look (p, &length);

      if (matched->data[p - text])
        depth += part == PART_OPEN ? 1 : -1;
      else if (part == PART_LINE_END || (part == PART_COMMA && depth == 0))
        {
          add_phrase (phrases, start, p);
          start = p + length;
        }
    }
  add_phrase (phrases, start, p);
  return g_strv_builder_end (phrases);
}

/**
 * pictor_prompt_join:
 * @phrases: NULL-terminated, such as pictor_prompt_split() returns
 *
 * Phrases are joined with a comma; with a line end where a comma would be taken for a part of a
 * phrase, that is between parentheses and after a backslash.
 *
 * Returns: (transfer full): the text
 */
char *
pictor_prompt_join (const char * const *phrases)
{
  g_autofree char *lines = NULL;
  g_autoptr (GByteArray) matched = NULL;
  GString *out;
  guint depth = 0;
  gsize length;
  gboolean escapes = FALSE;

  g_return_val_if_fail (phrases != NULL, NULL);

  /* Joined by line ends alone the text would split right; they become commas where that stays so. */
  lines = g_strjoinv ("\n", (char **) phrases);
  matched = match_parentheses (lines);
  out = g_string_sized_new (matched->len + 16);
  for (const char *p = lines; *p != '\0'; p += length)
    {
      Part part = look (p, &length);

      if (matched->data[p - lines])
        depth += part == PART_OPEN ? 1 : -1;
      if (part == PART_LINE_END && depth == 0 && !escapes)
        g_string_append (out, ", ");
      else
        g_string_append_len (out, p, length);
      /* A backslash of its own is one that found nothing on its line to escape. */
      escapes = *p == '\\' && length == 1;
    }
  return g_string_free (out, FALSE);
}
