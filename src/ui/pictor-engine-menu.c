/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-engine-menu.h"

#include <glib/gi18n.h>

struct _PictorEngineMenu
{
  AdwBin parent_instance;

  GListModel *accounts;
  PictorAccount *selected;
  gboolean narrow;

  GtkMenuButton *button;
  GtkLabel *title_label;
  GtkPopover *popover;
  GtkListBox *list_box;
};

enum
{
  PROP_0,
  PROP_ACCOUNTS,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PictorEngineMenu, pictor_engine_menu, ADW_TYPE_BIN)

static void
state_changed_cb (AdwActionRow  *row,
                  GParamSpec    *pspec,
                  PictorAccount *account)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s", pictor_account_get_subtitle (account),
                                           pictor_account_get_state (account));

  adw_action_row_set_subtitle (row, text);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  PictorAccount *account = item;
  PictorEngineMenu *self = user_data;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), pictor_account_get_title (account));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_visible (check, account == self->selected);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), check);
  g_signal_connect_object (account, "notify::state", G_CALLBACK (state_changed_cb), row, G_CONNECT_SWAPPED);
  state_changed_cb (ADW_ACTION_ROW (row), NULL, account);
  g_object_set_data (G_OBJECT (row), "pictor-check", check);
  return row;
}

static void
show_selected (PictorEngineMenu *self)
{
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    {
      g_autoptr (PictorAccount) account = g_list_model_get_item (self->accounts, i);

      gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "pictor-check"),
                              account == self->selected);
    }
  if (self->selected == NULL)
    return;
  title = self->narrow ? g_strdup (pictor_account_get_title (self->selected))
                       : g_strdup_printf (_("Pictor · %s"), pictor_account_get_title (self->selected));
  name = g_strdup_printf (_("Engine: %s, %s"), pictor_account_get_title (self->selected),
                          pictor_account_get_subtitle (self->selected));
  gtk_label_set_label (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
activated_cb (PictorEngineMenu *self,
              GtkListBoxRow    *row)
{
  g_autoptr (PictorAccount) account =
    g_list_model_get_item (self->accounts, gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->popover);
  pictor_engine_menu_set_selected (self, account);
}

static void
pictor_engine_menu_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PictorEngineMenu *self = PICTOR_ENGINE_MENU (object);

  switch (property_id)
    {
    case PROP_ACCOUNTS:
      g_value_set_object (value, self->accounts);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_engine_menu_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PictorEngineMenu *self = PICTOR_ENGINE_MENU (object);

  switch (property_id)
    {
    case PROP_ACCOUNTS:
      pictor_engine_menu_set_accounts (self, g_value_get_object (value));
      break;
    case PROP_SELECTED:
      pictor_engine_menu_set_selected (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_engine_menu_dispose (GObject *object)
{
  PictorEngineMenu *self = PICTOR_ENGINE_MENU (object);

  /* The child is bound, and AdwBin would not notice that the template lets it go. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_ENGINE_MENU);
  g_clear_object (&self->accounts);
  g_clear_object (&self->selected);
  G_OBJECT_CLASS (pictor_engine_menu_parent_class)->dispose (object);
}

static void
pictor_engine_menu_class_init (PictorEngineMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pictor_engine_menu_get_property;
  object_class->set_property = pictor_engine_menu_set_property;
  object_class->dispose = pictor_engine_menu_dispose;

  properties[PROP_ACCOUNTS] = g_param_spec_object ("accounts", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, PICTOR_TYPE_ACCOUNT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-engine-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorEngineMenu, button);
  gtk_widget_class_bind_template_child (widget_class, PictorEngineMenu, title_label);
  gtk_widget_class_bind_template_child (widget_class, PictorEngineMenu, popover);
  gtk_widget_class_bind_template_child (widget_class, PictorEngineMenu, list_box);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
pictor_engine_menu_init (PictorEngineMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pictor_engine_menu_set_accounts (PictorEngineMenu *self,
                                 GListModel       *accounts)
{
  g_return_if_fail (PICTOR_IS_ENGINE_MENU (self));

  if (!g_set_object (&self->accounts, accounts))
    return;
  gtk_list_box_bind_model (self->list_box, accounts, make_row, self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNTS]);
}

void
pictor_engine_menu_set_selected (PictorEngineMenu *self,
                                 PictorAccount    *account)
{
  g_return_if_fail (PICTOR_IS_ENGINE_MENU (self));

  if (!g_set_object (&self->selected, account))
    return;
  show_selected (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

void
pictor_engine_menu_set_narrow (PictorEngineMenu *self,
                               gboolean          narrow)
{
  g_return_if_fail (PICTOR_IS_ENGINE_MENU (self));

  self->narrow = narrow;
  show_selected (self);
}
