/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-test.h"
#include "studio/pictor-history.h"

static void
test_settings (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  PictorHistory *history = pictor_history_new (recipe);

  g_assert_false (pictor_history_get_can_undo (history));
  pictor_history_undo (history);

  /* What comes closely together is one step. */
  g_object_set (recipe, "prompt", "a", NULL);
  g_object_set (recipe, "prompt", "a fox", NULL);
  g_object_set (recipe, "steps", 30, NULL);
  g_assert_true (pictor_history_get_can_undo (history));
  pictor_history_mark (history);
  g_object_set (recipe, "steps", 40, NULL);

  pictor_history_undo (history);
  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, 30);
  g_assert_true (pictor_history_get_can_redo (history));
  pictor_history_undo (history);
  g_assert_cmpstr (pictor_recipe_get_prompt (recipe), ==, "");
  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, 20);
  g_assert_false (pictor_history_get_can_undo (history));
  pictor_history_redo (history);
  pictor_history_redo (history);
  pictor_history_redo (history);
  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, 40);
  g_assert_false (pictor_history_get_can_redo (history));

  /* A new change ends what could be done again. */
  pictor_history_undo (history);
  g_object_set (recipe, "steps", 50, NULL);
  pictor_history_redo (history);
  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, 50);
  pictor_history_undo (history);
  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, 30);

  pictor_history_reset (history);
  pictor_history_undo (history);
  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, 30);
  pictor_test_finalize (history);
}

/* A change and its opposite leave nothing to undo; after a pause a step is complete by itself. */
static void
test_pause (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  PictorHistory *history = pictor_history_new (recipe);

  g_object_set (recipe, "steps", 30, NULL);
  g_object_set (recipe, "steps", 20, NULL);
  pictor_history_mark (history);
  g_assert_false (pictor_history_get_can_undo (history));

  g_object_set (recipe, "steps", 30, NULL);
  pictor_test_wait (pictor_history_get_serial (history) != 0);
  g_object_set (recipe, "steps", 31, NULL);
  pictor_history_undo (history);
  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, 30);
  pictor_test_finalize (history);
}

static void
test_controls (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  g_autoptr (PictorControl) control = pictor_control_new ();
  g_autoptr (PictorControl) back = NULL;
  g_autoptr (GFile) image = g_file_new_for_path ("/tmp/狐狸 image.png");
  GListModel *controls = G_LIST_MODEL (pictor_recipe_get_controls (recipe));
  PictorHistory *history = pictor_history_new (recipe);

  pictor_control_set_image (control, image);
  g_list_store_append (G_LIST_STORE (controls), control);
  pictor_history_mark (history);
  g_object_set (control, "weight", 0.3, NULL);
  pictor_history_mark (history);
  g_list_store_remove_all (G_LIST_STORE (controls));
  pictor_history_undo (history);
  back = g_list_model_get_item (controls, 0);
  g_assert_cmpfloat (pictor_control_get_weight (back), ==, 0.3);
  g_assert_true (g_file_equal (pictor_control_get_image (back), image));
  pictor_history_undo (history);
  pictor_history_undo (history);
  g_assert_cmpuint (g_list_model_get_n_items (controls), ==, 0);
  pictor_test_finalize (history);
}

static void
count_cb (gpointer data,
          gboolean undo)
{
  *(int *) data += undo ? -1 : 1;
}

static void
destroy_cb (gpointer data)
{
  *(int *) data = 100;
}

/* Deleting a picture and changing a setting are one line. */
static void
test_other (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  PictorHistory *history = pictor_history_new (recipe);
  int done = 1;
  guint serial;

  g_object_set (recipe, "steps", 30, NULL);
  pictor_history_push (history, count_cb, &done, destroy_cb);
  serial = pictor_history_get_serial (history);
  g_object_set (recipe, "steps", 40, NULL);
  pictor_history_undo (history);
  g_assert_cmpuint (pictor_history_get_serial (history), ==, serial);
  g_assert_cmpint (done, ==, 1);
  pictor_history_undo (history);
  g_assert_cmpint (done, ==, 0);
  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, 30);
  pictor_history_redo (history);
  g_assert_cmpint (done, ==, 1);
  pictor_history_undo (history);
  pictor_history_undo (history);
  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, 20);
  pictor_test_finalize (history);
  g_assert_cmpint (done, ==, 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/settings", test_settings);
  g_test_add_func ("/history/pause", test_pause);
  g_test_add_func ("/history/controls", test_controls);
  g_test_add_func ("/history/other", test_other);
  return g_test_run ();
}
