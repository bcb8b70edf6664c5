/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "picpik/pictor-picpik-contract.h"
#include "practice-client.h"

static void
test_paint (void)
{
  Client client;
  g_autoptr (JsonObject) request = client_request ();
  g_autoptr (JsonObject) detail = NULL;
  g_autoptr (GPtrArray) pictures = NULL;
  g_autofree char *uid = NULL;

  client_start (&client);
  client_set (request, "BatchSize", "3");
  pictures = client_paint (&client, request);
  g_assert_cmpuint (pictures->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    client_assert_png (g_ptr_array_index (pictures, i), 64, 48);
  g_assert_false (g_bytes_equal (g_ptr_array_index (pictures, 0), g_ptr_array_index (pictures, 1)));

  uid = client_generate (&client, request);
  detail = client_follow (&client, uid);
  {
    gint64 seed, error;
    double points;

    g_assert_true (pictor_json_get_int (detail, "Seed", &seed));
    g_assert_cmpint (seed, ==, 42);
    g_assert_true (pictor_json_get_double (detail, "ConsumeApiPoint", &points));
    g_assert_cmpfloat (points, >=, 0);
    g_assert_true (!pictor_json_get_int (detail, "ErrorCode", &error) || error == 0);
  }
  client_stop (&client);
}

/* Each picture of a batch is the one that its own seed makes. */
static void
test_batch_seeds (void)
{
  Client client;
  g_autoptr (JsonObject) request = client_request ();
  g_autoptr (GPtrArray) batch = NULL;
  g_autoptr (GPtrArray) single = NULL;

  client_start (&client);
  client_set (request, "BatchSize", "3");
  batch = client_paint (&client, request);
  client_set (request, "BatchSize", "1");
  client_set (request, "Seed", "44");
  single = client_paint (&client, request);
  g_assert_true (g_bytes_equal (g_ptr_array_index (batch, 2), g_ptr_array_index (single, 0)));
  client_stop (&client);
}

/* A random seed is told, and asked for again it gives the same picture: also from another service. */
static void
test_seed (void)
{
  Client client, other;
  g_autoptr (JsonObject) request = client_request ();
  g_autoptr (JsonObject) detail = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autofree char *uid = NULL;
  g_autofree char *text = NULL;
  gint64 seed;
  guint status;

  client_start (&client);
  client_set (request, "Seed", "-1");
  uid = client_generate (&client, request);
  detail = client_follow (&client, uid);
  g_assert_true (pictor_json_get_int (detail, "Seed", &seed));
  g_assert_cmpint (seed, >=, 0);
  picture = client_fetch (&client,
                          json_array_get_string_element (pictor_json_get_array (detail, "ImgList"), 0), &status);
  client_stop (&client);

  client_start (&other);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, seed);
  client_set (request, "Seed", text);
  again = client_paint (&other, request);
  g_assert_true (g_bytes_equal (picture, g_ptr_array_index (again, 0)));
  client_stop (&other);
}

/* Every preset is accepted, and the sketch changes where things are. */
static void
test_controls (void)
{
  static const char custom[] =
    ",\"ModelId\":1,\"PreProcessorId\":2,\"StartingControlStep\":0,\"EndingControlStep\":1,"
    "\"ControlMode\":\"Balanced\",\"ResizeMode\":\"JustResize\",\"PreProcessorResolution\":512,"
    "\"Param1Value\":100,\"Param2Value\":200";
  Client client;
  g_autoptr (JsonObject) request = client_request ();
  g_autoptr (GPtrArray) free_picture = NULL;

  client_start (&client);
  free_picture = client_paint (&client, request);
  client_set (request, "EnableControlNet", "true");
  for (int preset = 0; preset <= 4; preset++)
    {
      g_autofree char *params =
        g_strdup_printf ("[{\"ControlNetImg\":\"$PNG\",\"ControlPreSetId\":%d,\"ControlWeight\":2%s}]", preset,
                         preset == 0 ? custom : "");
      g_autoptr (GPtrArray) guided = NULL;

      client_set (request, "ControlNetParams", params);
      guided = client_paint (&client, request);
      client_assert_png (g_ptr_array_index (guided, 0), 64, 48);
      g_assert_false (g_bytes_equal (g_ptr_array_index (free_picture, 0), g_ptr_array_index (guided, 0)));
    }
  /* Turned off, they are checked but do not apply. */
  client_set (request, "EnableControlNet", "false");
  {
    g_autoptr (GPtrArray) unguided = client_paint (&client, request);

    g_assert_true (g_bytes_equal (g_ptr_array_index (free_picture, 0), g_ptr_array_index (unguided, 0)));
  }
  client_stop (&client);
}

