/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <pango/pangocairo.h>

#include "practice/pictor-practice-random.h"
#include "practice/pictor-practice-vocabulary.h"

/* The words of @phrase as text: "3×fox 1.4 | red" */
static char *
read_words (const char *phrase)
{
  guint64 hash = PICTOR_PRACTICE_HASH_START;
  g_autoptr (GArray) words = pictor_practice_vocabulary_read (phrase, &hash);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      const PictorPracticeWord *word = &g_array_index (words, PictorPracticeWord, i);
      char weight[G_ASCII_DTOSTR_BUF_SIZE];

      if (i > 0)
        g_string_append (text, word->part != (word - 1)->part ? " | " : " ");
      if (word->count != 1)
        g_string_append_printf (text, "%u×", word->count);
      g_string_append (text, word->entry->name);
      g_ascii_formatd (weight, sizeof weight, "%.3g", word->weight);
      if (!g_str_equal (weight, "1"))
        g_string_append_printf (text, "=%s", weight);
    }
  return g_string_free (text, FALSE);
}

static guint64
read_hash (const char *phrase)
{
  guint64 hash = PICTOR_PRACTICE_HASH_START;
  g_autoptr (GArray) words = pictor_practice_vocabulary_read (phrase, &hash);

  g_assert_nonnull (words);
  return hash;
}

static void
test_counts (void)
{
  g_assert_cmpuint (pictor_practice_vocabulary_count (PICTOR_PRACTICE_SUBJECT), >=, 400);
  g_assert_cmpuint (pictor_practice_vocabulary_count (PICTOR_PRACTICE_SETTING), >=, 30);
  g_assert_cmpuint (pictor_practice_vocabulary_count (PICTOR_PRACTICE_COLOUR), >=, 40);
  g_assert_null (pictor_practice_vocabulary_get (PICTOR_PRACTICE_COLOUR, 10000));
}

/* Every subject is found again by its own name and its own sign, and no sign stands for two. */
static void
test_complete (void)
{
  g_autoptr (GHashTable) emoji = g_hash_table_new (g_str_hash, g_str_equal);

  for (int kind = 0; kind < PICTOR_PRACTICE_N_KINDS; kind++)
    for (guint i = 0; i < pictor_practice_vocabulary_count (kind); i++)
      {
        const PictorPracticeEntry *entry = pictor_practice_vocabulary_get (kind, i);
        g_autofree char *found = read_words (entry->name);

        g_assert_cmpstr (found, ==, entry->name);
        if (kind == PICTOR_PRACTICE_SUBJECT)
          {
            g_autofree char *seen = read_words (entry->subject.emoji);

            g_assert_cmpstr (seen, ==, entry->name);
            g_assert_true (g_hash_table_add (emoji, (gpointer) entry->subject.emoji));
          }
      }
}

static void
test_font (void)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Noto Color Emoji");

  g_object_unref (context);
  if (pango_font_map_get_family (map, "Noto Color Emoji") == NULL)
    {
      g_test_skip ("Noto Color Emoji is not installed");
      return;
    }
  pango_font_description_set_absolute_size (font, 109 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  for (guint i = 0; i < pictor_practice_vocabulary_count (PICTOR_PRACTICE_SUBJECT); i++)
    {
      const PictorPracticeEntry *entry = pictor_practice_vocabulary_get (PICTOR_PRACTICE_SUBJECT, i);
      PangoLayoutIter *iter;
      PangoGlyphItem *run;
      g_autoptr (PangoFontDescription) used = NULL;

      g_test_message ("%s %s", entry->subject.emoji, entry->name);
      pango_layout_set_text (layout, entry->subject.emoji, -1);
      g_assert_cmpint (pango_layout_get_unknown_glyphs_count (layout), ==, 0);
      iter = pango_layout_get_iter (layout);
      run = pango_layout_iter_get_run_readonly (iter);
      g_assert_nonnull (run);
      g_assert_cmpint (run->glyphs->num_glyphs, ==, 1);
      used = pango_font_describe (run->item->analysis.font);
      g_assert_cmpstr (pango_font_description_get_family (used), ==, "Noto Color Emoji");
      g_assert_false (pango_layout_iter_next_run (iter) &&
                      pango_layout_iter_get_run_readonly (iter) != NULL);
      pango_layout_iter_free (iter);
    }
}

