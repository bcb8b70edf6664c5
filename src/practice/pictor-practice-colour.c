/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-colour.h"

static const guint32 pigments[PICTOR_PRACTICE_N_PIGMENTS] = {
  0xe4572e, 0xf2803a, 0xf5a623, 0xf7c948, 0xd9d05a, 0x9ccb5a, 0x4fae6a, 0x2a9d8f, 0x3fb8c4,
  0x4aa3df, 0x3c6fd1, 0x4a4fb5, 0x7256c1, 0x9d5fc7, 0xc75fb0, 0xe56b93, 0xef8a80, 0xb5714a
};

guint32
pictor_practice_colour_pigment (guint i)
{
  return pigments[i % PICTOR_PRACTICE_N_PIGMENTS];
}

guint32
pictor_practice_colour_mix (guint32 from,
                            guint32 to,
                            int     permille)
{
  guint32 mixed = 0;

  permille = CLAMP (permille, 0, 1000);
  for (int shift = 0; shift < 24; shift += 8)
    {
      int a = (from >> shift) & 0xff;
      int b = (to >> shift) & 0xff;

      mixed |= (guint32) ((a * (1000 - permille) + b * permille + 500) / 1000) << shift;
    }
  return mixed;
}

guint32
pictor_practice_colour_lit (guint32 colour,
                            guint32 light)
{
  guint32 lit = 0;

  for (int shift = 0; shift < 24; shift += 8)
    lit |= (((colour >> shift) & 0xff) * ((light >> shift) & 0xff) / 255) << shift;
  return lit;
}

int
pictor_practice_colour_luma (guint32 colour)
{
  return (299 * PICTOR_PRACTICE_RED (colour) + 587 * PICTOR_PRACTICE_GREEN (colour) +
          114 * PICTOR_PRACTICE_BLUE (colour)) / 1000;
}
