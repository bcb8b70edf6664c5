/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-engine.h"

G_DEFINE_INTERFACE (PictorEngine, pictor_engine, G_TYPE_OBJECT)

static void
pictor_engine_default_init (PictorEngineInterface *iface)
{
}

/**
 * pictor_engine_get_capabilities:
 *
 * Returns: (transfer none): what the engine can do; the same for as long as it lives
 */
const PictorCapabilities *
pictor_engine_get_capabilities (PictorEngine *self)
{
  g_return_val_if_fail (PICTOR_IS_ENGINE (self), NULL);

  return PICTOR_ENGINE_GET_IFACE (self)->get_capabilities (self);
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

/**
 * pictor_engine_check:
 * @recipe: what would be sent
 *
 * A field that the model's own rules find fault with gets no second sentence from the engine.
 *
 * Returns: (transfer full) (element-type PictorProblem): every problem of @recipe for this engine, in the order of
 *   the window; empty when it can be sent
 */
GPtrArray *
pictor_engine_check (PictorEngine *self,
                     PictorRecipe *recipe)
{
  GPtrArray *problems;
  g_autoptr (GPtrArray) own = NULL;
  guint n_common;

  g_return_val_if_fail (PICTOR_IS_ENGINE (self), NULL);
  g_return_val_if_fail (PICTOR_IS_RECIPE (recipe), NULL);

  problems = pictor_recipe_validate (recipe);
  n_common = problems->len;
  own = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_problem_free);
  PICTOR_ENGINE_GET_IFACE (self)->check (self, recipe, own);

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
