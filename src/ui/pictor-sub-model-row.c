/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-sub-model-row.h"

#include "ui/pictor-picker.h"
#include "ui/pictor-slider-row.h"

struct _PictorSubModelRow
{
  AdwBin parent_instance;

  PictorSubModel *sub_model;

  PictorPicker *picker;
  PictorSliderRow *weight_row;
};

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS
};

enum
{
  REMOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PictorSubModelRow, pictor_sub_model_row, ADW_TYPE_BIN)

static void
remove_cb (PictorSubModelRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
pictor_sub_model_row_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_PROBLEM:
      g_object_get_property (G_OBJECT (PICTOR_SUB_MODEL_ROW (object)->picker), "problem", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_sub_model_row_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_PROBLEM:
      g_object_set_property (G_OBJECT (PICTOR_SUB_MODEL_ROW (object)->picker), "problem", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_sub_model_row_dispose (GObject *object)
{
  PictorSubModelRow *self = PICTOR_SUB_MODEL_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_SUB_MODEL_ROW);
  g_clear_object (&self->sub_model);
  G_OBJECT_CLASS (pictor_sub_model_row_parent_class)->dispose (object);
}

static void
pictor_sub_model_row_class_init (PictorSubModelRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PICTOR_TYPE_PICKER);
  g_type_ensure (PICTOR_TYPE_SLIDER_ROW);

  object_class->get_property = pictor_sub_model_row_get_property;
  object_class->set_property = pictor_sub_model_row_set_property;
  object_class->dispose = pictor_sub_model_row_dispose;

  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                  G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-sub-model-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorSubModelRow, picker);
  gtk_widget_class_bind_template_child (widget_class, PictorSubModelRow, weight_row);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
pictor_sub_model_row_init (PictorSubModelRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pictor_sub_model_row_new (PictorSubModel *sub_model,
                          GListModel     *listings)
{
  PictorSubModelRow *self = g_object_new (PICTOR_TYPE_SUB_MODEL_ROW, NULL);
  GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;

  self->sub_model = g_object_ref (sub_model);
  pictor_picker_set_listings (self->picker, listings);
  g_object_bind_property (sub_model, "id", self->picker, "value", flags);
  g_object_bind_property (sub_model, "weight", self->weight_row, "value", flags);
  return GTK_WIDGET (self);
}

PictorSubModel *
pictor_sub_model_row_get_sub_model (PictorSubModelRow *self)
{
  g_return_val_if_fail (PICTOR_IS_SUB_MODEL_ROW (self), NULL);
  return self->sub_model;
}

const char *
pictor_sub_model_row_get_typing_problem (PictorSubModelRow *self)
{
  g_return_val_if_fail (PICTOR_IS_SUB_MODEL_ROW (self), NULL);
  return pictor_slider_row_get_typing_problem (self->weight_row);
}

void
pictor_sub_model_row_focus_bad (PictorSubModelRow *self)
{
  g_return_if_fail (PICTOR_IS_SUB_MODEL_ROW (self));

  if (pictor_sub_model_row_get_typing_problem (self) != NULL)
    pictor_slider_row_focus_entry (self->weight_row);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->picker), GTK_DIR_TAB_FORWARD);
}
