/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-recipe-opening.h"

#include <string.h>

#include <glib/gi18n.h>

#include "library/pictor-recipe-file.h"
#include "studio/pictor-paths.h"

/* The recipe is kept as the task's data until it is finished. */

/* Whether @listed, an id or a name of the engine's, is the file name or title of what is called @name: the endings of
 * files, their folders and "[hash]" aside. */
static gboolean
is_called (const char *listed,
           const char *name)
{
  const char *start = listed;
  gsize length = strlen (name);

  if (g_ascii_strcasecmp (listed, name) == 0)
    return TRUE;
  for (const char *p = listed; *p != '\0'; p++)
    if (*p == '/' || *p == '\\')
      start = p + 1;
  return g_ascii_strncasecmp (start, name, length) == 0
         && (start[length] == '\0' || start[length] == '.' || g_str_has_prefix (start + length, " ["));
}

static PictorListing *
find_listing (GPtrArray         *listings,
              PictorListingKind  kind,
              const char        *name)
{
  for (guint i = 0; i < listings->len; i++)
    {
      PictorListing *listing = listings->pdata[i];

      if (pictor_listing_get_kind (listing) == kind
          && (is_called (pictor_listing_get_id (listing), name) || is_called (pictor_listing_get_name (listing), name)))
        return listing;
    }
  return NULL;
}

static void
fit_model (PictorFoundRecipe *found,
           GPtrArray         *listings)
{
  const char *name = pictor_recipe_get_model (found->recipe);
  PictorListing *listing;

  if (*name == '\0')
    return;
  listing = find_listing (listings, PICTOR_LISTING_MODEL, name);
  if (listing == NULL)
    {
      pictor_found_recipe_note (found, _("There is no model “%s” here; the usual one is used."), name);
      pictor_recipe_reset (found->recipe, PICTOR_FIELD_MODEL);
      return;
    }
  g_object_set (found->recipe, "model", pictor_listing_get_id (listing), NULL);
  if (pictor_listing_get_custom (listing))
    g_object_set (found->recipe, "model-type", PICTOR_MODEL_TYPE_CUSTOM, NULL);
}

static void
fit_sub_models (PictorFoundRecipe *found,
                GPtrArray         *listings)
{
  GListStore *list = pictor_recipe_get_sub_models (found->recipe);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list));)
    {
      g_autoptr (PictorSubModel) sub_model = g_list_model_get_item (G_LIST_MODEL (list), i);
      PictorListing *listing = find_listing (listings, PICTOR_LISTING_SUB_MODEL, pictor_sub_model_get_id (sub_model));

      if (listing != NULL)
        {
          g_object_set (sub_model, "id", pictor_listing_get_id (listing), NULL);
          i++;
          continue;
        }
      pictor_found_recipe_note (found, _("There is no sub-model “%s” here; it is left out."),
                                pictor_sub_model_get_id (sub_model));
      g_list_store_remove (list, i);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0 && *pictor_recipe_get_model (found->recipe) == '\0')
    pictor_recipe_reset (found->recipe, PICTOR_FIELD_MODEL_TYPE);
}

static void
return_found (GTask *task)
{
  /* The task's data are the caller's from now on. */
  PictorFoundRecipe **kept = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (kept), (GDestroyNotify) pictor_found_recipe_free);
}

static void
models_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorFoundRecipe **kept = g_task_get_task_data (task);
  g_autoptr (GPtrArray) listings = pictor_account_list_models_finish (PICTOR_ACCOUNT (source), result, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (listings != NULL)
    {
      fit_model (*kept, listings);
      fit_sub_models (*kept, listings);
    }
  return_found (task);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorAccount *account = g_task_get_source_object (task);
  PictorFoundRecipe **kept = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  *kept = pictor_recipe_file_read_finish (result, &error);
  if (*kept == NULL)
    g_task_return_error (task, error);
  else if (account == NULL || (*kept)->own)
    return_found (task);
  else
    pictor_account_list_models_async (account, cancellable, models_cb, g_steal_pointer (&task));
}

static void
kept_free (gpointer data)
{
  PictorFoundRecipe **kept = data;

  g_clear_pointer (kept, pictor_found_recipe_free);
  g_free (kept);
}

void
pictor_recipe_opening_read_async (GFile               *file,
                                  PictorAccount       *account,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;
  g_autoptr (GFile) inputs = pictor_paths_get_inputs ();

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (account == NULL || PICTOR_IS_ACCOUNT (account));

  task = g_task_new (account, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_recipe_opening_read_async);
  g_task_set_task_data (task, g_new0 (PictorFoundRecipe *, 1), kept_free);
  pictor_recipe_file_read_async (file, inputs, cancellable, read_cb, task);
}

PictorFoundRecipe *
pictor_recipe_opening_read_finish (GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_recipe_opening_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
