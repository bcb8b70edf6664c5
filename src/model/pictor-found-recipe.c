/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-found-recipe.h"

/* Notes of a file that is all trouble help nobody. */
#define MAX_NOTES 32

/**
 * pictor_found_recipe_new:
 * @program: what wrote it
 *
 * Returns: (transfer full): with a recipe of initial values and no notes
 */
PictorFoundRecipe *
pictor_found_recipe_new (const char *program)
{
  PictorFoundRecipe *self = g_new0 (PictorFoundRecipe, 1);

  self->recipe = pictor_recipe_new ();
  self->program = g_strdup (program);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
pictor_found_recipe_free (PictorFoundRecipe *self)
{
  g_object_unref (self->recipe);
  g_free (self->program);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/**
 * pictor_found_recipe_note:
 * @format: a translated sentence
 *
 * Notes one thing that could not be taken over; what was noted before is not noted again.
 */
void
pictor_found_recipe_note (PictorFoundRecipe *self,
                          const char        *format,
                          ...)
{
  g_autofree char *note = NULL;
  va_list args;

  va_start (args, format);
  note = g_strdup_vprintf (format, args);
  va_end (args);
  if (self->notes->len < MAX_NOTES && !g_ptr_array_find_with_equal_func (self->notes, note, g_str_equal, NULL))
    g_ptr_array_add (self->notes, g_steal_pointer (&note));
}
