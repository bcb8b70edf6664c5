/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "model/pictor-json.h"
#include "model/pictor-recipe-json.h"
#include "model/pictor-validation.h"
#include "pictor-test.h"

static PictorRecipe *
parse (const char *text)
{
  g_autoptr (GFile) folder = g_file_new_for_path ("/home/somebody/recipes");
  g_autoptr (GError) error = NULL;
  PictorRecipe *recipe = pictor_recipe_from_json (text, -1, folder, &error);

  g_assert_no_error (error);
  g_assert_nonnull (recipe);
  return recipe;
}

static void
assert_error (const char *text,
              int         code,
              const char *words)
{
  g_autoptr (GError) error = NULL;
  PictorRecipe *recipe = pictor_recipe_from_json (text, -1, NULL, &error);

  g_assert_null (recipe);
  g_assert_error (error, PICTOR_RECIPE_JSON_ERROR, code);
  if (words != NULL && strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static PictorRecipe *
make_full (void)
{
  PictorRecipe *recipe = g_object_new (PICTOR_TYPE_RECIPE,
                                       "prompt", "一只红狐狸, \"quoted\" \\(x\\)\n\ttab 🦊 \342\200\250",
                                       "negative-prompt", "blurry",
                                       "model-type", PICTOR_MODEL_TYPE_CUSTOM,
                                       "model", "1042",
                                       "batch-size", 4,
                                       "steps", 33,
                                       "cfg-scale", 0.1,
                                       "seed", G_GINT64_CONSTANT (2147483647),
                                       "sampler", "DPM++ 2M SDE Karras",
                                       "width", 640,
                                       "height", 1440,
                                       "clip-skip", 2,
                                       "translate", TRUE,
                                       "model-vae", TRUE,
                                       NULL);
  g_autoptr (PictorSubModel) sub_model = pictor_sub_model_new ("17", -0.35);
  g_autoptr (GFile) image = g_file_new_for_path ("/pictures/été 1.png");
  g_autoptr (PictorControl) control = g_object_new (PICTOR_TYPE_CONTROL,
                                                    "image", image,
                                                    "preset", PICTOR_PRESET_CUSTOM,
                                                    "weight", 1.05,
                                                    "model", "canny model",
                                                    "preprocessor", "3",
                                                    "start", 0.05,
                                                    "end", 0.95,
                                                    "mode", PICTOR_CONTROL_MODE_CONTROL,
                                                    "resize", PICTOR_RESIZE_FILL,
                                                    "resolution", 768,
                                                    "param1", 0.1,
                                                    "param2", 254.5,
                                                    NULL);
  g_autoptr (PictorControl) plain = pictor_control_new ();

  g_list_store_append (pictor_recipe_get_sub_models (recipe), sub_model);
  g_list_store_append (pictor_recipe_get_controls (recipe), control);
  g_list_store_append (pictor_recipe_get_controls (recipe), plain);
  return recipe;
}

static void
test_text (void)
{
  g_autoptr (PictorRecipe) recipe = make_full ();
  g_autofree char *text = pictor_recipe_to_json (recipe, PICTOR_RECIPE_JSON_NONE);
  g_autofree char *pretty = pictor_recipe_to_json (recipe, PICTOR_RECIPE_JSON_PRETTY);

  g_assert_cmpstr (text, ==,
                   "{\"version\":1,"
                   "\"prompt\":\"一只红狐狸, \\\"quoted\\\" \\\\(x\\\\)\\n\\ttab 🦊 \342\200\250\","
                   "\"negative-prompt\":\"blurry\",\"model-type\":\"custom\",\"model\":\"1042\","
                   "\"sub-models\":[{\"id\":\"17\",\"weight\":-0.35}],"
                   "\"batch-size\":4,\"steps\":33,\"cfg-scale\":0.1,\"seed\":2147483647,"
                   "\"sampler\":\"DPM++ 2M SDE Karras\",\"width\":640,\"height\":1440,"
                   "\"clip-skip\":2,\"translate\":true,\"model-vae\":true,"
                   "\"controls\":[{\"image\":\"/pictures/été 1.png\",\"preset\":\"custom\","
                   "\"weight\":1.05,\"model\":\"canny model\",\"preprocessor\":\"3\",\"start\":0.05,"
                   "\"end\":0.95,\"mode\":\"control\",\"resize\":\"fill\",\"resolution\":768,"
                   "\"param1\":0.1,\"param2\":254.5},"
                   "{\"preset\":\"sketch\",\"weight\":1,\"model\":\"\",\"preprocessor\":\"\","
                   "\"start\":0,\"end\":1,\"mode\":\"balanced\",\"resize\":\"crop\","
                   "\"resolution\":512,\"param1\":100,\"param2\":200}]}");

  g_assert_true (g_str_has_prefix (pretty, "{\n  \"version\": 1,\n  \"prompt\": \"一只"));
  g_assert_nonnull (strstr (pretty, "\n  \"sub-models\": [\n    {\n      \"id\": \"17\",\n"));
  g_assert_true (g_str_has_suffix (pretty, "\n    }\n  ]\n}\n"));
}

static void
assert_round_trip (PictorRecipe *recipe)
{
  for (int flags = 0; flags <= PICTOR_RECIPE_JSON_PRETTY; flags++)
    {
      g_autofree char *text = pictor_recipe_to_json (recipe, flags);
      g_autofree char *again = NULL;
      g_autoptr (PictorRecipe) back = parse (text);

      if (!pictor_recipe_equal (recipe, back))
        g_error ("did not come back equal: %s", text);
      again = pictor_recipe_to_json (back, flags);
      g_assert_cmpstr (text, ==, again);
    }
}

static void
test_round_trip (void)
{
  g_autoptr (PictorRecipe) empty = pictor_recipe_new ();
  g_autoptr (PictorRecipe) full = make_full ();
  g_autoptr (PictorRecipe) beyond = g_object_new (PICTOR_TYPE_RECIPE,
                                                  "steps", G_MININT,
                                                  "width", G_MAXINT,
                                                  "seed", G_MAXINT64,
                                                  "cfg-scale", 1e21,
                                                  "sampler", "no such sampler",
                                                  NULL);
  g_autoptr (PictorRecipe) small = g_object_new (PICTOR_TYPE_RECIPE,
                                                 "seed", G_MININT64,
                                                 "cfg-scale", 5e-324,
                                                 NULL);

  assert_round_trip (empty);
  assert_round_trip (full);
  assert_round_trip (beyond);
  assert_round_trip (small);
}

static char *
random_text (void)
{
  const char * const pieces[] = {
    "a", "Z", " ", "\"", "\\", "/", "\n", "\t", "\b", "\001", "\177", "é", "狐", "🦊", "\342\200\250", "{", "]",
    "//", "'", "0"
  };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* Sets every property of @object to something. */
static void
randomize (GObject *object)
{
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      if (!(pspecs[i]->flags & G_PARAM_WRITABLE))
        continue;
      g_value_init (&value, pspecs[i]->value_type);
      if (G_VALUE_HOLDS_STRING (&value))
        g_value_take_string (&value, random_text ());
      else if (G_VALUE_HOLDS_DOUBLE (&value))
        g_value_set_double (&value, ldexp (g_test_rand_double_range (-1, 1),
                                           g_test_rand_int_range (-80, 80)));
      else if (G_VALUE_HOLDS_INT (&value))
        g_value_set_int (&value, g_test_rand_int ());
      else if (G_VALUE_HOLDS_INT64 (&value))
        g_value_set_int64 (&value,
                           (gint64) g_test_rand_int () * g_test_rand_int_range (1, G_MAXINT));
      else if (G_VALUE_HOLDS_BOOLEAN (&value))
        g_value_set_boolean (&value, g_test_rand_bit ());
      else if (G_VALUE_HOLDS_ENUM (&value))
        {
          GEnumClass *values = G_PARAM_SPEC_ENUM (pspecs[i])->enum_class;

          g_value_set_enum (&value, g_test_rand_int_range (0, values->n_values));
        }
      else if (g_test_rand_bit ())
        {
          g_autofree char *name = random_text ();
          g_autofree char *path = g_strconcat ("/x/", name, NULL);

          g_value_take_object (&value, g_file_new_for_path (path));
        }
      g_object_set_property (object, pspecs[i]->name, &value);
    }
}

static void
test_random (void)
{
  for (int i = 0; i < 60; i++)
    {
      g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();

      randomize (G_OBJECT (recipe));
      for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
        {
          g_autoptr (PictorControl) control = pictor_control_new ();
          g_autoptr (PictorSubModel) sub_model = pictor_sub_model_new (NULL, 0);

          randomize (G_OBJECT (control));
          randomize (G_OBJECT (sub_model));
          g_list_store_append (pictor_recipe_get_controls (recipe), control);
          g_list_store_append (pictor_recipe_get_sub_models (recipe), sub_model);
        }
      assert_round_trip (recipe);
    }
}

static void
test_tolerance (void)
{
  g_autoptr (PictorRecipe) empty = parse ("{}");
  g_autoptr (PictorRecipe) initial = pictor_recipe_new ();
  g_autoptr (PictorRecipe) some = parse (" {\"future\": {\"x\": [null]}, \"steps\": 30.0, \"cfg-scale\": 7, "
                                         "\"seed\": 5e0, \"controls\": [{\"unknown\": 1}]} \n");
  g_autoptr (PictorRecipe) beyond = parse ("{\"steps\":-3,\"width\":99999999999,\"height\":1e300,"
                                          "\"seed\":99999999999999999999999,\"batch-size\":-1e300,"
                                          "\"cfg-scale\":1e300,\"sampler\":\"Euler b\"}");
  g_autoptr (GPtrArray) problems = pictor_recipe_validate (beyond);

  g_assert_true (pictor_recipe_equal (empty, initial));
  g_assert_cmpint (pictor_recipe_get_steps (some), ==, 30);
  g_assert_cmpfloat (pictor_recipe_get_cfg_scale (some), ==, 7);
  g_assert_cmpint (pictor_recipe_get_seed (some), ==, 5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pictor_recipe_get_controls (some))),
                    ==, 1);

  /* Kept, so that each is reported beside its field: not one is read as something allowed. */
  g_assert_cmpint (pictor_recipe_get_steps (beyond), ==, -3);
  g_assert_cmpint (pictor_recipe_get_width (beyond), ==, G_MAXINT);
  g_assert_cmpint (pictor_recipe_get_seed (beyond), ==, G_MAXINT64);
  g_assert_cmpint (pictor_recipe_get_batch_size (beyond), ==, G_MININT);
  g_assert_cmpuint (problems->len, ==, 8);
}

