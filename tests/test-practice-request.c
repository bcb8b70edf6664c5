/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice-client.h"

#define CONTROL "\"ControlNetImg\":\"$PNG\",\"ControlWeight\":1"
#define CUSTOM CONTROL ",\"ControlPreSetId\":0,\"ModelId\":1,\"PreProcessorId\":2," \
  "\"StartingControlStep\":0,\"EndingControlStep\":1,\"ControlMode\":\"Balanced\",\"ResizeMode\":\"JustResize\"," \
  "\"PreProcessorResolution\":512,\"Param1Value\":100,\"Param2Value\":200"
#define C0 "ControlNetParams[0]."

/* @field of a good request becomes @value (JSON; NULL = it is left out), and then @faults are found; "" = none.
 * A second field may be changed with it. */
typedef struct
{
  const char *field;
  const char *value;
  const char *faults;
  const char *field2;
  const char *value2;
} Case;

static const Case cases[] = {
  { "request_uuid", "\"b7a3a0f4-8f0e-4c6e-9d53-0a7c3a9f1c11\"", "" },
  { "request_uuid", "\"no uuid\"", "request_uuid" },
  { "request_uuid", "7", "request_uuid" },
  { "request_uuid", "null", "request_uuid" },

  { "ModelType", NULL, "ModelType" },
  { "ModelType", "1", "ModelType" },
  { "ModelType", "\"Combined_model\"", "ModelType" },
  { "ModelType", "\"custom_model\"", "MainModelId" },
  { "ModelType", "\"custom_model\"", "", "MainModelId", "11" },
  { "MainModelId", NULL, "MainModelId" },
  { "MainModelId", "\"1\"", "MainModelId" },
  { "MainModelId", "1.5", "MainModelId" },
  { "MainModelId", "1.0", "MainModelId" },
  { "MainModelId", "999", "MainModelId" },
  { "MainModelId", "11", "MainModelId" },
  { "MainModelId", "-1", "MainModelId" },

  { "BatchSize", NULL, "BatchSize" },
  { "BatchSize", "0", "BatchSize" },
  { "BatchSize", "17", "BatchSize" },
  { "BatchSize", "16", "" },
  { "BatchSize", "\"1\"", "BatchSize" },
  { "BatchSize", "true", "BatchSize" },
  { "Steps", NULL, "Steps" },
  { "Steps", "0", "Steps" },
  { "Steps", "1", "" },
  { "Steps", "150", "" },
  { "Steps", "151", "Steps" },
  { "Steps", "20.5", "Steps" },
  { "Steps", "[20]", "Steps" },
  { "Steps", "{}", "Steps" },
  { "Steps", "null", "Steps" },
  { "CfgScale", NULL, "CfgScale" },
  { "CfgScale", "-0.1", "CfgScale" },
  { "CfgScale", "0", "" },
  { "CfgScale", "30", "" },
  { "CfgScale", "30.001", "CfgScale" },
  { "CfgScale", "\"7\"", "CfgScale" },
  { "Seed", NULL, "Seed" },
  { "Seed", "-1", "" },
  { "Seed", "-2", "Seed" },
  { "Seed", "0", "" },
  { "Seed", "2147483647", "" },
  { "Seed", "2147483648", "Seed" },
  { "Seed", "1.5", "Seed" },
  { "Sampler", NULL, "Sampler" },
  { "Sampler", "\"euler a\"", "Sampler" },
  { "Sampler", "\"\"", "Sampler" },
  { "Sampler", "0", "Sampler" },
  { "Sampler", "\"DPM++ 2M SDE Karras\"", "" },
  { "Width", NULL, "Width" },
  { "Width", "15", "Width" },
  { "Width", "16", "" },
  { "Width", "1441", "Width" },
  { "Height", NULL, "Height" },
  { "Height", "15", "Height" },
  { "Height", "1441", "Height" },
  { "Height", "48.5", "Height" },
  { "ClipSkip", NULL, "ClipSkip" },
  { "ClipSkip", "0", "ClipSkip" },
  { "ClipSkip", "13", "ClipSkip" },
  { "TranslatePrompt", NULL, "TranslatePrompt" },
  { "TranslatePrompt", "1", "TranslatePrompt" },
  { "TranslatePrompt", "\"true\"", "TranslatePrompt" },
  { "TranslatePrompt", "true", "" },
  { "UseCustomMainModelVae", "0", "UseCustomMainModelVae" },
  { "UseCustomMainModelVae", "true", "" },

  { "PositivePrompts", NULL, "" },
  { "PositivePrompts", "[]", "" },
  { "PositivePrompts", "\"a fox\"", "PositivePrompts" },
  { "PositivePrompts", "[\"a fox\", 1]", "PositivePrompts" },
  { "PositivePrompts", "[\"海边的\\u0001狐狸\", \"\"]", "" },
  { "NegativePrompts", "{}", "NegativePrompts" },
  { "NegativePrompts", "[[\"a\"]]", "NegativePrompts" },
  { "NegativePrompts", NULL, "" },

  { "SubModelIds", "[21]", "SubModelIds" },
  { "SubModelIds", "[]", "" },
  { "SubModelIds", "21", "SubModelIds", },
  { "SubModelParams", "[{\"SubModelId\":21,\"ControlWeight\":1}]", "SubModelParams[0].SubModelId" },
  { "SubModelParams", "[]", "" },
  { "SubModelParams", "{}", "SubModelParams" },
  { "SubModelParams", "[1]", "SubModelParams" },

  { "Colour", "\"red\"", "Colour" },
  { "CFGScale", "7", "CFGScale" },

  { "EnableControlNet", "1", "EnableControlNet" },
  { "EnableControlNet", "true", "" },
  { "ControlNetParams", "[]", "" },
  { "ControlNetParams", "{}", "ControlNetParams" },
  { "ControlNetParams", "[\"a\"]", "ControlNetParams" },
  { "ControlNetParams", "[{},{},{},{}]", "ControlNetParams" },
  { "ControlNetParams", "[{}]", C0 "ControlNetImg " C0 "ControlWeight " C0 "ControlPreSetId" },
  { "ControlNetParams", "[{" CONTROL ",\"ControlPreSetId\":1}]", "" },
  { "ControlNetParams", "[{" CONTROL ",\"ControlPreSetId\":\"4\"}]", "" },
  { "ControlNetParams", "[{" CONTROL ",\"ControlPreSetId\":5}]", C0 "ControlPreSetId" },
  { "ControlNetParams", "[{" CONTROL ",\"ControlPreSetId\":-1}]", C0 "ControlPreSetId" },
  { "ControlNetParams", "[{" CONTROL ",\"ControlPreSetId\":\"5\"}]", C0 "ControlPreSetId" },
  { "ControlNetParams", "[{" CONTROL ",\"ControlPreSetId\":\"\"}]", C0 "ControlPreSetId" },
  { "ControlNetParams", "[{" CONTROL ",\"ControlPreSetId\":1.0}]", C0 "ControlPreSetId" },
  { "ControlNetParams", "[{" CONTROL ",\"ControlPreSetId\":true}]", C0 "ControlPreSetId" },
  { "ControlNetParams", "[{" CONTROL ",\"ControlPreSetId\":2,\"ModelId\":1}]", C0 "ModelId" },
  { "ControlNetParams", "[{" CONTROL ",\"ControlPreSetId\":2,\"Param1Value\":1,\"ControlMode\":\"Balanced\"}]",
    C0 "ControlMode " C0 "Param1Value" },
  { "ControlNetParams", "[{" CONTROL ",\"ControlPreSetId\":1,\"Weight\":1}]", C0 "Weight" },
  { "ControlNetParams", "[{\"ControlNetImg\":\"$JPEG\",\"ControlWeight\":0.5,\"ControlPreSetId\":3}]", "" },
  { "ControlNetParams", "[{\"ControlNetImg\":\"$PNG\",\"ControlWeight\":2.1,\"ControlPreSetId\":3}]", C0 "ControlWeight" },
  { "ControlNetParams", "[{\"ControlNetImg\":\"$PNG\",\"ControlWeight\":-1,\"ControlPreSetId\":3}]", C0 "ControlWeight" },
  { "ControlNetParams", "[{\"ControlNetImg\":\"$PNG\",\"ControlWeight\":\"1\",\"ControlPreSetId\":3}]", C0 "ControlWeight" },
  { "ControlNetParams", "[{\"ControlNetImg\":\"\",\"ControlWeight\":1,\"ControlPreSetId\":1}]", C0 "ControlNetImg" },
  { "ControlNetParams", "[{\"ControlNetImg\":\"not base64!\",\"ControlWeight\":1,\"ControlPreSetId\":1}]", C0 "ControlNetImg" },
  { "ControlNetParams", "[{\"ControlNetImg\":\"====\",\"ControlWeight\":1,\"ControlPreSetId\":1}]", C0 "ControlNetImg" },
  { "ControlNetParams", "[{\"ControlNetImg\":\"QUJDRA==\",\"ControlWeight\":1,\"ControlPreSetId\":1}]", C0 "ControlNetImg" },
  { "ControlNetParams", "[{\"ControlNetImg\":\" $PNG\",\"ControlWeight\":1,\"ControlPreSetId\":1}]", C0 "ControlNetImg" },
  { "ControlNetParams", "[{\"ControlNetImg\":\"data:image/png;base64,$PNG\",\"ControlWeight\":1,\"ControlPreSetId\":1}]",
    C0 "ControlNetImg" },
  { "ControlNetParams", "[{\"ControlNetImg\":\"iVBORw0KGgoAAAANSUhEUgAA\",\"ControlWeight\":1,\"ControlPreSetId\":1}]",
    C0 "ControlNetImg" },
  { "ControlNetParams", "[{\"ControlNetImg\":7,\"ControlWeight\":1,\"ControlPreSetId\":1}]", C0 "ControlNetImg" },

  { "ControlNetParams", "[{" CUSTOM "}]", "" },
  { "ControlNetParams", "[{" CONTROL ",\"ControlPreSetId\":\"0\"}]",
    C0 "ModelId " C0 "PreProcessorId " C0 "StartingControlStep " C0 "EndingControlStep " C0 "ControlMode "
    C0 "ResizeMode " C0 "PreProcessorResolution " C0 "Param1Value " C0 "Param2Value" },
  { "ControlNetParams", "[{" CUSTOM ",\"ModelId\":99}]", C0 "ModelId" },
  { "ControlNetParams", "[{" CUSTOM ",\"ModelId\":\"1\"}]", C0 "ModelId" },
  { "ControlNetParams", "[{" CUSTOM ",\"PreProcessorId\":0}]", C0 "PreProcessorId" },
  { "ControlNetParams", "[{" CUSTOM ",\"StartingControlStep\":-0.1}]", C0 "StartingControlStep" },
  { "ControlNetParams", "[{" CUSTOM ",\"StartingControlStep\":0.75,\"EndingControlStep\":0.5}]", C0 "StartingControlStep" },
  { "ControlNetParams", "[{" CUSTOM ",\"StartingControlStep\":0.5,\"EndingControlStep\":0.5}]", "" },
  { "ControlNetParams", "[{" CUSTOM ",\"EndingControlStep\":1.1}]", C0 "EndingControlStep" },
  { "ControlNetParams", "[{" CUSTOM ",\"ControlMode\":\"balanced\"}]", C0 "ControlMode" },
  { "ControlNetParams", "[{" CUSTOM ",\"ControlMode\":1}]", C0 "ControlMode" },
  { "ControlNetParams", "[{" CUSTOM ",\"ResizeMode\":\"Stretch\"}]", C0 "ResizeMode" },
  { "ControlNetParams", "[{" CUSTOM ",\"PreProcessorResolution\":512.5}]", C0 "PreProcessorResolution" },
  { "ControlNetParams", "[{" CUSTOM ",\"PreProcessorResolution\":-1}]", C0 "PreProcessorResolution" },
  { "ControlNetParams", "[{" CUSTOM ",\"Param1Value\":\"1\"}]", C0 "Param1Value" },
  { "ControlNetParams", "[{" CUSTOM ",\"Param2Value\":null}]", C0 "Param2Value" },
  { "ControlNetParams", "[{" CUSTOM "},{" CONTROL ",\"ControlPreSetId\":9}]", "ControlNetParams[1].ControlPreSetId" },
};

