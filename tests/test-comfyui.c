/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engines/comfyui/pictor-comfyui-engine.h"

#include "engines/pictor-engine-error.h"

#include "pictor-comfyui-server.h"
#include "pictor-test-folder.h"
#include "pictor-test-image.h"
#include "pictor-test.h"

/* The ComfyUI engine before a strict stand-in. */

typedef struct
{
  PictorComfyuiServer *server;
  PictorHttp *http;
  PictorEngine *engine;
  PictorProgress *progress;
  GCancellable *cancellable;
  PictorRecipe *recipe;
  char *folder;
  const char *login;
  GString *phases;
} Fixture;

static void
access_cb (GTask    *task,
           gpointer  user_data)
{
  Fixture *self = user_data;

  g_task_return_pointer (task, pictor_access_new (pictor_comfyui_server_get_uri (self->server), self->login,
                                                  *self->login != '\0' ? "secret" : ""),
                         (GDestroyNotify) pictor_access_free);
  g_object_unref (task);
}

static void
phase_cb (Fixture *self)
{
  g_string_append_printf (self->phases, "%s|", pictor_progress_get_phase (self->progress));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (PictorAccessSource) access = pictor_access_source_new (access_cb, self, NULL);
  PictorEngineSetup setup = { 0 };

  self->server = pictor_comfyui_server_new ();
  self->http = pictor_http_new ();
  self->login = "";
  setup.http = self->http;
  setup.address = pictor_comfyui_server_get_uri (self->server);
  setup.access = access;
  self->engine = pictor_comfyui_engine_new (&setup);
  pictor_comfyui_engine_set_pauses (PICTOR_COMFYUI_ENGINE (self->engine), 10, 20);
  self->progress = pictor_progress_new ();
  self->phases = g_string_new ("|");
  g_signal_connect_swapped (self->progress, "notify::phase", G_CALLBACK (phase_cb), self);
  self->cancellable = g_cancellable_new ();
  self->folder = pictor_test_folder_new ();
  self->recipe = pictor_recipe_new ();
  g_object_set (self->recipe, "prompt", "a red apple", "negative-prompt", "blurry", "model", "v1-5", "seed", (gint64) 42, NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (self->progress, self);
  pictor_test_finalize (self->engine);
  g_object_unref (self->recipe);
  g_object_unref (self->progress);
  g_object_unref (self->cancellable);
  pictor_test_finalize (self->http);
  pictor_comfyui_server_free (self->server);
  pictor_test_folder_remove (self->folder);
  g_free (self->folder);
  g_string_free (self->phases, TRUE);
}

/* (transfer full) (nullable) */
static char *
submit (Fixture  *self,
        GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_engine_submit_async (self->engine, self->recipe, "5F0C1C2E-7a4b-4c7e-9f6d-2b7c1f0a9e11", FALSE, self->progress,
                              self->cancellable, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);

  return pictor_engine_submit_finish (self->engine, result, error);
}

/* (transfer full) (nullable) */
static GPtrArray *
follow (Fixture     *self,
        const char  *remote_id,
        GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  pictor_engine_follow_async (self->engine, remote_id, folder, self->progress, self->cancellable, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);

  return pictor_engine_follow_finish (self->engine, result, error);
}

/* The inputs of the first node of the class in the graph of prompt @index. */
static JsonObject *
get_inputs (Fixture    *self,
            guint       index,
            const char *class_type)
{
  JsonObjectIter iter;
  JsonNode *node;

  g_assert_cmpuint (index, <, self->server->graphs->len);
  json_object_iter_init (&iter, json_node_get_object (self->server->graphs->pdata[index]));
  while (json_object_iter_next (&iter, NULL, &node))
    if (g_str_equal (json_object_get_string_member (json_node_get_object (node), "class_type"), class_type))
      return json_object_get_object_member (json_node_get_object (node), "inputs");

  return NULL;
}

static void
assert_fails (Fixture    *self,
              int         code,
              const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *remote_id = submit (self, &error);

  g_assert_null (remote_id);
  g_assert_error (error, PICTOR_ENGINE_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_pictures (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *remote_id = NULL;
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *inputs;

  g_object_set (self->recipe, "batch-size", 3, "sampler", "DPM++ 2M Karras", "width", 500, "height", 768, "steps", 30, "cfg-scale", 6.5,
                "clip-skip", 2, NULL);
  remote_id = submit (self, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (remote_id, "5f0c1c2e-7a4b-4c7e-9f6d-2b7c1f0a9e11:42,"));

  /* One prompt for each picture, each with a seed of its own. */
  g_assert_cmpuint (self->server->prompts->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (json_object_get_int_member (get_inputs (self, i, "KSampler"), "seed"), ==, 42 + i);
  inputs = get_inputs (self, 0, "KSampler");
  g_assert_cmpstr (json_object_get_string_member (inputs, "sampler_name"), ==, "dpmpp_2m");
  g_assert_cmpstr (json_object_get_string_member (inputs, "scheduler"), ==, "karras");
  g_assert_cmpint (json_object_get_int_member (inputs, "steps"), ==, 30);
  g_assert_cmpfloat (json_object_get_double_member (inputs, "cfg"), ==, 6.5);
  inputs = get_inputs (self, 0, "EmptyLatentImage");
  g_assert_cmpint (json_object_get_int_member (inputs, "width") % 8, ==, 0);
  g_assert_cmpint (json_object_get_int_member (inputs, "height"), ==, 768);
  g_assert_cmpint (json_object_get_int_member (inputs, "batch_size"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (get_inputs (self, 0, "CheckpointLoaderSimple"), "ckpt_name"), ==, "v1-5.safetensors");
  g_assert_cmpint (json_object_get_int_member (get_inputs (self, 0, "CLIPSetLastLayer"), "stop_at_clip_layer"), ==, -2);
  g_assert_null (get_inputs (self, 0, "LoraLoader"));

  pictures = follow (self, remote_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pictures->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      PictorPicture *picture = pictures->pdata[i];

      g_assert_cmpint (pictor_picture_get_seed (picture), ==, 42 + i);
      g_assert_cmpint (pictor_picture_get_width (picture), ==, 64);
      g_assert_cmpuint (pictor_picture_get_index (picture), ==, i);
      g_assert_true (g_file_query_exists (pictor_picture_get_file (picture), NULL));
    }
  g_assert_nonnull (strstr (self->phases->str, "|Waiting, 2 pictures go first|"));
}

static void
test_random_seed (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) pictures = NULL;
  gint64 seed;

  g_object_set (self->recipe, "seed", (gint64) -1, NULL);
  first = submit (self, NULL);
  second = submit (self, NULL);
  seed = json_object_get_int_member (get_inputs (self, 0, "KSampler"), "seed");
  g_assert_cmpint (seed, >=, 0);
  g_assert_cmpint (json_object_get_int_member (get_inputs (self, 1, "KSampler"), "seed"), !=, seed);
  pictures = follow (self, first, NULL);
  g_assert_cmpint (pictor_picture_get_seed (pictures->pdata[0]), ==, seed);
}

static void
test_lora (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (PictorSubModel) lora = pictor_sub_model_new ("ink", 0.7);
  g_autoptr (PictorSubModel) other = pictor_sub_model_new ("oil", 1);
  g_autofree char *remote_id = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *inputs;
  JsonArray *link;

  g_object_set (self->recipe, "model-type", PICTOR_MODEL_TYPE_CUSTOM, NULL);
  g_list_store_append (pictor_recipe_get_sub_models (self->recipe), lora);
  remote_id = submit (self, &error);
  g_assert_no_error (error);
  inputs = get_inputs (self, 0, "LoraLoader");
  g_assert_cmpstr (json_object_get_string_member (inputs, "lora_name"), ==, "ink.safetensors");
  g_assert_cmpfloat (json_object_get_double_member (inputs, "strength_model"), ==, 0.7);
  /* The sampler draws on what comes out of it. */
  link = json_object_get_array_member (get_inputs (self, 0, "KSampler"), "model");
  g_assert_cmpstr (json_array_get_string_element (link, 0), ==, "2");

  g_list_store_remove_all (pictor_recipe_get_sub_models (self->recipe));
  g_list_store_append (pictor_recipe_get_sub_models (self->recipe), other);
  assert_fails (self, PICTOR_ENGINE_ERROR_UNSUPPORTED, "“oil”");
}

static PictorControl *
add_control (Fixture      *self,
             PictorPreset  preset)
{
  g_autofree char *path = g_build_filename (self->folder, "sketch.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PictorControl) control = pictor_control_new ();

  pictor_test_write_png (path, 96, 64, 4, FALSE);
  g_object_set (control, "image", file, "preset", preset, NULL);
  g_list_store_append (pictor_recipe_get_controls (self->recipe), control);

  return control;
}

static void
test_control (Fixture       *self,
              gconstpointer  data)
{
  PictorControl *control = add_control (self, PICTOR_PRESET_CUSTOM);
  g_autofree char *remote_id = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *inputs;

  g_object_set (control, "model", "SD15_Canny", "preprocessor", "canny", "weight", 0.8, "start", 0.1, "end", 0.9,
                "param1", 51.0, "param2", 102.0, "resize", PICTOR_RESIZE_STRETCH, NULL);
  remote_id = submit (self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->server->uploads->len, ==, 1);
  g_assert_null (strstr (self->server->uploads->pdata[0], "sketch"));
  g_assert_cmpstr (json_object_get_string_member (get_inputs (self, 0, "LoadImage"), "image"), ==, "pictor/renamed-1.png");
  inputs = get_inputs (self, 0, "Canny");
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (inputs, "low_threshold"), 0.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (inputs, "high_threshold"), 0.4, 1e-9);
  g_assert_cmpstr (json_object_get_string_member (get_inputs (self, 0, "ImageScale"), "crop"), ==, "disabled");
  inputs = get_inputs (self, 0, "ControlNetApplyAdvanced");
  g_assert_cmpfloat (json_object_get_double_member (inputs, "strength"), ==, 0.8);
  g_assert_cmpfloat (json_object_get_double_member (inputs, "start_percent"), ==, 0.1);
  g_assert_cmpfloat (json_object_get_double_member (inputs, "end_percent"), ==, 0.9);
  g_assert_cmpstr (json_object_get_string_member (get_inputs (self, 0, "ControlNetLoader"), "control_net_name"), ==,
                   "sd15_canny.safetensors");
}

static void
test_purposes (Fixture       *self,
               gconstpointer  data)
{
  PictorControl *control = add_control (self, PICTOR_PRESET_POSE);
  g_autofree char *remote_id = NULL;
  g_autofree char *sketch = NULL;
  g_autoptr (GError) error = NULL;

  assert_fails (self, PICTOR_ENGINE_ERROR_UNSUPPORTED, "comfyui_controlnet_aux");

  self->server->with_addons = TRUE;
  remote_id = submit (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (get_inputs (self, 0, "ControlNetLoader"), "control_net_name"), ==,
                   "control_v11p_sd15_openpose.pth");
  g_assert_nonnull (get_inputs (self, 0, "OpenposePreprocessor"));

  /* A sketch does without the add-on. */
  self->server->with_addons = FALSE;
  g_object_set (control, "preset", PICTOR_PRESET_SKETCH, NULL);
  sketch = submit (self, &error);
  g_assert_no_error (error);
  g_assert_nonnull (get_inputs (self, 1, "Canny"));
}

static void
test_refusals (Fixture       *self,
               gconstpointer  data)
{
  g_object_set (self->recipe, "model", "", NULL);
  assert_fails (self, PICTOR_ENGINE_ERROR_UNSUPPORTED, "Choose one of the models");
  g_object_set (self->recipe, "model", "dreams", NULL);
  assert_fails (self, PICTOR_ENGINE_ERROR_UNSUPPORTED, "“dreams”");
  g_object_set (self->recipe, "model", "base", "sampler", "PLMS", NULL);
  assert_fails (self, PICTOR_ENGINE_ERROR_UNSUPPORTED, "PLMS");
  g_assert_cmpuint (self->server->prompts->len, ==, 0);

  g_object_set (self->recipe, "sampler", "Euler", NULL);
  pictor_comfyui_server_set_mood (self->server, PICTOR_COMFYUI_NO_COMFYUI);
  assert_fails (self, PICTOR_ENGINE_ERROR_MALFORMED, "Check the address");
  pictor_comfyui_server_set_mood (self->server, PICTOR_COMFYUI_LOGIN);
  assert_fails (self, PICTOR_ENGINE_ERROR_ACCOUNT, "login");
}

static void
test_login (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *remote_id = NULL;
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GError) error = NULL;

  pictor_comfyui_server_set_mood (self->server, PICTOR_COMFYUI_LOGIN);
  self->login = "name";
  remote_id = submit (self, &error);
  g_assert_no_error (error);
  pictures = follow (self, remote_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pictures->len, ==, 1);
}

static void
test_uncertain (Fixture       *self,
                gconstpointer  data)
{
  pictor_comfyui_server_set_mood (self->server, PICTOR_COMFYUI_HANGS_UP);
  assert_fails (self, PICTOR_ENGINE_ERROR_UNCERTAIN, "may have taken");
  /* Never sent twice by itself. */
  g_assert_cmpuint (self->server->prompts->len, ==, 1);
}

static void
test_failures (Fixture       *self,
               gconstpointer  data)
{
  static const struct { PictorComfyuiMood mood; const char *words; } cases[] = {
    { PICTOR_COMFYUI_OUT_OF_MEMORY, "Try a smaller picture" },
    { PICTOR_COMFYUI_INTERRUPTED, "was stopped" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *remote_id = NULL;
      g_autoptr (GPtrArray) pictures = NULL;
      g_autoptr (GError) error = NULL;

      pictor_comfyui_server_set_mood (self->server, cases[i].mood);
      g_object_set (self->recipe, "seed", (gint64) i, NULL);
      remote_id = submit (self, &error);
      g_assert_no_error (error);
      pictures = follow (self, remote_id, &error);
      g_assert_null (pictures);
      g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_FAILED);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

static void
test_restarted (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *remote_id = submit (self, NULL);
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GPtrArray) strange = NULL;
  g_autoptr (GError) error = NULL;

  pictor_comfyui_server_restart (self->server);
  pictures = follow (self, remote_id, &error);
  g_assert_null (pictures);
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED);
  g_clear_error (&error);
  strange = follow (self, "nonsense", &error);
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED);
}

static gboolean
cancel (Fixture    *self,
        const char *remote_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean stopped;

  pictor_engine_cancel_async (self->engine, remote_id, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  stopped = pictor_engine_cancel_finish (self->engine, result, &error);
  g_assert_no_error (error);

  return stopped;
}

static void
test_cancel (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *remote_id = NULL;

  /* In line: somebody else's picture at work goes on. */
  pictor_comfyui_server_set_mood (self->server, PICTOR_COMFYUI_BUSY);
  remote_id = submit (self, NULL);
  g_assert_true (cancel (self, remote_id));
  g_assert_cmpuint (self->server->deleted->len, ==, 1);
  g_assert_cmpuint (self->server->interrupted->len, ==, 0);

  /* At work: it is stopped, by its name. */
  pictor_comfyui_server_set_mood (self->server, PICTOR_COMFYUI_AT_WORK);
  g_assert_true (cancel (self, remote_id));
  g_assert_cmpuint (self->server->interrupted->len, ==, 1);
  g_assert_cmpstr (self->server->interrupted->pdata[0], ==, self->server->prompts->pdata[0]);
}

static void
test_cancelled_follow (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GPtrArray) pictures = NULL;
  g_autofree char *remote_id = NULL;
  g_autoptr (GError) error = NULL;

  pictor_comfyui_server_set_mood (self->server, PICTOR_COMFYUI_BUSY);
  remote_id = submit (self, NULL);
  pictor_engine_follow_async (self->engine, remote_id, folder, self->progress, self->cancellable, pictor_test_done_cb, &result);
  pictor_test_wait (strstr (self->phases->str, "go first") != NULL);
  g_cancellable_cancel (self->cancellable);
  pictor_test_wait (result != NULL);
  pictures = pictor_engine_follow_finish (self->engine, result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_socket (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GPtrArray) pictures = NULL;
  g_autofree char *remote_id = NULL;
  g_autoptr (GError) error = NULL;

  pictor_comfyui_server_set_mood (self->server, PICTOR_COMFYUI_AT_WORK);
  remote_id = submit (self, NULL);
  pictor_engine_follow_async (self->engine, remote_id, folder, self->progress, self->cancellable, pictor_test_done_cb, &result);
  pictor_test_wait (pictor_progress_get_fraction (self->progress) == 0.25);

  pictor_comfyui_server_set_mood (self->server, PICTOR_COMFYUI_WELL);
  pictor_test_wait (result != NULL);
  pictures = pictor_engine_follow_finish (self->engine, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pictures->len, ==, 1);
}

static void
test_lists (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GAsyncResult) models_result = NULL;
  g_autoptr (GAsyncResult) controls_result = NULL;
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GPtrArray) controls = NULL;

  pictor_engine_list_models_async (self->engine, NULL, pictor_test_done_cb, &models_result);
  pictor_engine_list_controls_async (self->engine, NULL, pictor_test_done_cb, &controls_result);
  pictor_test_wait (models_result != NULL && controls_result != NULL);
  models = pictor_engine_list_models_finish (self->engine, models_result, NULL);
  controls = pictor_engine_list_controls_finish (self->engine, controls_result, NULL);
  g_assert_cmpuint (models->len, ==, 3);
  /* Exactly as the server writes it. */
  g_assert_cmpstr (pictor_listing_get_id (models->pdata[1]), ==, "sdxl\\base.safetensors");
  g_assert_cmpint (pictor_listing_get_kind (models->pdata[2]), ==, PICTOR_LISTING_SUB_MODEL);
  /* Three ControlNets, none and canny. */
  g_assert_cmpuint (controls->len, ==, 5);
}

#define ADD(path, func) g_test_add ("/comfyui/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("pictures", test_pictures);
  ADD ("random-seed", test_random_seed);
  ADD ("lora", test_lora);
  ADD ("control", test_control);
  ADD ("purposes", test_purposes);
  ADD ("refusals", test_refusals);
  ADD ("login", test_login);
  ADD ("uncertain", test_uncertain);
  ADD ("failures", test_failures);
  ADD ("restarted", test_restarted);
  ADD ("cancel", test_cancel);
  ADD ("cancelled-follow", test_cancelled_follow);
  ADD ("socket", test_socket);
  ADD ("lists", test_lists);

  return g_test_run ();
}
