/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-queue.h"

#include "studio/pictor-job-private.h"
#include "studio/pictor-job-run.h"
#include "studio/pictor-job-transitions.h"

struct _PictorQueue
{
  GObject parent_instance;

  GPtrArray *jobs;      /* of PictorJob, oldest first */
  guint n_active;
  guint tick_id;        /* runs only while some job does */
  gboolean updating;
  gboolean update_again;
};

enum
{
  PROP_N_ACTIVE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PictorQueue, pictor_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
pictor_queue_get_item_type (GListModel *model)
{
  return PICTOR_TYPE_JOB;
}

static guint
pictor_queue_get_n_items (GListModel *model)
{
  return PICTOR_QUEUE (model)->jobs->len;
}

static gpointer
pictor_queue_get_item (GListModel *model,
                       guint       position)
{
  PictorQueue *self = PICTOR_QUEUE (model);

  return position < self->jobs->len ? g_object_ref (self->jobs->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = pictor_queue_get_item_type;
  iface->get_n_items = pictor_queue_get_n_items;
  iface->get_item = pictor_queue_get_item;
}

/* Whether time passes for it: it is neither waiting nor ended. */
static gboolean
is_under_way (PictorJob *job)
{
  return pictor_job_get_active (job) && job->state != PICTOR_JOB_QUEUED;
}

static gboolean
tick_cb (gpointer user_data)
{
  PictorQueue *self = user_data;

  for (guint i = 0; i < self->jobs->len; i++)
    if (is_under_way (self->jobs->pdata[i]))
      pictor_job_tick (self->jobs->pdata[i]);
  return G_SOURCE_CONTINUE;
}

/* Takes one of the places that @job's account has, if one is left. @places: PictorAccount → places left */
static gboolean
take_place (GHashTable *places,
            PictorJob  *job)
{
  gpointer left;

  if (!g_hash_table_lookup_extended (places, job->account, NULL, &left))
    {
      PictorEngine *engine = pictor_account_get_engine (job->account);

      left = GUINT_TO_POINTER (MAX (pictor_engine_get_capabilities (engine)->max_tasks, 1));
    }
  if (GPOINTER_TO_UINT (left) == 0)
    return FALSE;
  g_hash_table_insert (places, job->account, GUINT_TO_POINTER (GPOINTER_TO_UINT (left) - 1));
  return TRUE;
}

/* Lets start what may. A job whose images are still being copied keeps its place, so that no younger one overtakes it. */
static void
start_jobs (PictorQueue *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->jobs->len; i++)
    {
      g_autoptr (PictorJob) job = g_object_ref (self->jobs->pdata[i]);
      gboolean placed;

      if (!pictor_job_get_active (job))
        continue;
      placed = take_place (places, job);
      if (job->state != PICTOR_JOB_QUEUED || job->busy)
        continue;
      if (!job->inputs_kept)
        pictor_job_run_prepare (job);
      else if (placed)
        pictor_job_run_start (job);
    }
}

static void
count_jobs (PictorQueue *self)
{
  guint n_active = 0;
  gboolean under_way = FALSE;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      n_active += pictor_job_get_active (self->jobs->pdata[i]);
      under_way = under_way || is_under_way (self->jobs->pdata[i]);
    }
  if (under_way && self->tick_id == 0)
    self->tick_id = g_timeout_add (1000, tick_cb, self);
  else if (!under_way)
    g_clear_handle_id (&self->tick_id, g_source_remove);
  if (n_active != self->n_active)
    {
      self->n_active = n_active;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ACTIVE]);
    }
}

/* Called at every change of a job; starting one is such a change. */
static void
update (PictorQueue *self)
{
  self->update_again = TRUE;
  if (self->updating)
    return;
  self->updating = TRUE;
  g_object_ref (self);
  while (self->update_again)
    {
      self->update_again = FALSE;
      start_jobs (self);
      count_jobs (self);
    }
  self->updating = FALSE;
  g_object_unref (self);
}

static void
pictor_queue_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PictorQueue *self = PICTOR_QUEUE (object);

  switch (prop_id)
    {
    case PROP_N_ACTIVE:
      g_value_set_uint (value, self->n_active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pictor_queue_dispose (GObject *object)
{
  PictorQueue *self = PICTOR_QUEUE (object);

  for (guint i = self->jobs->len; i-- > 0;)
    {
      PictorJob *job = self->jobs->pdata[i];

      g_signal_handlers_disconnect_by_data (job, self);
      pictor_job_cancel (job);
    }
  g_clear_handle_id (&self->tick_id, g_source_remove);

  G_OBJECT_CLASS (pictor_queue_parent_class)->dispose (object);
}

static void
pictor_queue_finalize (GObject *object)
{
  PictorQueue *self = PICTOR_QUEUE (object);

  g_ptr_array_unref (self->jobs);

  G_OBJECT_CLASS (pictor_queue_parent_class)->finalize (object);
}

static void
pictor_queue_class_init (PictorQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pictor_queue_get_property;
  object_class->dispose = pictor_queue_dispose;
  object_class->finalize = pictor_queue_finalize;

  props[PROP_N_ACTIVE] = g_param_spec_uint ("n-active", NULL, NULL, 0, G_MAXUINT, 0,
                                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY
                                              | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
pictor_queue_init (PictorQueue *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

PictorQueue *
pictor_queue_new (void)
{
  return g_object_new (PICTOR_TYPE_QUEUE, NULL);
}

PictorJob *
pictor_queue_add (PictorQueue            *self,
                  PictorRecipe           *recipe,
                  PictorAccount          *account,
                  const PictorJobOptions *options)
{
  PictorJob *job;

  g_return_val_if_fail (PICTOR_IS_QUEUE (self), NULL);
  g_return_val_if_fail (PICTOR_IS_RECIPE (recipe), NULL);
  g_return_val_if_fail (PICTOR_IS_ACCOUNT (account), NULL);

  job = pictor_job_new (recipe, account, options);
  pictor_job_to_queued (job);
  g_signal_connect_object (job, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::busy", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->jobs, job);
  g_list_model_items_changed (G_LIST_MODEL (self), self->jobs->len - 1, 0, 1);
  update (self);
  return job;
}

void
pictor_queue_retry (PictorQueue *self,
                    PictorJob   *job)
{
  g_return_if_fail (PICTOR_IS_QUEUE (self));
  g_return_if_fail (PICTOR_IS_JOB (job));

  if (pictor_job_get_active (job) || job->state == PICTOR_JOB_DONE)
    return;
  if (g_error_matches (job->error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_FAILED)
      || g_error_matches (job->error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED))
    pictor_job_set_remote (job, NULL);
  pictor_job_to_queued (job);
}

void
pictor_queue_cancel_all (PictorQueue *self)
{
  g_return_if_fail (PICTOR_IS_QUEUE (self));

  /* The youngest first, so that none of them starts in a place that becomes free. */
  for (guint i = self->jobs->len; i-- > 0;)
    pictor_job_cancel (self->jobs->pdata[i]);
}

guint
pictor_queue_get_n_active (PictorQueue *self)
{
  g_return_val_if_fail (PICTOR_IS_QUEUE (self), 0);

  return self->n_active;
}
