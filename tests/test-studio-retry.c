/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-queue.h"

#include "pictor-fake-engine.h"
#include "pictor-test-studio.h"

/* Failing at each step, and what trying again then does. */
typedef struct
{
  FakeEngine *engine;
  PictorAccount *account;
  PictorQueue *queue;
  PictorRecipe *recipe;
  char *folder; /* the test's own */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->engine = fake_engine_new ();
  fixture->account = fake_account_new (fixture->engine);
  fixture->queue = pictor_queue_new ();
  fixture->recipe = pictor_test_recipe_new ("an apple");
  fixture->folder = pictor_test_folder_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  pictor_test_finalize (fixture->queue);
  pictor_test_finalize (fixture->recipe);
  pictor_test_finalize (fixture->account);
  pictor_test_finalize (fixture->engine);
  pictor_test_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_assert_cmpuint (pictor_test_count_incoming (), ==, 0);
}

static PictorJob *
run (Fixture *fixture)
{
  PictorJob *job = pictor_queue_add (fixture->queue, fixture->recipe, fixture->account, NULL);

  pictor_test_wait_idle (job);
  return job;
}

static void
retry (Fixture   *fixture,
       PictorJob *job)
{
  pictor_queue_retry (fixture->queue, job);
  g_assert_true (pictor_job_get_active (job));
  g_assert_no_error (pictor_job_get_error (job));
  pictor_test_wait_idle (job);
}

#define assert_counts(fixture, submits, follows)                                             \
  G_STMT_START                                                                               \
  {                                                                                          \
    g_assert_cmpuint ((fixture)->engine->n_submits, ==, submits);                            \
    g_assert_cmpuint ((fixture)->engine->n_follows, ==, follows);                            \
  }                                                                                          \
  G_STMT_END

static void
test_refused (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autofree char *uuid = NULL;
  PictorJob *job;

  fixture->engine->submit = FAKE_FAIL;
  fake_engine_set_error (fixture->engine, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_REFUSED, "It said no.");
  job = run (fixture);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_FAILED);
  g_assert_error (pictor_job_get_error (job), PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_REFUSED);
  g_assert_cmpstr (pictor_job_get_status_text (job), ==, "It said no.");
  g_assert_cmpstr (pictor_account_get_state (fixture->account), ==, "Not tried yet");
  g_assert_cmpuint (pictor_queue_get_n_active (fixture->queue), ==, 0);
  uuid = g_strdup (pictor_job_get_uuid (job));

  fixture->engine->submit = FAKE_OK;
  retry (fixture, job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
  g_assert_cmpstr (pictor_job_get_uuid (job), !=, uuid);
  assert_counts (fixture, 2, 1);

  /* What is done is done. */
  pictor_queue_retry (fixture->queue, job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
  assert_counts (fixture, 2, 1);
}

static void
test_account (Fixture       *fixture,
              gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->submit = FAKE_FAIL;
  fake_engine_set_error (fixture->engine, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT, "Wrong key.");
  job = run (fixture);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_FAILED);
  g_assert_cmpstr (pictor_account_get_state (fixture->account), ==, "Wrong key.");
  fixture->engine->submit = FAKE_OK;
  retry (fixture, job);
  g_assert_cmpstr (pictor_account_get_state (fixture->account), ==, "Ready");
}

static void
test_uncertain (Fixture       *fixture,
                gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->submit = FAKE_FAIL;
  fake_engine_set_error (fixture->engine, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNCERTAIN, "No answer.");
  job = run (fixture);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_UNCERTAIN);
  g_assert_error (pictor_job_get_error (job), PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNCERTAIN);
  assert_counts (fixture, 1, 0);
  fixture->engine->submit = FAKE_OK;
  retry (fixture, job);
  assert_counts (fixture, 2, 1);
}

/* Tried again before it is known that the request got through: that must come out, not be paid for twice. */
static void
test_uncertain_after_retry (Fixture       *fixture,
                            gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->submit = FAKE_HOLD;
  fixture->engine->cancel_is_uncertain = TRUE;
  job = pictor_queue_add (fixture->queue, fixture->recipe, fixture->account, NULL);
  pictor_job_cancel (job);
  pictor_queue_retry (fixture->queue, job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_QUEUED);
  pictor_test_wait_idle (job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_UNCERTAIN);
  assert_counts (fixture, 1, 0);
}

