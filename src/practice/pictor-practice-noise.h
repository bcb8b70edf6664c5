/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a draw is for, so that none repeats another. */
typedef enum
{
  PICTOR_PRACTICE_NOISE_START, /* the one that a picture begins with */
  PICTOR_PRACTICE_NOISE_STEP,  /* the fresh ones of ancestral samplers, numbered from 0 */
  PICTOR_PRACTICE_NOISE_NODE,  /* of a Brownian tree */
  PICTOR_PRACTICE_NOISE_LEAF
} PictorPracticeNoisePurpose;

/**
 * pictor_practice_noise_draw:
 * @values: (array length=n) (out caller-allocates): normal numbers of mean 0 and variance 1
 *
 * Philox4x32-10 (J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011) made normal
 * after G. Box and M. Muller (1958). The key is @seed, the counter is value number / 4, @index and @purpose: a
 * value depends on these alone, not on what was drawn before, how much, or in which thread.
 */
void pictor_practice_noise_draw (guint64                    seed,
                                 PictorPracticeNoisePurpose purpose,
                                 guint64                    index,
                                 float                     *values,
                                 gsize                      n);

/**
 * PictorPracticeBrownian:
 *
 * @n independent Brownian paths over the logarithm of the noise level, the same ones however finely one steps along
 * them: a binary tree of bridges, each node's noise drawn by its place in the tree (J. Gaines, T. Lyons, "Variable step
 * size control in the numerical solution of stochastic differential equations", 1997). One walks down it only.
 */
typedef struct _PictorPracticeBrownian PictorPracticeBrownian;

PictorPracticeBrownian *pictor_practice_brownian_new  (guint64                 seed,
                                                       double                  high,
                                                       double                  low,
                                                       gsize                   n) G_GNUC_WARN_UNUSED_RESULT;
void                    pictor_practice_brownian_free (PictorPracticeBrownian *self);
/* How far the paths go from noise level @from to @to, scaled to variance 1. @from was the @to of an earlier call or its
 * @from again, or is the highest level. */
void                    pictor_practice_brownian_step (PictorPracticeBrownian *self,
                                                       double                  from,
                                                       double                  to,
                                                       float                  *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorPracticeBrownian, pictor_practice_brownian_free)

G_END_DECLS
