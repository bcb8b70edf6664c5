/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-recipe-facts.h"

#include <string.h>

#include <glib/gi18n.h>

void
pictor_recipe_change_free (PictorRecipeChange *change)
{
  g_free (change->label);
  g_free (change->text);
  g_free (change);
}

/* Takes @text. */
static void
add (GPtrArray              *changes,
     const PictorRecipeFact *fact,
     char                   *text)
{
  PictorRecipeChange *change = g_new0 (PictorRecipeChange, 1);

  change->field = fact->field;
  change->index = fact->index;
  change->label = g_strdup (fact->label);
  change->text = text;
  g_ptr_array_add (changes, change);
}

/* A prompt's phrases, which commas and line ends part; those in brackets, such as “(soft, light:1.2)”, stay whole. */
static GPtrArray *
split_phrases (const char *prompt)
{
  GPtrArray *phrases = g_ptr_array_new_with_free_func (g_free);
  const char *start = prompt;
  int depth = 0;

  for (const char *p = prompt; ; p++)
    {
      if (*p == '(' || *p == '[')
        depth++;
      else if (*p == ')' || *p == ']')
        depth = MAX (0, depth - 1);
      if (*p == '\0' || *p == '\n' || (*p == ',' && depth == 0) || strncmp (p, "，", strlen ("，")) == 0)
        {
          char *phrase = g_strstrip (g_strndup (start, p - start));

          if (phrase[0] != '\0')
            g_ptr_array_add (phrases, phrase);
          else
            g_free (phrase);
          if (*p == '\0')
            return phrases;
          if (*p != ',' && *p != '\n')
            p += strlen ("，") - 1;
          start = p + 1;
          depth = 0;
        }
    }
}

/* The phrases that @phrases has more often than @others, in quotes; each is counted once. (transfer full) */
static char *
join_missing (GPtrArray *phrases,
              GPtrArray *others)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < others->len; i++)
    g_ptr_array_add (left, others->pdata[i]);
  for (guint i = 0; i < phrases->len; i++)
    {
      guint position;

      if (g_ptr_array_find_with_equal_func (left, phrases->pdata[i], g_str_equal, &position))
        {
          g_ptr_array_remove_index (left, position);
          continue;
        }
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append_printf (text, _("“%s”"), (const char *) phrases->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_prompts (const char *before,
                  const char *after)
{
  g_autoptr (GPtrArray) old_phrases = split_phrases (before);
  g_autoptr (GPtrArray) new_phrases = split_phrases (after);
  g_autofree char *gone = join_missing (old_phrases, new_phrases);
  g_autofree char *come = join_missing (new_phrases, old_phrases);

  if (gone[0] != '\0' && come[0] != '\0')
    return g_strdup_printf (_("%s instead of %s"), come, gone);
  if (come[0] != '\0')
    return g_strdup_printf (_("with %s"), come);
  if (gone[0] != '\0')
    return g_strdup_printf (_("without %s"), gone);
  return g_strdup (_("the same words in another order or form"));
}

static void
compare_fields (GPtrArray    *changes,
                PictorRecipe *before,
                PictorRecipe *after)
{
  g_autoptr (GPtrArray) old_facts = pictor_recipe_describe (before, NULL);
  g_autoptr (GPtrArray) new_facts = pictor_recipe_describe (after, NULL);

  /* The recipe's own fields stand at the same place in both, before the controls. */
  for (guint i = 0; i < MIN (old_facts->len, new_facts->len); i++)
    {
      const PictorRecipeFact *old_fact = old_facts->pdata[i];
      const PictorRecipeFact *new_fact = new_facts->pdata[i];

      if (old_fact->index >= 0 || new_fact->index >= 0)
        break;
      if (g_str_equal (old_fact->value, new_fact->value))
        continue;
      if (new_fact->field == PICTOR_FIELD_PROMPT || new_fact->field == PICTOR_FIELD_NEGATIVE_PROMPT)
        add (changes, new_fact, describe_prompts (old_fact->value, new_fact->value));
      else
        add (changes, new_fact,
             g_strdup_printf ("%s → %s", old_fact->value[0] != '\0' ? old_fact->value : _("none"),
                              new_fact->value[0] != '\0' ? new_fact->value : _("none")));
    }
}

static const PictorRecipeFact *
find_control (GPtrArray *facts,
              guint      index)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const PictorRecipeFact *fact = facts->pdata[i];

      if (fact->index == (int) index)
        return fact;
    }
  return NULL;
}

static gboolean
same_image (PictorControl *a,
            PictorControl *b)
{
  GFile *first = pictor_control_get_image (a);
  GFile *second = pictor_control_get_image (b);

  if (first == NULL || second == NULL)
    return first == second;
  return g_file_equal (first, second);
}

static void
compare_controls (GPtrArray    *changes,
                  PictorRecipe *before,
                  PictorRecipe *after)
{
  GListModel *old_controls = G_LIST_MODEL (pictor_recipe_get_controls (before));
  GListModel *new_controls = G_LIST_MODEL (pictor_recipe_get_controls (after));
  g_autoptr (GPtrArray) old_facts = pictor_recipe_describe (before, NULL);
  g_autoptr (GPtrArray) new_facts = pictor_recipe_describe (after, NULL);

  for (guint i = 0; i < MAX (g_list_model_get_n_items (old_controls), g_list_model_get_n_items (new_controls)); i++)
    {
      g_autoptr (PictorControl) old_control = g_list_model_get_item (old_controls, i);
      g_autoptr (PictorControl) new_control = g_list_model_get_item (new_controls, i);
      const PictorRecipeFact *old_fact = find_control (old_facts, i);
      const PictorRecipeFact *new_fact = find_control (new_facts, i);

      if (old_control == NULL)
        add (changes, new_fact, g_strdup_printf (_("added: %s"), new_fact->value));
      else if (new_control == NULL)
        add (changes, old_fact, g_strdup_printf (_("removed: %s"), old_fact->value));
      else
        {
          gboolean same_words = g_str_equal (old_fact->value, new_fact->value);
          g_autofree char *words =
            same_words ? NULL : g_strdup_printf ("%s → %s", old_fact->value, new_fact->value);

          if (same_image (old_control, new_control) && same_words)
            continue;
          if (same_image (old_control, new_control))
            add (changes, new_fact, g_steal_pointer (&words));
          else if (same_words)
            add (changes, new_fact, g_strdup (_("another image")));
          else
            add (changes, new_fact, g_strdup_printf (_("another image, %s"), words));
        }
    }
}

GPtrArray *
pictor_recipe_diff (PictorRecipe *before,
                    PictorRecipe *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_recipe_change_free);

  g_return_val_if_fail (PICTOR_IS_RECIPE (before), changes);
  g_return_val_if_fail (PICTOR_IS_RECIPE (after), changes);

  compare_fields (changes, before, after);
  compare_controls (changes, before, after);
  return changes;
}
