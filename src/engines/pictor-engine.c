/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-engine.h"

#include <glib/gi18n.h>

G_DEFINE_INTERFACE (PictorEngine, pictor_engine, G_TYPE_OBJECT)

enum
{
  CAPABILITIES_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
pictor_engine_default_init (PictorEngineInterface *iface)
{
  signals[CAPABILITIES_CHANGED] = g_signal_new ("capabilities-changed", PICTOR_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0,
                                                NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * pictor_engine_get_capabilities:
 *
 * Returns: (transfer none): what the engine can do, as far as it knows now
 */
const PictorCapabilities *
pictor_engine_get_capabilities (PictorEngine *self)
{
  g_return_val_if_fail (PICTOR_IS_ENGINE (self), NULL);

  return PICTOR_ENGINE_GET_IFACE (self)->get_capabilities (self);
}

void
pictor_engine_capabilities_changed (PictorEngine *self)
{
  g_return_if_fail (PICTOR_IS_ENGINE (self));

  g_signal_emit (self, signals[CAPABILITIES_CHANGED], 0);
}

static gboolean
is_about_same (const PictorProblem *problem,
               const PictorProblem *other)
{
  return problem->field == other->field && problem->index == other->index;
}

/* The window's order, from top to bottom; what belongs to one control or sub-model stays together. */
static const PictorField window_order[] = {
  PICTOR_FIELD_PROMPT, PICTOR_FIELD_NEGATIVE_PROMPT, PICTOR_FIELD_MODEL_TYPE, PICTOR_FIELD_MODEL,
  PICTOR_FIELD_SUB_MODELS, PICTOR_FIELD_SAMPLER, PICTOR_FIELD_STEPS, PICTOR_FIELD_CFG_SCALE,
  PICTOR_FIELD_WIDTH, PICTOR_FIELD_HEIGHT, PICTOR_FIELD_BATCH_SIZE, PICTOR_FIELD_SEED,
  PICTOR_FIELD_CLIP_SKIP, PICTOR_FIELD_TRANSLATE, PICTOR_FIELD_MODEL_VAE, PICTOR_FIELD_CONTROLS
};

static guint
get_place (PictorField field)
{
  guint place = 0;

  if (field == PICTOR_FIELD_SUB_MODEL_WEIGHT)
    field = PICTOR_FIELD_SUB_MODELS;
  else if (field > PICTOR_FIELD_CONTROLS)
    field = PICTOR_FIELD_CONTROLS;

  while (place < G_N_ELEMENTS (window_order) && window_order[place] != field)
    place++;
  return place;
}

static int
compare_problems (gconstpointer a,
                  gconstpointer b)
{
  const PictorProblem *one = *(PictorProblem * const *) a;
  const PictorProblem *other = *(PictorProblem * const *) b;
  guint place = get_place (one->field);
  guint other_place = get_place (other->field);

  if (place != other_place)
    return place < other_place ? -1 : 1;
  if (one->index != other->index)
    return one->index < other->index ? -1 : 1;
  return (int) one->field - (int) other->field;
}

PictorRecipe *
pictor_engine_adjust (PictorEngine *self,
                      PictorRecipe *recipe,
                      GPtrArray    *notes)
{
  PictorRecipe *adjusted;
  g_autoptr (GPtrArray) told = NULL;

  g_return_val_if_fail (PICTOR_IS_ENGINE (self), NULL);
  g_return_val_if_fail (PICTOR_IS_RECIPE (recipe), NULL);

  told = notes != NULL ? g_ptr_array_ref (notes)
                       : g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_problem_free);
  adjusted = pictor_recipe_copy (recipe);
  pictor_capabilities_adjust (pictor_engine_get_capabilities (self), adjusted, told);
  if (PICTOR_ENGINE_GET_IFACE (self)->adjust != NULL)
    PICTOR_ENGINE_GET_IFACE (self)->adjust (self, adjusted, told);
  g_ptr_array_sort (told, compare_problems);
  return adjusted;
}

/**
 * pictor_engine_check:
 * @recipe: what would be sent
 *
 * A field that the model's own rules find fault with gets no second sentence from the engine; they say nothing about
 * a field that the engine does not honour.
 *
 * Returns: (transfer full) (element-type PictorProblem): every problem of @recipe for this engine, in the order of
 *   the window; empty when it can be sent
 */
GPtrArray *
pictor_engine_check (PictorEngine *self,
                     PictorRecipe *recipe)
{
  const PictorCapabilities *capabilities;
  g_autoptr (PictorRecipe) adjusted = NULL;
  g_autoptr (GPtrArray) common = NULL;
  g_autoptr (GPtrArray) own = NULL;
  GPtrArray *problems;
  guint n_common;

  g_return_val_if_fail (PICTOR_IS_ENGINE (self), NULL);
  g_return_val_if_fail (PICTOR_IS_RECIPE (recipe), NULL);

  capabilities = pictor_engine_get_capabilities (self);
  adjusted = pictor_engine_adjust (self, recipe, NULL);
  common = pictor_recipe_validate (adjusted);
  own = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_problem_free);
  pictor_capabilities_check (capabilities, adjusted, own);
  if (PICTOR_ENGINE_GET_IFACE (self)->check != NULL)
    PICTOR_ENGINE_GET_IFACE (self)->check (self, adjusted, own);

  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_problem_free);
  while (common->len > 0)
    {
      g_autoptr (PictorProblem) problem = g_ptr_array_steal_index (common, 0);

      if (capabilities->unsupported[problem->field] == NULL)
        g_ptr_array_add (problems, g_steal_pointer (&problem));
    }
  n_common = problems->len;
  while (own->len > 0)
    {
      g_autoptr (PictorProblem) problem = g_ptr_array_steal_index (own, 0);
      gboolean told = FALSE;

      for (guint i = 0; i < n_common && !told; i++)
        told = is_about_same (g_ptr_array_index (problems, i), problem);
      if (!told)
        g_ptr_array_add (problems, g_steal_pointer (&problem));
    }
  g_ptr_array_sort (problems, compare_problems);

