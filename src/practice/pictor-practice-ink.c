/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-ink.h"

#include <string.h>

#define SIDE PICTOR_PRACTICE_GUIDE_SIDE
#define N_CELLS (SIDE * SIDE)
/* Where a subject might go is tried from this many places with ink, each moved this often to the middle of its ink. */
#define N_TRIES 16
#define N_MOVES 4

void
pictor_practice_ink_init (PictorPracticeInk         *self,
                          const PictorPracticeGuide *guides,
                          guint                      n_guides)
{
  int strongest = 0;
  gboolean inked = FALSE;

  memset (self, 0, sizeof *self);
  for (guint i = 0; i < n_guides; i++)
    {
      int weight = (int) (CLAMP (guides[i].weight, 0, 2) * 1000 + 0.5);

      for (int cell = 0; cell < N_CELLS; cell++)
        {
          /* Faint marks are paper: they would pull everything to the middle. */
          int ink = guides[i].ink[cell] >= 24 ? guides[i].ink[cell] * weight : 0;

          self->map[cell] = MAX (self->map[cell], ink);
          inked = inked || ink > 0;
        }
      strongest = MAX (strongest, weight);
    }

  /* The first half of the weight does more than the second, so that 1 is already seen: 0, 0.75 at
   * 1, 1 at 2. */
  if (inked)
    self->pull = 1000 - (2000 - strongest) * (2000 - strongest) / 4000;
  memcpy (self->left, self->map, sizeof self->left);
}

typedef struct
{
  int left, top, right, bottom; /* cells; right and bottom are not in it */
} Box;

static Box
box_around (int x,
            int y,
            int width,
            int height)
{
  int half_width = MAX (1, width * SIDE / 2000);
  int half_height = MAX (1, height * SIDE / 2000);

  return (Box) { MAX (0, x - half_width), MAX (0, y - half_height),
                 MIN (SIDE, x + half_width + 1), MIN (SIDE, y + half_height + 1) };
}

/* The ink in @box; @x and @y become the middle of it. */
static gint64
gather (const PictorPracticeInk *self,
        Box                      box,
        int                     *x,
        int                     *y)
{
  gint64 sum = 0, sum_x = 0, sum_y = 0;

  for (int row = box.top; row < box.bottom; row++)
    for (int column = box.left; column < box.right; column++)
      {
        gint64 ink = self->left[row * SIDE + column];

        sum += ink;
        sum_x += ink * column;
        sum_y += ink * row;
      }
  if (sum > 0)
    {
      *x = (int) ((sum_x + sum / 2) / sum);
      *y = (int) ((sum_y + sum / 2) / sum);
    }
  return sum;
}

static gint64
total (const int *map)
{
  gint64 sum = 0;

  for (int cell = 0; cell < N_CELLS; cell++)
    sum += map[cell];
  return sum;
}

/* A cell, by chance, each as likely as it has ink. */
static int
draw_cell (const PictorPracticeInk *self,
           PictorPracticeRandom    *random,
           gint64                   sum)
{
  gint64 rest = (gint64) (pictor_practice_random_next (random) % (guint64) sum);

  for (int cell = 0; cell < N_CELLS; cell++)
    {
      rest -= self->left[cell];
      if (rest < 0)
        return cell;
    }
  g_assert_not_reached ();
}

void
pictor_practice_ink_take (PictorPracticeInk    *self,
                          PictorPracticeRandom *random,
                          int                   width,
                          int                   height,
                          int                  *x,
                          int                  *y)
{
  gint64 all = total (self->map);
  gint64 most = -1;
  gint64 sum;
  Box used = { 0 };

  g_return_if_fail (self->pull > 0);

  /* More subjects than ink: begin again. */
  sum = total (self->left);
  if (sum * 12 < all)
    {
      memcpy (self->left, self->map, sizeof self->left);
      sum = all;
    }

  for (int try = 0; try < N_TRIES; try++)
    {
      int cell = draw_cell (self, random, sum);
      int column = cell % SIDE, row = cell / SIDE;
      gint64 covered = 0;

      for (int move = 0; move < N_MOVES; move++)
        covered = gather (self, box_around (column, row, width, height), &column, &row);
      if (covered > most)
        {
          most = covered;
          used = box_around (column, row, width, height);
          *x = (column * 2 + 1) * 1000 / (SIDE * 2);
          *y = (row * 2 + 1) * 1000 / (SIDE * 2);
        }
    }

  for (int row = used.top; row < used.bottom; row++)
    for (int column = used.left; column < used.right; column++)
      self->left[row * SIDE + column] = 0;
}
