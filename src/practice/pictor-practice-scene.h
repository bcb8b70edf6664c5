/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "practice/pictor-practice-vocabulary.h"

G_BEGIN_DECLS

#define PICTOR_PRACTICE_GUIDE_SIDE 64

/**
 * PictorPracticeGuide:
 * @ink: how much is drawn, rows from the top, 0–255; stretched over the whole picture
 * @weight: how strongly subjects follow it: 0 (not at all) – 2 (strictly)
 *
 * What one ControlNet unit asks of the layout. Read from the control image with pictor_practice_guide_read().
 */
typedef struct
{
  guint8 ink[PICTOR_PRACTICE_GUIDE_SIDE * PICTOR_PRACTICE_GUIDE_SIDE];
  double weight;
} PictorPracticeGuide;

#define PICTOR_PRACTICE_N_SHAPES 6

/* What carries a subject: nothing or the air, the ground that its shadow falls on, or water that it lies in. */
typedef enum
{
  PICTOR_PRACTICE_FOOTING_NONE,
  PICTOR_PRACTICE_FOOTING_GROUND,
  PICTOR_PRACTICE_FOOTING_WATER
} PictorPracticeFooting;

/**
 * PictorPracticeItem:
 * @subject: (nullable): NULL = an abstract shape
 * @shape: 0 – PICTOR_PRACTICE_N_SHAPES - 1: which, also where no emoji font is installed
 * @colour: the shape's colour
 * @tint: the colour the words gave the subject, or PICTOR_PRACTICE_NO_COLOUR
 * @x: centre, as a fraction of the picture's width
 * @y: centre, as a fraction of its height
 * @size: as a fraction of its shorter side
 * @angle: radians
 * @mirrored: whether it looks the other way
 * @footing: what carries it
 *
 * One subject in its place.
 */
typedef struct
{
  const PictorPracticeSubject *subject;
  guint shape;
  guint32 colour;
  guint32 tint;
  double x, y, size, angle;
  gboolean mirrored;
  PictorPracticeFooting footing;
} PictorPracticeItem;

/**
 * PictorPracticeBackdrop:
 * @sky: from the top down
 * @ground: far and near
 * @accents: colours for what decorates it
 * @light: the colour of the light, 0xffffff by day
 * @dark: whether it is night, or as dark as that
 * @horizon: percent of the height from the top; 100 = there is no ground
 * @shore: the same for where firm ground begins, with water beyond it; @horizon = there is no water
 * @decor: PICTOR_PRACTICE_DECOR_BITs
 * @grain: seeds whatever the painter strews
 */
typedef struct
{
  guint32 sky[3];
  guint32 ground[2];
  guint32 accents[3];
  guint32 light;
  gboolean dark;
  int horizon, shore;
  guint64 decor;
  guint64 grain;
} PictorPracticeBackdrop;

/**
 * PictorPracticeScene:
 *
 * What is in a picture and where, apart from how it is painted: a backdrop and the subjects laid out on it, those
 * further away first. A function of the words, the seed, the aspect and the guides alone; the same on every machine.
 */
typedef struct _PictorPracticeScene PictorPracticeScene;

/**
 * pictor_practice_scene_new:
 * @positive: NULL-terminated phrases
 * @negative: NULL-terminated phrases: what must not be there
 * @seed: the seed, or one of a batch
 * @width: of the picture, only the aspect matters
 * @height: of the picture
 * @guides: (array length=n_guides): copied as needed
 *
 * Returns: (transfer full): never empty: words that name nothing make an abstract picture
 */
PictorPracticeScene *pictor_practice_scene_new  (const char * const        *positive,
                                                 const char * const        *negative,
                                                 guint64                    seed,
                                                 int                        width,
                                                 int                        height,
                                                 const PictorPracticeGuide *guides,
                                                 guint                      n_guides) G_GNUC_WARN_UNUSED_RESULT;
/* The same, whose subjects @layout places: scenes of one @seed differ in nothing else. Each word may be one that is up to
 * @reach away in the vocabulary. (transfer full) */
PictorPracticeScene *pictor_practice_scene_new_like (const char * const        *positive,
                                                     const char * const        *negative,
                                                     guint64                    seed,
                                                     guint64                    layout,
                                                     guint                      reach,
                                                     int                        width,
                                                     int                        height,
                                                     const PictorPracticeGuide *guides,
                                                     guint                      n_guides) G_GNUC_WARN_UNUSED_RESULT;
void                 pictor_practice_scene_free (PictorPracticeScene       *scene);
guint                pictor_practice_scene_get_n_items (const PictorPracticeScene *scene);
const PictorPracticeItem *pictor_practice_scene_get_item (const PictorPracticeScene *scene,
                                                          guint                      i);
const PictorPracticeBackdrop *pictor_practice_scene_get_backdrop (const PictorPracticeScene *scene);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorPracticeScene, pictor_practice_scene_free)

G_END_DECLS