/* Changes a signed request, or not, and asserts the RetCode and the fields that the Message names. */
static void
check_account (Client     *client,
               const char *field,
               const char *value,
               gint64      code,
               const char *faults)
{
  g_autoptr (JsonObject) request = json_object_new ();
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *signed_text = NULL;
  g_autofree char *names = NULL;

  json_object_set_string_member (request, "Action", "ListModels");
  json_object_set_string_member (request, "request_uuid", "b7a3a0f4-8f0e-4c6e-9d53-0a7c3a9f1c11");
  signed_text = client_sign (client, request);
  if (field != NULL)
    client_set (request, field, value);
  answer = client_post (client, request);
  g_assert_cmpint (client_code (answer), ==, code);
  if (code != 0)
    {
      names = client_faults (answer);
      g_assert_cmpstr (names, ==, faults);
      g_assert_false (json_object_has_member (answer, "MainModels"));
    }
  if (g_strcmp0 (field, "request_uuid") != 0)
    g_assert_cmpstr (pictor_json_get_string (answer, "request_uuid"), ==, "b7a3a0f4-8f0e-4c6e-9d53-0a7c3a9f1c11");
}

/* Who asks is looked at before what is asked. */
static void
test_account (void)
{
  Client client;
  g_autoptr (JsonObject) unknown = json_object_new ();
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *faults = NULL;

  client_start (&client);
  check_account (&client, NULL, NULL, PICTOR_PICPIK_OK, NULL);
  check_account (&client, "Signature", NULL, PICTOR_PICPIK_BAD_REQUEST, "Signature");
  check_account (&client, "Signature", "7", PICTOR_PICPIK_BAD_REQUEST, "Signature");
  check_account (&client, "Signature", "\"\"", PICTOR_PICPIK_BAD_SIGNATURE, "Signature");
  check_account (&client, "Signature", "\"4a20bc1141494035f6aaaad13224c94c5a8bc3a5\"", PICTOR_PICPIK_BAD_SIGNATURE, "Signature");
  check_account (&client, "PublicKey", NULL, PICTOR_PICPIK_BAD_REQUEST, "PublicKey");
  check_account (&client, "PublicKey", "{}", PICTOR_PICPIK_BAD_REQUEST, "PublicKey");
  check_account (&client, "PublicKey", "\"abcdefg\"", PICTOR_PICPIK_UNKNOWN_KEY, "PublicKey");
  check_account (&client, "Action", NULL, PICTOR_PICPIK_BAD_REQUEST, "Action");
  check_account (&client, "Action", "[]", PICTOR_PICPIK_BAD_REQUEST, "Action");
  check_account (&client, "Action", "\"ListControlNets\"", PICTOR_PICPIK_BAD_SIGNATURE, "Signature");
  check_account (&client, "More", "1", PICTOR_PICPIK_BAD_SIGNATURE, "Signature");
  check_account (&client, "request_uuid", "\"3d1f1f5e-5f0e-4f53-8e1f-6d9b3f3b7c55\"", PICTOR_PICPIK_BAD_SIGNATURE, "Signature");

  json_object_set_string_member (unknown, "Action", "MakeCoffee");
  answer = client_call (&client, unknown);
  g_assert_cmpint (client_code (answer), ==, PICTOR_PICPIK_UNKNOWN_ACTION);
  faults = client_faults (answer);
  g_assert_cmpstr (faults, ==, "Action");
  client_stop (&client);
}

/* Tasks that nobody knows are told so, each for itself, in one answer. */
static void
test_unknown_task (void)
{
  Client client;
  g_autoptr (JsonObject) detail = NULL;

  client_start (&client);
  detail = client_detail (&client, "00000000000000000000");
  g_assert_cmpstr (pictor_json_get_string (detail, "Status"), ==, "Expired");
  client_stop (&client);
}

/* More than can wait are refused with a word; the others are made, or stopped when the service is. */
static void
test_many (void)
{
  Client client;
  g_autoptr (JsonObject) request = client_request ();
  g_autoptr (JsonObject) detail = NULL;
  g_autofree char *first = NULL;
  gint64 code = 0;
  guint n = 0;

  client_start (&client);
  client_set (request, "Width", "512");
  client_set (request, "Height", "512");
  while (code == 0)
    {
      g_autoptr (JsonObject) answer = client_call (&client, request);

      code = client_code (answer);
      if (first == NULL)
        first = g_strdup (pictor_json_get_string (answer, "TaskUID"));
      g_assert_cmpuint (++n, <, 1000);
    }
  g_assert_cmpint (code, ==, PICTOR_PICPIK_BUSY);
  g_assert_cmpuint (n, >, 64);
  detail = client_follow (&client, first);
  g_assert_cmpstr (pictor_json_get_string (detail, "Status"), ==, "Success");
  /* The rest is still being painted: stopping does not wait for it. */
  client_stop (&client);
}

