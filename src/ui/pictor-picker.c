/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-picker.h"

#include <glib/gi18n.h>

#include "ui/pictor-field-text.h"

struct _PictorPicker
{
  AdwBin parent_instance;

  GListModel *listings;
  char *value;
  char *placeholder;
  char *problem;

  GtkLabel *title_label;
  GtkMenuButton *button;
  GtkLabel *button_label;
  GtkPopover *popover;
  GtkEditable *search_entry;
  GtkButton *use_button;
  GtkLabel *empty_label;
  GtkWidget *scroller;
  GtkFilterListModel *filtered;
  GtkStringFilter *filter;
  GtkLabel *problem_label;
};

enum
{
  PROP_0,
  PROP_LISTINGS,
  PROP_VALUE,
  PROP_LABEL,
  PROP_PLACEHOLDER,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PictorPicker, pictor_picker, ADW_TYPE_BIN)

static char *
searchable_text (PictorListing *listing)
{
  if (listing == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%s %s", pictor_listing_get_name (listing), pictor_listing_get_id (listing));
}

static void
show_value (PictorPicker *self)
{
  g_autoptr (PictorListing) listing = pictor_picker_find_listing (self);
  const char *shown = *self->value == '\0' ? self->placeholder
                      : listing != NULL    ? pictor_listing_get_name (listing)
                                           : self->value;
  g_autofree char *accessible = g_strdup_printf ("%s: %s", gtk_label_get_label (self->title_label),
                                                 shown != NULL ? shown : "");

  gtk_label_set_label (self->button_label, shown != NULL ? shown : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, accessible,
                                  -1);
}

static void
set_value (PictorPicker *self,
           const char   *value)
{
  if (value == NULL)
    value = "";
  if (g_strcmp0 (value, self->value) == 0)
    return;
  g_free (self->value);
  self->value = g_strdup (value);
  show_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static void
show_list (PictorPicker *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->search_entry)));

  gtk_widget_set_visible (self->scroller, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label), n == 0 && *typed == '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->use_button), *typed != '\0');
  if (*typed != '\0')
    {
      g_autofree char *text = g_strdup_printf (_("Use “%s” as It Is"), typed);

      gtk_button_set_label (self->use_button, text);
    }
}

static void
shown_cb (PictorPicker *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_string_filter_set_search (self->filter, NULL);
  show_list (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
searched_cb (PictorPicker *self)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (self->search_entry));
  show_list (self);
}

static void
use_typed_cb (PictorPicker *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->search_entry)));

  set_value (self, typed);
  gtk_popover_popdown (self->popover);
}

static void
choose (PictorPicker *self,
        guint         position)
{
  g_autoptr (PictorListing) listing = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  if (listing == NULL)
    return;
  set_value (self, pictor_listing_get_id (listing));
  gtk_popover_popdown (self->popover);
}

/* Enter takes the one thing that is left, or else what was typed. */
static void
search_activated_cb (PictorPicker *self)
{
  searched_cb (self);
  if (*gtk_editable_get_text (self->search_entry) == '\0')
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 1)
    choose (self, 0);
  else
    use_typed_cb (self);
}

static void
row_activated_cb (PictorPicker *self,
                  guint         position,
                  GtkListView  *list_view)
{
  choose (self, position);
}

static void
pictor_picker_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PictorPicker *self = PICTOR_PICKER (object);

  switch (property_id)
    {
    case PROP_LISTINGS:
      g_value_set_object (value, self->listings);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (self->title_label));
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_picker_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PictorPicker *self = PICTOR_PICKER (object);

  switch (property_id)
    {
    case PROP_LISTINGS:
      pictor_picker_set_listings (self, g_value_get_object (value));
      break;
    case PROP_VALUE:
      set_value (self, g_value_get_string (value));
      break;
    case PROP_LABEL:
      gtk_label_set_label (self->title_label, g_value_get_string (value));
      show_value (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_PLACEHOLDER:
      g_free (self->placeholder);
      self->placeholder = g_value_dup_string (value);
      show_value (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_PROBLEM:
      g_free (self->problem);
      self->problem = g_value_dup_string (value);
      pictor_field_text_show_problem (self->problem_label, GTK_WIDGET (self->button), self->problem);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_picker_dispose (GObject *object)
{
  PictorPicker *self = PICTOR_PICKER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_PICKER);
  g_clear_object (&self->listings);
  G_OBJECT_CLASS (pictor_picker_parent_class)->dispose (object);
}

static void
pictor_picker_finalize (GObject *object)
{
  PictorPicker *self = PICTOR_PICKER (object);

  g_free (self->value);
  g_free (self->placeholder);
  g_free (self->problem);
  G_OBJECT_CLASS (pictor_picker_parent_class)->finalize (object);
}

static void
pictor_picker_class_init (PictorPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  g_type_ensure (PICTOR_TYPE_LISTING);

  object_class->get_property = pictor_picker_get_property;
  object_class->set_property = pictor_picker_set_property;
  object_class->dispose = pictor_picker_dispose;
  object_class->finalize = pictor_picker_finalize;

  properties[PROP_LISTINGS] = g_param_spec_object ("listings", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, "", flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, "", flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorPicker, title_label);
  gtk_widget_class_bind_template_child (widget_class, PictorPicker, button);
  gtk_widget_class_bind_template_child (widget_class, PictorPicker, button_label);
  gtk_widget_class_bind_template_child (widget_class, PictorPicker, popover);
  gtk_widget_class_bind_template_child (widget_class, PictorPicker, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PictorPicker, use_button);
  gtk_widget_class_bind_template_child (widget_class, PictorPicker, empty_label);
  gtk_widget_class_bind_template_child (widget_class, PictorPicker, scroller);
  gtk_widget_class_bind_template_child (widget_class, PictorPicker, filtered);
  gtk_widget_class_bind_template_child (widget_class, PictorPicker, filter);
  gtk_widget_class_bind_template_child (widget_class, PictorPicker, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, searchable_text);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pictor_picker_init (PictorPicker *self)
{
  self->value = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  /* GTK 4.8 centres what a menu button shows; here it reads like the other values, from the left. */
  gtk_widget_set_halign (gtk_widget_get_parent (gtk_menu_button_get_child (self->button)), GTK_ALIGN_FILL);
  gtk_label_set_label (self->empty_label,
                       _("No list is available now. Type an id to use it."));
}

static void
listings_changed_cb (PictorPicker *self)
{
  show_value (self);
  show_list (self);
}

void
pictor_picker_set_listings (PictorPicker *self,
                            GListModel   *listings)
{
  g_return_if_fail (PICTOR_IS_PICKER (self));

  if (self->listings == listings)
    return;
  if (self->listings != NULL)
    g_signal_handlers_disconnect_by_func (self->listings, listings_changed_cb, self);
  g_set_object (&self->listings, listings);
  if (listings != NULL)
    g_signal_connect_object (listings, "items-changed", G_CALLBACK (listings_changed_cb), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_filter_list_model_set_model (self->filtered, listings);
  listings_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LISTINGS]);
}

PictorListing *
pictor_picker_find_listing (PictorPicker *self)
{
  guint n;

  g_return_val_if_fail (PICTOR_IS_PICKER (self), NULL);

  n = self->listings != NULL ? g_list_model_get_n_items (self->listings) : 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PictorListing) listing = g_list_model_get_item (self->listings, i);

      if (g_str_equal (pictor_listing_get_id (listing), self->value))
        return g_steal_pointer (&listing);
    }
  return NULL;
}
