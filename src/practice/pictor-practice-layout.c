/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-layout.h"

#include <string.h>

/* The shorter side of the picture has this many units. */
#define UNITS 1024
/* Of this many places by chance, an item takes the one with the fewest objections. */
#define N_CANDIDATES 40

typedef struct
{
  int index; /* in the items */
  int x, y, size;
  PictorPracticeFooting footing;
} Spot;

typedef struct
{
  int width, height; /* units */
  int horizon;       /* units from the top; height = there is no ground */
  int shore;         /* where firm ground begins; height = nowhere */
  gboolean watery, under;
} Canvas;

static int
root (gint64 square)
{
  gint64 low = 0, high = 1 << 20;

  while (low < high)
    {
      gint64 middle = (low + high + 1) / 2;

      if (middle * middle <= square)
        low = middle;
      else
        high = middle - 1;
    }
  return (int) low;
}

static Canvas
measure (const PictorPracticePlace *place)
{
  int shorter = MIN (place->width, place->height);
  Canvas canvas = {
    .width = (int) ((gint64) place->width * UNITS / shorter),
    .height = (int) ((gint64) place->height * UNITS / shorter),
    .watery = place->watery,
    .under = place->under,
  };

  canvas.horizon = canvas.height * place->horizon / 100;
  canvas.shore = canvas.height * place->shore / 100;
  return canvas;
}

static int
get_bulk (const PictorPracticeItem *item)
{
  return item->subject != NULL ? item->subject->bulk : 3;
}

/* All together cover about a third of the picture. Among each other they differ as they do in life, though less: an
 * ant beside an elephant is still to be seen. */
static void
choose_sizes (GArray               *items,
              const int            *weights,
              const Canvas         *canvas,
              PictorPracticeRandom *random,
              Spot                 *spots)
{
  static const int among[] = { 520, 740, 1000, 1220, 1440 };
  static const int alone[] = { 880, 940, 1000, 1060, 1120 };
  int n = (int) items->len;
  int base = root ((gint64) canvas->width * canvas->height * 34 / (100 * n));
  gint64 sum = 0;

  base = MIN (base, UNITS * 60 / 100);
  for (int i = 0; i < n; i++)
    sum += among[get_bulk (&g_array_index (items, PictorPracticeItem, i)) - 1];
  for (int i = 0; i < n; i++)
    {
      int bulk = get_bulk (&g_array_index (items, PictorPracticeItem, i)) - 1;
      gint64 size = base * among[bulk] * n / sum * alone[bulk] / 1000;

      size = size * pictor_practice_random_range (random, 940, 1060) / 1000 * weights[i] / 1000;
      spots[i] = (Spot) { .index = i, .size = (int) CLAMP (size, UNITS / 18, UNITS * 94 / 100) };
    }
}

static int
by_size (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  const Spot *one = a, *other = b;

  return one->size != other->size ? other->size - one->size : one->index - other->index;
}

static PictorPracticeStance
stance_on (const PictorPracticeItem *item,
           const Canvas             *canvas)
{
  if (item->subject == NULL || canvas->horizon >= canvas->height)
    return PICTOR_PRACTICE_STANCE_FLOAT;
  if (item->subject->stance == PICTOR_PRACTICE_STANCE_WATER && !canvas->watery)
    return canvas->under ? PICTOR_PRACTICE_STANCE_SKY : PICTOR_PRACTICE_STANCE_GROUND;
  if (item->subject->stance == PICTOR_PRACTICE_STANCE_GROUND && canvas->shore >= canvas->height)
    return PICTOR_PRACTICE_STANCE_WATER;
  return item->subject->stance;
}

