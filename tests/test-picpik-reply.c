/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-reply.h"
#include "engines/pictor-plain-text.h"
#include "engines/pictor-engine-error.h"
#include "engines/pictor-listing.h"

#include <string.h>

static JsonObject *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return pictor_picpik_reply_read (bytes, error);
}

static void
assert_error (const char *text,
              int         code,
              const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (text, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, code);
  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));
}

static void
test_malformed (void)
{
  const char * const texts[] = {
    "", " ", "null", "0", "[]", "\"RetCode\"", "{", "{}", "{\"RetCode\":0", "<html>", "{\"RetCode\":\"0\"}",
    "{\"RetCode\":\"error\"}", "{\"RetCode\":null}", "{\"RetCode\":false}", "{\"RetCode\":[0]}",
    "{\"RetCode\":{}}", "{\"RetCode\":0.5}", "{\"retcode\":0}", "{\"RetCode\":0}\xff", "\xff\xfe{\"RetCode\":0}",
  };
  g_autoptr (GString) deep = g_string_new ("{\"RetCode\":0,\"a\":");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_error (texts[i], PICTOR_ENGINE_ERROR_MALFORMED, "can't be read");

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  assert_error (deep->str, PICTOR_ENGINE_ERROR_MALFORMED, NULL);
}

static void
test_refused (void)
{
  g_autoptr (GString) hostile = g_string_new ("{\"RetCode\":5,\"Message\":\"");
  g_autoptr (GError) error = NULL;

  assert_error ("{\"RetCode\":230,\"Message\":\"Steps must be between 1 and 150\"}",
                PICTOR_ENGINE_ERROR_REFUSED, "“Steps must be between 1 and 150”");
  assert_error ("{\"RetCode\":-1}", PICTOR_ENGINE_ERROR_REFUSED, "-1");
  assert_error ("{\"RetCode\":9,\"Message\":\"\"}", PICTOR_ENGINE_ERROR_REFUSED, "9");
  assert_error ("{\"RetCode\":9,\"Message\":[\"x\"]}", PICTOR_ENGINE_ERROR_REFUSED, "9");

  assert_error ("{\"RetCode\":171,\"Message\":\"no\"}", PICTOR_ENGINE_ERROR_ACCOUNT, "“no”");
  assert_error ("{\"RetCode\":172}", PICTOR_ENGINE_ERROR_ACCOUNT, NULL);
  assert_error ("{\"RetCode\":1,\"Message\":\"Signature verification failed\"}", PICTOR_ENGINE_ERROR_ACCOUNT, NULL);
  assert_error ("{\"RetCode\":1,\"Message\":\"Missing PublicKey\"}", PICTOR_ENGINE_ERROR_ACCOUNT, NULL);
  assert_error ("{\"RetCode\":404}", PICTOR_ENGINE_ERROR_TASK_EXPIRED, NULL);

  for (guint i = 0; i < 10000; i++)
    g_string_append (hostile, "a\\n\\u202e\\u0007");
  g_string_append (hostile, "\"}");
  g_assert_null (read_text (hostile->str, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_REFUSED);
  g_assert_cmpint (g_utf8_strlen (error->message, -1), <, 400);
  g_assert_null (strpbrk (error->message, "\n\a"));
  g_assert_null (strstr (error->message, "\xe2\x80\xae"));
}

static void
test_task_uid (void)
{
  g_autoptr (JsonObject) good = read_text ("{\"RetCode\":0.0,\"TaskUID\":\"cjr997\",\"x\":1}", NULL);
  const char * const bad[] = {
    "{\"RetCode\":0}", "{\"RetCode\":0,\"TaskUID\":\"\"}", "{\"RetCode\":0,\"TaskUID\":null}",
    "{\"RetCode\":0,\"TaskUID\":{}}", "{\"RetCode\":0,\"TaskUID\":[\"a\"]}",
  };

  g_assert_nonnull (good);
  g_assert_cmpstr (pictor_picpik_reply_get_task_uid (good, NULL), ==, "cjr997");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonObject) reply = read_text (bad[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (pictor_picpik_reply_get_task_uid (reply, &error));
      g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED);
    }
}

