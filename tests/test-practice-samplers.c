/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "model/pictor-samplers.h"
#include "practice/pictor-practice-samplers.h"

/* Samplers on pictures of a few numbers whose end is known: by a formula, or by a fine integrator in double precision. */

#define N 4
#define HIGH 14.6
#define LOW 0.1

/* A mixture of normal distributions: pictures lie around @mean[k] with deviation @width. */
typedef struct
{
  int n_parts;
  double mean[2][N];
  double width;
} Target;

static const Target gaussian = { 1, { { 0.7, -0.4, 0.1, -1 } }, 0.6 };
static const Target mixture = { 2, { { 0.7, -0.4, 0.1, -1 }, { -0.8, 0.3, 0.9, -0.2 } }, 0.4 };

static void
expect (const Target *target,
        const double *x,
        double        sigma,
        double       *denoised)
{
  double variance = target->width * target->width + sigma * sigma, share[2], sum = 0;

  for (int k = 0; k < target->n_parts; k++)
    {
      double distance = 0;

      for (int i = 0; i < N; i++)
        distance += pow (x[i] - target->mean[k][i], 2);
      share[k] = -distance / (2 * variance);
    }
  for (int k = target->n_parts - 1; k >= 0; k--)
    sum += share[k] = exp (share[k] - share[0]);
  for (int i = 0; i < N; i++)
    {
      denoised[i] = 0;
      for (int k = 0; k < target->n_parts; k++)
        denoised[i] += share[k] / sum * (target->mean[k][i] * sigma * sigma + target->width * target->width * x[i]) / variance;
    }
}

static void
denoise (gpointer     data,
         const float *x,
         double       sigma,
         float       *denoised)
{
  double from[N], to[N];

  for (int i = 0; i < N; i++)
    from[i] = x[i];
  expect (data, from, sigma, to);
  for (int i = 0; i < N; i++)
    denoised[i] = (float) to[i];
}

static void
slope_at (const Target *target,
          const double *x,
          double        level,
          double       *slope)
{
  double sigma = exp (level);

  expect (target, x, sigma, slope);
  for (int i = 0; i < N; i++)
    slope[i] = x[i] - slope[i];
}

/* The probability-flow ODE by the classical Runge-Kutta method in log σ. */
static void
integrate (const Target *target,
           double       *x,
           double        high,
           double        low,
           int           n)
{
  double step = log (low / high) / n;

  for (int i = 0; i < n; i++)
    {
      double level = log (high) + i * step, at[N], k[4][N];

      slope_at (target, x, level, k[0]);
      for (int stage = 1; stage < 4; stage++)
        {
          double part = stage == 3 ? 1 : 0.5;

          for (int j = 0; j < N; j++)
            at[j] = x[j] + part * step * k[stage - 1][j];
          slope_at (target, at, level + part * step, k[stage]);
        }
      for (int j = 0; j < N; j++)
        x[j] += step / 6 * (k[0][j] + 2 * k[1][j] + 2 * k[2][j] + k[3][j]);
    }
}

static const double start[N] = { 9.2, -14.1, 3.3, 17.5 };

static double *
make_levels (int    n,
             double high,
             double low)
{
  double *sigmas = g_new (double, n + 1);

  for (int i = 0; i <= n; i++)
    sigmas[i] = pow (pow (high, 1 / 7.0) + (pow (low, 1 / 7.0) - pow (high, 1 / 7.0)) * i / n, 7);
  return sigmas;
}

/* How far the end is off @exact, which belongs to LOW. */
static double
get_error (const char   *name,
           const Target *target,
           int           n,
           const double *exact)
{
  PictorPracticeRun run = { .denoise = denoise, .data = (gpointer) target, .n = N, .seed = 1 };
  g_autofree double *sigmas = make_levels (n, HIGH, LOW);
  float x[N];
  double sum = 0;

  for (int i = 0; i < N; i++)
    x[i] = (float) start[i];
  pictor_practice_sampler_follow (pictor_practice_sampler_find (name), &run, x, sigmas, n);
  for (int i = 0; i < N; i++)
    sum += pow (x[i] - exact[i], 2);
  return sqrt (sum / N);
}