/* A place by chance where @stance allows it. What is larger than the others comes nearer, which is lower. */
static void
propose (Spot                 *spot,
         PictorPracticeStance  stance,
         const Canvas         *canvas,
         int                   largest,
         PictorPracticeRandom *random)
{
  int half = spot->size / 2;
  int low = half, high = canvas->height - half;

  spot->x = pictor_practice_random_range (random, half, canvas->width - half);
  if (stance == PICTOR_PRACTICE_STANCE_GROUND || stance == PICTOR_PRACTICE_STANCE_WATER)
    {
      gboolean swims = stance == PICTOR_PRACTICE_STANCE_WATER;
      int near_end = canvas->height * 96 / 100;
      int far_end = swims ? canvas->horizon : canvas->shore;
      int rank = spot->size * 1000 / largest;
      int near = 400 * rank / 1000 + pictor_practice_random_range (random, 0, 600);

      /* Who swims comes to the shore at most. */
      if (swims)
        near_end = MIN (near_end, canvas->shore);
      far_end += (near_end - far_end) / 4;
      spot->y = far_end + (int) ((gint64) (near_end - far_end) * near / 1000) - half;
    }
  else
    {
      if (stance == PICTOR_PRACTICE_STANCE_SKY)
        high = MAX (low, canvas->horizon - spot->size / 3);
      spot->y = pictor_practice_random_range (random, low, high);
    }
  spot->y = low < canvas->height - half ? CLAMP (spot->y, low, canvas->height - half)
                                        : canvas->height / 2;
}

/* The fewer the better: overlapping those that are @placed above all, then being off the middle. */
static gint64
object (const Spot           *spot,
        const Canvas         *canvas,
        PictorPracticeStance  stance,
        const Spot           *placed,
        guint                 n_placed)
{
  gint64 objections = ABS (spot->x - canvas->width / 2) * (n_placed == 0 ? 4 : 1);

  if (stance == PICTOR_PRACTICE_STANCE_FLOAT)
    objections += ABS (spot->y - canvas->height / 2) * (n_placed == 0 ? 4 : 1);
  for (guint i = 0; i < n_placed; i++)
    {
      gint64 x = spot->x - placed[i].x, y = spot->y - placed[i].y;
      int gap = root (x * x + y * y) - (spot->size + placed[i].size) / 2;

      if (gap < 0)
        objections += (gint64) -gap * 12;
    }
  return objections;
}

/* Puts spot @i where those before it leave room. */
static void
choose_place (Spot                 *spots,
              guint                 i,
              PictorPracticeStance  stance,
              const Canvas         *canvas,
              PictorPracticeRandom *random)
{
  gint64 fewest = G_MAXINT64;
  Spot best = spots[i];

  for (int j = 0; j < N_CANDIDATES; j++)
    {
      Spot spot = spots[i];
      gint64 objections;

      propose (&spot, stance, canvas, spots[0].size, random);
      objections = object (&spot, canvas, stance, spots, i);
      if (objections < fewest)
        {
          fewest = objections;
          best = spot;
        }
    }
  spots[i] = best;
}

/* Moves all together sideways, so that the picture leans neither way. */
static void
centre (Spot         *spots,
        guint         n,
        const Canvas *canvas)
{
  gint64 weight = 0, moment = 0;
  int left = canvas->width, right = canvas->width, move;

  for (guint i = 0; i < n; i++)
    {
      gint64 area = (gint64) spots[i].size * spots[i].size;

      weight += area;
      moment += area * spots[i].x;
      left = MIN (left, spots[i].x - spots[i].size / 2);
      right = MIN (right, canvas->width - spots[i].x - spots[i].size / 2);
    }
  move = (int) ((canvas->width / 2 - moment / weight) * 3 / 4);
  move = move < 0 ? MAX (move, -MAX (left, 0)) : MIN (move, MAX (right, 0));
  for (guint i = 0; i < n; i++)
    spots[i].x += move;
}

