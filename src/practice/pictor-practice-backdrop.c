/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-backdrop.h"

#include "practice/pictor-practice-colour.h"

#define BIT(name) PICTOR_PRACTICE_DECOR_BIT (PICTOR_PRACTICE_DECOR_##name)

/* Places without a sky that an hour or a weather could change: they only colour them. */
#define CLOSED (BIT (INTERIOR) | BIT (CAVERN) | BIT (SPOTLIGHTS) | BIT (RAYS) | BIT (PLANETS))
#define WATER (BIT (WAVES) | BIT (SURF) | BIT (RIPPLES))
#define IN_THE_SKY                                                                                 \
  (BIT (STARS) | BIT (NEBULA) | BIT (AURORA) | BIT (SUN) | BIT (MOON) | BIT (RAINBOW) |            \
   BIT (CLOUDS) | BIT (OVERCAST) | BIT (FIREWORKS) | BIT (LIGHTNING) | BIT (RAIN) | BIT (SNOW) |   \
   BIT (MIST))

static const PictorPracticeSetting *
find (const char *name)
{
  gboolean plural;

  return &pictor_practice_vocabulary_find (name, &plural)->setting;
}

/* A table top against a wall in two colours by chance: for small things, which would be lost in a meadow. */
static void
set_table (PictorPracticeBackdrop *self,
           PictorPracticeRandom   *random)
{
  guint hue = pictor_practice_random_below (random, PICTOR_PRACTICE_N_PIGMENTS);
  guint32 wall = pictor_practice_colour_pigment (hue);
  guint32 table = pictor_practice_colour_pigment (hue + 2 +
                                                  pictor_practice_random_below (random, 9));

  self->sky[0] = pictor_practice_colour_mix (wall, 0xffffff, 380);
  self->sky[1] = pictor_practice_colour_mix (wall, 0xffffff, 560);
  self->sky[2] = pictor_practice_colour_mix (wall, 0xffffff, 720);
  self->ground[0] = pictor_practice_colour_mix (table, 0xffffff, 480);
  self->ground[1] = pictor_practice_colour_mix (table, 0x403a50, 160);
  self->horizon = pictor_practice_random_range (random, 60, 70);
  self->decor = 0;
}

/* No ground and no sky: colours that flow into each other. */
static void
set_abstract (PictorPracticeBackdrop *self,
              PictorPracticeRandom   *random)
{
  guint hue = pictor_practice_random_below (random, PICTOR_PRACTICE_N_PIGMENTS);
  gboolean dark = pictor_practice_random_below (random, 3) == 0;

  for (int i = 0; i < 3; i++)
    {
      guint32 pigment = pictor_practice_colour_pigment (
        hue + i * pictor_practice_random_range (random, 1, 4));

      self->sky[i] = pictor_practice_colour_mix (pigment, dark ? 0x10122e : 0xfff8ee,
                                                 dark ? 640 : 560);
    }
  self->ground[0] = self->ground[1] = self->sky[2];
  self->horizon = 100;
  self->decor = BIT (BANDS) | (dark ? BIT (BOKEH) : 0);
}

static void
set_place (PictorPracticeBackdrop      *self,
           const PictorPracticeSetting *place)
{
  for (int i = 0; i < 3; i++)
    self->sky[i] = place->sky[i];
  for (int i = 0; i < 2; i++)
    self->ground[i] = place->ground[i];
  self->horizon = place->horizon;
  self->decor = place->decor;
}

/* Where nobody said where: what is in the picture decides. */
static void
guess_place (PictorPracticeBackdrop *self,
             GPtrArray              *settings,
             GArray                 *subjects,
             PictorPracticeRandom   *random)
{
  static const char * const outdoors[] = { "meadow", "hill", "park", "mountain", "lake" };
  int n[4] = { 0 }, bulk = 0;

  for (guint i = 0; i < subjects->len; i++)
    {
      const PictorPracticeSubject *subject = g_array_index (subjects, PictorPracticeItem, i).subject;

      if (subject == NULL)
        continue;
      n[subject->stance]++;
      bulk = MAX (bulk, subject->bulk);
    }

  if (bulk == 0 && settings->len == 0)
    set_abstract (self, random);
  else if (n[PICTOR_PRACTICE_STANCE_WATER] > 0 && n[PICTOR_PRACTICE_STANCE_GROUND] == 0)
    set_place (self, find ("sea"));
  else if (settings->len == 0 && n[PICTOR_PRACTICE_STANCE_SKY] > 0 &&
           n[PICTOR_PRACTICE_STANCE_GROUND] + n[PICTOR_PRACTICE_STANCE_FLOAT] == 0)
    set_place (self, find ("sky"));
  else if (settings->len == 0 && (bulk <= 2 || n[PICTOR_PRACTICE_STANCE_GROUND] == 0))
    set_table (self, random);
  else
    set_place (self,
               find (outdoors[pictor_practice_random_below (random, G_N_ELEMENTS (outdoors))]));
}

/* A second place lends what it is decorated with; its water, too. */
static void
add_place (PictorPracticeBackdrop      *self,
           const PictorPracticeSetting *place)
{
  if ((self->decor & CLOSED) != 0 || (place->decor & CLOSED) != 0 || self->horizon == 100)
    return;
  if ((self->decor & WATER) != 0)
    {
      self->decor |= place->decor & ~WATER;
      return;
    }
  if ((place->decor & WATER) != 0)
    for (int i = 0; i < 2; i++)
      self->ground[i] = place->ground[i];
  self->decor |= place->decor;
}

static gboolean
is_dark (const guint32 *sky)
{
  return pictor_practice_colour_luma (sky[0]) + pictor_practice_colour_luma (sky[1]) < 180;
}

