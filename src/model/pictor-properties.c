/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-properties.h"

#include <math.h>

/* Properties are constructed, so that the table is the only place of an initial value. */
#define FLAGS \
  (G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)

GParamSpec *
pictor_property_string (PictorField  field,
                        const char  *initial)
{
  return g_param_spec_string (pictor_limit_get (field)->name, NULL, NULL, initial, FLAGS);
}

GParamSpec *
pictor_property_int (PictorField field)
{
  const PictorLimit *limit = pictor_limit_get (field);

  return g_param_spec_int (limit->name, NULL, NULL, G_MININT, G_MAXINT, (int) limit->initial,
                           FLAGS);
}

GParamSpec *
pictor_property_int64 (PictorField field)
{
  const PictorLimit *limit = pictor_limit_get (field);

  return g_param_spec_int64 (limit->name, NULL, NULL, G_MININT64, G_MAXINT64,
                             (gint64) limit->initial, FLAGS);
}

GParamSpec *
pictor_property_double (PictorField field)
{
  const PictorLimit *limit = pictor_limit_get (field);

  /* Lax, since otherwise GObject refuses NaN. */
  return g_param_spec_double (limit->name, NULL, NULL, -INFINITY, INFINITY, limit->initial,
                              FLAGS | G_PARAM_LAX_VALIDATION);
}

GParamSpec *
pictor_property_boolean (PictorField field)
{
  return g_param_spec_boolean (pictor_limit_get (field)->name, NULL, NULL, FALSE, FLAGS);
}

GParamSpec *
pictor_property_enum (PictorField field,
                      GType       type,
                      int         initial)
{
  return g_param_spec_enum (pictor_limit_get (field)->name, NULL, NULL, type, initial, FLAGS);
}

gboolean
pictor_replace_string (char       **place,
                       const char  *value)
{
  char *copy;

  if (value == NULL)
    value = "";
  if (g_strcmp0 (*place, value) == 0)
    return FALSE;

  /* @value may lie inside the old text. */
  copy = g_strdup (value);
  g_free (*place);
  *place = copy;
  return TRUE;
}

gboolean
pictor_replace_int (int *place,
                    int  value)
{
  if (*place == value)
    return FALSE;
  *place = value;
  return TRUE;
}

gboolean
pictor_replace_int64 (gint64 *place,
                      gint64  value)
{
  if (*place == value)
    return FALSE;
  *place = value;
  return TRUE;
}

/* NaN is no news to NaN: two properties bound to each other would never rest. */
static gboolean
equal_doubles (double a,
               double b)
{
  return a == b || (isnan (a) && isnan (b));
}

gboolean
pictor_replace_double (double *place,
                       double  value)
{
  if (equal_doubles (*place, value))
    return FALSE;
  *place = value;
  return TRUE;
}

static gboolean
equal_files (GFile *a,
             GFile *b)
{
  return a == b || (a != NULL && b != NULL && g_file_equal (a, b));
}

gboolean
pictor_replace_file (GFile **place,
                     GFile  *value)
{
  if (equal_files (*place, value))
    return FALSE;
  g_set_object (place, value);
  return TRUE;
}

static gboolean
equal_values (GParamSpec   *pspec,
              const GValue *a,
              const GValue *b)
{
  if (G_VALUE_HOLDS_DOUBLE (a))
    return equal_doubles (g_value_get_double (a), g_value_get_double (b));
  if (g_type_is_a (pspec->value_type, G_TYPE_FILE))
    return equal_files (g_value_get_object (a), g_value_get_object (b));
  return g_param_values_cmp (pspec, a, b) == 0;
}

gboolean
pictor_properties_equal (gpointer object,
                         gpointer other)
{
  g_autofree GParamSpec **pspecs = NULL;
  gboolean equal = TRUE;
  guint n;

  g_return_val_if_fail (G_OBJECT_TYPE (object) == G_OBJECT_TYPE (other), FALSE);

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);
  for (guint i = 0; i < n && equal; i++)
    {
      g_auto (GValue) a = G_VALUE_INIT;
      g_auto (GValue) b = G_VALUE_INIT;

      if ((pspecs[i]->flags & G_PARAM_READWRITE) != G_PARAM_READWRITE)
        continue;
      g_object_get_property (object, pspecs[i]->name, &a);
      g_object_get_property (other, pspecs[i]->name, &b);
      equal = equal_values (pspecs[i], &a, &b);
    }
  return equal;
}

void
pictor_properties_copy (gpointer from,
                        gpointer to)
{
  g_autofree GParamSpec **pspecs = NULL;
  guint n;

  g_return_if_fail (G_OBJECT_TYPE (from) == G_OBJECT_TYPE (to));

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (from), &n);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      if ((pspecs[i]->flags & G_PARAM_READWRITE) != G_PARAM_READWRITE)
        continue;
      g_object_get_property (from, pspecs[i]->name, &value);
      g_object_set_property (to, pspecs[i]->name, &value);
    }
}
