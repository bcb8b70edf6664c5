/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-brush.h"

#include <math.h>
#include <string.h>

#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-random.h"

#define N_LAYERS 4
#define N_BRISTLES 32

/* How a brush is held. */
typedef struct
{
  const char *sampler; /* what its name begins with */
  double length;       /* of a stroke, in half widths */
  double bristle;      /* how much its hairs show, 0–1 */
  double turn;         /* radians by which strokes leave the form they follow */
  double colour;       /* how much the paint varies from stroke to stroke, 0–1 */
} Brush;

/* The longer name first where one begins with the other. */
static const Brush brushes[] = {
  { "Euler", 2.2, 0.45, 0.25, 0.30 },
  { "LMS", 4.4, 0.35, 0.10, 0.20 },
  { "Heun", 1.5, 0.25, 0.45, 0.25 },
  { "DPM2", 2.8, 0.70, 0.20, 0.30 },
  { "DPM++ 2S", 3.4, 0.60, 0.30, 0.35 },
  { "DPM++ 2M", 3.0, 0.50, 0.15, 0.25 },
  { "DPM++ SDE", 2.4, 0.80, 0.60, 0.45 },
  { "DPM fast", 6.0, 0.60, 0.15, 0.40 },
  { "DPM adaptive", 3.8, 0.30, 0.05, 0.15 },
  { "DDIM", 2.0, 0.05, 0.15, 0.10 },
  { "PLMS", 5.0, 0.15, 0.20, 0.20 },
  { "UniPC", 1.1, 0.15, 1.20, 0.35 },
};

typedef struct
{
  int width, height, stride; /* stride in pixels */
  guint32 *pixels;
} Image;

typedef struct
{
  Image canvas;          /* what is painted so far */
  Image drawing;         /* what it is to become */
  const guint8 *focus;
  int focus_stride;
  Brush brush;
  PictorPracticeRandom random;
} Easel;

static Brush
choose_brush (const char *sampler)
{
  Brush brush = brushes[0];

  if (sampler == NULL)
    return brush;
  for (guint i = 0; i < G_N_ELEMENTS (brushes); i++)
    if (g_str_has_prefix (sampler, brushes[i].sampler))
      brush = brushes[i];
  /* Samplers that add noise at each step have a livelier hand, Karras' schedule dwells on the small
   * things. */
  if (g_str_has_suffix (sampler, " a") || strstr (sampler, " a ") != NULL ||
      strstr (sampler, "SDE") != NULL)
    {
      brush.turn += 0.30;
      brush.colour += 0.25;
    }
  if (strstr (sampler, "Karras") != NULL)
    brush.length *= 0.72;
  return brush;
}

static Image
new_image (int width,
           int height)
{
  return (Image) { width, height, width, g_new (guint32, (gsize) width * height) };
}

static guint32
pixel_at (const Image *image,
          int          x,
          int          y)
{
  return image->pixels[(gsize) CLAMP (y, 0, image->height - 1) * image->stride +
                       CLAMP (x, 0, image->width - 1)];
}

/* @image at one pixel for each square of @side × @side, the mean of them. */
static Image
reduce (const Image *image,
        int          side)
{
  Image small = new_image ((image->width + side - 1) / side, (image->height + side - 1) / side);

  for (int row = 0; row < small.height; row++)
    for (int column = 0; column < small.width; column++)
      {
        int right = MIN (image->width, (column + 1) * side),
            bottom = MIN (image->height, (row + 1) * side);
        guint red = 0, green = 0, blue = 0,
              n = (guint) ((right - column * side) * (bottom - row * side));

        for (int y = row * side; y < bottom; y++)
          for (int x = column * side; x < right; x++)
            {
              guint32 pixel = image->pixels[(gsize) y * image->stride + x];

              red += PICTOR_PRACTICE_RED (pixel);
              green += PICTOR_PRACTICE_GREEN (pixel);
              blue += PICTOR_PRACTICE_BLUE (pixel);
            }
        small.pixels[(gsize) row * small.stride + column] = PICTOR_PRACTICE_RGB (red / n, green / n,
                                                                                 blue / n);
      }
  return small;
}

static double
chance (Easel  *easel,
        double  low,
        double  high)
{
  return low + (high - low) * pictor_practice_random_unit (&easel->random);
}

