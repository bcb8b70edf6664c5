/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-drawing.h"

#include <math.h>

#include "practice/pictor-practice-canvas.h"
#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-shapes.h"

/* Strength of a subject's shadow. */
#define SHADOW 0.42
/* A shadow in the air is drawn this small and enlarged, which makes it soft. */
#define SHADOW_SIDE 22

/* On the ground below what stands there. */
static void
draw_ground_shadow (cairo_t *cr,
                    double   width,
                    double   height)
{
  for (int i = 0; i < 2; i++)
    {
      /* A wide pale one, and a small dark one where it touches the ground. */
      g_autoptr (cairo_pattern_t) shadow = cairo_pattern_create_radial (0, 0, 0, 0, 0, 1);

      pictor_practice_add_stop (shadow, 0, 0x140e28, i == 0 ? SHADOW : SHADOW * 1.3);
      pictor_practice_add_stop (shadow, 0.6, 0x140e28, SHADOW * 0.5);
      pictor_practice_add_stop (shadow, 1, 0x140e28, 0);
      cairo_save (cr);
      cairo_translate (cr, width * (i == 0 ? 0.06 : 0), height * (i == 0 ? 0.475 : 0.485));
      cairo_scale (cr, width * (i == 0 ? 0.62 : 0.40), height * (i == 0 ? 0.105 : 0.045));
      cairo_set_source (cr, shadow);
      cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
      cairo_fill (cr);
      cairo_restore (cr);
    }
}

/* The outline of what hovers, soft and a little below it. */
static void
draw_air_shadow (cairo_t         *cr,
                 cairo_surface_t *sprite,
                 double           width,
                 double           height)
{
  g_autoptr (cairo_surface_t)
    small = cairo_image_surface_create (CAIRO_FORMAT_A8, SHADOW_SIDE, SHADOW_SIDE);
  g_autoptr (cairo_t) small_cr = cairo_create (small);
  const double inner = SHADOW_SIDE - 6;

  cairo_translate (small_cr, 3, 3);
  cairo_scale (small_cr, inner / width, inner / height);
  cairo_set_source_surface (small_cr, sprite, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (small_cr), CAIRO_FILTER_GOOD);
  cairo_paint (small_cr);

  cairo_save (cr);
  cairo_translate (cr, -width / 2 - 3 * width / inner,
                   -height / 2 - 3 * height / inner + height * 0.045);
  cairo_scale (cr, width / inner, height / inner);
  cairo_set_source_rgba (cr, 0.08, 0.05, 0.16, SHADOW * 0.6);
  cairo_mask_surface (cr, small, 0, 0);
  cairo_restore (cr);
}

/* Below what lies in the water, which takes its lowest part and gives it back upside down. */
static void
draw_mirror_image (cairo_t         *cr,
                   cairo_surface_t *sprite,
                   double           width,
                   double           height)
{
  g_autoptr (cairo_pattern_t)
    fade = cairo_pattern_create_linear (0, height * 0.46, 0, height * 0.86);

  pictor_practice_add_stop (fade, 0, 0, 0.5);
  pictor_practice_add_stop (fade, 1, 0, 0);
  cairo_save (cr);
  cairo_push_group (cr);
  cairo_translate (cr, 0, height * 0.46);
  cairo_scale (cr, 1, -0.6);
  cairo_set_source_surface (cr, sprite, -width / 2, -height / 2 - height * 0.46);
  cairo_paint (cr);
  cairo_pop_group_to_source (cr);
  cairo_mask (cr, fade);
  cairo_restore (cr);
}

/* The light of the scene falls on the subjects, too, but they must stay easy to see. */
static void
light_sprite (cairo_surface_t *sprite,
              guint32          light)
{
  g_autoptr (cairo_t) cr = cairo_create (sprite);

  if (light == 0xffffff)
    return;
  cairo_set_operator (cr, CAIRO_OPERATOR_MULTIPLY);
  pictor_practice_set_source (cr, pictor_practice_colour_mix (0xffffff, light, 400), 1);
  cairo_mask_surface (cr, sprite, 0, 0);
}

/* A context for a picture of @width × @height on a surface of any size. */
static cairo_t *
begin (cairo_surface_t *surface,
       double           width,
       double           height)
{
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, cairo_image_surface_get_width (surface) / width,
               cairo_image_surface_get_height (surface) / height);
  return cr;
}

static void
draw_item (cairo_t                    *cr,
           PictorPracticeSprites      *sprites,
           const PictorPracticeItem   *item,
           guint32                     light,
           double                      unit,
           PictorPracticeDrawingKind   kind)
{
  double size = MAX (1, item->size * unit), width, height, scale = 1;
  g_autoptr (cairo_surface_t) sprite = NULL;

  if (kind == PICTOR_PRACTICE_DRAWING_FULL)
    sprite = pictor_practice_sprites_render (sprites, item, (int) lround (size));
  else
    sprite = pictor_practice_sprites_get_small (sprites, item);
  width = cairo_image_surface_get_width (sprite);
  height = cairo_image_surface_get_height (sprite);
  if (kind != PICTOR_PRACTICE_DRAWING_FULL)
    scale = size / MAX (width, height);
  light_sprite (sprite, light);

  if (kind != PICTOR_PRACTICE_DRAWING_FOCUS && item->footing == PICTOR_PRACTICE_FOOTING_GROUND)
    draw_ground_shadow (cr, width * scale, height * scale);
  cairo_scale (cr, item->mirrored ? -scale : scale, scale);
  if (kind == PICTOR_PRACTICE_DRAWING_FULL && item->footing == PICTOR_PRACTICE_FOOTING_NONE)
    draw_air_shadow (cr, sprite, width, height);
  if (kind == PICTOR_PRACTICE_DRAWING_FULL && item->footing == PICTOR_PRACTICE_FOOTING_WATER)
    draw_mirror_image (cr, sprite, width, height);
  cairo_set_source_surface (cr, sprite, -width / 2, -height / 2);
  cairo_paint (cr);
}

void
pictor_practice_draw_back (cairo_surface_t              *surface,
                           const PictorPracticeBackdrop *backdrop,
                           double                        width,
                           double                        height)
{
  g_autoptr (cairo_t) cr = begin (surface, width, height);
  PictorPracticeCanvas canvas;

  pictor_practice_canvas_init (&canvas, cr, backdrop, width, height);
  pictor_practice_canvas_backdrop (&canvas);
}

void
pictor_practice_draw_items (cairo_surface_t           *surface,
                            const PictorPracticeScene *scene,
                            PictorPracticeSprites     *sprites,
                            double                     width,
                            double                     height,
                            PictorPracticeDrawingKind  kind)
{
  guint32 light = pictor_practice_scene_get_backdrop (scene)->light;
  g_autoptr (cairo_t) cr = begin (surface, width, height);

  for (guint i = 0; i < pictor_practice_scene_get_n_items (scene); i++)
    {
      const PictorPracticeItem *item = pictor_practice_scene_get_item (scene, i);

      cairo_save (cr);
      cairo_translate (cr, item->x * width, item->y * height);
      cairo_rotate (cr, item->angle);
      draw_item (cr, sprites, item, light, MIN (width, height), kind);
      cairo_restore (cr);
    }
}

void
pictor_practice_draw_front (cairo_surface_t              *surface,
                            const PictorPracticeBackdrop *backdrop,
                            double                        width,
                            double                        height)
{
  g_autoptr (cairo_t) cr = begin (surface, width, height);
  PictorPracticeCanvas canvas;

  pictor_practice_canvas_init (&canvas, cr, backdrop, width, height);
  pictor_practice_canvas_front (&canvas);
}
