/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-schedule.h"

#include <math.h>

#define N_TIMES PICTOR_PRACTICE_N_TIMES
#define FIRST_BETA 0.00085
#define LAST_BETA 0.012

/* log σ of each time, computed once */
static const double *
get_logs (void)
{
  static double logs[N_TIMES];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      double kept = 1;

      for (int i = 0; i < N_TIMES; i++)
        {
          double root = sqrt (FIRST_BETA) + (sqrt (LAST_BETA) - sqrt (FIRST_BETA)) * i / (N_TIMES - 1);

          kept *= 1 - root * root;
          logs[i] = 0.5 * log ((1 - kept) / kept);
        }
      g_once_init_leave (&ready, 1);
    }
  return logs;
}

double
pictor_practice_schedule_sigma (double time)
{
  const double *logs = get_logs ();
  int i = CLAMP ((int) time, 0, N_TIMES - 2);
  double part = CLAMP (time, 0, N_TIMES - 1) - i;

  return exp (logs[i] * (1 - part) + logs[i + 1] * part);
}

double
pictor_practice_schedule_time (double sigma)
{
  const double *logs = get_logs ();
  double level = CLAMP (log (sigma), logs[0], logs[N_TIMES - 1]);
  int low = 0, high = N_TIMES - 1;

  while (high - low > 1)
    {
      int middle = (low + high) / 2;

      if (logs[middle] <= level)
        low = middle;
      else
        high = middle;
    }
  return low + (level - logs[low]) / (logs[high] - logs[low]);
}

static double
get_karras (int i,
            int n)
{
  double high = pow (pictor_practice_schedule_sigma (N_TIMES - 1), 1 / PICTOR_PRACTICE_KARRAS_RHO);
  double low = pow (pictor_practice_schedule_sigma (0), 1 / PICTOR_PRACTICE_KARRAS_RHO);

  return pow (high + (low - high) * i / MAX (1, n - 1), PICTOR_PRACTICE_KARRAS_RHO);
}

double *
pictor_practice_schedule_new (PictorPracticeSpacing spacing,
                              int                   n)
{
  double *sigmas;
  const double last = N_TIMES - 1;

  g_return_val_if_fail (n >= 1 && n <= N_TIMES, NULL);

  sigmas = g_new0 (double, n + 1);
  for (int i = 0; i < n; i++)
    if (spacing == PICTOR_PRACTICE_SPACING_TIME)
      sigmas[i] = pictor_practice_schedule_sigma (last - last * i / MAX (1, n - 1));
    else if (spacing == PICTOR_PRACTICE_SPACING_KARRAS)
      sigmas[i] = get_karras (i, n);
    else if (spacing == PICTOR_PRACTICE_SPACING_LEADING)
      sigmas[i] = pictor_practice_schedule_sigma ((n - 1 - i) * (N_TIMES / n) + 1);
    else
      sigmas[i] = pictor_practice_schedule_sigma (last - last * i / n);
  if (spacing == PICTOR_PRACTICE_SPACING_OPEN)
    sigmas[n] = pictor_practice_schedule_sigma (0);
  return sigmas;
}