static void
test_wrong_types (void)
{
  const char * const cases[][2] = {
    { "{\"steps\":\"20\"}", "steps" },
    { "{\"steps\":20.5}", "steps" },
    { "{\"steps\":null}", "steps" },
    { "{\"steps\":true}", "steps" },
    { "{\"steps\":[20]}", "steps" },
    { "{\"steps\":{}}", "steps" },
    { "{\"cfg-scale\":\"7\"}", "cfg-scale" },
    { "{\"cfg-scale\":1e999}", "cfg-scale" },
    { "{\"prompt\":5}", "prompt" },
    { "{\"prompt\":[\"a\"]}", "prompt" },
    { "{\"translate\":1}", "translate" },
    { "{\"translate\":\"true\"}", "translate" },
    { "{\"model\":17}", "model" },
    { "{\"model-type\":\"own\"}", "model-type" },
    { "{\"model-type\":0}", "model-type" },
    { "{\"controls\":{}}", "controls" },
    { "{\"controls\":null}", "controls" },
    { "{\"controls\":[1]}", "controls[0]" },
    { "{\"controls\":[{},{\"image\":7}]}", "controls[1].image" },
    { "{\"controls\":[{\"preset\":\"?\"}]}", "controls[0].preset" },
    { "{\"controls\":[{\"weight\":\"1\"}]}", "controls[0].weight" },
    { "{\"sub-models\":\"a\"}", "sub-models" },
    { "{\"sub-models\":[{\"id\":1}]}", "sub-models[0].id" },
    { "{\"sub-models\":[{\"weight\":[]}]}", "sub-models[0].weight" },
    { "{\"steps\":\"a\",\"controls\":[{\"end\":{}}],\"width\":1.5}",
      "steps, width, controls[0].end" },
    { "{\"version\":\"1\"}", "version" },
    { "{\"version\":0}", "version" },
    { "[]", NULL },
    { "null", NULL },
    { "\"{}\"", NULL },
    { "1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_error (cases[i][0], PICTOR_RECIPE_JSON_ERROR_TYPE, cases[i][1]);
}

static void
test_version (void)
{
  g_autoptr (PictorRecipe) recipe = parse ("{\"version\":1.0,\"steps\":3}");

  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, 3);
  /* What a newer version means by its members is not known: no talk of wrong types. */
  assert_error ("{\"version\":2,\"steps\":\"many\"}", PICTOR_RECIPE_JSON_ERROR_VERSION, "newer");
  assert_error ("{\"version\":1e300}", PICTOR_RECIPE_JSON_ERROR_TYPE, "version");
}

static void
test_syntax (void)
{
  const char * const bad[] = {
    "", "  ", "{", "}", "{\"steps\":}", "{\"steps\":20", "{\"prompt\":\"a", "{\"prompt\":\"a\\", "{'steps':20}",
    "{\"steps\":20,}", "{steps:20}", "{\"steps\":020}", "{\"steps\":0x20}", "{\"steps\":nan}", "/*{}*/", "{}{}",
    "{\"steps\":20} // twenty", "var x = {}", "{\"prompt\":\"\377\"}", "{\"prompt\":\"\\ud800\"}", "Steps: 20",
    NULL
  };
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autofree char *hidden = g_strconcat ("{\"x\":/*\"*/", deep, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; bad[i] != NULL; i++)
    assert_error (bad[i], PICTOR_RECIPE_JSON_ERROR_SYNTAX, NULL);
  assert_error (deep, PICTOR_RECIPE_JSON_ERROR_SYNTAX, "nested");
  assert_error (hidden, PICTOR_RECIPE_JSON_ERROR_SYNTAX, NULL);
  g_assert_null (pictor_recipe_from_json ("{}\0{}", 5, NULL, &error));
  g_assert_error (error, PICTOR_RECIPE_JSON_ERROR, PICTOR_RECIPE_JSON_ERROR_SYNTAX);
}

/* Cut anywhere or with any byte changed, it ends in a recipe or an error. */
static void
test_mutilated (void)
{
  g_autoptr (PictorRecipe) recipe = make_full ();
  g_autofree char *text = pictor_recipe_to_json (recipe, PICTOR_RECIPE_JSON_PRETTY);
  gsize length = strlen (text);

  for (gsize cut = 0; cut < length - 1; cut++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *part = g_memdup2 (text, cut);

      if (cut == length - 2)
        break;
      g_assert_null (pictor_recipe_from_json (part, cut, NULL, &error));
      g_assert_error (error, PICTOR_RECIPE_JSON_ERROR, PICTOR_RECIPE_JSON_ERROR_SYNTAX);
    }
  for (int i = 0; i < 600; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *changed = g_memdup2 (text, length);
      g_autoptr (PictorRecipe) read_back = NULL;

      changed[g_test_rand_int_range (0, length)] = (char) g_test_rand_int_range (0, 256);
      changed[g_test_rand_int_range (0, length)] = "{}[]\",:0-.e\\"[g_test_rand_int_range (0, 12)];
      read_back = pictor_recipe_from_json (changed, length, NULL, &error);
      g_assert_true ((read_back != NULL) != (error != NULL));
    }
}

static char *
path_of_image (const char *json,
               GFile      *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PictorRecipe) recipe = pictor_recipe_from_json (json, -1, folder, &error);
  g_autoptr (PictorControl) control = NULL;
  GFile *image;

  g_assert_no_error (error);
  control = g_list_model_get_item (G_LIST_MODEL (pictor_recipe_get_controls (recipe)), 0);
  image = pictor_control_get_image (control);
  return image != NULL ? g_file_get_uri (image) : NULL;
}