static GPtrArray *
read_tasks (const char *list)
{
  g_autofree char *text = g_strdup_printf ("{\"RetCode\":0,\"TaskDetailList\":%s}", list);
  g_autoptr (JsonObject) reply = read_text (text, NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *tasks;

  g_assert_nonnull (reply);
  tasks = pictor_picpik_reply_get_tasks (reply, &error);
  g_assert_no_error (error);
  return tasks;
}

static void
assert_state (const char            *members,
              PictorPicpikTaskState  state)
{
  g_autofree char *list = g_strdup_printf ("[{\"TaskUID\":\"a\"%s}]", members);
  g_autoptr (GPtrArray) tasks = read_tasks (list);
  PictorPicpikTask *task;

  g_assert_cmpuint (tasks->len, ==, 1);
  task = g_ptr_array_index (tasks, 0);
  g_assert_cmpint (task->state, ==, state);
}

static void
test_task_states (void)
{
  assert_state ("", PICTOR_PICPIK_TASK_RUNNING);
  assert_state (",\"Status\":\"Running\"", PICTOR_PICPIK_TASK_RUNNING);
  assert_state (",\"Status\":\"Pending\"", PICTOR_PICPIK_TASK_WAITING);
  assert_state (",\"Status\":\"QUEUED\",\"ImgList\":[]", PICTOR_PICPIK_TASK_WAITING);
  assert_state (",\"Status\":7,\"ImgList\":{},\"ErrorCode\":null", PICTOR_PICPIK_TASK_RUNNING);
  assert_state (",\"Status\":\"whatever comes\"", PICTOR_PICPIK_TASK_RUNNING);
  assert_state (",\"ImgList\":[\"https://x/1.png\"]", PICTOR_PICPIK_TASK_DONE);
  assert_state (",\"Status\":\"Success\",\"ImgList\":[\"https://x/1.png\"],\"ErrorCode\":0", PICTOR_PICPIK_TASK_DONE);
  assert_state (",\"Status\":\"Success\",\"ImgList\":[\"https://x/1.png\"],\"ErrorCode\":3", PICTOR_PICPIK_TASK_FAILED);
  assert_state (",\"Status\":\"Running\",\"ErrorCode\":12", PICTOR_PICPIK_TASK_FAILED);
  assert_state (",\"Status\":\"FAILED\"", PICTOR_PICPIK_TASK_FAILED);
  assert_state (",\"Status\":\"Failure\"", PICTOR_PICPIK_TASK_FAILED);
  assert_state (",\"Status\":\"error\"", PICTOR_PICPIK_TASK_FAILED);
  assert_state (",\"Status\":\"Cancelled\"", PICTOR_PICPIK_TASK_FAILED);
  assert_state (",\"Status\":\"Timeout\"", PICTOR_PICPIK_TASK_FAILED);
  assert_state (",\"Status\":\"Expired\"", PICTOR_PICPIK_TASK_EXPIRED);
  assert_state (",\"Status\":\"Succeeded\"", PICTOR_PICPIK_TASK_FAILED);
  assert_state (",\"Status\":\"completed\",\"ImgList\":[null,1,\"\",{}]", PICTOR_PICPIK_TASK_FAILED);
}

static void
test_task_fields (void)
{
  g_autoptr (GPtrArray) tasks = NULL;
  PictorPicpikTask *task;
  g_autoptr (GError) error = NULL;

  tasks = read_tasks ("[null,1,\"x\",[],{},{\"TaskUID\":5},{\"TaskUID\":\"one\",\"Status\":\" Done\\n\",\"Seed\":5,"
                      "\"ConsumeApiPoint\":2.5,\"ImgList\":[\"https://x/1\",7,\"https://x/2\"]},"
                      "{\"TaskUID\":\"two\",\"ErrorCode\":3,\"ErrorMassage\":\"Out of\\tmemory\",\"Seed\":\"x\"},"
                      "{\"TaskUID\":\"three\",\"ErrorCode\":4,\"ErrorMassage\":\"\",\"ErrorMessage\":\"no\"},"
                      "{\"TaskUID\":\"four\",\"ErrorCode\":4}]");
  g_assert_cmpuint (tasks->len, ==, 4);

  task = g_ptr_array_index (tasks, 0);
  g_assert_cmpstr (task->uid, ==, "one");
  g_assert_cmpstr (task->status, ==, "Done");
  g_assert_cmpint (task->seed, ==, 5);
  g_assert_cmpfloat (task->points, ==, 2.5);
  g_assert_cmpuint (g_strv_length (task->images), ==, 2);
  g_assert_cmpstr (task->images[1], ==, "https://x/2");

  task = g_ptr_array_index (tasks, 1);
  g_assert_cmpint (task->seed, ==, -1);
  g_assert_cmpfloat (task->points, <, 0);
  error = pictor_picpik_task_make_error (task);
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_FAILED);
  g_assert_nonnull (strstr (error->message, "“Out of memory”"));
  g_clear_error (&error);

  error = pictor_picpik_task_make_error (g_ptr_array_index (tasks, 2));
  g_assert_nonnull (strstr (error->message, "“no”"));
  g_clear_error (&error);

  error = pictor_picpik_task_make_error (g_ptr_array_index (tasks, 3));
  g_assert_nonnull (strstr (error->message, "4"));
}

static void
test_no_task_list (void)
{
  const char * const texts[] = {
    "{\"RetCode\":0}", "{\"RetCode\":0,\"TaskDetailList\":null}", "{\"RetCode\":0,\"TaskDetailList\":{}}",
    "{\"RetCode\":0,\"TaskDetailList\":\"[]\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonObject) reply = read_text (texts[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (pictor_picpik_reply_get_tasks (reply, &error));
      g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED);
    }
}

