/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-tokens.h"

#include <string.h>

/* Deeper brackets are passed over, which bounds the work. */
#define DEEPEST_BRACKET 32

/* A bracket that was opened before token @start. */
typedef struct
{
  char bracket;
  guint start;
} Level;

static void
clear_token (gpointer data)
{
  g_free (((PictorPracticeToken *) data)->text);
}

static void
add_token (GArray     *tokens,
           PictorPracticeTokenKind kind,
           const char *start,
           const char *end)
{
  PictorPracticeToken token = { kind, g_strndup (start, end - start), 1 };

  g_array_append_val (tokens, token);
}

/* Closes the innermost bracket. */
static void
close_bracket (GArray *tokens,
               GArray *open,
               double  factor)
{
  Level level = g_array_index (open, Level, open->len - 1);

  for (guint i = level.start; i < tokens->len; i++)
    g_array_index (tokens, PictorPracticeToken, i).weight *= factor;
  g_array_set_size (open, open->len - 1);
}

static char
innermost (GArray *open)
{
  return open->len > 0 ? g_array_index (open, Level, open->len - 1).bracket : '\0';
}

/* The number in ":1.4" at @text, provided that ")" follows; @end is then at the bracket. */
static gboolean
read_weight (const char  *text,
             double      *weight,
             const char **end)
{
  const char *first = text + 1 + strspn (text + 1, " ");
  gsize length = strspn (first, "0123456789.");
  char *stop;

  if (*text != ':' || length == 0)
    return FALSE;
  *weight = g_ascii_strtod (first, &stop);
  *end = stop + strspn (stop, " ");
  return stop == first + length && **end == ')';
}

/* The brackets of AUTOMATIC1111's attention syntax: (a) is 1.1 times, [a] is 1.1 times less, (a:1.4) is 1.4 times. */
static const char *
read_bracket (const char *text,
              GArray     *tokens,
              GArray     *open)
{
  Level level = { *text, tokens->len };
  const char *end = text;
  double weight;

  if (*text == '(' || *text == '[')
    {
      if (open->len < DEEPEST_BRACKET)
        g_array_append_val (open, level);
    }
  else if (*text == ')' && innermost (open) == '(')
    close_bracket (tokens, open, 1.1);
  else if (*text == ']' && innermost (open) == '[')
    close_bracket (tokens, open, 1 / 1.1);
  else if (innermost (open) == '(' && read_weight (text, &weight, &end))
    close_bracket (tokens, open, weight);
  else
    add_token (tokens, PICTOR_PRACTICE_TOKEN_BREAK, text, text + 1);
  return end + 1;
}

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

/* Emoji sequences hold together: joiners, skin tones and selectors belong to the sign before them. */
static gboolean
is_pictorial (gunichar c)
{
  return c == 0x200d || (c >= 0x2600 && c < 0x2800) || (c >= 0x1f000 && c < 0x20000) ||
         (c >= 0x2b00 && c < 0x2c00) || (c >= 0x2300 && c < 0x2400);
}

static gboolean
is_wordly (gunichar c)
{
  return (g_unichar_isalnum (c) && !is_han (c)) || g_unichar_ismark (c);
}

static const char *
read_run (const char *text,
          GArray     *tokens,
          gboolean  (*belongs) (gunichar c))
{
  const char *end = text;

  while (*end != '\0' && belongs (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  add_token (tokens, PICTOR_PRACTICE_TOKEN_WORD, text, end);
  return end;
}

static gboolean
is_joint (gunichar c)
{
  return g_unichar_isspace (c) || c == '-' || c == '_' || c == '\'' || c == 0x2019 || c == '\\' ||
         c == 0x200d;
}

static char *
normalize (const char *phrase)
{
  g_autofree char *valid = g_utf8_make_valid (phrase, -1);
  g_autofree char *plain = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (plain, -1);
  g_auto (GStrv) parts = g_strsplit (folded, "\xef\xb8\x8f", -1);

  return g_strjoinv ("", parts);
}

GArray *
pictor_practice_tokens_read (const char *phrase)
{
  g_autofree char *normal = normalize (phrase);
  const char *text = normal;
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (PictorPracticeToken));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Level));

  g_array_set_clear_func (tokens, clear_token);
  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char (text);
      const char *next = g_utf8_next_char (text);

      if (c == '\\' && *next != '\0' && strchr ("()[]\\", *next) != NULL)
        text = next + 1;
      else if (c < 0x80 && strchr ("()[]:", (int) c) != NULL)
        text = read_bracket (text, tokens, open);
      else if (is_joint (c))
        text = next;
      else if (is_pictorial (c))
        text = read_run (text, tokens, is_pictorial);
      else if (is_han (c) || is_wordly (c))
        {
          if (is_han (c))
            add_token (tokens, PICTOR_PRACTICE_TOKEN_HAN, text, next);
          text = is_han (c) ? next : read_run (text, tokens, is_wordly);
        }
      else
        {
          add_token (tokens, PICTOR_PRACTICE_TOKEN_BREAK, text, next);
          text = next;
        }
    }

  /* Brackets that were never closed count as closed at the end. */
  while (open->len > 0)
    close_bracket (tokens, open, innermost (open) == '(' ? 1.1 : 1 / 1.1);
  return tokens;
}
