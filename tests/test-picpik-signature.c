/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "picpik/pictor-picpik-contract.h"
#include "picpik/pictor-picpik-signature.h"

typedef struct
{
  GString *json;
  GString *hashed;
} Written;

static void
append_cb (const char *json,
           const char *hashed,
           gpointer    user_data)
{
  Written *written = user_data;

  if (json != NULL)
    g_string_append (written->json, json);
  if (hashed != NULL)
    g_string_append (written->hashed, hashed);
}

static gboolean
substitute_cb (JsonNode *node,
               gpointer  user_data)
{
  if (g_strcmp0 (json_node_get_string (node), "image") != 0)
    return FALSE;

  append_cb ("QUJD", "QUJD", user_data);
  return TRUE;
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return json_object_ref (json_node_get_object (node));
}

/* Asserts the text that is signed and the one that is sent, which must end in the closing brace. */
static void
assert_written (JsonObject *fields,
                const char *json,
                const char *hashed)
{
  const PictorPicpikSink sink = { append_cb, NULL };
  Written written = { g_string_new (NULL), g_string_new (NULL) };
  g_autofree char *signature = pictor_picpik_sign (fields, "secret");
  g_autofree char *expected = NULL;

  pictor_picpik_write (fields, &sink, &written);
  g_string_append_c (written.json, '}');
  g_assert_cmpstr (written.json->str, ==, json);
  g_assert_cmpstr (written.hashed->str, ==, hashed);

  g_string_append (written.hashed, "secret");
  expected = g_compute_checksum_for_string (G_CHECKSUM_SHA1, written.hashed->str, -1);
  g_assert_cmpstr (signature, ==, expected);

  g_string_free (written.json, TRUE);
  g_string_free (written.hashed, TRUE);
}

static void
assert_text (const char *text,
             const char *json,
             const char *hashed)
{
  g_autoptr (JsonObject) fields = parse (text);

  assert_written (fields, json, hashed);
}

static void
test_published (void)
{
  g_autoptr (JsonObject) models = parse ("{\"Action\":\"ListModels\",\"PublicKey\":\"abcdefg\"}");
  g_autoptr (JsonObject) start = parse ("{\"Action\":\"StartPicpikApp\",\"PublicKey\":\"abcdefg\","
                                        "\"AppId\":\"your_app_id\"}");
  g_autoptr (JsonObject) service = parse ("{\"prompt\":\"这是生成图片所需的提示词。\",\"width\":512,"
                                          "\"height\":512,\"refImage\":"
                                          "\"如果是图生图，此处填原图的base64字符串\"}");
  g_autofree char *models_signature = pictor_picpik_sign (models, "123456");
  g_autofree char *start_signature = pictor_picpik_sign (start, "123456");
  g_autofree char *service_signature = pictor_picpik_sign_service (service, "ABCDEFG");

  g_assert_cmpstr (models_signature, ==, "4a20bc1141494035f6aaaad13224c94c5a8bc3a5");
  g_assert_cmpstr (start_signature, ==, "c5e65ad1936ff695436917bf807d2281db33e7a3");
  g_assert_cmpstr (service_signature, ==, "bb4c607024f6eeb6198d070b658b2a9270fd468d");
}

static void
test_order (void)
{
  assert_text ("{}", "{}", "");
  assert_text ("{\"b\":\"2\",\"a\":\"1\",\"B\":\"3\",\"ab\":\"4\",\"é\":\"5\",\"\":\"6\"}",
               "{\"\":\"6\",\"B\":\"3\",\"a\":\"1\",\"ab\":\"4\",\"b\":\"2\",\"é\":\"5\"}",
               "6B3a1ab4b2é5");
  /* Byte order, which is not the order of UTF-16: U+FFFD comes before U+1F98A. */
  assert_text ("{\"🦊\":1,\"\xef\xbf\xbd\":2}", "{\"\xef\xbf\xbd\":2,\"🦊\":1}", "\xef\xbf\xbd" "2🦊1");
}

static void
test_nested (void)
{
  assert_text ("{\"list\":[3,\"x\",[1,[2]],{\"z\":1,\"y\":[true,null]},{}],\"empty\":[],\"map\":"
               "{\"d\":{\"f\":1,\"e\":2},\"c\":\"\"}}",
               "{\"empty\":[],\"list\":[3,\"x\",[1,[2]],{\"y\":[true,null],\"z\":1},{}],\"map\":"
               "{\"c\":\"\",\"d\":{\"e\":2,\"f\":1}}}",
               "emptylist3x12ytruez1mapcde2f1");
}

static void
test_numbers (void)
{
  g_autoptr (JsonObject) fields = json_object_new ();

  json_object_set_double_member (fields, "a", 0.1);
  json_object_set_double_member (fields, "b", 7.5);
  json_object_set_double_member (fields, "c", 42.0);
  json_object_set_double_member (fields, "d", 1e-7);
  json_object_set_double_member (fields, "e", 1e21);
  json_object_set_int_member (fields, "f", 30);
  json_object_set_int_member (fields, "g", G_MAXINT64);
  json_object_set_int_member (fields, "h", G_MININT64);
  json_object_set_double_member (fields, "i", -0.75);
  assert_written (fields,
                  "{\"a\":0.1,\"b\":7.5,\"c\":42,\"d\":0.0000001,\"e\":1000000000000000000000,\"f\":30,"
                  "\"g\":9223372036854775807,\"h\":-9223372036854775808,\"i\":-0.75}",
                  "a0.1b7.5c42d0.0000001e1000000000000000000000f30g9223372036854775807"
                  "h-9223372036854775808i-0.75");
}

