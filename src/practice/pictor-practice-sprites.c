/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-sprites.h"

#include <math.h>
#include <string.h>

#include <pango/pangocairo.h>

#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-double.h"
#include "practice/pictor-practice-shapes.h"

/* Noto Color Emoji is a bitmap font: at this many pixels to the em its pictures (136 × 128) are drawn as they are. */
#define GLYPH_EM 109
#define GLYPH_ROOM 160
/* Enlarged by no more than this, a sprite needs no new pixels of its own. */
#define LITTLE 1.3
/* The longer side of a small sprite */
#define SMALL 36

struct _PictorPracticeSprites
{
  PangoLayout *layout; /* NULL = no colour emoji font is installed */
  GHashTable *glyphs;  /* emoji → cairo_surface_t */
  GHashTable *small;   /* what it shows → cairo_surface_t */
};

/* Asked of the font map before anything is laid out: Pango cannot do without any font at all. */
static char *
find_font (PangoFontMap *map)
{
  PangoFontFamily **families = NULL;
  char *found = NULL;
  int n = 0;

  pango_font_map_list_families (map, &families, &n);
  for (int i = 0; i < n; i++)
    {
      const char *name = pango_font_family_get_name (families[i]);
      gboolean noto = g_str_equal (name, "Noto Color Emoji");

      if (noto || (found == NULL && strstr (name, "Emoji") != NULL))
        {
          g_free (found);
          found = g_strdup (name);
        }
      if (noto)
        break;
    }
  g_free (families);
  return found;
}

PictorPracticeSprites *
pictor_practice_sprites_new (void)
{
  PictorPracticeSprites *self = g_new0 (PictorPracticeSprites, 1);
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  g_autofree char *family = find_font (map);

  self->glyphs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                        (GDestroyNotify) cairo_surface_destroy);
  self->small = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cairo_surface_destroy);
  if (family != NULL)
    {
      PangoContext *context = pango_font_map_create_context (map);
      g_autoptr (PangoFontDescription) font = pango_font_description_new ();

      pango_font_description_set_family (font, family);
      pango_font_description_set_absolute_size (font, GLYPH_EM * PANGO_SCALE);
      self->layout = pango_layout_new (context);
      pango_layout_set_font_description (self->layout, font);
      g_object_unref (context);
    }
  return self;
}

void
pictor_practice_sprites_free (PictorPracticeSprites *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->layout);
  g_hash_table_unref (self->glyphs);
  g_hash_table_unref (self->small);
  g_free (self);
}

/* A copy of the part of @surface that is not clear; NULL when all is. */
static cairo_surface_t *
trim (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface),
      height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  int left = width, top = height, right = -1, bottom = -1;
  cairo_surface_t *trimmed;
  g_autoptr (cairo_t) cr = NULL;

  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    {
      const guint32 *row = (const guint32 *) (void *) (cairo_image_surface_get_data (surface) +
                                                       y * stride);

      for (int x = 0; x < width; x++)
        if (row[x] >> 24 > 8)
          {
            left = MIN (left, x);
            right = MAX (right, x);
            top = MIN (top, y);
            bottom = MAX (bottom, y);
          }
    }
  if (right < left)
    return NULL;

  trimmed = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, right - left + 1, bottom - top + 1);
  cr = cairo_create (trimmed);
  cairo_set_source_surface (cr, surface, -left, -top);
  cairo_paint (cr);
  return trimmed;
}

static cairo_surface_t *
draw_glyph (PictorPracticeSprites *self,
            const char            *emoji)
{
  g_autoptr (cairo_surface_t) room = NULL;
  g_autoptr (cairo_t) cr = NULL;
  PangoRectangle ink;

  if (self->layout == NULL)
    return NULL;
  pango_layout_set_text (self->layout, emoji, -1);
  if (pango_layout_get_unknown_glyphs_count (self->layout) > 0)
    return NULL;
  pango_layout_get_pixel_extents (self->layout, &ink, NULL);
  room = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, CLAMP (ink.width, 1, 4 * GLYPH_ROOM),
                                     CLAMP (ink.height, 1, 4 * GLYPH_ROOM));
  cr = cairo_create (room);
  cairo_move_to (cr, -ink.x, -ink.y);
  pango_cairo_show_layout (cr, self->layout);
  return trim (room);
}

static cairo_surface_t *
draw_shape (const PictorPracticeItem *item,
            int                       side)
{
  g_autoptr (cairo_surface_t) room = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
  g_autoptr (cairo_t) cr = cairo_create (room);

  cairo_scale (cr, side, side);
  pictor_practice_shape_draw (cr, item->shape, item->colour);
  return trim (room);
}

/* (transfer full) */
static cairo_surface_t *
get_glyph (PictorPracticeSprites    *self,
           const PictorPracticeItem *item,
           int                       shape_side)
{
  cairo_surface_t *glyph;

  if (item->subject == NULL)
    return draw_shape (item, shape_side);
  glyph = g_hash_table_lookup (self->glyphs, item->subject->emoji);
  if (glyph == NULL)
    {
      glyph = draw_glyph (self, item->subject->emoji);
      if (glyph == NULL)
        return draw_shape (item, shape_side);
      g_hash_table_insert (self->glyphs, (gpointer) item->subject->emoji, glyph);
    }
  return cairo_surface_reference (glyph);
}