  return problems;
}

void
pictor_engine_submit_async (PictorEngine        *self,
                            PictorRecipe        *recipe,
                            const char          *request_uuid,
                            gboolean             shrink,
                            PictorProgress      *progress,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (PICTOR_IS_ENGINE (self));
  g_return_if_fail (PICTOR_IS_RECIPE (recipe));
  g_return_if_fail (request_uuid != NULL);
  g_return_if_fail (PICTOR_IS_PROGRESS (progress));

  PICTOR_ENGINE_GET_IFACE (self)->submit_async (self, recipe, request_uuid, shrink, progress,
                                                cancellable, callback, user_data);
}

/**
 * pictor_engine_submit_finish:
 *
 * Returns: (transfer full) (nullable): the remote id, to be stored before it is followed
 */
char *
pictor_engine_submit_finish (PictorEngine  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (PICTOR_IS_ENGINE (self), NULL);

  return PICTOR_ENGINE_GET_IFACE (self)->submit_finish (self, result, error);
}

void
pictor_engine_follow_async (PictorEngine        *self,
                            const char          *remote_id,
                            GFile               *folder,
                            PictorProgress      *progress,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (PICTOR_IS_ENGINE (self));
  g_return_if_fail (remote_id != NULL);
  g_return_if_fail (G_IS_FILE (folder));
  g_return_if_fail (PICTOR_IS_PROGRESS (progress));

  PICTOR_ENGINE_GET_IFACE (self)->follow_async (self, remote_id, folder, progress,
                                                cancellable, callback, user_data);
}

/**
 * pictor_engine_follow_finish:
 *
 * On an error the pictures that @progress told of before it stay on disk.
 *
 * Returns: (transfer full) (nullable) (element-type PictorPicture): in the order of the batch
 */
GPtrArray *
pictor_engine_follow_finish (PictorEngine  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (PICTOR_IS_ENGINE (self), NULL);

  return PICTOR_ENGINE_GET_IFACE (self)->follow_finish (self, result, error);
}

/* For what an engine can't do: an answer at once that says nothing. */
static void
return_nothing (PictorEngine        *self,
                gpointer             tag,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_return_pointer (task, NULL, NULL);
}

