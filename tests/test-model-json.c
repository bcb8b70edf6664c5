/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "model/pictor-json.h"

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = pictor_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return json_node_dup_object (root);
}

static void
test_good (void)
{
  const char * const good[] = {
    "{}", " [ ] \n", "null", "true", "1", "-0.5e-3", "\"a\\\"b//'\"", "[[],{},\"[\"]",
    "{\"a\":{\"b\":[1,2,{\"c\":null}]}}", NULL
  };

  for (guint i = 0; good[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = pictor_json_parse (good[i], -1, &error);

      g_assert_no_error (error);
      g_assert_nonnull (root);
    }
}

static void
test_bad (void)
{
  const char * const bad[] = {
    "", " \n", "{", "]", "[1,]", "[1 2]", "1 2", "{}{}", "[] x", "[01]", "[-01]", "[0x1]", "[+1]", "[NaN]",
    "[inf]", "['a']", "[\"a]", "[\"a\\", "[\"\\ud800\"]", "// x\n[]", "/**/[]", "#[]", "a=[]", "\377", "[\"\300\"]",
    "\357\273\277[]", "<html>", NULL
  };

  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = pictor_json_parse (bad[i], -1, &error);

      if (root != NULL)
        g_error ("“%s” was taken for JSON", bad[i]);
      g_assert_true (error != NULL && (error->domain == JSON_PARSER_ERROR ||
                                       g_error_matches (error, G_IO_ERROR,
                                                        G_IO_ERROR_INVALID_DATA)));
    }
}

static void
test_length (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  /* Not terminated, and garbage behind. */
  root = pictor_json_parse ("[1]garbage", 3, &error);
  g_assert_no_error (error);
  g_assert_nonnull (root);
  g_assert_null (pictor_json_parse (NULL, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static char *
nest (guint depth)
{
  g_autofree char *open = g_strnfill (depth, '[');
  g_autofree char *close = g_strnfill (depth, ']');

  return g_strconcat (open, close, NULL);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nest (PICTOR_JSON_MAX_DEPTH);
  g_autofree char *deeper = nest (PICTOR_JSON_MAX_DEPTH + 1);
  g_autofree char *abyss = nest (5000000);
  g_autofree char *in_string = g_strconcat ("\"", abyss, "\"", NULL);
  const char * const bad[] = { deeper, abyss, NULL };
  const char * const good[] = { deepest, in_string, NULL };

  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (pictor_json_parse (bad[i], -1, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
  for (guint i = 0; good[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = pictor_json_parse (good[i], -1, &error);

      g_assert_no_error (error);
      g_assert_nonnull (root);
    }
}

static void
test_numbers (void)
{
  g_autoptr (JsonObject) object =
    parse ("{\"three\":3,\"three-point-nought\":3.0,\"half\":0.5,\"low\":-9223372036854775808,"
           "\"high\":9223372036854775807,\"wide\":9223372036854775808,\"lower\":-9223372036854775809,"
           "\"giant\":100000000000000000000000,\"text\":\"3\",\"true\":true,\"null\":null,\"list\":[3],"
           "\"beyond\":1e999}");
  const char * const no_ints[] = {
    "half", "wide", "lower", "giant", "text", "true", "null", "list", "beyond", "missing", NULL
  };
  const char * const no_doubles[] = { "text", "true", "null", "list", "beyond", "missing", NULL };
  gint64 whole = 7;
  double number = 7;

  for (guint i = 0; no_ints[i] != NULL; i++)
    g_assert_false (pictor_json_get_int (object, no_ints[i], &whole));
  g_assert_cmpint (whole, ==, 7);
  for (guint i = 0; no_doubles[i] != NULL; i++)
    g_assert_false (pictor_json_get_double (object, no_doubles[i], &number));
  g_assert_cmpfloat (number, ==, 7);

  g_assert_true (pictor_json_get_int (object, "three", &whole) && whole == 3);
  g_assert_true (pictor_json_get_int (object, "three-point-nought", &whole) && whole == 3);
  g_assert_true (pictor_json_get_int (object, "low", &whole) && whole == G_MININT64);
  g_assert_true (pictor_json_get_int (object, "high", &whole) && whole == G_MAXINT64);
  g_assert_true (pictor_json_get_double (object, "three", &number) && number == 3);
  g_assert_true (pictor_json_get_double (object, "half", &number) && number == 0.5);
  g_assert_true (pictor_json_get_double (object, "wide", &number) && number == 0x1p63);
  g_assert_true (pictor_json_get_double (object, "giant", &number) && number == 1e23);
}

static void
test_others (void)
{
  g_autoptr (JsonObject) object =
    parse ("{\"yes\":true,\"one\":1,\"text\":\"\\u72d0\",\"list\":[],\"object\":{},\"null\":null}");
  gboolean truth = FALSE;

  g_assert_true (pictor_json_get_boolean (object, "yes", &truth) && truth);
  g_assert_false (pictor_json_get_boolean (object, "one", &truth));
  g_assert_false (pictor_json_get_boolean (object, "text", &truth));
  g_assert_false (pictor_json_get_boolean (object, "missing", &truth));
  g_assert_cmpstr (pictor_json_get_string (object, "text"), ==, "狐");
  g_assert_null (pictor_json_get_string (object, "one"));
  g_assert_null (pictor_json_get_string (object, "null"));
  g_assert_null (pictor_json_get_string (object, "list"));
  g_assert_null (pictor_json_get_string (object, "missing"));
  g_assert_nonnull (pictor_json_get_array (object, "list"));
  g_assert_null (pictor_json_get_array (object, "object"));
  g_assert_null (pictor_json_get_array (object, "null"));
  g_assert_nonnull (pictor_json_get_object (object, "object"));
  g_assert_null (pictor_json_get_object (object, "list"));
  g_assert_null (pictor_json_get_object (object, "missing"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/json/good", test_good);
  g_test_add_func ("/model/json/bad", test_bad);
  g_test_add_func ("/model/json/length", test_length);
  g_test_add_func ("/model/json/depth", test_depth);
  g_test_add_func ("/model/json/numbers", test_numbers);
  g_test_add_func ("/model/json/others", test_others);
  return g_test_run ();
}
