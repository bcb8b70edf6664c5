/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "model/pictor-recipe-json.h"
#include "model/pictor-samplers.h"
#include "pictor-test-program.h"

/* What is asked for and how: nothing here makes a picture. */

static void
make_image (PictorTestPerson *person,
            const char       *name)
{
  g_autofree char *path = pictor_test_person_path (person, name);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 32, 32);

  gdk_pixbuf_fill (pixbuf, 0xff8800ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
}

static PictorRecipe *
parse_recipe (const char *json)
{
  g_autoptr (GError) error = NULL;
  PictorRecipe *recipe = pictor_recipe_from_json (json, -1, NULL, &error);

  g_assert_no_error (error);
  return recipe;
}

static void
assert_nothing_made (PictorTestPerson *person)
{
  g_autofree char *pictures = pictor_test_person_path (person, "Pictures");

  g_assert_false (g_file_test (pictures, G_FILE_TEST_EXISTS));
}

static void
test_help (PictorTestPerson *person,
           gconstpointer     data)
{
  static const char * const commands[][2] = {
    { "generate", "--clip-skip" }, { "account", "--public-key" }, { "list", "samplers" }, { "practice", "--port" }
  };
  g_autoptr (PictorTestOutcome) help = pictor_test_person_run (person, "--help");
  g_autoptr (PictorTestOutcome) version = pictor_test_person_run (person, "--version");

  pictor_test_assert_status (help, 0);
  pictor_test_assert_status (version, 0);
  g_assert_cmpstr (version->out, ==, "Pictor " PICTOR_VERSION "\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (PictorTestOutcome) outcome = pictor_test_person_run (person, commands[i][0], "--help");

      pictor_test_assert_says (help->out, commands[i][0]);
      pictor_test_assert_status (outcome, 0);
      pictor_test_assert_says (outcome->out, commands[i][1]);
      g_assert_cmpstr (outcome->err, ==, "");
    }
}

static void
test_unknown (PictorTestPerson *person,
              gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) command = pictor_test_person_run (person, "genrate", "a fox");
  g_autoptr (PictorTestOutcome) option = pictor_test_person_run (person, "--colour");
  g_autoptr (PictorTestOutcome) what = pictor_test_person_run (person, "list", "colours");
  g_autoptr (PictorTestOutcome) nothing = pictor_test_person_run (person, "account");
  g_autoptr (PictorTestOutcome) port = pictor_test_person_run (person, "practice", "--port", "70000");

  pictor_test_assert_status (command, 2);
  pictor_test_assert_says (command->err, "genrate");
  pictor_test_assert_status (option, 2);
  pictor_test_assert_status (what, 2);
  pictor_test_assert_says (what->err, "models, samplers or controls");
  pictor_test_assert_status (nothing, 2);
  pictor_test_assert_says (nothing->err, "add, list or remove");
  pictor_test_assert_status (port, 2);
  pictor_test_assert_says (port->err, "--port: “70000”");
}

