/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-samplers.h"

#include <math.h>
#include <string.h>

#define TIME PICTOR_PRACTICE_SPACING_TIME
#define KARRAS PICTOR_PRACTICE_SPACING_KARRAS
#define LEADING PICTOR_PRACTICE_SPACING_LEADING
#define OPEN PICTOR_PRACTICE_SPACING_OPEN

static const PictorPracticeSampler samplers[] = {
  { "Euler a", pictor_practice_sample_euler_a, TIME, TRUE },
  { "Euler", pictor_practice_sample_euler, TIME, FALSE },
  { "LMS", pictor_practice_sample_lms, TIME, FALSE },
  { "Heun", pictor_practice_sample_heun, TIME, FALSE },
  { "DPM2", pictor_practice_sample_dpm2, TIME, FALSE },
  { "DPM2 a", pictor_practice_sample_dpm2_a, TIME, TRUE },
  { "DPM++ 2S a", pictor_practice_sample_dpmpp_2s_a, TIME, TRUE },
  { "DPM++ 2M", pictor_practice_sample_dpmpp_2m, TIME, FALSE },
  { "DPM++ SDE", pictor_practice_sample_dpmpp_sde, TIME, TRUE },
  { "DPM++ 2M SDE", pictor_practice_sample_dpmpp_2m_sde, TIME, TRUE },
  { "DPM fast", pictor_practice_sample_dpm_fast, OPEN, FALSE },
  { "DPM adaptive", pictor_practice_sample_dpm_adaptive, OPEN, FALSE },
  { "LMS Karras", pictor_practice_sample_lms, KARRAS, FALSE },
  { "DPM2 Karras", pictor_practice_sample_dpm2, KARRAS, FALSE },
  { "DPM2 a Karras", pictor_practice_sample_dpm2_a, KARRAS, TRUE },
  { "DPM++ 2S a Karras", pictor_practice_sample_dpmpp_2s_a, KARRAS, TRUE },
  { "DPM++ 2M Karras", pictor_practice_sample_dpmpp_2m, KARRAS, FALSE },
  { "DPM++ SDE Karras", pictor_practice_sample_dpmpp_sde, KARRAS, TRUE },
  { "DPM++ 2M SDE Karras", pictor_practice_sample_dpmpp_2m_sde, KARRAS, TRUE },
  { "DDIM", pictor_practice_sample_ddim, LEADING, FALSE },
  { "PLMS", pictor_practice_sample_plms, LEADING, FALSE },
  { "UniPC", pictor_practice_sample_unipc, OPEN, FALSE },
};

const PictorPracticeSampler *
pictor_practice_sampler_find (const char *name)
{
  if (name == NULL)
    return &samplers[0];
  for (guint i = 0; i < G_N_ELEMENTS (samplers); i++)
    if (g_str_equal (samplers[i].name, name))
      return &samplers[i];
  return NULL;
}

void
pictor_practice_sampler_follow (const PictorPracticeSampler *self,
                                PictorPracticeRun           *run,
                                float                       *x,
                                const double                *sigmas,
                                int                          n)
{
  float **buffers[] = { &run->denoised, &run->slope, &run->inner, &run->inner2, &run->middle, &run->noise,
                        &run->old[0], &run->old[1], &run->old[2] };
  g_autofree float *space = NULL;

  g_return_if_fail (self != NULL && run != NULL && run->denoise != NULL && n > 0);

  space = g_new (float, G_N_ELEMENTS (buffers) * run->n);
  for (guint i = 0; i < G_N_ELEMENTS (buffers); i++)
    *buffers[i] = space + i * run->n;
  run->n_calls = run->n_draws = run->n_old = 0;
  if (self->random)
    run->brownian = pictor_practice_brownian_new (run->seed, sigmas[0],
                                                  MIN (pictor_practice_schedule_sigma (0), sigmas[0] / 2), run->n);
  self->sample (run, x, sigmas, n);
  g_clear_pointer (&run->brownian, pictor_practice_brownian_free);
}

void
pictor_practice_sampler_run (const PictorPracticeSampler *self,
                             PictorPracticeRun           *run,
                             float                       *x,
                             int                          n_steps)
{
  g_autofree double *sigmas = pictor_practice_schedule_new (self->spacing, n_steps);

  pictor_practice_noise_draw (run->seed, PICTOR_PRACTICE_NOISE_START, 0, x, run->n);
  for (gsize i = 0; i < run->n; i++)
    x[i] *= (float) sigmas[0];
  pictor_practice_sampler_follow (self, run, x, sigmas, n_steps);
}

gboolean
pictor_practice_run_begin (PictorPracticeRun *run,
                           int                i,
                           const float       *x,
                           double             sigma)
{
  if (run->step != NULL && !run->step (run->data, i, sigma, run->n_calls > 0 ? run->denoised : NULL))
    return FALSE;
  pictor_practice_run_denoise (run, x, sigma, run->denoised);
  pictor_practice_run_mix (run, run->slope, 1 / sigma, x, -1 / sigma, run->denoised);
  return TRUE;
}

void
pictor_practice_run_denoise (PictorPracticeRun *run,
                             const float       *x,
                             double             sigma,
                             float             *denoised)
{
  run->n_calls++;
  run->denoise (run->data, x, sigma, denoised);
}

void
pictor_practice_run_slope (PictorPracticeRun *run,
                           const float       *x,
                           double             sigma,
                           float             *slope)
{
  pictor_practice_run_denoise (run, x, sigma, slope);
  pictor_practice_run_mix (run, slope, 1 / sigma, x, -1 / sigma, slope);
}

void
pictor_practice_run_mix (PictorPracticeRun *run,
                         float             *out,
                         double             a,
                         const float       *x,
                         double             b,
                         const float       *y)
{
  float share_x = (float) a, share_y = (float) b;

  for (gsize i = 0; i < run->n; i++)
    out[i] = share_x * x[i] + share_y * y[i];
}

void
pictor_practice_run_add (PictorPracticeRun *run,
                         float             *out,
                         double             a,
                         const float       *x)
{
  pictor_practice_run_mix (run, out, 1, out, a, x);
}

void
pictor_practice_run_keep (PictorPracticeRun *run,
                          const float       *newest)
{
  float *last = run->old[2];

  run->old[2] = run->old[1];
  run->old[1] = run->old[0];
  run->old[0] = last;
  memcpy (last, newest, run->n * sizeof (float));
  run->n_old = MIN (run->n_old + 1, 3);
}

void
pictor_practice_run_stir (PictorPracticeRun *run,
                          float             *x,
                          double             sigma)
{
  if (sigma <= 0)
    return;
  pictor_practice_noise_draw (run->seed, PICTOR_PRACTICE_NOISE_STEP, (guint64) run->n_draws++, run->noise, run->n);
  pictor_practice_run_add (run, x, sigma, run->noise);
}

double
pictor_practice_run_split (double  sigma,
                           double  next,
                           double *up)
{
  *up = MIN (next, next / sigma * sqrt (sigma * sigma - next * next));
  return sqrt (next * next - *up * *up);
}
