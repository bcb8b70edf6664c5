/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PictorPracticeRandom:
 *
 * Numbers that look like chance and are the same on every machine: SplitMix64, as published by Steele, Lea and
 * Flood, "Fast splittable pseudorandom number generators" (2014). Set up by giving it any seed.
 */
typedef struct
{
  guint64 state;
} PictorPracticeRandom;

guint64 pictor_practice_random_next  (PictorPracticeRandom *self);
/* 0 ≤ result < @n; 0 for @n = 0 */
guint   pictor_practice_random_below (PictorPracticeRandom *self,
                                      guint                 n);
/* @low ≤ result ≤ @high */
int     pictor_practice_random_range (PictorPracticeRandom *self,
                                      int                   low,
                                      int                   high);
/* 0 ≤ result < 1 */
double  pictor_practice_random_unit  (PictorPracticeRandom *self);

/* Mixes @length bytes into @hash: FNV-1a in 64 bits, begun with PICTOR_PRACTICE_HASH_START. */
#define PICTOR_PRACTICE_HASH_START G_GUINT64_CONSTANT (0xcbf29ce484222325)
guint64 pictor_practice_hash         (guint64               hash,
                                      const void           *data,
                                      gsize                 length);

G_END_DECLS