static const struct
{
  const char *arguments[3];
  const char *problem;
} bad[] = {
  { { "--steps", "0" }, "--steps: Steps must be between 1 and 150." },
  { { "--steps", "151" }, "--steps: Steps must be between 1 and 150." },
  { { "--steps", "99999999999999999999" }, "--steps: Steps must be between 1 and 150." },
  { { "--steps", "-99999999999999999999" }, "--steps: Steps must be between 1 and 150." },
  { { "--steps", "many" }, "--steps: “many” is no whole number." },
  { { "--steps", "2.5" }, "--steps: “2.5” is no whole number." },
  { { "--steps", "" }, "--steps: “” is no whole number." },
  { { "--cfg", "30.5" }, "--cfg: CFG scale must be between 0 and 30." },
  { { "--cfg", "nan" }, "--cfg: “nan” is no number." },
  { { "--cfg", "7,5" }, "--cfg: “7,5” is no number." },
  { { "--seed", "-2" }, "--seed: Seed must be between 0 and 2147483647, or -1 for a random one." },
  { { "--seed", "2147483648" }, "--seed: Seed must be between" },
  { { "--sampler", "Oiler" }, "--sampler: There is no sampler “Oiler”." },
  { { "--size", "15x512" }, "--size: Width must be between 16 and 1440." },
  { { "--size", "512x1441" }, "--size: Height must be between 16 and 1440." },
  { { "--size", "large" }, "--size: “large” is no size such as 512x768." },
  { { "--size", "512" }, "--size: “512” is no size" },
  { { "--batch", "17" }, "--batch: Pictures must be between 1 and 16." },
  { { "--clip-skip", "13" }, "--clip-skip: Clip skip must be between 1 and 12." },
  { { "--model-type", "other" }, "--model-type: “other” is none of combined, custom." },
  { { "--sub-model=1:x", "--model-type=custom" }, "--sub-model: “x” is no number." },
  { { "--sub-model", "1:0.5" }, "--sub-model: Sub-models can only be used with a custom model." },
  { { "--engine", "dall-e" }, "--engine: There is no engine “dall-e”." },
  { { "--control", "" }, "--control: It needs a picture file." },
  { { "--control", "missing.png" }, "--control: “missing.png” can't be read" },
  { { "--control", "." }, "--control: “.” is no file." },
  { { "--control", "text.png" }, "--control: “text.png” is no picture" },
  { { "--control", "image.png,weight=3" }, "--control: Weight of ControlNet 1 must be between 0 and 2." },
  { { "--control", "image.png,weight=x" }, "--control weight: “x” is no number." },
  { { "--control", "image.png,wieght=1" }, "--control: There is no “wieght” among its keys: preset, weight, model" },
  { { "--control", "image.png,preset=5" }, "--control preset: “5” is none of custom, sketch, pose" },
  { { "--control", "image.png,preset=pose,start=0.5" }, "--control: “start” can only be used with preset=custom." },
  { { "--control", "image.png,start=0.8,end=0.2,model=1,preprocessor=1" },
    "--control: Start of ControlNet 1 must not be after its end." },
  { { "--recipe", "missing.json" }, "--recipe: “missing.json” can't be read" },
  { { "--recipe", "text.png" }, "--recipe: “text.png” can't be read" },
  { { "-o", "missing/fox.png" }, "-o: “missing” is no folder." },
  { { "-o", "text.png/" }, "-o: “" },
  { { "-o", "" }, "-o: It needs a file or a folder." },
  { { "--frobnicate=secret" }, "--frobnicate: There is no such option." },
};

static void
make_bad_files (PictorTestPerson *person)
{
  g_autofree char *text = pictor_test_person_path (person, "text.png");

  make_image (person, "image.png");
  g_assert_true (g_file_set_contents (text, "this is no picture", -1, NULL));
}

static void
test_each_problem (PictorTestPerson *person,
                   gconstpointer     data)
{
  make_bad_files (person);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (PictorTestOutcome) outcome = NULL;
      g_auto (GStrv) lines = NULL;

      outcome = pictor_test_person_run (person, "generate", "a fox", bad[i].arguments[0], bad[i].arguments[1]);
      pictor_test_assert_status (outcome, 2);
      g_assert_cmpstr (outcome->out, ==, "");
      pictor_test_assert_says (outcome->err, bad[i].problem);
      g_assert_null (strstr (outcome->err, "secret"));
      /* That problem and no other, then where help is. */
      lines = g_strsplit (outcome->err, "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), ==, 3);
      pictor_test_assert_says (lines[1], "generate --help");
    }
  assert_nothing_made (person);
}

static void
test_all_problems (PictorTestPerson *person,
                   gconstpointer     data)
{
  static const char * const arguments[] = {
    "generate", "--steps", "0", "--cfg", "x", "--seed", "-7", "--sampler", "Oiler", "--size", "1x9999", "--batch", "0",
    "--clip-skip", "0", "--model-type", "?", "--sub-model", ":9", "--engine", "dall-e", "--control", "missing.png",
    "--control", "text.png,preset=9", "--recipe", "missing.json", "-o", "missing/fox.png", "--unknown", "-n", NULL
  };
  static const char * const problems[] = {
    "PROMPT: Describe the picture you want.", "--steps: ", "--cfg: ", "--seed: ", "--sampler: ", "--size: Width",
    "--size: Height", "--batch: ", "--clip-skip: ", "--model-type: ", "--sub-model: Sub-models",
    "--sub-model: Weight of sub-model 1", "--engine: ", "--control: “missing.png”", "--control: “text.png”",
    "--control preset: “9”", "--recipe: ", "-o: ", "--unknown: ", "-n: It needs a value."
  };
  g_autoptr (PictorTestOutcome) outcome = NULL;

  make_bad_files (person);
  outcome = pictor_test_person_run_with (person, NULL, arguments);
  pictor_test_assert_status (outcome, 2);
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    pictor_test_assert_says (outcome->err, problems[i]);
  assert_nothing_made (person);
}

