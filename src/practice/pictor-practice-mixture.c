/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-mixture.h"

#include <math.h>
#include <string.h>

/* A scene with a smaller share than this leaves no trace in 8 bits. */
#define LEAST_SHARE 1e-5

/* Eight sums at once, a vector or two to the compiler. */
typedef float Lanes __attribute__ ((vector_size (32), aligned (4)));
#define N_LANES 8

static float
multiply (const float *a,
          const float *b,
          gsize        n)
{
  Lanes sums[2] = { { 0 }, { 0 } };
  float sum = 0;

  for (gsize i = 0; i < n; i += 2 * N_LANES)
    {
      const Lanes *lanes_a = (const Lanes *) (const void *) (a + i), *lanes_b = (const Lanes *) (const void *) (b + i);

      sums[0] += lanes_a[0] * lanes_b[0];
      sums[1] += lanes_a[1] * lanes_b[1];
    }
  sums[0] += sums[1];
  for (int lane = 0; lane < N_LANES; lane++)
    sum += sums[0][lane];
  return sum;
}

float
pictor_practice_mixture_energy (const float *scene,
                                gsize        n)
{
  g_return_val_if_fail (n % (2 * N_LANES) == 0, 0);

  return multiply (scene, scene, n) / 2;
}

/* One part of the work: products of x with scenes [begin, end), or the mean of scenes over numbers [begin, end). Whichever
 * thread does it and whatever else it does, its sums are made in the same order. */
typedef struct
{
  const PictorPracticeMixture *mixture;
  const float *x;
  float *products;
  float *denoised;
  double keep, share, mean; /* denoised = keep · x + share · Σ weights · scenes + mean · mean of all */
  gsize begin, end;
  GMutex *lock;
  GCond *done;
  guint *left;
} Part;

static void
add (Part        *part,
     float        share,
     const float *scene)
{
  for (gsize i = part->begin; i < part->end; i += N_LANES)
    *(Lanes *) (void *) (part->denoised + i) += share * *(const Lanes *) (const void *) (scene + i);
}

static void
work (Part *part)
{
  const PictorPracticeMixture *mixture = part->mixture;

  if (part->denoised == NULL)
    {
      for (gsize k = part->begin; k < part->end; k++)
        part->products[k] = multiply (part->x, mixture->scenes[k], mixture->n);
      return;
    }
  for (gsize i = part->begin; i < part->end; i++)
    part->denoised[i] = (float) part->keep * part->x[i];
  if (part->mean != 0)
    add (part, (float) part->mean, mixture->mean);
  for (guint k = 0; k < mixture->n_scenes; k++)
    if (fabs (mixture->weights[k]) >= LEAST_SHARE)
      add (part, (float) (part->share * mixture->weights[k]), mixture->scenes[k]);
}

static void
work_cb (gpointer data,
         gpointer user_data)
{
  Part *part = data;

  work (part);
  g_mutex_lock (part->lock);
  if (--*part->left == 0)
    g_cond_signal (part->done);
  g_mutex_unlock (part->lock);
}

static GThreadPool *
get_pool (void)
{
  static gsize pool;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, (gsize) g_thread_pool_new (work_cb, NULL, -1, FALSE, NULL));
  return (GThreadPool *) pool;
}

/* Does @whole, from 0 to @whole->end in steps of @unit, in as many parts as there may be threads. */
static void
share_out (const Part *whole,
           gsize       unit)
{
  guint n = CLAMP (whole->mixture->n_threads, 1, 16), left = n - 1;
  Part parts[16];
  GMutex lock;
  GCond done;

  g_mutex_init (&lock);
  g_cond_init (&done);
  for (guint i = n; i-- > 0;)
    {
      parts[i] = *whole;
      parts[i].begin = whole->end / unit * i / n * unit;
      parts[i].end = whole->end / unit * (i + 1) / n * unit;
      parts[i].lock = &lock;
      parts[i].done = &done;
      parts[i].left = &left;
      if (i > 0)
        g_thread_pool_push (get_pool (), &parts[i], NULL);
    }
  work (&parts[0]);
  g_mutex_lock (&lock);
  while (left > 0)
    g_cond_wait (&done, &lock);
  g_mutex_unlock (&lock);
  g_cond_clear (&done);
  g_mutex_clear (&lock);
}

/* Adds @factor times each scene's share by one opinion to the weights. */
static void
add_shares (const PictorPracticeMixture *self,
            const float                 *products,
            const double                *prior,
            double                       variance,
            double                       factor)
{
  double most = -INFINITY, sum = 0;
  g_autofree double *shares = NULL;

  if (factor == 0)
    return;
  shares = g_new (double, self->n_scenes);
  for (guint k = 0; k < self->n_scenes; k++)
    {
      /* The part of ‖x - s‖² that all scenes have in common is left out. */
      shares[k] = prior[k] + (products[k] - self->energies[k]) / (variance * self->tau);
      most = MAX (most, shares[k]);
    }
  for (guint k = 0; k < self->n_scenes; k++)
    sum += shares[k] = exp (shares[k] - most);
  for (guint k = 0; k < self->n_scenes; k++)
    self->weights[k] += factor * shares[k] / sum;
}

void
pictor_practice_mixture_denoise (const PictorPracticeMixture *self,
                                 const float                 *x,
                                 double                       sigma,
                                 float                       *denoised)
{
  g_autofree float *products = g_new (float, self->n_scenes);
  double variance = sigma * sigma + self->spread;
  Part part = { self, x, products, .end = self->n_scenes };

  share_out (&part, 1);
  memset (self->weights, 0, self->n_scenes * sizeof (double));
  add_shares (self, products, self->prior[0], variance, self->guidance);
  add_shares (self, products, self->prior[1], variance, (1 - self->guidance) * (1 - self->doubt));

  part.denoised = denoised;
  part.keep = self->spread / variance;
  part.share = sigma * sigma / variance;
  part.mean = part.share * (1 - self->guidance) * self->doubt;
  part.end = self->n;
  share_out (&part, 2 * N_LANES);
}
