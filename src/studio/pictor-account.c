/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-account.h"

#include <glib/gi18n.h>

struct _PictorAccount
{
  GObject parent_instance;

  char *id;
  char *kind;
  char *title;
  char *subtitle;
  PictorCredential *credential;
  PictorAccountRecord *record; /* NULL: built in */
  char *first_state;
  char *state;
  PictorEngine *engine;

  GPtrArray *models; /* of PictorListing, as listed last; NULL before */
};

enum
{
  PROP_ID = 1,
  PROP_KIND,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_CREDENTIAL,
  PROP_STATE,
  PROP_ENGINE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PictorAccount, pictor_account, G_TYPE_OBJECT)

static void
set_state (PictorAccount *self,
           const char    *state)
{
  if (g_strcmp0 (self->state, state) == 0)
    return;
  g_free (self->state);
  self->state = g_strdup (state);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
pictor_account_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PictorAccount *self = PICTOR_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_CREDENTIAL:
      g_value_set_boxed (value, self->credential);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pictor_account_dispose (GObject *object)
{
  PictorAccount *self = PICTOR_ACCOUNT (object);

  g_clear_object (&self->engine);
  g_clear_pointer (&self->models, g_ptr_array_unref);

  G_OBJECT_CLASS (pictor_account_parent_class)->dispose (object);
}

static void
pictor_account_finalize (GObject *object)
{
  PictorAccount *self = PICTOR_ACCOUNT (object);

  g_free (self->id);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->subtitle);
  g_clear_pointer (&self->credential, pictor_credential_free);
  g_clear_pointer (&self->record, pictor_account_record_free);
  g_free (self->first_state);
  g_free (self->state);

  G_OBJECT_CLASS (pictor_account_parent_class)->finalize (object);
}

