/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "model/pictor-picture.h"
#include "model/pictor-recipe.h"
#include "pictor-test.h"

static void
count_cb (int *count)
{
  (*count)++;
}

/* How often @signal of @object has come, in an int. */
#define COUNT(object, signal, count) \
  g_signal_connect_swapped ((object), (signal), G_CALLBACK (count_cb), &(count))

static PictorControl *
append_control (PictorRecipe *recipe,
                double        weight)
{
  PictorControl *control = g_object_new (PICTOR_TYPE_CONTROL, "weight", weight, NULL);

  g_list_store_append (pictor_recipe_get_controls (recipe), control);
  g_object_unref (control);
  return control;
}

static PictorControl *
peek_control (PictorRecipe *recipe,
              guint         position)
{
  g_autoptr (PictorControl) control =
    g_list_model_get_item (G_LIST_MODEL (pictor_recipe_get_controls (recipe)), position);

  return control;
}

/* Every writable property: another value notifies once, the same value never. */
static void
assert_notifies (GObject *object)
{
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", pspecs[i]->name, NULL);
      g_auto (GValue) value = G_VALUE_INIT;
      g_auto (GValue) back = G_VALUE_INIT;
      int count = 0;
      gulong handler;

      if (!(pspecs[i]->flags & G_PARAM_WRITABLE) || (pspecs[i]->flags & G_PARAM_CONSTRUCT_ONLY))
        continue;
      g_value_init (&value, pspecs[i]->value_type);
      if (G_VALUE_HOLDS_STRING (&value))
        g_value_set_string (&value, "other");
      else if (G_VALUE_HOLDS_DOUBLE (&value))
        g_value_set_double (&value, -123.25);
      else if (G_VALUE_HOLDS_INT (&value))
        g_value_set_int (&value, G_MININT);
      else if (G_VALUE_HOLDS_INT64 (&value))
        g_value_set_int64 (&value, G_MAXINT64);
      else if (G_VALUE_HOLDS_BOOLEAN (&value))
        g_value_set_boolean (&value, TRUE);
      else if (G_VALUE_HOLDS_ENUM (&value))
        g_value_set_enum (&value, PICTOR_PRESET_SKETCH);
      else
        g_value_take_object (&value, g_file_new_for_path ("/other.png"));
      if (pspecs[i]->value_type == PICTOR_TYPE_PRESET)
        g_value_set_enum (&value, PICTOR_PRESET_CUSTOM);
      if (pspecs[i]->value_type == PICTOR_TYPE_RESIZE_MODE)
        g_value_set_enum (&value, PICTOR_RESIZE_FILL);

      handler = COUNT (object, signal, count);
      g_object_set_property (object, pspecs[i]->name, &value);
      g_assert_cmpint (count, ==, 1);
      g_object_set_property (object, pspecs[i]->name, &value);
      g_assert_cmpint (count, ==, 1);
      g_object_get_property (object, pspecs[i]->name, &back);
      g_assert_cmpint (g_param_values_cmp (pspecs[i], &value, &back), ==, 0);
      g_signal_handler_disconnect (object, handler);
    }
}

static void
test_notify (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/a.png");
  PictorRecipe *recipe = pictor_recipe_new ();
  PictorControl *control = pictor_control_new ();
  PictorSubModel *sub_model = pictor_sub_model_new ("17", 0.5);
  PictorPicture *picture = pictor_picture_new (file, 5, 640, 480, "task", 2, 7);

  g_assert_cmpstr (pictor_sub_model_get_id (sub_model), ==, "17");
  g_assert_cmpfloat (pictor_sub_model_get_weight (sub_model), ==, 0.5);

  assert_notifies (G_OBJECT (recipe));
  assert_notifies (G_OBJECT (control));
  assert_notifies (G_OBJECT (sub_model));
  assert_notifies (G_OBJECT (picture));

  pictor_test_finalize (recipe);
  pictor_test_finalize (control);
  pictor_test_finalize (sub_model);
  pictor_test_finalize (picture);
}

