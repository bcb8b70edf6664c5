/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-queue.h"

#include "library/pictor-png-text.h"
#include "pictor-fake-engine.h"
#include "pictor-test-studio.h"

/* A queue over an engine that does as the test says. */
typedef struct
{
  FakeEngine *engine;
  PictorAccount *account;
  PictorQueue *queue;
  PictorRecipe *recipe;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->engine = fake_engine_new ();
  fixture->account = fake_account_new (fixture->engine);
  fixture->queue = pictor_queue_new ();
  fixture->recipe = pictor_test_recipe_new ("an apple");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  pictor_test_finalize (fixture->queue);
  pictor_test_finalize (fixture->recipe);
  pictor_test_finalize (fixture->account);
  pictor_test_finalize (fixture->engine);
  g_assert_cmpuint (pictor_test_count_incoming (), ==, 0);
}

static PictorJob *
add (Fixture *fixture)
{
  PictorJobOptions options = { .shrink = TRUE };

  return pictor_queue_add (fixture->queue, fixture->recipe, fixture->account, &options);
}

static void
log_state (PictorJob  *job,
           GParamSpec *pspec,
           GString    *log)
{
  g_autofree char *name = g_enum_to_string (PICTOR_TYPE_JOB_STATE, pictor_job_get_state (job));

  g_string_append_printf (log, "%s ", name + strlen ("PICTOR_JOB_"));
}

static void
test_whole_way (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) pictures = pictor_paths_get_pictures ();
  g_autoptr (PictorRecipe) snapshot = pictor_recipe_copy (fixture->recipe);
  PictorJob *job;
  PictorPicture *picture;

  fixture->engine->submit = FAKE_HOLD;
  job = add (fixture);
  g_signal_connect (job, "notify::state", G_CALLBACK (log_state), log);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_SUBMITTING);
  g_assert_cmpstr (pictor_job_get_status_text (job), ==, "Sending");
  g_assert_cmpfloat (pictor_job_get_fraction (job), ==, 0.5);
  g_assert_cmpuint (pictor_queue_get_n_active (fixture->queue), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->queue)), ==, 1);

  /* What happens to the draft meanwhile is none of the job's business. */
  g_object_set (fixture->recipe, "prompt", "a pear", NULL);
  fake_engine_release (fixture->engine, NULL);
  pictor_test_wait_idle (job);

  g_assert_cmpstr (log->str, ==, "RUNNING FETCHING DONE ");
  g_assert_no_error (pictor_job_get_error (job));
  g_assert_cmpstr (pictor_job_get_remote_id (job), ==, "task-1");
  g_assert_cmpstr (pictor_job_get_uuid (job), ==, fixture->engine->last_uuid);
  g_assert_true (g_uuid_string_is_valid (pictor_job_get_uuid (job)));
  g_assert_cmpfloat (pictor_job_get_fraction (job), ==, 1);
  g_assert_cmpfloat (pictor_job_get_elapsed (job), >, 0);
  g_assert_true (pictor_recipe_equal (pictor_job_get_recipe (job), snapshot));
  g_assert_cmpuint (pictor_queue_get_n_active (fixture->queue), ==, 0);
  g_assert_cmpstr (pictor_account_get_state (fixture->account), ==, "Ready");

  picture = pictor_test_get_picture (job, 0);
  g_assert_cmpint (pictor_picture_get_seed (picture), ==, 100);
  g_assert_true (g_file_has_parent (pictor_picture_get_file (picture), pictures));
  texts = pictor_png_text_read (pictor_picture_get_file (picture), NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (g_hash_table_lookup (texts, PICTOR_PNG_KEY_PARAMETERS), "an apple"));
  g_assert_nonnull (strstr (g_hash_table_lookup (texts, PICTOR_PNG_KEY_PARAMETERS), "Model: 7"));
}