static void
pictor_account_class_init (PictorAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pictor_account_get_property;
  object_class->dispose = pictor_account_dispose;
  object_class->finalize = pictor_account_finalize;

  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  props[PROP_CREDENTIAL] = g_param_spec_boxed ("credential", NULL, NULL, PICTOR_TYPE_CREDENTIAL, flags);
  props[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, NULL, flags);
  props[PROP_ENGINE] = g_param_spec_object ("engine", NULL, NULL, PICTOR_TYPE_ENGINE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
pictor_account_init (PictorAccount *self)
{
}

PictorAccount *
pictor_account_new (const char             *kind,
                    const char             *title,
                    const char             *subtitle,
                    const PictorCredential *credential,
                    const char             *state,
                    PictorEngine           *engine)
{
  PictorAccount *self;

  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (subtitle != NULL, NULL);
  g_return_val_if_fail (state != NULL, NULL);
  g_return_val_if_fail (PICTOR_IS_ENGINE (engine), NULL);

  self = g_object_new (PICTOR_TYPE_ACCOUNT, NULL);
  self->kind = g_strdup (kind);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->first_state = g_strdup (state);
  self->state = g_strdup (state);
  self->engine = g_object_ref (engine);
  self->credential = credential != NULL ? pictor_credential_copy (credential) : NULL;
  self->id = g_strdup (kind);
  return self;
}

static void
set_title (PictorAccount *self)
{
  const char *title = *self->record->name != '\0' ? self->record->name : gettext (self->record->kind->title);

  if (g_str_equal (title, self->title))
    return;
  g_free (self->title);
  self->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

PictorAccount *
pictor_account_new_recorded (PictorAccountRecord *record,
                             const char          *state,
                             PictorEngine        *engine)
{
  g_autoptr (PictorCredential) credential = pictor_account_record_make_credential (record);
  g_autofree char *subtitle = pictor_account_record_describe (record);
  PictorAccount *self = pictor_account_new (record->kind->kind, "", subtitle, credential, state, engine);

  g_free (self->id);
  self->id = pictor_account_record_make_id (record);
  self->record = record;
  set_title (self);
  return self;
}

const PictorAccountRecord *
pictor_account_get_record (PictorAccount *self)
{
  g_return_val_if_fail (PICTOR_IS_ACCOUNT (self), NULL);

  return self->record;
}

void
pictor_account_update (PictorAccount             *self,
                       const PictorAccountRecord *record)
{
  g_return_if_fail (PICTOR_IS_ACCOUNT (self));
  g_return_if_fail (self->record != NULL && self->record->kind == record->kind);

  if (*record->name != '\0')
    {
      g_free (self->record->name);
      self->record->name = g_strdup (record->name);
      set_title (self);
    }
  pictor_options_assign (self->record->options, record->options);
  set_state (self, self->first_state);
}

const char *
pictor_account_get_id (PictorAccount *self)
{
  g_return_val_if_fail (PICTOR_IS_ACCOUNT (self), NULL);

  return self->id;
}

const char *
pictor_account_get_kind (PictorAccount *self)
{
  g_return_val_if_fail (PICTOR_IS_ACCOUNT (self), NULL);

  return self->kind;
}

const char *
pictor_account_get_title (PictorAccount *self)
{
  g_return_val_if_fail (PICTOR_IS_ACCOUNT (self), NULL);

  return self->title;
}

const char *
pictor_account_get_subtitle (PictorAccount *self)
{
  g_return_val_if_fail (PICTOR_IS_ACCOUNT (self), NULL);

  return self->subtitle;
}

const PictorCredential *
pictor_account_get_credential (PictorAccount *self)
{
  g_return_val_if_fail (PICTOR_IS_ACCOUNT (self), NULL);

  return self->credential;
}

const char *
pictor_account_get_state (PictorAccount *self)
{
  g_return_val_if_fail (PICTOR_IS_ACCOUNT (self), NULL);

  return self->state;
}

PictorEngine *
pictor_account_get_engine (PictorAccount *self)
{
  g_return_val_if_fail (PICTOR_IS_ACCOUNT (self), NULL);

  return self->engine;
}

void
pictor_account_note (PictorAccount *self,
                     const GError  *error)
{
  g_return_if_fail (PICTOR_IS_ACCOUNT (self));

  if (error == NULL)
    set_state (self, _("Ready"));
  else if (g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT))
    set_state (self, error->message);
}

const char *
pictor_account_get_model_name (PictorAccount *self,
                               const char    *id)
{
  g_return_val_if_fail (PICTOR_IS_ACCOUNT (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (id[0] == '\0')
    id = pictor_engine_get_capabilities (self->engine)->default_model;
  for (guint i = 0; id != NULL && self->models != NULL && i < self->models->len; i++)
    {
      PictorListing *model = self->models->pdata[i];

      if (pictor_listing_get_kind (model) == PICTOR_LISTING_MODEL
          && g_str_equal (pictor_listing_get_id (model), id))
        return pictor_listing_get_name (model);
    }
  return id;
}

static void
models_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorAccount *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GError) error = NULL;

  models = pictor_engine_list_models_finish (PICTOR_ENGINE (source), result, &error);
  pictor_account_note (self, error);
  if (models == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_clear_pointer (&self->models, g_ptr_array_unref);
  self->models = g_ptr_array_ref (models);
  g_task_return_pointer (task, g_steal_pointer (&models), (GDestroyNotify) g_ptr_array_unref);
}

void
pictor_account_list_models_async (PictorAccount       *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PICTOR_IS_ACCOUNT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_account_list_models_async);
  pictor_engine_list_models_async (self->engine, cancellable, models_listed_cb, task);
}

GPtrArray *
pictor_account_list_models_finish (PictorAccount  *self,
                                   GAsyncResult   *result,
                                   GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_account_list_models_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorAccount *self = g_task_get_source_object (task);
  GError *error = NULL;
  char *found = pictor_engine_test_finish (PICTOR_ENGINE (source), result, &error);

  if (found != NULL)
    {
      pictor_account_note (self, NULL);
      g_task_return_pointer (task, found, g_free);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_state (self, error->message);
  g_task_return_error (task, error);
}

void
pictor_account_test_async (PictorAccount       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PICTOR_IS_ACCOUNT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_account_test_async);
  pictor_engine_test_async (self->engine, cancellable, tested_cb, task);
}

char *
pictor_account_test_finish (PictorAccount  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_account_test_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
