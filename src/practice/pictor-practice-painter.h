/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-scene.h"
#include "practice/pictor-practice-style.h"

G_BEGIN_DECLS

/**
 * PictorPracticePaint:
 * @width: pixels, 16–1440
 * @height: pixels, 16–1440
 * @steps: 1–150
 * @cfg_scale: 0–30: how far beyond what an unprompted picture shows: 0 = that itself, 1 = what the prompt says
 * @sampler: (nullable): one of the sampler names; NULL = "Euler a"
 * @positive: NULL-terminated phrases
 * @negative: NULL-terminated phrases
 * @clip_skip: 1–12: from 2 on words spread to their neighbours in the vocabulary; 0 is taken for 1
 * @look: how scenes are drawn: what models and sub-models are
 * @guides: (array length=n_guides): what the controls ask for
 * @until: the step that the picture is wanted of, from 1; 0 = the last
 * @n_threads: which changes no bit of the picture; 0 = 1
 *
 * All that decides a picture but its seed.
 */
typedef struct
{
  int width, height;
  int steps;
  double cfg_scale;
  const char *sampler;
  const char * const *positive;
  const char * const *negative;
  int clip_skip;
  PictorPracticeLook look;
  const PictorPracticeGuide *guides;
  guint n_guides;
  int until;
  guint n_threads;
} PictorPracticePaint;

/* Told before each step, from 0 */
typedef void (* PictorPracticeStepFunc) (gpointer data,
                                         int      step);

/**
 * pictor_practice_paint:
 * @paint: what is wanted
 * @seed: of the noise that it begins with
 * @step: (nullable): called before each step, in this thread
 *
 * Diffuses a picture from noise: the exact denoiser of the scenes that the words may mean, guided away from the scenes of
 * the negative words or from anything at all, run by the sampler; then decoded. Same arguments, same bytes (on one
 * machine). Any thread; checks @cancellable at each step.
 *
 * Returns: (transfer full) (nullable): a PNG file
 */
GBytes  *pictor_practice_paint      (const PictorPracticePaint *paint,
                                     guint64                    seed,
                                     PictorPracticeStepFunc     step,
                                     gpointer                   data,
                                     GCancellable              *cancellable,
                                     GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * pictor_practice_guide_read:
 * @guide: (out caller-allocates): filled on success
 * @image: a PNG or JPEG file
 * @weight: 0–2
 * @error: G_IO_ERROR_INVALID_DATA (no picture), G_IO_ERROR_MESSAGE_TOO_LARGE (a side over 16384 pixels, or more than
 *   64 million pixels, told from the header before anything is decoded)
 *
 * Reads a control image. Dark marks on a light ground, or light on dark: whichever is rarer is ink. Any thread.
 */
gboolean pictor_practice_guide_read (PictorPracticeGuide *guide,
                                     GBytes              *image,
                                     double               weight,
                                     GError             **error);

G_END_DECLS