static void
test_accepted_after_retry (Fixture       *fixture,
                           gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->submit = FAKE_STUBBORN;
  job = pictor_queue_add (fixture->queue, fixture->recipe, fixture->account, NULL);
  pictor_job_cancel (job);
  pictor_queue_retry (fixture->queue, job);
  fake_engine_release (fixture->engine, NULL);
  pictor_test_wait_idle (job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
  assert_counts (fixture, 1, 1);
}

static void
test_follow_again (Fixture       *fixture,
                   gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->n_pictures = 3;
  fixture->engine->n_early = 2;
  fixture->engine->follow = FAKE_FAIL;
  fake_engine_set_error (fixture->engine, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED, "Gibberish.");
  job = run (fixture);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_FAILED);
  g_assert_cmpuint (pictor_test_count_pictures (job), ==, 2);

  fixture->engine->follow = FAKE_OK;
  retry (fixture, job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
  /* Those that were there are not there twice. */
  g_assert_cmpuint (pictor_test_count_pictures (job), ==, 3);
  g_assert_cmpstr (fixture->engine->last_remote, ==, "task-1");
  assert_counts (fixture, 1, 2);
}

static void
test_cancelled_follow_again (Fixture       *fixture,
                             gconstpointer  user_data)
{
  PictorJob *job;

  fixture->engine->follow = FAKE_HOLD;
  job = pictor_queue_add (fixture->queue, fixture->recipe, fixture->account, NULL);
  pictor_test_wait (fixture->engine->held->len == 1);
  pictor_job_cancel (job);
  fixture->engine->follow = FAKE_OK;
  /* At once, while the first try is still winding down. */
  retry (fixture, job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
  assert_counts (fixture, 1, 2);
}

static void
test_task_failed (Fixture       *fixture,
                  gconstpointer  user_data)
{
  const PictorEngineError codes[] = { PICTOR_ENGINE_ERROR_TASK_FAILED, PICTOR_ENGINE_ERROR_TASK_EXPIRED };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      guint before = fixture->engine->n_submits;
      PictorJob *job;

      fixture->engine->follow = FAKE_FAIL;
      fake_engine_set_error (fixture->engine, PICTOR_ENGINE_ERROR, codes[i], "It ended.");
      job = run (fixture);
      g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_FAILED);
      fixture->engine->follow = FAKE_OK;
      retry (fixture, job);
      g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
      g_assert_cmpuint (fixture->engine->n_submits, ==, before + 2);
    }
}

static void
add_control (Fixture *fixture,
             GFile   *image)
{
  g_autoptr (PictorControl) control = pictor_control_new ();

  pictor_control_set_image (control, image);
  g_list_store_append (pictor_recipe_get_controls (fixture->recipe), control);
}

static GFile *
make_image (Fixture *fixture)
{
  GFile *image = g_file_new_build_filename (fixture->folder, "sketch.png", NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 4, 4);

  gdk_pixbuf_fill (pixbuf, 0);
  g_assert_true (gdk_pixbuf_save (pixbuf, g_file_peek_path (image), "png", NULL, NULL));
  return image;
}

static void
test_control_image (Fixture       *fixture,
                    gconstpointer  user_data)
{
  g_autoptr (GFile) image = make_image (fixture);
  g_autoptr (GFile) inputs = pictor_paths_get_inputs ();
  PictorJob *job;

  add_control (fixture, image);
  fixture->engine->capabilities.max_tasks = 1;
  fixture->engine->follow = FAKE_HOLD;
  pictor_queue_add (fixture->queue, fixture->recipe, fixture->account, NULL);
  job = pictor_queue_add (fixture->queue, fixture->recipe, fixture->account, NULL);
  pictor_test_wait (fixture->engine->held->len == 1 && !pictor_job_get_busy (job));
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_QUEUED);
  g_assert_cmpstr (pictor_job_get_status_text (job), ==, "Waiting in line");

  /* The person's file may go as soon as the job is made. */
  g_assert_true (g_file_delete (image, NULL, NULL));
  fixture->engine->follow = FAKE_OK;
  fake_engine_release (fixture->engine, NULL);
  pictor_test_wait_idle (job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
  g_assert_true (g_file_has_parent (fixture->engine->last_image, inputs));
  g_assert_true (g_file_query_exists (fixture->engine->last_image, NULL));
}

static void
test_control_image_gone (Fixture       *fixture,
                         gconstpointer  user_data)
{
  g_autoptr (GFile) image = make_image (fixture);
  PictorJob *job;

  add_control (fixture, image);
  g_assert_true (g_file_delete (image, NULL, NULL));
  job = run (fixture);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_FAILED);
  g_assert_error (pictor_job_get_error (job), PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE);
  g_assert_cmpstr (pictor_job_get_status_text (job), ==,
                   "The image “sketch.png” of ControlNet 1 is no longer there. Choose another one.");
  assert_counts (fixture, 0, 0);

  g_object_unref (make_image (fixture));
  retry (fixture, job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
  assert_counts (fixture, 1, 1);
}

