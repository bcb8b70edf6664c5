/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PictorRangeSlider:
 *
 * Where a control starts and ends to guide, as one range from 0 to 1: a bar with two handles between two numbers.
 * The numbers carry the keyboard and the names; the bar is for the pointer.
 *
 * Properties: start, end (double; may lie outside 0–1 or be the wrong way round when so typed), problem (string or NULL).
 */
#define PICTOR_TYPE_RANGE_SLIDER (pictor_range_slider_get_type ())
G_DECLARE_FINAL_TYPE (PictorRangeSlider, pictor_range_slider, PICTOR, RANGE_SLIDER, AdwBin)

/* See pictor_slider_row_get_typing_problem(). */
const char *pictor_range_slider_get_typing_problem (PictorRangeSlider *self);

G_END_DECLS
