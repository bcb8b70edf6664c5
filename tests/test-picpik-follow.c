/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-client.h"

#include "pictor-engine-fixture.h"

#define TASKS PICTOR_PICPIK_ACTION_TASKS
#define PICTURE PICTOR_FAULTY_PICTURE

/* More polls than a fault that is believed in the end would last. */
#define MANY 20

static void
assert_pictures (Fixture   *self,
                 GPtrArray *pictures,
                 guint      n)
{
  g_assert_cmpuint (pictures->len, ==, n);
  g_assert_cmpuint (self->arrived->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      PictorPicture *picture = g_ptr_array_index (pictures, i);
      g_autofree char *name = g_file_get_basename (pictor_picture_get_file (picture));

      g_assert_true (g_str_has_suffix (name, ".png"));
      g_assert_cmpuint (pictor_picture_get_index (picture), ==, i);
      g_assert_cmpint (pictor_picture_get_seed (picture), ==, 100 + i);
      g_assert_cmpint (pictor_picture_get_width (picture), ==, 2);
      g_assert_cmpint (pictor_picture_get_height (picture), ==, 2);
      g_assert_cmpstr (pictor_picture_get_task (picture), ==, "task-1");
      g_assert_cmpfloat (pictor_picture_get_points (picture), ==, 2);
    }
  fixture_assert_files (self, n);
}

static void
test_done (Fixture       *self,
           gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pictures = NULL;

  pictor_faulty_server_set_task (self->server, 1, 3);
  pictures = fixture_follow (self, &error);
  g_assert_no_error (error);
  assert_pictures (self, pictures, 1);
  g_assert_cmpuint (pictor_faulty_server_count (self->server, TASKS), ==, 4);
  g_assert_cmpstr (self->phases->str, ==, "Waiting|Painting|Fetching|");
  g_assert_cmpfloat (pictor_progress_get_fraction (self->progress), ==, 1);
  g_assert_cmpstr (pictor_progress_get_status (self->progress), ==, "Success");
}

/* All are asked for before the first is there; they come last one first and are given in order. */
static void
test_batch (Fixture       *self,
            gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pictures = NULL;

  pictor_faulty_server_set_task (self->server, 16, 0);
  pictor_faulty_server_plan (self->server, PICTURE, 16, PICTOR_FAULT_HOLD, 16, NULL);
  pictures = fixture_follow (self, &error);
  g_assert_no_error (error);
  assert_pictures (self, pictures, 16);
}

static void
test_no_seed (Fixture       *self,
              gconstpointer  user_data)
{
  g_autofree char *members = g_strdup_printf ("\"ImgList\":[\"%s/a/0.png\"]",
                                              pictor_faulty_server_get_address (self->server));
  g_autoptr (GPtrArray) pictures = NULL;

  pictor_faulty_server_plan (self->server, TASKS, 0, PICTOR_FAULT_TASK, 0, members);
  pictures = fixture_follow (self, NULL);
  g_assert_nonnull (pictures);
  g_assert_cmpint (pictor_picture_get_seed (g_ptr_array_index (pictures, 0)), ==, -1);
  g_assert_cmpfloat (pictor_picture_get_points (g_ptr_array_index (pictures, 0)), <, 0);
}

/* A trouble on the way: where, which, for how many requests, and what is shown meanwhile. */
typedef struct
{
  const char *name;
  const char *what;
  PictorFault fault;
  guint number;
  const char *text;
  guint times;
  const char *phase;
} Trouble;