static void
assert_image (const char *text,
              GFile      *folder,
              const char *uri)
{
  g_autofree char *json = g_strdup_printf ("{\"controls\":[{\"image\":\"%s\"}]}", text);
  g_autofree char *got = path_of_image (json, folder);

  g_assert_cmpstr (got, ==, uri);
}

static void
test_images (void)
{
  g_autoptr (GFile) folder = g_file_new_for_path ("/home/somebody/recipes");

  assert_image ("/a/b.png", folder, "file:///a/b.png");
  assert_image ("b.png", folder, "file:///home/somebody/recipes/b.png");
  assert_image ("in: here.png", folder, "file:///home/somebody/recipes/in:%20here.png");
  assert_image ("../狐.png", folder, "file:///home/somebody/%E7%8B%90.png");
  assert_image ("file:///a/%FF.png", folder, "file:///a/%FF.png");
  assert_image ("", folder, NULL);
  assert_image ("b.png", NULL, NULL);
  assert_image ("/a/b.png", NULL, "file:///a/b.png");
}

static void
test_portable (void)
{
  g_autoptr (PictorRecipe) recipe = make_full ();
  g_autofree char *text = pictor_recipe_to_json (recipe, PICTOR_RECIPE_JSON_PORTABLE);

  g_assert_nonnull (strstr (text, "\"image\":\"été 1.png\""));
  g_assert_null (strstr (text, "/pictures"));
}

