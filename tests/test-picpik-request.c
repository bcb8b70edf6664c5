/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engines/picpik/pictor-picpik-request.h"
#include "picpik/pictor-picpik-signature.h"

#include "pictor-test-folder.h"

#define PRIVATE_KEY "the private key"

static PictorAccess *
make_keys (void)
{
  return pictor_access_new ("https://api.example", "the public key", PRIVATE_KEY);
}

/* Every object's names in ascending byte order in the text itself; at the top, the signature last of all. */
static void
assert_sorted (JsonNode *node,
               gboolean  top)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        assert_sorted (json_array_get_element (array, i), FALSE);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) names = json_object_get_members (object);

      for (GList *l = names; l != NULL; l = l->next)
        {
          if (top && l->next == NULL)
            g_assert_cmpstr (l->data, ==, "Signature");
          else if (l->prev != NULL)
            g_assert_cmpstr (l->prev->data, <, l->data);
          assert_sorted (json_object_get_member (object, l->data), FALSE);
        }
    }
}

/* What @request says on the wire, after checking all that is checked of every body. */
static JsonObject *
read_body (PictorPicpikRequest *request)
{
  g_autoptr (PictorAccess) keys = make_keys ();
  g_autoptr (PictorBody) body = pictor_picpik_request_make_body (request, keys);
  goffset length = pictor_body_get_length (body);
  g_autofree char *text = g_malloc0 (length + 17);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *signature = NULL;
  JsonObject *fields;
  gsize read;

  g_input_stream_read_all (G_INPUT_STREAM (body), text, length + 16, &read, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read, ==, length);
  g_assert_cmpint (pictor_body_get_position (body), ==, length);
  g_assert_null (strstr (text, PRIVATE_KEY));

  root = json_from_string (text, &error);
  g_assert_no_error (error);
  assert_sorted (root, TRUE);

  fields = json_node_get_object (root);
  signature = pictor_picpik_sign (fields, PRIVATE_KEY);
  g_assert_cmpstr (json_object_get_string_member (fields, "Signature"), ==, signature);
  g_assert_cmpstr (json_object_get_string_member (fields, "PublicKey"), ==, "the public key");

  return json_object_ref (fields);
}

static JsonObject *
read_recipe (PictorRecipe *recipe,
             GPtrArray    *images)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (PictorPicpikRequest) request = NULL;

  request = pictor_picpik_request_new_generate (recipe, "1", "c0ffee00-0000-4000-8000-000000000000",
                                                images != NULL ? images : none);
  return read_body (request);
}

static char *
describe (JsonNode *node)
{
  return json_to_string (node, FALSE);
}

#define assert_member(object, name, json)                                                    \
  G_STMT_START                                                                               \
  {                                                                                          \
    JsonNode *node_ = json_object_get_member (object, name);                                 \
    g_autofree char *text_ = node_ != NULL ? describe (node_) : g_strdup ("missing");        \
    g_assert_cmpstr (text_, ==, json);                                                       \
  }                                                                                          \
  G_STMT_END

static PictorRecipe *
make_recipe (void)
{
  PictorRecipe *recipe = pictor_recipe_new ();

  g_object_set (recipe,
                "prompt", "a red fox, (soft, light:1.2)\n狐狸 \"quoted\"",
                "negative-prompt", "blurry, text",
                "model", "42",
                "batch-size", 3,
                "steps", 31,
                "cfg-scale", 6.5,
                "seed", G_GINT64_CONSTANT (2147483647),
                "sampler", "DPM++ 2M Karras",
                "width", 640,
                "height", 960,
                "clip-skip", 2,
                "translate", TRUE,
                "model-vae", TRUE,
                NULL);
  return recipe;
}

static void
test_fields (void)
{
  g_autoptr (PictorRecipe) recipe = make_recipe ();
  g_autoptr (JsonObject) fields = read_recipe (recipe, NULL);

  assert_member (fields, "Action", "\"GenerateTxt2Img\"");
  assert_member (fields, "request_uuid", "\"c0ffee00-0000-4000-8000-000000000000\"");
  assert_member (fields, "ModelType", "\"combined_model\"");
  assert_member (fields, "MainModelId", "42");
  assert_member (fields, "BatchSize", "3");
  assert_member (fields, "Steps", "31");
  assert_member (fields, "CfgScale", "6.5");
  assert_member (fields, "Seed", "2147483647");
  assert_member (fields, "Sampler", "\"DPM++ 2M Karras\"");
  assert_member (fields, "Width", "640");
  assert_member (fields, "Height", "960");
  assert_member (fields, "ClipSkip", "2");
  assert_member (fields, "TranslatePrompt", "true");
  assert_member (fields, "UseCustomMainModelVae", "true");
  assert_member (fields, "PositivePrompts", "[\"a red fox\",\"(soft, light:1.2)\",\"狐狸 \\\"quoted\\\"\"]");
  assert_member (fields, "NegativePrompts", "[\"blurry\",\"text\"]");

  /* 18 and no other. */
  g_assert_cmpuint (json_object_get_size (fields), ==, 18);
}