static void
follow_ink (Spot                 *spot,
            const Canvas         *canvas,
            PictorPracticeInk    *ink,
            PictorPracticeRandom *random)
{
  int x = 0, y = 0;

  pictor_practice_ink_take (ink, random, spot->size * 1000 / canvas->width,
                            spot->size * 1000 / canvas->height, &x, &y);
  spot->x += (int) (((gint64) x * canvas->width / 1000 - spot->x) * ink->pull / 1000);
  spot->y += (int) (((gint64) y * canvas->height / 1000 - spot->y) * ink->pull / 1000);
}

static void
settle (PictorPracticeItem   *item,
        Spot                 *spot,
        PictorPracticeStance  stance,
        const Canvas         *canvas,
        PictorPracticeRandom *random)
{
  int tilt = stance == PICTOR_PRACTICE_STANCE_FLOAT ? 240
             : stance == PICTOR_PRACTICE_STANCE_SKY ? 120
                                                    : 35;
  gboolean mirrored = pictor_practice_random_below (random, 2) == 1;

  item->x = (double) spot->x / canvas->width;
  item->y = (double) spot->y / canvas->height;
  item->size = (double) spot->size / UNITS;
  item->angle = pictor_practice_random_range (random, -tilt, tilt) / 1000.0;
  item->mirrored = mirrored && (item->subject == NULL || !item->subject->fixed);
  /* What ink drew up into the air stands on nothing. */
  if (spot->y + spot->size / 2 < canvas->horizon)
    spot->footing = PICTOR_PRACTICE_FOOTING_NONE;
  else if (stance == PICTOR_PRACTICE_STANCE_GROUND)
    spot->footing = PICTOR_PRACTICE_FOOTING_GROUND;
  else if (stance == PICTOR_PRACTICE_STANCE_WATER)
    spot->footing = PICTOR_PRACTICE_FOOTING_WATER;
  item->footing = spot->footing;
}

/* What stands on the ground covers what does not; of those that stand, whose feet are lower is nearer. */
static int
by_distance (gconstpointer a,
             gconstpointer b,
             gpointer      data)
{
  const Spot *one = a, *other = b;
  int foot = one->y + one->size / 2, other_foot = other->y + other->size / 2;

  if ((one->footing != PICTOR_PRACTICE_FOOTING_NONE) !=
      (other->footing != PICTOR_PRACTICE_FOOTING_NONE))
    return one->footing != PICTOR_PRACTICE_FOOTING_NONE ? 1 : -1;
  return foot != other_foot ? foot - other_foot : one->index - other->index;
}

static void
sort (GArray *items,
      Spot   *spots)
{
  g_autofree PictorPracticeItem *sorted = g_new (PictorPracticeItem, items->len);

  g_qsort_with_data (spots, (int) items->len, sizeof (Spot), by_distance, NULL);
  for (guint i = 0; i < items->len; i++)
    sorted[i] = g_array_index (items, PictorPracticeItem, spots[i].index);
  memcpy (items->data, sorted, items->len * sizeof (PictorPracticeItem));
}

void
pictor_practice_layout_items (GArray                    *items,
                              const int                 *weights,
                              const PictorPracticePlace *place,
                              PictorPracticeInk         *ink,
                              PictorPracticeRandom      *random)
{
  Canvas canvas = measure (place);
  guint n = items->len;
  g_autofree Spot *spots = g_new (Spot, n);

  if (n == 0)
    return;

  choose_sizes (items, weights, &canvas, random, spots);
  /* The large ones choose first. */
  g_qsort_with_data (spots, (int) n, sizeof (Spot), by_size, NULL);
  for (guint i = 0; i < n; i++)
    choose_place (spots, i,
                  stance_on (&g_array_index (items, PictorPracticeItem, spots[i].index), &canvas),
                  &canvas, random);
  centre (spots, n, &canvas);

  for (guint i = 0; i < n; i++)
    {
      PictorPracticeItem *item = &g_array_index (items, PictorPracticeItem, spots[i].index);

      if (ink->pull > 0)
        follow_ink (&spots[i], &canvas, ink, random);
      settle (item, &spots[i], stance_on (item, &canvas), &canvas, random);
    }
  sort (items, spots);
}
