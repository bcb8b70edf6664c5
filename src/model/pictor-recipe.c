/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-recipe.h"

#include "model/pictor-item-list.h"
#include "model/pictor-list-watch.h"
#include "model/pictor-properties.h"
#include "model/pictor-samplers.h"

G_DEFINE_ENUM_TYPE (PictorModelType, pictor_model_type,
                    G_DEFINE_ENUM_VALUE (PICTOR_MODEL_TYPE_COMBINED, "combined"),
                    G_DEFINE_ENUM_VALUE (PICTOR_MODEL_TYPE_CUSTOM, "custom"))

struct _PictorRecipe
{
  GObject parent_instance;

  char *prompt;
  char *negative_prompt;
  PictorModelType model_type;
  char *model;
  GListStore *sub_models;
  int batch_size;
  int steps;
  double cfg_scale;
  gint64 seed;
  char *sampler;
  int width;
  int height;
  int clip_skip;
  gboolean translate;
  gboolean model_vae;
  GListStore *controls;

  PictorListWatch *sub_models_watch;
  PictorListWatch *controls_watch;
  /* While positive, "changed" waits until all of an assignment is done. */
  guint held;
  gboolean pending;
};

G_DEFINE_FINAL_TYPE (PictorRecipe, pictor_recipe, G_TYPE_OBJECT)