static int
difference (guint32 one,
            guint32 other)
{
  return ABS ((int) PICTOR_PRACTICE_RED (one) - (int) PICTOR_PRACTICE_RED (other)) +
         ABS ((int) PICTOR_PRACTICE_GREEN (one) - (int) PICTOR_PRACTICE_GREEN (other)) +
         ABS ((int) PICTOR_PRACTICE_BLUE (one) - (int) PICTOR_PRACTICE_BLUE (other));
}

/* Along the edges of what is drawn there; where all is even, in long slow waves. */
static double
get_direction (Easel       *easel,
               const Image *small,
               int          column,
               int          row,
               double       x,
               double       y)
{
  int across = pictor_practice_colour_luma (pixel_at (small, column + 1, row)) -
               pictor_practice_colour_luma (pixel_at (small, column - 1, row));
  int down = pictor_practice_colour_luma (pixel_at (small, column, row + 1)) -
             pictor_practice_colour_luma (pixel_at (small, column, row - 1));
  double unit = MIN (easel->canvas.width, easel->canvas.height);
  double turn = chance (easel, -easel->brush.turn, easel->brush.turn);

  if (ABS (across) + ABS (down) > 14)
    return atan2 (across, -down) + turn;
  return 0.5 * sin (x / unit * 6.1 + 1.3) + 0.4 * sin (y / unit * 7.7 + x / unit * 2.9) + turn;
}

static guint32
vary (Easel   *easel,
      guint32  colour)
{
  int light = (int) chance (easel, -34, 34), warm = (int) chance (easel, -14, 14);

  light = (int) (light * easel->brush.colour);
  warm = (int) (warm * easel->brush.colour);
  return PICTOR_PRACTICE_RGB (CLAMP ((int) PICTOR_PRACTICE_RED (colour) + light + warm, 0, 255),
                              CLAMP ((int) PICTOR_PRACTICE_GREEN (colour) + light, 0, 255),
                              CLAMP ((int) PICTOR_PRACTICE_BLUE (colour) + light - warm, 0, 255));
}

/* One stroke around @x, @y: @half pixels to each side, its hairs parting towards its end. */
static void
draw_stroke (Easel   *easel,
             double   x,
             double   y,
             double   half,
             double   direction,
             guint32  colour,
             double   opacity)
{
  float hairs[N_BRISTLES + 1];
  float reach = (float) (half * easel->brush.length);
  float along_x = (float) cos (direction), along_y = (float) sin (direction);
  float extent_x = fabsf (along_x) * reach + (float) half,
        extent_y = fabsf (along_y) * reach + (float) half;
  int left = MAX (0, (int) (x - extent_x)),
      right = MIN (easel->canvas.width - 1, (int) (x + extent_x + 1));
  int top = MAX (0, (int) (y - extent_y)),
      bottom = MIN (easel->canvas.height - 1, (int) (y + extent_y + 1));
  /* Along and across the stroke one goes from -1 to 1. */
  float step_along = along_x / reach, step_across = -along_y / (float) half;
  float half_per_reach = (float) half / reach, strength = (float) (256 * opacity);

  for (int i = 0; i <= N_BRISTLES; i++)
    hairs[i] = (float) (1 - easel->brush.bristle * chance (easel, 0, 0.8));
  for (int row = top; row <= bottom; row++)
    {
      guint32 *pixels = easel->canvas.pixels + (gsize) row * easel->canvas.stride;
      float from_x = (float) (left - x), from_y = (float) (row - y);
      float along = from_x * step_along - from_y * step_across * half_per_reach;
      float across = from_x * step_across + from_y * step_along / half_per_reach;

      for (int column = left; column <= right; column++, along += step_along, across += step_across)
        {
          float edge = 1 - across * across - along * along * along * along;
          float hair;

          if (edge <= 0)
            continue;
          hair = hairs[(int) ((across + 1) * 0.5f * N_BRISTLES)];
          hair += (1 - hair) * (0.35f - 0.35f * along);
          pixels[column] = pictor_practice_colour_blend (pixels[column], colour,
                                                         (guint) (MIN (edge * 3.2f, 1) * hair *
                                                                  strength));
        }
    }
}