static void
test_defaults (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  g_autoptr (JsonObject) fields = NULL;
  g_autoptr (PictorSubModel) sub_model = pictor_sub_model_new ("7", 1);

  /* Not allowed with a combined model, so never sent with one. */
  g_list_store_append (pictor_recipe_get_sub_models (recipe), sub_model);
  g_object_set (recipe, "prompt", "x", "cfg-scale", 7.0, NULL);
  fields = read_recipe (recipe, NULL);

  assert_member (fields, "MainModelId", "1");
  assert_member (fields, "CfgScale", "7");
  assert_member (fields, "Seed", "-1");
  assert_member (fields, "TranslatePrompt", "false");
  assert_member (fields, "UseCustomMainModelVae", "false");
  assert_member (fields, "PositivePrompts", "[\"x\"]");
  g_assert_false (json_object_has_member (fields, "NegativePrompts"));
  g_assert_false (json_object_has_member (fields, "SubModelIds"));
  g_assert_false (json_object_has_member (fields, "SubModelParams"));
  g_assert_false (json_object_has_member (fields, "EnableControlNet"));
  g_assert_false (json_object_has_member (fields, "ControlNetParams"));
}

static void
test_sub_models (void)
{
  g_autoptr (PictorRecipe) recipe = make_recipe ();
  g_autoptr (PictorSubModel) one = pictor_sub_model_new ("9007199254740993", 0.5);
  g_autoptr (PictorSubModel) other = pictor_sub_model_new (" 8 ", -2);
  g_autoptr (JsonObject) without = NULL;
  g_autoptr (JsonObject) with = NULL;

  g_object_set (recipe, "model-type", PICTOR_MODEL_TYPE_CUSTOM, NULL);
  without = read_recipe (recipe, NULL);
  assert_member (without, "ModelType", "\"custom_model\"");
  g_assert_false (json_object_has_member (without, "SubModelIds"));
  g_assert_false (json_object_has_member (without, "SubModelParams"));

  g_list_store_append (pictor_recipe_get_sub_models (recipe), one);
  g_list_store_append (pictor_recipe_get_sub_models (recipe), other);
  with = read_recipe (recipe, NULL);
  assert_member (with, "SubModelIds", "[9007199254740993,8]");
  assert_member (with, "SubModelParams",
                 "[{\"ControlWeight\":0.5,\"SubModelId\":9007199254740993},{\"ControlWeight\":-2,\"SubModelId\":8}]");
}

static void
add_control (PictorRecipe *recipe,
             GPtrArray    *images,
             GFile        *file,
             gsize         size,
             PictorPreset  preset)
{
  g_autoptr (PictorControl) control = pictor_control_new ();
  PictorControlImage *image = g_new0 (PictorControlImage, 1);

  g_object_set (control,
                "image", file, "preset", preset, "weight", 0.75, "model", "3", "preprocessor", "5",
                "start", 0.25, "end", 1.0, "mode", PICTOR_CONTROL_MODE_CONTROL, "resize", PICTOR_RESIZE_FILL,
                "resolution", 768, "param1", 100.5, "param2", 200.0,
                NULL);
  g_list_store_append (pictor_recipe_get_controls (recipe), control);

  image->file = g_object_ref (file);
  image->size = size;
  g_ptr_array_add (images, image);
}

static void
test_controls (void)
{
  g_autofree char *folder = pictor_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "image", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PictorRecipe) recipe = make_recipe ();
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_control_image_free);
  g_autoptr (JsonObject) fields = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "ABC", 3, &error);
  g_assert_no_error (error);
  add_control (recipe, images, file, 3, PICTOR_PRESET_POSE);
  add_control (recipe, images, file, 3, PICTOR_PRESET_CUSTOM);
  fields = read_recipe (recipe, images);

  assert_member (fields, "EnableControlNet", "true");
  assert_member (fields, "ControlNetParams",
                 "[{\"ControlNetImg\":\"QUJD\",\"ControlPreSetId\":2,\"ControlWeight\":0.75},"
                 "{\"ControlMode\":\"ControlNetIsMoreImportant\",\"ControlNetImg\":\"QUJD\",\"ControlPreSetId\":0,"
                 "\"ControlWeight\":0.75,\"EndingControlStep\":1,\"ModelId\":3,\"Param1Value\":100.5,"
                 "\"Param2Value\":200,\"PreProcessorId\":5,\"PreProcessorResolution\":768,"
                 "\"ResizeMode\":\"ResizeAndFill\",\"StartingControlStep\":0.25}]");

  pictor_test_folder_remove (folder);
}

