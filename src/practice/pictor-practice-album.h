/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-sprites.h"
#include "practice/pictor-practice-scene.h"
#include "practice/pictor-practice-style.h"

G_BEGIN_DECLS

/* How many scenes stand for all that a prompt may show: eight backdrops, each with eight layouts. */
#define PICTOR_PRACTICE_N_SCENES 64
/* What diffuses: this many pixels a side, whatever the form of the picture, of three channels, -1 – 1. */
#define PICTOR_PRACTICE_LATENT_SIDE 64
#define PICTOR_PRACTICE_LATENT_LENGTH (3 * PICTOR_PRACTICE_LATENT_SIDE * PICTOR_PRACTICE_LATENT_SIDE)

/**
 * PictorPracticeWish:
 * @positive: (nullable): NULL-terminated phrases; NULL = unprompted: anything from the vocabulary
 * @negative: NULL-terminated phrases: what must not be there
 * @width: of the picture, only the aspect matters
 * @height: of the picture
 * @reach: how far a word may be from the one that was said, see pictor_practice_scene_new_like()
 * @look: how it is drawn
 * @guides: (array length=n_guides): what draws the subjects
 *
 * What decides the scenes of an album.
 */
typedef struct
{
  const char * const *positive;
  const char * const *negative;
  int width, height;
  guint reach;
  PictorPracticeLook look;
  const PictorPracticeGuide *guides;
  guint n_guides;
} PictorPracticeWish;

/**
 * PictorPracticeAlbum:
 * @latents: each scene as it diffuses
 * @energies: see PictorPracticeMixture
 * @mean: of all of them
 * @focus: where each scene's subjects are, 0–255
 *
 * Scenes with fixed layouts: a function of the wish alone. Any thread.
 */
typedef struct
{
  float *latents[PICTOR_PRACTICE_N_SCENES];
  float *mean;
  float energies[PICTOR_PRACTICE_N_SCENES];
  guint8 *focus[PICTOR_PRACTICE_N_SCENES];
} PictorPracticeAlbum;

/* Draws the scenes small, or finds them where they were drawn before: the newest few albums are kept. (transfer full) */
PictorPracticeAlbum *pictor_practice_album_get   (const PictorPracticeWish *wish) G_GNUC_WARN_UNUSED_RESULT;
void                 pictor_practice_album_unref (PictorPracticeAlbum      *self);
/* Scene @k as a whole drawing, RGB24. (transfer full) */
cairo_surface_t     *pictor_practice_album_draw  (PictorPracticeAlbum      *self,
                                                  guint                     k,
                                                  int                       width,
                                                  int                       height) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorPracticeAlbum, pictor_practice_album_unref)

G_END_DECLS