/* A property's id is its field, plus one since 0 is no id. */
#define PROP(field) ((field) + 1)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (gpointer user_data)
{
  PictorRecipe *self = user_data;

  if (self->held > 0)
    self->pending = TRUE;
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
hold_changes (PictorRecipe *self)
{
  self->held++;
  g_object_freeze_notify (G_OBJECT (self));
}

static void
release_changes (PictorRecipe *self)
{
  g_object_thaw_notify (G_OBJECT (self));
  if (--self->held == 0 && self->pending)
    {
      self->pending = FALSE;
      emit_changed (self);
    }
}

static void
pictor_recipe_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PictorRecipe *self = PICTOR_RECIPE (object);

  switch (id)
    {
    case PROP (PICTOR_FIELD_PROMPT):
      g_value_set_string (value, self->prompt);
      break;

    case PROP (PICTOR_FIELD_NEGATIVE_PROMPT):
      g_value_set_string (value, self->negative_prompt);
      break;

    case PROP (PICTOR_FIELD_MODEL_TYPE):
      g_value_set_enum (value, self->model_type);
      break;

    case PROP (PICTOR_FIELD_MODEL):
      g_value_set_string (value, self->model);
      break;

    case PROP (PICTOR_FIELD_SUB_MODELS):
      g_value_set_object (value, self->sub_models);
      break;

    case PROP (PICTOR_FIELD_BATCH_SIZE):
      g_value_set_int (value, self->batch_size);
      break;

    case PROP (PICTOR_FIELD_STEPS):
      g_value_set_int (value, self->steps);
      break;

    case PROP (PICTOR_FIELD_CFG_SCALE):
      g_value_set_double (value, self->cfg_scale);
      break;

    case PROP (PICTOR_FIELD_SEED):
      g_value_set_int64 (value, self->seed);
      break;

    case PROP (PICTOR_FIELD_SAMPLER):
      g_value_set_string (value, self->sampler);
      break;

    case PROP (PICTOR_FIELD_WIDTH):
      g_value_set_int (value, self->width);
      break;

    case PROP (PICTOR_FIELD_HEIGHT):
      g_value_set_int (value, self->height);
      break;

    case PROP (PICTOR_FIELD_CLIP_SKIP):
      g_value_set_int (value, self->clip_skip);
      break;

    case PROP (PICTOR_FIELD_TRANSLATE):
      g_value_set_boolean (value, self->translate);
      break;

    case PROP (PICTOR_FIELD_MODEL_VAE):
      g_value_set_boolean (value, self->model_vae);
      break;

    case PROP (PICTOR_FIELD_CONTROLS):
      g_value_set_object (value, self->controls);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pictor_recipe_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PictorRecipe *self = PICTOR_RECIPE (object);
  gboolean changed = FALSE;

  switch (id)
    {
    case PROP (PICTOR_FIELD_PROMPT):
      changed = pictor_replace_string (&self->prompt, g_value_get_string (value));
      break;

    case PROP (PICTOR_FIELD_NEGATIVE_PROMPT):
      changed = pictor_replace_string (&self->negative_prompt, g_value_get_string (value));
      break;

    case PROP (PICTOR_FIELD_MODEL_TYPE):
      changed = pictor_replace_int ((int *) &self->model_type, g_value_get_enum (value));
      break;

    case PROP (PICTOR_FIELD_MODEL):
      changed = pictor_replace_string (&self->model, g_value_get_string (value));
      break;

    case PROP (PICTOR_FIELD_BATCH_SIZE):
      changed = pictor_replace_int (&self->batch_size, g_value_get_int (value));
      break;

    case PROP (PICTOR_FIELD_STEPS):
      changed = pictor_replace_int (&self->steps, g_value_get_int (value));
      break;

    case PROP (PICTOR_FIELD_CFG_SCALE):
      changed = pictor_replace_double (&self->cfg_scale, g_value_get_double (value));
      break;

    case PROP (PICTOR_FIELD_SEED):
      changed = pictor_replace_int64 (&self->seed, g_value_get_int64 (value));
      break;

    case PROP (PICTOR_FIELD_SAMPLER):
      changed = pictor_replace_string (&self->sampler, g_value_get_string (value));
      break;

    case PROP (PICTOR_FIELD_WIDTH):
      changed = pictor_replace_int (&self->width, g_value_get_int (value));
      break;

    case PROP (PICTOR_FIELD_HEIGHT):
      changed = pictor_replace_int (&self->height, g_value_get_int (value));
      break;

    case PROP (PICTOR_FIELD_CLIP_SKIP):
      changed = pictor_replace_int (&self->clip_skip, g_value_get_int (value));
      break;

    case PROP (PICTOR_FIELD_TRANSLATE):
      changed = pictor_replace_int (&self->translate, g_value_get_boolean (value));
      break;

    case PROP (PICTOR_FIELD_MODEL_VAE):
      changed = pictor_replace_int (&self->model_vae, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

/* Once for all properties that were set together. */
static void
pictor_recipe_dispatch_properties_changed (GObject     *object,
                                           guint        n_pspecs,
                                           GParamSpec **pspecs)
{
  G_OBJECT_CLASS (pictor_recipe_parent_class)->dispatch_properties_changed (object, n_pspecs,
                                                                            pspecs);
  emit_changed (object);
}

static void
pictor_recipe_dispose (GObject *object)
{
  PictorRecipe *self = PICTOR_RECIPE (object);

  g_clear_pointer (&self->sub_models_watch, pictor_list_watch_free);
  g_clear_pointer (&self->controls_watch, pictor_list_watch_free);

  G_OBJECT_CLASS (pictor_recipe_parent_class)->dispose (object);
}

static void
pictor_recipe_finalize (GObject *object)
{
  PictorRecipe *self = PICTOR_RECIPE (object);

  g_free (self->prompt);
  g_free (self->negative_prompt);
  g_free (self->model);
  g_free (self->sampler);
  g_object_unref (self->sub_models);
  g_object_unref (self->controls);

  G_OBJECT_CLASS (pictor_recipe_parent_class)->finalize (object);
}

static void
install (GObjectClass *object_class,
         PictorField   field,
         GParamSpec   *pspec)
{
  g_object_class_install_property (object_class, PROP (field), pspec);
}

static GParamSpec *
list_property (PictorField field)
{
  return g_param_spec_object (pictor_limit_get (field)->name, NULL, NULL, G_TYPE_LIST_STORE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
pictor_recipe_class_init (PictorRecipeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pictor_recipe_get_property;
  object_class->set_property = pictor_recipe_set_property;
  object_class->dispatch_properties_changed = pictor_recipe_dispatch_properties_changed;
  object_class->dispose = pictor_recipe_dispose;
  object_class->finalize = pictor_recipe_finalize;

  install (object_class, PICTOR_FIELD_PROMPT, pictor_property_string (PICTOR_FIELD_PROMPT, ""));
  install (object_class, PICTOR_FIELD_NEGATIVE_PROMPT,
           pictor_property_string (PICTOR_FIELD_NEGATIVE_PROMPT, ""));
  install (object_class, PICTOR_FIELD_MODEL_TYPE,
           pictor_property_enum (PICTOR_FIELD_MODEL_TYPE, PICTOR_TYPE_MODEL_TYPE,
                                 PICTOR_MODEL_TYPE_COMBINED));
  install (object_class, PICTOR_FIELD_MODEL, pictor_property_string (PICTOR_FIELD_MODEL, ""));
  install (object_class, PICTOR_FIELD_SUB_MODELS, list_property (PICTOR_FIELD_SUB_MODELS));
  install (object_class, PICTOR_FIELD_BATCH_SIZE, pictor_property_int (PICTOR_FIELD_BATCH_SIZE));
  install (object_class, PICTOR_FIELD_STEPS, pictor_property_int (PICTOR_FIELD_STEPS));
  install (object_class, PICTOR_FIELD_CFG_SCALE, pictor_property_double (PICTOR_FIELD_CFG_SCALE));
  install (object_class, PICTOR_FIELD_SEED, pictor_property_int64 (PICTOR_FIELD_SEED));
  install (object_class, PICTOR_FIELD_SAMPLER,
           pictor_property_string (PICTOR_FIELD_SAMPLER, pictor_samplers_get_names ()[0]));
  install (object_class, PICTOR_FIELD_WIDTH, pictor_property_int (PICTOR_FIELD_WIDTH));
  install (object_class, PICTOR_FIELD_HEIGHT, pictor_property_int (PICTOR_FIELD_HEIGHT));
  install (object_class, PICTOR_FIELD_CLIP_SKIP, pictor_property_int (PICTOR_FIELD_CLIP_SKIP));
  install (object_class, PICTOR_FIELD_TRANSLATE, pictor_property_boolean (PICTOR_FIELD_TRANSLATE));
  install (object_class, PICTOR_FIELD_MODEL_VAE, pictor_property_boolean (PICTOR_FIELD_MODEL_VAE));
  install (object_class, PICTOR_FIELD_CONTROLS, list_property (PICTOR_FIELD_CONTROLS));

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
pictor_recipe_init (PictorRecipe *self)
{
  self->sub_models = g_list_store_new (PICTOR_TYPE_SUB_MODEL);
  self->controls = g_list_store_new (PICTOR_TYPE_CONTROL);
  self->sub_models_watch =
    pictor_list_watch_new (G_LIST_MODEL (self->sub_models), emit_changed, self);
  self->controls_watch =
    pictor_list_watch_new (G_LIST_MODEL (self->controls), emit_changed, self);
}

PictorRecipe *
pictor_recipe_new (void)
{
  return g_object_new (PICTOR_TYPE_RECIPE, NULL);
}

PictorRecipe *
pictor_recipe_copy (PictorRecipe *self)
{
  PictorRecipe *copy;

  g_return_val_if_fail (PICTOR_IS_RECIPE (self), NULL);

  copy = pictor_recipe_new ();
  pictor_recipe_assign (copy, self);
  return copy;
}

void
pictor_recipe_assign (PictorRecipe *self,
                      PictorRecipe *other)
{
  g_return_if_fail (PICTOR_IS_RECIPE (self));
  g_return_if_fail (PICTOR_IS_RECIPE (other));

  if (self == other)
    return;

  hold_changes (self);
  pictor_properties_copy (other, self);
  pictor_item_list_assign (self->sub_models, other->sub_models);
  pictor_item_list_assign (self->controls, other->controls);
  release_changes (self);
}

gboolean
pictor_recipe_equal (PictorRecipe *self,
                     PictorRecipe *other)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), FALSE);
  g_return_val_if_fail (PICTOR_IS_RECIPE (other), FALSE);

  return pictor_properties_equal (self, other) &&
         pictor_item_list_equal (self->sub_models, other->sub_models) &&
         pictor_item_list_equal (self->controls, other->controls);
}

/**
 * pictor_recipe_reset:
 * @self: a recipe
 * @field: a field of the recipe itself, the lists included
 *
 * Puts one field back to its initial value; a list is emptied.
 */
void
pictor_recipe_reset (PictorRecipe *self,
                     PictorField   field)
{
  GParamSpec *pspec;

  g_return_if_fail (PICTOR_IS_RECIPE (self));
  g_return_if_fail ((int) field >= 0 && field <= PICTOR_FIELD_CONTROLS);
  g_return_if_fail (field != PICTOR_FIELD_SUB_MODEL_WEIGHT);

  if (field == PICTOR_FIELD_SUB_MODELS || field == PICTOR_FIELD_CONTROLS)
    {
      GListStore *list = field == PICTOR_FIELD_CONTROLS ? self->controls : self->sub_models;

      /* An empty list that is emptied would still say that it changed. */
      if (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
        g_list_store_remove_all (list);
      return;
    }

  pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (self), pictor_limit_get (field)->name);
  g_object_set_property (G_OBJECT (self), pspec->name, g_param_spec_get_default_value (pspec));
}

const char *
pictor_recipe_get_prompt (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), NULL);

  return self->prompt;
}

const char *
pictor_recipe_get_negative_prompt (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), NULL);

  return self->negative_prompt;
}

