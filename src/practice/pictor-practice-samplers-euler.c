/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-run.h"

#include <math.h>

/* Samplers whose steps follow the slope. "k-diffusion" is K. Crowson's library of that name (2022). */

/* Euler's method: T. Karras et al. 2022, algorithm 1 without its second-order correction. Order 1, one call a step. */
void
pictor_practice_sample_euler (PictorPracticeRun *run,
                              float             *x,
                              const double      *sigmas,
                              int                n)
{
  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    pictor_practice_run_add (run, x, sigmas[i + 1] - sigmas[i], run->slope);
}

/* The same with ancestral noise: k-diffusion's "Euler ancestral". One call a step. */
void
pictor_practice_sample_euler_a (PictorPracticeRun *run,
                                float             *x,
                                const double      *sigmas,
                                int                n)
{
  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    {
      double up, down = pictor_practice_run_split (sigmas[i], sigmas[i + 1], &up);

      pictor_practice_run_add (run, x, down - sigmas[i], run->slope);
      pictor_practice_run_stir (run, x, up);
    }
}

/* Heun's method: T. Karras et al. 2022, algorithm 1. Order 2, two calls a step, one in a step to 0. */
void
pictor_practice_sample_heun (PictorPracticeRun *run,
                             float             *x,
                             const double      *sigmas,
                             int                n)
{
  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    {
      double length = sigmas[i + 1] - sigmas[i];

      if (sigmas[i + 1] > 0)
        {
          pictor_practice_run_mix (run, run->middle, 1, x, length, run->slope);
          pictor_practice_run_slope (run, run->middle, sigmas[i + 1], run->inner);
          pictor_practice_run_mix (run, run->slope, 0.5, run->slope, 0.5, run->inner);
        }
      pictor_practice_run_add (run, x, length, run->slope);
    }
}

/* From @sigma to @next by the slope half way in log σ. */
static void
step_dpm2 (PictorPracticeRun *run,
           float             *x,
           double             sigma,
           double             next)
{
  if (next > 0)
    {
      double middle = sqrt (sigma * next);

      pictor_practice_run_mix (run, run->middle, 1, x, middle - sigma, run->slope);
      pictor_practice_run_slope (run, run->middle, middle, run->slope);
    }
  pictor_practice_run_add (run, x, next - sigma, run->slope);
}

/* The midpoint method in log σ: C. Lu et al., "DPM-Solver: a fast ODE solver for diffusion probabilistic model
 * sampling" (2022), DPM-Solver-2, as k-diffusion writes it ("DPM-Solver-2 inspired"). Order 2, two calls a step, one in a
 * step to 0. */
void
pictor_practice_sample_dpm2 (PictorPracticeRun *run,
                             float             *x,
                             const double      *sigmas,
                             int                n)
{
  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    step_dpm2 (run, x, sigmas[i], sigmas[i + 1]);
}

/* The same with ancestral noise, as in k-diffusion. Two calls a step, one in a step to 0. */
void
pictor_practice_sample_dpm2_a (PictorPracticeRun *run,
                               float             *x,
                               const double      *sigmas,
                               int                n)
{
  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    {
      double up, down = pictor_practice_run_split (sigmas[i], sigmas[i + 1], &up);

      step_dpm2 (run, x, sigmas[i], down);
      pictor_practice_run_stir (run, x, up);
    }
}

/* J. Song, C. Meng, S. Ermon, "Denoising diffusion implicit models" (2021), equation 12 with its noise at 0: the
 * expected picture with the next level's share of the noise found. Order 1, one call a step. */
void
pictor_practice_sample_ddim (PictorPracticeRun *run,
                             float             *x,
                             const double      *sigmas,
                             int                n)
{
  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    pictor_practice_run_mix (run, x, 1, run->denoised, sigmas[i + 1], run->slope);
}
