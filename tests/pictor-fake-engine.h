/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "engines/pictor-engine.h"
#include "studio/pictor-account.h"

/* An engine for tests: each of its steps succeeds, fails or is held, as told, and is counted. */

typedef enum
{
  FAKE_OK,
  FAKE_FAIL,    /* with the error given */
  FAKE_HOLD,    /* until released, or cancelled */
  FAKE_STUBBORN /* until released: does not hear of cancelling */
} FakeWay;

#define FAKE_TYPE_ENGINE (fake_engine_get_type ())
G_DECLARE_FINAL_TYPE (FakeEngine, fake_engine, FAKE, ENGINE, GObject)

struct _FakeEngine
{
  GObject parent_instance;

  PictorCapabilities capabilities;
  FakeWay submit;
  FakeWay follow;
  GError *error;         /* of a step that fails */
  gboolean cancel_is_uncertain;
  guint n_pictures;
  guint n_early;         /* of them, those that arrive before a held follow is released */
  const char *status;

  guint n_submits;
  guint n_follows;
  guint n_running;
  guint most_running;
  char *last_uuid;
  char *last_remote;
  GFile *last_image;     /* the first control's at the last submit */
  GPtrArray *held;       /* of GTask */
};

typedef struct
{
  GFile *folder;
  PictorProgress *progress;
  char *remote_id;
} FakeFollow;

static void fake_engine_iface_init (PictorEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeEngine, fake_engine, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PICTOR_TYPE_ENGINE, fake_engine_iface_init))

static void
fake_follow_free (FakeFollow *follow)
{
  g_object_unref (follow->folder);
  g_object_unref (follow->progress);
  g_free (follow->remote_id);
  g_free (follow);
}

static const PictorCapabilities *
fake_engine_get_capabilities (PictorEngine *engine)
{
  return &FAKE_ENGINE (engine)->capabilities;
}

static void
fake_engine_check (PictorEngine *engine,
                   PictorRecipe *recipe,
                   GPtrArray    *problems)
{
  if (pictor_recipe_get_clip_skip (recipe) > 2)
    g_ptr_array_add (problems, pictor_problem_new (PICTOR_FIELD_CLIP_SKIP, -1, "No clip skip here."));
}

static gboolean
fake_held_cancelled_cb (GCancellable *cancellable,
                        gpointer      user_data)
{
  GTask *task = user_data;
  FakeEngine *self = g_task_get_source_object (task);

  if (!g_ptr_array_find (self->held, task, NULL))
    return G_SOURCE_REMOVE;
  if (self->cancel_is_uncertain)
    g_task_return_new_error (task, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNCERTAIN, "Sent?");
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_ptr_array_remove (self->held, task);
  return G_SOURCE_REMOVE;
}

/* Takes over @task. */
static void
fake_hold (FakeEngine *self,
           GTask      *task,
           FakeWay     way)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_task_set_check_cancellable (task, FALSE);
  g_ptr_array_add (self->held, task);
  if (way == FAKE_HOLD)
    {
      GSource *source = g_cancellable_source_new (cancellable);

      g_source_set_callback (source, G_SOURCE_FUNC (fake_held_cancelled_cb), g_object_ref (task),
                             g_object_unref);
      g_source_attach (source, NULL);
      /* So that it goes with the task. */
      g_object_set_data_full (G_OBJECT (task), "source", source, (GDestroyNotify) g_source_unref);
    }
}

static PictorPicture *
fake_make_picture (FakeFollow *follow,
                   guint       index)
{
  g_autofree char *name = g_strdup_printf ("part-%u", index);
  g_autoptr (GFile) file = g_file_get_child (follow->folder, name);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 16, 24);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0x336699ff + (index << 16));
  gdk_pixbuf_save (pixbuf, g_file_peek_path (file), "png", &error, NULL);
  g_assert_no_error (error);
  return pictor_picture_new (file, 100 + index, 16, 24, follow->remote_id, index, 2);
}

static GPtrArray *
fake_make_pictures (FakeEngine *self,
                    FakeFollow *follow)
{
  GPtrArray *pictures = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->n_pictures; i++)
    g_ptr_array_add (pictures, fake_make_picture (follow, i));
  return pictures;
}

/* Lets one held step go on, the oldest; @error ends it so. */
G_GNUC_UNUSED static void
fake_engine_release (FakeEngine *self,
                     GError     *error)
{
  g_autoptr (GTask) task = NULL;
  FakeFollow *follow;
  GSource *source;

  g_assert_cmpuint (self->held->len, >, 0);
  task = g_object_ref (self->held->pdata[0]);
  g_ptr_array_remove_index (self->held, 0);
  source = g_object_get_data (G_OBJECT (task), "source");
  if (source != NULL)
    g_source_destroy (source);
  follow = g_task_get_task_data (task);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (follow == NULL)
    g_task_return_pointer (task, g_strdup_printf ("task-%u", self->n_submits), g_free);
  else
    g_task_return_pointer (task, fake_make_pictures (self, follow), (GDestroyNotify) g_ptr_array_unref);
}