/* The median of how light the pixels of @glyph are, 0–255 */
static int
get_usual_light (cairo_surface_t *glyph)
{
  int width = cairo_image_surface_get_width (glyph), height = cairo_image_surface_get_height (glyph);
  int stride = cairo_image_surface_get_stride (glyph);
  int histogram[256] = { 0 }, n = 0, below = 0, light = 0;

  for (int y = 0; y < height; y++)
    {
      const guint32 *row = (const guint32 *) (void *) (cairo_image_surface_get_data (glyph) +
                                                       y * stride);

      for (int x = 0; x < width; x++)
        if (row[x] >> 24 == 255)
          {
            histogram[pictor_practice_colour_luma (row[x])]++;
            n++;
          }
    }
  while (light < 255 && (below += histogram[light]) * 2 < n)
    light++;
  return light;
}

/* A copy of @glyph in the colour of @tint: its lights and shadows stay, and a little of its own colours. */
static cairo_surface_t *
tint_glyph (cairo_surface_t *glyph,
            guint32          tint)
{
  int width = cairo_image_surface_get_width (glyph), height = cairo_image_surface_get_height (glyph);
  cairo_surface_t *tinted = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  int stride = cairo_image_surface_get_stride (tinted);
  int from_stride = cairo_image_surface_get_stride (glyph);
  /* What is as light as most of it gets the tint itself; shadows are darker, and only what shines
   * is paler. */
  int middle = CLAMP (get_usual_light (glyph), 60, 225);

  cairo_surface_flush (glyph);
  cairo_surface_flush (tinted);
  for (int y = 0; y < height; y++)
    {
      const guint32 *from = (const guint32 *) (void *) (cairo_image_surface_get_data (glyph) +
                                                        y * from_stride);
      guint32 *to = (guint32 *) (void *) (cairo_image_surface_get_data (tinted) + y * stride);

      for (int x = 0; x < width; x++)
        {
          int alpha = (int) (from[x] >> 24);
          guint32 colour, mapped;
          int light;

          if (alpha == 0)
            {
              to[x] = 0;
              continue;
            }
          colour = PICTOR_PRACTICE_RGB (MIN (255u, PICTOR_PRACTICE_RED (from[x]) * 255 / alpha),
                                        MIN (255u, PICTOR_PRACTICE_GREEN (from[x]) * 255 / alpha),
                                        MIN (255u, PICTOR_PRACTICE_BLUE (from[x]) * 255 / alpha));
          light = pictor_practice_colour_luma (colour);
          mapped = light < middle
                     ? pictor_practice_colour_mix (0x0c0a12, tint, light * 1000 / middle)
                     : pictor_practice_colour_mix (tint, 0xffffff,
                                                   (light - middle) * 650 / (255 - middle));
          mapped = pictor_practice_colour_mix (colour, mapped, 800);
          to[x] = (guint32) alpha << 24 |
                  PICTOR_PRACTICE_RGB (PICTOR_PRACTICE_RED (mapped) * alpha / 255,
                                       PICTOR_PRACTICE_GREEN (mapped) * alpha / 255,
                                       PICTOR_PRACTICE_BLUE (mapped) * alpha / 255);
        }
    }
  cairo_surface_mark_dirty (tinted);
  return tinted;
}

static int
get_side (cairo_surface_t *surface)
{
  return MAX (cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface));
}

/* Lets go of what is at @surface for @other, which is taken over. */
static void
replace (cairo_surface_t **surface,
         cairo_surface_t  *other)
{
  cairo_surface_destroy (*surface);
  *surface = other;
}

/* A copy of @glyph, @size pixels on its longer side */
static cairo_surface_t *
resize (cairo_surface_t *glyph,
        int              size)
{
  int width = cairo_image_surface_get_width (glyph), height = cairo_image_surface_get_height (glyph);
  double scale = (double) size / MAX (width, height);
  cairo_surface_t *sprite = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (1, (int) lround (width * scale)),
                                                        MAX (1, (int) lround (height * scale)));
  g_autoptr (cairo_t) cr = cairo_create (sprite);

  cairo_scale (cr, (double) cairo_image_surface_get_width (sprite) / width,
               (double) cairo_image_surface_get_height (sprite) / height);
  cairo_set_source_surface (cr, glyph, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  /* Without it the clear pixels around a sprite would dim its edge. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  return sprite;
}

/* (transfer full) */
static cairo_surface_t *
get_tinted (PictorPracticeSprites    *self,
            const PictorPracticeItem *item,
            int                       shape_side)
{
  cairo_surface_t *glyph = get_glyph (self, item, shape_side);

  if (item->tint != PICTOR_PRACTICE_NO_COLOUR && item->subject != NULL)
    replace (&glyph, tint_glyph (glyph, item->tint));
  return glyph;
}

cairo_surface_t *
pictor_practice_sprites_render (PictorPracticeSprites    *self,
                                const PictorPracticeItem *item,
                                int                       size)
{
  g_autoptr (cairo_surface_t) glyph = NULL;

  g_return_val_if_fail (self != NULL && item != NULL && size > 0, NULL);

  glyph = get_tinted (self, item, 2 * GLYPH_ROOM);
  while (get_side (glyph) * LITTLE < size)
    replace (&glyph, pictor_practice_double (glyph));
  return resize (glyph, size);
}

cairo_surface_t *
pictor_practice_sprites_get_small (PictorPracticeSprites    *self,
                                   const PictorPracticeItem *item)
{
  g_autofree char *name = g_strdup_printf ("%s %u %x %x", item->subject != NULL ? item->subject->emoji : "", item->shape,
                                           item->colour, item->tint);
  cairo_surface_t *small = g_hash_table_lookup (self->small, name);

  if (small == NULL)
    {
      g_autoptr (cairo_surface_t) glyph = get_tinted (self, item, 2 * SMALL);

      small = resize (glyph, SMALL);
      g_hash_table_insert (self->small, g_steal_pointer (&name), small);
    }
  return resize (small, SMALL);
}