static const Trouble troubles[] = {
  { "poll-outage", TASKS, PICTOR_FAULT_CLOSE, 0, NULL, MANY, "Waiting for the network|" },
  { "poll-500", TASKS, PICTOR_FAULT_STATUS, 500, NULL, MANY, "Waiting for the network|" },
  { "poll-busy", TASKS, PICTOR_FAULT_STATUS, 429, NULL, MANY, "The service is busy|" },
  { "poll-truncated", TASKS, PICTOR_FAULT_TRUNCATED, 0, NULL, MANY, "Waiting for the network|" },
  { "poll-time-out", TASKS, PICTOR_FAULT_SILENT, 0, NULL, 1, "Waiting for the network|" },
  { "poll-html", TASKS, PICTOR_FAULT_BODY, 0, "<html>Please log in</html>", 4, NULL },
  { "poll-404", TASKS, PICTOR_FAULT_STATUS, 404, NULL, 4, NULL },
  { "poll-refused", TASKS, PICTOR_FAULT_RET_CODE, 290, "Busy", 4, NULL },
  { "poll-left-out", TASKS, PICTOR_FAULT_UNKNOWN, 0, NULL, 2, NULL },
  { "poll-odd-list", TASKS, PICTOR_FAULT_BODY, 0, "{\"RetCode\":0,\"TaskDetailList\":7}", 4, NULL },
  { "picture-outage", PICTURE, PICTOR_FAULT_CLOSE, 0, NULL, MANY, "Waiting for the network|" },
  { "picture-500", PICTURE, PICTOR_FAULT_STATUS, 500, NULL, MANY, "Waiting for the network|" },
  { "picture-truncated", PICTURE, PICTOR_FAULT_TRUNCATED, 0, NULL, MANY, "Waiting for the network|" },
  { "picture-time-out", PICTURE, PICTOR_FAULT_STALL, 0, NULL, 1, "Waiting for the network|" },
};

static void
test_recovers (Fixture       *self,
               gconstpointer  user_data)
{
  const Trouble *trouble = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pictures = NULL;

  pictor_http_set_timeout (self->http, 1);
  pictor_faulty_server_set_task (self->server, 3, 1);
  pictor_faulty_server_plan (self->server, trouble->what, trouble->times, trouble->fault,
                             trouble->number, trouble->text);
  pictures = fixture_follow (self, &error);
  g_assert_no_error (error);
  assert_pictures (self, pictures, 3);
  if (trouble->phase != NULL)
    g_assert_nonnull (strstr (self->phases->str, trouble->phase));
  g_assert_cmpuint (pictor_faulty_server_count (self->server, PICTOR_PICPIK_ACTION_GENERATE), ==, 0);
}

static void
test_retry_after (Fixture       *self,
                  gconstpointer  user_data)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) pictures = NULL;

  pictor_faulty_server_plan (self->server, TASKS, 1, PICTOR_FAULT_BUSY, 1, NULL);
  pictures = fixture_follow (self, NULL);
  g_assert_nonnull (pictures);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC);
}

/* What ends it: where, which, and what it must come to. */
typedef struct
{
  const char *name;
  const char *what;
  PictorFault fault;
  guint number;
  const char *text;
  gboolean of_http;
  int code;
  const char *words;
} End;

#define TASK(name, members, code, words) { name, TASKS, PICTOR_FAULT_TASK, 0, members, FALSE, code, words }
#define IMAGE(name, uri) \
  TASK (name, "\"ImgList\":[\"" uri "\"]", PICTOR_ENGINE_ERROR_BAD_PICTURE, NULL)

