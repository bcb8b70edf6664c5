/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Words → things: data/practice/'s subjects, settings and colours, English and Chinese, loaded once (thread-safe).
 */
typedef enum
{
  PICTOR_PRACTICE_SUBJECT,
  PICTOR_PRACTICE_SETTING,
  PICTOR_PRACTICE_COLOUR
} PictorPracticeKind;

typedef struct
{
  PictorPracticeKind kind;
  const char *name;    /* the English headword: "fox", "snow", "red" */
  const char *emoji;   /* subjects only */
  const char *details; /* settings and colours: what the painter needs, see pictor-practice-vocabulary.c */
  double weight;       /* of the place it was found at: (word:1.4) → 1.4, else 1 */
} PictorPracticeWord;

/* The known words of @phrase in order (plurals, several-word names, Chinese without spaces, attention
 * syntax), and in @unknown a hash of all that is not known. (transfer container): a GArray of
 * PictorPracticeWord, whose strings are static. */
GArray *pictor_practice_vocabulary_read     (const char         *phrase,
                                             guint64            *unknown);
guint   pictor_practice_vocabulary_count    (PictorPracticeKind  kind);

G_END_DECLS
