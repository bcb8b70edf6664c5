/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-listings.h"

static gboolean
is_of_kind (gpointer item,
            gpointer user_data)
{
  return pictor_listing_get_kind (item) == (PictorListingKind) GPOINTER_TO_INT (user_data);
}

static gboolean
is_of_recipe (gpointer item,
              gpointer user_data)
{
  gboolean custom = pictor_recipe_get_model_type (user_data) == PICTOR_MODEL_TYPE_CUSTOM;

  return pictor_listing_get_kind (item) == PICTOR_LISTING_MODEL &&
         pictor_listing_get_custom (item) == custom;
}

static void
model_type_changed_cb (GtkFilter *filter)
{
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

GListModel *
pictor_listings_of_kind (GListModel        *listings,
                         PictorListingKind  kind)
{
  GtkCustomFilter *filter = gtk_custom_filter_new (is_of_kind, GINT_TO_POINTER (kind), NULL);

  return G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (listings), GTK_FILTER (filter)));
}

GListModel *
pictor_listings_of_recipe (GListModel   *listings,
                           PictorRecipe *recipe)
{
  GtkCustomFilter *filter = gtk_custom_filter_new (is_of_recipe, g_object_ref (recipe), g_object_unref);

  g_signal_connect_object (recipe, "notify::model-type", G_CALLBACK (model_type_changed_cb), filter,
                           G_CONNECT_SWAPPED);
  return G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (listings), GTK_FILTER (filter)));
}
