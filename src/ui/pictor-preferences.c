/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-preferences.h"

#include <glib/gi18n.h>

#include "studio/pictor-paths.h"
#include "ui/pictor-account-row.h"
#include "ui/pictor-account-window.h"
#include "ui/pictor-choose-file.h"

struct _PictorPreferences
{
  AdwPreferencesWindow parent_instance;

  PictorStudio *studio;
  GSettings *settings;

  GtkListBox *accounts_list;
  AdwActionRow *folder_row;
  GtkWidget *shrink_switch;
};

G_DEFINE_FINAL_TYPE (PictorPreferences, pictor_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
show_folder (PictorPreferences *self)
{
  g_autoptr (GFile) folder = pictor_paths_get_pictures ();
  g_autofree char *name = g_file_get_parse_name (folder);

  adw_action_row_set_subtitle (self->folder_row, name);
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (PictorPreferences) self = user_data;
  g_autoptr (GFile) folder = pictor_choose_file_finish (result, NULL);

  if (folder != NULL && g_file_peek_path (folder) != NULL && self->settings != NULL)
    g_settings_set_string (self->settings, "pictures-folder", g_file_peek_path (folder));
}

static void
choose_folder_cb (PictorPreferences *self)
{
  pictor_choose_file_async (PICTOR_CHOOSE_FOLDER, GTK_WINDOW (self), NULL, folder_chosen_cb,
                            g_object_ref (self));
}

static void
add_cb (PictorPreferences *self)
{
  GtkWidget *dialog = pictor_account_window_new (self->studio);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  return pictor_account_row_new (item, PICTOR_PREFERENCES (user_data)->studio);
}

static void
pictor_preferences_dispose (GObject *object)
{
  PictorPreferences *self = PICTOR_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_PREFERENCES);
  g_clear_object (&self->studio);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (pictor_preferences_parent_class)->dispose (object);
}

static void
pictor_preferences_class_init (PictorPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pictor_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorPreferences, accounts_list);
  gtk_widget_class_bind_template_child (widget_class, PictorPreferences, folder_row);
  gtk_widget_class_bind_template_child (widget_class, PictorPreferences, shrink_switch);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
}

static void
pictor_preferences_init (PictorPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pictor_preferences_new (PictorStudio *studio,
                        GSettings    *settings)
{
  PictorPreferences *self = g_object_new (PICTOR_TYPE_PREFERENCES, NULL);

  self->studio = g_object_ref (studio);
  self->settings = g_object_ref (settings);
  gtk_list_box_bind_model (self->accounts_list, pictor_studio_get_accounts (studio), make_row, self, NULL);
  g_settings_bind (settings, "shrink-controls", self->shrink_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::pictures-folder", G_CALLBACK (show_folder), self,
                           G_CONNECT_SWAPPED);
  show_folder (self);
  return GTK_WIDGET (self);
}
