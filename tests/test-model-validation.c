/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "model/pictor-validation.h"

static PictorRecipe *
make_good (void)
{
  return g_object_new (PICTOR_TYPE_RECIPE, "prompt", "a red fox", NULL);
}

static PictorControl *
append_control (PictorRecipe *recipe,
                gboolean      with_image)
{
  g_autoptr (PictorControl) control = pictor_control_new ();
  g_autoptr (GFile) image = g_file_new_for_path ("/a.png");

  if (with_image)
    pictor_control_set_image (control, image);
  g_list_store_append (pictor_recipe_get_controls (recipe), control);
  return control;
}

/* One problem a line: name, index, message. */
static void
assert_problems (PictorRecipe *recipe,
                 const char   *expected)
{
  g_autoptr (GPtrArray) problems = pictor_recipe_validate (recipe);
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      PictorProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (got, "%s %d %s\n", pictor_limit_get (problem->field)->name,
                              problem->index, problem->message);
    }
  g_assert_cmpstr (got->str, ==, expected);
}

static void
test_good (void)
{
  g_autoptr (PictorRecipe) recipe = make_good ();
  g_autoptr (PictorSubModel) sub_model = pictor_sub_model_new ("17", -5);
  PictorControl *control;

  assert_problems (recipe, "");

  g_object_set (recipe, "seed", G_GINT64_CONSTANT (0), "steps", 150, "cfg-scale", 0.0, "width", 16,
                "height", 1440, "batch-size", 16, "clip-skip", 12, "sampler", "UniPC",
                "model-type", PICTOR_MODEL_TYPE_CUSTOM, NULL);
  g_list_store_append (pictor_recipe_get_sub_models (recipe), sub_model);
  append_control (recipe, TRUE);
  append_control (recipe, TRUE);
  control = append_control (recipe, TRUE);
  g_object_set (control, "preset", PICTOR_PRESET_CUSTOM, "model", "1", "preprocessor", "2",
                "start", 0.5, "end", 0.5, NULL);
  assert_problems (recipe, "");
}

/* Everything wrong at once, in the order of the window. */
static void
test_all (void)
{
  g_autoptr (PictorRecipe) recipe = g_object_new (PICTOR_TYPE_RECIPE,
                                                  "negative-prompt", "a\377",
                                                  "batch-size", 0,
                                                  "steps", 151,
                                                  "cfg-scale", (double) NAN,
                                                  "seed", G_GINT64_CONSTANT (-2),
                                                  "sampler", "euler a",
                                                  "width", 15,
                                                  "height", 1441,
                                                  "clip-skip", 13,
                                                  NULL);
  g_autoptr (PictorSubModel) sub_model = pictor_sub_model_new (" ", 5.05);

  g_list_store_append (pictor_recipe_get_sub_models (recipe), sub_model);
  append_control (recipe, TRUE);
  g_object_set (append_control (recipe, FALSE), "weight", (double) INFINITY, NULL);
  g_object_set (append_control (recipe, TRUE), "preset", PICTOR_PRESET_CUSTOM, "start", 0.7,
                "end", 0.2, "resolution", 63, "param1", -1.0, "param2", 255.5, NULL);
  g_object_set (append_control (recipe, TRUE), "preset", PICTOR_PRESET_CUSTOM, "model", "1",
                "preprocessor", "1", "start", -0.1, "end", 1.1, NULL);

  assert_problems (recipe,
    "prompt -1 Describe the picture you want.\n"
    "negative-prompt -1 Negative prompt contains characters that can't be read.\n"
    "sub-models -1 Sub-models can only be used with a custom model.\n"
    "sub-models 0 Choose sub-model 1, or remove it.\n"
    "weight 0 Weight of sub-model 1 must be between -5 and 5.\n"
    "sampler -1 There is no sampler “euler a”.\n"
    "steps -1 Steps must be between 1 and 150.\n"
    "cfg-scale -1 CFG scale must be between 0 and 30.\n"
    "width -1 Width must be between 16 and 1440.\n"
    "height -1 Height must be between 16 and 1440.\n"
    "batch-size -1 Pictures must be between 1 and 16.\n"
    "seed -1 Seed must be between 0 and 2147483647, or -1 for a random one.\n"
    "clip-skip -1 Clip skip must be between 1 and 12.\n"
    "controls -1 At most 3 ControlNet images can be used.\n"
    "image 1 Choose an image for ControlNet 2.\n"
    "weight 1 Weight of ControlNet 2 must be between 0 and 2.\n"
    "model 2 Choose a model for ControlNet 3.\n"
    "preprocessor 2 Choose a preprocessor for ControlNet 3.\n"
    "start 2 Start of ControlNet 3 must not be after its end.\n"
    "resolution 2 Resolution of ControlNet 3 must be between 64 and 2048.\n"
    "param1 2 Parameter 1 of ControlNet 3 must be between 0 and 255.\n"
    "param2 2 Parameter 2 of ControlNet 3 must be between 0 and 255.\n"
    "start 3 Start of ControlNet 4 must be between 0 and 1.\n"
    "end 3 End of ControlNet 4 must be between 0 and 1.\n");
}

static void
test_prompt (void)
{
  const char * const empty[] = { "", "  \n", " , ,\n，", NULL };
  g_autoptr (PictorRecipe) recipe = make_good ();
  g_autofree char *longest = g_strnfill (PICTOR_MAX_PROMPT_BYTES, 'a');
  g_autofree char *longer = g_strconcat (longest, "a", NULL);

  for (guint i = 0; empty[i] != NULL; i++)
    {
      g_object_set (recipe, "prompt", empty[i], NULL);
      assert_problems (recipe, "prompt -1 Describe the picture you want.\n");
    }
  g_object_set (recipe, "prompt", longest, "negative-prompt", longest, NULL);
  assert_problems (recipe, "");
  g_object_set (recipe, "prompt", longer, "negative-prompt", longer, NULL);
  assert_problems (recipe,
                   "prompt -1 Prompt is too long: shorten it to 64 kB or less.\n"
                   "negative-prompt -1 Negative prompt is too long: shorten it to 64 kB or less.\n");
  g_object_set (recipe, "prompt", "a\300\257", "negative-prompt", "", NULL);
  assert_problems (recipe, "prompt -1 Prompt contains characters that can't be read.\n");
  g_object_set (recipe, "prompt", "狐狸", NULL);
  assert_problems (recipe, "");
}

/* What a preset makes unused may be anything. */
static void
test_unused (void)
{
  g_autoptr (PictorRecipe) recipe = make_good ();
  PictorControl *control = append_control (recipe, TRUE);

  g_object_set (control, "start", 9.0, "end", -9.0, "resolution", -1, "param1", (double) NAN,
                "model", "", NULL);
  for (int preset = 1; preset < PICTOR_N_PRESETS; preset++)
    {
      g_object_set (control, "preset", preset, NULL);
      assert_problems (recipe, "");
    }
}

static void
test_sampler (void)
{
  g_autoptr (PictorRecipe) recipe = make_good ();

  g_object_set (recipe, "sampler", "", NULL);
  assert_problems (recipe, "sampler -1 Choose a sampler.\n");
  g_object_set (recipe, "sampler", "x\377%s", NULL);
  assert_problems (recipe, "sampler -1 There is no sampler “x\357\277\275%s”.\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/validation/good", test_good);
  g_test_add_func ("/model/validation/all", test_all);
  g_test_add_func ("/model/validation/prompt", test_prompt);
  g_test_add_func ("/model/validation/unused", test_unused);
  g_test_add_func ("/model/validation/sampler", test_sampler);
  return g_test_run ();
}
