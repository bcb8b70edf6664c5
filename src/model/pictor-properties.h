/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/pictor-limits.h"

G_BEGIN_DECLS

/* What the objects of the model share: properties made from the table of limits, setters that tell
 * whether something changed, and objects compared and copied property by property. */

/* A property named and, for numbers, initialised by the table. Numbers may be anything, so that a
 * value outside its limits can be held and reported. */
GParamSpec *pictor_property_string  (PictorField  field,
                                     const char  *initial);
GParamSpec *pictor_property_int     (PictorField  field);
GParamSpec *pictor_property_int64   (PictorField  field);
GParamSpec *pictor_property_double  (PictorField  field);
GParamSpec *pictor_property_boolean (PictorField  field);
GParamSpec *pictor_property_enum    (PictorField  field,
                                     GType        type,
                                     int          initial);

/* Each puts @value into @place and returns whether that made a difference. A NULL string is "". */
gboolean    pictor_replace_string   (char       **place,
                                     const char  *value);
gboolean    pictor_replace_int      (int         *place,
                                     int          value);
gboolean    pictor_replace_int64    (gint64      *place,
                                     gint64       value);
gboolean    pictor_replace_double   (double      *place,
                                     double       value);
gboolean    pictor_replace_file     (GFile      **place,
                                     GFile       *value);

/* Two objects of one type: all properties that can be written and read. */
gboolean    pictor_properties_equal (gpointer     object,
                                     gpointer     other);
void        pictor_properties_copy  (gpointer     from,
                                     gpointer     to);

G_END_DECLS
