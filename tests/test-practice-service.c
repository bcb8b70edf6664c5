/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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
  Client client;
  g_autoptr (JsonObject) request = client_request ();
  g_autoptr (GPtrArray) free_picture = NULL;

  client_start (&client);
  free_picture = client_paint (&client, request);
  client_set (request, "EnableControlNet", "true");
  for (int preset = 1; preset <= 4; preset++)
    {
      g_autofree char *params =
        g_strdup_printf ("[{\"ControlNetImg\":\"$PNG\",\"ControlPreSetId\":%d,\"ControlWeight\":2}]", preset);
      g_autoptr (GPtrArray) guided = NULL;

      client_set (request, "ControlNetParams", params);
      guided = client_paint (&client, request);
      client_assert_png (g_ptr_array_index (guided, 0), 64, 48);
      if (preset == 1)
        g_assert_false (g_bytes_equal (g_ptr_array_index (free_picture, 0), g_ptr_array_index (guided, 0)));
    }
  client_stop (&client);
}

static void
assert_refused (Client     *client,
                const char *body,
                guint       expected)
{
  guint status;
  g_autofree char *answer = client_send (client, "POST", "/", "application/json", body, &status);

  g_autoptr (JsonObject) object = client_parse (answer);

  g_assert_cmpuint (status, ==, expected);
  g_assert_cmpint (client_code (object), !=, 0);
}

/* What is no request of the contract gets a clear no and leaves the service as it was. */
static void
test_strangers (void)
{
  Client client;
  g_autofree char *deep = g_strnfill (5000, '[');
  guint status;

  client_start (&client);
  assert_refused (&client, "", 400);
  assert_refused (&client, "{", 400);
  assert_refused (&client, "[]", 400);
  assert_refused (&client, "null", 400);
  assert_refused (&client, deep, 400);
  assert_refused (&client, "{\"Action\":\"ListModels\"}", 200);
  assert_refused (&client, "{\"Action\":\"ListModels\",\"PublicKey\":\"nobody\",\"Signature\":\"x\"}", 200);
  assert_refused (&client, "{\"Action\":7,\"PublicKey\":{},\"Signature\":[]}", 200);
  {
    g_autofree char *text = client_send (&client, "POST", "/", "text/plain", "{}", &status);

    g_assert_cmpuint (status, ==, 415);
  }
  {
    g_autofree char *text = client_send (&client, "GET", "/", NULL, NULL, &status);

    g_assert_cmpuint (status, ==, 405);
  }
  {
    g_autofree char *text = client_send (&client, "GET", "/pictures/00000000000000000000/0.png", NULL, NULL, &status);

    g_assert_cmpuint (status, ==, 404);
  }
  {
    g_autofree char *text = client_send (&client, "GET", "/pictures/../../etc/passwd", NULL, NULL, &status);

    g_assert_cmpuint (status, ==, 404);
  }
  {
    g_autofree char *text = client_send (&client, "POST", "/elsewhere", "application/json", "{}", &status);

    g_assert_cmpuint (status, ==, 404);
  }
  {
    g_autoptr (JsonObject) request = client_request ();
    g_autoptr (GPtrArray) pictures = client_paint (&client, request);

    g_assert_cmpuint (pictures->len, ==, 1);
  }
  client_stop (&client);
}