static void
test_no_prompt (PictorTestPerson *person,
                gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) none = pictor_test_person_run (person, "generate");
  g_autoptr (PictorTestOutcome) blank = pictor_test_person_run (person, "generate", " ", ",");
  g_autoptr (PictorTestOutcome) bytes = pictor_test_person_run (person, "generate", "\xff\xfe");

  pictor_test_assert_status (none, 2);
  pictor_test_assert_says (none->err, "PROMPT: Describe the picture you want.");
  pictor_test_assert_status (blank, 2);
  pictor_test_assert_status (bytes, 2);
  pictor_test_assert_says (bytes->err, "PROMPT: Prompt contains characters that can't be read.");
}

static void
test_print_recipe (PictorTestPerson *person,
                   gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) outcome = NULL;
  g_autoptr (PictorTestOutcome) again = NULL;
  g_autoptr (PictorTestOutcome) changed = NULL;
  g_autoptr (PictorRecipe) recipe = NULL;
  g_autoptr (PictorRecipe) other = NULL;
  g_autoptr (PictorSubModel) second = NULL;
  g_autofree char *path = pictor_test_person_path (person, "recipe.json");

  outcome = pictor_test_person_run (person, "generate", "--print-recipe", "a", "red", "fox, 雪", "-n", "blurry, 雾",
                                    "--model-type", "Custom", "--model", "77", "--sub-model", "5",
                                    "--sub-model=12:-0.25", "--steps", "33", "--cfg", "0.1", "--seed", "2147483647",
                                    "--sampler", "dpm++ 2m KARRAS", "--size", "96×64", "--batch", "4",
                                    "--clip-skip", "2", "--translate", "--model-vae", "--", "--no-shrink");
  pictor_test_assert_status (outcome, 0);
  g_assert_cmpstr (outcome->err, ==, "");
  recipe = parse_recipe (outcome->out);
  g_assert_cmpstr (pictor_recipe_get_prompt (recipe), ==, "a red fox, 雪 --no-shrink");
  g_assert_cmpstr (pictor_recipe_get_negative_prompt (recipe), ==, "blurry, 雾");
  g_assert_cmpint (pictor_recipe_get_model_type (recipe), ==, PICTOR_MODEL_TYPE_CUSTOM);
  g_assert_cmpstr (pictor_recipe_get_model (recipe), ==, "77");
  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, 33);
  g_assert_cmpfloat (pictor_recipe_get_cfg_scale (recipe), ==, 0.1);
  g_assert_cmpint (pictor_recipe_get_seed (recipe), ==, 2147483647);
  g_assert_cmpstr (pictor_recipe_get_sampler (recipe), ==, "DPM++ 2M Karras");
  g_assert_cmpint (pictor_recipe_get_width (recipe), ==, 96);
  g_assert_cmpint (pictor_recipe_get_height (recipe), ==, 64);
  g_assert_cmpint (pictor_recipe_get_batch_size (recipe), ==, 4);
  g_assert_cmpint (pictor_recipe_get_clip_skip (recipe), ==, 2);
  g_assert_true (pictor_recipe_get_translate (recipe));
  g_assert_true (pictor_recipe_get_model_vae (recipe));
  second = g_list_model_get_item (G_LIST_MODEL (pictor_recipe_get_sub_models (recipe)), 1);
  g_assert_cmpstr (pictor_sub_model_get_id (second), ==, "12");
  g_assert_cmpfloat (pictor_sub_model_get_weight (second), ==, -0.25);

  /* What was printed is read again, and what is given beside it goes over it. */
  g_assert_true (g_file_set_contents (path, outcome->out, -1, NULL));
  again = pictor_test_person_run (person, "generate", "--recipe", "recipe.json", "--print-recipe");
  pictor_test_assert_status (again, 0);
  g_assert_cmpstr (again->out, ==, outcome->out);
  changed = pictor_test_person_run (person, "generate", "--steps=5", "--no-translate", "--sub-model", "9",
                                    "--recipe", "recipe.json", "--print-recipe", "a blue whale");
  pictor_test_assert_status (changed, 0);
  other = parse_recipe (changed->out);
  g_assert_cmpstr (pictor_recipe_get_prompt (other), ==, "a blue whale");
  g_assert_cmpint (pictor_recipe_get_steps (other), ==, 5);
  g_assert_false (pictor_recipe_get_translate (other));
  g_assert_cmpint (pictor_recipe_get_clip_skip (other), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pictor_recipe_get_sub_models (other))), ==, 1);
  assert_nothing_made (person);
}