static void
test_model_name (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (GError) error = NULL;
  PictorJob *job;

  pictor_account_list_models_async (fixture->account, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  models = pictor_account_list_models_finish (fixture->account, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (models->len, ==, 2);
  g_assert_cmpstr (pictor_account_get_state (fixture->account), ==, "Ready");

  job = add (fixture);
  pictor_test_wait_idle (job);
  texts = pictor_png_text_read (pictor_picture_get_file (pictor_test_get_picture (job, 0)), NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (g_hash_table_lookup (texts, PICTOR_PNG_KEY_PARAMETERS), "Model: Watercolour"));
}

static void
test_batch (Fixture       *fixture,
            gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->n_pictures = 4;
  fixture->engine->n_early = 3;
  fixture->engine->follow = FAKE_HOLD;
  job = add (fixture);
  pictor_test_wait (pictor_test_count_pictures (job) == 3);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_FETCHING);

  fake_engine_release (fixture->engine, NULL);
  pictor_test_wait_idle (job);
  g_assert_cmpuint (pictor_test_count_pictures (job), ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (pictor_picture_get_index (pictor_test_get_picture (job, i)), ==, i);
}

static void
test_named_file (Fixture       *fixture,
                 gconstpointer  user_data)
{
  const char *names[] = { "fox.v1.png", "fox.v1-2.png", "fox.v1-3.png" };
  g_autofree char *folder = pictor_test_folder_new ();
  g_autoptr (GFile) file = g_file_new_build_filename (folder, names[0], NULL);
  PictorJobOptions options = { .file = file };
  PictorJob *job;

  fixture->engine->n_pictures = 3;
  job = pictor_queue_add (fixture->queue, fixture->recipe, fixture->account, &options);
  pictor_test_wait_idle (job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GFile) expected = g_file_new_build_filename (folder, names[i], NULL);

      g_assert_true (g_file_equal (pictor_picture_get_file (pictor_test_get_picture (job, i)), expected));
      g_assert_true (g_file_query_exists (expected, NULL));
    }
  pictor_test_folder_remove (folder);
}

static void
test_limits (Fixture       *fixture,
             gconstpointer  user_data)
{
  FakeEngine *other = fake_engine_new ();
  PictorAccount *other_account = fake_account_new (other);
  PictorJob *jobs[4];
  PictorJob *elsewhere;

  fixture->engine->follow = FAKE_HOLD;
  for (guint i = 0; i < 4; i++)
    jobs[i] = add (fixture);
  elsewhere = pictor_queue_add (fixture->queue, fixture->recipe, other_account, NULL);
  pictor_test_wait_idle (elsewhere);
  pictor_test_wait (fixture->engine->held->len == 2);

  g_assert_cmpuint (pictor_queue_get_n_active (fixture->queue), ==, 4);
  g_assert_cmpint (pictor_job_get_state (jobs[1]), ==, PICTOR_JOB_RUNNING);
  g_assert_cmpint (pictor_job_get_state (jobs[2]), ==, PICTOR_JOB_QUEUED);
  g_assert_cmpstr (pictor_job_get_status_text (jobs[2]), ==, "Waiting in line");
  g_assert_cmpfloat (pictor_job_get_elapsed (jobs[2]), ==, 0);

  fake_engine_release (fixture->engine, NULL);
  pictor_test_wait (pictor_job_get_state (jobs[2]) == PICTOR_JOB_RUNNING);
  g_assert_cmpint (pictor_job_get_state (jobs[3]), ==, PICTOR_JOB_QUEUED);
  while (pictor_queue_get_n_active (fixture->queue) > 0)
    {
      pictor_test_wait (fixture->engine->held->len > 0 || pictor_queue_get_n_active (fixture->queue) == 0);
      if (fixture->engine->held->len > 0)
        fake_engine_release (fixture->engine, NULL);
    }
  g_assert_cmpuint (fixture->engine->n_submits, ==, 4);
  g_assert_cmpuint (fixture->engine->most_running, ==, 2);
  pictor_test_finalize (fixture->queue);
  fixture->queue = pictor_queue_new ();
  pictor_test_finalize (other_account);
  pictor_test_finalize (other);
}

/* Measures; the limit is issue-wide: 100 ms. */
static void
cancel (PictorJob *job)
{
  gint64 start = g_get_monotonic_time ();

  g_assert_true (pictor_job_get_active (job));
  pictor_job_cancel (job);
  pictor_test_wait (!pictor_job_get_active (job));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 100 * 1000);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_CANCELLED);
  g_assert_null (pictor_job_get_error (job));
}

