/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-range-slider.h"

#include <math.h>

#include <glib/gi18n.h>

#include "model/pictor-number.h"
#include "ui/pictor-field-text.h"

#define STEP 0.05
#define RADIUS 8

struct _PictorRangeSlider
{
  AdwBin parent_instance;

  double ends[2];
  char *problem;
  char *typing_problem;
  gboolean updating;
  int dragged;
  double drag_x;

  GtkEditable *start_entry;
  GtkEditable *end_entry;
  GtkEventController *end_keys;
  GtkDrawingArea *bar;
  GtkLabel *problem_label;
};

enum
{
  PROP_0,
  PROP_START,
  PROP_END,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PictorRangeSlider, pictor_range_slider, ADW_TYPE_BIN)

static void
show_problem (PictorRangeSlider *self)
{
  const char *text = self->typing_problem != NULL ? self->typing_problem : self->problem;

  pictor_field_text_show_problem (self->problem_label, GTK_WIDGET (self->start_entry), text);
  pictor_field_text_show_problem (self->problem_label, GTK_WIDGET (self->end_entry), text);
}

static GtkEditable *
get_entry (PictorRangeSlider *self,
           int                which)
{
  return which == 0 ? self->start_entry : self->end_entry;
}

static void
take_value (PictorRangeSlider *self,
            int                which,
            double             value)
{
  if (self->ends[which] == value)
    return;
  self->ends[which] = value;
  gtk_widget_queue_draw (GTK_WIDGET (self->bar));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_START + which]);
}

static void
judge (PictorRangeSlider *self)
{
  g_clear_pointer (&self->typing_problem, g_free);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (gtk_editable_get_text (get_entry (self, i))), ",", '.');
      PictorField field = i == 0 ? PICTOR_FIELD_CONTROL_START : PICTOR_FIELD_CONTROL_END;
      double value;

      if (self->typing_problem != NULL)
        continue;
      if (!pictor_number_parse (text, &value))
        self->typing_problem = g_strdup_printf (_("%s must be a number."),
                                                gettext (pictor_limit_get (field)->label));
      else if (!pictor_limit_contains (field, value))
        self->typing_problem = pictor_field_text_range (field);
    }
  if (self->typing_problem == NULL && self->ends[0] > self->ends[1])
    self->typing_problem = g_strdup (_("The start must not come after the end."));
  show_problem (self);
}

static void
typed_cb (PictorRangeSlider *self)
{
  if (self->updating)
    return;
  self->updating = TRUE;
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (gtk_editable_get_text (get_entry (self, i))), ",", '.');
      double value;

      if (pictor_number_parse (text, &value))
        take_value (self, i, value);
    }
  judge (self);
  self->updating = FALSE;
  pictor_field_text_judge_anew (GTK_WIDGET (self));
}

static void
set_value (PictorRangeSlider *self,
           int                which,
           double             value)
{
  g_autofree char *text = g_strdup_printf ("%.2f", value);

  if (self->updating)
    return;
  self->updating = TRUE;
  g_strdelimit (text, ",", '.');
  gtk_editable_set_text (get_entry (self, which), text);
  take_value (self, which, value);
  judge (self);
  self->updating = FALSE;
  pictor_field_text_judge_anew (GTK_WIDGET (self));
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller,
              guint                  keyval,
              guint                  keycode,
              GdkModifierType        state,
              PictorRangeSlider     *self)
{
  int which = GTK_EVENT_CONTROLLER (controller) == self->end_keys;
  double by = keyval == GDK_KEY_Up ? STEP : keyval == GDK_KEY_Down ? -STEP : 0;

  if (by == 0)
    return GDK_EVENT_PROPAGATE;
  set_value (self, which, CLAMP (round ((self->ends[which] + by) / STEP) * STEP, 0, 1));
  return GDK_EVENT_STOP;
}

static double
x_of (PictorRangeSlider *self,
      double             value,
      int                width)
{
  double x = RADIUS + CLAMP (value, 0, 1) * (width - 2 * RADIUS);

  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - x : x;
}

