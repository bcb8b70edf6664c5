/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-random.h"

guint64
pictor_practice_random_next (PictorPracticeRandom *self)
{
  guint64 z = (self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

guint
pictor_practice_random_below (PictorPracticeRandom *self,
                              guint                 n)
{
  return ((pictor_practice_random_next (self) >> 32) * n) >> 32;
}

int
pictor_practice_random_range (PictorPracticeRandom *self,
                              int                   low,
                              int                   high)
{
  return low >= high ? low : low + (int) pictor_practice_random_below (self, high - low + 1);
}

double
pictor_practice_random_unit (PictorPracticeRandom *self)
{
  return (pictor_practice_random_next (self) >> 11) * (1.0 / (G_GUINT64_CONSTANT (1) << 53));
}

guint64
pictor_practice_hash (guint64     hash,
                      const void *data,
                      gsize       length)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}
