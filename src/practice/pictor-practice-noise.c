/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-noise.h"

#include <math.h>
#include <string.h>

/* Counters that are worked on side by side, for the compiler to put into vectors. */
#define LANES 16
#define N_ROUNDS 10
/* A tree of this many levels; between two of its leaves the bridge is built where it is asked for. */
#define DEPTH 8

/* Four words for each of LANES counters that begin at @first. */
static void
make_words (guint32 words[4][LANES],
            guint32 first,
            guint64 seed,
            guint32 purpose,
            guint64 index)
{
  guint32 key0 = (guint32) seed, key1 = (guint32) (seed >> 32);

  for (int lane = 0; lane < LANES; lane++)
    {
      words[0][lane] = first + (guint32) lane;
      words[1][lane] = (guint32) index;
      words[2][lane] = (guint32) (index >> 32);
      words[3][lane] = purpose;
    }
  for (int round = 0; round < N_ROUNDS; round++)
    {
      for (int lane = 0; lane < LANES; lane++)
        {
          guint64 product0 = (guint64) words[0][lane] * 0xd2511f53u;
          guint64 product1 = (guint64) words[2][lane] * 0xcd9e8d57u;

          words[0][lane] = (guint32) (product1 >> 32) ^ words[1][lane] ^ key0;
          words[1][lane] = (guint32) product1;
          words[2][lane] = (guint32) (product0 >> 32) ^ words[3][lane] ^ key1;
          words[3][lane] = (guint32) product0;
        }
      key0 += 0x9e3779b9u;
      key1 += 0xbb67ae85u;
    }
}

/* Two words → two normal numbers. The radius takes 32 bits, 0 left out, so that it reaches 6.6. */
static void
make_normal (guint32 word0,
             guint32 word1,
             float  *value0,
             float  *value1)
{
  float radius = sqrtf (-2 * logf (((float) word0 + 0.5f) * 0x1p-32f));
  float angle = (float) (word1 >> 8) * (float) (2 * G_PI * 0x1p-24);

  *value0 = radius * cosf (angle);
  *value1 = radius * sinf (angle);
}

void
pictor_practice_noise_draw (guint64                    seed,
                            PictorPracticeNoisePurpose purpose,
                            guint64                    index,
                            float                     *values,
                            gsize                      n)
{
  for (gsize begin = 0; begin < n; begin += 4 * LANES)
    {
      guint32 words[4][LANES];
      float block[4 * LANES];

      make_words (words, (guint32) (begin / 4), seed, purpose, index);
      for (int lane = 0; lane < LANES; lane++)
        {
          make_normal (words[0][lane], words[1][lane], &block[4 * lane], &block[4 * lane + 1]);
          make_normal (words[2][lane], words[3][lane], &block[4 * lane + 2], &block[4 * lane + 3]);
        }
      memcpy (values + begin, block, MIN (n - begin, 4 * LANES) * sizeof (float));
    }
}

/* A stretch of the way down; @path is where the paths are at its end. */
typedef struct
{
  double begin, end; /* 0 = the highest noise level, 1 = the lowest */
  int depth;
  guint64 node;
  float *path;
} Stretch;

struct _PictorPracticeBrownian
{
  guint64 seed;
  gsize n;
  double high, length; /* logarithms: of the highest level, and from there to the lowest */
  double from, at;
  float *from_path, *at_path;
  GArray *ahead; /* Stretch: those that follow one another from @at to 1, the next one last */
  float *noise;
};

static void
clear_stretch (gpointer stretch)
{
  g_free (((Stretch *) stretch)->path);
}

PictorPracticeBrownian *
pictor_practice_brownian_new (guint64 seed,
                              double  high,
                              double  low,
                              gsize   n)
{
  PictorPracticeBrownian *self;
  Stretch all = { 0, 1, 0, 1, g_new (float, n) };

  g_return_val_if_fail (high > low && low > 0, NULL);

  self = g_new0 (PictorPracticeBrownian, 1);
  self->seed = seed;
  self->n = n;
  self->high = log (high);
  self->length = self->high - log (low);
  self->from_path = g_new0 (float, n);
  self->at_path = g_new0 (float, n);
  self->noise = g_new (float, n);
  self->ahead = g_array_new (FALSE, FALSE, sizeof (Stretch));
  g_array_set_clear_func (self->ahead, clear_stretch);
  pictor_practice_noise_draw (seed, PICTOR_PRACTICE_NOISE_NODE, 0, all.path, n);
  g_array_append_val (self->ahead, all);
  return self;
}

void
pictor_practice_brownian_free (PictorPracticeBrownian *self)
{
  g_array_unref (self->ahead);
  g_free (self->from_path);
  g_free (self->at_path);
  g_free (self->noise);
  g_free (self);
}

/* Where the paths are at @time, given where they are now and at the end of @stretch: evenly between, and noise. */
static void
build_bridge (PictorPracticeBrownian *self,
              const Stretch          *stretch,
              double                  time,
              float                  *path)
{
  double whole = stretch->end - self->at, part = (time - self->at) / whole;
  float after = (float) part, before = (float) (1 - part), scale = (float) sqrt (part * (1 - part) * whole);

  for (gsize i = 0; i < self->n; i++)
    path[i] = before * self->at_path[i] + after * stretch->path[i] + scale * self->noise[i];
}

/* Goes on to @time, halving the stretch ahead until it is a leaf. */
static void
walk (PictorPracticeBrownian *self,
      double                  time)
{
  while (self->ahead->len > 0 && time > self->at)
    {
      Stretch *next = &g_array_index (self->ahead, Stretch, self->ahead->len - 1);

      if (time >= next->end)
        {
          memcpy (self->at_path, next->path, self->n * sizeof (float));
          self->at = next->end;
          g_array_set_size (self->ahead, self->ahead->len - 1);
        }
      else if (next->depth < DEPTH)
        {
          double middle = (next->begin + next->end) / 2;
          Stretch half = { next->begin, middle, next->depth + 1, 2 * next->node, g_new (float, self->n) };

          pictor_practice_noise_draw (self->seed, PICTOR_PRACTICE_NOISE_NODE, next->node, self->noise, self->n);
          build_bridge (self, next, middle, half.path);
          *next = (Stretch) { middle, next->end, half.depth, half.node + 1, next->path };
          g_array_append_val (self->ahead, half);
        }
      else
        {
          guint64 place = (guint64) (time * 0x1p53);

          pictor_practice_noise_draw (self->seed, PICTOR_PRACTICE_NOISE_LEAF, place, self->noise, self->n);
          build_bridge (self, next, time, self->at_path);
          self->at = time;
        }
    }
}

void
pictor_practice_brownian_step (PictorPracticeBrownian *self,
                               double                  from,
                               double                  to,
                               float                  *values)
{
  double begin = CLAMP ((self->high - log (from)) / self->length, 0, 1);
  double end = CLAMP ((self->high - log (to)) / self->length, 0, 1);
  float scale;

  g_return_if_fail (end > begin);

  if (begin != self->from)
    {
      walk (self, begin);
      memcpy (self->from_path, self->at_path, self->n * sizeof (float));
      self->from = begin;
    }
  walk (self, end);
  scale = (float) (1 / sqrt (end - begin));
  for (gsize i = 0; i < self->n; i++)
    values[i] = (self->at_path[i] - self->from_path[i]) * scale;
}
