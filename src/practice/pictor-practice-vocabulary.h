/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Words → things: data/practice/'s subjects, settings and colours, English and Chinese, loaded once (thread-safe).
 * The files say in their first lines how they are written.
 */
typedef enum
{
  PICTOR_PRACTICE_SUBJECT,
  PICTOR_PRACTICE_SETTING,
  PICTOR_PRACTICE_COLOUR,
  PICTOR_PRACTICE_N_KINDS
} PictorPracticeKind;

/* Where a subject belongs. */
typedef enum
{
  PICTOR_PRACTICE_STANCE_GROUND,
  PICTOR_PRACTICE_STANCE_WATER,
  PICTOR_PRACTICE_STANCE_SKY,
  PICTOR_PRACTICE_STANCE_FLOAT
} PictorPracticeStance;

typedef enum
{
  PICTOR_PRACTICE_SETTING_PLACE,
  PICTOR_PRACTICE_SETTING_LIGHT,
  PICTOR_PRACTICE_SETTING_WEATHER
} PictorPracticeSettingKind;

/* What a setting is decorated with, in the order in which it is painted: what is far away first. */
typedef enum
{
  PICTOR_PRACTICE_DECOR_BANDS,
  PICTOR_PRACTICE_DECOR_NEBULA,
  PICTOR_PRACTICE_DECOR_STARS,
  PICTOR_PRACTICE_DECOR_AURORA,
  PICTOR_PRACTICE_DECOR_PLANETS,
  PICTOR_PRACTICE_DECOR_SUN,
  PICTOR_PRACTICE_DECOR_MOON,
  PICTOR_PRACTICE_DECOR_RAINBOW,
  PICTOR_PRACTICE_DECOR_CLOUDS,
  PICTOR_PRACTICE_DECOR_OVERCAST,
  PICTOR_PRACTICE_DECOR_FIREWORKS,
  PICTOR_PRACTICE_DECOR_LIGHTNING,
  PICTOR_PRACTICE_DECOR_MOUNTAINS,
  PICTOR_PRACTICE_DECOR_MESAS,
  PICTOR_PRACTICE_DECOR_HILLS,
  PICTOR_PRACTICE_DECOR_CASCADE,
  PICTOR_PRACTICE_DECOR_SKYLINE,
  PICTOR_PRACTICE_DECOR_CAVERN,
  PICTOR_PRACTICE_DECOR_INTERIOR,
  PICTOR_PRACTICE_DECOR_SPOTLIGHTS,
  PICTOR_PRACTICE_DECOR_DUNES,
  PICTOR_PRACTICE_DECOR_FURROWS,
  PICTOR_PRACTICE_DECOR_WAVES,
  PICTOR_PRACTICE_DECOR_SURF,
  PICTOR_PRACTICE_DECOR_RIPPLES,
  PICTOR_PRACTICE_DECOR_ICEBERGS,
  PICTOR_PRACTICE_DECOR_CRATERS,
  PICTOR_PRACTICE_DECOR_ROAD,
  PICTOR_PRACTICE_DECOR_ROOFS,
  PICTOR_PRACTICE_DECOR_ACACIAS,
  PICTOR_PRACTICE_DECOR_PINES,
  PICTOR_PRACTICE_DECOR_TREES,
  PICTOR_PRACTICE_DECOR_BAMBOO,
  PICTOR_PRACTICE_DECOR_PALMS,
  PICTOR_PRACTICE_DECOR_MIST,
  PICTOR_PRACTICE_DECOR_GRASS,
  PICTOR_PRACTICE_DECOR_FLOWERS,
  PICTOR_PRACTICE_DECOR_SEAWEED,
  PICTOR_PRACTICE_DECOR_RAYS,
  /* From here on in front of the subjects. */
  PICTOR_PRACTICE_DECOR_LANTERNS,
  PICTOR_PRACTICE_DECOR_BUBBLES,
  PICTOR_PRACTICE_DECOR_BOKEH,
  PICTOR_PRACTICE_DECOR_LEAVES,
  PICTOR_PRACTICE_DECOR_PETALS,
  PICTOR_PRACTICE_DECOR_RAIN,
  PICTOR_PRACTICE_DECOR_SNOW,
  PICTOR_PRACTICE_N_DECORS
} PictorPracticeDecor;

#define PICTOR_PRACTICE_DECOR_BIT(decor) (G_GUINT64_CONSTANT (1) << (decor))

/* "No colour": every real one is 0xRRGGBB. */
#define PICTOR_PRACTICE_NO_COLOUR G_MAXUINT32

/**
 * PictorPracticeSubject:
 * @emoji: UTF-8, one glyph of a colour emoji font
 * @stance: where it belongs
 * @bulk: how large it is, 1–5
 * @fixed: whether it reads wrongly when mirrored
 */
typedef struct
{
  const char *emoji;
  PictorPracticeStance stance;
  int bulk;
  gboolean fixed;
} PictorPracticeSubject;

/**
 * PictorPracticeSetting:
 * @sky: from the top down; a weather has one, in [0]
 * @ground: far and near; a light and a weather have one, in [0]
 * @horizon: percent of the height from the top; 100 = there is no ground
 * @decor: PICTOR_PRACTICE_DECOR_BITs
 */
typedef struct
{
  PictorPracticeSettingKind kind;
  guint32 sky[3];
  guint32 ground[2];
  int horizon;
  guint64 decor;
} PictorPracticeSetting;

/**
 * PictorPracticeEntry:
 * @name: the English headword: "fox", "snow", "red"
 *
 * One thing that can be named. Lives as long as the program.
 */
typedef struct
{
  PictorPracticeKind kind;
  const char *name;
  union
  {
    PictorPracticeSubject subject;
    PictorPracticeSetting setting;
    guint32 colour;
  };
} PictorPracticeEntry;

/**
 * PictorPracticeWord:
 * @entry: what was named
 * @weight: of the place it was found at: 1.4 in "(word:1.4)", 1.1 in "(word)", 1/1.1 in "[word]", else 1
 * @count: how many: the number that was said, 0 for a plural without one ("cats"), else 1
 * @part: which of the phrase's parts it is in, between commas or the like, from 0
 */
typedef struct
{
  const PictorPracticeEntry *entry;
  double weight;
  guint count;
  guint part;
} PictorPracticeWord;

/**
 * pictor_practice_vocabulary_read:
 * @phrase: UTF-8 text with any attention syntax
 * @hash: (inout): all words, known or not, but not their weights, are mixed into it
 *
 * The known words of @phrase in order: plurals, several-word names (the longest that fits), Chinese without
 * spaces, numbers before a subject, emoji themselves. Any thread.
 *
 * Returns: (transfer full) (element-type PictorPracticeWord)
 */
GArray *pictor_practice_vocabulary_read      (const char         *phrase,
                                              guint64            *hash) G_GNUC_WARN_UNUSED_RESULT;

guint   pictor_practice_vocabulary_count     (PictorPracticeKind  kind);
/* (transfer none): NULL past the end */
const PictorPracticeEntry *pictor_practice_vocabulary_get (PictorPracticeKind kind,
                                                           guint              i);

/**
 * pictor_practice_vocabulary_find:
 * @name: words in lower case parted by one space, or Chinese
 * @plural: (out): whether @name is a plural of the entry's name
 *
 * Returns: (transfer none) (nullable): what @name names
 */
const PictorPracticeEntry *pictor_practice_vocabulary_find (const char *name,
                                                            gboolean   *plural);

G_END_DECLS