static void
test_odd_values (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  int count = 0;

  COUNT (recipe, "notify::cfg-scale", count);
  g_object_set (recipe, "cfg-scale", (double) NAN, NULL);
  g_object_set (recipe, "cfg-scale", (double) NAN, NULL);
  g_assert_cmpint (count, ==, 1);
  g_assert_true (isnan (pictor_recipe_get_cfg_scale (recipe)));
  g_object_set (recipe, "cfg-scale", (double) INFINITY, NULL);
  g_assert_true (isinf (pictor_recipe_get_cfg_scale (recipe)));

  g_object_set (recipe, "prompt", NULL, "model", NULL, NULL);
  g_assert_cmpstr (pictor_recipe_get_prompt (recipe), ==, "");
  g_assert_cmpstr (pictor_recipe_get_model (recipe), ==, "");

  g_object_set (recipe, "prompt", "one, two", NULL);
  g_object_set (recipe, "prompt", pictor_recipe_get_prompt (recipe) + 5, NULL);
  g_assert_cmpstr (pictor_recipe_get_prompt (recipe), ==, "two");
}

static void
test_changed (void)
{
  PictorRecipe *recipe = pictor_recipe_new ();
  g_autoptr (PictorSubModel) sub_model = pictor_sub_model_new ("17", 1);
  g_autoptr (PictorControl) control = NULL;
  int count = 0;

  COUNT (recipe, "changed", count);
  g_object_set (recipe, "steps", 21, NULL);
  g_assert_cmpint (count, ==, 1);
  g_object_set (recipe, "steps", 21, NULL);
  g_assert_cmpint (count, ==, 1);
  /* together is once */
  g_object_set (recipe, "steps", 22, "width", 640, "prompt", "x", NULL);
  g_assert_cmpint (count, ==, 2);

  g_list_store_append (pictor_recipe_get_sub_models (recipe), sub_model);
  g_assert_cmpint (count, ==, 3);
  g_object_set (sub_model, "weight", 0.3, NULL);
  g_assert_cmpint (count, ==, 4);
  g_list_store_remove_all (pictor_recipe_get_sub_models (recipe));
  g_assert_cmpint (count, ==, 5);
  g_object_set (sub_model, "weight", 0.4, NULL);
  g_assert_cmpint (count, ==, 5);

  append_control (recipe, 0);
  control = g_object_ref (append_control (recipe, 1));
  append_control (recipe, 2);
  count = 0;
  g_list_store_remove (pictor_recipe_get_controls (recipe), 0);
  g_object_set (peek_control (recipe, 0), "param1", 5.0, NULL);
  g_object_set (peek_control (recipe, 1), "model", "x", NULL);
  g_assert_cmpint (count, ==, 3);
  g_list_store_remove (pictor_recipe_get_controls (recipe), 0);
  count = 0;
  g_object_set (control, "param1", 6.0, NULL);
  g_assert_cmpint (count, ==, 0);

  /* the same one twice, then once */
  g_list_store_append (pictor_recipe_get_controls (recipe), control);
  g_list_store_append (pictor_recipe_get_controls (recipe), control);
  g_list_store_remove (pictor_recipe_get_controls (recipe), 2);
  count = 0;
  g_object_set (control, "param1", 7.0, NULL);
  g_assert_cmpint (count, ==, 1);

  /* a control outlives its recipe */
  pictor_test_finalize (recipe);
  g_object_set (control, "param1", 8.0, NULL);
}

static void
test_copy (void)
{
  g_autoptr (GFile) image = g_file_new_for_path ("/a.png");
  g_autoptr (GFile) same_image = g_file_new_for_path ("/a.png");
  g_autoptr (PictorSubModel) sub_model = pictor_sub_model_new ("17", 1);
  PictorRecipe *recipe = pictor_recipe_new ();
  PictorRecipe *copy;

  assert_notifies (G_OBJECT (recipe));
  pictor_control_set_image (append_control (recipe, 0.5), image);
  append_control (recipe, 1.5);
  g_list_store_append (pictor_recipe_get_sub_models (recipe), sub_model);

  copy = pictor_recipe_copy (recipe);
  g_assert_true (pictor_recipe_equal (recipe, copy));
  g_assert_true (peek_control (copy, 0) != peek_control (recipe, 0));
  pictor_control_set_image (peek_control (copy, 0), same_image);
  g_assert_true (pictor_recipe_equal (recipe, copy));

  g_object_set (peek_control (copy, 1), "end", 0.5, NULL);
  g_assert_false (pictor_recipe_equal (recipe, copy));
  g_assert_cmpfloat (pictor_control_get_end (peek_control (recipe, 1)), ==, 1);
  g_object_set (peek_control (copy, 1), "end", 1.0, NULL);
  g_assert_true (pictor_recipe_equal (recipe, copy));
  g_object_set (copy, "seed", G_GINT64_CONSTANT (5), NULL);
  g_assert_false (pictor_recipe_equal (recipe, copy));
  g_object_set (copy, "seed", G_MAXINT64, NULL);
  g_object_set (sub_model, "weight", 0.5, NULL);
  g_assert_false (pictor_recipe_equal (recipe, copy));
  g_list_store_remove_all (pictor_recipe_get_sub_models (recipe));
  g_assert_false (pictor_recipe_equal (recipe, copy));

  pictor_test_finalize (recipe);
  pictor_test_finalize (copy);
}

