/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-window-actions.h"

#include <glib/gi18n.h>

#include "ui/pictor-account-window.h"
#include "ui/pictor-preferences.h"
#include "ui/pictor-window-private.h"

static void
generate_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  pictor_window_generate (PICTOR_WINDOW (widget));
}

/* The job on show: when it ends, the next that still runs takes its place. */
static void
review_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  pictor_window_review (PICTOR_WINDOW (widget));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PictorWindow *self = PICTOR_WINDOW (widget);
  PictorJob *job = pictor_canvas_get_job (self->canvas);

  if (job != NULL && pictor_job_get_active (job))
    pictor_job_cancel (job);
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PictorWindow *self = PICTOR_WINDOW (widget);
  PictorJob *job = pictor_canvas_get_job (self->canvas);

  if (job != NULL && !pictor_job_get_active (job))
    pictor_queue_retry (pictor_studio_get_queue (self->studio), job);
}

static void
send_again_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  pictor_window_ask_send_again (PICTOR_WINDOW (widget));
}

static void
show_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  PictorWindow *self = PICTOR_WINDOW (widget);

  adw_leaflet_set_visible_child_name (self->leaflet, g_str_equal (name, "win.show-canvas") ? "canvas" : "composer");
}

static void
add_control_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PictorWindow *self = PICTOR_WINDOW (widget);

  adw_leaflet_set_visible_child_name (self->leaflet, "composer");
  gtk_widget_activate_action (GTK_WIDGET (self->composer), "composer.add-control", NULL);
}

/* An action of the viewer, run by its shortcut wherever the focus is. */
static void
viewer_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  static const struct
  {
    const char *name;
    const char *action;
  } map[] = {
    { "win.save-picture", "picture.save-as" },
    { "win.copy-picture", "picture.copy" },
    { "win.open-folder", "picture.open-folder" },
    { "win.previous-picture", "viewer.previous" },
    { "win.next-picture", "viewer.next" },
    { "win.compare", "viewer.compare" },
    { "win.show-recipe", "viewer.recipe" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    if (g_str_equal (map[i].name, name))
      pictor_viewer_activate (pictor_canvas_get_viewer (PICTOR_WINDOW (widget)->canvas), map[i].action);
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  pictor_viewer_activate (pictor_canvas_get_viewer (PICTOR_WINDOW (widget)->canvas),
                          g_variant_get_string (parameter, NULL));
}

static void
focus_prompt_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  PictorWindow *self = PICTOR_WINDOW (widget);

  adw_leaflet_set_visible_child_name (self->leaflet, "composer");
  pictor_composer_focus_prompt (self->composer);
}

static void
preferences_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PictorWindow *self = PICTOR_WINDOW (widget);

  if (self->preferences == NULL)
    {
      g_set_weak_pointer (&self->preferences,
                          GTK_WINDOW (pictor_preferences_new (self->studio, self->settings)));
      gtk_window_set_transient_for (self->preferences, GTK_WINDOW (self));
    }
  gtk_window_present (self->preferences);
}

static void
add_account_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PictorWindow *self = PICTOR_WINDOW (widget);
  GtkWidget *dialog = pictor_account_window_new (self->studio);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "added", G_CALLBACK (pictor_engine_menu_set_selected), self->engine_menu,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Made when it is asked for: GTK's own help overlay is a hidden window for as long as its parent is there, and GTK 4.8
 * answers a screen reader that asks for a window which has just been closed with such a one, and a critical warning. */
static void
shortcuts_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/pictor/Pictor/ui/pictor-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

void
pictor_window_class_install_actions (PictorWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GdkModifierType control = GDK_CONTROL_MASK;
  const GdkModifierType control_shift = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  gtk_widget_class_install_action (widget_class, "win.generate", NULL, generate_action);
  gtk_widget_class_install_action (widget_class, "win.review", NULL, review_action);
  gtk_widget_class_install_action (widget_class, "win.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "win.send-again", NULL, send_again_action);
  gtk_widget_class_install_action (widget_class, "win.show-composer", NULL, show_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-canvas", NULL, show_page_action);
  gtk_widget_class_install_action (widget_class, "win.add-control", NULL, add_control_action);
  gtk_widget_class_install_action (widget_class, "win.save-picture", NULL, viewer_action);
  gtk_widget_class_install_action (widget_class, "win.copy-picture", NULL, viewer_action);
  gtk_widget_class_install_action (widget_class, "win.open-folder", NULL, viewer_action);
  gtk_widget_class_install_action (widget_class, "win.previous-picture", NULL, viewer_action);
  gtk_widget_class_install_action (widget_class, "win.next-picture", NULL, viewer_action);
  gtk_widget_class_install_action (widget_class, "win.compare", NULL, viewer_action);
  gtk_widget_class_install_action (widget_class, "win.show-recipe", NULL, viewer_action);
  gtk_widget_class_install_action (widget_class, "win.zoom", "s", zoom_action);
  gtk_widget_class_install_action (widget_class, "win.focus-prompt", NULL, focus_prompt_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.add-account", NULL, add_account_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, control, "win.add-control", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, control, "win.focus-prompt", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, control, "win.save-picture", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, control_shift, "win.copy-picture", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, control_shift, "win.open-folder", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, control, "win.preferences", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, control, "win.zoom", "s", "view.zoom-in");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, control, "win.zoom", "s", "view.zoom-in");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Add, control, "win.zoom", "s", "view.zoom-in");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, control, "win.zoom", "s", "view.zoom-out");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Subtract, control, "win.zoom", "s", "view.zoom-out");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, control, "win.zoom", "s", "view.zoom-fit");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, control, "win.zoom", "s", "view.zoom-original");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.previous-picture", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "win.next-picture", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, control, "win.compare", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, control, "win.show-recipe", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "win.show-canvas", NULL);
}