static void
draw (GtkDrawingArea *area,
      cairo_t        *cr,
      int             width,
      int             height,
      gpointer        user_data)
{
  PictorRangeSlider *self = user_data;
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA text, accent;
  double from = x_of (self, self->ends[0], width);
  double to = x_of (self, self->ends[1], width);

  gtk_style_context_get_color (context, &text);
  if (!gtk_style_context_lookup_color (context, "accent_bg_color", &accent))
    accent = text;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 4);
  cairo_set_source_rgba (cr, text.red, text.green, text.blue, 0.15);
  cairo_move_to (cr, RADIUS, height / 2.0);
  cairo_line_to (cr, width - RADIUS, height / 2.0);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, &accent);
  cairo_move_to (cr, from, height / 2.0);
  cairo_line_to (cr, to, height / 2.0);
  cairo_stroke (cr);
  for (int i = 0; i < 2; i++)
    {
      cairo_arc (cr, i == 0 ? from : to, height / 2.0, RADIUS, 0, 2 * G_PI);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_fill_preserve (cr);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.25);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
}

static void
drag_to (PictorRangeSlider *self,
         double             x)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->bar));
  double value;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x;
  value = CLAMP ((x - RADIUS) / (width - 2 * RADIUS), 0, 1);
  value = round (value / STEP) * STEP;
  value = self->dragged == 0 ? MIN (value, self->ends[1]) : MAX (value, self->ends[0]);
  set_value (self, self->dragged, value);
}

static void
drag_begin_cb (GtkGestureDrag    *gesture,
               double             x,
               double             y,
               PictorRangeSlider *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->bar));
  double from = x_of (self, self->ends[0], width);
  double to = x_of (self, self->ends[1], width);

  /* The nearer handle; where both meet, the one that can go that way. */
  if (from == to)
    self->dragged = self->ends[0] >= 1 || x < from ? 0 : 1;
  else
    self->dragged = fabs (x - from) <= fabs (x - to) ? 0 : 1;
  self->drag_x = x;
  drag_to (self, x);
}

static void
drag_update_cb (GtkGestureDrag    *gesture,
                double             x,
                double             y,
                PictorRangeSlider *self)
{
  drag_to (self, self->drag_x + x);
}

static void
pictor_range_slider_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PictorRangeSlider *self = PICTOR_RANGE_SLIDER (object);

  switch (property_id)
    {
    case PROP_START:
    case PROP_END:
      g_value_set_double (value, self->ends[property_id - PROP_START]);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_range_slider_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PictorRangeSlider *self = PICTOR_RANGE_SLIDER (object);

  switch (property_id)
    {
    case PROP_START:
    case PROP_END:
      set_value (self, property_id - PROP_START, g_value_get_double (value));
      break;
    case PROP_PROBLEM:
      g_free (self->problem);
      self->problem = g_value_dup_string (value);
      show_problem (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_range_slider_dispose (GObject *object)
{
  PICTOR_RANGE_SLIDER (object)->updating = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), PICTOR_TYPE_RANGE_SLIDER);
  G_OBJECT_CLASS (pictor_range_slider_parent_class)->dispose (object);
}

static void
pictor_range_slider_finalize (GObject *object)
{
  PictorRangeSlider *self = PICTOR_RANGE_SLIDER (object);

  g_free (self->problem);
  g_free (self->typing_problem);
  G_OBJECT_CLASS (pictor_range_slider_parent_class)->finalize (object);
}

static void
pictor_range_slider_class_init (PictorRangeSliderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pictor_range_slider_get_property;
  object_class->set_property = pictor_range_slider_set_property;
  object_class->dispose = pictor_range_slider_dispose;
  object_class->finalize = pictor_range_slider_finalize;

  properties[PROP_START] = g_param_spec_double ("start", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  properties[PROP_END] = g_param_spec_double ("end", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 1, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-range-slider.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorRangeSlider, start_entry);
  gtk_widget_class_bind_template_child (widget_class, PictorRangeSlider, end_entry);
  gtk_widget_class_bind_template_child (widget_class, PictorRangeSlider, end_keys);
  gtk_widget_class_bind_template_child (widget_class, PictorRangeSlider, bar);
  gtk_widget_class_bind_template_child (widget_class, PictorRangeSlider, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_update_cb);
}

static void
pictor_range_slider_init (PictorRangeSlider *self)
{
  self->ends[1] = 1;
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_text (self->start_entry, "0.00");
  gtk_editable_set_text (self->end_entry, "1.00");
  self->updating = FALSE;
  gtk_drawing_area_set_draw_func (self->bar, draw, self, NULL);
}

const char *
pictor_range_slider_get_typing_problem (PictorRangeSlider *self)
{
  g_return_val_if_fail (PICTOR_IS_RANGE_SLIDER (self), NULL);
  return self->typing_problem;
}
