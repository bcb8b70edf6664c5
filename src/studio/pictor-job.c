/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-job.h"

#include "studio/pictor-job-private.h"
#include "studio/pictor-job-transitions.h"
#include "studio/pictor-paths.h"

enum
{
  PROP_RECIPE = 1,
  PROP_ACCOUNT,
  PROP_STATE,
  PROP_UUID,
  PROP_REMOTE_ID,
  PROP_FRACTION,
  PROP_STATUS_TEXT,
  PROP_ELAPSED,
  PROP_PICTURES,
  PROP_ERROR,
  PROP_ACTIVE,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (PictorJobState, pictor_job_state,
                    G_DEFINE_ENUM_VALUE (PICTOR_JOB_QUEUED, "queued"),
                    G_DEFINE_ENUM_VALUE (PICTOR_JOB_SUBMITTING, "submitting"),
                    G_DEFINE_ENUM_VALUE (PICTOR_JOB_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (PICTOR_JOB_FETCHING, "fetching"),
                    G_DEFINE_ENUM_VALUE (PICTOR_JOB_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (PICTOR_JOB_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (PICTOR_JOB_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (PICTOR_JOB_UNCERTAIN, "uncertain"))

G_DEFINE_FINAL_TYPE (PictorJob, pictor_job, G_TYPE_OBJECT)

static void
pictor_job_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  PictorJob *self = PICTOR_JOB (object);

  switch (prop_id)
    {
    case PROP_RECIPE:
      g_value_set_object (value, self->recipe);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_REMOTE_ID:
      g_value_set_string (value, self->remote_id);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_STATUS_TEXT:
      g_value_set_string (value, self->status_text);
      break;
    case PROP_ELAPSED:
      g_value_set_double (value, pictor_job_get_elapsed (self));
      break;
    case PROP_PICTURES:
      g_value_set_object (value, self->pictures);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_ACTIVE:
      g_value_set_boolean (value, pictor_job_get_active (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pictor_job_dispose (GObject *object)
{
  PictorJob *self = PICTOR_JOB (object);

  g_clear_object (&self->recipe);
  g_clear_object (&self->account);
  g_clear_object (&self->folder);
  g_clear_object (&self->file);
  g_clear_object (&self->pictures);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->unfiled, g_ptr_array_unref);

  G_OBJECT_CLASS (pictor_job_parent_class)->dispose (object);
}

static void
pictor_job_finalize (GObject *object)
{
  PictorJob *self = PICTOR_JOB (object);

  g_free (self->uuid);
  g_free (self->remote_id);
  g_free (self->status_text);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (pictor_job_parent_class)->finalize (object);
}

static void
pictor_job_class_init (PictorJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pictor_job_get_property;
  object_class->dispose = pictor_job_dispose;
  object_class->finalize = pictor_job_finalize;

  props[PROP_RECIPE] = g_param_spec_object ("recipe", NULL, NULL, PICTOR_TYPE_RECIPE, flags);
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, PICTOR_TYPE_ACCOUNT, flags);
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PICTOR_TYPE_JOB_STATE, PICTOR_JOB_QUEUED,
                                         flags);
  props[PROP_UUID] = g_param_spec_string ("uuid", NULL, NULL, NULL, flags);
  props[PROP_REMOTE_ID] = g_param_spec_string ("remote-id", NULL, NULL, NULL, flags);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  props[PROP_STATUS_TEXT] = g_param_spec_string ("status-text", NULL, NULL, NULL, flags);
  props[PROP_ELAPSED] = g_param_spec_double ("elapsed", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  props[PROP_PICTURES] = g_param_spec_object ("pictures", NULL, NULL, G_TYPE_LIST_STORE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  props[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, TRUE, flags);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
pictor_job_init (PictorJob *self)
{
  self->fraction = -1;
  self->pictures = g_list_store_new (PICTOR_TYPE_PICTURE);
  self->unfiled = g_ptr_array_new_with_free_func (g_object_unref);
}

PictorJob *
pictor_job_new (PictorRecipe           *recipe,
                PictorAccount          *account,
                const PictorJobOptions *options)
{
  PictorJob *self = g_object_new (PICTOR_TYPE_JOB, NULL);

  self->recipe = pictor_recipe_copy (recipe);
  self->account = g_object_ref (account);
  self->shrink = options != NULL ? options->shrink : pictor_paths_get_shrink ();
  if (options != NULL && options->folder != NULL)
    self->folder = g_object_ref (options->folder);
  else
    self->folder = pictor_paths_get_pictures ();
  if (options != NULL)
    g_set_object (&self->file, options->file);
  self->inputs_kept = g_list_model_get_n_items (G_LIST_MODEL (pictor_recipe_get_controls (self->recipe))) == 0;
  return self;
}

PictorRecipe *
pictor_job_get_recipe (PictorJob *self)
{
  g_return_val_if_fail (PICTOR_IS_JOB (self), NULL);

  return self->recipe;
}

PictorAccount *
pictor_job_get_account (PictorJob *self)
{
  g_return_val_if_fail (PICTOR_IS_JOB (self), NULL);

  return self->account;
}

PictorJobState
pictor_job_get_state (PictorJob *self)
{
  g_return_val_if_fail (PICTOR_IS_JOB (self), PICTOR_JOB_FAILED);

  return self->state;
}

gboolean
pictor_job_get_active (PictorJob *self)
{
  g_return_val_if_fail (PICTOR_IS_JOB (self), FALSE);

  return self->state < PICTOR_JOB_DONE;
}

gboolean
pictor_job_get_busy (PictorJob *self)
{
  g_return_val_if_fail (PICTOR_IS_JOB (self), FALSE);

  return self->busy;
}

const char *
pictor_job_get_uuid (PictorJob *self)
{
  g_return_val_if_fail (PICTOR_IS_JOB (self), NULL);

  return self->uuid;
}

const char *
pictor_job_get_remote_id (PictorJob *self)
{
  g_return_val_if_fail (PICTOR_IS_JOB (self), NULL);

  return self->remote_id;
}

double
pictor_job_get_fraction (PictorJob *self)
{
  g_return_val_if_fail (PICTOR_IS_JOB (self), -1);

  return self->fraction;
}

const char *
pictor_job_get_status_text (PictorJob *self)
{
  g_return_val_if_fail (PICTOR_IS_JOB (self), NULL);

  return self->status_text;
}

double
pictor_job_get_elapsed (PictorJob *self)
{
  gint64 end;

  g_return_val_if_fail (PICTOR_IS_JOB (self), 0);

  if (self->started == 0)
    return 0;
  end = self->ended != 0 ? self->ended : g_get_monotonic_time ();
  return (end - self->started) / (double) G_USEC_PER_SEC;
}

GListStore *
pictor_job_get_pictures (PictorJob *self)
{
  g_return_val_if_fail (PICTOR_IS_JOB (self), NULL);

  return self->pictures;
}

const GError *
pictor_job_get_error (PictorJob *self)
{
  g_return_val_if_fail (PICTOR_IS_JOB (self), NULL);

  return self->error;
}

void
pictor_job_cancel (PictorJob *self)
{
  g_return_if_fail (PICTOR_IS_JOB (self));

  if (!pictor_job_get_active (self))
    return;
  pictor_job_to_cancelled (self);
  /* The steps on their way hear of it after the state has changed, so that none of them can end it otherwise. */
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

void
pictor_job_set_busy (PictorJob *self,
                     gboolean   busy)
{
  g_assert (self->busy != busy);

  self->busy = busy;
  g_clear_object (&self->cancellable);
  if (busy)
    self->cancellable = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

void
pictor_job_set_uuid (PictorJob  *self,
                     const char *uuid)
{
  g_free (self->uuid);
  self->uuid = g_strdup (uuid);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UUID]);
}

void
pictor_job_set_remote (PictorJob  *self,
                       const char *remote_id)
{
  if (g_strcmp0 (self->remote_id, remote_id) == 0)
    return;
  g_free (self->remote_id);
  self->remote_id = g_strdup (remote_id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REMOTE_ID]);
}

void
pictor_job_set_state (PictorJob      *self,
                      PictorJobState  state)
{
  gboolean was_active = pictor_job_get_active (self);

  if (state == self->state)
    return;
  self->state = state;
  if (state == PICTOR_JOB_QUEUED)
    self->started = self->ended = 0;
  else if (!pictor_job_get_active (self))
    self->ended = g_get_monotonic_time ();
  else if (self->started == 0)
    self->started = g_get_monotonic_time ();
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ELAPSED]);
  if (was_active != pictor_job_get_active (self))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACTIVE]);
}

void
pictor_job_set_error (PictorJob    *self,
                      const GError *error)
{
  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

void
pictor_job_tell (PictorJob  *self,
                 double      fraction,
                 const char *text)
{
  fraction = CLAMP (fraction, -1, 1);
  if (self->fraction != fraction)
    {
      self->fraction = fraction;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
    }
  if (text != NULL && g_strcmp0 (self->status_text, text) != 0)
    {
      g_free (self->status_text);
      self->status_text = g_strdup (text);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS_TEXT]);
    }
}

void
pictor_job_tick (PictorJob *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ELAPSED]);
}
