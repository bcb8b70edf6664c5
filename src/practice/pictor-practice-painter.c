/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-painter.h"

#include <math.h>

#include <glib/gi18n.h>

#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-shapes.h"
#include "practice/pictor-practice-sprites.h"

static void
paint_backdrop (cairo_t                      *cr,
                const PictorPracticeBackdrop *backdrop,
                double                        width,
                double                        height)
{
  double horizon = height * backdrop->horizon / 100;
  g_autoptr (cairo_pattern_t) sky = cairo_pattern_create_linear (0, 0, 0, horizon);
  g_autoptr (cairo_pattern_t) ground = cairo_pattern_create_linear (0, horizon, 0, height);

  for (int i = 0; i < 3; i++)
    pictor_practice_add_stop (sky, i * 0.5, backdrop->sky[i], 1);
  for (int i = 0; i < 2; i++)
    pictor_practice_add_stop (ground, i, backdrop->ground[i], 1);
  cairo_set_source (cr, sky);
  cairo_paint (cr);
  cairo_rectangle (cr, 0, horizon, width, height - horizon);
  cairo_set_source (cr, ground);
  cairo_fill (cr);
}

static void
paint_item (cairo_t                  *cr,
            PictorPracticeSprites    *sprites,
            const PictorPracticeItem *item,
            int                       width,
            int                       height)
{
  int size = MAX (1, (int) lround (item->size * MIN (width, height)));
  g_autoptr (cairo_surface_t) sprite = pictor_practice_sprites_render (sprites, item, size);

  cairo_save (cr);
  cairo_translate (cr, item->x * width, item->y * height);
  cairo_rotate (cr, item->angle);
  cairo_scale (cr, item->mirrored ? -1 : 1, 1);
  cairo_set_source_surface (cr, sprite, -cairo_image_surface_get_width (sprite) / 2.0,
                            -cairo_image_surface_get_height (sprite) / 2.0);
  cairo_paint (cr);
  cairo_restore (cr);
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
pictor_practice_paint (const PictorPracticeScene *scene,
                       const PictorPracticePaint *paint,
                       GCancellable              *cancellable,
                       GError                   **error)
{
  g_autoptr (PictorPracticeSprites) sprites = NULL;
  g_autoptr (cairo_surface_t) surface = NULL;
  g_autoptr (cairo_t) cr = NULL;
  g_autoptr (GByteArray) png = NULL;

  g_return_val_if_fail (scene != NULL && paint != NULL, NULL);

  sprites = pictor_practice_sprites_new ();
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, paint->width, paint->height);
  cr = cairo_create (surface);
  paint_backdrop (cr, pictor_practice_scene_get_backdrop (scene), paint->width, paint->height);
  for (guint i = 0; i < pictor_practice_scene_get_n_items (scene); i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      paint_item (cr, sprites, pictor_practice_scene_get_item (scene, i), paint->width, paint->height);
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  png = g_byte_array_new ();
  if (cairo_surface_write_to_png_stream (surface, write_cb, png) != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The picture could not be painted."));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}
