/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/pictor-limits.h"

G_BEGIN_DECLS

/**
 * PictorSliderRow:
 *
 * One number of a recipe or a control: its name, a slider, the number itself to be typed, a button that puts
 * it back, and a place for what is wrong with it.
 *
 * Properties: field (int, a PictorField; construct), value (double; may lie outside the limits when so typed),
 * problem (string: the sentence below, or NULL).
 */
#define PICTOR_TYPE_SLIDER_ROW (pictor_slider_row_get_type ())
G_DECLARE_FINAL_TYPE (PictorSliderRow, pictor_slider_row, PICTOR, SLIDER_ROW, AdwBin)

double      pictor_slider_row_get_value   (PictorSliderRow *self);
void        pictor_slider_row_set_value   (PictorSliderRow *self,
                                           double           value);
/* Goes where what is wrong can be typed right. Not grab_focus, which Tab asks for too: forwards it would pass over the
 * slider, backwards never get out. */
void        pictor_slider_row_focus_entry (PictorSliderRow *self);
/* Back to the value at first, also from something typed that can't be taken. */
void        pictor_slider_row_reset       (PictorSliderRow *self);
/* Another name than the field's own; NULL = the field's own. */
void        pictor_slider_row_set_label   (PictorSliderRow *self,
                                           const char      *label);
void        pictor_slider_row_set_problem (PictorSliderRow *self,
                                           const char      *problem);
/* What is wrong with the text as typed, so that no value can be made of it; NULL when a value could.
 * (transfer none) (nullable) */
const char *pictor_slider_row_get_typing_problem (PictorSliderRow *self);

G_END_DECLS
