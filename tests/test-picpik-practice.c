/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "engines/picpik/pictor-picpik-engine.h"
#include "practice/pictor-practice-service.h"

#include "pictor-test-folder.h"
#include "pictor-test.h"

/* The client and the service, which know of each other only what the contract says. */

typedef struct
{
  PictorPracticeService *service;
  PictorHttp *http;
  PictorEngine *engine;
  PictorProgress *progress;
  PictorRecipe *recipe;
  char *folder;
} Fixture;

static void
keys_cb (GTask    *task,
         gpointer  user_data)
{
  PictorPracticeService *service = user_data;

  g_task_return_pointer (task,
                         pictor_access_new (pictor_practice_service_get_address (service),
                                                 pictor_practice_service_get_public_key (service),
                                                 pictor_practice_service_get_private_key (service)),
                         (GDestroyNotify) pictor_access_free);
  g_object_unref (task);
}

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PictorAccessSource) keys = NULL;

  self->service = pictor_practice_service_new ();
  pictor_practice_service_start_async (self->service, 0, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  pictor_practice_service_start_finish (self->service, result, &error);
  g_assert_no_error (error);

  self->http = pictor_http_new ();
  keys = pictor_access_source_new (keys_cb, self->service, NULL);
  self->engine = pictor_picpik_engine_new (self->http, keys, "1");
  pictor_picpik_engine_set_pauses (PICTOR_PICPIK_ENGINE (self->engine), 20, 100);
  self->progress = pictor_progress_new ();
  self->recipe = pictor_recipe_new ();
  g_object_set (self->recipe, "prompt", "a red fox, snowy forest", "negative-prompt", "rain \"\\\n狐狸",
                "width", 64, "height", 48, "steps", 4, "batch-size", 3, "seed", G_GINT64_CONSTANT (5),
                "cfg-scale", 6.1, NULL);
  self->folder = pictor_test_folder_new ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  pictor_test_finalize (self->engine);
  pictor_test_finalize (self->http);
  pictor_test_finalize (self->progress);
  g_object_unref (self->recipe);
  pictor_practice_service_stop (self->service);
  pictor_test_finalize (self->service);
  pictor_test_folder_remove (self->folder);
  g_free (self->folder);
}

static GPtrArray *
generate (Fixture  *self,
          GError  **error)
{
  g_autoptr (GAsyncResult) submitted = NULL;
  g_autoptr (GAsyncResult) followed = NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *uid = NULL;

  pictor_engine_submit_async (self->engine, self->recipe, uuid, TRUE, self->progress, NULL,
                              pictor_test_done_cb, &submitted);
  pictor_test_wait (submitted != NULL);
  uid = pictor_engine_submit_finish (self->engine, submitted, error);
  if (uid == NULL)
    return NULL;

  pictor_engine_follow_async (self->engine, uid, folder, self->progress, NULL, pictor_test_done_cb, &followed);
  pictor_test_wait (followed != NULL);
  return pictor_engine_follow_finish (self->engine, followed, error);
}

static void
assert_batch (GPtrArray *pictures)
{
  g_assert_cmpuint (pictures->len, ==, 3);
  for (guint i = 0; i < pictures->len; i++)
    {
      PictorPicture *picture = g_ptr_array_index (pictures, i);

      g_assert_cmpint (pictor_picture_get_seed (picture), ==, 5 + i);
      g_assert_cmpint (pictor_picture_get_width (picture), ==, 64);
      g_assert_cmpint (pictor_picture_get_height (picture), ==, 48);
    }
}

static void
test_prompt (Fixture       *self,
             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pictures = generate (self, &error);

  g_assert_no_error (error);
  assert_batch (pictures);
}

/* All that a recipe can ask for at once. */
static void
test_everything (Fixture       *self,
                 gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (self->folder, "control.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 30);
  g_autoptr (PictorSubModel) sub_model = pictor_sub_model_new ("21", 0.1);
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (PictorControl) control = pictor_control_new ();

      g_object_set (control, "image", file, "weight", 0.7, "model", "1", "preprocessor", "2",
                    "preset", i == 0 ? PICTOR_PRESET_CUSTOM : PICTOR_PRESET_POSE, "start", 0.1, "end", 0.9, NULL);
      g_list_store_append (pictor_recipe_get_controls (self->recipe), control);
    }
  g_object_set (self->recipe, "model-type", PICTOR_MODEL_TYPE_CUSTOM, "model", "11", "clip-skip", 2,
                "translate", TRUE, "model-vae", TRUE, NULL);
  g_list_store_append (pictor_recipe_get_sub_models (self->recipe), sub_model);

  pictures = generate (self, &error);
  g_assert_no_error (error);
  assert_batch (pictures);
}

static void
test_no_such_model (Fixture       *self,
                    gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  g_object_set (self->recipe, "model", "999999", NULL);
  g_assert_null (generate (self, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "MainModelId"));
}

static void
test_no_such_task (Fixture       *self,
                   gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GError) error = NULL;

  pictor_engine_follow_async (self->engine, "of-another-run", folder, self->progress, NULL,
                              pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  g_assert_null (pictor_engine_follow_finish (self->engine, result, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED);
}

static guint
count (GPtrArray         *listings,
       PictorListingKind  kind)
{
  guint n = 0;

  for (guint i = 0; i < listings->len; i++)
    n += pictor_listing_get_kind (g_ptr_array_index (listings, i)) == kind;

  return n;
}

static void
test_lists (Fixture       *self,
            gconstpointer  user_data)
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

  g_assert_cmpuint (count (models, PICTOR_LISTING_MODEL), >, 1);
  g_assert_cmpuint (count (models, PICTOR_LISTING_SUB_MODEL), >, 0);
  g_assert_cmpuint (count (controls, PICTOR_LISTING_CONTROL_MODEL), >, 0);
  g_assert_cmpuint (count (controls, PICTOR_LISTING_PREPROCESSOR), >, 0);
}

#define ADD(name, test) g_test_add ("/picpik/practice/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("prompt", test_prompt);
  ADD ("everything", test_everything);
  ADD ("no-such-model", test_no_such_model);
  ADD ("no-such-task", test_no_such_task);
  ADD ("lists", test_lists);
  return g_test_run ();
}
