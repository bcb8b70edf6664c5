/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-control-panel.h"

#include <glib/gi18n.h>

#include "engines/pictor-listing.h"
#include "ui/pictor-field-text.h"
#include "ui/pictor-image-tile.h"
#include "ui/pictor-listings.h"
#include "ui/pictor-picker.h"
#include "ui/pictor-range-slider.h"
#include "ui/pictor-slider-row.h"

struct _PictorControlPanel
{
  AdwBin parent_instance;

  PictorControl *control;

  GtkLabel *title_label;
  GtkWidget *remove_button;
  PictorImageTile *tile;
  GtkWidget *preset_label;
  GtkDropDown *preset_drop;
  PictorSliderRow *weight_row;
  GtkWidget *details;
  PictorPicker *model_picker;
  PictorPicker *preprocessor_picker;
  PictorRangeSlider *range_slider;
  GtkDropDown *mode_drop;
  GtkDropDown *resize_drop;
  PictorSliderRow *resolution_row;
  PictorSliderRow *param1_row;
  PictorSliderRow *param2_row;
};

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PictorControlPanel, pictor_control_panel, ADW_TYPE_BIN)

static void
remove_cb (PictorControlPanel *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
show_param (PictorSliderRow *row,
            PictorListing   *listing,
            const char      *name,
            PictorField      field)
{
  gboolean bad = !pictor_limit_contains (field, pictor_slider_row_get_value (row));

  pictor_slider_row_set_label (row, name);
  gtk_widget_set_visible (GTK_WIDGET (row), listing == NULL || name != NULL || bad);
}

/* The two parameters carry the names that the preprocessor gives them; one that it has no use for is hidden, unless it
 * must be mended before anything can be sent. */
static void
name_params (PictorControlPanel *self)
{
  g_autoptr (PictorListing) listing = pictor_picker_find_listing (self->preprocessor_picker);
  const char *param1 = listing != NULL ? pictor_listing_get_param1 (listing) : NULL;
  const char *param2 = listing != NULL ? pictor_listing_get_param2 (listing) : NULL;

  show_param (self->param1_row, listing, param1, PICTOR_FIELD_CONTROL_PARAM1);
  show_param (self->param2_row, listing, param2, PICTOR_FIELD_CONTROL_PARAM2);
  pictor_field_text_judge_anew (GTK_WIDGET (self));
}

static void
preset_changed_cb (PictorControlPanel *self)
{
  gboolean custom = pictor_control_get_preset (self->control) == PICTOR_PRESET_CUSTOM;

  gtk_widget_set_visible (self->details, custom);
  pictor_field_text_judge_anew (GTK_WIDGET (self));
}

typedef const char *(*LabelFunc) (guint value);

static void
fill (GtkDropDown *drop,
      const char  *name,
      LabelFunc    get_label,
      guint        n_values)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_values; i++)
    gtk_string_list_append (labels, get_label (i));
  gtk_drop_down_set_model (drop, G_LIST_MODEL (labels));
  pictor_field_text_name_drop_down (drop, name);
}

static void
pictor_control_panel_dispose (GObject *object)
{
  PictorControlPanel *self = PICTOR_CONTROL_PANEL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_CONTROL_PANEL);
  g_clear_object (&self->control);
  G_OBJECT_CLASS (pictor_control_panel_parent_class)->dispose (object);
}

static void
pictor_control_panel_class_init (PictorControlPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PICTOR_TYPE_IMAGE_TILE);
  g_type_ensure (PICTOR_TYPE_PICKER);
  g_type_ensure (PICTOR_TYPE_RANGE_SLIDER);
  g_type_ensure (PICTOR_TYPE_SLIDER_ROW);

  G_OBJECT_CLASS (klass)->dispose = pictor_control_panel_dispose;

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-control-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, title_label);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, remove_button);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, tile);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, preset_label);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, preset_drop);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, weight_row);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, details);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, model_picker);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, preprocessor_picker);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, range_slider);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, mode_drop);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, resize_drop);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, resolution_row);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, param1_row);
  gtk_widget_class_bind_template_child (widget_class, PictorControlPanel, param2_row);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_params);
}

