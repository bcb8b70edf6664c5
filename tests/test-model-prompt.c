/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "model/pictor-prompt.h"

/* Phrases as one string, "|" between them. */
static char *
split (const char *text)
{
  g_auto (GStrv) phrases = pictor_prompt_split (text);

  return g_strjoinv ("|", phrases);
}

static void
test_split (void)
{
  const char * const cases[][2] = {
    { "", "" },
    { " \t\n , ,,\r\n", "" },
    { "a red fox", "a red fox" },
    { "a red fox, snow", "a red fox|snow" },
    { "a,b,,c,", "a|b|c" },
    { "  a  ,\t b  ", "a|b" },
    { "b, a, b, a", "b|a|b|a" },
    { "a\nb\r\nc\rd", "a|b|c|d" },
    { "a\342\200\250b\342\200\251c", "a|b|c" },
    /* parentheses */
    { "(soft light:1.2), fox", "(soft light:1.2)|fox" },
    { "(a, b), c", "(a, b)|c" },
    { "x (a, (b, c), d) y, z", "x (a, (b, c), d) y|z" },
    { "((a, b)), (c, d)", "((a, b))|(c, d)" },
    /* without a partner they protect nothing */
    { "(a, b", "(a|b" },
    { "a), b", "a)|b" },
    { ":), b, :(", ":)|b|:(" },
    { "((a, b), c", "((a, b)|c" },
    { "(a, (b, c), d", "(a|(b, c)|d" },
    { ")a, b(, c", ")a|b(|c" },
    /* a line end always splits, commas between parentheses never */
    { "(a, b\nc, d), e", "(a, b|c, d)|e" },
    { "(a, b\nc, d", "(a|b|c|d" },
    /* Chinese */
    { "一只红狐狸，雪地", "一只红狐狸|雪地" },
    { "（柔光，晨雾），森林", "（柔光，晨雾）|森林" },
    { "(柔光，晨雾）, 森林", "(柔光，晨雾）|森林" },
    { "　猫　，　狗　", "猫|狗" },
    { "红、白、蓝", "红、白、蓝" },
    /* escapes */
    { "fox \\(animal\\), snow", "fox \\(animal\\)|snow" },
    { "\\(a, b\\), c", "\\(a|b\\)|c" },
    { "a\\, b, c", "a\\, b|c" },
    { "a\\\\, b", "a\\\\|b" },
    { "(a\\), b), c", "(a\\), b)|c" },
    { "a\\\nb", "a\\|b" },
    { "a\\", "a\\" },
    /* other brackets are text */
    { "[a, b], {c, d}", "[a|b]|{c|d}" },
    { "emoji 🦊, é\314\201", "emoji 🦊|é\314\201" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = split (cases[i][0]);

      g_assert_cmpstr (got, ==, cases[i][1]);
    }
}

static void
assert_joins (const char *text)
{
  g_auto (GStrv) phrases = pictor_prompt_split (text);
  g_autofree char *joined = pictor_prompt_join ((const char * const *) phrases);
  g_auto (GStrv) again = pictor_prompt_split (joined);

  if (!g_strv_equal ((const char * const *) phrases, (const char * const *) again))
    {
      g_autofree char *a = g_strjoinv ("|", phrases);
      g_autofree char *b = g_strjoinv ("|", again);

      g_error ("“%s” was split as “%s”, joined as “%s” and split as “%s”", text, a, joined, b);
    }
}

static void
test_join (void)
{
  const char * const phrases[] = { "a red fox", "(soft, light:1.2)", "snow", NULL };
  const char * const none[] = { NULL };
  g_autofree char *text = pictor_prompt_join (phrases);
  g_autofree char *nothing = pictor_prompt_join (none);

  g_assert_cmpstr (text, ==, "a red fox, (soft, light:1.2), snow");
  g_assert_cmpstr (nothing, ==, "");

  assert_joins ("(a, b\nc, d), e");
  assert_joins ("(a\nb)");
  assert_joins ("a\\\nb");
  assert_joins ("a\\ , b");
  assert_joins ("(a, b");
}

/* Whatever is typed, what was split stays split the same way. */
static void
test_join_random (void)
{
  const char * const pieces[] = {
    "a", "b ", "(", ")", "（", "）", ",", "，", "\n", "\r\n", "\342\200\250", "\\", " ", "　", "🦊", "\377"
  };

  for (int i = 0; i < 4000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int n = g_test_rand_int_range (0, 14); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      assert_joins (text->str);
    }
}

/* All but separators and the white space beside them is still there, in order. */
static void
test_nothing_lost (void)
{
  const char *text = "one, two (three, four: 1.2)，five \\, six\n\nseven  eight";
  g_autofree char *joined = split (text);
  const char *p = joined;

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      {
        p = strchr (p, *c);
        g_assert_nonnull (p);
        p++;
      }
}

/* Time and stack grow with the length only. */
static void
test_long (void)
{
  const char * const units[] = { "(", ")", "\\", ",", "()", "a\n", "\377", "　" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      while (text->len < 100000)
        g_string_append (text, units[i]);
      assert_joins (text->str);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/prompt/split", test_split);
  g_test_add_func ("/model/prompt/join", test_join);
  g_test_add_func ("/model/prompt/join-random", test_join_random);
  g_test_add_func ("/model/prompt/nothing-lost", test_nothing_lost);
  g_test_add_func ("/model/prompt/long", test_long);
  return g_test_run ();
}