/* The same with a custom model, where sub-models are allowed. */
static const Case custom_cases[] = {
  { "SubModelIds", "[21,22]", "" },
  { "SubModelIds", "[99]", "SubModelIds" },
  { "SubModelIds", "[21,21]", "SubModelIds" },
  { "SubModelIds", "[\"21\"]", "SubModelIds" },
  { "SubModelIds", "[21.5]", "SubModelIds" },
  { "SubModelParams", "[{\"SubModelId\":21,\"ControlWeight\":0.8}]", "", "SubModelIds", "[21]" },
  { "SubModelParams", "[{\"SubModelId\":22,\"ControlWeight\":0.8}]", "SubModelParams[0].SubModelId", "SubModelIds", "[21]" },
  { "SubModelParams", "[{\"SubModelId\":\"21\",\"ControlWeight\":1}]", "SubModelParams[0].SubModelId", "SubModelIds", "[21]" },
  { "SubModelParams", "[{\"SubModelId\":21}]", "SubModelParams[0].ControlWeight", "SubModelIds", "[21]" },
  { "SubModelParams", "[{\"SubModelId\":21,\"ControlWeight\":\"1\"}]", "SubModelParams[0].ControlWeight", "SubModelIds", "[21]" },
  { "SubModelParams", "[{\"ControlWeight\":1}]", "SubModelParams[0].SubModelId", "SubModelIds", "[21]" },
  { "SubModelParams", "[{\"SubModelId\":21,\"ControlWeight\":1,\"Id\":1}]", "SubModelParams[0].Id", "SubModelIds", "[21]" },
  { "MainModelId", "1", "MainModelId" },
};