static void
test_cancel_queued (Fixture       *fixture,
                    gconstpointer  user_data)
{
  PictorJob *first, *second;

  fixture->engine->capabilities.max_tasks = 1;
  fixture->engine->follow = FAKE_HOLD;
  first = add (fixture);
  second = add (fixture);
  cancel (second);
  g_assert_cmpstr (pictor_job_get_status_text (second), ==, "Cancelled");
  pictor_test_wait (pictor_job_get_state (first) == PICTOR_JOB_RUNNING && fixture->engine->held->len == 1);
  fake_engine_release (fixture->engine, NULL);
  pictor_test_wait_idle (first);
  g_assert_cmpuint (fixture->engine->n_submits, ==, 1);
}

static void
test_cancel_submitting (Fixture       *fixture,
                        gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->submit = FAKE_HOLD;
  job = add (fixture);
  cancel (job);
  pictor_test_wait_idle (job);
  g_assert_cmpstr (pictor_job_get_status_text (job), ==, "Cancelled");
  g_assert_null (pictor_job_get_remote_id (job));
  g_assert_cmpuint (fixture->engine->n_follows, ==, 0);
}

static void
test_cancel_uncertain (Fixture       *fixture,
                       gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->submit = FAKE_HOLD;
  fixture->engine->cancel_is_uncertain = TRUE;
  job = add (fixture);
  cancel (job);
  pictor_test_wait_idle (job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_CANCELLED);
  g_assert_cmpstr (pictor_job_get_status_text (job), ==, "Cancelled. The service may still work on it.");
}

static void
test_cancel_accepted (Fixture       *fixture,
                      gconstpointer  user_data)
{
  PictorJob *job;

  /* The answer comes although the person has gone. */
  fixture->engine->submit = FAKE_STUBBORN;
  job = add (fixture);
  cancel (job);
  g_assert_true (pictor_job_get_busy (job));
  fake_engine_release (fixture->engine, NULL);
  pictor_test_wait_idle (job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_CANCELLED);
  g_assert_cmpstr (pictor_job_get_remote_id (job), ==, "task-1");
  g_assert_cmpstr (pictor_job_get_status_text (job), ==, "Cancelled. The service may still work on it.");
}

static void
test_cancel_running (Fixture       *fixture,
                     gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->follow = FAKE_HOLD;
  job = add (fixture);
  pictor_test_wait (fixture->engine->held->len == 1);
  cancel (job);
  g_assert_cmpstr (pictor_job_get_status_text (job), ==, "Cancelled. The service may still work on it.");
  pictor_test_wait_idle (job);
}

static void
test_cancel_fetching (Fixture       *fixture,
                      gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->n_pictures = 2;
  fixture->engine->n_early = 1;
  fixture->engine->follow = FAKE_HOLD;
  job = add (fixture);
  pictor_test_wait (pictor_job_get_state (job) == PICTOR_JOB_FETCHING);
  cancel (job);
  pictor_test_wait_idle (job);
  /* What has arrived is kept. */
  g_assert_cmpuint (pictor_test_count_pictures (job), ==, 1);
  pictor_job_cancel (job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_CANCELLED);
}

static void
test_cancel_all (Fixture       *fixture,
                 gconstpointer  user_data)
{
  for (guint i = 0; i < 5; i++)
    add (fixture);
  fixture->engine->follow = FAKE_HOLD;
  pictor_test_wait (fixture->engine->held->len == 2);
  pictor_queue_cancel_all (fixture->queue);
  g_assert_cmpuint (pictor_queue_get_n_active (fixture->queue), ==, 0);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (PictorJob) job = g_list_model_get_item (G_LIST_MODEL (fixture->queue), i);

      pictor_test_wait_idle (job);
      g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_CANCELLED);
    }
  g_assert_cmpuint (fixture->engine->n_submits, ==, 2);
}

