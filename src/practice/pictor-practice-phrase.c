/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-vocabulary.h"

#include <string.h>

#include "practice/pictor-practice-random.h"

/* Reads a phrase in two steps: text → tokens with their weights, tokens → known words. */

/* No name has more words or Chinese characters. */
#define LONGEST_NAME 8
/* Deeper brackets are passed over, which bounds the work. */
#define DEEPEST_BRACKET 32

typedef enum
{
  TOKEN_WORD, /* letters and digits, or an emoji */
  TOKEN_HAN,  /* one Chinese character */
  TOKEN_BREAK /* a comma or the like: no name goes across it */
} TokenKind;

typedef struct
{
  TokenKind kind;
  char *text;
  double weight;
} Token;

/* A bracket that was opened before token @start. */
typedef struct
{
  char bracket;
  guint start;
} Level;

typedef struct
{
  const char *name;
  guint count;
} Number;

static const Number numbers[] = {
  { "a", 1 }, { "an", 1 }, { "one", 1 }, { "two", 2 }, { "pair", 2 }, { "couple", 2 }, { "three", 3 }, { "few", 3 },
  { "four", 4 }, { "several", 4 }, { "some", 4 }, { "five", 5 }, { "six", 6 }, { "group", 5 }, { "seven", 7 },
  { "many", 7 }, { "flock", 7 }, { "herd", 7 }, { "lots", 8 }, { "eight", 8 }, { "nine", 9 }, { "ten", 10 },
  { "eleven", 11 }, { "twelve", 12 }, { "dozen", 12 }, { "一群", 7 }, { "一些", 4 }, { "许多", 7 }, { "很多", 7 },
  { "一对", 2 }, { "一双", 2 }
};

/* Chinese numbers that count only before a measure word or the thing itself: 十分 is not ten. */
static const Number han_numbers[] = {
  { "一", 1 }, { "二", 2 }, { "两", 2 }, { "三", 3 }, { "四", 4 }, { "五", 5 }, { "六", 6 }, { "七", 7 },
  { "八", 8 }, { "九", 9 }, { "十", 10 }, { "几", 4 }
};
static const char measures[] = "只个条朵头匹棵辆艘架座颗片位名群杯本把张件块枚株串盆栋间轮束根";

static void
clear_token (gpointer data)
{
  g_free (((Token *) data)->text);
}

static void
add_token (GArray     *tokens,
           TokenKind   kind,
           const char *start,
           const char *end)
{
  Token token = { kind, g_strndup (start, end - start), 1 };

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
    g_array_index (tokens, Token, i).weight *= factor;
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
    add_token (tokens, TOKEN_BREAK, text, text + 1);
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
  return c == 0x200d || (c >= 0x2600 && c < 0x2800) || (c >= 0x1f000 && c < 0x20000) || (c >= 0x2b00 && c < 0x2c00) ||
         (c >= 0x2300 && c < 0x2400);
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
  add_token (tokens, TOKEN_WORD, text, end);
  return end;
}

static gboolean
is_joint (gunichar c)
{
  return g_unichar_isspace (c) || c == '-' || c == '_' || c == '\'' || c == 0x2019 || c == '\\' || c == 0x200d;
}

static GArray *
tokenize (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
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
            add_token (tokens, TOKEN_HAN, text, next);
          text = is_han (c) ? next : read_run (text, tokens, is_wordly);
        }
      else
        {
          add_token (tokens, TOKEN_BREAK, text, next);
          text = next;
        }
    }

  /* Brackets that were never closed count as closed at the end. */
  while (open->len > 0)
    close_bracket (tokens, open, innermost (open) == '(' ? 1.1 : 1 / 1.1);
  return tokens;
}

static const Token *
token_at (GArray *tokens,
          guint   i)
{
  return i < tokens->len ? &g_array_index (tokens, Token, i) : NULL;
}

/* @n tokens from @start as one name, or NULL where they do not hold together. */
static char *
join (GArray *tokens,
      guint   start,
      guint   n)
{
  GString *name = g_string_new (NULL);

  for (guint i = start; i < start + n; i++)
    {
      const Token *token = token_at (tokens, i);

      if (token == NULL || token->kind == TOKEN_BREAK)
        {
          g_string_free (name, TRUE);
          return NULL;
        }
      if (i > start && token->kind == TOKEN_WORD && token_at (tokens, i - 1)->kind == TOKEN_WORD)
        g_string_append_c (name, ' ');
      g_string_append (name, token->text);
    }
  return g_string_free (name, FALSE);
}

