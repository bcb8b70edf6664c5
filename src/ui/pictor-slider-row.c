/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-slider-row.h"

#include <math.h>

#include <glib/gi18n.h>

#include "model/pictor-number.h"
#include "ui/pictor-field-text.h"

struct _PictorSliderRow
{
  AdwBin parent_instance;

  PictorField field;
  double value;
  char *problem;
  char *typing_problem;
  gboolean updating;

  GtkLabel *label;
  GtkScale *scale;
  GtkAdjustment *adjustment;
  GtkEntry *entry;
  GtkButton *reset_button;
  GtkLabel *problem_label;
};

enum
{
  PROP_0,
  PROP_FIELD,
  PROP_VALUE,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PictorSliderRow, pictor_slider_row, ADW_TYPE_BIN)

static void
show_problem (PictorSliderRow *self)
{
  const char *text = self->typing_problem != NULL ? self->typing_problem : self->problem;

  pictor_field_text_show_problem (self->problem_label, GTK_WIDGET (self->entry), text);
}

static void
show_text (PictorSliderRow *self)
{
  const PictorLimit *limit = pictor_limit_get (self->field);
  g_autofree char *exact = pictor_number_format (self->value);
  const char *dot = strchr (exact, '.');
  guint shown = dot != NULL ? strlen (dot + 1) : 0;
  g_autofree char *padded = NULL;

  /* As many digits as the field likes, more where the value has more: what is shown is what is sent. */
  if (shown < limit->digits)
    padded = g_strdup_printf ("%s%s%.*s", exact, dot != NULL ? "" : ".", (int) (limit->digits - shown), "0000");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), padded != NULL ? padded : exact);
}

static void
take_value (PictorSliderRow *self,
            double           value)
{
  const PictorLimit *limit = pictor_limit_get (self->field);

  gtk_widget_set_sensitive (GTK_WIDGET (self->reset_button), value != limit->initial);
  gtk_widget_set_opacity (GTK_WIDGET (self->reset_button), value != limit->initial ? 1 : 0);
  if (self->value == value)
    return;
  self->value = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static void
slid_cb (PictorSliderRow *self)
{
  const PictorLimit *limit = pictor_limit_get (self->field);
  double value = gtk_adjustment_get_value (self->adjustment);

  if (self->updating)
    return;
  /* A slider stops at whole steps; anything between can be typed. */
  value = CLAMP (round (value / limit->step) * limit->step, limit->minimum, limit->maximum);
  self->updating = TRUE;
  g_clear_pointer (&self->typing_problem, g_free);
  take_value (self, value);
  show_text (self);
  show_problem (self);
  self->updating = FALSE;
  pictor_field_text_judge_anew (GTK_WIDGET (self));
}

static void
typed_cb (PictorSliderRow *self)
{
  const PictorLimit *limit = pictor_limit_get (self->field);
  g_autofree char *text = NULL;
  double value;

  if (self->updating)
    return;
  /* A comma is the decimal point of many keyboards. */
  text = g_strdelimit (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))), ",", '.');
  self->updating = TRUE;
  g_clear_pointer (&self->typing_problem, g_free);
  if (!pictor_number_parse (text, &value) || fabs (value) > G_MAXINT)
    self->typing_problem = g_strdup_printf (_("%s must be a number."), gettext (limit->label));
  else if (limit->digits == 0 && value != floor (value))
    self->typing_problem = g_strdup_printf (_("%s must be a whole number."), gettext (limit->label));
  else
    {
      take_value (self, value);
      gtk_adjustment_set_value (self->adjustment, value);
      if (!pictor_limit_contains (self->field, value))
        self->typing_problem = pictor_field_text_range (self->field);
    }
  show_problem (self);
  self->updating = FALSE;
  pictor_field_text_judge_anew (GTK_WIDGET (self));
}

static void
entry_left_cb (PictorSliderRow *self)
{
  if (self->typing_problem != NULL)
    return;
  self->updating = TRUE;
  show_text (self);
  self->updating = FALSE;
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller,
              guint                  keyval,
              guint                  keycode,
              GdkModifierType        state,
              PictorSliderRow       *self)
{
  const PictorLimit *limit = pictor_limit_get (self->field);
  double by = 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Up)
    by = limit->step;
  else if (keyval == GDK_KEY_Down)
    by = -limit->step;
  else
    return GDK_EVENT_PROPAGATE;
  gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_value (self->adjustment) + by);
  return GDK_EVENT_STOP;
}

static void
reset_cb (PictorSliderRow *self)
{
  /* The button is about to be of no more use: the focus must not go with it. */
  if (gtk_widget_has_focus (GTK_WIDGET (self->reset_button)))
    pictor_slider_row_focus_entry (self);
  pictor_slider_row_reset (self);
}

static void
scale_pressed_cb (GtkGestureClick *gesture,
                  int              n_press,
                  double           x,
                  double           y,
                  PictorSliderRow *self)
{
  if (n_press != 2)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  reset_cb (self);
}

