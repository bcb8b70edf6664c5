/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Colours are 0xRRGGBB. All of this is whole-number arithmetic, the same on every machine. */

#define PICTOR_PRACTICE_RED(colour) (((colour) >> 16) & 0xff)
#define PICTOR_PRACTICE_GREEN(colour) (((colour) >> 8) & 0xff)
#define PICTOR_PRACTICE_BLUE(colour) ((colour) & 0xff)
#define PICTOR_PRACTICE_RGB(red, green, blue) ((guint32) (red) << 16 | (guint32) (green) << 8 | (guint32) (blue))

/* The painter's box of colours: pure, but none of them harsh. */
#define PICTOR_PRACTICE_N_PIGMENTS 18
guint32 pictor_practice_colour_pigment  (guint   i);
/* @from with @permille thousandths of @to */
guint32 pictor_practice_colour_mix      (guint32 from,
                                         guint32 to,
                                         int     permille);
/* The same in 256ths, and quick: for every pixel of a picture */
static inline guint32
pictor_practice_colour_blend (guint32 from,
                              guint32 to,
                              guint   share)
{
  guint32 red_blue = ((from & 0xff00ff) * (256 - share) + (to & 0xff00ff) * share) >> 8;
  guint32 green = ((from & 0x00ff00) * (256 - share) + (to & 0x00ff00) * share) >> 8;

  return (red_blue & 0xff00ff) | (green & 0x00ff00);
}

/* @colour in @light, as a filter lets it through */
guint32 pictor_practice_colour_lit      (guint32 colour,
                                         guint32 light);
/* How light @colour looks, 0–255 (the weights of ITU-R BT.601) */
int     pictor_practice_colour_luma     (guint32 colour);

G_END_DECLS