static const End ends[] = {
  TASK ("failed", "\"Status\":\"Failed\",\"ErrorCode\":5,\"ErrorMassage\":\"Out of memory\"",
        PICTOR_ENGINE_ERROR_TASK_FAILED, "“Out of memory”"),
  TASK ("failed-in-a-word", "\"Status\":\"Cancelled\"", PICTOR_ENGINE_ERROR_TASK_FAILED, "“Cancelled”"),
  TASK ("nothing-made", "\"Status\":\"Success\",\"ImgList\":[]", PICTOR_ENGINE_ERROR_TASK_FAILED, NULL),
  TASK ("expired", "\"Status\":\"Expired\"", PICTOR_ENGINE_ERROR_TASK_EXPIRED, "gone"),
  { "unknown", TASKS, PICTOR_FAULT_UNKNOWN, 0, NULL, FALSE, PICTOR_ENGINE_ERROR_TASK_EXPIRED, "no longer knows" },
  { "unknown-code", TASKS, PICTOR_FAULT_RET_CODE, 404, "No such task", FALSE,
    PICTOR_ENGINE_ERROR_TASK_EXPIRED, "no longer knows" },
  { "refused", TASKS, PICTOR_FAULT_RET_CODE, 230, "Go away", FALSE, PICTOR_ENGINE_ERROR_REFUSED, "“Go away”" },
  { "account", TASKS, PICTOR_FAULT_RET_CODE, 171, "Bad signature", FALSE, PICTOR_ENGINE_ERROR_ACCOUNT, "keys" },
  { "401", TASKS, PICTOR_FAULT_STATUS, 401, NULL, TRUE, PICTOR_HTTP_ERROR_UNAUTHORIZED, NULL },
  { "402", TASKS, PICTOR_FAULT_STATUS, 402, NULL, TRUE, PICTOR_HTTP_ERROR_PAYMENT, NULL },
  { "403", TASKS, PICTOR_FAULT_STATUS, 403, NULL, TRUE, PICTOR_HTTP_ERROR_FORBIDDEN, NULL },
  { "404", TASKS, PICTOR_FAULT_STATUS, 404, NULL, TRUE, PICTOR_HTTP_ERROR_NOT_FOUND, NULL },
  { "redirect", TASKS, PICTOR_FAULT_REDIRECT, 0, "/elsewhere", TRUE, PICTOR_HTTP_ERROR_REDIRECT, NULL },
  { "malformed", TASKS, PICTOR_FAULT_BODY, 0, "<html>", FALSE, PICTOR_ENGINE_ERROR_MALFORMED, "can't be read" },
  { "half", TASKS, PICTOR_FAULT_BODY, 0, "{\"RetCode\":0,\"TaskDetailList\":[", FALSE,
    PICTOR_ENGINE_ERROR_MALFORMED, NULL },
  { "no-list", TASKS, PICTOR_FAULT_BODY, 0, "{\"RetCode\":0}", FALSE, PICTOR_ENGINE_ERROR_MALFORMED, NULL },
  { "huge", TASKS, PICTOR_FAULT_HUGE, PICTOR_PICPIK_MAX_REPLY + 1, NULL, TRUE, PICTOR_HTTP_ERROR_TOO_LARGE, NULL },
  { "picture-404", PICTURE, PICTOR_FAULT_STATUS, 404, NULL, FALSE, PICTOR_ENGINE_ERROR_TASK_EXPIRED, "day" },
  { "picture-410", PICTURE, PICTOR_FAULT_STATUS, 410, NULL, FALSE, PICTOR_ENGINE_ERROR_TASK_EXPIRED, NULL },
  { "picture-403", PICTURE, PICTOR_FAULT_STATUS, 403, NULL, FALSE, PICTOR_ENGINE_ERROR_TASK_EXPIRED, NULL },
  { "picture-text", PICTURE, PICTOR_FAULT_BODY, 0, "I am no picture", FALSE, PICTOR_ENGINE_ERROR_BAD_PICTURE, NULL },
  { "picture-empty", PICTURE, PICTOR_FAULT_BODY, 0, "", FALSE, PICTOR_ENGINE_ERROR_BAD_PICTURE, NULL },
  { "picture-bomb", PICTURE, PICTOR_FAULT_BOMB, 0, NULL, FALSE, PICTOR_ENGINE_ERROR_BAD_PICTURE, NULL },
  { "picture-huge", PICTURE, PICTOR_FAULT_HUGE, PICTOR_HTTP_MAX_PICTURE + 1, NULL, FALSE,
    PICTOR_ENGINE_ERROR_BAD_PICTURE, NULL },
  { "picture-redirect-private", PICTURE, PICTOR_FAULT_REDIRECT, 0, "http://192.168.1.1/", FALSE,
    PICTOR_ENGINE_ERROR_BAD_PICTURE, NULL },
  { "picture-redirect-file", PICTURE, PICTOR_FAULT_REDIRECT, 0, "file:///etc/passwd", FALSE,
    PICTOR_ENGINE_ERROR_BAD_PICTURE, NULL },
  { "picture-redirect-loop", PICTURE, PICTOR_FAULT_REDIRECT, 0, "/again", FALSE,
    PICTOR_ENGINE_ERROR_BAD_PICTURE, NULL },
  IMAGE ("picture-at-file", "file:///etc/passwd"),
  IMAGE ("picture-at-http", "http://example.org/1.png"),
  IMAGE ("picture-with-password", "https://user:password@example.org/1.png"),
  IMAGE ("picture-nowhere", "not an address"),
};

