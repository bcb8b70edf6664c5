/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-style.h"

#include "practice/pictor-practice-colour.h"

/* 0 at @low and below, 256 at @high and above */
static int
rise (int value,
      int low,
      int high)
{
  return CLAMP ((value - low) * 256 / (high - low), 0, 256);
}

static guint32
style_night (guint32 colour)
{
  int luma = pictor_practice_colour_luma (colour);
  guint32 dark = pictor_practice_colour_lit (colour, 0x3c4c88);

  return pictor_practice_colour_blend (dark, colour, (guint) rise (luma, 215, 255) / 2);
}

static guint32
style_autumn (guint32 colour)
{
  int red = PICTOR_PRACTICE_RED (colour), green = PICTOR_PRACTICE_GREEN (colour), blue = PICTOR_PRACTICE_BLUE (colour);
  int cold = MAX (0, MAX (green, blue) - red);

  return PICTOR_PRACTICE_RGB (MIN (255, red + cold * 9 / 10), green - cold / 6, MAX (0, blue - cold / 2 - blue / 10));
}

static guint32
style_pastel (guint32 colour)
{
  guint32 grey = (guint32) pictor_practice_colour_luma (colour) * 0x010101;

  return pictor_practice_colour_mix (pictor_practice_colour_mix (colour, grey, 250), 0xfff6ee, 480);
}

static guint32
style_ink (guint32 colour)
{
  int luma = pictor_practice_colour_luma (colour);
  /* Three washes, each with a soft edge */
  int tone = (rise (luma, 40, 70) * 90 + rise (luma, 105, 135) * 90 + rise (luma, 165, 205) * 76) / 256;

  return pictor_practice_colour_blend (0x1c1a26, 0xf6eedd, (guint) tone);
}

static guint32
style_poster (guint32 colour)
{
  guint32 levels = 0;

  for (int shift = 0; shift < 24; shift += 8)
    {
      int value = (int) (colour >> shift) & 0xff;

      levels |= (guint32) ((rise (value, 50, 78) + rise (value, 114, 142) + rise (value, 178, 206)) * 85 / 256) << shift;
    }
  return levels;
}

static guint32
style_sepia (guint32 colour)
{
  int luma = pictor_practice_colour_luma (colour);

  return pictor_practice_colour_blend (0x33200f, 0xfbeed2, (guint) luma);
}

static guint32 (* const styles[PICTOR_PRACTICE_N_STYLES]) (guint32) = {
  [PICTOR_PRACTICE_STYLE_NIGHT] = style_night,   [PICTOR_PRACTICE_STYLE_AUTUMN] = style_autumn,
  [PICTOR_PRACTICE_STYLE_PASTEL] = style_pastel, [PICTOR_PRACTICE_STYLE_INK] = style_ink,
  [PICTOR_PRACTICE_STYLE_POSTER] = style_poster, [PICTOR_PRACTICE_STYLE_SEPIA] = style_sepia,
};

void
pictor_practice_look_apply (const PictorPracticeLook *self,
                            cairo_surface_t          *surface)
{
  int n_pixels = cairo_image_surface_get_stride (surface) / 4 * cairo_image_surface_get_height (surface);
  guint32 *pixels;

  cairo_surface_flush (surface);
  pixels = (guint32 *) (void *) cairo_image_surface_get_data (surface);
  for (guint style = 0; style < PICTOR_PRACTICE_N_STYLES; style++)
    {
      int weight = (int) (CLAMP (self->weights[style], -5, 5) * 256);

      for (int i = 0; i < n_pixels && weight != 0; i++)
        {
          guint32 styled = styles[style] (pixels[i] & 0xffffff), mixed = 0;

          for (int shift = 0; shift < 24; shift += 8)
            {
              int from = (int) (pixels[i] >> shift) & 0xff, to = (int) (styled >> shift) & 0xff;

              mixed |= (guint32) CLAMP (from + (to - from) * weight / 256, 0, 255) << shift;
            }
          pixels[i] = mixed;
        }
    }
  cairo_surface_mark_dirty (surface);
}

char *
pictor_practice_look_name (const PictorPracticeLook *self)
{
  GString *name = g_string_new (NULL);

  for (guint style = 0; style < PICTOR_PRACTICE_N_STYLES; style++)
    g_string_append_printf (name, "%.4f ", self->weights[style]);
  return g_string_free (name, FALSE);
}
