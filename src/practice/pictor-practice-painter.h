/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-scene.h"

G_BEGIN_DECLS

/**
 * PictorPracticePaint:
 * @width: pixels, 16–1440
 * @height: pixels, 16–1440
 * @steps: 1–150: how far the painting is worked out
 * @cfg_scale: 0–30: how strong its colours are; 7 leaves them as they are
 * @sampler: (nullable): one of the sampler names: which brush it is painted with
 *
 * How a scene is painted. The seed is the scene's.
 */
typedef struct
{
  int width, height;
  int steps;
  double cfg_scale;
  const char *sampler;
} PictorPracticePaint;

/**
 * pictor_practice_paint:
 *
 * Paints @scene as a PNG file. Same arguments, same bytes (on one machine). Any thread; checks @cancellable between
 * its stages.
 *
 * Returns: (transfer full) (nullable)
 */
GBytes  *pictor_practice_paint      (const PictorPracticeScene *scene,
                                     const PictorPracticePaint *paint,
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