static void
test_assign (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  g_autoptr (PictorRecipe) other = pictor_recipe_new ();
  PictorControl *first, *second, *third;
  int changed = 0, prompt = 0, steps = 0, items = 0;

  first = append_control (recipe, 0.1);
  second = append_control (recipe, 0.2);
  third = append_control (recipe, 0.3);
  COUNT (recipe, "changed", changed);
  COUNT (recipe, "notify::prompt", prompt);
  COUNT (recipe, "notify::steps", steps);
  COUNT (pictor_recipe_get_controls (recipe), "items-changed", items);

  /* 0.3 from the end to the front, 0.2 gone, a new one, and the prompt: told once */
  g_object_set (other, "prompt", "x", NULL);
  append_control (other, 0.3);
  append_control (other, 0.1);
  append_control (other, 0.4);
  pictor_recipe_assign (recipe, other);
  g_assert_true (pictor_recipe_equal (recipe, other));
  g_assert_cmpint (changed, ==, 1);
  g_assert_cmpint (prompt, ==, 1);
  g_assert_cmpint (steps, ==, 0);
  g_assert_cmpint (items, ==, 1);
  g_assert_true (peek_control (recipe, 0) == third);
  g_assert_true (peek_control (recipe, 1) == first);
  g_assert_true (peek_control (recipe, 2) != second);
  g_assert_true (peek_control (recipe, 2) != peek_control (other, 2));

  /* equal: nothing to tell */
  pictor_recipe_assign (recipe, other);
  pictor_recipe_assign (recipe, recipe);
  g_assert_cmpint (changed, ==, 1);
  g_assert_cmpint (items, ==, 1);

  /* two equal ones are two objects */
  g_list_store_remove_all (pictor_recipe_get_controls (other));
  append_control (other, 0.1);
  append_control (other, 0.1);
  pictor_recipe_assign (recipe, other);
  g_assert_true (pictor_recipe_equal (recipe, other));
  g_assert_true (peek_control (recipe, 0) == first);
  g_assert_true (peek_control (recipe, 1) != first);

  /* the copies are watched too */
  changed = 0;
  g_object_set (peek_control (recipe, 1), "weight", 0.9, NULL);
  g_assert_cmpint (changed, ==, 1);
}

/* Any list becomes any other, and what they have in common stays the same object. */
static void
test_assign_random (void)
{
  for (int round = 0; round < 500; round++)
    {
      g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
      g_autoptr (PictorRecipe) other = pictor_recipe_new ();
      g_autoptr (GHashTable) before = g_hash_table_new (NULL, NULL);
      guint had[4] = { 0 }, kept[4] = { 0 }, wanted[4] = { 0 };
      GListModel *list = G_LIST_MODEL (pictor_recipe_get_controls (recipe));

      for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
        {
          int kind = g_test_rand_int_range (0, 4);

          g_hash_table_add (before, append_control (recipe, kind));
          had[kind]++;
        }
      for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
        {
          int kind = g_test_rand_int_range (0, 4);

          append_control (other, kind);
          wanted[kind]++;
        }
      pictor_recipe_assign (recipe, other);
      g_assert_true (pictor_recipe_equal (recipe, other));
      for (guint i = 0; i < g_list_model_get_n_items (list); i++)
        {
          PictorControl *control = peek_control (recipe, i);

          if (g_hash_table_remove (before, control))
            kept[(int) pictor_control_get_weight (control)]++;
        }
      for (guint kind = 0; kind < G_N_ELEMENTS (had); kind++)
        g_assert_cmpuint (kept[kind], ==, MIN (had[kind], wanted[kind]));
    }
}