static void
test_read (void)
{
  static const struct { const char *phrase, *words; } cases[] = {
    { "a red fox in a snowy forest", "fox snow forest" },
    { "A BLUE FOX", "blue fox" },
    { "vixen", "fox" },
    { "polar bear", "polar bear" },
    { "bear, polar", "bear" },
    { "Polar-Bears eating ice cream", "0×polar bear ice cream" },
    { "polar, bear", "bear" },
    { "cats", "0×cat" },
    { "three cats and a dog", "3×cat dog" },
    { "3 foxes, wolves, cherries", "3×fox | 0×wolf | 0×cherry" },
    { "two red chairs", "red 2×chair" },
    { "mice and geese and children", "0×mouse 0×swan 0×child" },
    { "leaves", "0×leaf" },
    { "two, cats", "0×cat" },
    { "2girls", "2×girl" },
    { "a pair of socks", "2×socks" },
    { "(fox:1.4)", "fox=1.4" },
    { "(fox: 0.5 ) cat", "fox=0.5 cat" },
    { "((fox))", "fox=1.21" },
    { "[fox]", "fox=0.909" },
    { "((blue fox:1.5), cat)", "blue=1.65 fox=1.65 | cat=1.1" },
    { "(fox", "fox=1.1" },
    { "fox)", "fox" },
    { "\\(fox\\)", "fox" },
    { "(fox:abc)", "fox=1.1" },
    { "(fox:1.2.3)", "fox=1.1" },
    { "[(fox]", "fox" },
    { "三只猫", "3×cat" },
    { "一只红色的狐狸在雪地的森林里", "red fox snow forest" },
    { "北极熊", "polar bear" },
    { "（狐狸：1.4）", "fox=1.4" },
    { "十分可爱的猫", "cat" },
    { "三明治", "sandwich" },
    { "两朵红玫瑰，大海", "red 2×rose | sea" },
    { "🦊 and ❤ and ❤️", "fox heart heart" },
    { "blorbs and wuggly", "" },
    { "", "" },
    { "  ,, ((  ", "" },
    { "night", "night" },
    { "the cat's eyes", "cat" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = read_words (cases[i].phrase);

      g_test_message ("%s", cases[i].phrase);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_hash (void)
{
  g_assert_cmpuint (read_hash ("a cat"), ==, read_hash ("A  (cat:1.4)"));
  g_assert_cmpuint (read_hash ("a cat"), !=, read_hash ("a kitten"));
  g_assert_cmpuint (read_hash ("a cat"), !=, read_hash ("a zorgly cat"));
  g_assert_cmpuint (read_hash ("zorg"), !=, read_hash ("blurp"));
}

/* Nothing that is typed may break it, or take long. */
static void
test_hostile (void)
{
  g_autofree char *brackets = g_strnfill (60000, '(');
  g_autofree char *letters = g_strnfill (60000, 'x');
  GString *han = g_string_new (NULL);
  g_autofree char *none = NULL;

  for (int i = 0; i < 20000; i++)
    g_string_append (han, "三");
  none = read_words (brackets);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpuint (read_hash (letters), !=, 0);
  g_assert_cmpuint (read_hash (han->str), !=, 0);
  g_assert_cmpuint (read_hash ("\xff\xfe cat \xc3"), !=, 0);
  g_string_free (han, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/vocabulary/counts", test_counts);
  g_test_add_func ("/practice/vocabulary/complete", test_complete);
  g_test_add_func ("/practice/vocabulary/font", test_font);
  g_test_add_func ("/practice/vocabulary/read", test_read);
  g_test_add_func ("/practice/vocabulary/hash", test_hash);
  g_test_add_func ("/practice/vocabulary/hostile", test_hostile);
  return g_test_run ();
}
