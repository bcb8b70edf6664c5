/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "model/pictor-number.h"

static void
test_format (void)
{
  const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" }, { -0.0, "0" }, { 42.0, "42" }, { 30, "30" }, { 7.5, "7.5" }, { 0.1, "0.1" },
    { -0.1, "-0.1" }, { 1e-7, "0.0000001" }, { 1e21, "1000000000000000000000" }, { 100, "100" },
    { 1e23, "100000000000000000000000" }, { 0.1 + 0.2, "0.30000000000000004" },
    { 1.0 / 3, "0.3333333333333333" }, { 123456789.125, "123456789.125" }, { -5, "-5" },
    { 9007199254740993.0, "9007199254740992" }, { 1.05, "1.05" }, { 2147483647, "2147483647" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pictor_number_format (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
assert_round_trip (double value)
{
  g_autofree char *text = pictor_number_format (value);
  double back;

  g_assert_null (strpbrk (text, "eE+ "));
  g_assert_true (pictor_number_parse (text, &back));
  if (back != value)
    g_error ("%s reads back as %.17g, not %.17g", text, back, value);
}

static void
test_round_trip (void)
{
  assert_round_trip (DBL_MAX);
  assert_round_trip (-DBL_MAX);
  assert_round_trip (DBL_MIN);
  assert_round_trip (5e-324);
  assert_round_trip (DBL_EPSILON);
  for (int i = 0; i < 3000; i++)
    {
      union
      {
        guint64 bits;
        double value;
      } number;

      number.bits = ((guint64) (guint32) g_test_rand_int () << 32) | (guint32) g_test_rand_int ();
      if (isfinite (number.value))
        assert_round_trip (number.value);
      assert_round_trip (g_test_rand_double_range (-10, 300));
      assert_round_trip (g_test_rand_int_range (-30000, 30000) / 100.0);
    }
}

static void
test_parse (void)
{
  const char * const bad[] = {
    "", " ", "x", "7,5", "7.5x", "7.5 8", "nan", "inf", "-inf", "infinity", "0x10", "1e999", "--1",
    "-", ".", "e5", "\302\2401", "٣", NULL
  };
  double value = 99;

  for (guint i = 0; bad[i] != NULL; i++)
    if (pictor_number_parse (bad[i], &value))
      g_error ("“%s” was read as %g", bad[i], value);
  g_assert_cmpfloat (value, ==, 99);

  g_assert_true (pictor_number_parse (" 7.5\n", &value));
  g_assert_cmpfloat (value, ==, 7.5);
  g_assert_true (pictor_number_parse ("-1e2", &value));
  g_assert_cmpfloat (value, ==, -100);
  g_assert_true (pictor_number_parse ("0010", NULL));
}

/* Where a comma is the decimal point, text for machines still has a point. */
static void
test_locale (void)
{
  const char * const names[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8", NULL };
  gboolean found = FALSE;

  for (guint i = 0; names[i] != NULL && !found; i++)
    found = setlocale (LC_NUMERIC, names[i]) != NULL;
  if (!found)
    {
      g_test_skip ("no locale with a decimal comma is installed");
      return;
    }
  test_format ();
  test_parse ();
  setlocale (LC_NUMERIC, "C");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/number/format", test_format);
  g_test_add_func ("/model/number/round-trip", test_round_trip);
  g_test_add_func ("/model/number/parse", test_parse);
  g_test_add_func ("/model/number/locale", test_locale);
  return g_test_run ();
}
