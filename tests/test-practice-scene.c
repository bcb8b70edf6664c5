/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "practice/pictor-practice-scene.h"

static PictorPracticeScene *
make (const char *positive,
      const char *negative,
      guint64     seed)
{
  const char *positives[] = { positive, NULL };
  const char *negatives[] = { negative, NULL };

  return pictor_practice_scene_new (positives, negatives, seed, 512, 512, NULL, 0);
}

/* How many of @emoji, NULL = shapes */
static guint
count (const PictorPracticeScene *scene,
       const char                *emoji)
{
  guint n = 0;

  for (guint i = 0; i < pictor_practice_scene_get_n_items (scene); i++)
    {
      const PictorPracticeItem *item = pictor_practice_scene_get_item (scene, i);

      if (emoji == NULL)
        n += item->subject == NULL;
      else
        n += item->subject != NULL && g_str_equal (item->subject->emoji, emoji);
    }
  return n;
}

static const PictorPracticeItem *
find (const PictorPracticeScene *scene,
      const char                *emoji)
{
  for (guint i = 0; i < pictor_practice_scene_get_n_items (scene); i++)
    {
      const PictorPracticeItem *item = pictor_practice_scene_get_item (scene, i);

      if (item->subject != NULL && g_str_equal (item->subject->emoji, emoji))
        return item;
    }
  g_error ("There is no %s", emoji);
}

