/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-run.h"

#include <math.h>

/* Samplers that solve the linear part of the ODE exactly, over λ = -log σ. C. Lu et al.: "DPM-Solver" (2022) expects the
 * noise to change slowly, "DPM-Solver++: fast solver for guided sampling of diffusion probabilistic models" (2022)
 * the picture. h is the length of a step in λ. */

/* DPM-Solver++'s exponential step of first order (equation 9): toward @denoised, from @sigma to @next. */
static void
step_towards (PictorPracticeRun *run,
              float             *out,
              const float       *x,
              const float       *denoised,
              double             sigma,
              double             next)
{
  pictor_practice_run_mix (run, out, next / sigma, x, 1 - next / sigma, denoised);
}

/* Adds the part of the Brownian path between two levels, with deviation @scale. */
static void
stir_along (PictorPracticeRun *run,
            float             *x,
            double             sigma,
            double             next,
            double             scale)
{
  if (scale <= 0)
    return;
  pictor_practice_brownian_step (run->brownian, sigma, next, run->noise);
  pictor_practice_run_add (run, x, scale, run->noise);
}

/* DPM-Solver++(2S), algorithm 1 with r = 1/2, and ancestral noise, as in k-diffusion. Two calls a step, one in a step to 0. */
void
pictor_practice_sample_dpmpp_2s_a (PictorPracticeRun *run,
                                   float             *x,
                                   const double      *sigmas,
                                   int                n)
{
  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    {
      double up, down = pictor_practice_run_split (sigmas[i], sigmas[i + 1], &up);

      if (down > 0)
        {
          double middle = sqrt (sigmas[i] * down);

          step_towards (run, run->middle, x, run->denoised, sigmas[i], middle);
          pictor_practice_run_denoise (run, run->middle, middle, run->denoised);
        }
      step_towards (run, x, x, run->denoised, sigmas[i], down);
      pictor_practice_run_stir (run, x, up);
    }
}

/* What the picture will be half way through a step, by a line through the last step's and this one's, into @inner. */
static void
extrapolate (PictorPracticeRun *run,
             double             ratio)
{
  pictor_practice_run_mix (run, run->inner, 1 + 0.5 / ratio, run->denoised, -0.5 / ratio, run->old[0]);
}

/* DPM-Solver++(2M), algorithm 2. Order 2, one call a step. */
void
pictor_practice_sample_dpmpp_2m (PictorPracticeRun *run,
                                 float             *x,
                                 const double      *sigmas,
                                 int                n)
{
  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    {
      gboolean second = i > 0 && sigmas[i + 1] > 0;

      if (second)
        extrapolate (run, log (sigmas[i - 1] / sigmas[i]) / log (sigmas[i] / sigmas[i + 1]));
      step_towards (run, x, x, second ? run->inner : run->denoised, sigmas[i], sigmas[i + 1]);
      pictor_practice_run_keep (run, run->denoised);
    }
}

/* DPM-Solver++(2S) with r = 1/2, each of its two stages an ancestral step along a Brownian path, as k-diffusion's "DPM++
 * SDE". Two calls a step, one in a step to 0. */
void
pictor_practice_sample_dpmpp_sde (PictorPracticeRun *run,
                                  float             *x,
                                  const double      *sigmas,
                                  int                n)
{
  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    {
      double up, down, middle = sqrt (sigmas[i] * sigmas[i + 1]);

      if (middle > 0)
        {
          down = pictor_practice_run_split (sigmas[i], middle, &up);
          step_towards (run, run->middle, x, run->denoised, sigmas[i], down);
          stir_along (run, run->middle, sigmas[i], middle, up);
          pictor_practice_run_denoise (run, run->middle, middle, run->denoised);
        }
      down = pictor_practice_run_split (sigmas[i], sigmas[i + 1], &up);
      step_towards (run, x, x, run->denoised, sigmas[i], down);
      stir_along (run, x, sigmas[i], sigmas[i + 1], up);
    }
}

/* SDE-DPM-Solver++(2M), section 5 and appendix of the paper of that name, as k-diffusion's "midpoint" with η = 1, along a
 * Brownian path. One call a step. */
void
pictor_practice_sample_dpmpp_2m_sde (PictorPracticeRun *run,
                                     float             *x,
                                     const double      *sigmas,
                                     int                n)
{
  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    {
      double part = sigmas[i + 1] / sigmas[i];
      gboolean second = i > 0 && part > 0;

      if (second)
        extrapolate (run, log (sigmas[i - 1] / sigmas[i]) / -log (part));
      /* e^-h of the way by the ODE, and e^-h by the noise that is forgotten */
      pictor_practice_run_mix (run, x, part * part, x, 1 - part * part, second ? run->inner : run->denoised);
      stir_along (run, x, sigmas[i], sigmas[i + 1], sigmas[i + 1] * sqrt (1 - part * part));
      pictor_practice_run_keep (run, run->denoised);
    }
}