/* "kind id name custom" of each. */
static char *
describe (GPtrArray *listings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < listings->len; i++)
    {
      PictorListing *listing = g_ptr_array_index (listings, i);

      g_string_append_printf (text, "%d %s %s %d\n", pictor_listing_get_kind (listing),
                              pictor_listing_get_id (listing), pictor_listing_get_name (listing),
                              pictor_listing_get_custom (listing));
    }

  return g_string_free (text, FALSE);
}

static void
test_models (void)
{
  g_autoptr (JsonObject) reply = NULL;
  g_autoptr (GPtrArray) models = NULL;
  g_autofree char *text = NULL;
  const char * const *triggers;

  reply = read_text ("{\"RetCode\":0,\"SystemPreInstallModels\":[{\"Id\":1,\"Name\":\"Base\"},null,{\"Id\":[]},7],"
                     "\"SelfMainModels\":{\"mine\":{\"Id\":\"11\"}},"
                     "\"MainModels\":{\"one\":{\"Id\":1,\"ModelCode\":\"again\"},"
                     "\"two\":{\"ModelCode\":\"sd-2\",\"IsOfficial\":false},"
                     "\"family\":[{\"ModelCode\":\"in-list\",\"Name\":\"\"}]},"
                     "\"LoraModels\":[{\"Id\":21,\"Name\":\"Stars\\n\",\"TriggerWordList\":[\"star\",5,\"night\"]}],"
                     "\"EmbeddingModels\":\"none\",\"HypernetworkModels\":null,\"Other\":[{\"Id\":99}]}", NULL);
  g_assert_nonnull (reply);
  models = pictor_picpik_reply_get_models (reply);
  text = describe (models);
  g_assert_cmpstr (text, ==,
                   "0 1 Base 0\n"
                   "0 11 mine 1\n"
                   "0 sd-2 two 1\n"
                   "0 in-list in-list 0\n"
                   "1 21 Stars 0\n");

  triggers = pictor_listing_get_triggers (g_ptr_array_index (models, 4));
  g_assert_cmpuint (g_strv_length ((char **) triggers), ==, 2);
  g_assert_cmpstr (triggers[1], ==, "night");
  g_assert_null (pictor_listing_get_triggers (g_ptr_array_index (models, 0)));
}

static void
test_controls (void)
{
  g_autoptr (JsonObject) reply = NULL;
  g_autoptr (GPtrArray) controls = NULL;
  g_autofree char *text = NULL;
  PictorListing *canny;

  reply = read_text ("{\"RetCode\":0,\"Action\":\"ListControlNetsResponse\",\"Message\":\"\","
                     "\"ControlNetModels\":[{\"Id\":1,\"Name\":\"Canny\"}],"
                     "\"PreProcessors\":{\"canny\":{\"Id\":1,\"Param1Name\":\"Low threshold\","
                     "\"Param2Name\":\"High threshold\"}}}", NULL);
  g_assert_nonnull (reply);
  controls = pictor_picpik_reply_get_controls (reply);
  text = describe (controls);
  g_assert_cmpstr (text, ==, "2 1 Canny 0\n3 1 canny 0\n");

  canny = g_ptr_array_index (controls, 1);
  g_assert_cmpstr (pictor_listing_get_param1 (canny), ==, "Low threshold");
  g_assert_cmpstr (pictor_listing_get_param2 (canny), ==, "High threshold");
  g_assert_null (pictor_listing_get_param1 (g_ptr_array_index (controls, 0)));
}

static void
assert_plain (const char *text,
              guint       max_chars,
              const char *expected)
{
  g_autofree char *plain = pictor_plain_text (text, max_chars);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_plain_text (void)
{
  assert_plain (NULL, 10, NULL);
  assert_plain ("", 10, NULL);
  assert_plain (" \n\t ", 10, NULL);
  assert_plain (" a\n\n b ", 10, "a b");
  assert_plain ("12345", 5, "12345");
  assert_plain ("123456", 5, "12345…");
  assert_plain ("狐狸狐狸", 2, "狐狸…");
  assert_plain ("a\xe2\x80\xae" "b\x1b[31m<b>", 20, "ab [31m<b>");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picpik/reply/malformed", test_malformed);
  g_test_add_func ("/picpik/reply/refused", test_refused);
  g_test_add_func ("/picpik/reply/task-uid", test_task_uid);
  g_test_add_func ("/picpik/reply/task-states", test_task_states);
  g_test_add_func ("/picpik/reply/task-fields", test_task_fields);
  g_test_add_func ("/picpik/reply/no-task-list", test_no_task_list);
  g_test_add_func ("/picpik/reply/models", test_models);
  g_test_add_func ("/picpik/reply/controls", test_controls);
  g_test_add_func ("/picpik/reply/plain-text", test_plain_text);
  return g_test_run ();
}