static void
check_case (Client     *client,
            const Case *c,
            gboolean    custom)
{
  g_autoptr (JsonObject) request = client_request ();
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *faults = NULL;

  if (custom)
    {
      json_object_set_string_member (request, "ModelType", "custom_model");
      json_object_set_int_member (request, "MainModelId", 12);
    }
  client_set (request, c->field, c->value);
  if (c->field2 != NULL)
    client_set (request, c->field2, c->value2);

  g_test_message ("%s: %.60s", c->field, c->value);
  answer = client_call (client, request);
  if (*c->faults == '\0')
    {
      g_assert_cmpstr (pictor_json_get_string (answer, "Message"), ==, NULL);
      g_assert_cmpint (client_code (answer), ==, 0);
      g_assert_nonnull (pictor_json_get_string (answer, "TaskUID"));
      return;
    }
  g_assert_cmpint (client_code (answer), !=, 0);
  g_assert_null (pictor_json_get_string (answer, "TaskUID"));
  faults = client_faults (answer);
  g_assert_cmpstr (faults, ==, c->faults);
}

static void
test_fields (void)
{
  Client client;

  client_start (&client);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&client, &cases[i], FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (custom_cases); i++)
    check_case (&client, &custom_cases[i], TRUE);
  client_stop (&client);
}

