/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-scene.h"

#include <string.h>

#include "practice/pictor-practice-backdrop.h"
#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-ink.h"
#include "practice/pictor-practice-layout.h"

/* More would only be a pattern. */
#define MOST_ITEMS 24
#define LEAST_WEIGHT 250
#define MOST_WEIGHT 2500

struct _PictorPracticeScene
{
  PictorPracticeBackdrop backdrop;
  GArray *items; /* PictorPracticeItem */
};

/* What words come to, on the way to a scene. */
typedef struct
{
  GArray *items;       /* PictorPracticeItem, not in their places yet */
  GArray *weights;     /* int: thousandths, one an item */
  GPtrArray *settings; /* const PictorPracticeEntry */
  GArray *colours;     /* guint32: of nothing in particular */
  guint64 hash;        /* of all words */
} Reading;

static void
clear_reading (Reading *self)
{
  g_array_unref (self->items);
  g_array_unref (self->weights);
  g_ptr_array_unref (self->settings);
  g_array_unref (self->colours);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

/* The entries that @phrases name; all words are mixed into @hash. */
static GHashTable *
read_negative (const char * const *phrases,
               guint64            *hash)
{
  GHashTable *entries = g_hash_table_new (NULL, NULL);

  for (guint i = 0; phrases[i] != NULL; i++)
    {
      g_autoptr (GArray) words = pictor_practice_vocabulary_read (phrases[i], hash);

      for (guint j = 0; j < words->len; j++)
        g_hash_table_add (entries, (gpointer) g_array_index (words, PictorPracticeWord, j).entry);
    }
  return entries;
}

/* "cat" takes away "black cat" as well. */
static gboolean
is_removed (const PictorPracticeEntry *entry,
            GHashTable                *negative)
{
  GHashTableIter iter;
  gpointer key;

  if (g_hash_table_contains (negative, entry))
    return TRUE;
  g_hash_table_iter_init (&iter, negative);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const PictorPracticeEntry *removed = key;
      gsize length = strlen (removed->name);
      gsize start = strlen (entry->name) - length;

      if (removed->kind == entry->kind && strlen (entry->name) > length &&
          entry->name[start - 1] == ' ' && g_str_equal (entry->name + start, removed->name))
        return TRUE;
    }
  return FALSE;
}

static void
add_subjects (Reading                  *self,
              const PictorPracticeWord *word,
              guint32                   tint)
{
  int weight = (int) (CLAMP (word->weight, 0, 10) * 1000 + 0.5);
  guint count = word->count;
  /* So that the number of a plural stays when other words change, it hangs on the thing itself. */
  guint64 name = pictor_practice_hash (PICTOR_PRACTICE_HASH_START, word->entry->name,
                                       strlen (word->entry->name));

  if (weight == 0)
    return;
  if (count == 0)
    count = 3 + (name >> 32) % 2;
  weight = CLAMP (weight, LEAST_WEIGHT, MOST_WEIGHT);
  for (guint i = 0; i < count && self->items->len < MOST_ITEMS; i++)
    {
      PictorPracticeItem item = {
        .subject = &word->entry->subject,
        .shape = (guint) (name % PICTOR_PRACTICE_N_SHAPES),
        .colour = tint != PICTOR_PRACTICE_NO_COLOUR
                    ? tint
                    : pictor_practice_colour_pigment ((guint) (name >> 16)),
        .tint = tint,
      };

      g_array_append_val (self->items, item);
      g_array_append_val (self->weights, weight);
    }
}

/* Another word near it in the vocabulary, where what is alike stands together: up to @reach away. A setting stays what kind
 * of setting it is. */
static void
widen (PictorPracticeWord   *word,
       guint                 reach,
       PictorPracticeRandom *random)
{
  PictorPracticeKind kind = word->entry->kind;
  int at = 0, away = pictor_practice_random_range (random, -(int) reach, (int) reach);
  const PictorPracticeEntry *other;

  while (pictor_practice_vocabulary_get (kind, (guint) at) != word->entry)
    at++;
  other = pictor_practice_vocabulary_get (kind, (guint) MAX (0, at + away));
  if (other != NULL && (kind != PICTOR_PRACTICE_SETTING || other->setting.kind == word->entry->setting.kind))
    word->entry = other;
}

