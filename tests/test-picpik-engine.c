/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-engine-fixture.h"

#define GENERATE PICTOR_PICPIK_ACTION_GENERATE
#define TASKS PICTOR_PICPIK_ACTION_TASKS
#define MODELS PICTOR_PICPIK_ACTION_MODELS
#define PICTURE PICTOR_FAULTY_PICTURE

/* Milliseconds in which a cancelled call must have ended. */
#define PROMPT 100

static void
test_capabilities (Fixture       *self,
                   gconstpointer  user_data)
{
  const PictorCapabilities *capabilities = pictor_engine_get_capabilities (self->engine);

  g_assert_cmpstr (capabilities->default_model, ==, "1");
  g_assert_cmpuint (capabilities->max_controls, ==, 3);
  g_assert_cmpuint (capabilities->max_tasks, >, 0);
  for (guint i = 0; i < PICTOR_N_FIELDS; i++)
    g_assert_null (capabilities->unsupported[i]);
}

/* The model's problems and the engine's, one a field, in the order of the window. */
static void
test_check (Fixture       *self,
            gconstpointer  user_data)
{
  const PictorField expected[] = {
    PICTOR_FIELD_PROMPT, PICTOR_FIELD_MODEL, PICTOR_FIELD_SUB_MODELS, PICTOR_FIELD_SUB_MODELS,
    PICTOR_FIELD_STEPS, PICTOR_FIELD_WIDTH, PICTOR_FIELD_CONTROL_IMAGE, PICTOR_FIELD_CONTROL_MODEL,
    PICTOR_FIELD_CONTROL_PREPROCESSOR, PICTOR_FIELD_CONTROL_IMAGE
  };
  g_autoptr (PictorSubModel) none = pictor_sub_model_new ("", 1);
  g_autoptr (PictorSubModel) word = pictor_sub_model_new ("style", 1);
  g_autoptr (PictorControl) custom = pictor_control_new ();
  g_autoptr (PictorControl) plain = pictor_control_new ();
  g_autoptr (GPtrArray) problems = NULL;

  g_object_set (self->recipe, "prompt", "", "model", "v1-5", "model-type", PICTOR_MODEL_TYPE_CUSTOM,
                "steps", 0, "width", 1, NULL);
  g_list_store_append (pictor_recipe_get_sub_models (self->recipe), none);
  g_list_store_append (pictor_recipe_get_sub_models (self->recipe), word);
  g_object_set (custom, "preset", PICTOR_PRESET_CUSTOM, "model", "canny", "preprocessor", "", NULL);
  g_list_store_append (pictor_recipe_get_controls (self->recipe), custom);
  g_list_store_append (pictor_recipe_get_controls (self->recipe), plain);

  problems = pictor_engine_check (self->engine, self->recipe);
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < problems->len; i++)
    {
      PictorProblem *problem = g_ptr_array_index (problems, i);

      g_test_message ("%s", problem->message);
      g_assert_cmpint (problem->field, ==, expected[i]);
    }
}

static void
test_check_fine (Fixture       *self,
                 gconstpointer  user_data)
{
  g_autoptr (GPtrArray) problems = pictor_engine_check (self->engine, self->recipe);

  g_assert_cmpuint (problems->len, ==, 0);
}