PictorModelType
pictor_recipe_get_model_type (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), PICTOR_MODEL_TYPE_COMBINED);

  return self->model_type;
}

const char *
pictor_recipe_get_model (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), NULL);

  return self->model;
}

int
pictor_recipe_get_batch_size (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), 0);

  return self->batch_size;
}

int
pictor_recipe_get_steps (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), 0);

  return self->steps;
}

double
pictor_recipe_get_cfg_scale (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), 0);

  return self->cfg_scale;
}

gint64
pictor_recipe_get_seed (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), 0);

  return self->seed;
}

const char *
pictor_recipe_get_sampler (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), NULL);

  return self->sampler;
}

int
pictor_recipe_get_width (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), 0);

  return self->width;
}

int
pictor_recipe_get_height (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), 0);

  return self->height;
}

int
pictor_recipe_get_clip_skip (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), 0);

  return self->clip_skip;
}

gboolean
pictor_recipe_get_translate (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), FALSE);

  return self->translate;
}

gboolean
pictor_recipe_get_model_vae (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), FALSE);

  return self->model_vae;
}

GListStore *
pictor_recipe_get_sub_models (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), NULL);

  return self->sub_models;
}

GListStore *
pictor_recipe_get_controls (PictorRecipe *self)
{
  g_return_val_if_fail (PICTOR_IS_RECIPE (self), NULL);

  return self->controls;
}
