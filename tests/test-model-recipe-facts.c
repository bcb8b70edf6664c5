/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "model/pictor-recipe-facts.h"

static PictorRecipe *
make_recipe (const char *first_property,
             ...)
{
  va_list args;
  PictorRecipe *recipe;

  va_start (args, first_property);
  recipe = PICTOR_RECIPE (g_object_new_valist (PICTOR_TYPE_RECIPE, first_property, args));
  va_end (args);
  return recipe;
}

static void
add_control (PictorRecipe *recipe,
             const char   *image,
             PictorPreset  preset,
             double        weight)
{
  g_autoptr (GFile) file = g_file_new_for_path (image);
  g_autoptr (PictorControl) control =
    g_object_new (PICTOR_TYPE_CONTROL, "image", file, "preset", preset, "weight", weight, NULL);

  g_list_store_append (pictor_recipe_get_controls (recipe), control);
}

/* All facts that do not go without saying, one a line. */
static char *
print_facts (PictorRecipe *recipe,
             const char   *model_name)
{
  g_autoptr (GPtrArray) facts = pictor_recipe_describe (recipe, model_name);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const PictorRecipeFact *fact = facts->pdata[i];

      if (!fact->usual)
        g_string_append_printf (text, "%s: %s\n", fact->label, fact->value);
    }
  return g_string_free (text, FALSE);
}

static char *
print_changes (PictorRecipe *before,
               PictorRecipe *after)
{
  g_autoptr (GPtrArray) changes = pictor_recipe_diff (before, after);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const PictorRecipeChange *change = changes->pdata[i];

      g_string_append_printf (text, "%s: %s\n", change->label, change->text);
    }
  return g_string_free (text, FALSE);
}