static void
test_words (void)
{
  assert_text ("{\"no\":false,\"nothing\":null,\"text\":\"\",\"yes\":true}",
               "{\"no\":false,\"nothing\":null,\"text\":\"\",\"yes\":true}",
               "nofalsenothingtextyestrue");
}

/* What is signed is the string itself; what is sent reads back as the same string. */
static void
test_strings (void)
{
  const char *text = "say \"hi\" \\ /\b\f\n\r\t\x01\x1f\x7f 狐狸🦊\xe2\x80\xa8";
  g_autoptr (JsonObject) fields = json_object_new ();
  g_autoptr (JsonObject) again = NULL;
  const char *json = "{\"q\\\"\":\"say \\\"hi\\\" \\\\ /\\u0008\\u000c\\n\\r\\t\\u0001\\u001f\x7f "
                     "狐狸🦊\xe2\x80\xa8\"}";
  g_autofree char *hashed = g_strconcat ("q\"", text, NULL);

  json_object_set_string_member (fields, "q\"", text);
  assert_written (fields, json, hashed);

  again = parse (json);
  g_assert_cmpstr (json_object_get_string_member (again, "q\""), ==, text);
}

static void
test_substitute (void)
{
  const PictorPicpikSink sink = { append_cb, substitute_cb };
  Written written = { g_string_new (NULL), g_string_new (NULL) };
  g_autoptr (JsonObject) fields = parse ("{\"b\":[\"image\",\"text\"],\"a\":\"im\\\"age\"}");

  pictor_picpik_write (fields, &sink, &written);
  g_assert_cmpstr (written.json->str, ==, "{\"a\":\"im\\\"age\",\"b\":[\"QUJD\",\"text\"]");
  g_assert_cmpstr (written.hashed->str, ==, "aim\"agebQUJDtext");

  g_string_free (written.json, TRUE);
  g_string_free (written.hashed, TRUE);
}

static void
test_signature_passed_over (void)
{
  g_autoptr (JsonObject) without = parse ("{\"Action\":\"A\",\"In\":{\"Signature\":\"kept\"}}");
  g_autoptr (JsonObject) with = parse ("{\"Action\":\"A\",\"In\":{\"Signature\":\"kept\"},"
                                       "\"Signature\":\"0000\"}");
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA1,
                                                             "ActionAInSignaturekeptk", -1);
  g_autofree char *one = pictor_picpik_sign (without, "k");
  g_autofree char *other = pictor_picpik_sign (with, "k");

  g_assert_cmpstr (one, ==, expected);
  g_assert_cmpstr (other, ==, expected);
}

/* The service API counts characters, not bytes, and only of values. */
static void
test_service_cut (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) hashed = g_string_new ("p");
  g_autoptr (JsonObject) fields = json_object_new ();
  g_autofree char *signature = NULL;
  g_autofree char *expected = NULL;

  for (guint i = 0; i < 200; i++)
    {
      g_string_append (text, "狐");
      if (i < 128)
        g_string_append (hashed, "狐");
    }
  g_string_append (hashed, "key");

  json_object_set_string_member (fields, "p", text->str);
  signature = pictor_picpik_sign_service (fields, "key");
  expected = g_compute_checksum_for_string (G_CHECKSUM_SHA1, hashed->str, -1);
  g_assert_cmpstr (signature, ==, expected);
}

static void
test_contract (void)
{
  for (int i = 0; i < PICTOR_N_FIELDS; i++)
    g_assert_nonnull (pictor_picpik_field_name (i));
  g_assert_cmpstr (pictor_picpik_field_name (PICTOR_FIELD_CFG_SCALE), ==, "CfgScale");
  g_assert_cmpstr (pictor_picpik_field_name (PICTOR_FIELD_CONTROL_PRESET), ==, "ControlPreSetId");

  for (int i = 0; i < PICTOR_N_CONTROL_MODES; i++)
    g_assert_cmpint (pictor_picpik_parse_control_mode (pictor_picpik_control_mode (i)), ==, i);
  for (int i = 0; i < PICTOR_N_RESIZE_MODES; i++)
    g_assert_cmpint (pictor_picpik_parse_resize_mode (pictor_picpik_resize_mode (i)), ==, i);
  g_assert_cmpint (pictor_picpik_parse_model_type ("combined_model"), ==, PICTOR_MODEL_TYPE_COMBINED);
  g_assert_cmpint (pictor_picpik_parse_model_type ("custom_model"), ==, PICTOR_MODEL_TYPE_CUSTOM);

  g_assert_cmpint (pictor_picpik_parse_model_type ("Combined_Model"), ==, -1);
  g_assert_cmpint (pictor_picpik_parse_control_mode (""), ==, -1);
  g_assert_cmpint (pictor_picpik_parse_resize_mode (NULL), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picpik/signature/published", test_published);
  g_test_add_func ("/picpik/signature/order", test_order);
  g_test_add_func ("/picpik/signature/nested", test_nested);
  g_test_add_func ("/picpik/signature/numbers", test_numbers);
  g_test_add_func ("/picpik/signature/words", test_words);
  g_test_add_func ("/picpik/signature/strings", test_strings);
  g_test_add_func ("/picpik/signature/substitute", test_substitute);
  g_test_add_func ("/picpik/signature/signature-passed-over", test_signature_passed_over);
  g_test_add_func ("/picpik/signature/service-cut", test_service_cut);
  g_test_add_func ("/picpik/contract", test_contract);
  return g_test_run ();
}