/* The answer to an action that needs no more than its name. (transfer full) */
static JsonObject *
list (Client     *client,
      const char *action)
{
  g_autoptr (JsonObject) request = json_object_new ();
  JsonObject *answer;

  json_object_set_string_member (request, "Action", action);
  answer = client_call (client, request);
  g_assert_cmpint (client_code (answer), ==, 0);
  return answer;
}

/* Asserts that each entry of a list says that it is for practice, and that a request may name it in @field. */
static void
check_list (Client     *client,
            JsonObject *answer,
            const char *name,
            const char *model_type,
            const char *field)
{
  JsonArray *entries = pictor_json_get_array (answer, name);

  g_assert_cmpuint (json_array_get_length (entries), >, 0);
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      g_autoptr (JsonObject) request = client_request ();
      JsonObject *entry = json_array_get_object_element (entries, i);
      g_autofree char *uid = NULL;
      gint64 id = -1;

      g_assert_true (pictor_json_get_int (entry, "Id", &id));
      g_assert_nonnull (strstr (pictor_json_get_string (entry, "Name"), "Practice"));
      if (field != NULL)
        {
          json_object_set_string_member (request, "ModelType", model_type);
          json_object_set_int_member (request, field, id);
          uid = client_generate (client, request);
        }
    }
}

/* What is listed can be used. */
static void
test_lists (void)
{
  static const char * const groups[] = { "MainModels", "LoraModels", "EmbeddingModels", "HypernetworkModels" };
  Client client;
  g_autoptr (JsonObject) models = NULL;
  g_autoptr (JsonObject) legacy = NULL;
  g_autoptr (JsonObject) controls = NULL;
  g_autoptr (JsonObject) request = client_request ();
  g_autoptr (GString) ids = g_string_new ("[");
  g_autoptr (GPtrArray) plain = NULL;
  g_autoptr (GPtrArray) styled = NULL;
  JsonObjectIter iter;
  JsonNode *node;

  client_start (&client);
  models = list (&client, "ListModels");
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    g_assert_nonnull (pictor_json_get_object (models, groups[i]));
  legacy = list (&client, "ListAvailableModel");
  check_list (&client, legacy, "SystemPreInstallModels", "combined_model", "MainModelId");
  check_list (&client, legacy, "SelfMainModels", "custom_model", "MainModelId");
  controls = list (&client, "ListControlNets");
  check_list (&client, controls, "ControlNetModels", NULL, NULL);
  check_list (&client, controls, "PreProcessors", NULL, NULL);

  /* All LoRAs at once: they are seen in the picture. */
  json_object_iter_init (&iter, pictor_json_get_object (models, "LoraModels"));
  while (json_object_iter_next (&iter, NULL, &node))
    {
      gint64 id;

      g_assert_true (pictor_json_get_int (json_node_get_object (node), "Id", &id));
      g_assert_nonnull (pictor_json_get_string (json_node_get_object (node), "ModelCode"));
      g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, ids->len > 1 ? "," : "", id);
    }
  g_string_append_c (ids, ']');
  client_set (request, "ModelType", "\"custom_model\"");
  client_set (request, "MainModelId", "11");
  plain = client_paint (&client, request);
  client_set (request, "SubModelIds", ids->str);
  styled = client_paint (&client, request);
  g_assert_false (g_bytes_equal (g_ptr_array_index (plain, 0), g_ptr_array_index (styled, 0)));
  client_stop (&client);
}

static guint
count_files (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

/* Starting and stopping leaves nothing behind, however often; two have ports and keys of their own. */
static void
test_start_stop (void)
{
  Client client, other;
  guint n_files = 0;

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (JsonObject) request = client_request ();
      g_autofree char *uid = NULL;

      client_start (&client);
      if (i % 10 == 0)
        uid = client_generate (&client, request);
      client_stop (&client);
      /* The first one opens what stays open for all: threads to share, fonts, types. */
      if (i == 0)
        n_files = count_files ();
    }
  g_assert_cmpuint (count_files (), <=, n_files + 4);

  client_start (&client);
  client_start (&other);
  g_assert_cmpstr (pictor_practice_service_get_address (client.service), !=,
                   pictor_practice_service_get_address (other.service));
  g_assert_cmpstr (pictor_practice_service_get_public_key (client.service), !=,
                   pictor_practice_service_get_public_key (other.service));
  g_assert_cmpstr (pictor_practice_service_get_private_key (client.service), !=,
                   pictor_practice_service_get_private_key (other.service));
  client_stop (&other);
  client_stop (&client);
}

