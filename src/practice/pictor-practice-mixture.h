/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PictorPracticeMixture:
 * @n_scenes: how many there are
 * @n: how many numbers each has, a multiple of 16
 * @scenes: (array length=n_scenes): each of @n
 * @energies: (array length=n_scenes): half of each one's sum of squares, see pictor_practice_mixture_energy()
 * @tau: how much less a sum of squares over pixels tells than one over as many independent numbers, 1 or more
 * @spread: the variance of what is like a scene, in each number; 0 = nothing but the scenes themselves
 * @prior: (array length=n_scenes): the guided and the unguided logarithm of how likely each scene is, -INFINITY where it
 *   can't be
 * @guidance: the CFG scale
 * @doubt: how much of the unguided opinion always stays with the mean of what it may be
 * @mean: (nullable): that mean, of @n numbers; NULL without a doubt
 * @n_threads: which changes no bit of the result
 * @weights: (array length=n_scenes) (out caller-allocates): what each scene's share of the last picture was
 *
 * What a picture may be: one of some scenes, in two opinions, guided and unguided.
 */
typedef struct
{
  guint n_scenes;
  gsize n;
  const float * const *scenes;
  const float *energies;
  double tau;
  double spread;
  const double *prior[2];
  double guidance;
  double doubt;
  const float *mean;
  guint n_threads;
  double *weights;
} PictorPracticeMixture;

/**
 * pictor_practice_mixture_denoise:
 * @x: a picture with noise of deviation @sigma
 * @denoised: (out caller-allocates): what it is expected to come from
 *
 * The posterior mean of each opinion has a closed form, D(x; σ) = Σ w_k s_k with w_k ∝ π_k exp(-‖x - s_k‖² / (2σ²τ)), and
 * classifier-free guidance goes on from the unguided to the guided one: D_u + g (D_c - D_u) (J. Ho, T. Salimans,
 * "Classifier-free diffusion guidance", 2022). With a spread v, σ² + v stands for σ², and D = (σ² Σ w_k s_k + v x) / (σ² + v).
 * Points are told from each other with certainty long before the noise has gone, and then both opinions are one: a doubt
 * is what leaves guidance something to exaggerate until the end.
 */
void  pictor_practice_mixture_denoise (const PictorPracticeMixture *self,
                                       const float                 *x,
                                       double                       sigma,
                                       float                       *denoised);

/* Half of the sum of the squares of @n numbers, a multiple of 16. */
float pictor_practice_mixture_energy  (const float                 *scene,
                                       gsize                        n);

G_END_DECLS