/* A colour belongs to the next subject in the same part of a phrase, or else to everything behind. */
static void
read_phrase (Reading              *self,
             const char           *phrase,
             GHashTable           *negative,
             guint                 reach,
             PictorPracticeRandom *random)
{
  g_autoptr (GArray) words = pictor_practice_vocabulary_read (phrase, &self->hash);

  for (guint i = 0; i < words->len && reach > 0; i++)
    widen (&g_array_index (words, PictorPracticeWord, i), reach, random);

  for (guint i = 0; i < words->len; i++)
    {
      const PictorPracticeWord *word = &g_array_index (words, PictorPracticeWord, i);
      const PictorPracticeWord *next = i + 1 < words->len ? word + 1 : NULL;
      const PictorPracticeWord *last = i > 0 ? word - 1 : NULL;
      gboolean coloured = last != NULL && last->part == word->part &&
                          last->entry->kind == PICTOR_PRACTICE_COLOUR &&
                          !is_removed (last->entry, negative);

      if (is_removed (word->entry, negative))
        continue;
      if (word->entry->kind == PICTOR_PRACTICE_SUBJECT)
        add_subjects (self, word, coloured ? last->entry->colour : PICTOR_PRACTICE_NO_COLOUR);
      else if (word->entry->kind == PICTOR_PRACTICE_SETTING && word->weight > 0)
        g_ptr_array_add (self->settings, (gpointer) word->entry);
      else if (word->entry->kind == PICTOR_PRACTICE_COLOUR &&
               (next == NULL || next->part != word->part ||
                next->entry->kind != PICTOR_PRACTICE_SUBJECT))
        g_array_append_val (self->colours, word->entry->colour);
    }
}

/* Nothing was named: shapes make the picture. */
static void
add_shapes (Reading              *self,
            PictorPracticeRandom *random)
{
  guint n = pictor_practice_random_range (random, 7, 13);
  guint hue = pictor_practice_random_below (random, PICTOR_PRACTICE_N_PIGMENTS);

  for (guint i = 0; i < n; i++)
    {
      PictorPracticeItem item = { .tint = PICTOR_PRACTICE_NO_COLOUR };
      int weight = pictor_practice_random_range (random, 500, 1700);

      item.shape = pictor_practice_random_below (random, PICTOR_PRACTICE_N_SHAPES);
      item.colour = pictor_practice_colour_pigment (hue + pictor_practice_random_below (random, 8));
      if (self->colours->len > 0 && i % 2 == 0)
        item.colour = g_array_index (self->colours, guint32, (i / 2) % self->colours->len);
      g_array_append_val (self->items, item);
      g_array_append_val (self->weights, weight);
    }
}

#define BIT(name) PICTOR_PRACTICE_DECOR_BIT (PICTOR_PRACTICE_DECOR_##name)

/* What is both a subject and painted with many settings: a negative "clouds" clears the sky, and a subject that is the
 * sun or the moon is the only one. */
static const struct
{
  const char *name;
  guint64 decor;
  gboolean only;
} painted[] = {
  { "sun", BIT (SUN), TRUE },
  { "sun face", BIT (SUN), TRUE },
  { "full moon", BIT (MOON), TRUE },
  { "crescent moon", BIT (MOON), TRUE },
  { "moon face", BIT (MOON), TRUE },
  { "new moon", BIT (MOON), TRUE },
  { "star", BIT (STARS), FALSE },
  { "cloud", BIT (CLOUDS) | BIT (OVERCAST), FALSE },
  { "tree", BIT (TREES) | BIT (ACACIAS) | BIT (PINES) | BIT (PALMS), FALSE },
  { "palm tree", BIT (PALMS), FALSE },
  { "pine tree", BIT (PINES), FALSE },
  { "daisy", BIT (FLOWERS), FALSE },
  { "bubble", BIT (BUBBLES), FALSE },
  { "house", BIT (ROOFS), FALSE },
};

static void
remove_decor (PictorPracticeBackdrop *backdrop,
              GHashTable             *negative,
              GArray                 *items)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, negative);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const PictorPracticeEntry *entry = key;

      if (entry->kind == PICTOR_PRACTICE_SETTING)
        backdrop->decor &= ~entry->setting.decor;
    }
  for (guint i = 0; i < G_N_ELEMENTS (painted); i++)
    {
      gboolean plural;
      const PictorPracticeEntry *entry = pictor_practice_vocabulary_find (painted[i].name, &plural);

      if (g_hash_table_contains (negative, entry))
        backdrop->decor &= ~painted[i].decor;
      for (guint j = 0; j < items->len && painted[i].only; j++)
        if (g_array_index (items, PictorPracticeItem, j).subject == &entry->subject)
          backdrop->decor &= ~painted[i].decor;
    }
}

