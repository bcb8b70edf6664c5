/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "practice/pictor-practice-vocabulary.h"

G_BEGIN_DECLS

/**
 * PictorPracticeGuide:
 *
 * What one ControlNet unit asks of the layout: where it has ink, as a small grey map, and how strongly. Made from the
 * control image by the service; owned by the request.
 */
#define PICTOR_PRACTICE_GUIDE_SIDE 64
typedef struct
{
  float ink[PICTOR_PRACTICE_GUIDE_SIDE * PICTOR_PRACTICE_GUIDE_SIDE]; /* rows from the top, 0–1 */
  double weight;                                                     /* 0–2 */
} PictorPracticeGuide;

/**
 * PictorPracticeItem:
 * @emoji: UTF-8 of one subject
 * @x: centre, as a fraction of the picture's width
 * @y: centre, as a fraction of its height
 * @size: as a fraction of its shorter side
 * @angle: radians
 * @mirrored: whether it looks the other way
 *
 * One subject in its place.
 */
typedef struct
{
  const char *emoji;
  double x, y, size, angle;
  gboolean mirrored;
} PictorPracticeItem;

/**
 * PictorPracticeScene:
 *
 * What is in a picture and where, apart from how it is painted: a background and the subjects laid out on it.
 * A function of the words, the seed and the guides alone; the same on every machine.
 */
typedef struct _PictorPracticeScene PictorPracticeScene;

PictorPracticeScene *pictor_practice_scene_new  (const char * const        *positive,
                                                 const char * const        *negative,
                                                 guint64                    seed,
                                                 double                     aspect,
                                                 const PictorPracticeGuide *guides,
                                                 guint                      n_guides);
void                 pictor_practice_scene_free (PictorPracticeScene       *scene);
guint                pictor_practice_scene_get_n_items (const PictorPracticeScene *scene);
const PictorPracticeItem *pictor_practice_scene_get_item (const PictorPracticeScene *scene,
                                                          guint                      i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorPracticeScene, pictor_practice_scene_free)

G_END_DECLS
