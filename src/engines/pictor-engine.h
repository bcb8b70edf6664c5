/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engines/pictor-engine-error.h"
#include "engines/pictor-listing.h"
#include "engines/pictor-progress.h"
#include "model/pictor-validation.h"

G_BEGIN_DECLS

/**
 * PictorCapabilities:
 * @default_model: (nullable): the model taken when a recipe names none
 * @max_controls: ControlNet units per picture
 * @max_tasks: tasks that may run at once
 * @unsupported: for each field, NULL where the engine honours it, else the translated reason why not
 *
 * What an engine can do, as data. Owned by the engine.
 */
typedef struct
{
  const char *default_model;
  guint max_controls;
  guint max_tasks;
  const char *unsupported[PICTOR_N_FIELDS];
} PictorCapabilities;

/**
 * PictorEngine:
 *
 * Turns a recipe into pictures by talking to one kind of service, in two phases: submitting gives a remote
 * id, which the caller stores before following it. Every call can be cancelled and then ends with G_IO_ERROR_CANCELLED.
 */
#define PICTOR_TYPE_ENGINE (pictor_engine_get_type ())
G_DECLARE_INTERFACE (PictorEngine, pictor_engine, PICTOR, ENGINE, GObject)

struct _PictorEngineInterface
{
  GTypeInterface parent_iface;

  const PictorCapabilities *(*get_capabilities) (PictorEngine *self);
  void       (*check)                (PictorEngine         *self,
                                      PictorRecipe         *recipe,
                                      GPtrArray            *problems);
  void       (*submit_async)         (PictorEngine         *self,
                                      PictorRecipe         *recipe,
                                      const char           *request_uuid,
                                      gboolean              shrink,
                                      PictorProgress       *progress,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  char      *(*submit_finish)        (PictorEngine         *self,
                                      GAsyncResult         *result,
                                      GError              **error);
  void       (*follow_async)         (PictorEngine         *self,
                                      const char           *remote_id,
                                      GFile                *folder,
                                      PictorProgress       *progress,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  GPtrArray *(*follow_finish)        (PictorEngine         *self,
                                      GAsyncResult         *result,
                                      GError              **error);
  void       (*list_models_async)    (PictorEngine         *self,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  GPtrArray *(*list_models_finish)   (PictorEngine         *self,
                                      GAsyncResult         *result,
                                      GError              **error);
  void       (*list_controls_async)  (PictorEngine         *self,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  GPtrArray *(*list_controls_finish) (PictorEngine         *self,
                                      GAsyncResult         *result,
                                      GError              **error);
};

const PictorCapabilities *pictor_engine_get_capabilities (PictorEngine *self);
/* Every problem of @recipe for this engine: pictor_recipe_validate()'s and its own. Reads no file.
 * (transfer full) (element-type PictorProblem) */
GPtrArray *pictor_engine_check         (PictorEngine         *self,
                                        PictorRecipe         *recipe) G_GNUC_WARN_UNUSED_RESULT;

/**
 * pictor_engine_submit_async:
 * @request_uuid: names this request, for the journal and the service
 * @shrink: whether control images larger than the picture needs are made smaller first
 * @progress: told how far sending is
 *
 * Sends @recipe, exactly once. PICTOR_ENGINE_ERROR_UNCERTAIN (also after cancelling) means that the service may
 * have accepted it without our hearing of it.
 */
void       pictor_engine_submit_async  (PictorEngine         *self,
                                        PictorRecipe         *recipe,
                                        const char           *request_uuid,
                                        gboolean              shrink,
                                        PictorProgress       *progress,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/* (transfer full) (nullable): the remote id */
char      *pictor_engine_submit_finish (PictorEngine         *self,
                                        GAsyncResult         *result,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * pictor_engine_follow_async:
 * @folder: an existing folder that the pictures are fetched into, under names of our own
 * @progress: told of each change, and of each picture as it arrives
 *
 * Waits until the task ends and fetches its pictures. Network trouble is retried, without end, with pauses.
 */
void       pictor_engine_follow_async  (PictorEngine         *self,
                                        const char           *remote_id,
                                        GFile                *folder,
                                        PictorProgress       *progress,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/* (transfer full) (element-type PictorPicture): in the order of the batch */
GPtrArray *pictor_engine_follow_finish (PictorEngine         *self,
                                        GAsyncResult         *result,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type PictorListing): main models and sub-models */
void       pictor_engine_list_models_async    (PictorEngine         *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray *pictor_engine_list_models_finish   (PictorEngine         *self,
                                               GAsyncResult         *result,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type PictorListing): ControlNet models and preprocessors */
void       pictor_engine_list_controls_async  (PictorEngine         *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray *pictor_engine_list_controls_finish (PictorEngine         *self,
                                               GAsyncResult         *result,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
