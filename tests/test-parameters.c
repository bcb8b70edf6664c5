/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>

#include "library/pictor-parameters.h"
#include "model/pictor-samplers.h"

#define VERSION "Version: Pictor " PICTOR_VERSION

static void
assert_formatted (PictorRecipe *recipe,
                  gint64        seed,
                  const char   *model_name,
                  const char   *expected)
{
  g_autofree char *text = pictor_parameters_format (recipe, seed, 512, 768, model_name);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_plain (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();

  g_object_set (recipe,
                "prompt", "a red apple, oil painting\nsecond line of the prompt",
                "negative-prompt", "blurry, low quality",
                "steps", 20, "cfg-scale", 7.0, "sampler", "Euler a", "clip-skip", 1,
                NULL);
  assert_formatted (recipe, 42, "v1-5",
                    "a red apple, oil painting\nsecond line of the prompt\n"
                    "Negative prompt: blurry, low quality\n"
                    "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 42, Size: 512x768, Model: v1-5, " VERSION);
}

static void
test_parts (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();

  g_object_set (recipe, "prompt", "", "negative-prompt", "", "steps", 1, "cfg-scale", 7.5, "sampler", "DDIM",
                "clip-skip", 1, "model", "", NULL);
  assert_formatted (recipe, 0, NULL,
                    "Steps: 1, Sampler: DDIM, CFG scale: 7.5, Seed: 0, Size: 512x768, " VERSION);
  assert_formatted (recipe, -1, NULL,
                    "Steps: 1, Sampler: DDIM, CFG scale: 7.5, Size: 512x768, " VERSION);

  /* Line ends of other systems, and white space at both ends. */
  g_object_set (recipe, "prompt", "  狐狸 🦊\r\nsnow\rice \n", "negative-prompt", "\nfog\n", "clip-skip", 2,
                "model", "77", NULL);
  assert_formatted (recipe, 2147483647, NULL,
                    "狐狸 🦊\nsnow\nice\nNegative prompt: fog\n"
                    "Steps: 1, Sampler: DDIM, CFG scale: 7.5, Seed: 2147483647, Size: 512x768, Model: 77, "
                    "Clip skip: 2, " VERSION);
}

static void
test_quoting (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();

  g_object_set (recipe, "prompt", "x", "negative-prompt", "", "steps", 1, "cfg-scale", 7.5, "sampler", "DDIM",
                "clip-skip", 1, NULL);
  assert_formatted (recipe, 1, "Böse, \"new\": 2\n3",
                    "x\nSteps: 1, Sampler: DDIM, CFG scale: 7.5, Seed: 1, Size: 512x768, "
                    "Model: \"Böse, \\\"new\\\": 2\\n3\", " VERSION);
}

/* Every sampler, as AUTOMATIC1111 1.9 and later read it back: engines.md 6.1. */
static void
test_samplers (void)
{
  static const char * const expected[PICTOR_N_SAMPLERS][2] = {
    { "Euler a", NULL }, { "Euler", NULL }, { "LMS", NULL }, { "Heun", NULL },
    { "DPM2", "Uniform" }, { "DPM2 a", "Uniform" }, { "DPM++ 2S a", "Uniform" }, { "DPM++ 2M", "Uniform" },
    { "DPM++ SDE", "Uniform" }, { "DPM++ 2M SDE", "Uniform" }, { "DPM fast", NULL }, { "DPM adaptive", NULL },
    { "LMS", "Karras" }, { "DPM2", "Karras" }, { "DPM2 a", "Karras" }, { "DPM++ 2S a", "Karras" },
    { "DPM++ 2M", "Karras" }, { "DPM++ SDE", "Karras" }, { "DPM++ 2M SDE", "Karras" },
    { "DDIM", NULL }, { "PLMS", NULL }, { "UniPC", NULL },
  };
  const char * const *names = pictor_samplers_get_names ();
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();

  for (guint i = 0; i < PICTOR_N_SAMPLERS; i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *wanted = NULL;

      g_object_set (recipe, "sampler", names[i], NULL);
      text = pictor_parameters_format (recipe, 1, 512, 512, NULL);
      wanted = g_strdup_printf (", Sampler: %s, %s%s%sCFG scale: ", expected[i][0],
                                expected[i][1] != NULL ? "Schedule type: " : "",
                                expected[i][1] != NULL ? expected[i][1] : "",
                                expected[i][1] != NULL ? ", " : "");
      g_assert_nonnull (g_strstr_len (text, -1, wanted));
    }
}

static void
test_controls (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  GListStore *controls = pictor_recipe_get_controls (recipe);
  g_autoptr (PictorControl) sketch = pictor_control_new ();
  g_autoptr (PictorControl) custom = pictor_control_new ();

  g_object_set (recipe, "prompt", "x", "steps", 1, "cfg-scale", 7.5, "sampler", "DDIM", "clip-skip", 1, NULL);
  g_object_set (sketch, "preset", PICTOR_PRESET_SKETCH, "weight", 0.5, NULL);
  g_object_set (custom, "preset", PICTOR_PRESET_CUSTOM, "preprocessor", "canny", "model", "line, art: 2",
                "weight", 1.0, "resize", PICTOR_RESIZE_CROP, "resolution", 512, "param1", 100.0, "param2", 200.5,
                "start", 0.0, "end", 0.75, "mode", PICTOR_CONTROL_MODE_PROMPT, NULL);
  g_list_store_append (controls, sketch);
  g_list_store_append (controls, custom);

  assert_formatted (recipe, 1, NULL,
                    "x\nSteps: 1, Sampler: DDIM, CFG scale: 7.5, Seed: 1, Size: 512x768, "
                    "ControlNet 0: \"Module: sketch, Weight: 0.5\", "
                    "ControlNet 1: \"Module: canny, Model: line  art  2, Weight: 1, Resize Mode: Crop and Resize, "
                    "Processor Res: 512, Threshold A: 100, Threshold B: 200.5, Guidance Start: 0, "
                    "Guidance End: 0.75, Pixel Perfect: False, Control Mode: My prompt is more important\", "
                    VERSION);
}

/* The last line is found by the pattern that other programs read with (engines.md 7.1). */
static void
test_reads_back (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  g_autoptr (PictorControl) control = pictor_control_new ();
  g_autoptr (GRegex) pattern = g_regex_new ("\\s*(\\w[\\w \\-/]+):\\s*(\"(?:\\\\.|[^\\\\\"])+\"|[^,]*)(?:,|$)",
                                            0, 0, NULL);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (JsonNode) name = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_object_set (recipe, "prompt", "Steps: 3, not these", "steps", 33, NULL);
  g_list_store_append (pictor_recipe_get_controls (recipe), control);
  text = pictor_parameters_format (recipe, 5, 64, 32, "a \"b\", c: d");
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (lines[0], ==, "Steps: 3, not these");

  g_regex_match (pattern, lines[g_strv_length (lines) - 1], 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    g_hash_table_insert (values, g_match_info_fetch (match, 1), g_match_info_fetch (match, 2));
  g_assert_cmpstr (g_hash_table_lookup (values, "Steps"), ==, "33");
  g_assert_cmpstr (g_hash_table_lookup (values, "Size"), ==, "64x32");
  g_assert_cmpstr (g_hash_table_lookup (values, "Version"), ==, "Pictor " PICTOR_VERSION);
  g_assert_true (g_hash_table_contains (values, "ControlNet 0"));
  name = json_from_string (g_hash_table_lookup (values, "Model"), NULL);
  g_assert_cmpstr (json_node_get_string (name), ==, "a \"b\", c: d");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/parameters/plain", test_plain);
  g_test_add_func ("/parameters/parts", test_parts);
  g_test_add_func ("/parameters/quoting", test_quoting);
  g_test_add_func ("/parameters/samplers", test_samplers);
  g_test_add_func ("/parameters/controls", test_controls);
  g_test_add_func ("/parameters/reads-back", test_reads_back);

  return g_test_run ();
}
