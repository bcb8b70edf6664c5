/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "engines/picpik/pictor-picpik-engine.h"
#include "picpik/pictor-picpik-contract.h"

#include "pictor-faulty-server.h"
#include "pictor-test-folder.h"
#include "pictor-test.h"

/* A PICPIK engine before a faulty server. */

typedef enum
{
  PICTOR_KEYS_GOOD,
  PICTOR_KEYS_WRONG,
  PICTOR_KEYS_NONE,  /* an error */
  PICTOR_KEYS_NEVER  /* nobody answers */
} PictorKeysMood;

typedef struct
{
  PictorFaultyServer *server;
  PictorHttp *http;
  PictorEngine *engine;
  PictorProgress *progress;
  GCancellable *cancellable;
  PictorRecipe *recipe;
  char *folder;
  PictorKeysMood keys;
  char *address;       /* instead of the server's */
  guint n_asked;       /* for the keys */
  GTask *asked;        /* for the keys, and not answered */
  GPtrArray *arrived;  /* of PictorPicture, as progress told of them */
  GString *phases;     /* each that progress told of, and a bar */
} Fixture;

static inline void
fixture_keys_cb (GTask    *task,
                 gpointer  user_data)
{
  Fixture *self = user_data;
  const char *address = self->address != NULL ? self->address : pictor_faulty_server_get_address (self->server);

  self->n_asked++;
  if (self->keys == PICTOR_KEYS_NEVER)
    {
      g_set_object (&self->asked, task);
    }
  else if (self->keys == PICTOR_KEYS_NONE)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There are no keys.");
    }
  else
    {
      const char *private_key = self->keys == PICTOR_KEYS_WRONG ? "another" : PICTOR_FAULTY_PRIVATE_KEY;

      g_task_return_pointer (task, pictor_access_new (address, PICTOR_FAULTY_PUBLIC_KEY, private_key),
                             (GDestroyNotify) pictor_access_free);
    }
  g_object_unref (task);
}

static inline void
fixture_picture_cb (PictorProgress *progress,
                    PictorPicture  *picture,
                    Fixture        *self)
{
  g_autofree char *path = g_file_get_path (pictor_picture_get_file (picture));

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_ptr_array_add (self->arrived, g_object_ref (picture));
}

static inline void
fixture_phase_cb (PictorProgress *progress,
                  GParamSpec     *pspec,
                  Fixture        *self)
{
  g_string_append_printf (self->phases, "%s|", pictor_progress_get_phase (progress));
}

static inline void
fixture_set_up (Fixture       *self,
                gconstpointer  user_data)
{
  g_autoptr (PictorAccessSource) keys = pictor_access_source_new (fixture_keys_cb, self, NULL);

  self->server = pictor_faulty_server_new ();
  self->http = pictor_http_new ();
  self->engine = pictor_picpik_engine_new (self->http, keys, "1");
  pictor_picpik_engine_set_pauses (PICTOR_PICPIK_ENGINE (self->engine), 2, 10);
  self->cancellable = g_cancellable_new ();
  self->recipe = pictor_recipe_new ();
  g_object_set (self->recipe, "prompt", "a red fox", NULL);
  self->folder = pictor_test_folder_new ();
  self->arrived = g_ptr_array_new_with_free_func (g_object_unref);
  self->phases = g_string_new (NULL);
  self->progress = pictor_progress_new ();
  g_signal_connect (self->progress, "picture", G_CALLBACK (fixture_picture_cb), self);
  g_signal_connect (self->progress, "notify::phase", G_CALLBACK (fixture_phase_cb), self);
}

/* Every object goes, whatever has happened: no timer, no call and no list keeps one. */
static inline void
fixture_tear_down (Fixture       *self,
                   gconstpointer  user_data)
{
  g_clear_object (&self->asked);
  pictor_test_finalize (self->engine);
  pictor_test_finalize (self->progress);
  pictor_test_finalize (self->http);
  g_object_unref (self->cancellable);
  g_object_unref (self->recipe);
  g_ptr_array_unref (self->arrived);
  g_string_free (self->phases, TRUE);
  pictor_faulty_server_free (self->server);
  pictor_test_folder_remove (self->folder);
  g_free (self->folder);
  g_free (self->address);
}

static inline void
fixture_submit_start (Fixture       *self,
                      GAsyncResult **result)
{
  pictor_engine_submit_async (self->engine, self->recipe, "c0ffee00-0000-4000-8000-000000000000", FALSE,
                              self->progress, self->cancellable, pictor_test_done_cb, result);
}

static inline char *
fixture_submit (Fixture  *self,
                GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fixture_submit_start (self, &result);
  pictor_test_wait (result != NULL);
  return pictor_engine_submit_finish (self->engine, result, error);
}

static inline void
fixture_follow_start (Fixture       *self,
                      const char    *uid,
                      GAsyncResult **result)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  pictor_engine_follow_async (self->engine, uid, folder, self->progress, self->cancellable,
                              pictor_test_done_cb, result);
}

static inline GPtrArray *
fixture_follow (Fixture  *self,
                GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fixture_follow_start (self, "task-1", &result);
  pictor_test_wait (result != NULL);
  return pictor_engine_follow_finish (self->engine, result, error);
}

/* A sentence for a person: it begins and ends like one and says nothing of our insides. */
static inline void
fixture_assert_sentence (const GError *error)
{
  const char * const inside[] = {
    "RetCode", "JSON", "json", "GError", "NULL", "Signature", "faulty-private", "(null)"
  };

  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_unichar_isupper (g_utf8_get_char (error->message)) || g_str_has_prefix (error->message, "“"));
  g_assert_true (g_str_has_suffix (error->message, ".") || g_str_has_suffix (error->message, "”"));
  for (guint i = 0; i < G_N_ELEMENTS (inside); i++)
    g_assert_null (strstr (error->message, inside[i]));
}

/* Nothing but what is expected is left in the folder. */
static inline void
fixture_assert_files (Fixture *self,
                      guint    n)
{
  g_autoptr (GPtrArray) names = pictor_test_folder_list (self->folder);

  g_assert_cmpuint (names->len, ==, n);
}

/* Adds a ControlNet unit with a picture of noise, so large that a PNG of it is no smaller. (transfer full): its path */
static inline char *
fixture_add_control (Fixture *self,
                     int      side)
{
  g_autofree char *path = g_build_filename (self->folder, "control.png", NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, side, side);
  g_autoptr (PictorControl) control = pictor_control_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  guint32 noise = 1;

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (pixbuf); i++)
    {
      noise = noise * 1664525 + 1013904223;
      pixels[i] = noise >> 24;
    }
  gdk_pixbuf_save (pixbuf, path, "png", &error, "compression", "0", NULL);
  g_assert_no_error (error);

  pictor_control_set_image (control, file);
  g_list_store_append (pictor_recipe_get_controls (self->recipe), control);

  return g_steal_pointer (&path);
}