/* A wrong signature and a changed field are told from a good one. */
static void
test_signature (void)
{
  Client client;
  g_autoptr (JsonObject) request = json_object_new ();
  g_autofree char *signature = NULL;
  g_autofree char *good = NULL;
  g_autofree char *bad = NULL;
  g_autoptr (JsonObject) answer = NULL;
  guint status;

  client_start (&client);
  json_object_set_string_member (request, "Action", "ListModels");
  json_object_set_string_member (request, "PublicKey",
                                 pictor_practice_service_get_public_key (client.service));
  signature = pictor_picpik_sign (request, pictor_practice_service_get_private_key (client.service));
  good = g_strdup_printf ("{\"Action\":\"ListModels\",\"PublicKey\":\"%s\",\"Signature\":\"%s\"}",
                          pictor_practice_service_get_public_key (client.service), signature);
  bad = g_strdup_printf ("{\"Action\":\"ListModels\",\"PublicKey\":\"%s\",\"Signature\":\"%s\",\"request_uuid\":"
                         "\"b7a3a0f4-8f0e-4c6e-9d53-0a7c3a9f1c11\"}",
                         pictor_practice_service_get_public_key (client.service), signature);
  {
    g_autofree char *text = client_send (&client, "POST", "/", "application/json", good, &status);

    answer = client_parse (text);
    g_assert_cmpint (client_code (answer), ==, 0);
    g_assert_true (json_object_has_member (answer, "MainModels"));
  }
  assert_refused (&client, bad, 200);
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

/* More than can wait are refused with a word, and the others are all made. */
static void
test_many (void)
{
  Client client;
  g_autoptr (JsonObject) request = client_request ();
  g_autoptr (GPtrArray) uids = g_ptr_array_new_with_free_func (g_free);
  guint n_refused = 0;

  client_start (&client);
  client_set (request, "Width", "1024");
  client_set (request, "Height", "1024");
  for (guint i = 0; i < 80; i++)
    {
      g_autoptr (JsonObject) answer = client_call (&client, request);

      if (client_code (answer) == 0)
        g_ptr_array_add (uids, g_strdup (pictor_json_get_string (answer, "TaskUID")));
      else
        n_refused++;
    }
  g_assert_cmpuint (uids->len, >=, 64);
  g_assert_cmpuint (n_refused, >, 0);
  {
    g_autoptr (JsonObject) detail = client_follow (&client, g_ptr_array_index (uids, 0));

    g_assert_cmpstr (pictor_json_get_string (detail, "Status"), ==, "Success");
  }
  /* The rest is still being painted: stopping does not wait for it. */
  client_stop (&client);
}

static void
test_lists (void)
{
  static const char * const actions[] = { "ListModels", "ListAvailableModel", "ListControlNets" };
  Client client;

  client_start (&client);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (JsonObject) request = json_object_new ();
      g_autoptr (JsonObject) answer = NULL;

      json_object_set_string_member (request, "Action", actions[i]);
      answer = client_call (&client, request);
      g_assert_cmpint (client_code (answer), ==, 0);
      if (i == 1)
        {
          g_assert_true (json_object_has_member (answer, "SystemPreInstallModels"));
          g_assert_true (json_object_has_member (answer, "SelfMainModels"));
        }
    }
  client_stop (&client);
}

/* Starting and stopping leaves nothing behind, however often; two have ports and keys of their own. */
static void
test_start_stop (void)
{
  Client client, other;

  for (guint i = 0; i < 30; i++)
    {
      client_start (&client);
      client_stop (&client);
    }
  client_start (&client);
  client_start (&other);
  g_assert_cmpstr (pictor_practice_service_get_address (client.service), !=,
                   pictor_practice_service_get_address (other.service));
  g_assert_cmpstr (pictor_practice_service_get_private_key (client.service), !=,
                   pictor_practice_service_get_private_key (other.service));
  client_stop (&other);
  client_stop (&client);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/service/paint", test_paint);
  g_test_add_func ("/practice/service/seed", test_seed);
  g_test_add_func ("/practice/service/controls", test_controls);
  g_test_add_func ("/practice/service/strangers", test_strangers);
  g_test_add_func ("/practice/service/signature", test_signature);
  g_test_add_func ("/practice/service/unknown-task", test_unknown_task);
  g_test_add_func ("/practice/service/many", test_many);
  g_test_add_func ("/practice/service/lists", test_lists);
  g_test_add_func ("/practice/service/start-stop", test_start_stop);
  return g_test_run ();
}