static void
test_status (Fixture       *fixture,
             gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->follow = FAKE_HOLD;
  fixture->engine->status = "<b>step 3 of 20</b>\n";
  job = add (fixture);
  pictor_test_wait (fixture->engine->held->len == 1);
  g_assert_cmpstr (pictor_job_get_status_text (job), ==, "Painting (<b>step 3 of 20</b>)");
  g_assert_cmpfloat (pictor_job_get_fraction (job), ==, 0.25);
  cancel (job);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

/* How long the main loop would sleep with nothing to do; -1: for ever. */
static int
get_idle_timeout (void)
{
  GMainContext *context = g_main_context_default ();
  GPollFD fds[8];
  int priority, timeout = 0;

  while (g_main_context_iteration (context, FALSE))
    ;
  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  g_main_context_query (context, priority, &timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_release (context);
  return timeout;
}

static void
test_clock (Fixture       *fixture,
            gconstpointer  user_data)
{
  guint n_ticks = 0;
  double elapsed;
  PictorJob *job;

  g_assert_cmpint (get_idle_timeout (), ==, -1);
  fixture->engine->follow = FAKE_HOLD;
  job = add (fixture);
  pictor_test_wait (fixture->engine->held->len == 1);
  g_signal_connect (job, "notify::elapsed", G_CALLBACK (count_cb), &n_ticks);
  pictor_test_wait (n_ticks == 1);
  elapsed = pictor_job_get_elapsed (job);
  g_assert_cmpfloat (elapsed, >=, 0.9);
  g_assert_cmpfloat (elapsed, <, 20);
  g_assert_cmpint (get_idle_timeout (), >, 0);

  fake_engine_release (fixture->engine, NULL);
  pictor_test_wait_idle (job);
  g_assert_cmpint (get_idle_timeout (), ==, -1);
  elapsed = pictor_job_get_elapsed (job);
  g_assert_cmpfloat (pictor_job_get_elapsed (job), ==, elapsed);
}

/* The queue is let go while jobs are in each of their states. */
static void
test_dropped (Fixture       *fixture,
              gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->n_pictures = 2;
  fixture->engine->n_early = 1;
  fixture->engine->follow = FAKE_HOLD;
  job = g_object_ref (add (fixture));
  add (fixture);
  add (fixture);
  pictor_test_wait (pictor_job_get_state (job) == PICTOR_JOB_FETCHING);
  pictor_test_finalize (fixture->queue);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_CANCELLED);
  pictor_test_wait (!pictor_job_get_busy (job));
  pictor_test_finalize (job);
  pictor_test_wait (fixture->engine->n_running == 0);
  fixture->queue = pictor_queue_new ();
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = pictor_test_home_new ();
  int status;

  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/studio/queue/whole-way", test_whole_way);
  ADD ("/studio/queue/model-name", test_model_name);
  ADD ("/studio/queue/batch", test_batch);
  ADD ("/studio/queue/named-file", test_named_file);
  ADD ("/studio/queue/limits", test_limits);
  ADD ("/studio/queue/cancel/queued", test_cancel_queued);
  ADD ("/studio/queue/cancel/submitting", test_cancel_submitting);
  ADD ("/studio/queue/cancel/uncertain", test_cancel_uncertain);
  ADD ("/studio/queue/cancel/accepted", test_cancel_accepted);
  ADD ("/studio/queue/cancel/running", test_cancel_running);
  ADD ("/studio/queue/cancel/fetching", test_cancel_fetching);
  ADD ("/studio/queue/cancel/all", test_cancel_all);
  ADD ("/studio/queue/status", test_status);
  ADD ("/studio/queue/clock", test_clock);
  ADD ("/studio/queue/dropped", test_dropped);
  status = g_test_run ();
  pictor_test_folder_remove (home);
  return status;
}