/* Sizes of each remainder by 3, and the empty file. */
static void
test_image_sizes (void)
{
  g_autofree char *folder = pictor_test_folder_new ();
  guchar bytes[100];

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = 251 * i;

  for (gsize size = 0; size <= sizeof bytes; size++)
    {
      g_autofree char *name = g_strdup_printf ("%" G_GSIZE_FORMAT, size);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (PictorRecipe) recipe = make_recipe ();
      g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_control_image_free);
      g_autoptr (JsonObject) fields = NULL;
      g_autofree char *expected = g_base64_encode (bytes, size);
      JsonArray *params;

      g_assert_true (g_file_set_contents (path, (const char *) bytes, size, NULL));
      for (guint i = 0; i <= size % 3; i++)
        add_control (recipe, images, file, size, PICTOR_PRESET_SKETCH);

      fields = read_recipe (recipe, images);
      params = json_object_get_array_member (fields, "ControlNetParams");
      g_assert_cmpuint (json_array_get_length (params), ==, size % 3 + 1);
      for (guint i = 0; i <= size % 3; i++)
        g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (params, i), "ControlNetImg"),
                         ==, expected);
    }

  pictor_test_folder_remove (folder);
}

static void
test_other_actions (void)
{
  g_autoptr (GPtrArray) uids = g_ptr_array_new ();
  g_autoptr (PictorPicpikRequest) tasks = NULL;
  g_autoptr (PictorPicpikRequest) models = pictor_picpik_request_new ("ListModels");
  g_autoptr (JsonObject) tasks_fields = NULL;
  g_autoptr (JsonObject) models_fields = read_body (models);

  g_assert_cmpuint (json_object_get_size (models_fields), ==, 3);
  assert_member (models_fields, "Action", "\"ListModels\"");

  g_ptr_array_add (uids, (gpointer) "b");
  g_ptr_array_add (uids, (gpointer) "a\"");
  tasks = pictor_picpik_request_new_tasks (uids);
  tasks_fields = read_body (tasks);
  assert_member (tasks_fields, "Action", "\"ListTasksDetails\"");
  assert_member (tasks_fields, "TaskUIDList", "[\"b\",\"a\\\"\"]");
}

static char *
check (PictorRecipe *recipe,
       const char   *default_model)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_problem_free);
  GString *text = g_string_new (NULL);

  pictor_picpik_request_check (recipe, default_model, problems);
  for (guint i = 0; i < problems->len; i++)
    {
      PictorProblem *problem = g_ptr_array_index (problems, i);

      g_assert_true (g_str_has_suffix (problem->message, "."));
      g_string_append_printf (text, "%s/%d ", pictor_limit_get (problem->field)->name, problem->index);
    }

  return g_string_free (text, FALSE);
}

static void
assert_check (PictorRecipe *recipe,
              const char   *default_model,
              const char   *expected)
{
  g_autofree char *found = check (recipe, default_model);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_check (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  g_autoptr (PictorSubModel) good = pictor_sub_model_new ("12", 1);
  g_autoptr (PictorSubModel) bad = pictor_sub_model_new ("style", 1);
  g_autoptr (PictorControl) control = pictor_control_new ();
  const char * const bad_ids[] = { "v1-5", "-1", "1.5", "0x10", "9223372036854775808", "1 2", "一", "\xff" };

  assert_check (recipe, NULL, "model/-1 ");
  assert_check (recipe, "1", "");
  g_object_set (recipe, "model", "9223372036854775807", NULL);
  assert_check (recipe, NULL, "");
  for (guint i = 0; i < G_N_ELEMENTS (bad_ids); i++)
    {
      g_object_set (recipe, "model", bad_ids[i], NULL);
      assert_check (recipe, "1", "model/-1 ");
    }

  g_object_set (recipe, "model", "", "model-type", PICTOR_MODEL_TYPE_CUSTOM, NULL);
  g_list_store_append (pictor_recipe_get_sub_models (recipe), good);
  g_list_store_append (pictor_recipe_get_sub_models (recipe), bad);
  g_list_store_append (pictor_recipe_get_controls (recipe), control);
  assert_check (recipe, "1", "sub-models/1 ");

  g_object_set (control, "preset", PICTOR_PRESET_CUSTOM, "model", "canny", "preprocessor", "2", NULL);
  assert_check (recipe, "1", "sub-models/1 model/0 ");
  g_object_set (control, "model", "2", "preprocessor", "canny", NULL);
  assert_check (recipe, "1", "sub-models/1 preprocessor/0 ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picpik/request/fields", test_fields);
  g_test_add_func ("/picpik/request/defaults", test_defaults);
  g_test_add_func ("/picpik/request/sub-models", test_sub_models);
  g_test_add_func ("/picpik/request/controls", test_controls);
  g_test_add_func ("/picpik/request/image-sizes", test_image_sizes);
  g_test_add_func ("/picpik/request/other-actions", test_other_actions);
  g_test_add_func ("/picpik/request/check", test_check);
  return g_test_run ();
}