/* The end of the ODE for one normal distribution by its formula, for a mixture by the integrator, which is right to 1e-6. */
static void
find_end (const Target *target,
          double       *exact)
{
  double coarse[N];

  memcpy (exact, start, sizeof start);
  memcpy (coarse, start, sizeof start);
  integrate (target, exact, HIGH, LOW, 4000);
  integrate (target, coarse, HIGH, LOW, 2000);
  for (int i = 0; i < N; i++)
    {
      double variance = target->width * target->width;
      double known = target->mean[0][i] + (start[i] - target->mean[0][i]) *
                                            sqrt ((variance + LOW * LOW) / (variance + HIGH * HIGH));

      g_assert_cmpfloat_with_epsilon (exact[i], coarse[i], 1e-8);
      if (target->n_parts == 1)
        g_assert_cmpfloat_with_epsilon (exact[i], known, 1e-8);
    }
}

/* The order of its paper, and the steps at which it is seen before what is left is the rounding of single precision. The
 * multistep methods of order 3 and more begin with lower orders. DPM fast is of order 3 where its last step, of n
 * modulo 3, is of order 2: one step of order 1 costs an order. */
static const struct
{
  const char *name;
  int n_steps[4];
  double least, most;
} orders[] = {
  { "Euler", { 16, 32, 64, 128 }, 0.9, 1.1 },
  { "DDIM", { 16, 32, 64, 128 }, 0.9, 1.1 },
  { "Heun", { 16, 32, 64, 128 }, 1.9, 2.2 },
  { "DPM2", { 16, 32, 64, 128 }, 1.9, 2.2 },
  { "DPM2 Karras", { 16, 32, 64, 128 }, 1.9, 2.2 },
  { "DPM++ 2M", { 24, 48, 96, 192 }, 1.9, 2.2 },
  { "DPM++ 2M Karras", { 24, 48, 96, 192 }, 1.9, 2.2 },
  { "PLMS", { 16, 32, 64, 128 }, 1.9, 2.4 },
  { "DPM fast", { 35, 71, 143 }, 2.7, 3.4 },
  { "UniPC", { 20, 40, 80 }, 3.0, 4.6 },
  { "LMS", { 12, 24, 48, 96 }, 3.1, 4.6 },
  { "LMS Karras", { 12, 24, 48, 96 }, 3.1, 4.6 },
};

static void
test_orders (void)
{
  const Target *targets[] = { &gaussian, &mixture };

  for (guint t = 0; t < G_N_ELEMENTS (targets); t++)
    {
      double exact[N];

      find_end (targets[t], exact);
      g_test_message ("%s: error (order seen) at each number of steps", t == 0 ? "one normal" : "mixture");
      for (guint s = 0; s < G_N_ELEMENTS (orders); s++)
        {
          g_autoptr (GString) line = g_string_new (NULL);
          double first = 0, last = 0;
          int n;

          g_string_printf (line, "%-16s", orders[s].name);
          for (n = 0; n < 4 && orders[s].n_steps[n] > 0; n++)
            {
              double error = get_error (orders[s].name, targets[t], orders[s].n_steps[n], exact);

              g_string_append_printf (line, " %4d: %.2e", orders[s].n_steps[n], error);
              if (n > 0)
                g_string_append_printf (line, " (%.2f)", log2 (last / error));
              else
                first = error;
              last = error;
            }
          g_test_message ("%s", line->str);
          g_assert_cmpfloat (log2 (first / last) / (n - 1), >=, orders[s].least);
          g_assert_cmpfloat (log2 (first / last) / (n - 1), <=, orders[s].most);
        }
    }
}