/* Everything at once, in one answer. */
static void
test_all_wrong (void)
{
  g_auto (GStrv) faults = NULL;
  Client client;
  g_autoptr (JsonObject) request = client_parse ("{\"Action\":\"GenerateTxt2Img\"}");
  g_autoptr (JsonObject) missing = NULL;
  g_autoptr (JsonObject) wrong = NULL;
  g_autofree char *missing_names = NULL;
  g_autofree char *wrong_names = NULL;
  static const char * const names[] = {
    "request_uuid", "ModelType", "MainModelId", "SubModelIds", "SubModelParams", "BatchSize", "Steps", "CfgScale",
    "Seed", "Sampler", "Width", "Height", "ClipSkip", "TranslatePrompt", "PositivePrompts", "NegativePrompts",
    "EnableControlNet", "ControlNetParams", "UseCustomMainModelVae"
  };

  client_start (&client);
  missing = client_call (&client, request);
  missing_names = client_faults (missing);
  g_assert_cmpstr (missing_names, ==, "ModelType MainModelId BatchSize Steps CfgScale Seed Sampler Width Height ClipSkip "
                                      "TranslatePrompt");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    client_set (request, names[i], "{\"a\":[1,null]}");
  wrong = client_call (&client, request);
  wrong_names = client_faults (wrong);
  faults = g_strsplit (wrong_names, " ", -1);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (g_strv_contains ((const char * const *) faults, names[i]));
  client_stop (&client);
}

/* What a stranger sends makes no answer of any size. */
static void
test_long_answers (void)
{
  Client client;
  g_autoptr (JsonObject) request = client_request ();
  g_autoptr (JsonObject) answer = NULL;
  JsonArray *params = json_array_new ();

  client_start (&client);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *name = g_strdup_printf ("x%u", i);

      json_object_set_int_member (request, name, i);
      json_array_add_object_element (params, json_object_new ());
    }
  json_object_set_array_member (request, "SubModelParams", params);
  answer = client_call (&client, request);
  g_assert_cmpint (client_code (answer), !=, 0);
  g_assert_cmpuint (strlen (json_object_get_string_member (answer, "Message")), <, 8192);

  {
    g_autofree char *phrase = g_strnfill (40000, 'a');
    g_autoptr (JsonObject) long_request = client_request ();
    g_autoptr (JsonObject) long_answer = NULL;
    g_autofree char *faults = NULL;
    JsonArray *phrases = json_array_new ();

    json_array_add_string_element (phrases, phrase);
    json_array_add_string_element (phrases, phrase);
    json_object_set_array_member (long_request, "PositivePrompts", phrases);
    long_answer = client_call (&client, long_request);
    faults = client_faults (long_answer);
    g_assert_cmpstr (faults, ==, "PositivePrompts");
  }
  client_stop (&client);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/request/fields", test_fields);
  g_test_add_func ("/practice/request/all-wrong", test_all_wrong);
  g_test_add_func ("/practice/request/long-answers", test_long_answers);
  return g_test_run ();
}
