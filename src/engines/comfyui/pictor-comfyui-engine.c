/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/comfyui/pictor-comfyui-engine.h"

#include <glib/gi18n.h>

#include "engines/comfyui/pictor-comfyui-cancel.h"
#include "engines/comfyui/pictor-comfyui-follow.h"
#include "engines/comfyui/pictor-comfyui-plan.h"
#include "engines/comfyui/pictor-comfyui-submit.h"
#include "engines/comfyui/pictor-comfyui-survey.h"
#include "engines/pictor-sampler-map.h"

/* On the computer of the person or a neighbour: asked often, since it costs nobody anything. */
#define SHORTEST_PAUSE 500
#define LONGEST_PAUSE 2000

/* It works at one prompt at a time and keeps the others in line. */
#define MAX_TASKS 4

/* EmptyLatentImage's grid. */
#define SIZE_MULTIPLE 8
#define MIN_SIZE 16

struct _PictorComfyuiEngine
{
  GObject parent_instance;

  PictorComfyuiClient *client;
  PictorComfyuiPauses pauses;
  PictorCapabilities capabilities;
};

static void pictor_comfyui_engine_engine_init (PictorEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PictorComfyuiEngine, pictor_comfyui_engine, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PICTOR_TYPE_ENGINE, pictor_comfyui_engine_engine_init))

static const PictorCapabilities *
pictor_comfyui_engine_get_capabilities (PictorEngine *engine)
{
  return &PICTOR_COMFYUI_ENGINE (engine)->capabilities;
}

static void
pictor_comfyui_engine_adjust (PictorEngine *engine,
                              PictorRecipe *recipe,
                              GPtrArray    *notes)
{
  GListModel *controls = G_LIST_MODEL (pictor_recipe_get_controls (recipe));

  for (guint i = 0; i < g_list_model_get_n_items (controls); i++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, i);

      if (pictor_control_get_preset (control) != PICTOR_PRESET_CUSTOM
          || pictor_control_get_resize (control) != PICTOR_RESIZE_FILL)
        continue;
      g_object_set (control, "resize", PICTOR_RESIZE_CROP, NULL);
      if (notes != NULL)
        g_ptr_array_add (notes, pictor_problem_new (PICTOR_FIELD_CONTROL_RESIZE, i, "%s",
                                                    _("ComfyUI can't fill up around an image: it is cropped instead.")));
    }
}

static void
pictor_comfyui_engine_check (PictorEngine *engine,
                             PictorRecipe *recipe,
                             GPtrArray    *problems)
{
  if (*pictor_recipe_get_model (recipe) == '\0')
    g_ptr_array_add (problems, pictor_problem_new (PICTOR_FIELD_MODEL, -1, "%s",
                                                   _("Choose one of the models that ComfyUI has.")));
}

static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *remote_id = pictor_comfyui_submit_finish (result, &error);

  if (remote_id != NULL)
    g_task_return_pointer (task, remote_id, g_free);
  else
    g_task_return_error (task, error);
}

static void
pictor_comfyui_engine_submit_async (PictorEngine        *engine,
                                    PictorRecipe        *recipe,
                                    const char          *request_uuid,
                                    gboolean             shrink,
                                    PictorProgress      *progress,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  PictorComfyuiEngine *self = PICTOR_COMFYUI_ENGINE (engine);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (PictorRecipe) adjusted = NULL;

  g_task_set_source_tag (task, pictor_comfyui_engine_submit_async);
  g_task_set_check_cancellable (task, FALSE);
  if (g_task_return_error_if_cancelled (task))
    return;

  problems = pictor_engine_check (engine, recipe);
  if (problems->len > 0)
    {
      PictorProblem *problem = g_ptr_array_index (problems, 0);

      g_task_return_new_error (task, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNSUPPORTED, "%s", problem->message);
      return;
    }
  adjusted = pictor_engine_adjust (engine, recipe, NULL);
  pictor_comfyui_submit_async (self->client, adjusted, request_uuid, shrink, progress, cancellable, submitted_cb,
                               g_steal_pointer (&task));
}