static void
test_reset (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  g_autoptr (PictorRecipe) initial = pictor_recipe_new ();
  g_autoptr (PictorSubModel) sub_model = pictor_sub_model_new ("17", 1);
  int count = 0;

  assert_notifies (G_OBJECT (recipe));
  append_control (recipe, 1);
  g_list_store_append (pictor_recipe_get_sub_models (recipe), sub_model);
  g_object_set (recipe, "model-type", PICTOR_MODEL_TYPE_CUSTOM, NULL);

  COUNT (recipe, "changed", count);
  pictor_recipe_reset (recipe, PICTOR_FIELD_STEPS);
  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, 20);
  g_assert_cmpint (pictor_recipe_get_width (recipe), ==, G_MININT);
  g_assert_cmpint (count, ==, 1);

  for (int i = 0; i <= PICTOR_FIELD_CONTROLS; i++)
    if (i != PICTOR_FIELD_SUB_MODEL_WEIGHT)
      pictor_recipe_reset (recipe, i);
  g_assert_true (pictor_recipe_equal (recipe, initial));
  count = 0;
  for (int i = 0; i <= PICTOR_FIELD_CONTROLS; i++)
    if (i != PICTOR_FIELD_SUB_MODEL_WEIGHT)
      pictor_recipe_reset (recipe, i);
  g_assert_cmpint (count, ==, 0);
}

static void
test_choices (void)
{
  g_autoptr (GEnumClass) presets = g_type_class_ref (PICTOR_TYPE_PRESET);
  g_autoptr (GEnumClass) modes = g_type_class_ref (PICTOR_TYPE_CONTROL_MODE);
  g_autoptr (GEnumClass) resizes = g_type_class_ref (PICTOR_TYPE_RESIZE_MODE);

  /* PICPIK's numbers of the presets */
  g_assert_cmpint (g_enum_get_value_by_nick (presets, "custom")->value, ==, 0);
  g_assert_cmpint (g_enum_get_value_by_nick (presets, "sketch")->value, ==, 1);
  g_assert_cmpint (g_enum_get_value_by_nick (presets, "pose")->value, ==, 2);
  g_assert_cmpint (g_enum_get_value_by_nick (presets, "anime-line")->value, ==, 3);
  g_assert_cmpint (g_enum_get_value_by_nick (presets, "spatial-line")->value, ==, 4);
  g_assert_nonnull (g_enum_get_value_by_nick (modes, "balanced"));
  g_assert_nonnull (g_enum_get_value_by_nick (resizes, "crop"));

  for (int i = 0; i < PICTOR_N_PRESETS; i++)
    g_assert_cmpstr (pictor_preset_get_label (i), !=, "");
  for (int i = 0; i < PICTOR_N_CONTROL_MODES; i++)
    g_assert_cmpstr (pictor_control_mode_get_label (i), !=, "");
  for (int i = 0; i < PICTOR_N_RESIZE_MODES; i++)
    g_assert_cmpstr (pictor_resize_mode_get_label (i), !=, "");
}

static void
test_picture (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/a.png");
  g_autoptr (PictorPicture) picture = pictor_picture_new (file, 5, 640, 480, "task", 2, 7.5);
  g_autoptr (PictorPicture) bare = pictor_picture_new (file, -1, 1, 1, NULL, 0, -1);

  g_assert_true (g_file_equal (pictor_picture_get_file (picture), file));
  g_assert_cmpint (pictor_picture_get_seed (picture), ==, 5);
  g_assert_cmpint (pictor_picture_get_width (picture), ==, 640);
  g_assert_cmpint (pictor_picture_get_height (picture), ==, 480);
  g_assert_cmpstr (pictor_picture_get_task (picture), ==, "task");
  g_assert_cmpuint (pictor_picture_get_index (picture), ==, 2);
  g_assert_cmpfloat (pictor_picture_get_points (picture), ==, 7.5);
  g_assert_null (pictor_picture_get_task (bare));
  g_assert_cmpfloat (pictor_picture_get_points (bare), <, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/recipe/notify", test_notify);
  g_test_add_func ("/model/recipe/odd-values", test_odd_values);
  g_test_add_func ("/model/recipe/changed", test_changed);
  g_test_add_func ("/model/recipe/copy", test_copy);
  g_test_add_func ("/model/recipe/assign", test_assign);
  g_test_add_func ("/model/recipe/assign-random", test_assign_random);
  g_test_add_func ("/model/recipe/reset", test_reset);
  g_test_add_func ("/model/recipe/choices", test_choices);
  g_test_add_func ("/model/recipe/picture", test_picture);
  return g_test_run ();
}