static void
test_problems (Fixture       *fixture,
               gconstpointer  user_data)
{
  PictorJob *job;

  g_object_set (fixture->recipe, "steps", 1000, "clip-skip", 3, NULL);
  job = run (fixture);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_FAILED);
  g_assert_nonnull (strstr (pictor_job_get_status_text (job), "Steps"));
  g_assert_nonnull (strstr (pictor_job_get_status_text (job), "No clip skip here."));
  assert_counts (fixture, 0, 0);
}

/* Pictures that can't be put where they belong: a file stands where their folder should. */
static void
test_unfiled (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "pictures", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  PictorJobOptions options = { .folder = folder };
  g_autofree char *text = NULL;
  PictorJob *job;

  g_assert_true (g_file_set_contents (path, "in the way", -1, NULL));
  fixture->engine->n_pictures = 2;
  fixture->engine->n_early = 1;
  job = pictor_queue_add (fixture->queue, fixture->recipe, fixture->account, &options);
  pictor_test_wait_idle (job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_FAILED);
  g_assert_nonnull (pictor_job_get_error (job));
  g_assert_cmpuint (pictor_test_count_pictures (job), ==, 0);
  g_assert_cmpuint (pictor_test_count_incoming (), ==, 1);
  text = g_strdup (pictor_job_get_status_text (job));

  /* Nothing has changed: the same again, and nothing is lost. */
  retry (fixture, job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_FAILED);
  g_assert_cmpstr (pictor_job_get_status_text (job), ==, text);

  g_assert_cmpint (g_unlink (path), ==, 0);
  retry (fixture, job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
  g_assert_cmpuint (pictor_test_count_pictures (job), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_true (g_file_has_parent (pictor_picture_get_file (pictor_test_get_picture (job, i)), folder));
  assert_counts (fixture, 1, 1);
}

/* The service ends badly after its first picture, which can't be filed either: neither may be lost. */
static void
test_unfiled_and_failed (Fixture       *fixture,
                         gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "pictures", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  PictorJobOptions options = { .folder = folder };
  PictorJob *job;

  g_assert_true (g_file_set_contents (path, "in the way", -1, NULL));
  fixture->engine->n_pictures = 2;
  fixture->engine->n_early = 1;
  fixture->engine->follow = FAKE_FAIL;
  fake_engine_set_error (fixture->engine, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED, "Gibberish.");
  job = pictor_queue_add (fixture->queue, fixture->recipe, fixture->account, &options);
  pictor_test_wait_idle (job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_FAILED);
  g_assert_cmpuint (pictor_test_count_incoming (), ==, 1);

  g_assert_cmpint (g_unlink (path), ==, 0);
  retry (fixture, job);
  g_assert_error (pictor_job_get_error (job), PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED);
  g_assert_cmpuint (pictor_test_count_pictures (job), ==, 1);

  fixture->engine->follow = FAKE_OK;
  retry (fixture, job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
  g_assert_cmpuint (pictor_test_count_pictures (job), ==, 2);
  assert_counts (fixture, 1, 3);
}

/* Where pictures arrive can't be made: a sentence, and the task is not lost. */
static void
test_incoming (Fixture       *fixture,
               gconstpointer  user_data)
{
  g_autoptr (GFile) incoming = pictor_paths_get_incoming ();
  PictorJob *job;

  g_rmdir (g_file_peek_path (incoming));
  g_assert_true (g_file_set_contents (g_file_peek_path (incoming), "in the way", -1, NULL));
  job = run (fixture);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_FAILED);
  g_assert_true (g_str_has_prefix (pictor_job_get_status_text (job), "The folder “"));
  g_assert_cmpint (g_unlink (g_file_peek_path (incoming)), ==, 0);
  retry (fixture, job);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
  assert_counts (fixture, 1, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = pictor_test_home_new ();
  int status;

  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/studio/retry/refused", test_refused);
  ADD ("/studio/retry/account", test_account);
  ADD ("/studio/retry/uncertain", test_uncertain);
  ADD ("/studio/retry/uncertain-after-retry", test_uncertain_after_retry);
  ADD ("/studio/retry/accepted-after-retry", test_accepted_after_retry);
  ADD ("/studio/retry/follow-again", test_follow_again);
  ADD ("/studio/retry/cancelled-follow-again", test_cancelled_follow_again);
  ADD ("/studio/retry/task-failed", test_task_failed);
  ADD ("/studio/retry/control-image", test_control_image);
  ADD ("/studio/retry/control-image-gone", test_control_image_gone);
  ADD ("/studio/retry/problems", test_problems);
  ADD ("/studio/retry/unfiled", test_unfiled);
  ADD ("/studio/retry/unfiled-and-failed", test_unfiled_and_failed);
  ADD ("/studio/retry/incoming", test_incoming);
  status = g_test_run ();
  pictor_test_folder_remove (home);
  return status;
}