static void
set_field (PictorSliderRow *self,
           PictorField      field)
{
  const PictorLimit *limit = pictor_limit_get (field);
  const char *help = pictor_field_text_get_help (field);

  self->field = field;
  self->value = limit->initial;
  self->updating = TRUE;
  gtk_adjustment_configure (self->adjustment, limit->initial, limit->minimum, limit->maximum,
                            limit->step, limit->step * 10, 0);
  show_text (self);
  take_value (self, limit->initial);
  self->updating = FALSE;

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help != NULL ? help : "",
                                  -1);
  pictor_slider_row_set_label (self, NULL);
}

static void
pictor_slider_row_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PictorSliderRow *self = PICTOR_SLIDER_ROW (object);

  switch (property_id)
    {
    case PROP_FIELD:
      g_value_set_enum (value, self->field);
      break;
    case PROP_VALUE:
      g_value_set_double (value, self->value);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_slider_row_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  PictorSliderRow *self = PICTOR_SLIDER_ROW (object);

  switch (property_id)
    {
    case PROP_FIELD:
      set_field (self, g_value_get_enum (value));
      break;
    case PROP_VALUE:
      pictor_slider_row_set_value (self, g_value_get_double (value));
      break;
    case PROP_PROBLEM:
      pictor_slider_row_set_problem (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_slider_row_dispose (GObject *object)
{
  PictorSliderRow *self = PICTOR_SLIDER_ROW (object);

  self->updating = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_SLIDER_ROW);
  G_OBJECT_CLASS (pictor_slider_row_parent_class)->dispose (object);
}

static void
pictor_slider_row_finalize (GObject *object)
{
  PictorSliderRow *self = PICTOR_SLIDER_ROW (object);

  g_free (self->problem);
  g_free (self->typing_problem);
  G_OBJECT_CLASS (pictor_slider_row_parent_class)->finalize (object);
}

static void
pictor_slider_row_class_init (PictorSliderRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pictor_slider_row_get_property;
  object_class->set_property = pictor_slider_row_set_property;
  object_class->dispose = pictor_slider_row_dispose;
  object_class->finalize = pictor_slider_row_finalize;

  properties[PROP_FIELD] = g_param_spec_enum ("field", NULL, NULL, PICTOR_TYPE_FIELD,
                                              PICTOR_FIELD_STEPS,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                             G_PARAM_STATIC_STRINGS);
  properties[PROP_VALUE] = g_param_spec_double ("value", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-slider-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorSliderRow, label);
  gtk_widget_class_bind_template_child (widget_class, PictorSliderRow, scale);
  gtk_widget_class_bind_template_child (widget_class, PictorSliderRow, adjustment);
  gtk_widget_class_bind_template_child (widget_class, PictorSliderRow, entry);
  gtk_widget_class_bind_template_child (widget_class, PictorSliderRow, reset_button);
  gtk_widget_class_bind_template_child (widget_class, PictorSliderRow, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, slid_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, scale_pressed_cb);
}

/* The wheel over a slider belongs to the panel that scrolls: take it from the slider. */
static void
ignore_wheel (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

static void
pictor_slider_row_init (PictorSliderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ignore_wheel (GTK_WIDGET (self->scale));
}

double
pictor_slider_row_get_value (PictorSliderRow *self)
{
  g_return_val_if_fail (PICTOR_IS_SLIDER_ROW (self), 0);
  return self->value;
}

void
pictor_slider_row_set_value (PictorSliderRow *self,
                             double           value)
{
  g_return_if_fail (PICTOR_IS_SLIDER_ROW (self));

  if (self->updating || (value == self->value && self->typing_problem == NULL))
    return;
  self->updating = TRUE;
  g_clear_pointer (&self->typing_problem, g_free);
  take_value (self, value);
  gtk_adjustment_set_value (self->adjustment, value);
  show_text (self);
  if (!pictor_limit_contains (self->field, value))
    self->typing_problem = pictor_field_text_range (self->field);
  show_problem (self);
  self->updating = FALSE;
  pictor_field_text_judge_anew (GTK_WIDGET (self));
}

void
pictor_slider_row_focus_entry (PictorSliderRow *self)
{
  g_return_if_fail (PICTOR_IS_SLIDER_ROW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
pictor_slider_row_reset (PictorSliderRow *self)
{
  g_return_if_fail (PICTOR_IS_SLIDER_ROW (self));
  pictor_slider_row_set_value (self, pictor_limit_get (self->field)->initial);
}

void
pictor_slider_row_set_problem (PictorSliderRow *self,
                               const char      *problem)
{
  g_return_if_fail (PICTOR_IS_SLIDER_ROW (self));

  if (g_strcmp0 (problem, self->problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  show_problem (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

const char *
pictor_slider_row_get_typing_problem (PictorSliderRow *self)
{
  g_return_val_if_fail (PICTOR_IS_SLIDER_ROW (self), NULL);
  return self->typing_problem;
}

void
pictor_slider_row_set_label (PictorSliderRow *self,
                             const char      *label)
{
  g_autofree char *reset = NULL;

  g_return_if_fail (PICTOR_IS_SLIDER_ROW (self));

  if (label == NULL)
    label = gettext (pictor_limit_get (self->field)->label);
  reset = g_strdup_printf (_("Reset %s"), label);
  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reset_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, reset,
                                  -1);
}
