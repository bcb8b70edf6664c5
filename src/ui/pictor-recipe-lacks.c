/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-recipe-lacks.h"

#include <glib/gi18n.h>

#include "model/pictor-recipe-facts.h"

static void
add (GPtrArray  *lacks,
     const char *format,
     ...) G_GNUC_PRINTF (2, 3);

static void
add (GPtrArray  *lacks,
     const char *format,
     ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (lacks, g_strdup_vprintf (format, args));
  va_end (args);
}

/* Whether one of @kind is known under @id; also when none of that kind is known yet. */
static gboolean
offers (GListModel        *listings,
        PictorListingKind  kind,
        const char        *id)
{
  gboolean known = FALSE;

  for (guint i = 0; listings != NULL && i < g_list_model_get_n_items (listings); i++)
    {
      g_autoptr (PictorListing) listing = g_list_model_get_item (listings, i);

      if (pictor_listing_get_kind (listing) != kind)
        continue;
      known = TRUE;
      if (g_str_equal (pictor_listing_get_id (listing), id))
        return TRUE;
    }
  return !known;
}

static void
add_settings (GPtrArray     *lacks,
              PictorRecipe  *recipe,
              PictorAccount *account)
{
  const PictorCapabilities *capabilities = pictor_engine_get_capabilities (pictor_account_get_engine (account));
  g_autoptr (GPtrArray) facts = pictor_recipe_describe (recipe, NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const PictorRecipeFact *fact = facts->pdata[i];

      if (!fact->usual && fact->index <= 0 && capabilities->unsupported[fact->field] != NULL)
        add (lacks, _("%s: %s"), gettext (pictor_limit_get (fact->field)->label),
             capabilities->unsupported[fact->field]);
    }
}

static void
add_models (GPtrArray     *lacks,
            PictorRecipe  *recipe,
            PictorAccount *account,
            GListModel    *listings)
{
  const char *title = pictor_account_get_title (account);
  const char *model = pictor_recipe_get_model (recipe);
  GListModel *sub_models = G_LIST_MODEL (pictor_recipe_get_sub_models (recipe));

  if (model[0] != '\0' && !offers (listings, PICTOR_LISTING_MODEL, model))
    add (lacks, _("%s does not offer the model “%s”."), title, model);
  for (guint i = 0; i < g_list_model_get_n_items (sub_models); i++)
    {
      g_autoptr (PictorSubModel) sub_model = g_list_model_get_item (sub_models, i);

      if (!offers (listings, PICTOR_LISTING_SUB_MODEL, pictor_sub_model_get_id (sub_model)))
        add (lacks, _("%s does not offer the sub-model “%s”."), title, pictor_sub_model_get_id (sub_model));
    }
}

static void
add_controls (GPtrArray     *lacks,
              PictorRecipe  *recipe,
              PictorAccount *account)
{
  const PictorCapabilities *capabilities = pictor_engine_get_capabilities (pictor_account_get_engine (account));
  GListModel *controls = G_LIST_MODEL (pictor_recipe_get_controls (recipe));
  guint n = g_list_model_get_n_items (controls);

  if (n > capabilities->max_controls && capabilities->unsupported[PICTOR_FIELD_CONTROLS] == NULL)
    add (lacks, ngettext ("%s takes %u ControlNet image at most.", "%s takes %u ControlNet images at most.",
                          capabilities->max_controls),
         pictor_account_get_title (account), capabilities->max_controls);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, i);

      if (pictor_control_get_image (control) == NULL)
        add (lacks, _("ControlNet %u: its image is not kept on this computer."), i + 1);
    }
}

GPtrArray *
pictor_recipe_lacks (PictorRecipe  *recipe,
                     PictorAccount *account,
                     GListModel    *listings)
{
  GPtrArray *lacks = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (PICTOR_IS_RECIPE (recipe), lacks);
  g_return_val_if_fail (PICTOR_IS_ACCOUNT (account), lacks);

  add_settings (lacks, recipe, account);
  add_models (lacks, recipe, account, listings);
  add_controls (lacks, recipe, account);
  return lacks;
}