/* Strokes all over, in any order, with a share of @share; where the canvas is already right within @tolerance, none. */
static void
paint_layer (Easel  *easel,
             double  half,
             double  share,
             int     tolerance)
{
  int side = MAX (1, (int) lround (half * 0.7)), spacing = MAX (1, (int) lround (half * 1.25));
  Image small = reduce (&easel->drawing, side);
  int columns = (easel->canvas.width + spacing - 1) / spacing,
      rows = (easel->canvas.height + spacing - 1) / spacing;
  guint n = (guint) columns * (guint) rows;
  g_autofree guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    {
      guint j = pictor_practice_random_below (&easel->random, i + 1);

      order[i] = order[j];
      order[j] = i;
    }
  for (guint i = 0; i < n * share; i++)
    {
      double x = ((int) order[i] % columns + chance (easel, 0, 1)) * spacing;
      double y = ((int) order[i] / columns + chance (easel, 0, 1)) * spacing;
      int column = (int) x / side, row = (int) y / side;
      guint32 wanted = pixel_at (&small, column, row);

      if (difference (wanted, pixel_at (&easel->canvas, (int) x, (int) y)) > tolerance)
        draw_stroke (easel, x, y, half, get_direction (easel, &small, column, row, x, y),
                     vary (easel, wanted), 0.9);
    }
  g_free (small.pixels);
}

/* What fine strokes can't show of the drawing comes through: more where the subjects are. */
static void
work_out (Easel  *easel,
          double  finish)
{
  int ground = (int) (256 * CLAMP ((finish - 0.22) * 1.30, 0, 0.80));
  int subject = (int) (256 * CLAMP ((finish - 0.16) * 1.75, 0, 0.92));

  for (int y = 0; y < easel->canvas.height; y++)
    {
      guint32 *to = easel->canvas.pixels + (gsize) y * easel->canvas.stride;
      const guint32 *from = easel->drawing.pixels + (gsize) y * easel->drawing.stride;
      const guint8 *focus = easel->focus + (gsize) y * easel->focus_stride;

      for (int x = 0; x < easel->canvas.width; x++)
        to[x] = pictor_practice_colour_blend (to[x], from[x],
                                              (guint) (ground +
                                                       (subject - ground) * focus[x] / 255));
    }
}

gboolean
pictor_practice_brush_paint (cairo_surface_t            *surface,
                             cairo_surface_t            *focus,
                             const PictorPracticePaint  *paint,
                             guint64                     grain,
                             GCancellable               *cancellable,
                             GError                    **error)
{
  static const struct { double half; double begin; int tolerance; } layers[N_LAYERS] = {
    { 0.040, -1.00, -1 }, { 0.020, 0.00, 8 }, { 0.0105, 0.16, 20 }, { 0.0050, 0.34, 30 }
  };
  /* 0 at one step, 0.64 at 25, 1 at 150: the first steps do the most. */
  double finish = log (CLAMP (paint->steps, 1, 150)) / log (150);
  double unit = MIN (paint->width, paint->height);
  gboolean finished = TRUE;
  Easel easel;

  cairo_surface_flush (surface);
  cairo_surface_flush (focus);
  easel = (Easel) {
    .canvas = { paint->width, paint->height, cairo_image_surface_get_stride (surface) / 4,
                (guint32 *) (void *) cairo_image_surface_get_data (surface) },
    .focus = cairo_image_surface_get_data (focus),
    .focus_stride = cairo_image_surface_get_stride (focus),
    .brush = choose_brush (paint->sampler),
    .random = { grain },
  };
  easel.drawing = reduce (&easel.canvas, 1);
  if (paint->sampler != NULL)
    easel.random.state = pictor_practice_hash (grain, paint->sampler, strlen (paint->sampler));

  for (int i = 0; i < N_LAYERS && finished; i++)
    {
      double share = CLAMP ((finish - layers[i].begin) * 4, 0, 1);

      finished = !g_cancellable_set_error_if_cancelled (cancellable, error);
      if (finished && share > 0)
        paint_layer (&easel, MAX (1.2, layers[i].half * unit), share, layers[i].tolerance);
    }
  if (finished)
    work_out (&easel, finish);
  g_free (easel.drawing.pixels);
  cairo_surface_mark_dirty (surface);
  return finished;
}