/* It keeps to its tolerance by itself, with three calls a step. */
static void
test_adaptive (void)
{
  double exact[N];

  find_end (&mixture, exact);
  g_assert_cmpfloat (get_error ("DPM adaptive", &mixture, 20, exact), <, 0.02);
  g_assert_cmpfloat (get_error ("DPM adaptive", &mixture, 20, exact), ==, get_error ("DPM adaptive", &mixture, 50, exact));
}

/* With its own levels every sampler ends near where the ODE does, and calls the denoiser as often as its paper says. */
static void
test_calls (void)
{
  const int n = 24;
  const struct { const char *name; int calls; } cases[] = {
    { "Euler a", n }, { "Euler", n }, { "LMS", n }, { "Heun", 2 * n - 1 }, { "DPM2", 2 * n - 1 },
    { "DPM2 a", 2 * n - 1 }, { "DPM++ 2S a", 2 * n - 1 }, { "DPM++ 2M", n }, { "DPM++ SDE", 2 * n - 1 },
    { "DPM++ 2M SDE", n }, { "DPM fast", n }, { "DPM adaptive", 0 }, { "LMS Karras", n },
    { "DPM2 Karras", 2 * n - 1 }, { "DPM2 a Karras", 2 * n - 1 }, { "DPM++ 2S a Karras", 2 * n - 1 },
    { "DPM++ 2M Karras", n }, { "DPM++ SDE Karras", 2 * n - 1 }, { "DPM++ 2M SDE Karras", n }, { "DDIM", n },
    { "PLMS", n + 1 }, { "UniPC", n },
  };

  for (guint s = 0; s < PICTOR_N_SAMPLERS; s++)
    {
      const PictorPracticeSampler *sampler = pictor_practice_sampler_find (pictor_samplers_get_names ()[s]);
      PictorPracticeRun run = { .denoise = denoise, .data = (gpointer) &gaussian, .n = N, .seed = 3 };
      float x[N];

      g_assert_nonnull (sampler);
      g_assert_cmpstr (sampler->name, ==, cases[s].name);
      pictor_practice_sampler_run (sampler, &run, x, n);
      if (cases[s].calls > 0)
        g_assert_cmpint (run.n_calls, ==, cases[s].calls);
      else
        g_assert_cmpint (run.n_calls, >, 3 * 8);
      for (int i = 0; i < N; i++)
        g_assert_cmpfloat (fabs (x[i] - gaussian.mean[0][i]), <, 5 * gaussian.width);
    }
  g_assert_null (pictor_practice_sampler_find ("euler a"));
  g_assert_cmpstr (pictor_practice_sampler_find (NULL)->name, ==, "Euler a");
}

/* One step, and few, are enough for none of them to stumble. */
static void
test_few_steps (void)
{
  for (guint s = 0; s < PICTOR_N_SAMPLERS; s++)
    for (int n = 1; n <= 6; n++)
      {
        PictorPracticeRun run = { .denoise = denoise, .data = (gpointer) &mixture, .n = N, .seed = 3 };
        float x[N];

        pictor_practice_sampler_run (pictor_practice_sampler_find (pictor_samplers_get_names ()[s]), &run, x, n);
        for (int i = 0; i < N; i++)
          g_assert_cmpfloat (fabs (x[i]), <, 20);
      }
}

