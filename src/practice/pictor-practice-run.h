/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-noise.h"

G_BEGIN_DECLS

/**
 * PictorPracticeRun:
 * @denoise: puts into its last argument the picture that x, at noise level sigma, is expected to come from
 * @step: (nullable): called before each step, counted from 0, with the picture last expected (NULL before
 *   the first) and the noise level; FALSE ends the run
 * @data: what both are called with
 * @n: how many numbers a picture has
 * @seed: of all noise
 * @n_calls: (out): how often the denoiser was called
 *
 * One run of a sampler, which is a function of the denoiser, the noise levels and the seed alone. Noise is added and
 * nothing scaled, x = picture + σ · noise, so that what papers write in other scales is rewritten with α = 1.
 * The rest is what the samplers share.
 */
typedef struct
{
  void (* denoise) (gpointer data, const float *x, double sigma, float *denoised);
  gboolean (* step) (gpointer data, int step, double sigma, const float *denoised);
  gpointer data;
  gsize n;
  guint64 seed;
  int n_calls;

  PictorPracticeBrownian *brownian;
  int n_draws;
  /* All of @n numbers: D(x), the noise found in x, two of either from within a step, x within a step, fresh noise, and
   * what up to three earlier steps have left, the newest first. */
  float *denoised, *slope, *inner, *inner2, *middle, *noise, *old[3];
  int n_old;
} PictorPracticeRun;

/* Takes @x from level sigmas[0] to sigmas[n]. */
typedef void (PictorPracticeSample) (PictorPracticeRun *run,
                                     float             *x,
                                     const double      *sigmas,
                                     int                n);

/* pictor-practice-samplers-euler.c, -dpm.c, -multistep.c */
PictorPracticeSample pictor_practice_sample_euler, pictor_practice_sample_euler_a, pictor_practice_sample_heun,
  pictor_practice_sample_dpm2, pictor_practice_sample_dpm2_a, pictor_practice_sample_ddim,
  pictor_practice_sample_dpmpp_2s_a, pictor_practice_sample_dpmpp_2m, pictor_practice_sample_dpmpp_sde,
  pictor_practice_sample_dpmpp_2m_sde, pictor_practice_sample_dpm_fast, pictor_practice_sample_dpm_adaptive,
  pictor_practice_sample_lms, pictor_practice_sample_plms, pictor_practice_sample_unipc;

/* Whether to go on with step @i; if so, D(x) and the slope at its beginning are found. */
gboolean pictor_practice_run_begin   (PictorPracticeRun *run,
                                      int                i,
                                      const float       *x,
                                      double             sigma);
void     pictor_practice_run_denoise (PictorPracticeRun *run,
                                      const float       *x,
                                      double             sigma,
                                      float             *denoised);
/* The slope of the probability-flow ODE, dx/dσ = (x - D) / σ (T. Karras et al. 2022, equations 1 and 3), which is the
 * noise that D finds in x. Calls the denoiser. */
void     pictor_practice_run_slope   (PictorPracticeRun *run,
                                      const float       *x,
                                      double             sigma,
                                      float             *slope);
/* @out = @a x + @b y; @out may be either. */
void     pictor_practice_run_mix     (PictorPracticeRun *run,
                                      float             *out,
                                      double             a,
                                      const float       *x,
                                      double             b,
                                      const float       *y);
/* @out += @a x */
void     pictor_practice_run_add     (PictorPracticeRun *run,
                                      float             *out,
                                      double             a,
                                      const float       *x);
/* Keeps a copy of @newest as old[0], which was old[1] before. */
void     pictor_practice_run_keep    (PictorPracticeRun *run,
                                      const float       *newest);
/* Adds fresh noise of deviation @sigma. */
void     pictor_practice_run_stir    (PictorPracticeRun *run,
                                      float             *x,
                                      double             sigma);
/* An ancestral step from @sigma to @next goes down to the level returned, and then @up of fresh noise are added, which
 * is how much of @next's noise is new where each step's is drawn anew (J. Ho et al., "Denoising diffusion probabilistic
 * models", 2020). */
double   pictor_practice_run_split   (double             sigma,
                                      double             next,
                                      double            *up);

G_END_DECLS
