/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engines/pictor-capabilities.h"
#include "engines/pictor-engine-error.h"
#include "engines/pictor-listing.h"
#include "engines/pictor-progress.h"

G_BEGIN_DECLS

/**
 * PictorEngine:
 *
 * Turns a recipe into pictures by talking to one kind of service, in two phases: submitting gives a remote
 * id, which the caller stores before following it. Every call can be cancelled and then ends with G_IO_ERROR_CANCELLED.
 *
 * Signal "capabilities-changed": the engine has learnt more of what its service can do.
 */
#define PICTOR_TYPE_ENGINE (pictor_engine_get_type ())
G_DECLARE_INTERFACE (PictorEngine, pictor_engine, PICTOR, ENGINE, GObject)

struct _PictorEngineInterface
{
  GTypeInterface parent_iface;

  const PictorCapabilities *(*get_capabilities) (PictorEngine *self);
  /* Nullable. Changes @recipe to what will be sent and tells of each change in @notes, after the capabilities' own. */
  void       (*adjust)               (PictorEngine         *self,
                                      PictorRecipe         *recipe,
                                      GPtrArray            *notes);
  /* Nullable. What of @recipe, adjusted before, can't be sent, beside what the capabilities tell. */
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
  /* Nullable, each with its finish: for an engine that can't. */
  void       (*cancel_async)         (PictorEngine         *self,
                                      const char           *remote_id,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  gboolean   (*cancel_finish)        (PictorEngine         *self,
                                      GAsyncResult         *result,
                                      GError              **error);
  void       (*estimate_async)       (PictorEngine         *self,
                                      PictorRecipe         *recipe,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  char      *(*estimate_finish)      (PictorEngine         *self,
                                      GAsyncResult         *result,
                                      GError              **error);
  void       (*test_async)           (PictorEngine         *self,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  char      *(*test_finish)          (PictorEngine         *self,
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
/* For an engine: it has learnt more. */
void       pictor_engine_capabilities_changed (PictorEngine  *self);
/* What the engine makes of @recipe: numbers on its grid and in its range, without what it does not honour.
 * @notes: (nullable) (element-type PictorProblem): each change is added to it, in words. Reads no file. (transfer full) */
PictorRecipe *pictor_engine_adjust     (PictorEngine         *self,
                                        PictorRecipe         *recipe,
                                        GPtrArray            *notes) G_GNUC_WARN_UNUSED_RESULT;
/* Every problem of @recipe for this engine once it is adjusted: pictor_recipe_validate()'s, the capabilities' and its own. Reads no
 * file. (transfer full) (element-type PictorProblem) */
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
/* Stops what PictorCapabilities.cancel says of a task that was submitted, whether it is followed or not; never anything else
 * that the service does. finish → whether it will do no more; also TRUE for one that has ended */
void       pictor_engine_cancel_async  (PictorEngine         *self,
                                        const char           *remote_id,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean   pictor_engine_cancel_finish (PictorEngine         *self,
                                        GAsyncResult         *result,
                                        GError              **error);
/* What @recipe would cost. finish → (transfer full) (nullable): a translated sentence; NULL without an error where it costs
 * nothing or nobody knows */
void       pictor_engine_estimate_async  (PictorEngine         *self,
                                          PictorRecipe         *recipe,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
char      *pictor_engine_estimate_finish (PictorEngine         *self,
                                          GAsyncResult         *result,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Tries the account. finish → (transfer full) (nullable): a translated sentence about what was found, such as
 * "It works: 12 models found." */
void       pictor_engine_test_async  (PictorEngine         *self,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
char      *pictor_engine_test_finish (PictorEngine         *self,
                                      GAsyncResult         *result,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type PictorListing): main models and sub-models (LoRA) */
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