static GPtrArray *
list_models (Fixture  *self,
             GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_engine_list_models_async (self->engine, self->cancellable, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_engine_list_models_finish (self->engine, result, error);
}

static void
test_lists (Fixture       *self,
            gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) models = list_models (self, &error);
  g_autoptr (GPtrArray) controls = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (models->len, ==, 1);
  g_assert_cmpstr (pictor_listing_get_name (g_ptr_array_index (models, 0)), ==, "Base");

  pictor_engine_list_controls_async (self->engine, self->cancellable, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  controls = pictor_engine_list_controls_finish (self->engine, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (controls);
}

/* A service that has only the older action. */
static void
test_legacy_list (Fixture       *self,
                  gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) empty = NULL;

  pictor_faulty_server_plan (self->server, MODELS, 1, PICTOR_FAULT_RET_CODE, 161, "No such action");
  refused = list_models (self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (refused->len, ==, 1);

  pictor_faulty_server_plan (self->server, MODELS, 1, PICTOR_FAULT_BODY, 0, "{\"RetCode\":0,\"MainModels\":{}}");
  empty = list_models (self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (empty->len, ==, 1);
  g_assert_cmpuint (pictor_faulty_server_count (self->server, PICTOR_PICPIK_ACTION_LEGACY_MODELS), ==, 2);
}

static void
test_list_fails (Fixture       *self,
                 gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  pictor_faulty_server_plan (self->server, MODELS, 1, PICTOR_FAULT_BODY, 0, "[]");
  g_assert_null (list_models (self, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED);
  g_clear_error (&error);

  self->keys = PICTOR_KEYS_WRONG;
  g_assert_null (list_models (self, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT);
  fixture_assert_sentence (error);
}

/* Cancels, and gives how many milliseconds the call still took. */
static gint64
stop (Fixture       *self,
      GAsyncResult **result)
{
  gint64 start = g_get_monotonic_time ();

  g_cancellable_cancel (self->cancellable);
  pictor_test_wait (*result != NULL);
  return (g_get_monotonic_time () - start) / 1000;
}

/* A moment to stop at: when @what has been asked for @count times, after @fault was planned for it. */
typedef struct
{
  const char *name;
  const char *what;
  PictorFault fault;
  guint count;
  gboolean following;
  gboolean slow;     /* with long pauses, to be in one */
  PictorKeysMood keys;
  int side;          /* of a control image */
  gboolean uncertain;
} Moment;

static const Moment moments[] = {
  { "submit-at-once", NULL, PICTOR_FAULT_NONE, 0, FALSE, FALSE, PICTOR_KEYS_GOOD, 0, FALSE },
  { "submit-preparing", NULL, PICTOR_FAULT_NONE, 0, FALSE, FALSE, PICTOR_KEYS_GOOD, 1500, FALSE },
  { "submit-keys", NULL, PICTOR_FAULT_NONE, 0, FALSE, FALSE, PICTOR_KEYS_NEVER, 0, FALSE },
  { "submit-sent", GENERATE, PICTOR_FAULT_SILENT, 1, FALSE, FALSE, PICTOR_KEYS_GOOD, 0, TRUE },
  { "submit-answering", GENERATE, PICTOR_FAULT_STALL, 1, FALSE, FALSE, PICTOR_KEYS_GOOD, 0, TRUE },
  { "follow-at-once", NULL, PICTOR_FAULT_NONE, 0, TRUE, FALSE, PICTOR_KEYS_GOOD, 0, FALSE },
  { "follow-keys", NULL, PICTOR_FAULT_NONE, 0, TRUE, FALSE, PICTOR_KEYS_NEVER, 0, FALSE },
  { "follow-pause", NULL, PICTOR_FAULT_NONE, 0, TRUE, TRUE, PICTOR_KEYS_GOOD, 0, FALSE },
  { "follow-poll", TASKS, PICTOR_FAULT_SILENT, 1, TRUE, FALSE, PICTOR_KEYS_GOOD, 0, FALSE },
  { "follow-poll-answering", TASKS, PICTOR_FAULT_STALL, 1, TRUE, FALSE, PICTOR_KEYS_GOOD, 0, FALSE },
  { "follow-outage", TASKS, PICTOR_FAULT_CLOSE, 5, TRUE, FALSE, PICTOR_KEYS_GOOD, 0, FALSE },
  { "follow-fetching", PICTURE, PICTOR_FAULT_SILENT, 3, TRUE, FALSE, PICTOR_KEYS_GOOD, 0, FALSE },
  { "follow-fetching-half", PICTURE, PICTOR_FAULT_STALL, 3, TRUE, FALSE, PICTOR_KEYS_GOOD, 0, FALSE },
  { "follow-picture-outage", PICTURE, PICTOR_FAULT_CLOSE, 9, TRUE, FALSE, PICTOR_KEYS_GOOD, 0, FALSE },
};

static void
test_cancel (Fixture       *self,
             gconstpointer  user_data)
{
  const Moment *moment = user_data;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 taken;

  pictor_faulty_server_set_task (self->server, 3, 0);
  self->keys = moment->keys;
  if (moment->slow)
    pictor_picpik_engine_set_pauses (PICTOR_PICPIK_ENGINE (self->engine), 60000, 60000);
  if (moment->side > 0)
    g_free (fixture_add_control (self, moment->side));
  if (moment->what != NULL)
    pictor_faulty_server_plan (self->server, moment->what, 0, moment->fault, 0, NULL);

  if (moment->following)
    fixture_follow_start (self, "task-1", &result);
  else
    fixture_submit_start (self, &result);
  if (moment->what != NULL)
    pictor_test_wait (pictor_faulty_server_count (self->server, moment->what) >= moment->count);
  if (moment->keys == PICTOR_KEYS_NEVER)
    pictor_test_wait (self->asked != NULL);

  taken = stop (self, &result);
  g_test_message ("ended after %" G_GINT64_FORMAT " ms", taken);
  g_assert_cmpint (taken, <, PROMPT);

  if (moment->following)
    g_assert_null (pictor_engine_follow_finish (self->engine, result, &error));
  else
    g_assert_null (pictor_engine_submit_finish (self->engine, result, &error));
  if (moment->uncertain)
    {
      g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNCERTAIN);
      fixture_assert_sentence (error);
    }
  else
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpuint (pictor_faulty_server_count (self->server, GENERATE), <=, 1);

  /* The keys that come when nobody waits for them any more. */
  if (self->asked != NULL)
    g_task_return_pointer (self->asked, pictor_access_new ("http://127.0.0.1", "x", "y"),
                           (GDestroyNotify) pictor_access_free);
}

/* While an image is on its way, at whatever byte. */
static void
test_cancel_sending (Fixture       *self,
                     gconstpointer  user_data)
{
  g_autofree char *path = fixture_add_control (self, 2500);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture_submit_start (self, &result);
  pictor_test_wait (g_str_has_suffix (self->phases->str, "Sending|"));
  g_assert_cmpint (stop (self, &result), <, PROMPT);
  g_assert_null (pictor_engine_submit_finish (self->engine, result, &error));
  g_assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
                 g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNCERTAIN));
}

/* One of two: the other one is followed on, alone, and nothing of the first is left. */
static void
test_cancel_one (Fixture       *self,
                 gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GCancellable) other = g_cancellable_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GError) error = NULL;

  pictor_faulty_server_set_task (self->server, 1, 10);
  fixture_follow_start (self, "task-1", &first);
  pictor_engine_follow_async (self->engine, "task-2", folder, self->progress, other, pictor_test_done_cb, &second);
  pictor_test_wait (pictor_faulty_server_count (self->server, TASKS) > 0);
  stop (self, &first);
  g_assert_null (second);
  g_assert_null (pictor_engine_follow_finish (self->engine, first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  pictor_test_wait (second != NULL);
  pictures = pictor_engine_follow_finish (self->engine, second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pictures->len, ==, 1);
}

static gboolean
due_cb (gpointer user_data)
{
  gboolean *due = user_data;

  *due = TRUE;
  return G_SOURCE_REMOVE;
}

/* When nothing is followed, nothing is asked. */
static void
test_quiet (Fixture       *self,
            gconstpointer  user_data)
{
  g_autoptr (GPtrArray) pictures = fixture_follow (self, NULL);
  guint n_polls = pictor_faulty_server_count (self->server, TASKS);
  gboolean due = FALSE;

  g_assert_nonnull (pictures);
  g_timeout_add (60, due_cb, &due);
  pictor_test_wait (due);
  g_assert_cmpuint (pictor_faulty_server_count (self->server, TASKS), ==, n_polls);
}

static void
add (const char    *name,
     gconstpointer  data,
     void         (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/picpik/engine/", name, NULL);

  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("capabilities", NULL, test_capabilities);
  add ("check", NULL, test_check);
  add ("check-fine", NULL, test_check_fine);
  add ("lists", NULL, test_lists);
  add ("legacy-list", NULL, test_legacy_list);
  add ("list-fails", NULL, test_list_fails);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *name = g_strconcat ("cancel/", moments[i].name, NULL);

      add (name, &moments[i], test_cancel);
    }
  add ("cancel/submit-sending", NULL, test_cancel_sending);
  add ("cancel/one-of-two", NULL, test_cancel_one);
  add ("quiet", NULL, test_quiet);
  return g_test_run ();
}