static void
test_controls (PictorTestPerson *person,
               gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) outcome = NULL;
  g_autoptr (PictorRecipe) recipe = NULL;
  g_autoptr (PictorControl) custom = NULL;
  g_autoptr (PictorControl) pose = NULL;
  g_autoptr (PictorControl) plain = NULL;
  g_autofree char *path = pictor_test_person_path (person, "狐,weight=2.png");
  GListModel *controls;

  make_image (person, "image.png");
  make_image (person, "狐,weight=2.png");
  outcome = pictor_test_person_run (person, "generate", "a fox", "--print-recipe",
                                    "--control", "image.png,weight=0.5,model=7,preprocessor=3,start=0.1,end=0.9,"
                                                 "mode=prompt,resize=crop,resolution=768,param1=1.5,param2=-0",
                                    "--control", "狐,weight=2.png,preset=2",
                                    "--control=image.png");
  pictor_test_assert_status (outcome, 0);
  recipe = parse_recipe (outcome->out);
  controls = G_LIST_MODEL (pictor_recipe_get_controls (recipe));
  g_assert_cmpuint (g_list_model_get_n_items (controls), ==, 3);

  custom = g_list_model_get_item (controls, 0);
  g_assert_cmpint (pictor_control_get_preset (custom), ==, PICTOR_PRESET_CUSTOM);
  g_assert_cmpfloat (pictor_control_get_weight (custom), ==, 0.5);
  g_assert_cmpstr (pictor_control_get_model (custom), ==, "7");
  g_assert_cmpstr (pictor_control_get_preprocessor (custom), ==, "3");
  g_assert_cmpfloat (pictor_control_get_start (custom), ==, 0.1);
  g_assert_cmpfloat (pictor_control_get_end (custom), ==, 0.9);
  g_assert_cmpint (pictor_control_get_mode (custom), ==, PICTOR_CONTROL_MODE_PROMPT);
  g_assert_cmpint (pictor_control_get_resize (custom), ==, PICTOR_RESIZE_CROP);
  g_assert_cmpint (pictor_control_get_resolution (custom), ==, 768);
  g_assert_cmpfloat (pictor_control_get_param1 (custom), ==, 1.5);
  g_assert_cmpfloat (pictor_control_get_param2 (custom), ==, 0);

  /* A comma in the name of a file that is there. */
  pose = g_list_model_get_item (controls, 1);
  g_assert_cmpint (pictor_control_get_preset (pose), ==, PICTOR_PRESET_POSE);
  g_assert_cmpstr (g_file_peek_path (pictor_control_get_image (pose)), ==, path);
  plain = g_list_model_get_item (controls, 2);
  g_assert_cmpint (pictor_control_get_preset (plain), ==, PICTOR_PRESET_SKETCH);
}

static void
test_too_many_controls (PictorTestPerson *person,
                        gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) outcome = NULL;

  make_image (person, "image.png");
  outcome = pictor_test_person_run (person, "generate", "a fox", "--control", "image.png", "--control", "image.png",
                                    "--control", "image.png", "--control", "image.png");
  pictor_test_assert_status (outcome, 2);
  pictor_test_assert_says (outcome->err, "--control: At most 3 ControlNet images can be used.");
}

static void
test_samplers (PictorTestPerson *person,
               gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) outcome = pictor_test_person_run (person, "list", "samplers");
  g_autofree char *expected = g_strjoinv ("\n", (char **) pictor_samplers_get_names ());

  pictor_test_assert_status (outcome, 0);
  g_assert_cmpstr (g_strchomp (outcome->out), ==, expected);
}

#define add_test(name, function) \
  g_test_add ("/cli-usage/" name, PictorTestPerson, NULL, pictor_test_person_set_up, function, \
              pictor_test_person_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("help", test_help);
  add_test ("unknown", test_unknown);
  add_test ("each-problem", test_each_problem);
  add_test ("all-problems", test_all_problems);
  add_test ("no-prompt", test_no_prompt);
  add_test ("print-recipe", test_print_recipe);
  add_test ("controls", test_controls);
  add_test ("too-many-controls", test_too_many_controls);
  add_test ("samplers", test_samplers);

  return g_test_run ();
}
