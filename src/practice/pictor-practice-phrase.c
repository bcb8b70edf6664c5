/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-vocabulary.h"

#include <string.h>

#include "practice/pictor-practice-random.h"
#include "practice/pictor-practice-tokens.h"

/* Tokens → known words. No name has more words or Chinese characters than this. */
#define LONGEST_NAME 8

typedef struct
{
  const char *name;
  guint count;
} Number;

static const Number numbers[] = {
  { "a", 1 },      { "an", 1 },    { "one", 1 },     { "two", 2 },     { "pair", 2 },
  { "couple", 2 }, { "three", 3 }, { "few", 3 },     { "four", 4 },    { "several", 4 },
  { "some", 4 },   { "five", 5 },  { "six", 6 },     { "group", 5 },   { "seven", 7 },
  { "many", 7 },   { "flock", 7 }, { "herd", 7 },    { "lots", 8 },    { "eight", 8 },
  { "nine", 9 },   { "ten", 10 },  { "eleven", 11 }, { "twelve", 12 }, { "dozen", 12 },
  { "一群", 7 },   { "一些", 4 },  { "许多", 7 },    { "很多", 7 },    { "一对", 2 },
  { "一双", 2 }
};

/* Chinese numbers that count only before a measure word or the thing itself: 十分 is not ten. */
static const Number han_numbers[] = { { "一", 1 }, { "二", 2 }, { "两", 2 },  { "三", 3 },
                                      { "四", 4 }, { "五", 5 }, { "六", 6 },  { "七", 7 },
                                      { "八", 8 }, { "九", 9 }, { "十", 10 }, { "几", 4 } };
static const char measures[] = "只个条朵头匹棵辆艘架座颗片位名群杯本把张件块枚株串盆栋间轮束根";

static const PictorPracticeToken *
token_at (GArray *tokens,
          guint   i)
{
  return i < tokens->len ? &g_array_index (tokens, PictorPracticeToken, i) : NULL;
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
      const PictorPracticeToken *token = token_at (tokens, i);

      if (token == NULL || token->kind == PICTOR_PRACTICE_TOKEN_BREAK)
        {
          g_string_free (name, TRUE);
          return NULL;
        }
      if (i > start && token->kind == PICTOR_PRACTICE_TOKEN_WORD &&
          token_at (tokens, i - 1)->kind == PICTOR_PRACTICE_TOKEN_WORD)
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
      const PictorPracticeEntry *entry = name != NULL
                                           ? pictor_practice_vocabulary_find (name, plural)
                                           : NULL;

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
  const PictorPracticeToken *token = token_at (tokens, i);
  gboolean plural;
  guint n;

  return token != NULL && token->kind == PICTOR_PRACTICE_TOKEN_HAN &&
         (strstr (measures, token->text) != NULL || find_name (tokens, i, &plural, &n) != NULL);
}

/* A number at @start, 0 for none; @n_tokens: how many tokens it takes. */
static guint
read_number (GArray *tokens,
             guint   start,
             guint  *n_tokens)
{
  const PictorPracticeToken *token = token_at (tokens, start);
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
  if (token->kind == PICTOR_PRACTICE_TOKEN_HAN && is_measured (tokens, start + 1))
    return find_number (han_numbers, G_N_ELEMENTS (han_numbers), token->text);
  if (g_ascii_string_to_unsigned (token->text, 10, 1, 99, &digits, NULL))
    return (guint) digits;
  return 0;
}

/* "2girls": the number may stick to its noun. */
static const PictorPracticeEntry *
read_stuck (const PictorPracticeToken *token,
            guint       *count)
{
  gsize n_digits = strspn (token->text, "0123456789");
  gboolean plural;

  if (n_digits == 0 || n_digits > 2 || token->text[n_digits] == '\0')
    return NULL;
  *count = (guint) g_ascii_strtoull (token->text, NULL, 10);
  return *count > 0 ? pictor_practice_vocabulary_find (token->text + n_digits, &plural) : NULL;
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
  guint count = 0, part = 0;

  g_return_val_if_fail (phrase != NULL && hash != NULL, NULL);

  words = g_array_new (FALSE, FALSE, sizeof (PictorPracticeWord));
  tokens = pictor_practice_tokens_read (phrase);
  for (guint i = 0, n; i < tokens->len; i += n)
    {
      const PictorPracticeToken *token = token_at (tokens, i);
      const PictorPracticeEntry *entry;
      gboolean plural = FALSE;
      guint number;

      n = 1;
      if (token->kind == PICTOR_PRACTICE_TOKEN_BREAK)
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
