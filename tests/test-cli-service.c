/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-json.h"
#include "pictor-test-practice.h"
#include "pictor-test-program.h"

/* PICPIK's engine on the command line, against "pictor practice" in another process. */

#define QUICK "--model", "1", "--size", "64x64", "--steps", "1", "-o", "fox.png"

typedef struct
{
  PictorTestPerson person;
  PictorTestPractice practice;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  pictor_test_person_set_up (&fixture->person, NULL);
  pictor_test_practice_start (&fixture->practice, fixture->person.launcher);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  pictor_test_practice_clear (&fixture->practice);
  pictor_test_person_tear_down (&fixture->person, NULL);
}

static void
set_keys (Fixture    *fixture,
          const char *public_key,
          const char *private_key)
{
  GSubprocessLauncher *launcher = fixture->person.launcher;

  g_subprocess_launcher_setenv (launcher, "PICTOR_PICPIK_PUBLIC_KEY", public_key, TRUE);
  g_subprocess_launcher_setenv (launcher, "PICTOR_PICPIK_PRIVATE_KEY", private_key, TRUE);
}

static gboolean
has_picture (Fixture *fixture)
{
  g_autofree char *path = pictor_test_person_path (&fixture->person, "fox.png");

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_generate (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (PictorTestOutcome) outcome = NULL;
  g_autoptr (PictorTestOutcome) implied = NULL;

  g_assert_true (g_str_has_prefix (fixture->practice.address, "http://127.0.0.1:"));
  set_keys (fixture, fixture->practice.public_key, fixture->practice.private_key);
  outcome = pictor_test_person_run (&fixture->person, "generate", "a fox", "--engine", "picpik",
                                    "--server", fixture->practice.address, QUICK);
  pictor_test_assert_status (outcome, 0);
  g_assert_true (has_picture (fixture));

  /* A server is PICPIK's. */
  implied = pictor_test_person_run (&fixture->person, "generate", "a fox",
                                    "--server", fixture->practice.address, QUICK);
  pictor_test_assert_status (implied, 0);
}

/* The secret is in no output, whatever is logged. */
static void
test_secret (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (PictorTestOutcome) good = NULL;
  g_autoptr (PictorTestOutcome) wrong = NULL;

  g_subprocess_launcher_setenv (fixture->person.launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  set_keys (fixture, fixture->practice.public_key, fixture->practice.private_key);
  good = pictor_test_person_run (&fixture->person, "generate", "a fox", "--server", fixture->practice.address, QUICK);
  pictor_test_assert_status (good, 0);
  g_assert_null (strstr (good->out, fixture->practice.private_key));
  g_assert_null (strstr (good->err, fixture->practice.private_key));

  set_keys (fixture, fixture->practice.public_key, "the-wrong-private-key");
  wrong = pictor_test_person_run (&fixture->person, "generate", "a fox", "--server", fixture->practice.address, QUICK);
  pictor_test_assert_status (wrong, 1);
  g_assert_null (strstr (wrong->out, "the-wrong-private-key"));
  g_assert_null (strstr (wrong->err, "the-wrong-private-key"));
}

/* The service's own words. */
static void
test_wrong_keys (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PictorTestOutcome) generate = NULL;
  g_autoptr (PictorTestOutcome) list = NULL;

  set_keys (fixture, fixture->practice.public_key, "the-wrong-private-key");
  generate = pictor_test_person_run (&fixture->person, "generate", "a fox",
                                     "--server", fixture->practice.address, QUICK);
  pictor_test_assert_status (generate, 1);
  pictor_test_assert_says (generate->err, "Signature");
  g_assert_cmpstr (generate->out, ==, "");
  g_assert_false (has_picture (fixture));

  list = pictor_test_person_run (&fixture->person, "list", "models", "--server", fixture->practice.address);
  pictor_test_assert_status (list, 1);
  pictor_test_assert_says (list->err, "Signature");
}

static void
test_no_keys (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PictorTestOutcome) none = NULL;
  g_autoptr (PictorTestOutcome) half = NULL;

  none = pictor_test_person_run (&fixture->person, "generate", "a fox",
                                 "--server", fixture->practice.address, "--steps", "0",
                                 "-o", "fox.png");
  pictor_test_assert_status (none, 2);
  pictor_test_assert_says (none->err, "pictor engine add picpik");
  pictor_test_assert_says (none->err, "PICTOR_PICPIK_PRIVATE_KEY");
  pictor_test_assert_says (none->err, "--steps: ");

  g_subprocess_launcher_setenv (fixture->person.launcher, "PICTOR_PICPIK_PUBLIC_KEY", "only-this", TRUE);
  half = pictor_test_person_run (&fixture->person, "generate", "a fox", "--engine", "picpik", QUICK);
  pictor_test_assert_status (half, 2);
  pictor_test_assert_says (half->err, "PICTOR_PICPIK_PRIVATE_KEY: ");
}