static PictorPracticePlace
get_place (const PictorPracticeBackdrop *backdrop,
           int                           width,
           int                           height)
{
  return (PictorPracticePlace) {
    .width = width,
    .height = height,
    .horizon = backdrop->horizon,
    .shore = backdrop->shore,
    .watery = (backdrop->decor & (BIT (WAVES) | BIT (SURF) | BIT (RIPPLES) | BIT (ICEBERGS))) != 0,
    .under = (backdrop->decor & BIT (RAYS)) != 0,
  };
}

PictorPracticeScene *
pictor_practice_scene_new_like (const char * const        *positive,
                                const char * const        *negative,
                                guint64                    seed,
                                guint64                    layout,
                                guint                      reach,
                                int                        width,
                                int                        height,
                                const PictorPracticeGuide *guides,
                                guint                      n_guides)
{
  PictorPracticeScene *self;
  guint64 negative_hash = PICTOR_PRACTICE_HASH_START;
  g_autoptr (GHashTable) removed = NULL;
  g_autofree PictorPracticeInk *ink = g_new (PictorPracticeInk, 1);
  PictorPracticePlace place;
  PictorPracticeRandom random;
  g_auto (Reading)
    reading = { g_array_new (FALSE, FALSE, sizeof (PictorPracticeItem)),
                g_array_new (FALSE, FALSE, sizeof (int)), g_ptr_array_new (),
                g_array_new (FALSE, FALSE, sizeof (guint32)), PICTOR_PRACTICE_HASH_START };

  g_return_val_if_fail (positive != NULL && negative != NULL, NULL);
  g_return_val_if_fail (width > 0 && height > 0, NULL);
  g_return_val_if_fail (guides != NULL || n_guides == 0, NULL);

  self = g_new0 (PictorPracticeScene, 1);
  removed = read_negative (negative, &negative_hash);
  random.state = seed;
  for (guint i = 0; positive[i] != NULL; i++)
    read_phrase (&reading, positive[i], removed, reach, &random);

  layout = GUINT64_TO_LE (layout);
  seed = GUINT64_TO_LE (seed);
  random.state = pictor_practice_hash (reading.hash, &seed, sizeof seed);
  if (reading.items->len == 0 && reading.settings->len == 0)
    add_shapes (&reading, &random);
  pictor_practice_backdrop_init (&self->backdrop, reading.settings, reading.items, reading.colours,
                                 &random);
  remove_decor (&self->backdrop, removed, reading.items);
  if (layout != seed)
    random.state = pictor_practice_hash (random.state, &layout, sizeof layout);
  pictor_practice_ink_init (ink, guides, n_guides);
  place = get_place (&self->backdrop, width, height);
  pictor_practice_layout_items (reading.items, (const int *) reading.weights->data, &place, ink,
                                &random);

  /* Negative words that name nothing still make a picture of their own, but leave everything in its
   * place. */
  self->backdrop.grain ^= negative_hash ^ PICTOR_PRACTICE_HASH_START;
  self->items = g_array_ref (reading.items);
  return self;
}

PictorPracticeScene *
pictor_practice_scene_new (const char * const        *positive,
                           const char * const        *negative,
                           guint64                    seed,
                           int                        width,
                           int                        height,
                           const PictorPracticeGuide *guides,
                           guint                      n_guides)
{
  return pictor_practice_scene_new_like (positive, negative, seed, seed, 0, width, height, guides, n_guides);
}

void
pictor_practice_scene_free (PictorPracticeScene *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->items);
  g_free (self);
}

guint
pictor_practice_scene_get_n_items (const PictorPracticeScene *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

const PictorPracticeItem *
pictor_practice_scene_get_item (const PictorPracticeScene *self,
                                guint                      i)
{
  g_return_val_if_fail (self != NULL && i < self->items->len, NULL);

  return &g_array_index (self->items, PictorPracticeItem, i);
}

const PictorPracticeBackdrop *
pictor_practice_scene_get_backdrop (const PictorPracticeScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->backdrop;
}
