/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-account-row.h"

#include <glib/gi18n.h>

struct _PictorAccountRow
{
  AdwActionRow parent_instance;

  PictorAccount *account;
  PictorStudio *studio;
  GCancellable *cancellable;

  GtkSpinner *spinner;
  GtkWidget *test_button;
  GtkWidget *remove_button;
};

G_DEFINE_FINAL_TYPE (PictorAccountRow, pictor_account_row, ADW_TYPE_ACTION_ROW)

static void
show_text (PictorAccountRow *self,
           const char       *state)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s", pictor_account_get_subtitle (self->account), state);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

static void
state_changed_cb (PictorAccountRow *self)
{
  show_text (self, pictor_account_get_state (self->account));
}

static void
set_busy (PictorAccountRow *self,
          gboolean          busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (self->test_button, !busy);
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PictorAccountRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = pictor_account_test_finish (PICTOR_ACCOUNT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  show_text (self, found != NULL ? found : error->message);
}

static void
test_cb (PictorAccountRow *self)
{
  set_busy (self, TRUE);
  pictor_account_test_async (self->account, self->cancellable, tested_cb, g_object_ref (self));
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PictorAccountRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (pictor_studio_remove_account_finish (PICTOR_STUDIO (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (self->remove_button, TRUE);
  show_text (self, error->message);
}

static void
remove_response_cb (AdwMessageDialog *dialog,
                    const char       *response,
                    PictorAccountRow *self)
{
  if (!g_str_equal (response, "remove"))
    return;
  gtk_widget_set_sensitive (self->remove_button, FALSE);
  pictor_studio_remove_account_async (self->studio, self->account, self->cancellable, removed_cb,
                                      g_object_ref (self));
}

/* A key that is gone from the keyring can't be brought back, so this asks first. */
static void
remove_cb (PictorAccountRow *self)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Remove This Account?"),
                            _("Its private key is deleted from the keyring. Pictures stay where they are."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "remove",
                                    _("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
pictor_account_row_dispose (GObject *object)
{
  PictorAccountRow *self = PICTOR_ACCOUNT_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_ACCOUNT_ROW);
  g_clear_object (&self->account);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (pictor_account_row_parent_class)->dispose (object);
}

static void
pictor_account_row_class_init (PictorAccountRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pictor_account_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorAccountRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PictorAccountRow, test_button);
  gtk_widget_class_bind_template_child (widget_class, PictorAccountRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
pictor_account_row_init (PictorAccountRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pictor_account_row_new (PictorAccount *account,
                        PictorStudio  *studio)
{
  PictorAccountRow *self = g_object_new (PICTOR_TYPE_ACCOUNT_ROW, NULL);
  g_autofree char *test = g_strdup_printf (_("Test %s"), pictor_account_get_title (account));
  g_autofree char *remove = g_strdup_printf (_("Remove %s"), pictor_account_get_title (account));

  self->account = g_object_ref (account);
  self->studio = g_object_ref (studio);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), pictor_account_get_title (account));
  gtk_widget_set_visible (self->remove_button, pictor_account_get_credential (account) != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->test_button), GTK_ACCESSIBLE_PROPERTY_LABEL, test, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  g_signal_connect_object (account, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);
  return GTK_WIDGET (self);
}