void
pictor_engine_cancel_async (PictorEngine        *self,
                            const char          *remote_id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (PICTOR_IS_ENGINE (self));
  g_return_if_fail (remote_id != NULL);

  if (PICTOR_ENGINE_GET_IFACE (self)->cancel_async != NULL)
    PICTOR_ENGINE_GET_IFACE (self)->cancel_async (self, remote_id, cancellable, callback, user_data);
  else
    return_nothing (self, pictor_engine_cancel_async, cancellable, callback, user_data);
}

gboolean
pictor_engine_cancel_finish (PictorEngine  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (PICTOR_IS_ENGINE (self), FALSE);

  if (!g_async_result_is_tagged (result, pictor_engine_cancel_async))
    return PICTOR_ENGINE_GET_IFACE (self)->cancel_finish (self, result, error);
  g_task_propagate_pointer (G_TASK (result), error);
  return FALSE;
}

void
pictor_engine_estimate_async (PictorEngine        *self,
                              PictorRecipe        *recipe,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (PICTOR_IS_ENGINE (self));
  g_return_if_fail (PICTOR_IS_RECIPE (recipe));

  if (PICTOR_ENGINE_GET_IFACE (self)->estimate_async != NULL)
    PICTOR_ENGINE_GET_IFACE (self)->estimate_async (self, recipe, cancellable, callback, user_data);
  else
    return_nothing (self, pictor_engine_estimate_async, cancellable, callback, user_data);
}

char *
pictor_engine_estimate_finish (PictorEngine  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (PICTOR_IS_ENGINE (self), NULL);

  if (!g_async_result_is_tagged (result, pictor_engine_estimate_async))
    return PICTOR_ENGINE_GET_IFACE (self)->estimate_finish (self, result, error);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
models_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) listings = NULL;
  GError *error = NULL;
  guint n = 0;

  listings = pictor_engine_list_models_finish (PICTOR_ENGINE (source), result, &error);
  if (listings == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < listings->len; i++)
    if (pictor_listing_get_kind (listings->pdata[i]) == PICTOR_LISTING_MODEL)
      n++;
  g_task_return_pointer (task,
                         g_strdup_printf (ngettext ("It works: %u model found.", "It works: %u models found.", n), n),
                         g_free);
}

void
pictor_engine_test_async (PictorEngine        *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PICTOR_IS_ENGINE (self));

  if (PICTOR_ENGINE_GET_IFACE (self)->test_async != NULL)
    {
      PICTOR_ENGINE_GET_IFACE (self)->test_async (self, cancellable, callback, user_data);
      return;
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_engine_test_async);
  pictor_engine_list_models_async (self, cancellable, models_listed_cb, task);
}

char *
pictor_engine_test_finish (PictorEngine  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (PICTOR_IS_ENGINE (self), NULL);

  if (!g_async_result_is_tagged (result, pictor_engine_test_async))
    return PICTOR_ENGINE_GET_IFACE (self)->test_finish (self, result, error);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pictor_engine_list_models_async (PictorEngine        *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (PICTOR_IS_ENGINE (self));

  PICTOR_ENGINE_GET_IFACE (self)->list_models_async (self, cancellable, callback, user_data);
}

/**
 * pictor_engine_list_models_finish:
 *
 * Returns: (transfer full) (nullable) (element-type PictorListing): main models and sub-models
 */
GPtrArray *
pictor_engine_list_models_finish (PictorEngine  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (PICTOR_IS_ENGINE (self), NULL);

  return PICTOR_ENGINE_GET_IFACE (self)->list_models_finish (self, result, error);
}

void
pictor_engine_list_controls_async (PictorEngine        *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (PICTOR_IS_ENGINE (self));

  PICTOR_ENGINE_GET_IFACE (self)->list_controls_async (self, cancellable, callback, user_data);
}

/**
 * pictor_engine_list_controls_finish:
 *
 * Returns: (transfer full) (nullable) (element-type PictorListing): ControlNet models and preprocessors
 */
GPtrArray *
pictor_engine_list_controls_finish (PictorEngine  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (PICTOR_IS_ENGINE (self), NULL);

  return PICTOR_ENGINE_GET_IFACE (self)->list_controls_finish (self, result, error);
}