static gboolean
start_at (PictorPracticeService  *service,
          guint16                 port,
          GCancellable           *cancellable,
          GError                **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_practice_service_start_async (service, port, cancellable, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_practice_service_start_finish (service, result, error);
}

/* A port that is taken, and a start that is called off, are told and leave a service that can be started. */
static void
test_not_started (void)
{
  Client client;
  PictorPracticeService *second = pictor_practice_service_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (pictor_practice_service_get_address (second));
  pictor_practice_service_stop (second);

  client_start (&client);
  uri = g_uri_parse (pictor_practice_service_get_address (client.service), G_URI_FLAGS_NONE, NULL);
  g_assert_cmpstr (g_uri_get_host (uri), ==, "127.0.0.1");
  g_assert_false (start_at (second, g_uri_get_port (uri), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_null (pictor_practice_service_get_address (second));
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_false (start_at (second, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* The port is free again as soon as its service has stopped, and a stopped service starts again. */
  pictor_practice_service_stop (client.service);
  g_assert_null (pictor_practice_service_get_address (client.service));
  g_assert_true (start_at (second, g_uri_get_port (uri), NULL, &error));
  g_assert_no_error (error);
  g_assert_true (start_at (client.service, 0, NULL, &error));
  g_assert_no_error (error);
  pictor_test_finalize (second);
  client_stop (&client);
}

/* Twenty requests sent side by side become twenty tasks, each with its own picture. */
static void
test_side_by_side (void)
{
  enum { N = 20 };
  Client client;
  GAsyncResult *results[N] = { NULL };
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                           (GDestroyNotify) g_bytes_unref, NULL);

  client_start (&client);
  for (guint i = 0; i < N; i++)
    {
      g_autoptr (JsonObject) request = client_request ();
      g_autoptr (SoupMessage) message = soup_message_new ("POST", pictor_practice_service_get_address (client.service));
      g_autofree char *body = NULL;
      g_autoptr (GBytes) bytes = NULL;

      json_object_set_int_member (request, "Seed", i);
      body = client_sign (&client, request);
      bytes = g_bytes_new (body, strlen (body));
      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
      soup_session_send_and_read_async (client.session, message, G_PRIORITY_DEFAULT, NULL, pictor_test_done_cb, &results[i]);
    }
  /* All of them, before the session is used in the waiting way again. */
  for (guint i = 0; i < N; i++)
    pictor_test_wait (results[i] != NULL);
  for (guint i = 0; i < N; i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *text = NULL;
      g_autoptr (JsonObject) answer = NULL;
      g_autoptr (JsonObject) detail = NULL;
      guint status;

      bytes = soup_session_send_and_read_finish (client.session, results[i], NULL);
      g_object_unref (results[i]);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      answer = client_parse (text);
      g_assert_cmpint (client_code (answer), ==, 0);
      detail = client_follow (&client, pictor_json_get_string (answer, "TaskUID"));
      g_hash_table_add (pictures,
                        client_fetch (&client, json_array_get_string_element (pictor_json_get_array (detail, "ImgList"), 0),
                                      &status));
      g_assert_cmpuint (status, ==, 200);
    }
  g_assert_cmpuint (g_hash_table_size (pictures), ==, N);
  client_stop (&client);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/service/paint", test_paint);
  g_test_add_func ("/practice/service/batch-seeds", test_batch_seeds);
  g_test_add_func ("/practice/service/seed", test_seed);
  g_test_add_func ("/practice/service/controls", test_controls);
  g_test_add_func ("/practice/service/account", test_account);
  g_test_add_func ("/practice/service/unknown-task", test_unknown_task);
  g_test_add_func ("/practice/service/many", test_many);
  g_test_add_func ("/practice/service/lists", test_lists);
  g_test_add_func ("/practice/service/start-stop", test_start_stop);
  g_test_add_func ("/practice/service/not-started", test_not_started);
  g_test_add_func ("/practice/service/side-by-side", test_side_by_side);
  return g_test_run ();
}
