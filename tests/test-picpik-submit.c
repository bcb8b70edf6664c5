/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/socket.h>

#include "engines/picpik/pictor-picpik-client.h"

#include "pictor-engine-fixture.h"
#include "pictor-test-server.h"

#define GENERATE PICTOR_PICPIK_ACTION_GENERATE

static guint
count_posts (Fixture *self)
{
  return pictor_faulty_server_count (self->server, GENERATE);
}

static void
test_accepted (Fixture       *self,
               gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uid = fixture_submit (self, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (uid, ==, "task-1");
  g_assert_cmpuint (count_posts (self), ==, 1);
  g_assert_cmpuint (self->n_asked, ==, 1);
  g_assert_cmpstr (self->phases->str, ==, "Preparing|Sending|");
}

/* One way in which the service fails, and what it must come to. */
typedef struct
{
  const char *name;
  PictorFault fault;
  guint number;
  const char *text;
  gboolean of_http;
  int code;
  const char *words;
} Case;

#define BODY(name, text) { name, PICTOR_FAULT_BODY, 0, text, FALSE, PICTOR_ENGINE_ERROR_UNCERTAIN, "charge" }

static const Case cases[] = {
  { "refused", PICTOR_FAULT_RET_CODE, 230, "Steps is out of range", FALSE,
    PICTOR_ENGINE_ERROR_REFUSED, "“Steps is out of range”" },
  { "no-credit", PICTOR_FAULT_RET_CODE, 8039, "Not enough points", FALSE,
    PICTOR_ENGINE_ERROR_REFUSED, "“Not enough points”" },
  { "unknown-key", PICTOR_FAULT_RET_CODE, 172, "No such PublicKey", FALSE, PICTOR_ENGINE_ERROR_ACCOUNT, "keys" },
  { "400", PICTOR_FAULT_STATUS, 400, NULL, TRUE, PICTOR_HTTP_ERROR_CLIENT, "400" },
  { "401", PICTOR_FAULT_STATUS, 401, NULL, TRUE, PICTOR_HTTP_ERROR_UNAUTHORIZED, "keys" },
  { "402", PICTOR_FAULT_STATUS, 402, NULL, TRUE, PICTOR_HTTP_ERROR_PAYMENT, "payment" },
  { "403", PICTOR_FAULT_STATUS, 403, NULL, TRUE, PICTOR_HTTP_ERROR_FORBIDDEN, NULL },
  { "404", PICTOR_FAULT_STATUS, 404, NULL, TRUE, PICTOR_HTTP_ERROR_NOT_FOUND, NULL },
  { "429", PICTOR_FAULT_STATUS, 429, NULL, TRUE, PICTOR_HTTP_ERROR_BUSY, "busy" },
  { "500", PICTOR_FAULT_STATUS, 500, NULL, TRUE, PICTOR_HTTP_ERROR_SERVER, "500" },
  { "502", PICTOR_FAULT_STATUS, 502, NULL, FALSE, PICTOR_ENGINE_ERROR_UNCERTAIN, "charge" },
  { "503", PICTOR_FAULT_BUSY, 1, NULL, TRUE, PICTOR_HTTP_ERROR_BUSY, "busy" },
  { "504", PICTOR_FAULT_STATUS, 504, NULL, FALSE, PICTOR_ENGINE_ERROR_UNCERTAIN, "charge" },
  { "redirect", PICTOR_FAULT_REDIRECT, 0, "/elsewhere", TRUE, PICTOR_HTTP_ERROR_REDIRECT, NULL },
  { "truncated", PICTOR_FAULT_TRUNCATED, 0, NULL, FALSE, PICTOR_ENGINE_ERROR_UNCERTAIN, "charge" },
  { "closed", PICTOR_FAULT_CLOSE, 0, NULL, FALSE, PICTOR_ENGINE_ERROR_UNCERTAIN, "lost" },
  { "huge", PICTOR_FAULT_HUGE, PICTOR_PICPIK_MAX_REPLY + 1, NULL, FALSE, PICTOR_ENGINE_ERROR_UNCERTAIN, "charge" },
  { "time-out", PICTOR_FAULT_SILENT, 0, NULL, FALSE, PICTOR_ENGINE_ERROR_UNCERTAIN, "too long" },
  { "stall", PICTOR_FAULT_STALL, 0, NULL, FALSE, PICTOR_ENGINE_ERROR_UNCERTAIN, "too long" },
  BODY ("empty", ""),
  BODY ("html", "<html>Welcome to our hotel</html>"),
  BODY ("half", "{\"RetCode\":0,\"TaskUID\":\"a"),
  BODY ("ret-code-text", "{\"RetCode\":\"error\",\"TaskUID\":\"a\"}"),
  BODY ("no-ret-code", "{\"TaskUID\":\"a\"}"),
  BODY ("no-task", "{\"RetCode\":0}"),
  BODY ("task-number", "{\"RetCode\":0,\"TaskUID\":{}}"),
};

/* Whatever goes wrong, it is sent once. */
static void
test_failure (Fixture       *self,
              gconstpointer  user_data)
{
  const Case *failure = user_data;
  GQuark domain = failure->of_http ? PICTOR_HTTP_ERROR : PICTOR_ENGINE_ERROR;
  g_autoptr (GError) error = NULL;

  pictor_http_set_timeout (self->http, 1);
  pictor_faulty_server_plan (self->server, GENERATE, 1, failure->fault, failure->number, failure->text);

  g_assert_null (fixture_submit (self, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, domain, failure->code);
  fixture_assert_sentence (error);
  if (failure->words != NULL)
    g_assert_nonnull (strstr (error->message, failure->words));
  g_assert_cmpuint (count_posts (self), ==, 1);
}

static void
test_wrong_keys (Fixture       *self,
                 gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  self->keys = PICTOR_KEYS_WRONG;
  g_assert_null (fixture_submit (self, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT);
  fixture_assert_sentence (error);
}

static void
test_no_keys (Fixture       *self,
              gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  self->keys = PICTOR_KEYS_NONE;
  g_assert_null (fixture_submit (self, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_posts (self), ==, 0);
}

static void
test_no_route (Fixture       *self,
               gconstpointer  user_data)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_socket_listener_close (listener);
  self->address = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_assert_null (fixture_submit (self, &error));
  g_assert_error (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_NO_ROUTE);
  fixture_assert_sentence (error);
}

/* Speaks no TLS where it is asked for. */
static void
speak_plainly (PictorTestRaw     *raw,
               GSocketConnection *connection)
{
  pictor_test_raw_write (raw, connection, "HTTP/1.1 400 Bad Request\r\n\r\n");
}

static void
test_tls (Fixture       *self,
          gconstpointer  user_data)
{
  PictorTestRaw *raw = pictor_test_raw_new (speak_plainly);
  g_autoptr (GError) error = NULL;

  self->address = g_strconcat ("https", raw->uri + strlen ("http"), NULL);
  g_assert_null (fixture_submit (self, &error));
  g_assert_error (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TLS);
  fixture_assert_sentence (error);
  pictor_test_raw_free (raw);
}

static void
test_bad_address (Fixture       *self,
                  gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  self->address = g_strdup ("http://api.example");
  g_assert_null (fixture_submit (self, &error));
  g_assert_error (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS);
  fixture_assert_sentence (error);
}

static void
test_bad_recipe (Fixture       *self,
                 gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  g_object_set (self->recipe, "steps", 0, "model", "v1-5", NULL);
  g_assert_null (fixture_submit (self, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNSUPPORTED);
  fixture_assert_sentence (error);
  g_assert_cmpuint (count_posts (self), ==, 0);
  g_assert_cmpuint (self->n_asked, ==, 0);
}

/* An image that vanishes while somebody is asked for a password: nothing is sent. */
static void
test_image_gone (Fixture       *self,
                 gconstpointer  user_data)
{
  g_autofree char *path = fixture_add_control (self, 16);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->keys = PICTOR_KEYS_NEVER;
  fixture_submit_start (self, &result);
  pictor_test_wait (self->asked != NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_task_return_pointer (self->asked,
                         pictor_access_new (pictor_faulty_server_get_address (self->server), "x", "y"),
                         (GDestroyNotify) pictor_access_free);
  pictor_test_wait (result != NULL);
  g_assert_null (pictor_engine_submit_finish (self->engine, result, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE);
  fixture_assert_sentence (error);
  g_assert_cmpuint (count_posts (self), ==, 0);
}

static void
test_image_missing (Fixture       *self,
                    gconstpointer  user_data)
{
  g_autofree char *path = fixture_add_control (self, 16);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_null (fixture_submit (self, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE);
  fixture_assert_sentence (error);
  g_assert_cmpuint (count_posts (self), ==, 0);
  g_assert_cmpuint (self->n_asked, ==, 0);
}

static void
test_image_sent (Fixture       *self,
                 gconstpointer  user_data)
{
  g_autofree char *first = fixture_add_control (self, 16);
  g_autofree char *second = fixture_add_control (self, 16);
  g_autoptr (GError) error = NULL;
  g_autofree char *uid = NULL;

  uid = fixture_submit (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (uid, ==, "task-1");
}

/* A recipe that is changed while it is on its way goes out as it was. */
static void
test_recipe_copied (Fixture       *self,
                    gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PictorControl) control = pictor_control_new ();
  g_autofree char *uid = NULL;

  fixture_submit_start (self, &result);
  g_list_store_append (pictor_recipe_get_controls (self->recipe), control);
  g_object_set (self->recipe, "steps", 0, NULL);
  pictor_test_wait (result != NULL);
  uid = pictor_engine_submit_finish (self->engine, result, NULL);
  g_assert_cmpstr (uid, ==, "task-1");
}

static void
add (const char *name,
     gconstpointer data,
     void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/picpik/submit/", name, NULL);

  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("accepted", NULL, test_accepted);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    add (cases[i].name, &cases[i], test_failure);
  add ("wrong-keys", NULL, test_wrong_keys);
  add ("no-keys", NULL, test_no_keys);
  add ("no-route", NULL, test_no_route);
  add ("tls", NULL, test_tls);
  add ("bad-address", NULL, test_bad_address);
  add ("bad-recipe", NULL, test_bad_recipe);
  add ("image-gone", NULL, test_image_gone);
  add ("image-missing", NULL, test_image_missing);
  add ("image-sent", NULL, test_image_sent);
  add ("recipe-copied", NULL, test_recipe_copied);
  return g_test_run ();
}