static void
test_ends (Fixture       *self,
           gconstpointer  user_data)
{
  const End *end = user_data;
  GQuark domain = end->of_http ? PICTOR_HTTP_ERROR : PICTOR_ENGINE_ERROR;
  g_autoptr (GError) error = NULL;

  pictor_http_set_timeout (self->http, 5);
  pictor_faulty_server_plan (self->server, end->what, 0, end->fault, end->number, end->text);
  g_assert_null (fixture_follow (self, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, domain, end->code);
  fixture_assert_sentence (error);
  if (end->words != NULL)
    g_assert_nonnull (strstr (error->message, end->words));
  g_assert_cmpuint (self->arrived->len, ==, 0);
  fixture_assert_files (self, 0);
  g_assert_cmpuint (pictor_faulty_server_count (self->server, PICTOR_PICPIK_ACTION_GENERATE), ==, 0);
}

/* The task is not lost with the wait for it: the same id can be followed again. */
static void
test_again (Fixture       *self,
            gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pictures = NULL;

  self->keys = PICTOR_KEYS_WRONG;
  g_assert_null (fixture_follow (self, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT);
  g_clear_error (&error);

  self->keys = PICTOR_KEYS_GOOD;
  pictures = fixture_follow (self, &error);
  g_assert_no_error (error);
  assert_pictures (self, pictures, 1);
}

/* One bad picture of a batch does not keep the others from coming, and the end tells of it. */
static void
test_one_bad (Fixture       *self,
              gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  pictor_faulty_server_set_task (self->server, 4, 0);
  pictor_faulty_server_plan (self->server, PICTURE, 1, PICTOR_FAULT_STATUS, 404, NULL);
  g_assert_null (fixture_follow (self, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED);
  g_assert_cmpuint (self->arrived->len, ==, 3);
  fixture_assert_files (self, 3);
}

typedef struct
{
  GAsyncResult *results[8];
  guint n;
} Several;

static void
follow_several (Fixture *self,
                Several *several)
{
  for (guint i = 0; i < several->n; i++)
    {
      g_autofree char *uid = g_strdup_printf ("task-%u", i + 1);

      fixture_follow_start (self, uid, &several->results[i]);
    }
  for (guint i = 0; i < several->n; i++)
    pictor_test_wait (several->results[i] != NULL);
}

static void
assert_several (Fixture    *self,
                Several    *several,
                const char *except)
{
  for (guint i = 0; i < several->n; i++)
    {
      g_autofree char *uid = g_strdup_printf ("task-%u", i + 1);
      g_autoptr (GAsyncResult) result = several->results[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) pictures = pictor_engine_follow_finish (self->engine, result, &error);

      if (g_strcmp0 (uid, except) == 0)
        {
          g_assert_null (pictures);
          g_assert_nonnull (error);
        }
      else
        {
          g_assert_no_error (error);
          g_assert_cmpuint (pictures->len, ==, 1);
          g_assert_cmpstr (pictor_picture_get_task (g_ptr_array_index (pictures, 0)), ==, uid);
        }
    }
}

static void
test_one_poll_for_all (Fixture       *self,
                       gconstpointer  user_data)
{
  Several several = { { NULL }, 8 };

  pictor_faulty_server_set_task (self->server, 1, 3);
  follow_several (self, &several);
  assert_several (self, &several, NULL);
  g_assert_cmpuint (pictor_faulty_server_get_most (self->server), ==, 8);
  g_assert_cmpuint (pictor_faulty_server_count (self->server, TASKS), ==, 4);
  g_assert_cmpuint (self->n_asked, ==, 4);
}

/* One task that the service does not know costs the others nothing. */
static void
test_one_unknown (Fixture       *self,
                  gconstpointer  user_data)
{
  Several several = { { NULL }, 4 };

  pictor_faulty_server_plan (self->server, TASKS, 0, PICTOR_FAULT_UNKNOWN, 0, "task-2");
  follow_several (self, &several);
  assert_several (self, &several, "task-2");
}

/* Nor does one for which the service refuses all. */
static void
test_one_spoils (Fixture       *self,
                 gconstpointer  user_data)
{
  Several several = { { NULL }, 4 };

  pictor_faulty_server_plan (self->server, TASKS, 0, PICTOR_FAULT_SPOILT, 0, "task-3");
  follow_several (self, &several);
  assert_several (self, &several, "task-3");
}

static void
add (const char    *name,
     gconstpointer  data,
     void         (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/picpik/follow/", name, NULL);

  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("done", NULL, test_done);
  add ("batch", NULL, test_batch);
  add ("no-seed", NULL, test_no_seed);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    add (troubles[i].name, &troubles[i], test_recovers);
  add ("retry-after", NULL, test_retry_after);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    add (ends[i].name, &ends[i], test_ends);
  add ("again", NULL, test_again);
  add ("one-bad-picture", NULL, test_one_bad);
  add ("one-poll-for-all", NULL, test_one_poll_for_all);
  add ("one-unknown", NULL, test_one_unknown);
  add ("one-spoils", NULL, test_one_spoils);
  return g_test_run ();
}
