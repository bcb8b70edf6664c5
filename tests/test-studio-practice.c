/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-studio.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "library/pictor-png-text.h"
#include "model/pictor-recipe-json.h"
#include "pictor-test-studio.h"

/* The whole way with the real practice service: recipe, HTTP, file. */

static PictorRecipe *
make_recipe (const char *prompt)
{
  PictorRecipe *recipe = pictor_recipe_new ();

  g_object_set (recipe, "prompt", prompt, "width", 160, "height", 96, "steps", 3, NULL);
  return recipe;
}

/* Of our own: without those that GLib keeps. */
static guint
count_threads (void)
{
  static const char * const of_glib[] = { "pool-", "gmain", "gdbus", "dconf" };
  g_autoptr (GPtrArray) threads = pictor_test_folder_list ("/proc/self/task");
  guint n = 0;

  for (guint i = 0; i < threads->len; i++)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", threads->pdata[i], "comm", NULL);
      g_autofree char *name = NULL;
      gboolean ours = g_file_get_contents (path, &name, NULL, NULL);

      for (guint j = 0; ours && j < G_N_ELEMENTS (of_glib); j++)
        ours = !g_str_has_prefix (name, of_glib[j]);
      n += ours;
    }
  return n;
}

static PictorJob *
add (PictorStudio *studio,
     PictorRecipe *recipe)
{
  return pictor_queue_add (pictor_studio_get_queue (studio), recipe,
                           pictor_studio_find_account (studio, "practice"), NULL);
}

static void
assert_done (PictorJob *job)
{
  g_assert_no_error (pictor_job_get_error (job));
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_DONE);
}

static void
test_picture (void)
{
  PictorStudio *studio = pictor_studio_new ();
  g_autoptr (PictorRecipe) recipe = make_recipe ("a red fox in a snowy forest");
  PictorJob *job = add (studio, recipe);
  PictorPicture *picture;
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (PictorRecipe) inside = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *size = NULL;
  int width = 0, height = 0;

  pictor_test_wait_idle (job);
  assert_done (job);
  g_assert_cmpuint (pictor_test_count_pictures (job), ==, 1);
  picture = pictor_test_get_picture (job, 0);
  g_assert_nonnull (gdk_pixbuf_get_file_info (g_file_peek_path (pictor_picture_get_file (picture)), &width,
                                              &height));
  g_assert_cmpint (width, ==, 160);
  g_assert_cmpint (height, ==, 96);

  texts = pictor_png_text_read (pictor_picture_get_file (picture), NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (g_hash_table_lookup (texts, PICTOR_PNG_KEY_PARAMETERS),
                            "a red fox in a snowy forest"));
  inside = pictor_recipe_from_json (g_hash_table_lookup (texts, PICTOR_PNG_KEY_RECIPE), -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pictor_recipe_get_seed (inside), ==, pictor_picture_get_seed (picture));
  g_assert_cmpint (pictor_recipe_get_seed (inside), >=, 0);
  g_assert_cmpuint (pictor_test_count_incoming (), ==, 0);
  pictor_test_finalize (studio);
  g_assert_cmpuint (count_threads (), ==, 1);
}

static void
test_many (void)
{
  PictorStudio *studio = pictor_studio_new ();
  g_autoptr (PictorRecipe) recipe = make_recipe ("three cats");
  PictorJob *jobs[3];

  g_object_set (recipe, "batch-size", 3, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    jobs[i] = add (studio, recipe);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      pictor_test_wait_idle (jobs[i]);
      assert_done (jobs[i]);
      g_assert_cmpuint (pictor_test_count_pictures (jobs[i]), ==, 3);
      for (guint j = 0; j < 3; j++)
        g_assert_cmpuint (pictor_picture_get_index (pictor_test_get_picture (jobs[i], j)), ==, j);
    }
  pictor_test_finalize (studio);
}

