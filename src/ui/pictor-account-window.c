/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-account-window.h"

#include <glib/gi18n.h>

#include "ui/pictor-field-text.h"

struct _PictorAccountWindow
{
  AdwWindow parent_instance;

  PictorStudio *studio;
  GCancellable *cancellable;

  GtkWidget *add_button;
  AdwComboRow *service_row;
  GtkWidget *address_row;
  GtkWidget *public_row;
  GtkWidget *private_row;
  GtkLabel *problem_label;
};

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PictorAccountWindow, pictor_account_window, ADW_TYPE_WINDOW)

/* In the order of the list of services. The words are pictor_studio_add_account_async()'s. */
static const char * const addresses[] = { "international", "china" };

static void
changed_cb (PictorAccountWindow *self)
{
  GtkWidget *rows[] = { self->address_row, self->public_row, self->private_row };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    pictor_field_text_show_problem (self->problem_label, rows[i], NULL);
}

static void
service_changed_cb (PictorAccountWindow *self)
{
  gtk_widget_set_visible (self->address_row,
                          adw_combo_row_get_selected (self->service_row) >= G_N_ELEMENTS (addresses));
  changed_cb (self);
}

static void
show_problem (PictorAccountWindow *self,
              GtkWidget           *row,
              const char          *problem)
{
  pictor_field_text_show_problem (self->problem_label, row, problem);
  gtk_widget_grab_focus (row);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PictorAccountWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  PictorAccount *account =
    pictor_studio_add_account_finish (PICTOR_STUDIO (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (self->add_button, TRUE);
  if (account == NULL)
    {
      gboolean of_address = gtk_widget_get_visible (self->address_row) &&
                            g_error_matches (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS);

      show_problem (self, of_address ? self->address_row : self->private_row, error->message);
      return;
    }
  /* Whether the keys are right is told beside the account, so nobody waits for it here. */
  pictor_account_test_async (account, NULL, NULL, NULL);
  g_signal_emit (self, signals[ADDED], 0, account);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_cb (PictorAccountWindow *self)
{
  guint service = adw_combo_row_get_selected (self->service_row);
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address_row))));
  g_autofree char *public_key = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->public_row))));
  const char *private_key = gtk_editable_get_text (GTK_EDITABLE (self->private_row));
  gboolean no_private_key = private_key[strspn (private_key, " \t\r\n")] == '\0';

  changed_cb (self);
  if (service >= G_N_ELEMENTS (addresses) && *address == '\0')
    show_problem (self, self->address_row, _("Type the address of the service."));
  else if (*public_key == '\0')
    show_problem (self, self->public_row, _("Type the public key of your account."));
  else if (no_private_key)
    show_problem (self, self->private_row, _("Type the private key of your account."));
  else
    {
      PictorAccountForm form = {
        .kind = "picpik",
        .address = service < G_N_ELEMENTS (addresses) ? addresses[service] : address,
        .login = public_key,
        .secret = private_key,
      };

      gtk_widget_set_sensitive (self->add_button, FALSE);
      pictor_studio_add_account_async (self->studio, &form, self->cancellable, added_cb, g_object_ref (self));
    }
}

static void
pictor_account_window_dispose (GObject *object)
{
  PictorAccountWindow *self = PICTOR_ACCOUNT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_ACCOUNT_WINDOW);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (pictor_account_window_parent_class)->dispose (object);
}

static void
pictor_account_window_class_init (PictorAccountWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pictor_account_window_dispose;

  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, PICTOR_TYPE_ACCOUNT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-account-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorAccountWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, PictorAccountWindow, service_row);
  gtk_widget_class_bind_template_child (widget_class, PictorAccountWindow, address_row);
  gtk_widget_class_bind_template_child (widget_class, PictorAccountWindow, public_row);
  gtk_widget_class_bind_template_child (widget_class, PictorAccountWindow, private_row);
  gtk_widget_class_bind_template_child (widget_class, PictorAccountWindow, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, service_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
pictor_account_window_init (PictorAccountWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pictor_account_window_new (PictorStudio *studio)
{
  PictorAccountWindow *self = g_object_new (PICTOR_TYPE_ACCOUNT_WINDOW, NULL);

  self->studio = g_object_ref (studio);
  return GTK_WIDGET (self);
}
