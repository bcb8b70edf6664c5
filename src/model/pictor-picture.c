/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-picture.h"

#include "model/pictor-properties.h"

struct _PictorPicture
{
  GObject parent_instance;

  GFile *file;
  gint64 seed;
  int width;
  int height;
  char *task;
  guint index;
  double points;
};

G_DEFINE_FINAL_TYPE (PictorPicture, pictor_picture, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_FILE,
  PROP_SEED,
  PROP_WIDTH,
  PROP_HEIGHT,
  PROP_TASK,
  PROP_INDEX,
  PROP_POINTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pictor_picture_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PictorPicture *self = PICTOR_PICTURE (object);

  switch (id)
    {
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;

    case PROP_SEED:
      g_value_set_int64 (value, self->seed);
      break;

    case PROP_WIDTH:
      g_value_set_int (value, self->width);
      break;

    case PROP_HEIGHT:
      g_value_set_int (value, self->height);
      break;

    case PROP_TASK:
      g_value_set_string (value, self->task);
      break;

    case PROP_INDEX:
      g_value_set_uint (value, self->index);
      break;

    case PROP_POINTS:
      g_value_set_double (value, self->points);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pictor_picture_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PictorPicture *self = PICTOR_PICTURE (object);

  switch (id)
    {
    case PROP_FILE:
      pictor_picture_set_file (self, g_value_get_object (value));
      break;

    case PROP_SEED:
      self->seed = g_value_get_int64 (value);
      break;

    case PROP_WIDTH:
      self->width = g_value_get_int (value);
      break;

    case PROP_HEIGHT:
      self->height = g_value_get_int (value);
      break;

    case PROP_TASK:
      self->task = g_value_dup_string (value);
      break;

    case PROP_INDEX:
      self->index = g_value_get_uint (value);
      break;

    case PROP_POINTS:
      self->points = g_value_get_double (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pictor_picture_finalize (GObject *object)
{
  PictorPicture *self = PICTOR_PICTURE (object);

  g_clear_object (&self->file);
  g_free (self->task);

  G_OBJECT_CLASS (pictor_picture_parent_class)->finalize (object);
}

static void
pictor_picture_class_init (PictorPictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pictor_picture_get_property;
  object_class->set_property = pictor_picture_set_property;
  object_class->finalize = pictor_picture_finalize;

  properties[PROP_FILE] =
    g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEED] =
    g_param_spec_int64 ("seed", NULL, NULL, G_MININT64, G_MAXINT64, 0, fixed);
  properties[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 0, fixed);
  properties[PROP_HEIGHT] = g_param_spec_int ("height", NULL, NULL, 0, G_MAXINT, 0, fixed);
  properties[PROP_TASK] = g_param_spec_string ("task", NULL, NULL, NULL, fixed);
  properties[PROP_INDEX] = g_param_spec_uint ("index", NULL, NULL, 0, G_MAXUINT, 0, fixed);
  properties[PROP_POINTS] =
    g_param_spec_double ("points", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, -1, fixed);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pictor_picture_init (PictorPicture *self)
{
}

/**
 * pictor_picture_new:
 * @file: where the picture is
 * @seed: the seed it was really made with
 * @width: pixels
 * @height: pixels
 * @task: (nullable): the engine's id of the task that made it
 * @index: its place in the batch, from 0
 * @points: what the whole task cost in the engine's unit, or a negative number
 *
 * Returns: (transfer full): the picture
 */
PictorPicture *
pictor_picture_new (GFile      *file,
                    gint64      seed,
                    int         width,
                    int         height,
                    const char *task,
                    guint       index,
                    double      points)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return g_object_new (PICTOR_TYPE_PICTURE,
                       "file", file,
                       "seed", seed,
                       "width", width,
                       "height", height,
                       "task", task,
                       "index", index,
                       "points", points,
                       NULL);
}

GFile *
pictor_picture_get_file (PictorPicture *self)
{
  g_return_val_if_fail (PICTOR_IS_PICTURE (self), NULL);

  return self->file;
}

/**
 * pictor_picture_set_file:
 * @self: a picture
 * @file: where it is now
 *
 * For when the library moves a downloaded picture to its place.
 */
void
pictor_picture_set_file (PictorPicture *self,
                         GFile         *file)
{
  g_return_if_fail (PICTOR_IS_PICTURE (self));
  g_return_if_fail (G_IS_FILE (file));

  if (pictor_replace_file (&self->file, file))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE]);
}

gint64
pictor_picture_get_seed (PictorPicture *self)
{
  g_return_val_if_fail (PICTOR_IS_PICTURE (self), 0);

  return self->seed;
}

int
pictor_picture_get_width (PictorPicture *self)
{
  g_return_val_if_fail (PICTOR_IS_PICTURE (self), 0);

  return self->width;
}

int
pictor_picture_get_height (PictorPicture *self)
{
  g_return_val_if_fail (PICTOR_IS_PICTURE (self), 0);

  return self->height;
}

const char *
pictor_picture_get_task (PictorPicture *self)
{
  g_return_val_if_fail (PICTOR_IS_PICTURE (self), NULL);

  return self->task;
}

guint
pictor_picture_get_index (PictorPicture *self)
{
  g_return_val_if_fail (PICTOR_IS_PICTURE (self), 0);

  return self->index;
}

double
pictor_picture_get_points (PictorPicture *self)
{
  g_return_val_if_fail (PICTOR_IS_PICTURE (self), -1);

  return self->points;
}
