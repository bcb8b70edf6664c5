/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-album.h"

#include <math.h>
#include <string.h>

#include "practice/pictor-practice-colour.h"
#include "practice/pictor-practice-drawing.h"
#include "practice/pictor-practice-mixture.h"
#include "practice/pictor-practice-random.h"

#define N_SCENES PICTOR_PRACTICE_N_SCENES
#define SIDE PICTOR_PRACTICE_LATENT_SIDE
#define N_PIXELS (SIDE * SIDE)
/* Layouts on one backdrop: a backdrop takes longer to draw than a layout. */
#define N_LAYOUTS 8
/* An album is some 3 MB, a drawing that is kept up to 1 MB. */
#define N_ALBUMS 6
#define N_DRAWINGS 4
#define LARGEST_KEPT (512 * 512)

typedef struct
{
  guint k;
  int width, height;
  cairo_surface_t *surface;
} Drawing;

typedef struct
{
  PictorPracticeAlbum album;
  char *name;
  PictorPracticeLook look;
  PictorPracticeScene *scenes[N_SCENES];
  GMutex lock;
  Drawing drawings[N_DRAWINGS]; /* the newest first */
} Own;

static GMutex shelf_lock;
static Own *shelf[N_ALBUMS]; /* the newest first */

static void
clear_own (gpointer data)
{
  Own *self = data;

  for (guint k = 0; k < N_SCENES; k++)
    {
      g_free (self->album.latents[k]);
      g_free (self->album.focus[k]);
      g_clear_pointer (&self->scenes[k], pictor_practice_scene_free);
    }
  g_free (self->album.mean);
  for (guint i = 0; i < N_DRAWINGS; i++)
    g_clear_pointer (&self->drawings[i].surface, cairo_surface_destroy);
  g_mutex_clear (&self->lock);
  g_free (self->name);
}

void
pictor_practice_album_unref (PictorPracticeAlbum *self)
{
  g_atomic_rc_box_release_full (self, clear_own);
}

/* What tells wishes apart; of sizes the aspect. */
static char *
name_wish (const PictorPracticeWish *wish)
{
  g_autofree char *positive = wish->positive != NULL ? g_strjoinv ("\n", (char **) wish->positive) : g_strdup ("\r");
  g_autofree char *negative = g_strjoinv ("\n", (char **) wish->negative);
  g_autofree char *look = pictor_practice_look_name (&wish->look);
  guint64 ink = PICTOR_PRACTICE_HASH_START;

  for (guint i = 0; i < wish->n_guides; i++)
    ink = pictor_practice_hash (pictor_practice_hash (ink, wish->guides[i].ink, sizeof wish->guides[i].ink),
                                &wish->guides[i].weight, sizeof wish->guides[i].weight);
  return g_strdup_printf ("%.4f %u %" G_GINT64_MODIFIER "x %s\n%s\n\n%s", (double) wish->width / wish->height,
                          wish->reach, ink, look, positive, negative);
}

/* Any subject anywhere: two names from the vocabulary. */
static PictorPracticeScene *
make_unprompted (const PictorPracticeWish *wish,
                 guint                     k)
{
  static const PictorPracticeKind kinds[] = { PICTOR_PRACTICE_SUBJECT, PICTOR_PRACTICE_SETTING };
  PictorPracticeRandom random = { k / N_LAYOUTS };
  const char *words[3] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    words[i] = pictor_practice_vocabulary_get (
      kinds[i], pictor_practice_random_below (&random, pictor_practice_vocabulary_count (kinds[i])))->name;
  return pictor_practice_scene_new_like (words, wish->negative, k / N_LAYOUTS, k, wish->reach, wish->width, wish->height,
                                         NULL, 0);
}

static void
read_latent (cairo_surface_t *surface,
             float           *latent)
{
  const guint32 *pixels;

  cairo_surface_flush (surface);
  pixels = (const guint32 *) (void *) cairo_image_surface_get_data (surface);
  for (int i = 0; i < N_PIXELS; i++)
    for (int channel = 0; channel < 3; channel++)
      latent[channel * N_PIXELS + i] = (float) ((pixels[i] >> (16 - 8 * channel)) & 0xff) / 127.5f - 1;
}

