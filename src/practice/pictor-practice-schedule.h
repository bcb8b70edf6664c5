/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * The noise levels of Stable Diffusion: 1000 steps whose betas rise from 0.00085 to 0.012, evenly in their square root
 * ("scaled linear": R. Rombach et al., "High-resolution image synthesis with latent diffusion models", 2022). With
 * ᾱ the product of all 1 - β up to a step, its noise level is σ = √((1 - ᾱ) / ᾱ): 0.0292 at step 0, 14.6146 at step 999.
 */
#define PICTOR_PRACTICE_N_TIMES 1000
/* ρ of T. Karras et al., "Elucidating the design space of diffusion-based generative models" (2022), equation 5 */
#define PICTOR_PRACTICE_KARRAS_RHO 7.0

typedef enum
{
  PICTOR_PRACTICE_SPACING_TIME,    /* n levels evenly in time from 999 to 0, then 0 */
  PICTOR_PRACTICE_SPACING_KARRAS,  /* n levels evenly in σ^(1/ρ) from the highest to the lowest, then 0 */
  PICTOR_PRACTICE_SPACING_LEADING, /* every (1000 / n)th time plus one, as DDIM's authors took them, then 0 */
  PICTOR_PRACTICE_SPACING_OPEN     /* n + 1 levels evenly in time from 999 to 0, and no further */
} PictorPracticeSpacing;

/* The noise level at @time, 0–999: between whole steps evenly in log σ. */
double  pictor_practice_schedule_sigma (double                time);
/* The time at which the noise level is @sigma; what is beyond an end is at that end. */
double  pictor_practice_schedule_time  (double                sigma);
/* The n + 1 falling noise levels of @n ≥ 1 steps. (transfer full) */
double *pictor_practice_schedule_new   (PictorPracticeSpacing spacing,
                                        int                   n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