static void
test_bad_server (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char * const bad[] = {
    "http://example.com", "ftp://example.com", "https://user:password@example.com", "nonsense here", "https://"
  };
  g_autoptr (PictorTestOutcome) practice = NULL;

  set_keys (fixture, fixture->practice.public_key, fixture->practice.private_key);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (PictorTestOutcome) outcome = NULL;

      outcome = pictor_test_person_run (&fixture->person, "generate", "a fox", "--server", bad[i], QUICK);
      pictor_test_assert_status (outcome, 2);
      pictor_test_assert_says (outcome->err, "--server: ");
    }
  practice = pictor_test_person_run (&fixture->person, "generate", "a fox", "--engine", "practice",
                                     "--server", fixture->practice.address, QUICK);
  pictor_test_assert_status (practice, 2);
  pictor_test_assert_says (practice->err, "--server: Practice runs on this computer");
}

/* Nobody answers at the address any more. */
static void
test_unreachable (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (PictorTestOutcome) outcome = NULL;

  set_keys (fixture, fixture->practice.public_key, fixture->practice.private_key);
  pictor_test_practice_stop (&fixture->practice, SIGINT);
  outcome = pictor_test_person_run (&fixture->person, "generate", "a fox",
                                    "--server", fixture->practice.address, QUICK);
  pictor_test_assert_status (outcome, 1);
  g_assert_cmpstr (outcome->err, !=, "");
  g_assert_cmpstr (outcome->out, ==, "");
}

static void
test_port_taken (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *port = strrchr (fixture->practice.address, ':') + 1;
  g_autoptr (PictorTestOutcome) outcome = pictor_test_person_run (&fixture->person, "practice", "--port", port);

  pictor_test_assert_status (outcome, 1);
  g_assert_cmpstr (outcome->err, !=, "");
  g_assert_cmpstr (outcome->out, ==, "");
}

static void
test_lists (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const whats[] = { "models", "controls" };

  set_keys (fixture, fixture->practice.public_key, fixture->practice.private_key);
  for (guint i = 0; i < G_N_ELEMENTS (whats); i++)
    {
      g_autoptr (PictorTestOutcome) table = NULL;
      g_autoptr (PictorTestOutcome) json = NULL;
      g_auto (GStrv) lines = NULL;

      table = pictor_test_person_run (&fixture->person, "list", whats[i]);
      json = pictor_test_person_run (&fixture->person, "list", whats[i],
                                     "--server", fixture->practice.address, "--json");
      pictor_test_assert_status (table, 0);
      pictor_test_assert_status (json, 0);
      lines = g_strsplit (g_strchomp (json->out), "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), >, 1);
      for (guint line = 0; lines[line] != NULL; line++)
        {
          g_autoptr (JsonNode) node = pictor_json_parse (lines[line], -1, NULL);
          JsonObject *object = json_node_get_object (node);

          pictor_test_assert_says (table->out, pictor_json_get_string (object, "id"));
          pictor_test_assert_says (table->out, pictor_json_get_string (object, "name"));
        }
    }
}

/* Takes the whole request, in a thread of its own, and hangs up. */
static gboolean
hang_up_cb (GThreadedSocketService *service,
            GSocketConnection      *connection,
            GObject                *source,
            gpointer                user_data)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  int *n_requests = user_data;
  char buffer[65536];
  gssize n_read;

  do
    n_read = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL);
  while (n_read > 0 && buffer[n_read - 1] != '}');
  g_atomic_int_inc (n_requests);
  return TRUE;
}

/* It may have been paid for: said so, and not sent again. */
static void
test_uncertain (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (4);
  g_autofree char *address = NULL;
  g_autoptr (PictorTestOutcome) outcome = NULL;
  int n_requests = 0;
  guint16 port;

  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_signal_connect (service, "run", G_CALLBACK (hang_up_cb), &n_requests);
  g_socket_service_start (service);
  address = g_strdup_printf ("http://127.0.0.1:%u", port);

  set_keys (fixture, fixture->practice.public_key, fixture->practice.private_key);
  outcome = pictor_test_person_run (&fixture->person, "generate", "a fox", "--server", address, QUICK);
  pictor_test_assert_status (outcome, 1);
  pictor_test_assert_says (outcome->err, "may charge for it");
  g_assert_cmpint (g_atomic_int_get (&n_requests), ==, 1);
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

#define add_test(name, function) \
  g_test_add ("/cli-service/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("generate", test_generate);
  add_test ("secret", test_secret);
  add_test ("wrong-keys", test_wrong_keys);
  add_test ("no-keys", test_no_keys);
  add_test ("bad-server", test_bad_server);
  add_test ("unreachable", test_unreachable);
  add_test ("uncertain", test_uncertain);
  add_test ("port-taken", test_port_taken);
  add_test ("lists", test_lists);

  return g_test_run ();
}