static void
add_light (PictorPracticeBackdrop      *self,
           const PictorPracticeSetting *light)
{
  gboolean closed = (self->decor & CLOSED) != 0;
  guint32 fall = light->ground[0];

  /* Where there is a roof there are lamps. */
  if (closed)
    fall = pictor_practice_colour_mix (fall, 0xfff0d8, 600);
  self->light = pictor_practice_colour_lit (self->light, fall);
  for (int i = 0; i < 3; i++)
    self->sky[i] = pictor_practice_colour_mix (self->sky[i], light->sky[i], closed ? 420 : 1000);
  for (int i = 0; i < 2; i++)
    self->ground[i] = pictor_practice_colour_lit (self->ground[i], fall);
  self->decor |= closed ? light->decor & ~IN_THE_SKY : light->decor;
  self->dark = self->dark || is_dark (light->sky);
  if ((light->decor & BIT (STARS)) != 0)
    self->decor &= ~BIT (SUN);
}

static void
add_weather (PictorPracticeBackdrop      *self,
             const PictorPracticeSetting *weather)
{
  gboolean closed = (self->decor & CLOSED) != 0;
  guint32 sky = pictor_practice_colour_lit (weather->sky[0], self->light);
  guint32 ground = pictor_practice_colour_lit (weather->ground[0], self->light);

  if (weather->sky[0] != PICTOR_PRACTICE_NO_COLOUR)
    for (int i = 0; i < 3; i++)
      self->sky[i] = pictor_practice_colour_mix (self->sky[i], sky, closed ? 150 : 500);
  /* Water takes on little of what falls on it. */
  if (weather->ground[0] != PICTOR_PRACTICE_NO_COLOUR && !closed)
    for (int i = 0; i < 2; i++)
      self->ground[i] = pictor_practice_colour_mix (self->ground[i], ground,
                                                    (self->decor & WATER) != 0 ? 250 : 750);
  self->decor |= closed ? weather->decor & ~IN_THE_SKY : weather->decor;
  if ((self->decor & BIT (SNOW)) != 0)
    self->decor &= ~BIT (FLOWERS);
  if ((weather->decor & BIT (OVERCAST)) != 0)
    self->decor &= ~(BIT (SUN) | BIT (CLOUDS));
}

static void
add_colours (PictorPracticeBackdrop *self,
             GArray                 *colours,
             PictorPracticeRandom   *random)
{
  guint hue = pictor_practice_random_below (random, PICTOR_PRACTICE_N_PIGMENTS);
  guint32 turn = pictor_practice_colour_pigment (hue);

  for (int i = 0; i < 3; i++)
    {
      self->sky[i] = pictor_practice_colour_mix (self->sky[i], turn, 90 - 25 * i);
      self->accents[i] = pictor_practice_colour_pigment (hue + 3 + 5 * i);
    }
  for (int i = 0; i < 2; i++)
    self->ground[i] = pictor_practice_colour_mix (self->ground[i], turn, 50);

  for (guint i = 0; i < colours->len; i++)
    {
      guint32 colour = g_array_index (colours, guint32, i);

      self->sky[i % 3] = pictor_practice_colour_mix (self->sky[i % 3], colour, 550);
      self->sky[(i + 1) % 3] = pictor_practice_colour_mix (self->sky[(i + 1) % 3], colour, 350);
      self->ground[(i + 1) % 2] = pictor_practice_colour_mix (self->ground[(i + 1) % 2], colour,
                                                              250);
      self->accents[i % 3] = colour;
    }
}

/* Water lies between the horizon and firm ground; on the open sea there is none. */
static int
find_shore (const PictorPracticeBackdrop *self)
{
  int depth = 100 - self->horizon;

  if ((self->decor & BIT (SURF)) != 0)
    return self->horizon + depth * 36 / 100;
  if ((self->decor & BIT (RIPPLES)) != 0)
    return self->horizon + depth * 62 / 100;
  if ((self->decor & BIT (ICEBERGS)) != 0)
    return self->horizon + depth * 32 / 100;
  return (self->decor & BIT (WAVES)) != 0 ? 100 : self->horizon;
}

void
pictor_practice_backdrop_init (PictorPracticeBackdrop *self,
                               GPtrArray              *settings,
                               GArray                 *subjects,
                               GArray                 *colours,
                               PictorPracticeRandom   *random)
{
  static void (* const add[]) (PictorPracticeBackdrop *, const PictorPracticeSetting *) = {
    [PICTOR_PRACTICE_SETTING_PLACE] = add_place,
    [PICTOR_PRACTICE_SETTING_LIGHT] = add_light,
    [PICTOR_PRACTICE_SETTING_WEATHER] = add_weather,
  };
  const PictorPracticeSetting *place = NULL;

  for (guint i = 0; i < settings->len && place == NULL; i++)
    {
      const PictorPracticeEntry *entry = g_ptr_array_index (settings, i);

      if (entry->setting.kind == PICTOR_PRACTICE_SETTING_PLACE)
        place = &entry->setting;
    }

  self->light = 0xffffff;
  if (place != NULL)
    set_place (self, place);
  else
    guess_place (self, settings, subjects, random);
  self->dark = is_dark (self->sky);
  for (guint kind = 0; kind < G_N_ELEMENTS (add); kind++)
    for (guint i = 0; i < settings->len; i++)
      {
        const PictorPracticeEntry *entry = g_ptr_array_index (settings, i);

        if (entry->setting.kind == kind && &entry->setting != place)
          add[kind] (self, &entry->setting);
      }
  add_colours (self, colours, random);
  self->shore = find_shore (self);
  self->grain = pictor_practice_random_next (random);
}
