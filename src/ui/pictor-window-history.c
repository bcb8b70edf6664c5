/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-window-history.h"

#include <glib/gi18n.h>

#include "ui/pictor-window-private.h"

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PictorHistory *history = pictor_workspace_get_history (PICTOR_WINDOW (widget)->workspace);

  if (g_str_equal (name, "win.undo"))
    pictor_history_undo (history);
  else
    pictor_history_redo (history);
}

static void
history_changed_cb (PictorWindow *self)
{
  PictorHistory *history = pictor_workspace_get_history (self->workspace);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", pictor_history_get_can_undo (history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", pictor_history_get_can_redo (history));
}

/* Its button would undo something else. */
static void
serial_changed_cb (AdwToast      *toast,
                   GParamSpec    *pspec,
                   PictorHistory *history)
{
  guint serial = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (toast), "serial"));

  if (pictor_history_get_serial (history) != serial)
    adw_toast_dismiss (toast);
}

void
pictor_window_show_undo (PictorWindow *self,
                         const char   *text)
{
  PictorHistory *history = pictor_workspace_get_history (self->workspace);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data (G_OBJECT (toast), "serial", GUINT_TO_POINTER (pictor_history_get_serial (history)));
  g_signal_connect_object (history, "notify::serial", G_CALLBACK (serial_changed_cb), toast, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
pictor_window_set_up_history (PictorWindow *self)
{
  g_signal_connect_object (pictor_workspace_get_history (self->workspace), "notify",
                           G_CALLBACK (history_changed_cb), self, G_CONNECT_SWAPPED);
  history_changed_cb (self);
}

void
pictor_window_class_install_history_actions (PictorWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "win.redo", NULL);
}
