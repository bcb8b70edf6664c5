/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-foreign.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "model/pictor-number.h"

#define MAX_NAME_CHARACTERS 120
#define MAX_SUB_MODELS 32
/* Sides are whole numbers of these where they are computed, as most services want them. */
#define SIDE_STEP 8

static const char * const model_endings[] = {
  ".safetensors", ".ckpt", ".pt", ".pth", ".bin", ".gguf", ".sft", NULL
};

char *
pictor_foreign_make_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) plain = g_string_new (NULL);
  guint n = 0;

  for (const char *p = valid; *p != '\0' && n < MAX_NAME_CHARACTERS; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (plain, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_strstrip (g_string_free (g_steal_pointer (&plain), FALSE));
}

void
pictor_foreign_set_prompt (PictorFoundRecipe *found,
                           PictorField        field,
                           const char        *text)
{
  g_autoptr (GString) plain = NULL;
  const char *label = gettext (pictor_limit_get (field)->label);

  if (text == NULL)
    return;
  plain = g_string_sized_new (MIN (strlen (text), PICTOR_MAX_PROMPT_BYTES));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (plain->len + (g_utf8_next_char (p) - p) > PICTOR_MAX_PROMPT_BYTES)
        {
          /* Translators: Prompt is too long and was cut. */
          pictor_found_recipe_note (found, _("%s is too long and was cut."), label);
          break;
        }
      if (!g_unichar_iscntrl (c) || c == '\n' || c == '\t')
        g_string_append_unichar (plain, c);
    }
  g_strstrip (plain->str);
  g_object_set (found->recipe, pictor_limit_get (field)->name, plain->str, NULL);
}

static void
set_property (GObject    *object,
              PictorField field,
              double      value)
{
  const char *name = pictor_limit_get (field)->name;
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), name);

  if (G_IS_PARAM_SPEC_INT (pspec))
    g_object_set (object, name, (int) value, NULL);
  else
    g_object_set (object, name, value, NULL);
}

void
pictor_foreign_set_number (PictorFoundRecipe *found,
                           PictorControl     *control,
                           PictorField        field,
                           double             value)
{
  const PictorLimit *limit = pictor_limit_get (field);
  double nearest = CLAMP (value, limit->minimum, limit->maximum);

  if (!isfinite (value))
    return;
  if (limit->digits == 0)
    nearest = round (nearest);
  if (nearest != value)
    {
      g_autofree char *was = pictor_number_format (value);
      g_autofree char *is = pictor_number_format (nearest);

      /* Translators: Steps was 200 and became 150, since no more can be used here. */
      pictor_found_recipe_note (found, _("%s was %s, which can't be used here, and became %s."),
                                gettext (limit->label), was, is);
    }
  set_property (control != NULL ? G_OBJECT (control) : G_OBJECT (found->recipe), field, nearest);
}

void
pictor_foreign_set_seed (PictorFoundRecipe *found,
                         double             seed)
{
  g_autofree char *text = NULL;

  if (!isfinite (seed))
    return;
  if (pictor_limit_contains (PICTOR_FIELD_SEED, seed))
    {
      g_object_set (found->recipe, "seed", (gint64) seed, NULL);
      return;
    }
  text = pictor_number_format (seed);
  pictor_found_recipe_note (found, _("The seed %s can't be used here; the seed is random."), text);
}

void
pictor_foreign_set_size (PictorFoundRecipe *found,
                         double             width,
                         double             height)
{
  double maximum = pictor_limit_get (PICTOR_FIELD_WIDTH)->maximum;
  double larger = MAX (width, height);

  if (!isfinite (width) || !isfinite (height) || width < 1 || height < 1)
    return;
  if (larger > maximum)
    {
      double new_width = floor (width * maximum / larger / SIDE_STEP) * SIDE_STEP;
      double new_height = floor (height * maximum / larger / SIDE_STEP) * SIDE_STEP;

      pictor_found_recipe_note (found, _("The size %.0f × %.0f is too large here and became %.0f × %.0f."),
                                width, height, new_width, new_height);
      width = new_width;
      height = new_height;
    }
  pictor_foreign_set_number (found, NULL, PICTOR_FIELD_WIDTH, width);
  pictor_foreign_set_number (found, NULL, PICTOR_FIELD_HEIGHT, height);
}

/* The name of a model's file as people know it. (transfer full) */
static char *
make_model_name (const char *text)
{
  g_autofree char *plain = pictor_foreign_make_plain (text);
  const char *name = plain;

  for (const char *p = plain; *p != '\0'; p++)
    if (*p == '/' || *p == '\\')
      name = p + 1;
  for (guint i = 0; model_endings[i] != NULL; i++)
    {
      gsize length = strlen (name), ending = strlen (model_endings[i]);

      if (length > ending && g_ascii_strcasecmp (name + length - ending, model_endings[i]) == 0)
        return g_strndup (name, length - ending);
    }
  return g_strdup (name);
}

void
pictor_foreign_set_model (PictorFoundRecipe *found,
                          const char        *name)
{
  g_autofree char *plain = name != NULL ? make_model_name (name) : NULL;

  if (plain != NULL && *plain != '\0')
    g_object_set (found->recipe, "model", plain, NULL);
}

void
pictor_foreign_add_sub_model (PictorFoundRecipe *found,
                              const char        *name,
                              double             weight)
{
  const PictorLimit *limit = pictor_limit_get (PICTOR_FIELD_SUB_MODEL_WEIGHT);
  GListStore *list = pictor_recipe_get_sub_models (found->recipe);
  g_autofree char *plain = make_model_name (name);
  g_autoptr (PictorSubModel) sub_model = NULL;

  if (*plain == '\0' || !isfinite (weight))
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) == MAX_SUB_MODELS)
    {
      pictor_found_recipe_note (found, _("The sub-model “%s” is one too many and was left out."), plain);
      return;
    }
  if (!pictor_limit_contains (PICTOR_FIELD_SUB_MODEL_WEIGHT, weight))
    pictor_found_recipe_note (found, _("The weight of the sub-model “%s” was made to fit."), plain);
  sub_model = pictor_sub_model_new (plain, CLAMP (weight, limit->minimum, limit->maximum));
  g_list_store_append (list, sub_model);
  /* Sub-models go with custom models alone. */
  g_object_set (found->recipe, "model-type", PICTOR_MODEL_TYPE_CUSTOM, NULL);
}

PictorControl *
pictor_foreign_add_control (PictorFoundRecipe *found,
                            const char        *model,
                            const char        *preprocessor)
{
  GListStore *list = pictor_recipe_get_controls (found->recipe);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autoptr (PictorControl) control = NULL;
  g_autofree char *model_name = model != NULL ? make_model_name (model) : NULL;
  g_autofree char *plain = preprocessor != NULL ? pictor_foreign_make_plain (preprocessor) : NULL;

  if (n == PICTOR_MAX_CONTROLS)
    {
      pictor_found_recipe_note (found, _("More than %d ControlNet images can't be used here."), PICTOR_MAX_CONTROLS);
      return NULL;
    }
  control = pictor_control_new ();
  g_object_set (control,
                "preset", PICTOR_PRESET_CUSTOM,
                "model", model_name,
                "preprocessor", plain != NULL && *plain != '\0' ? plain : "none",
                NULL);
  g_list_store_append (list, control);
  pictor_found_recipe_note (found, _("The image of ControlNet %d is not in the file."), n + 1);
  /* The list keeps it. */
  return control;
}