static void
test_control (void)
{
  PictorStudio *studio = pictor_studio_new ();
  g_autoptr (PictorRecipe) recipe = make_recipe ("a boat");
  g_autoptr (PictorControl) control = pictor_control_new ();
  g_autofree char *path = g_build_filename (g_get_home_dir (), "sketch.png", NULL);
  g_autoptr (GFile) image = g_file_new_for_path (path);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 64);
  PictorJob *job;

  gdk_pixbuf_fill (pixbuf, 0xffffffff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  pictor_control_set_image (control, image);
  g_list_store_append (pictor_recipe_get_controls (recipe), control);
  job = add (studio, recipe);
  pictor_test_wait_idle (job);
  assert_done (job);
  pictor_test_finalize (studio);
}

/* Nothing runs before it is needed, and then it is started once for all. */
static void
test_lazy (void)
{
  PictorStudio *studio = pictor_studio_new ();
  PictorAccount *practice = pictor_studio_find_account (studio, "practice");
  GAsyncResult *results[4] = { NULL };

  g_assert_cmpuint (count_threads (), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    pictor_account_test_async (practice, NULL, pictor_test_done_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *found = NULL;

      pictor_test_wait (results[i] != NULL);
      found = pictor_account_test_finish (practice, results[i], &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (found, "It works: "));
    }
  g_assert_cmpuint (count_threads (), ==, 2);
  g_assert_cmpstr (pictor_account_get_state (practice), ==, "Ready");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_clear_object (&results[i]);
  pictor_test_finalize (studio);
  g_assert_cmpuint (count_threads (), ==, 1);
}

static void
test_cancel (void)
{
  PictorStudio *studio = pictor_studio_new ();
  g_autoptr (PictorRecipe) recipe = make_recipe ("a whale");
  PictorJob *job;

  g_object_set (recipe, "batch-size", 4, "width", 512, "height", 512, NULL);
  for (int state = PICTOR_JOB_QUEUED; state <= PICTOR_JOB_FETCHING; state++)
    {
      gint64 start;

      job = add (studio, recipe);
      pictor_test_wait ((int) pictor_job_get_state (job) >= state);
      g_assert_true (pictor_job_get_active (job));
      start = g_get_monotonic_time ();
      pictor_job_cancel (job);
      pictor_test_wait (!pictor_job_get_active (job));
      g_assert_cmpint (g_get_monotonic_time () - start, <, 100 * 1000);
      g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_CANCELLED);
      pictor_test_wait_idle (job);
    }
  pictor_test_finalize (studio);
  g_assert_cmpuint (pictor_test_count_incoming (), ==, 0);
}

/* All is let go while a job runs. */
static void
test_dropped (void)
{
  PictorStudio *studio = pictor_studio_new ();
  g_autoptr (PictorRecipe) recipe = make_recipe ("an owl");
  PictorAccount *practice = g_object_ref (pictor_studio_find_account (studio, "practice"));
  PictorJob *job;

  g_object_set (recipe, "batch-size", 16, "width", 1024, "height", 1024, NULL);
  job = g_object_ref (add (studio, recipe));
  pictor_test_wait (pictor_job_get_state (job) == PICTOR_JOB_RUNNING);
  pictor_test_finalize (studio);
  g_assert_cmpint (pictor_job_get_state (job), ==, PICTOR_JOB_CANCELLED);
  pictor_test_wait_idle (job);
  pictor_test_finalize (job);
  pictor_test_finalize (practice);
  g_assert_cmpuint (pictor_test_count_incoming (), ==, 0);
  g_assert_cmpuint (count_threads (), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = pictor_test_home_new ();
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/practice/lazy", test_lazy);
  g_test_add_func ("/studio/practice/picture", test_picture);
  g_test_add_func ("/studio/practice/many", test_many);
  g_test_add_func ("/studio/practice/control", test_control);
  g_test_add_func ("/studio/practice/cancel", test_cancel);
  g_test_add_func ("/studio/practice/dropped", test_dropped);
  status = g_test_run ();
  pictor_test_folder_remove (home);
  return status;
}
