/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-window-open.h"

#include <glib/gi18n.h>

#include "ui/pictor-choose-file.h"
#include "ui/pictor-window-private.h"
#include "ui/pictor-window-recipe.h"

/* Pictures to be put on show together, once the recipe of each has been looked for. */
typedef struct
{
  PictorWindow *window;
  GPtrArray *files;
  GListStore *row;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_ptr_array_unref (opening->files);
  g_object_unref (opening->row);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void read_next (Opening *opening);

static void
recipe_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  PictorWindow *self = opening->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (PictorFoundRecipe) found =
    pictor_workspace_read_recipe_finish (PICTOR_WORKSPACE (source), result, &error);
  g_autoptr (GFile) file = g_ptr_array_steal_index (opening->files, 0);
  g_autofree char *name = g_file_get_basename (file);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* A recipe by itself has nothing to show. */
  if (g_str_has_suffix (name, ".json"))
    {
      if (found != NULL)
        pictor_window_use_recipe (self, found->recipe, "all");
      else
        pictor_window_show_toast (self, error->message);
    }
  else
    {
      g_autoptr (PictorExhibit) exhibit = pictor_exhibit_new_of_file (file, found, error != NULL ? error->message : NULL);

      g_list_store_append (opening->row, exhibit);
    }
  read_next (g_steal_pointer (&opening));
}

/* Takes @opening. */
static void
read_next (Opening *opening)
{
  PictorWindow *self = opening->window;

  if (opening->files->len > 0)
    {
      pictor_workspace_read_recipe_async (self->workspace, opening->files->pdata[0], self->cancellable, recipe_read_cb,
                                          opening);
      return;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (opening->row)) > 0)
    {
      PictorViewer *viewer = pictor_canvas_get_viewer (self->canvas);

      pictor_viewer_show (viewer, G_LIST_MODEL (opening->row), 0);
      g_object_set (viewer, "recipe-shown", TRUE, NULL);
      adw_leaflet_set_visible_child_name (self->leaflet, "canvas");
    }
  opening_free (opening);
}

void
pictor_window_open_files (PictorWindow  *self,
                          GFile        **files,
                          guint          n_files)
{
  Opening *opening;

  g_return_if_fail (PICTOR_IS_WINDOW (self));

  opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (self);
  opening->files = g_ptr_array_new_with_free_func (g_object_unref);
  opening->row = g_list_store_new (PICTOR_TYPE_EXHIBIT);
  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (opening->files, g_object_ref (files[i]));
  read_next (opening);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PictorWindow) self = user_data;
  g_autoptr (GFile) file = pictor_choose_file_finish (result, NULL);

  if (file != NULL && self->workspace != NULL)
    pictor_window_open_files (self, &file, 1);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  pictor_choose_file_async (PICTOR_CHOOSE_IMAGE, GTK_WINDOW (widget), NULL, chosen_cb, g_object_ref (widget));
}

static gboolean
dropped_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            PictorWindow  *self)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (GSList *link = g_value_get_boxed (value); link != NULL; link = link->next)
    g_ptr_array_add (files, link->data);
  pictor_window_open_files (self, (GFile **) files->pdata, files->len);
  return files->len > 0;
}

void
pictor_window_set_up_open (PictorWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
pictor_window_class_install_open_actions (PictorWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.open", NULL);
}
