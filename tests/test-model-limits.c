/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "model/pictor-limits.h"
#include "model/pictor-recipe.h"

static void
test_table (void)
{
  for (int i = 0; i < PICTOR_N_FIELDS; i++)
    {
      const PictorLimit *limit = pictor_limit_get (i);

      g_assert_nonnull (limit->name);
      g_assert_nonnull (limit->label);
      if (!pictor_limit_is_number (i))
        continue;
      g_assert_true (pictor_limit_contains (i, limit->minimum));
      g_assert_true (pictor_limit_contains (i, limit->maximum));
      g_assert_true (pictor_limit_contains (i, limit->initial));
      g_assert_cmpfloat (limit->step, >, 0);
    }
  g_assert_false (pictor_limit_is_number (PICTOR_FIELD_PROMPT));
  g_assert_false (pictor_limit_is_number (PICTOR_FIELD_CONTROL_IMAGE));
}

static void
test_contains (void)
{
  const struct
  {
    PictorField field;
    double value;
    gboolean allowed;
  } cases[] = {
    { PICTOR_FIELD_STEPS, 1, TRUE }, { PICTOR_FIELD_STEPS, 0, FALSE },
    { PICTOR_FIELD_STEPS, 150, TRUE }, { PICTOR_FIELD_STEPS, 151, FALSE },
    { PICTOR_FIELD_STEPS, 20.5, FALSE }, { PICTOR_FIELD_STEPS, NAN, FALSE },
    { PICTOR_FIELD_CFG_SCALE, 0, TRUE }, { PICTOR_FIELD_CFG_SCALE, -0.01, FALSE },
    { PICTOR_FIELD_CFG_SCALE, 30, TRUE }, { PICTOR_FIELD_CFG_SCALE, 30.01, FALSE },
    { PICTOR_FIELD_CFG_SCALE, 7.123456, TRUE }, { PICTOR_FIELD_CFG_SCALE, NAN, FALSE },
    { PICTOR_FIELD_CFG_SCALE, INFINITY, FALSE }, { PICTOR_FIELD_CFG_SCALE, -INFINITY, FALSE },
    { PICTOR_FIELD_BATCH_SIZE, 16, TRUE }, { PICTOR_FIELD_BATCH_SIZE, 17, FALSE },
    { PICTOR_FIELD_SEED, -1, TRUE }, { PICTOR_FIELD_SEED, -2, FALSE },
    { PICTOR_FIELD_SEED, 2147483647, TRUE }, { PICTOR_FIELD_SEED, 2147483648.0, FALSE },
    { PICTOR_FIELD_WIDTH, 16, TRUE }, { PICTOR_FIELD_WIDTH, 15, FALSE },
    { PICTOR_FIELD_HEIGHT, 1440, TRUE }, { PICTOR_FIELD_HEIGHT, 1441, FALSE },
    { PICTOR_FIELD_WIDTH, 513, TRUE },
    { PICTOR_FIELD_CLIP_SKIP, 12, TRUE }, { PICTOR_FIELD_CLIP_SKIP, 13, FALSE },
    { PICTOR_FIELD_CONTROL_WEIGHT, 2, TRUE }, { PICTOR_FIELD_CONTROL_WEIGHT, 2.001, FALSE },
    { PICTOR_FIELD_SUB_MODEL_WEIGHT, -5, TRUE }, { PICTOR_FIELD_SUB_MODEL_WEIGHT, 5.1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (pictor_limit_contains (cases[i].field, cases[i].value) != cases[i].allowed)
      g_error ("%s %g", pictor_limit_get (cases[i].field)->name, cases[i].value);
}

static void
test_names (void)
{
  PictorField field;

  for (int i = 0; i < PICTOR_N_FIELDS; i++)
    {
      if (i == PICTOR_FIELD_SUB_MODEL_WEIGHT)
        continue;
      g_assert_true (pictor_field_from_name (pictor_limit_get (i)->name,
                                             i > PICTOR_FIELD_CONTROLS, &field));
      g_assert_cmpint (field, ==, i);
    }
  g_assert_false (pictor_field_from_name ("weight", FALSE, &field));
  g_assert_false (pictor_field_from_name ("steps", TRUE, &field));
  g_assert_false (pictor_field_from_name ("Steps", FALSE, &field));
  g_assert_false (pictor_field_from_name ("", FALSE, &field));
}

/* Each field is a property of its name, which begins with the table's value. */
static void
assert_properties (GObject *object,
                   int      first,
                   int      last)
{
  for (int i = first; i <= last; i++)
    {
      const PictorLimit *limit = pictor_limit_get (i);
      GParamSpec *pspec;
      double number = 0;

      if (i == PICTOR_FIELD_SUB_MODEL_WEIGHT)
        continue;
      pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), limit->name);
      g_assert_nonnull (pspec);
      if (!pictor_limit_is_number (i))
        continue;
      if (pspec->value_type == G_TYPE_DOUBLE)
        g_object_get (object, limit->name, &number, NULL);
      else if (pspec->value_type == G_TYPE_INT64)
        {
          gint64 whole;

          g_object_get (object, limit->name, &whole, NULL);
          number = (double) whole;
        }
      else
        {
          int whole;

          g_object_get (object, limit->name, &whole, NULL);
          number = whole;
        }
      g_assert_cmpfloat (number, ==, limit->initial);
    }
}

static void
test_properties (void)
{
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  g_autoptr (PictorControl) control = pictor_control_new ();

  assert_properties (G_OBJECT (recipe), PICTOR_FIELD_PROMPT, PICTOR_FIELD_CONTROLS);
  assert_properties (G_OBJECT (control), PICTOR_FIELD_CONTROL_IMAGE, PICTOR_FIELD_CONTROL_PARAM2);
  g_assert_cmpstr (pictor_recipe_get_sampler (recipe), ==, "Euler a");
  g_assert_cmpstr (pictor_recipe_get_prompt (recipe), ==, "");
  g_assert_cmpstr (pictor_recipe_get_model (recipe), ==, "");
  g_assert_cmpint (pictor_control_get_preset (control), ==, PICTOR_PRESET_SKETCH);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/limits/table", test_table);
  g_test_add_func ("/model/limits/contains", test_contains);
  g_test_add_func ("/model/limits/names", test_names);
  g_test_add_func ("/model/limits/properties", test_properties);
  return g_test_run ();
}
