/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-control.h"

#include "model/pictor-limits.h"
#include "model/pictor-properties.h"

struct _PictorControl
{
  GObject parent_instance;

  GFile *image;
  PictorPreset preset;
  double weight;
  char *model;
  char *preprocessor;
  double start;
  double end;
  PictorControlMode mode;
  PictorResizeMode resize;
  int resolution;
  double param1;
  double param2;
};

G_DEFINE_FINAL_TYPE (PictorControl, pictor_control, G_TYPE_OBJECT)

/* A property's id is its field, plus one since 0 is no id. */
#define PROP(field) ((field) + 1)

static GParamSpec *image_property;

static void
pictor_control_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PictorControl *self = PICTOR_CONTROL (object);

  switch (id)
    {
    case PROP (PICTOR_FIELD_CONTROL_IMAGE):
      g_value_set_object (value, self->image);
      break;

    case PROP (PICTOR_FIELD_CONTROL_PRESET):
      g_value_set_enum (value, self->preset);
      break;

    case PROP (PICTOR_FIELD_CONTROL_WEIGHT):
      g_value_set_double (value, self->weight);
      break;

    case PROP (PICTOR_FIELD_CONTROL_MODEL):
      g_value_set_string (value, self->model);
      break;

    case PROP (PICTOR_FIELD_CONTROL_PREPROCESSOR):
      g_value_set_string (value, self->preprocessor);
      break;

    case PROP (PICTOR_FIELD_CONTROL_START):
      g_value_set_double (value, self->start);
      break;

    case PROP (PICTOR_FIELD_CONTROL_END):
      g_value_set_double (value, self->end);
      break;

    case PROP (PICTOR_FIELD_CONTROL_MODE):
      g_value_set_enum (value, self->mode);
      break;

    case PROP (PICTOR_FIELD_CONTROL_RESIZE):
      g_value_set_enum (value, self->resize);
      break;

    case PROP (PICTOR_FIELD_CONTROL_RESOLUTION):
      g_value_set_int (value, self->resolution);
      break;

    case PROP (PICTOR_FIELD_CONTROL_PARAM1):
      g_value_set_double (value, self->param1);
      break;

    case PROP (PICTOR_FIELD_CONTROL_PARAM2):
      g_value_set_double (value, self->param2);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pictor_control_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PictorControl *self = PICTOR_CONTROL (object);
  gboolean changed = FALSE;

  switch (id)
    {
    case PROP (PICTOR_FIELD_CONTROL_IMAGE):
      changed = pictor_replace_file (&self->image, g_value_get_object (value));
      break;

    case PROP (PICTOR_FIELD_CONTROL_PRESET):
      changed = pictor_replace_int ((int *) &self->preset, g_value_get_enum (value));
      break;

    case PROP (PICTOR_FIELD_CONTROL_WEIGHT):
      changed = pictor_replace_double (&self->weight, g_value_get_double (value));
      break;

    case PROP (PICTOR_FIELD_CONTROL_MODEL):
      changed = pictor_replace_string (&self->model, g_value_get_string (value));
      break;

    case PROP (PICTOR_FIELD_CONTROL_PREPROCESSOR):
      changed = pictor_replace_string (&self->preprocessor, g_value_get_string (value));
      break;

    case PROP (PICTOR_FIELD_CONTROL_START):
      changed = pictor_replace_double (&self->start, g_value_get_double (value));
      break;

    case PROP (PICTOR_FIELD_CONTROL_END):
      changed = pictor_replace_double (&self->end, g_value_get_double (value));
      break;

    case PROP (PICTOR_FIELD_CONTROL_MODE):
      changed = pictor_replace_int ((int *) &self->mode, g_value_get_enum (value));
      break;

    case PROP (PICTOR_FIELD_CONTROL_RESIZE):
      changed = pictor_replace_int ((int *) &self->resize, g_value_get_enum (value));
      break;

    case PROP (PICTOR_FIELD_CONTROL_RESOLUTION):
      changed = pictor_replace_int (&self->resolution, g_value_get_int (value));
      break;

    case PROP (PICTOR_FIELD_CONTROL_PARAM1):
      changed = pictor_replace_double (&self->param1, g_value_get_double (value));
      break;

    case PROP (PICTOR_FIELD_CONTROL_PARAM2):
      changed = pictor_replace_double (&self->param2, g_value_get_double (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
pictor_control_finalize (GObject *object)
{
  PictorControl *self = PICTOR_CONTROL (object);

  g_clear_object (&self->image);
  g_free (self->model);
  g_free (self->preprocessor);

  G_OBJECT_CLASS (pictor_control_parent_class)->finalize (object);
}

static void
pictor_control_class_init (PictorControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pictor_control_get_property;
  object_class->set_property = pictor_control_set_property;
  object_class->finalize = pictor_control_finalize;

  image_property =
    g_param_spec_object (pictor_limit_get (PICTOR_FIELD_CONTROL_IMAGE)->name, NULL, NULL,
                         G_TYPE_FILE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, PROP (PICTOR_FIELD_CONTROL_IMAGE),
                                   image_property);
  g_object_class_install_property (object_class, PROP (PICTOR_FIELD_CONTROL_PRESET),
                                   pictor_property_enum (PICTOR_FIELD_CONTROL_PRESET,
                                                         PICTOR_TYPE_PRESET,
                                                         PICTOR_PRESET_SKETCH));
  g_object_class_install_property (object_class, PROP (PICTOR_FIELD_CONTROL_WEIGHT),
                                   pictor_property_double (PICTOR_FIELD_CONTROL_WEIGHT));
  g_object_class_install_property (object_class, PROP (PICTOR_FIELD_CONTROL_MODEL),
                                   pictor_property_string (PICTOR_FIELD_CONTROL_MODEL, ""));
  g_object_class_install_property (object_class, PROP (PICTOR_FIELD_CONTROL_PREPROCESSOR),
                                   pictor_property_string (PICTOR_FIELD_CONTROL_PREPROCESSOR, ""));
  g_object_class_install_property (object_class, PROP (PICTOR_FIELD_CONTROL_START),
                                   pictor_property_double (PICTOR_FIELD_CONTROL_START));
  g_object_class_install_property (object_class, PROP (PICTOR_FIELD_CONTROL_END),
                                   pictor_property_double (PICTOR_FIELD_CONTROL_END));
  g_object_class_install_property (object_class, PROP (PICTOR_FIELD_CONTROL_MODE),
                                   pictor_property_enum (PICTOR_FIELD_CONTROL_MODE,
                                                         PICTOR_TYPE_CONTROL_MODE,
                                                         PICTOR_CONTROL_MODE_BALANCED));
  g_object_class_install_property (object_class, PROP (PICTOR_FIELD_CONTROL_RESIZE),
                                   pictor_property_enum (PICTOR_FIELD_CONTROL_RESIZE,
                                                         PICTOR_TYPE_RESIZE_MODE,
                                                         PICTOR_RESIZE_CROP));
  g_object_class_install_property (object_class, PROP (PICTOR_FIELD_CONTROL_RESOLUTION),
                                   pictor_property_int (PICTOR_FIELD_CONTROL_RESOLUTION));
  g_object_class_install_property (object_class, PROP (PICTOR_FIELD_CONTROL_PARAM1),
                                   pictor_property_double (PICTOR_FIELD_CONTROL_PARAM1));
  g_object_class_install_property (object_class, PROP (PICTOR_FIELD_CONTROL_PARAM2),
                                   pictor_property_double (PICTOR_FIELD_CONTROL_PARAM2));
}

static void
pictor_control_init (PictorControl *self)
{
}

PictorControl *
pictor_control_new (void)
{
  return g_object_new (PICTOR_TYPE_CONTROL, NULL);
}

/**
 * pictor_control_copy:
 * @self: a control
 *
 * Returns: (transfer full): a control of its own with the same values
 */
PictorControl *
pictor_control_copy (PictorControl *self)
{
  PictorControl *copy;

  g_return_val_if_fail (PICTOR_IS_CONTROL (self), NULL);

  copy = pictor_control_new ();
  pictor_properties_copy (self, copy);
  return copy;
}

gboolean
pictor_control_equal (PictorControl *self,
                      PictorControl *other)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), FALSE);
  g_return_val_if_fail (PICTOR_IS_CONTROL (other), FALSE);

  return pictor_properties_equal (self, other);
}

GFile *
pictor_control_get_image (PictorControl *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), NULL);

  return self->image;
}

