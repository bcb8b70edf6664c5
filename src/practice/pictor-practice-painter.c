/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-painter.h"

#include <math.h>
#include <string.h>

#include "practice/pictor-practice-decode.h"
#include "practice/pictor-practice-mixture.h"
#include "practice/pictor-practice-png.h"
#include "practice/pictor-practice-samplers.h"

#define N_SCENES PICTOR_PRACTICE_N_SCENES
#define LENGTH PICTOR_PRACTICE_LATENT_LENGTH
/* Neighbouring pixels of a drawing are alike, so that the sum of squares over all of them counts each thing several times:
 * by this much less it tells. */
#define TAU 2
/* What is like a scene lies around it with this deviation, a level or two of 8 bits: no two seeds make quite the same. */
#define DEVIATION 0.01
/* What no prompt was given for may also be what the prompt says, though that is this unlikely (a logarithm). So guidance
 * ends when it is clear that it is. */
#define RARE -30

/* So much of everything else is in whatever is expected without a prompt: what a high CFG scale exaggerates. */
#define DOUBT 0.016

typedef struct
{
  PictorPracticeMixture mixture;
  const PictorPracticePaint *paint;
  PictorPracticeStepFunc step;
  gpointer data;
  GCancellable *cancellable;
  float *latent;
  gboolean finished; /* before the last step */
  double sigmas[2]; /* of the step before and of this one */
} Painting;

static void
denoise_cb (gpointer     data,
            const float *x,
            double       sigma,
            float       *denoised)
{
  Painting *self = data;

  pictor_practice_mixture_denoise (&self->mixture, x, sigma, denoised);
}

static gboolean
step_cb (gpointer     data,
         int          step,
         double       sigma,
         const float *denoised)
{
  Painting *self = data;

  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  if (step > 0 && step == self->paint->until)
    {
      self->finished = TRUE;
      memcpy (self->latent, denoised, LENGTH * sizeof (float));
      return FALSE;
    }
  self->sigmas[0] = step > 0 ? self->sigmas[1] : sigma;
  self->sigmas[1] = sigma;
  if (self->step != NULL)
    self->step (self->data, step);
  return TRUE;
}

/* What the prompt says. */
static PictorPracticeAlbum *
get_prompted (const PictorPracticePaint *paint)
{
  PictorPracticeWish wish = {
    .positive = paint->positive,
    .negative = paint->negative,
    .width = paint->width,
    .height = paint->height,
    .reach = (guint) MAX (0, paint->clip_skip - 1),
    .look = paint->look,
    .guides = paint->guides,
    .n_guides = paint->n_guides,
  };

  return pictor_practice_album_get (&wish);
}

/* What it is guided away from: what the negative prompt says, or anything. */
static PictorPracticeAlbum *
get_other (const PictorPracticePaint *paint)
{
  static const char * const nothing[] = { NULL };
  PictorPracticeWish wish = { NULL, nothing, paint->width, paint->height, .look = paint->look };

  for (guint i = 0; paint->negative[i] != NULL; i++)
    if (paint->negative[i][0] != '\0')
      wish.positive = paint->negative;
  return pictor_practice_album_get (&wish);
}

/* Leaves the picture in self->latent. */
static void
run_sampler (Painting                    *self,
             const PictorPracticeSampler *sampler,
             PictorPracticeRun           *run)
{
  g_autofree float *x = g_new (float, LENGTH);

  pictor_practice_sampler_run (sampler, run, x, self->paint->steps);
  if (!self->finished)
    memcpy (self->latent, x, LENGTH * sizeof (float));
}

GBytes *
pictor_practice_paint (const PictorPracticePaint *paint,
                       guint64                    seed,
                       PictorPracticeStepFunc     step,
                       gpointer                   data,
                       GCancellable              *cancellable,
                       GError                   **error)
{
  const float *scenes[2 * N_SCENES];
  float energies[2 * N_SCENES];
  double guided[2 * N_SCENES], unguided[2 * N_SCENES], weights[2 * N_SCENES];
  g_autofree float *latent = g_new (float, LENGTH);
  g_autoptr (PictorPracticeAlbum) prompted = NULL;
  g_autoptr (PictorPracticeAlbum) other = NULL;
  g_autoptr (cairo_surface_t) picture = NULL;
  const PictorPracticeSampler *sampler = pictor_practice_sampler_find (paint->sampler);
  Painting self = { { 2 * N_SCENES, LENGTH, scenes, energies, TAU, DEVIATION * DEVIATION, { guided, unguided },
                      paint->cfg_scale, DOUBT, NULL, MAX (1, paint->n_threads), weights },
                    paint, step, data, cancellable };
  PictorPracticeRun run = { .denoise = denoise_cb, .step = step_cb, .data = &self, .n = LENGTH, .seed = seed };

  g_return_val_if_fail (paint->width > 0 && paint->height > 0 && paint->steps > 0 && sampler != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  prompted = get_prompted (paint);
  other = get_other (paint);
  for (guint k = 0; k < 2 * N_SCENES; k++)
    {
      const PictorPracticeAlbum *album = k < N_SCENES ? prompted : other;

      scenes[k] = album->latents[k % N_SCENES];
      energies[k] = album->energies[k % N_SCENES];
      guided[k] = k < N_SCENES ? 0 : -INFINITY;
      unguided[k] = k < N_SCENES ? RARE : 0;
    }
  self.mixture.mean = other->mean;
  self.latent = latent;
  run_sampler (&self, sampler, &run);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  picture = pictor_practice_decode ((PictorPracticeAlbum *[]) { prompted, other }, weights, latent, self.sigmas[0],
                                    paint->width, paint->height);
  return pictor_practice_png_write (picture, error);
}