/* What adds noise ends in the distribution itself: mean and covariance over many seeds. */
static void
test_distributions (void)
{
  static const char * const names[] = { "Euler a", "DPM2 a", "DPM++ 2S a", "DPM++ SDE", "DPM++ 2M SDE" };
  const Target *targets[] = { &gaussian, &mixture };
  const int n_seeds = 4000, n = 100;
  g_autofree double *sigmas = make_levels (n, HIGH, 0.03);

  for (guint t = 0; t < G_N_ELEMENTS (targets); t++)
    for (guint s = 0; s < G_N_ELEMENTS (names); s++)
      {
        const PictorPracticeSampler *sampler = pictor_practice_sampler_find (names[s]);
        double mean[N] = { 0 }, product[N][N] = { { 0 } }, off_mean = 0, off = 0;
        int n_parts = targets[t]->n_parts;

        for (int seed = 0; seed < n_seeds; seed++)
          {
            PictorPracticeRun run = { .denoise = denoise, .data = (gpointer) targets[t], .n = N, .seed = (guint64) seed };
            float x[N];

            pictor_practice_noise_draw (run.seed, PICTOR_PRACTICE_NOISE_START, 0, x, N);
            for (int i = 0; i < N; i++)
              x[i] = (float) (targets[t]->mean[seed % n_parts][i] + x[i] * hypot (targets[t]->width, HIGH));
            pictor_practice_sampler_follow (sampler, &run, x, sigmas, n);
            for (int i = 0; i < N; i++)
              {
                mean[i] += x[i] / n_seeds;
                for (int j = 0; j < N; j++)
                  product[i][j] += x[i] * x[j] / n_seeds;
              }
          }
        for (int i = 0; i < N; i++)
          {
            const double (*parts)[N] = targets[t]->mean;
            double middle = n_parts == 1 ? parts[0][i] : (parts[0][i] + parts[1][i]) / 2;

            off_mean = MAX (off_mean, fabs (mean[i] - middle));
            for (int j = 0; j < N; j++)
              {
                double known = i == j ? targets[t]->width * targets[t]->width : 0;

                if (n_parts == 2)
                  known += (parts[0][i] - parts[1][i]) * (parts[0][j] - parts[1][j]) / 4;
                off = MAX (off, fabs (product[i][j] - mean[i] * mean[j] - known));
              }
          }
        g_test_message ("%s, %d part(s): mean off by %.4f, covariance by %.4f", names[s], n_parts, off_mean, off);
        g_assert_cmpfloat (off_mean, <, 0.05);
        g_assert_cmpfloat (off, <, 0.05);
      }
}

/* More steps refine the same path: what SDE samplers end in goes to a limit for each seed, not only on the whole. */
static void
test_path (void)
{
  static const char * const names[] = { "DPM++ SDE", "DPM++ 2M SDE" };

  for (guint s = 0; s < G_N_ELEMENTS (names); s++)
    {
      double apart[3] = { 0 };

      for (guint64 seed = 0; seed < 200; seed++)
        {
          float last[N];

          for (int j = 0; j < 4; j++)
            {
              PictorPracticeRun run = { .denoise = denoise, .data = (gpointer) &gaussian, .n = N, .seed = seed };
              g_autofree double *sigmas = make_levels (20 << j, HIGH, 0.03);
              float x[N];

              for (int i = 0; i < N; i++)
                x[i] = (float) start[i];
              pictor_practice_sampler_follow (pictor_practice_sampler_find (names[s]), &run, x, sigmas, 20 << j);
              for (int i = 0; i < N && j > 0; i++)
                apart[j - 1] += pow (x[i] - last[i], 2) / (200 * N);
              memcpy (last, x, sizeof last);
            }
        }
      g_test_message ("%s: 20 and 40 steps are %.4f apart, 40 and 80 %.4f, 80 and 160 %.4f", names[s], sqrt (apart[0]),
                      sqrt (apart[1]), sqrt (apart[2]));
      g_assert_cmpfloat (apart[1], <, apart[0]);
      g_assert_cmpfloat (apart[2], <, apart[1]);
      g_assert_cmpfloat (sqrt (apart[2]), <, 0.3 * gaussian.width);
    }
}

