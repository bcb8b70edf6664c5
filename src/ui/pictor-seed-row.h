/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PictorSeedRow:
 *
 * The seed: a number, or nothing for a random one; a die that makes it random again, and a button that takes
 * the seed of the picture on show.
 *
 * Properties: seed (gint64, -1 = random), shown-seed (gint64: of the picture on show, -1 = none), problem (string or NULL).
 */
#define PICTOR_TYPE_SEED_ROW (pictor_seed_row_get_type ())
G_DECLARE_FINAL_TYPE (PictorSeedRow, pictor_seed_row, PICTOR, SEED_ROW, AdwBin)

/* See pictor_slider_row_get_typing_problem(). */
const char *pictor_seed_row_get_typing_problem (PictorSeedRow *self);

G_END_DECLS