static guint
find_number (const Number *table,
             guint         n_numbers,
             const char   *name)
{
  for (guint i = 0; i < n_numbers; i++)
    if (g_str_equal (table[i].name, name))
      return table[i].count;
  return 0;
}

/* The longest name that begins at @start; @n_tokens: how many tokens it takes. */
static const PictorPracticeEntry *
find_name (GArray   *tokens,
           guint     start,
           gboolean *plural,
           guint    *n_tokens)
{
  for (guint n = LONGEST_NAME; n > 0; n--)
    {
      g_autofree char *name = join (tokens, start, n);
      const PictorPracticeEntry *entry = name != NULL ? pictor_practice_vocabulary_find (name, plural) : NULL;

      if (entry != NULL)
        {
          *n_tokens = n;
          return entry;
        }
    }
  return NULL;
}

static gboolean
is_measured (GArray *tokens,
             guint   i)
{
  const Token *token = token_at (tokens, i);
  gboolean plural;
  guint n;

  return token != NULL && token->kind == TOKEN_HAN &&
         (strstr (measures, token->text) != NULL || find_name (tokens, i, &plural, &n) != NULL);
}

/* A number at @start, 0 for none; @n_tokens: how many tokens it takes. */
static guint
read_number (GArray *tokens,
             guint   start,
             guint  *n_tokens)
{
  const Token *token = token_at (tokens, start);
  guint64 digits;

  for (guint n = 2; n > 0; n--)
    {
      g_autofree char *name = join (tokens, start, n);
      guint count = name != NULL ? find_number (numbers, G_N_ELEMENTS (numbers), name) : 0;

      if (count > 0)
        {
          *n_tokens = n;
          return count;
        }
    }

  *n_tokens = 1;
  if (token->kind == TOKEN_HAN && is_measured (tokens, start + 1))
    return find_number (han_numbers, G_N_ELEMENTS (han_numbers), token->text);
  if (g_ascii_string_to_unsigned (token->text, 10, 1, 99, &digits, NULL))
    return (guint) digits;
  return 0;
}

/* "2girls": the number may stick to its noun. */
static const PictorPracticeEntry *
read_stuck (const Token *token,
            guint       *count)
{
  gsize n_digits = strspn (token->text, "0123456789");
  gboolean plural;

  if (n_digits == 0 || n_digits > 2 || token->text[n_digits] == '\0')
    return NULL;
  *count = (guint) g_ascii_strtoull (token->text, NULL, 10);
  return *count > 0 ? pictor_practice_vocabulary_find (token->text + n_digits, &plural) : NULL;
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

static void
mix (guint64    *hash,
     const char *text)
{
  *hash = pictor_practice_hash (*hash, text, strlen (text) + 1);
}

GArray *
pictor_practice_vocabulary_read (const char *phrase,
                                 guint64    *hash)
{
  GArray *words;
  g_autoptr (GArray) tokens = NULL;
  g_autofree char *text = NULL;
  guint count = 0, part = 0;

  g_return_val_if_fail (phrase != NULL && hash != NULL, NULL);

  words = g_array_new (FALSE, FALSE, sizeof (PictorPracticeWord));
  text = normalize (phrase);
  tokens = tokenize (text);
  for (guint i = 0, n; i < tokens->len; i += n)
    {
      const Token *token = token_at (tokens, i);
      const PictorPracticeEntry *entry;
      gboolean plural = FALSE;
      guint number;

      n = 1;
      if (token->kind == TOKEN_BREAK)
        {
          count = 0;
          part++;
          continue;
        }
      entry = find_name (tokens, i, &plural, &n);
      if (entry == NULL)
        entry = read_stuck (token, &count);
      if (entry == NULL)
        {
          /* "a few", "a pair": the later number is the one that is meant. */
          number = read_number (tokens, i, &n);
          if (number > 0)
            count = number;
        }
      else
        {
          PictorPracticeWord word = { entry, token->weight, 1, part };

          if (entry->kind == PICTOR_PRACTICE_SUBJECT)
            {
              word.count = count > 1 || !plural ? MAX (count, 1) : 0;
              count = 0;
            }
          g_array_append_val (words, word);
        }
      for (guint j = i; j < i + n; j++)
        mix (hash, token_at (tokens, j)->text);
    }
  return words;
}
