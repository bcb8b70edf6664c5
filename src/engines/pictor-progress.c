/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-progress.h"

struct _PictorProgress
{
  GObject parent_instance;

  double fraction;
  char *status;
  char *phase;
};

G_DEFINE_FINAL_TYPE (PictorProgress, pictor_progress, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_FRACTION,
  PROP_STATUS,
  PROP_PHASE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  PICTURE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
replace_string (char       **string,
                const char  *value)
{
  char *copy;

  if (g_strcmp0 (*string, value) == 0)
    return FALSE;

  copy = g_strdup (value);
  g_free (*string);
  *string = copy;
  return TRUE;
}

static void
pictor_progress_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PictorProgress *self = PICTOR_PROGRESS (object);

  switch (prop_id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_PHASE:
      g_value_set_string (value, self->phase);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pictor_progress_finalize (GObject *object)
{
  PictorProgress *self = PICTOR_PROGRESS (object);

  g_free (self->status);
  g_free (self->phase);

  G_OBJECT_CLASS (pictor_progress_parent_class)->finalize (object);
}

static void
pictor_progress_class_init (PictorProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pictor_progress_get_property;
  object_class->finalize = pictor_progress_finalize;

  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  props[PROP_PHASE] = g_param_spec_string ("phase", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[PICTURE] = g_signal_new ("picture", PICTOR_TYPE_PROGRESS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, PICTOR_TYPE_PICTURE);
}

static void
pictor_progress_init (PictorProgress *self)
{
  self->fraction = -1;
}

PictorProgress *
pictor_progress_new (void)
{
  return g_object_new (PICTOR_TYPE_PROGRESS, NULL);
}

double
pictor_progress_get_fraction (PictorProgress *self)
{
  g_return_val_if_fail (PICTOR_IS_PROGRESS (self), -1);

  return self->fraction;
}

const char *
pictor_progress_get_status (PictorProgress *self)
{
  g_return_val_if_fail (PICTOR_IS_PROGRESS (self), NULL);

  return self->status;
}

const char *
pictor_progress_get_phase (PictorProgress *self)
{
  g_return_val_if_fail (PICTOR_IS_PROGRESS (self), NULL);

  return self->phase;
}

/**
 * pictor_progress_update:
 * @fraction: 0–1, more is cut; negative = unknown
 * @status: (nullable): the service's own word
 * @phase: (nullable): what it is doing now, translated
 *
 * Tells all three at once, notifying what differs.
 */
void
pictor_progress_update (PictorProgress *self,
                        double          fraction,
                        const char     *status,
                        const char     *phase)
{
  g_return_if_fail (PICTOR_IS_PROGRESS (self));

  fraction = fraction >= 0 ? MIN (fraction, 1) : -1;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->fraction != fraction)
    {
      self->fraction = fraction;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
    }
  if (replace_string (&self->status, status))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
  if (replace_string (&self->phase, phase))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHASE]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Tells of one more picture, which is on disk already. */
void
pictor_progress_add_picture (PictorProgress *self,
                             PictorPicture  *picture)
{
  g_return_if_fail (PICTOR_IS_PROGRESS (self));
  g_return_if_fail (PICTOR_IS_PICTURE (picture));

  g_signal_emit (self, signals[PICTURE], 0, picture);
}
