/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/pictor-limits.h"

G_BEGIN_DECLS

/* What the window says about fields: one sentence of help each, and what is wrong, in one way everywhere. */

/* PictorField as a GObject enum, so that .ui files name fields ("steps", "control-weight"). */
#define PICTOR_TYPE_FIELD (pictor_field_get_type ())
GType       pictor_field_get_type          (void) G_GNUC_CONST;

/* What a setting does, translated; NULL for a field that explains itself. */
const char *pictor_field_text_get_help     (PictorField  field);
/* "Steps must be between 1 and 150." (transfer full) */
char       *pictor_field_text_range        (PictorField  field) G_GNUC_WARN_UNUSED_RESULT;
/* Tells the window that what is typed in @row has changed, be it taken or not, or what is asked there. */
void        pictor_field_text_judge_anew   (GtkWidget   *row);
/* Shows @problem in @label below @widget, which gets the error style; NULL takes both away. */
void        pictor_field_text_show_problem (GtkLabel    *label,
                                            GtkWidget   *widget,
                                            const char  *problem);
/* Names a drop-down list of strings for those who do not see it, with what is chosen: “Sampler: Euler a”. GTK 4.8 gives the
 * focus to a button inside that has no name of its own. */
void        pictor_field_text_name_drop_down (GtkDropDown *drop,
                                              const char  *name);

G_END_DECLS