static void
test_schedule (void)
{
  g_autofree double *plain = pictor_practice_schedule_new (PICTOR_PRACTICE_SPACING_TIME, 20);
  g_autofree double *karras = pictor_practice_schedule_new (PICTOR_PRACTICE_SPACING_KARRAS, 20);
  g_autofree double *leading = pictor_practice_schedule_new (PICTOR_PRACTICE_SPACING_LEADING, 20);

  g_assert_cmpfloat_with_epsilon (pictor_practice_schedule_sigma (0), 0.0292, 5e-5);
  g_assert_cmpfloat_with_epsilon (pictor_practice_schedule_sigma (999), 14.6146, 5e-5);
  for (double time = 0; time <= 999; time += 0.37)
    g_assert_cmpfloat_with_epsilon (pictor_practice_schedule_time (pictor_practice_schedule_sigma (time)), time, 1e-6);
  g_assert_cmpfloat (pictor_practice_schedule_time (100), ==, 999);
  g_assert_cmpfloat (pictor_practice_schedule_time (1e-9), ==, 0);
  for (int i = 0; i < 20; i++)
    {
      g_assert_cmpfloat (plain[i + 1], <, plain[i]);
      g_assert_cmpfloat (karras[i + 1], <, karras[i]);
    }
  g_assert_cmpfloat_with_epsilon (plain[19], karras[19], 1e-9);
  g_assert_cmpfloat_with_epsilon (karras[0], 14.6146, 1e-4);
  g_assert_cmpfloat (plain[20] + karras[20] + leading[20], ==, 0);
  /* A half of the steps in the seventh root is where it should be. */
  g_assert_cmpfloat_with_epsilon (pow (karras[10], 1 / 7.0) - pow (karras[11], 1 / 7.0),
                                  pow (karras[3], 1 / 7.0) - pow (karras[4], 1 / 7.0), 1e-9);
  g_assert_cmpfloat_with_epsilon (leading[0], pictor_practice_schedule_sigma (951), 1e-9);
}

/* The first words of Philox4x32-10 are those that its authors publish, and no value depends on the others. */
static void
test_noise (void)
{
  const gsize n = 100000;
  g_autofree float *values = g_new (float, n);
  g_autofree float *fewer = g_new (float, 1001);
  double radius = sqrt (-2 * log (0x6627e8d5 / 4294967296.0)), angle = 2 * G_PI * 0xe169c58d / 4294967296.0;
  double sum[5] = { 0 };

  pictor_practice_noise_draw (0, PICTOR_PRACTICE_NOISE_START, 0, values, n);
  g_assert_cmpfloat_with_epsilon (values[0], radius * cos (angle), 1e-5);
  g_assert_cmpfloat_with_epsilon (values[1], radius * sin (angle), 1e-5);
  pictor_practice_noise_draw (0, PICTOR_PRACTICE_NOISE_START, 0, fewer, 1001);
  g_assert_cmpmem (values, 1001 * sizeof (float), fewer, 1001 * sizeof (float));
  for (gsize i = 0; i < n; i++)
    for (int k = 1; k < 5; k++)
      sum[k] += pow (values[i], k) / n;
  g_assert_cmpfloat_with_epsilon (sum[1], 0, 0.015);
  g_assert_cmpfloat_with_epsilon (sum[2], 1, 0.02);
  g_assert_cmpfloat_with_epsilon (sum[3], 0, 0.05);
  g_assert_cmpfloat_with_epsilon (sum[4], 3, 0.12);
  pictor_practice_noise_draw (0, PICTOR_PRACTICE_NOISE_STEP, 0, fewer, 1001);
  g_assert_cmpfloat (fewer[0], !=, values[0]);
  pictor_practice_noise_draw (1, PICTOR_PRACTICE_NOISE_START, 0, fewer, 1001);
  g_assert_cmpfloat (fewer[0], !=, values[0]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/samplers/orders", test_orders);
  g_test_add_func ("/practice/samplers/adaptive", test_adaptive);
  g_test_add_func ("/practice/samplers/calls", test_calls);
  g_test_add_func ("/practice/samplers/few-steps", test_few_steps);
  g_test_add_func ("/practice/samplers/distributions", test_distributions);
  g_test_add_func ("/practice/samplers/path", test_path);
  g_test_add_func ("/practice/samplers/schedule", test_schedule);
  g_test_add_func ("/practice/samplers/noise", test_noise);
  return g_test_run ();
}
