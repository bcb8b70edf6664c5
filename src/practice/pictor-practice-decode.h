/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-album.h"

G_BEGIN_DECLS

/**
 * pictor_practice_decode:
 * @albums: whose scenes @latent is made of
 * @weights: (array length=2 * PICTOR_PRACTICE_N_SCENES): the denoiser's last
 * @latent: (array length=PICTOR_PRACTICE_LATENT_LENGTH): a picture as it diffuses
 * @sigma: the noise level from which the last step but one came
 *
 * A picture as large as it was asked for: the whole drawings of the scenes with weight, and what @latent is apart from
 * them, enlarged. Noise of deviation 0.8 and more has hidden what is finer than a latent's pixel, so that of details only
 * 1 / (1 + (σ / 0.8)⁴) is known: where the last steps are large ones they stay soft.
 *
 * Returns: (transfer full): RGB24
 */
cairo_surface_t *pictor_practice_decode (PictorPracticeAlbum * const albums[2],
                                         const double               *weights,
                                         const float                *latent,
                                         double                      sigma,
                                         int                         width,
                                         int                         height) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
