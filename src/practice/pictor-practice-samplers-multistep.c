/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-run.h"

#include <math.h>
#include <string.h>

/* Samplers that remember what earlier steps have found, so that one call a step is enough. */

/* The integral from sigmas[i] to sigmas[i + 1] of the polynomial that is 1 at sigmas[i - j] and 0 at the others of the @order
 * newest levels; Gauss's two points are exact up to degree 3. */
static double
integrate (const double *sigmas,
           int           i,
           int           j,
           int           order)
{
  double half = (sigmas[i + 1] - sigmas[i]) / 2, sum = 0;

  for (int side = -1; side <= 1; side += 2)
    {
      double at = sigmas[i] + half * (1 + side / sqrt (3)), value = 1;

      for (int k = 0; k < order; k++)
        if (k != j)
          value *= (at - sigmas[i - k]) / (sigmas[i - j] - sigmas[i - k]);
      sum += value * half;
    }
  return sum;
}

/* The linear multistep method of J. Adams and F. Bashforth (1883) over the slope and uneven steps, as k-diffusion has it:
 * order 4, less while there are fewer steps to look back at. One call a step. */
void
pictor_practice_sample_lms (PictorPracticeRun *run,
                            float             *x,
                            const double      *sigmas,
                            int                n)
{
  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    {
      int order = MIN (i + 1, 4);

      pictor_practice_run_add (run, x, integrate (sigmas, i, 0, order), run->slope);
      for (int j = 1; j < order; j++)
        pictor_practice_run_add (run, x, integrate (sigmas, i, j, order), run->old[j - 1]);
      pictor_practice_run_keep (run, run->slope);
    }
}

/* L. Liu et al., "Pseudo numerical methods for diffusion models on manifolds" (2022): DDIM's step with the noise of the even
 * Adams-Bashforth method, equation 12; the first step is the pseudo improved Euler step of its appendix. Order 2,
 * one call a step, two in the first. */
void
pictor_practice_sample_plms (PictorPracticeRun *run,
                             float             *x,
                             const double      *sigmas,
                             int                n)
{
  static const double shares[][4] = { { 0.5, 0.5 }, { 3.0 / 2, -1.0 / 2 }, { 23.0 / 12, -16.0 / 12, 5.0 / 12 },
                                      { 55.0 / 24, -59.0 / 24, 37.0 / 24, -9.0 / 24 } };

  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    {
      double length = sigmas[i + 1] - sigmas[i];
      int known = run->n_old;

      pictor_practice_run_mix (run, run->inner, shares[known][0], run->slope, 0, run->slope);
      if (known == 0 && sigmas[i + 1] > 0)
        {
          pictor_practice_run_mix (run, run->middle, 1, x, length, run->slope);
          pictor_practice_run_slope (run, run->middle, sigmas[i + 1], run->inner2);
          pictor_practice_run_add (run, run->inner, shares[0][1], run->inner2);
        }
      else if (known == 0)
        pictor_practice_run_add (run, run->inner, shares[0][1], run->slope);
      for (int j = 0; j < known; j++)
        pictor_practice_run_add (run, run->inner, shares[known][j + 1], run->old[j]);
      pictor_practice_run_add (run, x, length, run->inner);
      pictor_practice_run_keep (run, run->slope);
    }
}

/* Solves @n ≤ 3 linear equations, matrix[row][column], by elimination; the answer is in @right. */
static void
solve (double  matrix[3][3],
       double *right,
       int     n)
{
  for (int pivot = 0; pivot < n; pivot++)
    for (int row = 0; row < n; row++)
      {
        double share = matrix[row][pivot] / matrix[pivot][pivot];

        if (row == pivot)
          continue;
        for (int column = 0; column < n; column++)
          matrix[row][column] -= share * matrix[pivot][column];
        right[row] -= share * right[pivot];
      }
  for (int row = 0; row < n; row++)
    right[row] /= matrix[row][row];
}

/* The weights of UniPC's differences: Σ over j of ratios[j]^k weights[j] = φ(k + 2) (k + 1)! h / B for k < @n, where ratios
 * tell in steps how far off the pictures are that the differences are taken to. */
static void
weigh (const double *ratios,
       int           n,
       double        h,
       double       *weights)
{
  double matrix[3][3], phi = expm1 (-h) / -h - 1, factorial = 1;

  for (int k = 0; k < n; k++)
    {
      for (int j = 0; j < n; j++)
        matrix[k][j] = pow (ratios[j], k);
      weights[k] = phi * factorial / expm1 (-h);
      factorial *= k + 2;
      phi = phi / -h - 1 / factorial;
    }
  solve (matrix, weights, n);
}

/* x at @next: the first-order step from @x at @sigma, and the differences' weights times B = expm1 (-h). */
static void
step_unipc (PictorPracticeRun *run,
            float             *out,
            const float       *x,
            double             sigma,
            double             next,
            float * const     *pictures,
            const double      *ratios,
            const double      *weights,
            int                n)
{
  double shift = next / sigma - 1, own = -shift;

  for (int j = 0; j < n; j++)
    own += shift * weights[j] / ratios[j];
  pictor_practice_run_mix (run, out, next / sigma, x, own, pictures[0]);
  for (int j = 0; j < n; j++)
    pictor_practice_run_add (run, out, -shift * weights[j] / ratios[j], pictures[j + 1]);
}

/* W. Zhao et al., "UniPC: a unified predictor-corrector framework for fast sampling of diffusion models" (2023): algorithms
 * 1 and 2 for the expected picture, B(h) = e^h - 1 ("bh2"), order 3 where there are enough steps before and after.
 * Each picture that a predictor was asked for corrects the step that led to it: one call a step. */
void
pictor_practice_sample_unipc (PictorPracticeRun *run,
                              float             *x,
                              const double      *sigmas,
                              int                n)
{
  float *begin = run->middle; /* x where the last step began, corrected */

  for (int i = 0; i < n && pictor_practice_run_begin (run, i, x, sigmas[i]); i++)
    {
      int order = MIN (MIN (i + 1, 3), sigmas[n] > 0 ? 3 : n - i);
      double h = log (sigmas[i] / sigmas[i + 1]), ratios[3], weights[3] = { 0.5 };
      float *pictures[4] = { run->denoised, run->old[0], run->old[1], run->old[2] };

      if (i > 0)
        {
          double last_h = log (sigmas[i - 1] / sigmas[i]);
          int last_order = MIN (i, 3);
          float *around[4] = { run->old[0], run->denoised, run->old[1], run->old[2] };

          ratios[0] = 1;
          for (int j = 1; j < last_order; j++)
            ratios[j] = log (sigmas[i - 1] / sigmas[i - 1 - j]) / last_h;
          if (last_order > 1)
            weigh (ratios, last_order, last_h, weights);
          step_unipc (run, x, begin, sigmas[i - 1], sigmas[i], around, ratios, weights, last_order);
        }
      memcpy (begin, x, run->n * sizeof (float));
      pictor_practice_run_keep (run, run->denoised);
      pictures[1] = run->old[1];
      pictures[2] = run->old[2];
      if (sigmas[i + 1] <= 0)
        {
          memcpy (x, run->denoised, run->n * sizeof (float));
          continue;
        }
      for (int j = 1; j < order; j++)
        ratios[j - 1] = log (sigmas[i] / sigmas[i - j]) / h;
      weights[0] = 0.5;
      if (order > 2)
        weigh (ratios, order - 1, h, weights);
      step_unipc (run, x, begin, sigmas[i], sigmas[i + 1], pictures, ratios, weights, order - 1);
    }
}