/* One step of DPM-Solver of @order 1–3 into @out (algorithms 1 and 2, r1 = 1/2, or 1/3 and 2/3), with @order calls, the
 * first of them made already. @inner keeps the noise found at r1. */
static void
step_dpm (PictorPracticeRun *run,
          float             *out,
          const float       *x,
          double             sigma,
          double             next,
          int                order)
{
  double h = log (sigma / next), r1 = order == 3 ? 1.0 / 3 : 0.5, r2 = 2.0 / 3;
  double sigma1 = sigma * exp (-r1 * h), sigma2 = sigma * exp (-r2 * h);

  if (order == 1)
    {
      pictor_practice_run_mix (run, out, 1, x, next - sigma, run->slope);
      return;
    }
  pictor_practice_run_mix (run, run->middle, 1, x, sigma1 - sigma, run->slope);
  pictor_practice_run_slope (run, run->middle, sigma1, run->inner);
  if (order == 2)
    {
      pictor_practice_run_mix (run, out, 1, x, next - sigma, run->inner);
      return;
    }
  pictor_practice_run_mix (run, run->inner2, 1, run->inner, -1, run->slope);
  pictor_practice_run_mix (run, run->middle, 1, x, sigma2 - sigma, run->slope);
  pictor_practice_run_add (run, run->middle, -sigma2 * (r2 / r1) * (expm1 (r2 * h) / (r2 * h) - 1), run->inner2);
  pictor_practice_run_slope (run, run->middle, sigma2, run->inner2);
  pictor_practice_run_add (run, run->inner2, -1, run->slope);
  pictor_practice_run_mix (run, out, 1, x, next - sigma, run->slope);
  pictor_practice_run_add (run, out, -next / r2 * (expm1 (h) / h - 1), run->inner2);
}

/* DPM-Solver-fast, section 3.4 of the paper: as many steps of order 3 as @n calls allow, evenly in λ, and lower orders at the
 * end. @n calls in all. The levels between are its own. */
void
pictor_practice_sample_dpm_fast (PictorPracticeRun *run,
                                 float             *x,
                                 const double      *sigmas,
                                 int                n)
{
  int n_steps = n / 3 + 1, used = 0;
  double sigma = sigmas[0];

  for (int i = 0; i < n_steps && pictor_practice_run_begin (run, used, x, sigma); i++)
    {
      double next = sigmas[0] * pow (sigmas[n] / sigmas[0], (i + 1.0) / n_steps);
      int left = n_steps - 1 - i, order = left > 1 || (left == 1 && n % 3 != 0) ? 3 : left == 1 ? 2 : MAX (1, n % 3);

      step_dpm (run, x, x, sigma, next, order);
      sigma = next;
      used += order;
    }
}

/* DPM-Solver-adaptive of order 3, appendix C of the paper, with k-diffusion's tolerances and its integral controller: as
 * many steps as are needed, three calls each, two when one is tried again; @n is not asked. The step of order 2 with r1 = 1/3 that it is measured by
 * costs no call. */
void
pictor_practice_sample_dpm_adaptive (PictorPracticeRun *run,
                                     float             *x,
                                     const double      *sigmas,
                                     int                n)
{
  const double relative = 0.05, absolute = 0.0078, safety = 0.81;
  double sigma = sigmas[0], last = sigmas[n], h = 0.05;
  gboolean accepted = TRUE;

  for (int i = 0; sigma > last * (1 + 1e-9); i++)
    {
      double next = MAX (last, sigma * exp (-h)), step = log (sigma / next), sum = 0, error;

      if (accepted && !pictor_practice_run_begin (run, MIN (i, n - 1), x, sigma))
        return;
      step_dpm (run, run->old[0], x, sigma, next, 3);
      /* Order 2: its derivative is three times what the noise changes in a third of the step. */
      pictor_practice_run_mix (run, run->old[1], 1, x, next - sigma, run->slope);
      pictor_practice_run_mix (run, run->inner, 1, run->inner, -1, run->slope);
      pictor_practice_run_add (run, run->old[1], -next * 1.5 * expm1 (step), run->inner);
      for (gsize j = 0; j < run->n; j++)
        {
          double most = MAX (fabs (run->old[1][j]), fabs (x[j]));
          double off = (run->old[1][j] - run->old[0][j]) / MAX (absolute, relative * most);

          sum += off * off;
        }
      error = 1 / (1e-8 + sqrt (sum / (double) run->n));
      error = 1 + atan (pow (error, 1.0 / 3) - 1);
      accepted = error >= safety;
      if (accepted)
        {
          pictor_practice_run_mix (run, x, 1, run->old[0], 0, x);
          sigma = next;
        }
      h *= error;
    }
}
