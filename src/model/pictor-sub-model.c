/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-sub-model.h"

#include "model/pictor-limits.h"
#include "model/pictor-properties.h"

struct _PictorSubModel
{
  GObject parent_instance;

  char *id;
  double weight;
};

G_DEFINE_FINAL_TYPE (PictorSubModel, pictor_sub_model, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_WEIGHT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pictor_sub_model_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PictorSubModel *self = PICTOR_SUB_MODEL (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_WEIGHT:
      g_value_set_double (value, self->weight);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pictor_sub_model_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  PictorSubModel *self = PICTOR_SUB_MODEL (object);
  gboolean changed = FALSE;

  switch (id)
    {
    case PROP_ID:
      changed = pictor_replace_string (&self->id, g_value_get_string (value));
      break;

    case PROP_WEIGHT:
      changed = pictor_replace_double (&self->weight, g_value_get_double (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
pictor_sub_model_finalize (GObject *object)
{
  PictorSubModel *self = PICTOR_SUB_MODEL (object);

  g_free (self->id);

  G_OBJECT_CLASS (pictor_sub_model_parent_class)->finalize (object);
}

static void
pictor_sub_model_class_init (PictorSubModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pictor_sub_model_get_property;
  object_class->set_property = pictor_sub_model_set_property;
  object_class->finalize = pictor_sub_model_finalize;

  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  properties[PROP_WEIGHT] = pictor_property_double (PICTOR_FIELD_SUB_MODEL_WEIGHT);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pictor_sub_model_init (PictorSubModel *self)
{
}

PictorSubModel *
pictor_sub_model_new (const char *id,
                      double      weight)
{
  return g_object_new (PICTOR_TYPE_SUB_MODEL, "id", id, "weight", weight, NULL);
}

const char *
pictor_sub_model_get_id (PictorSubModel *self)
{
  g_return_val_if_fail (PICTOR_IS_SUB_MODEL (self), NULL);

  return self->id;
}

double
pictor_sub_model_get_weight (PictorSubModel *self)
{
  g_return_val_if_fail (PICTOR_IS_SUB_MODEL (self), 0);

  return self->weight;
}