static char *
pictor_comfyui_engine_submit_finish (PictorEngine  *engine,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
followed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *pictures = pictor_comfyui_follow_finish (result, &error);

  if (pictures != NULL)
    g_task_return_pointer (task, pictures, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
pictor_comfyui_engine_follow_async (PictorEngine        *engine,
                                    const char          *remote_id,
                                    GFile               *folder,
                                    PictorProgress      *progress,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  PictorComfyuiEngine *self = PICTOR_COMFYUI_ENGINE (engine);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, pictor_comfyui_engine_follow_async);
  pictor_comfyui_follow_async (self->client, remote_id, folder, &self->pauses, progress, cancellable, followed_cb, task);
}

static GPtrArray *
pictor_comfyui_engine_follow_finish (PictorEngine  *engine,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (pictor_comfyui_cancel_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
pictor_comfyui_engine_cancel_async (PictorEngine        *engine,
                                    const char          *remote_id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  PictorComfyuiEngine *self = PICTOR_COMFYUI_ENGINE (engine);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, pictor_comfyui_engine_cancel_async);
  pictor_comfyui_cancel_async (self->client, remote_id, cancellable, cancelled_cb, task);
}

static gboolean
pictor_comfyui_engine_cancel_finish (PictorEngine  *engine,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What a list takes of all that is known. */
typedef GPtrArray *(*ListFunc) (PictorComfyuiInfo *info);

static void
surveyed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ListFunc list = (ListFunc) g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (PictorComfyuiInfo) info = pictor_comfyui_survey_finish (result, &error);

  if (info != NULL)
    g_task_return_pointer (task, list (info), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
survey (PictorEngine        *engine,
        ListFunc             list,
        gpointer             tag,
        GCancellable        *cancellable,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  PictorComfyuiEngine *self = PICTOR_COMFYUI_ENGINE (engine);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GPtrArray) classes = pictor_comfyui_plan_get_classes (NULL);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, list, NULL);
  pictor_comfyui_survey_async (self->client, classes, cancellable, surveyed_cb, task);
}

static void
pictor_comfyui_engine_list_models_async (PictorEngine        *engine,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  survey (engine, pictor_comfyui_plan_list_models, pictor_comfyui_engine_list_models_async, cancellable, callback, user_data);
}

static void
pictor_comfyui_engine_list_controls_async (PictorEngine        *engine,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  survey (engine, pictor_comfyui_plan_list_controls, pictor_comfyui_engine_list_controls_async, cancellable, callback, user_data);
}

static GPtrArray *
pictor_comfyui_engine_list_finish (PictorEngine  *engine,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
pictor_comfyui_engine_engine_init (PictorEngineInterface *iface)
{
  iface->get_capabilities = pictor_comfyui_engine_get_capabilities;
  iface->adjust = pictor_comfyui_engine_adjust;
  iface->check = pictor_comfyui_engine_check;
  iface->submit_async = pictor_comfyui_engine_submit_async;
  iface->submit_finish = pictor_comfyui_engine_submit_finish;
  iface->follow_async = pictor_comfyui_engine_follow_async;
  iface->follow_finish = pictor_comfyui_engine_follow_finish;
  iface->cancel_async = pictor_comfyui_engine_cancel_async;
  iface->cancel_finish = pictor_comfyui_engine_cancel_finish;
  iface->list_models_async = pictor_comfyui_engine_list_models_async;
  iface->list_models_finish = pictor_comfyui_engine_list_finish;
  iface->list_controls_async = pictor_comfyui_engine_list_controls_async;
  iface->list_controls_finish = pictor_comfyui_engine_list_finish;
}

static void
pictor_comfyui_engine_finalize (GObject *object)
{
  PictorComfyuiEngine *self = PICTOR_COMFYUI_ENGINE (object);

  g_clear_object (&self->client);

  G_OBJECT_CLASS (pictor_comfyui_engine_parent_class)->finalize (object);
}

static void
pictor_comfyui_engine_class_init (PictorComfyuiEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pictor_comfyui_engine_finalize;
}

static void
pictor_comfyui_engine_init (PictorComfyuiEngine *self)
{
  PictorCapabilities *can = &self->capabilities;

  pictor_comfyui_engine_set_pauses (self, SHORTEST_PAUSE, LONGEST_PAUSE);
  can->max_controls = PICTOR_MAX_CONTROLS;
  can->max_tasks = MAX_TASKS;
  can->progress = PICTOR_PROGRESS_KIND_QUEUE;
  can->cancel = PICTOR_CANCEL_KIND_JOB;
  can->ranges[PICTOR_FIELD_WIDTH] = (PictorRange) { MIN_SIZE, pictor_limit_get (PICTOR_FIELD_WIDTH)->maximum, SIZE_MULTIPLE };
  can->ranges[PICTOR_FIELD_HEIGHT] = (PictorRange) { MIN_SIZE, pictor_limit_get (PICTOR_FIELD_HEIGHT)->maximum, SIZE_MULTIPLE };
  can->unsupported[PICTOR_FIELD_MODEL_TYPE] = _("ComfyUI has one kind of model.");
  can->unsupported[PICTOR_FIELD_TRANSLATE] = _("ComfyUI does not translate prompts.");
  can->unsupported[PICTOR_FIELD_MODEL_VAE] = _("ComfyUI always uses the decoder (VAE) of the model.");
  can->unsupported[PICTOR_FIELD_CONTROL_MODE] = _("ComfyUI knows no control modes.");
  pictor_sampler_map_tell (PICTOR_SAMPLER_FAMILY_COMFY, can->no_sampler);
}

PictorEngine *
pictor_comfyui_engine_new (const PictorEngineSetup *setup)
{
  PictorComfyuiEngine *self;

  g_return_val_if_fail (setup != NULL, NULL);

  self = g_object_new (PICTOR_TYPE_COMFYUI_ENGINE, NULL);
  self->client = pictor_comfyui_client_new (setup->http, setup->access);

  return PICTOR_ENGINE (self);
}

void
pictor_comfyui_engine_set_pauses (PictorComfyuiEngine *self,
                                  guint                shortest,
                                  guint                longest)
{
  g_return_if_fail (PICTOR_IS_COMFYUI_ENGINE (self));
  g_return_if_fail (shortest > 0 && shortest <= longest);

  self->pauses = (PictorComfyuiPauses) { shortest, longest };
}
