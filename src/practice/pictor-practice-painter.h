/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-scene.h"

G_BEGIN_DECLS

/**
 * PictorPracticePaint:
 *
 * How a scene is painted. Steps, CFG scale and sampler reach the painter here; the diffusion that gives them their
 * full meaning is built on the scene layer later.
 */
typedef struct
{
  int width, height;   /* pixels */
  int steps;
  double cfg_scale;
  const char *sampler;
  guint64 seed;
  int clip_skip;
} PictorPracticePaint;

/* Paints @scene as PNG. Same arguments, same bytes. Any thread. Checks @cancellable between its stages. (transfer full) (nullable) */
GBytes *pictor_practice_paint (const PictorPracticeScene *scene,
                               const PictorPracticePaint *paint,
                               GCancellable              *cancellable,
                               GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads a control image (PNG or JPEG bytes, checked to be small enough) into @guide: dark marks on a light ground, or
 * light on dark, whichever is rarer, are ink. */
gboolean pictor_practice_guide_read (PictorPracticeGuide *guide,
                                     GBytes              *image,
                                     double               weight,
                                     GError             **error);

G_END_DECLS