static void
assert_changes (PictorRecipe *before,
                PictorRecipe *after,
                const char   *expected)
{
  g_autofree char *text = print_changes (before, after);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_usual (void)
{
  g_autoptr (PictorRecipe) recipe = make_recipe ("prompt", "a fox", NULL);
  g_autofree char *text = print_facts (recipe, NULL);

  g_assert_cmpstr (text, ==,
                   "Prompt: a fox\nSampler: Euler a\nSteps: 20\nCFG scale: 7.5\nSize: 512 × 512\n");
}

static void
test_unusual (void)
{
  g_autoptr (PictorRecipe) recipe =
    make_recipe ("prompt", "a fox", "negative-prompt", "fog", "model", "m-1", "seed", G_GINT64_CONSTANT (2147483647),
                 "batch-size", 4, "clip-skip", 2, "translate", TRUE, "width", 640, NULL);
  g_autoptr (PictorSubModel) sub_model = pictor_sub_model_new ("ink", 0.8);
  g_autofree char *text = NULL;
  g_autofree char *by_id = NULL;

  g_list_store_append (pictor_recipe_get_sub_models (recipe), sub_model);
  add_control (recipe, "/a.png", PICTOR_PRESET_POSE, 0.5);
  add_control (recipe, "/a.png", PICTOR_PRESET_CUSTOM, 1);
  text = print_facts (recipe, "Ink and Wash");
  g_assert_cmpstr (text, ==,
                   "Prompt: a fox\nNegative prompt: fog\nModel: Ink and Wash\nSub-models: ink × 0.8\n"
                   "Sampler: Euler a\nSteps: 20\nCFG scale: 7.5\nSize: 640 × 512\nPictures: 4\n"
                   "Seed: 2147483647\nClip skip: 2\nTranslate into English: Yes\n"
                   "ControlNet 1: Pose of a figure · Weight 0.5\n"
                   "ControlNet 2: Customised · Weight 1 · Start 0 · End 1 · Balanced · Resize and crop"
                   " · Resolution 512 · Parameter 1 100 · Parameter 2 200\n");
  by_id = print_facts (recipe, "");
  g_assert_nonnull (strstr (by_id, "Model: m-1\n"));
}

static void
test_same (void)
{
  g_autoptr (PictorRecipe) recipe = make_recipe ("prompt", "a fox", "steps", 7, NULL);
  g_autoptr (PictorRecipe) copy = NULL;

  add_control (recipe, "/a.png", PICTOR_PRESET_POSE, 0.5);
  copy = pictor_recipe_copy (recipe);
  assert_changes (recipe, copy, "");
}

static void
test_fields (void)
{
  g_autoptr (PictorRecipe) before = make_recipe ("prompt", "a fox", "steps", 7, NULL);
  g_autoptr (PictorRecipe) after =
    make_recipe ("prompt", "a fox", "steps", 20, "seed", G_GINT64_CONSTANT (5), "height", 768, "model-vae", TRUE, NULL);
  g_autoptr (PictorSubModel) sub_model = pictor_sub_model_new ("ink", 1);

  g_list_store_append (pictor_recipe_get_sub_models (after), sub_model);
  assert_changes (before, after,
                  "Sub-models: none → ink × 1\nSteps: 7 → 20\nSize: 512 × 512 → 512 × 768\nSeed: Random → 5\n"
                  "The model's own VAE: No → Yes\n");
}

/* Prompts are compared by what stands between their commas. */
static void
test_prompts (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    const char *text;
  } cases[] = {
    { "a fox, snow", "a fox, rain", "Prompt: “rain” instead of “snow”\n" },
    { "a fox", "a fox, rain, night", "Prompt: with “rain”, “night”\n" },
    { "a fox, rain", "a fox", "Prompt: without “rain”\n" },
    { "a fox, a fox", "a fox", "Prompt: without “a fox”\n" },
    { "a fox, rain", "rain,  a fox", "Prompt: the same words in another order or form\n" },
    { "", "a fox", "Prompt: with “a fox”\n" },
    { "a, (soft, light:1.2)", "a, (soft, light:1.3)", "Prompt: “(soft, light:1.3)” instead of “(soft, light:1.2)”\n" },
    { "狐狸，雪", "狐狸，雨", "Prompt: “雨” instead of “雪”\n" },
    { "a)b, c", "a)b, d", "Prompt: “d” instead of “c”\n" },
    { "((a, b\nc", "((a, b\nd", "Prompt: “d” instead of “c”\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PictorRecipe) before = make_recipe ("prompt", cases[i].before, NULL);
      g_autoptr (PictorRecipe) after = make_recipe ("prompt", cases[i].after, NULL);

      assert_changes (before, after, cases[i].text);
    }
}

static void
test_controls (void)
{
  g_autoptr (PictorRecipe) before = make_recipe ("prompt", "a fox", NULL);
  g_autoptr (PictorRecipe) after = make_recipe ("prompt", "a fox", NULL);

  add_control (before, "/a.png", PICTOR_PRESET_SKETCH, 1);
  assert_changes (after, before, "ControlNet 1: added: Graffiti and sketch · Weight 1\n");
  assert_changes (before, after, "ControlNet 1: removed: Graffiti and sketch · Weight 1\n");

  add_control (after, "/b.png", PICTOR_PRESET_SKETCH, 1);
  assert_changes (before, after, "ControlNet 1: another image\n");

  add_control (before, "/c.png", PICTOR_PRESET_SKETCH, 1);
  add_control (after, "/c.png", PICTOR_PRESET_SKETCH, 0.5);
  assert_changes (before, after,
                  "ControlNet 1: another image\n"
                  "ControlNet 2: Graffiti and sketch · Weight 1 → Graffiti and sketch · Weight 0.5\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recipe-facts/usual", test_usual);
  g_test_add_func ("/recipe-facts/unusual", test_unusual);
  g_test_add_func ("/recipe-diff/same", test_same);
  g_test_add_func ("/recipe-diff/fields", test_fields);
  g_test_add_func ("/recipe-diff/prompts", test_prompts);
  g_test_add_func ("/recipe-diff/controls", test_controls);
  return g_test_run ();
}