static void
draw_small (Own                      *self,
            const PictorPracticeWish *wish)
{
  g_autoptr (PictorPracticeSprites) sprites = pictor_practice_sprites_new ();
  g_autoptr (cairo_surface_t) back = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIDE, SIDE);
  g_autoptr (cairo_surface_t) front = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  g_autoptr (cairo_surface_t) whole = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIDE, SIDE);
  g_autoptr (cairo_surface_t) focus = cairo_image_surface_create (CAIRO_FORMAT_A8, SIDE, SIDE);
  double scale = SIDE / sqrt ((double) wish->width * wish->height);
  double width = wish->width * scale, height = wish->height * scale;

  self->album.mean = g_new0 (float, PICTOR_PRACTICE_LATENT_LENGTH);
  for (guint k = 0; k < N_SCENES; k++)
    {
      const PictorPracticeBackdrop *backdrop = pictor_practice_scene_get_backdrop (self->scenes[k]);
      g_autoptr (cairo_t) cr = cairo_create (whole);
      g_autoptr (cairo_t) focus_cr = cairo_create (focus);

      if (k % N_LAYOUTS == 0)
        {
          g_autoptr (cairo_t) front_cr = cairo_create (front);

          cairo_set_operator (front_cr, CAIRO_OPERATOR_CLEAR);
          cairo_paint (front_cr);
          pictor_practice_draw_back (back, backdrop, width, height);
          pictor_practice_draw_front (front, backdrop, width, height);
        }
      cairo_set_source_surface (cr, back, 0, 0);
      cairo_paint (cr);
      pictor_practice_draw_items (whole, self->scenes[k], sprites, width, height, PICTOR_PRACTICE_DRAWING_SMALL);
      cairo_set_source_surface (cr, front, 0, 0);
      cairo_paint (cr);
      pictor_practice_look_apply (&self->look, whole);
      self->album.latents[k] = g_new (float, PICTOR_PRACTICE_LATENT_LENGTH);
      read_latent (whole, self->album.latents[k]);
      for (int i = 0; i < PICTOR_PRACTICE_LATENT_LENGTH; i++)
        self->album.mean[i] += self->album.latents[k][i] / N_SCENES;
      self->album.energies[k] = pictor_practice_mixture_energy (self->album.latents[k], PICTOR_PRACTICE_LATENT_LENGTH);

      cairo_set_operator (focus_cr, CAIRO_OPERATOR_CLEAR);
      cairo_paint (focus_cr);
      pictor_practice_draw_items (focus, self->scenes[k], sprites, width, height, PICTOR_PRACTICE_DRAWING_FOCUS);
      cairo_surface_flush (focus);
      self->album.focus[k] = g_memdup2 (cairo_image_surface_get_data (focus), N_PIXELS);
    }
}

static Own *
make_album (const PictorPracticeWish *wish,
            char                     *name)
{
  Own *self = g_atomic_rc_box_new0 (Own);

  g_mutex_init (&self->lock);
  self->name = name;
  self->look = wish->look;
  for (guint k = 0; k < N_SCENES; k++)
    if (wish->positive == NULL)
      self->scenes[k] = make_unprompted (wish, k);
    else
      self->scenes[k] = pictor_practice_scene_new_like (wish->positive, wish->negative, k / N_LAYOUTS, k, wish->reach,
                                                        wish->width, wish->height, wish->guides, wish->n_guides);
  draw_small (self, wish);
  return self;
}

/* Puts @own first on the shelf, or takes what is there under its name. */
static Own *
find_or_keep (const char *name,
              Own        *own)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shelf_lock);
  guint i = 0;

  while (i < N_ALBUMS - 1 && shelf[i] != NULL && !g_str_equal (shelf[i]->name, name))
    i++;
  if (shelf[i] != NULL && g_str_equal (shelf[i]->name, name))
    own = shelf[i];
  else if (own == NULL)
    return NULL;
  else
    {
      g_clear_pointer ((PictorPracticeAlbum **) &shelf[i], pictor_practice_album_unref);
      g_atomic_rc_box_acquire (own);
    }
  memmove (shelf + 1, shelf, i * sizeof shelf[0]);
  shelf[0] = own;
  return g_atomic_rc_box_acquire (own);
}

PictorPracticeAlbum *
pictor_practice_album_get (const PictorPracticeWish *wish)
{
  g_autofree char *name = name_wish (wish);
  Own *own = find_or_keep (name, NULL);

  if (own == NULL)
    {
      g_autoptr (PictorPracticeAlbum) made = &make_album (wish, g_strdup (name))->album;

      own = find_or_keep (name, (Own *) made);
    }
  return &own->album;
}

cairo_surface_t *
pictor_practice_album_draw (PictorPracticeAlbum *album,
                            guint                k,
                            int                  width,
                            int                  height)
{
  Own *self = (Own *) album;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const PictorPracticeBackdrop *backdrop = pictor_practice_scene_get_backdrop (self->scenes[k]);
  Drawing drawing = { k, width, height, NULL };
  guint i = 0;

  while (i < N_DRAWINGS - 1 && (self->drawings[i].k != k || self->drawings[i].width != width ||
                                self->drawings[i].height != height || self->drawings[i].surface == NULL))
    i++;
  if (self->drawings[i].surface != NULL && self->drawings[i].k == k && self->drawings[i].width == width &&
      self->drawings[i].height == height)
    drawing = self->drawings[i];
  else
    {
      g_autoptr (PictorPracticeSprites) sprites = pictor_practice_sprites_new ();

      drawing.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
      pictor_practice_draw_back (drawing.surface, backdrop, width, height);
      pictor_practice_draw_items (drawing.surface, self->scenes[k], sprites, width, height, PICTOR_PRACTICE_DRAWING_FULL);
      pictor_practice_draw_front (drawing.surface, backdrop, width, height);
      pictor_practice_look_apply (&self->look, drawing.surface);
      if (width * height > LARGEST_KEPT)
        return drawing.surface;
      g_clear_pointer (&self->drawings[i].surface, cairo_surface_destroy);
    }
  memmove (self->drawings + 1, self->drawings, i * sizeof drawing);
  self->drawings[0] = drawing;
  return cairo_surface_reference (drawing.surface);
}
