/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-exhibit.h"

struct _PictorExhibit
{
  GObject parent_instance;

  GFile *file;
  PictorRecipe *recipe;
  char *model_name;
  char *title;
  char *program;
  GStrv notes;
};

G_DEFINE_FINAL_TYPE (PictorExhibit, pictor_exhibit, G_TYPE_OBJECT)

static void
pictor_exhibit_finalize (GObject *object)
{
  PictorExhibit *self = PICTOR_EXHIBIT (object);

  g_object_unref (self->file);
  g_clear_object (&self->recipe);
  g_free (self->model_name);
  g_free (self->title);
  g_free (self->program);
  g_strfreev (self->notes);
  G_OBJECT_CLASS (pictor_exhibit_parent_class)->finalize (object);
}

static void
pictor_exhibit_class_init (PictorExhibitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pictor_exhibit_finalize;
}

static void
pictor_exhibit_init (PictorExhibit *self)
{
}

PictorExhibit *
pictor_exhibit_new (GFile        *file,
                    PictorRecipe *recipe,
                    const char   *model_name)
{
  PictorExhibit *self;
  const char *prompt = recipe != NULL ? pictor_recipe_get_prompt (recipe) : "";

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (PICTOR_TYPE_EXHIBIT, NULL);
  self->file = g_object_ref (file);
  g_set_object (&self->recipe, recipe);
  self->model_name = g_strdup (model_name);
  self->notes = g_new0 (char *, 1);
  self->title = prompt[0] != '\0' ? g_strdup (prompt) : g_file_get_basename (file);
  return self;
}

PictorExhibit *
pictor_exhibit_new_of_batch (PictorPicture *picture,
                             PictorRecipe  *recipe,
                             const char    *model_name)
{
  g_autoptr (PictorRecipe) own = NULL;

  g_return_val_if_fail (PICTOR_IS_PICTURE (picture), NULL);
  g_return_val_if_fail (PICTOR_IS_RECIPE (recipe), NULL);

  own = pictor_recipe_copy (recipe);
  g_object_set (own, "seed", pictor_picture_get_seed (picture), NULL);
  return pictor_exhibit_new (pictor_picture_get_file (picture), own, model_name);
}

PictorExhibit *
pictor_exhibit_new_of_file (GFile                   *file,
                            const PictorFoundRecipe *found,
                            const char              *trouble)
{
  PictorExhibit *self = pictor_exhibit_new (file, found != NULL ? found->recipe : NULL, NULL);
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();

  if (trouble != NULL)
    g_strv_builder_add (notes, trouble);
  for (guint i = 0; found != NULL && i < found->notes->len; i++)
    g_strv_builder_add (notes, found->notes->pdata[i]);
  g_strfreev (self->notes);
  self->notes = g_strv_builder_end (notes);
  if (found != NULL && !found->own)
    self->program = g_strdup (found->program);
  return self;
}

GFile *
pictor_exhibit_get_file (PictorExhibit *self)
{
  g_return_val_if_fail (PICTOR_IS_EXHIBIT (self), NULL);
  return self->file;
}

PictorRecipe *
pictor_exhibit_get_recipe (PictorExhibit *self)
{
  g_return_val_if_fail (PICTOR_IS_EXHIBIT (self), NULL);
  return self->recipe;
}

const char *
pictor_exhibit_get_model_name (PictorExhibit *self)
{
  g_return_val_if_fail (PICTOR_IS_EXHIBIT (self), NULL);
  return self->model_name;
}

const char *
pictor_exhibit_get_program (PictorExhibit *self)
{
  g_return_val_if_fail (PICTOR_IS_EXHIBIT (self), NULL);
  return self->program;
}

const char * const *
pictor_exhibit_get_notes (PictorExhibit *self)
{
  g_return_val_if_fail (PICTOR_IS_EXHIBIT (self), NULL);
  return (const char * const *) self->notes;
}

const char *
pictor_exhibit_get_title (PictorExhibit *self)
{
  g_return_val_if_fail (PICTOR_IS_EXHIBIT (self), NULL);
  return self->title;
}

gboolean
pictor_exhibit_equal (PictorExhibit *a,
                      PictorExhibit *b)
{
  return a == b || (a != NULL && b != NULL && g_file_equal (a->file, b->file));
}