static void
test_odd_values (void)
{
  g_autoptr (GFile) image = g_file_new_for_path ("/a/\377.png");
  g_autoptr (PictorControl) control = g_object_new (PICTOR_TYPE_CONTROL,
                                                    "image", image,
                                                    "weight", (double) NAN,
                                                    NULL);
  g_autoptr (PictorRecipe) recipe = g_object_new (PICTOR_TYPE_RECIPE,
                                                  "prompt", "a\377b",
                                                  "cfg-scale", (double) INFINITY,
                                                  NULL);
  g_autofree char *text = NULL;
  g_autofree char *uri = NULL;

  g_list_store_append (pictor_recipe_get_controls (recipe), control);
  text = pictor_recipe_to_json (recipe, PICTOR_RECIPE_JSON_NONE);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strstr (text, "cfg-scale"));
  uri = path_of_image (text, NULL);
  g_assert_cmpstr (uri, ==, "file:///a/%FF.png");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/recipe-json/text", test_text);
  g_test_add_func ("/model/recipe-json/round-trip", test_round_trip);
  g_test_add_func ("/model/recipe-json/random", test_random);
  g_test_add_func ("/model/recipe-json/tolerance", test_tolerance);
  g_test_add_func ("/model/recipe-json/wrong-types", test_wrong_types);
  g_test_add_func ("/model/recipe-json/version", test_version);
  g_test_add_func ("/model/recipe-json/syntax", test_syntax);
  g_test_add_func ("/model/recipe-json/mutilated", test_mutilated);
  g_test_add_func ("/model/recipe-json/images", test_images);
  g_test_add_func ("/model/recipe-json/portable", test_portable);
  g_test_add_func ("/model/recipe-json/odd-values", test_odd_values);
  return g_test_run ();
}