static void
fake_engine_submit_async (PictorEngine        *engine,
                          PictorRecipe        *recipe,
                          const char          *request_uuid,
                          gboolean             shrink,
                          PictorProgress      *progress,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  FakeEngine *self = FAKE_ENGINE (engine);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GListModel *controls = G_LIST_MODEL (pictor_recipe_get_controls (recipe));

  self->n_submits++;
  g_free (self->last_uuid);
  self->last_uuid = g_strdup (request_uuid);
  if (g_list_model_get_n_items (controls) > 0)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, 0);

      g_set_object (&self->last_image, pictor_control_get_image (control));
    }
  pictor_progress_update (progress, 0.5, NULL, "Sending");
  if (self->submit == FAKE_HOLD || self->submit == FAKE_STUBBORN)
    {
      fake_hold (self, task, self->submit);
      return;
    }
  if (self->submit == FAKE_FAIL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_pointer (task, g_strdup_printf ("task-%u", self->n_submits), g_free);
  g_object_unref (task);
}

static char *
fake_engine_submit_finish (PictorEngine  *engine,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_engine_follow_async (PictorEngine        *engine,
                          const char          *remote_id,
                          GFile               *folder,
                          PictorProgress      *progress,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  FakeEngine *self = FAKE_ENGINE (engine);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  FakeFollow *follow = g_new0 (FakeFollow, 1);

  g_assert_true (g_file_query_exists (folder, NULL));
  self->n_follows++;
  self->n_running++;
  self->most_running = MAX (self->most_running, self->n_running);
  g_free (self->last_remote);
  self->last_remote = g_strdup (remote_id);
  follow->folder = g_object_ref (folder);
  follow->progress = g_object_ref (progress);
  follow->remote_id = g_strdup (remote_id);
  g_task_set_task_data (task, follow, (GDestroyNotify) fake_follow_free);
  pictor_progress_update (progress, 0.25, self->status, "Painting");
  /* Not in their order, as it happens. */
  for (guint i = self->n_early; i-- > 0;)
    {
      g_autoptr (PictorPicture) picture = fake_make_picture (follow, i);

      pictor_progress_add_picture (progress, picture);
    }
  if (self->follow == FAKE_HOLD || self->follow == FAKE_STUBBORN)
    {
      fake_hold (self, task, self->follow);
      return;
    }
  if (self->follow == FAKE_FAIL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_pointer (task, fake_make_pictures (self, follow), (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

static GPtrArray *
fake_engine_follow_finish (PictorEngine  *engine,
                           GAsyncResult  *result,
                           GError       **error)
{
  FAKE_ENGINE (engine)->n_running--;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_engine_list_async (PictorEngine        *engine,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  FakeEngine *self = FAKE_ENGINE (engine);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *models;

  if (self->error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }
  models = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (models, pictor_listing_new (PICTOR_LISTING_SUB_MODEL, "7", "Some LoRA", FALSE, NULL, NULL,
                                               NULL));
  g_ptr_array_add (models, pictor_listing_new (PICTOR_LISTING_MODEL, "7", "Watercolour", FALSE, NULL, NULL,
                                               NULL));
  g_task_return_pointer (task, models, (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
fake_engine_list_finish (PictorEngine  *engine,
                         GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_engine_iface_init (PictorEngineInterface *iface)
{
  iface->get_capabilities = fake_engine_get_capabilities;
  iface->check = fake_engine_check;
  iface->submit_async = fake_engine_submit_async;
  iface->submit_finish = fake_engine_submit_finish;
  iface->follow_async = fake_engine_follow_async;
  iface->follow_finish = fake_engine_follow_finish;
  iface->list_models_async = fake_engine_list_async;
  iface->list_models_finish = fake_engine_list_finish;
  iface->list_controls_async = fake_engine_list_async;
  iface->list_controls_finish = fake_engine_list_finish;
}

static void
fake_engine_finalize (GObject *object)
{
  FakeEngine *self = FAKE_ENGINE (object);

  g_clear_error (&self->error);
  g_free (self->last_uuid);
  g_free (self->last_remote);
  g_clear_object (&self->last_image);
  g_ptr_array_unref (self->held);

  G_OBJECT_CLASS (fake_engine_parent_class)->finalize (object);
}

static void
fake_engine_class_init (FakeEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_engine_finalize;
}

static void
fake_engine_init (FakeEngine *self)
{
  self->capabilities.default_model = "1";
  self->capabilities.max_controls = 3;
  self->capabilities.max_tasks = 2;
  self->n_pictures = 1;
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
}

G_GNUC_UNUSED static FakeEngine *
fake_engine_new (void)
{
  return g_object_new (FAKE_TYPE_ENGINE, NULL);
}

/* Makes the steps that fail do so with this. */
G_GNUC_UNUSED static void
fake_engine_set_error (FakeEngine *self,
                       GQuark      domain,
                       int         code,
                       const char *message)
{
  g_clear_error (&self->error);
  self->error = g_error_new_literal (domain, code, message);
}

G_GNUC_UNUSED static PictorAccount *
fake_account_new (FakeEngine *engine)
{
  return pictor_account_new ("fake", "Fake", "For tests", NULL, "Not tried yet", PICTOR_ENGINE (engine));
}