static gboolean
same_layout (const PictorPracticeScene *one,
             const PictorPracticeScene *other)
{
  guint n = pictor_practice_scene_get_n_items (one);

  if (n != pictor_practice_scene_get_n_items (other))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const PictorPracticeItem *a = pictor_practice_scene_get_item (one, i);
      const PictorPracticeItem *b = pictor_practice_scene_get_item (other, i);

      if (a->subject != b->subject || a->x != b->x || a->y != b->y || a->size != b->size ||
          a->angle != b->angle || a->mirrored != b->mirrored)
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_colours (const PictorPracticeScene *one,
              const PictorPracticeScene *other)
{
  const PictorPracticeBackdrop *a = pictor_practice_scene_get_backdrop (one);
  const PictorPracticeBackdrop *b = pictor_practice_scene_get_backdrop (other);

  return memcmp (a->sky, b->sky, sizeof a->sky) == 0 &&
         memcmp (a->ground, b->ground, sizeof a->ground) == 0 &&
         memcmp (a->accents, b->accents, sizeof a->accents) == 0;
}

static gboolean
has (const PictorPracticeScene *scene,
     PictorPracticeDecor        decor)
{
  return (pictor_practice_scene_get_backdrop (scene)->decor & PICTOR_PRACTICE_DECOR_BIT (decor)) !=
         0;
}

/* These numbers hold on every machine: whole-number arithmetic makes them. */
static void
test_stable (void)
{
  g_autoptr (PictorPracticeScene) scene = make ("a red fox in a snowy forest", NULL, 42);
  g_autoptr (PictorPracticeScene) again = make ("a red fox in a snowy forest", NULL, 42);
  const PictorPracticeItem *fox = find (scene, "🦊");

  g_assert_true (same_layout (scene, again));
  g_assert_true (same_colours (scene, again));
  g_assert_cmpuint (pictor_practice_scene_get_n_items (scene), ==, 1);
  g_assert_cmpfloat (fox->x * 1024, ==, 510);
  g_assert_cmpfloat (fox->y * 1024, ==, 628);
  g_assert_cmpfloat (fox->size * 1024, ==, 586);
  g_assert_true (has (scene, PICTOR_PRACTICE_DECOR_SNOW));
  g_assert_true (has (scene, PICTOR_PRACTICE_DECOR_TREES));
}

static void
test_counts (void)
{
  static const struct { const char *prompt, *emoji; guint least, most; } cases[] = {
    { "a cat", "🐈", 1, 1 },
    { "cats", "🐈", 2, 5 },
    { "three cats", "🐈", 3, 3 },
    { "三只猫", "🐈", 3, 3 },
    { "a cat and two dogs", "🐕", 2, 2 },
    { "99 cats", "🐈", 10, 24 },
    { "(cat:0)", "🐈", 0, 0 },
    { "night in the forest", "🐈", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PictorPracticeScene) scene = make (cases[i].prompt, NULL, 1);

      g_test_message ("%s", cases[i].prompt);
      g_assert_cmpuint (count (scene, cases[i].emoji), >=, cases[i].least);
      g_assert_cmpuint (count (scene, cases[i].emoji), <=, cases[i].most);
    }
}

static void
test_negative (void)
{
  g_autoptr (PictorPracticeScene) with = make ("a cat and a dog on a beach, rain", NULL, 7);
  g_autoptr (PictorPracticeScene) without = make ("a cat and a dog on a beach, rain", "dogs", 7);
  g_autoptr (PictorPracticeScene)
    dry = make ("a cat and a dog on a beach, rain", "rainy, palm trees", 7);
  g_autoptr (PictorPracticeScene) unknown = make ("a cat and a dog on a beach, rain", "blurry", 7);
  g_autoptr (PictorPracticeScene) elsewhere = make ("a cat and a dog on a beach, rain", "beach", 7);
  g_autoptr (PictorPracticeScene) black = make ("a black cat", "cat", 7);
  g_autoptr (PictorPracticeScene) blue = make ("a blue chair", "blue", 7);

  g_assert_cmpuint (count (with, "🐕"), ==, 1);
  g_assert_cmpuint (count (without, "🐕"), ==, 0);
  g_assert_cmpuint (count (without, "🐈"), ==, 1);
  g_assert_true (has (with, PICTOR_PRACTICE_DECOR_RAIN));
  g_assert_true (has (with, PICTOR_PRACTICE_DECOR_PALMS));
  g_assert_false (has (dry, PICTOR_PRACTICE_DECOR_RAIN));
  g_assert_false (has (dry, PICTOR_PRACTICE_DECOR_PALMS));
  g_assert_cmpuint (count (dry, "🐕"), ==, 1);
  g_assert_false (has (elsewhere, PICTOR_PRACTICE_DECOR_SURF));
  g_assert_true (same_layout (with, unknown));
  g_assert_cmpuint (pictor_practice_scene_get_backdrop (with)->grain, !=,
                    pictor_practice_scene_get_backdrop (unknown)->grain);
  g_assert_cmpuint (count (black, "🐈‍⬛"), ==, 0);
  g_assert_cmpuint (find (blue, "🪑")->tint, ==, PICTOR_PRACTICE_NO_COLOUR);
}

/* (word:1.4) makes it larger for every seed, and nothing else moves the words about. */
static void
test_weight (void)
{
  for (guint64 seed = 0; seed < 20; seed++)
    {
      static const char * const prompts[] = { "(cat:0.6), a dog", "a cat, a dog", "((cat)), a dog",
                                             "(cat:1.4), a dog" };
      double last = 0;

      for (guint i = 0; i < G_N_ELEMENTS (prompts); i++)
        {
          g_autoptr (PictorPracticeScene) scene = make (prompts[i], NULL, seed);
          double size = find (scene, "🐈")->size;

          g_assert_cmpfloat (size, >, i == 1 ? 0 : last);
          last = size;
        }
    }
}

static void
test_seed_and_words (void)
{
  g_autoptr (PictorPracticeScene) scene = make ("a cat and a dog", NULL, 1);
  g_autoptr (PictorPracticeScene) seed = make ("a cat and a dog", NULL, 2);
  g_autoptr (PictorPracticeScene) word = make ("a wuggly cat and a dog", NULL, 1);
  g_autoptr (PictorPracticeScene) synonym = make ("a tabby and a dog", NULL, 1);

  g_assert_false (same_layout (scene, seed));
  g_assert_false (same_layout (scene, word));
  g_assert_false (same_colours (scene, word));
  g_assert_false (same_layout (scene, synonym));
}

static void
test_colours (void)
{
  g_autoptr (PictorPracticeScene) chair = make ("a blue chair, red", NULL, 1);
  g_autoptr (PictorPracticeScene) plain = make ("a blue chair", NULL, 1);
  g_autoptr (PictorPracticeScene) sea = make ("a pink sea", NULL, 1);

  g_assert_cmphex (find (chair, "🪑")->tint, ==, find (plain, "🪑")->tint);
  g_assert_cmphex (find (chair, "🪑")->tint, !=, PICTOR_PRACTICE_NO_COLOUR);
  g_assert_false (same_colours (chair, plain));
  /* Pink water: more red than blue light comes from its sky. */
  g_assert_cmpuint (pictor_practice_scene_get_backdrop (sea)->sky[0] >> 16, >, 0x80);
}

static void
test_abstract (void)
{
  g_autoptr (PictorPracticeScene) nothing = make (NULL, NULL, 1);
  g_autoptr (PictorPracticeScene) words = make ("zorgly wuggle", NULL, 1);
  g_autoptr (PictorPracticeScene) others = make ("zorgly wugglf", NULL, 1);
  g_autoptr (PictorPracticeScene) removed = make ("a cat", "cat", 1);
  g_autoptr (PictorPracticeScene) landscape = make ("sunset in the desert", NULL, 1);

  g_assert_cmpuint (count (nothing, NULL), >=, 5);
  g_assert_cmpuint (count (words, NULL), >=, 5);
  g_assert_cmpuint (count (removed, NULL), >=, 5);
  g_assert_false (same_layout (words, others));
  g_assert_cmpuint (pictor_practice_scene_get_n_items (landscape), ==, 0);
  g_assert_true (has (landscape, PICTOR_PRACTICE_DECOR_DUNES));
}

/* Everything stays in the picture, whatever its form, and mostly apart. */
static void
test_placing (void)
{
  static const int sizes[][2] = { { 512, 512 }, { 768, 512 }, { 512, 768 },
                                  { 16, 1440 }, { 1440, 16 }, { 16, 16 } };
  static const char * const prompts[] = {
    "an elephant and a mouse",     "five birds", "12 fish", "a boat on the sea", "(whale:9)",
    "many cats and dogs in space", "a ghost"
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (prompts); j++)
      for (guint64 seed = 0; seed < 5; seed++)
        {
          const char *positives[] = { prompts[j], NULL };
          g_autoptr (PictorPracticeScene)
            scene = pictor_practice_scene_new (positives, positives + 1, seed, sizes[i][0],
                                               sizes[i][1], NULL, 0);

          for (guint k = 0; k < pictor_practice_scene_get_n_items (scene); k++)
            {
              const PictorPracticeItem *item = pictor_practice_scene_get_item (scene, k);
              double half_x = item->size / 2 * MIN (sizes[i][0], sizes[i][1]) / sizes[i][0];
              double half_y = item->size / 2 * MIN (sizes[i][0], sizes[i][1]) / sizes[i][1];

              g_assert_cmpfloat (item->size, >, 0.04);
              g_assert_cmpfloat (item->size, <=, 0.95);
              g_assert_cmpfloat (item->x - half_x, >, -0.01);
              g_assert_cmpfloat (item->x + half_x, <, 1.01);
              g_assert_cmpfloat (item->y - half_y, >, -0.01);
              g_assert_cmpfloat (item->y + half_y, <, 1.01);
            }
        }
}

/* Draws a filled square of ink around the cell @column, @row. */
static void
draw_square (PictorPracticeGuide *guide,
             int                  column,
             int                  row)
{
  for (int y = row - 4; y <= row + 4; y++)
    for (int x = column - 4; x <= column + 4; x++)
      guide->ink[y * PICTOR_PRACTICE_GUIDE_SIDE + x] = 255;
}

static double
get_distance (const char          *prompt,
              PictorPracticeGuide *guide,
              double               weight,
              guint64              seed,
              double               x,
              double               y)
{
  const char *positives[] = { prompt, NULL };
  g_autoptr (PictorPracticeScene) scene = NULL;
  double sum = 0;

  guide->weight = weight;
  scene = pictor_practice_scene_new (positives, positives + 1, seed, 512, 512, guide, 1);
  for (guint i = 0; i < pictor_practice_scene_get_n_items (scene); i++)
    {
      const PictorPracticeItem *item = pictor_practice_scene_get_item (scene, i);

      sum += ABS (item->x - x) + ABS (item->y - y);
    }
  return sum / pictor_practice_scene_get_n_items (scene);
}

static void
test_guide (void)
{
  g_autofree PictorPracticeGuide *guide = g_new0 (PictorPracticeGuide, 1);
  static const char * const prompts[] = { "a fox", "a fox and a bird", "abstract" };

  draw_square (guide, 8, 10);
  for (guint i = 0; i < G_N_ELEMENTS (prompts); i++)
    for (guint64 seed = 0; seed < 10; seed++)
      {
        double x = 8.5 / 64, y = 10.5 / 64;
        double none = get_distance (prompts[i], guide, 0, seed, x, y);
        double half = get_distance (prompts[i], guide, 0.5, seed, x, y);
        double full = get_distance (prompts[i], guide, 1, seed, x, y);
        double strict = get_distance (prompts[i], guide, 2, seed, x, y);

        g_assert_cmpfloat (half, <, none);
        g_assert_cmpfloat (full, <, half);
        g_assert_cmpfloat (strict, <, full);
        g_assert_cmpfloat (strict, <, 0.05);
      }
}

/* Two subjects and two marks: one for each. A guide of no weight or without ink changes nothing. */
static void
test_guides (void)
{
  const char *positives[] = { "a fox and a rabbit", NULL };
  g_autofree PictorPracticeGuide *guides = g_new0 (PictorPracticeGuide, 3);
  g_autoptr (PictorPracticeScene) free_scene = NULL;
  g_autoptr (PictorPracticeScene) blank = NULL;
  g_autoptr (PictorPracticeScene) guided = NULL;
  double fox, rabbit;

  guides[0].weight = 2;
  draw_square (&guides[1], 10, 40);
  draw_square (&guides[2], 54, 40);
  free_scene = pictor_practice_scene_new (positives, positives + 1, 3, 512, 512, NULL, 0);
  blank = pictor_practice_scene_new (positives, positives + 1, 3, 512, 512, guides, 3);
  g_assert_true (same_layout (free_scene, blank));

  guides[1].weight = guides[2].weight = 2;
  guided = pictor_practice_scene_new (positives, positives + 1, 3, 512, 512, guides, 3);
  fox = find (guided, "🦊")->x;
  rabbit = find (guided, "🐇")->x;
  g_assert_cmpfloat (MIN (fox, rabbit), <, 0.25);
  g_assert_cmpfloat (MAX (fox, rabbit), >, 0.75);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/scene/stable", test_stable);
  g_test_add_func ("/practice/scene/counts", test_counts);
  g_test_add_func ("/practice/scene/negative", test_negative);
  g_test_add_func ("/practice/scene/weight", test_weight);
  g_test_add_func ("/practice/scene/seed-and-words", test_seed_and_words);
  g_test_add_func ("/practice/scene/colours", test_colours);
  g_test_add_func ("/practice/scene/abstract", test_abstract);
  g_test_add_func ("/practice/scene/placing", test_placing);
  g_test_add_func ("/practice/scene/guide", test_guide);
  g_test_add_func ("/practice/scene/guides", test_guides);
  return g_test_run ();
}