static void
pictor_control_panel_init (PictorControlPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self->preset_drop, _("Purpose"), (LabelFunc) pictor_preset_get_label, PICTOR_N_PRESETS);
  fill (self->mode_drop, _("Control mode"), (LabelFunc) pictor_control_mode_get_label, PICTOR_N_CONTROL_MODES);
  fill (self->resize_drop, _("Resize mode"), (LabelFunc) pictor_resize_mode_get_label, PICTOR_N_RESIZE_MODES);
  gtk_widget_set_tooltip_text (self->preset_label,
                               pictor_field_text_get_help (PICTOR_FIELD_CONTROL_PRESET));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mode_drop),
                               pictor_field_text_get_help (PICTOR_FIELD_CONTROL_MODE));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->resize_drop),
                               pictor_field_text_get_help (PICTOR_FIELD_CONTROL_RESIZE));
}

GtkWidget *
pictor_control_panel_new (PictorControl   *control,
                          PictorWorkspace *workspace,
                          GListModel      *listings)
{
  PictorControlPanel *self = g_object_new (PICTOR_TYPE_CONTROL_PANEL, NULL);
  GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  g_autoptr (GListModel) models = pictor_listings_of_kind (listings, PICTOR_LISTING_CONTROL_MODEL);
  g_autoptr (GListModel) preprocessors = pictor_listings_of_kind (listings, PICTOR_LISTING_PREPROCESSOR);

  self->control = g_object_ref (control);
  pictor_image_tile_set_workspace (self->tile, workspace);
  pictor_picker_set_listings (self->model_picker, models);
  pictor_picker_set_listings (self->preprocessor_picker, preprocessors);
  g_object_bind_property (control, "image", self->tile, "file", flags);
  g_object_bind_property (control, "preset", self->preset_drop, "selected", flags);
  g_object_bind_property (control, "weight", self->weight_row, "value", flags);
  g_object_bind_property (control, "model", self->model_picker, "value", flags);
  g_object_bind_property (control, "preprocessor", self->preprocessor_picker, "value", flags);
  g_object_bind_property (control, "start", self->range_slider, "start", flags);
  g_object_bind_property (control, "end", self->range_slider, "end", flags);
  g_object_bind_property (control, "mode", self->mode_drop, "selected", flags);
  g_object_bind_property (control, "resize", self->resize_drop, "selected", flags);
  g_object_bind_property (control, "resolution", self->resolution_row, "value", flags);
  g_object_bind_property (control, "param1", self->param1_row, "value", flags);
  g_object_bind_property (control, "param2", self->param2_row, "value", flags);
  g_signal_connect_object (control, "notify::preset", G_CALLBACK (preset_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preprocessors, "items-changed", G_CALLBACK (name_params), self,
                           G_CONNECT_SWAPPED);
  preset_changed_cb (self);
  name_params (self);
  return GTK_WIDGET (self);
}

PictorControl *
pictor_control_panel_get_control (PictorControlPanel *self)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL_PANEL (self), NULL);
  return self->control;
}

void
pictor_control_panel_set_index (PictorControlPanel *self,
                                guint               index)
{
  g_autofree char *title = g_strdup_printf (_("ControlNet %u"), index + 1);
  g_autofree char *remove = g_strdup_printf (_("Remove ControlNet %u"), index + 1);

  g_return_if_fail (PICTOR_IS_CONTROL_PANEL (self));

  gtk_label_set_label (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove,
                                  -1);
}

GtkWidget *
pictor_control_panel_get_row (PictorControlPanel *self,
                              PictorField         field)
{
  g_return_val_if_fail (PICTOR_IS_CONTROL_PANEL (self), NULL);

  switch ((int) field)
    {
    case PICTOR_FIELD_CONTROL_IMAGE:
      return GTK_WIDGET (self->tile);
    case PICTOR_FIELD_CONTROL_WEIGHT:
      return GTK_WIDGET (self->weight_row);
    case PICTOR_FIELD_CONTROL_MODEL:
      return GTK_WIDGET (self->model_picker);
    case PICTOR_FIELD_CONTROL_PREPROCESSOR:
      return GTK_WIDGET (self->preprocessor_picker);
    case PICTOR_FIELD_CONTROL_START:
    case PICTOR_FIELD_CONTROL_END:
      return GTK_WIDGET (self->range_slider);
    case PICTOR_FIELD_CONTROL_RESOLUTION:
      return GTK_WIDGET (self->resolution_row);
    case PICTOR_FIELD_CONTROL_PARAM1:
      return GTK_WIDGET (self->param1_row);
    case PICTOR_FIELD_CONTROL_PARAM2:
      return GTK_WIDGET (self->param2_row);
    default:
      return NULL;
    }
}