/**
 * pictor_control_set_image:
 * @self: a control
 * @image: (nullable): the image file
 */
void
pictor_control_set_image (PictorControl *self,
                          GFile         *image)
{
  g_return_if_fail (PICTOR_IS_CONTROL (self));
  g_return_if_fail (image == NULL || G_IS_FILE (image));

  if (pictor_replace_file (&self->image, image))
    g_object_notify_by_pspec (G_OBJECT (self), image_property);
}

PictorPreset
pictor_control_get_preset (PictorControl *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), PICTOR_PRESET_CUSTOM);

  return self->preset;
}

double
pictor_control_get_weight (PictorControl *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), 0);

  return self->weight;
}

const char *
pictor_control_get_model (PictorControl *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), NULL);

  return self->model;
}

const char *
pictor_control_get_preprocessor (PictorControl *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), NULL);

  return self->preprocessor;
}

double
pictor_control_get_start (PictorControl *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), 0);

  return self->start;
}

double
pictor_control_get_end (PictorControl *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), 0);

  return self->end;
}

PictorControlMode
pictor_control_get_mode (PictorControl *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), PICTOR_CONTROL_MODE_BALANCED);

  return self->mode;
}

PictorResizeMode
pictor_control_get_resize (PictorControl *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), PICTOR_RESIZE_STRETCH);

  return self->resize;
}

int
pictor_control_get_resolution (PictorControl *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), 0);

  return self->resolution;
}

double
pictor_control_get_param1 (PictorControl *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), 0);

  return self->param1;
}

double
pictor_control_get_param2 (PictorControl *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL (self), 0);

  return self->param2;
}
