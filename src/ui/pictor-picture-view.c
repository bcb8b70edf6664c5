/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-picture-view.h"

#include <math.h>

#include "ui/pictor-picture-content.h"
#include "ui/pictor-split-paintable.h"

#define ZOOM_STEP 1.25
#define ZOOM_MIN 0.05
#define ZOOM_MAX 16.0
#define PAN_STEP 64.0
/* Pixels on both sides of the divider in which a drag takes it. */
#define DIVIDER_REACH 24.0

struct _PictorPictureView
{
  AdwBin parent_instance;

  GdkTexture *texture;
  GFile *file;
  PictorSplitPaintable *split;
  PictorPictureView *twin;
  double divider;
  double zoom;           /* 0 = fit */
  double pinch_zoom;
  double pan_x;
  double pan_y;
  double pointer_x;
  double pointer_y;
  gboolean moves_divider;
  gboolean led;          /* by its twin, just now */

  GtkScrolledWindow *scroller;
  GtkPicture *picture;
  GtkEventController *pan_gesture;
  GtkEventController *drag_source;
};

G_DEFINE_FINAL_TYPE (PictorPictureView, pictor_picture_view, ADW_TYPE_BIN)

enum
{
  DIVIDER_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void set_zoom (PictorPictureView *self,
                      double             zoom,
                      double             x,
                      double             y);

/* A drag moves the picture about or the divider; while it fits, it takes the picture out of the window. */
static void
choose_gestures (PictorPictureView *self)
{
  gboolean moves = self->zoom > 0 || self->split != NULL;

  gtk_event_controller_set_propagation_phase (self->pan_gesture, moves ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
  gtk_event_controller_set_propagation_phase (self->drag_source, moves ? GTK_PHASE_NONE : GTK_PHASE_BUBBLE);
}

/* The zoom at which the picture just fits. */
static double
get_fit (PictorPictureView *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->scroller));
  double height = gtk_widget_get_height (GTK_WIDGET (self->scroller));

  if (self->texture == NULL || width <= 0 || height <= 0)
    return 1;
  return MIN (width / gdk_texture_get_width (self->texture),
              height / gdk_texture_get_height (self->texture));
}

/* One axis of the view: where the point of the picture that is seen at @at moves to when @before becomes @after, kept under
 * @at. A picture smaller than the view stands in its middle. */
static void
keep_in_place (GtkAdjustment *adjustment,
               double         side,
               double         before,
               double         after,
               double         at)
{
  double page = gtk_adjustment_get_page_size (adjustment);
  double point = (gtk_adjustment_get_value (adjustment) + at - MAX (0, (page - side * before) / 2)) / before;

  /* The new extent is known before the next layout sets it. */
  gtk_adjustment_set_upper (adjustment, MAX (page, side * after));
  gtk_adjustment_set_value (adjustment, point * after + MAX (0, (page - side * after) / 2) - at);
}

/* The other view shows the same part of its picture, however large that is. */
static void
lead_twin (PictorPictureView *self)
{
  GtkScrolledWindow *twin_scroller;

  if (self->twin == NULL || self->led || self->twin->texture == NULL)
    return;
  self->twin->led = TRUE;
  set_zoom (self->twin, self->zoom * get_fit (self->twin) / get_fit (self), -1, -1);
  twin_scroller = self->twin->scroller;
  for (int i = 0; i < 2; i++)
    {
      GtkAdjustment *from = i == 0 ? gtk_scrolled_window_get_hadjustment (self->scroller)
                                   : gtk_scrolled_window_get_vadjustment (self->scroller);
      GtkAdjustment *to = i == 0 ? gtk_scrolled_window_get_hadjustment (twin_scroller)
                                 : gtk_scrolled_window_get_vadjustment (twin_scroller);
      double middle = gtk_adjustment_get_value (from) + gtk_adjustment_get_page_size (from) / 2;

      gtk_adjustment_set_value (to, middle / MAX (1, gtk_adjustment_get_upper (from)) * gtk_adjustment_get_upper (to) -
                                    gtk_adjustment_get_page_size (to) / 2);
    }
  self->twin->led = FALSE;
}

/* Sets the zoom (0 = fit) so that the point of the picture at (@x, @y) of the view stays there; negative = its middle. */
static void
set_zoom (PictorPictureView *self,
          double             zoom,
          double             x,
          double             y)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scroller);
  double before = self->zoom > 0 ? self->zoom : get_fit (self);
  gboolean fits = zoom <= 0 || self->texture == NULL;

  if (!fits)
    zoom = CLAMP (zoom, ZOOM_MIN, ZOOM_MAX);
  self->zoom = fits ? 0 : zoom;

  gtk_scrolled_window_set_policy (self->scroller,
                                  fits ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC,
                                  fits ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_widget_set_halign (GTK_WIDGET (self->picture), fits ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->picture), fits ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture),
                               fits ? -1 : (int) round (gdk_texture_get_width (self->texture) * zoom),
                               fits ? -1 : (int) round (gdk_texture_get_height (self->texture) * zoom));
  choose_gestures (self);
  if (!fits)
    {
      if (x < 0)
        x = gtk_adjustment_get_page_size (across) / 2;
      if (y < 0)
        y = gtk_adjustment_get_page_size (down) / 2;
      keep_in_place (across, gdk_texture_get_width (self->texture), before, zoom, x);
      keep_in_place (down, gdk_texture_get_height (self->texture), before, zoom, y);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.zoom-fit", !fits);
  lead_twin (self);
}

static void
scrolled_to_cb (PictorPictureView *self)
{
  if (self->zoom > 0)
    lead_twin (self);
}

static void
zoom_by (PictorPictureView *self,
         double             factor,
         double             x,
         double             y)
{
  double zoom = (self->zoom > 0 ? self->zoom : get_fit (self)) * factor;

  /* Nothing is gained by a picture smaller than the view, but for one that is small by itself. */
  if (factor < 1 && zoom <= MIN (1, get_fit (self)))
    zoom = 0;
  set_zoom (self, zoom, x, y);
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  zoom_by (PICTOR_PICTURE_VIEW (widget), ZOOM_STEP, -1, -1);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  zoom_by (PICTOR_PICTURE_VIEW (widget), 1 / ZOOM_STEP, -1, -1);
}

static void
zoom_fit_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  set_zoom (PICTOR_PICTURE_VIEW (widget), 0, -1, -1);
}

static void
zoom_original_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  set_zoom (PICTOR_PICTURE_VIEW (widget), 1, -1, -1);
}

static gboolean
scrolled_cb (GtkEventControllerScroll *controller,
             double                    dx,
             double                    dy,
             PictorPictureView        *self)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  /* While the picture fits there is nothing to scroll: the wheel zooms by itself. */
  if (self->zoom > 0 && (state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  if (self->zoom == 0 && dy > 0)
    return GDK_EVENT_STOP;
  zoom_by (self, pow (ZOOM_STEP, -dy), self->pointer_x, self->pointer_y);
  return GDK_EVENT_STOP;
}

static void
pointer_moved_cb (GtkEventControllerMotion *controller,
                  double                    x,
                  double                    y,
                  PictorPictureView        *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
pinch_begin_cb (GtkGesture        *gesture,
                GdkEventSequence  *sequence,
                PictorPictureView *self)
{
  self->pinch_zoom = self->zoom > 0 ? self->zoom : get_fit (self);
}

static void
pinched_cb (GtkGestureZoom    *gesture,
            double             scale,
            PictorPictureView *self)
{
  double x = -1, y = -1;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  set_zoom (self, self->pinch_zoom * scale, x, y);
}

/* Where the picture is drawn in the view, from side to side. */
static void
get_picture_extent (PictorPictureView *self,
                    double            *left,
                    double            *width)
{
  double zoom = self->zoom > 0 ? self->zoom : get_fit (self);
  double page = gtk_widget_get_width (GTK_WIDGET (self->scroller));
  double scrolled = gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scroller));

  *width = gdk_texture_get_width (self->texture) * zoom;
  *left = *width < page ? (page - *width) / 2 : -scrolled;
}

static double
get_divider_x (PictorPictureView *self)
{
  double left, width;

  get_picture_extent (self, &left, &width);
  return left + width * self->divider;
}

static void
pan_begin_cb (GtkGestureDrag    *gesture,
              double             x,
              double             y,
              PictorPictureView *self)
{
  self->moves_divider = self->split != NULL && fabs (x - get_divider_x (self)) < DIVIDER_REACH;
  self->pan_x = self->moves_divider ? x : gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scroller));
  self->pan_y = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
}

static void
pan_update_cb (GtkGestureDrag    *gesture,
               double             dx,
               double             dy,
               PictorPictureView *self)
{
  if (self->moves_divider)
    {
      double left, width;

      get_picture_extent (self, &left, &width);
      g_signal_emit (self, signals[DIVIDER_MOVED], 0, CLAMP ((self->pan_x + dx - left) / width, 0, 1));
      return;
    }
  gtk_adjustment_set_value (gtk_scrolled_window_get_hadjustment (self->scroller), self->pan_x - dx);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), self->pan_y - dy);
}

static void
pressed_cb (GtkGestureClick   *gesture,
            int                n_press,
            double             x,
            double             y,
            PictorPictureView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->picture));
  if (n_press == 2)
    set_zoom (self, self->zoom > 0 ? 0 : 1, x, y);
}

/* The arrows move a picture that is larger than the view; one that fits makes room for the next. */
static gboolean
arrow_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  PictorPictureView *self = PICTOR_PICTURE_VIEW (widget);
  int across, down;
  GtkAdjustment *adjustment;

  g_variant_get (arguments, "(ii)", &across, &down);
  if (self->zoom == 0)
    return across != 0 && gtk_widget_activate_action (widget, across < 0 ? "viewer.previous" : "viewer.next", NULL);
  adjustment = across != 0 ? gtk_scrolled_window_get_hadjustment (self->scroller)
                           : gtk_scrolled_window_get_vadjustment (self->scroller);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + (across + down) * PAN_STEP);
  return TRUE;
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource     *source,
                 double             x,
                 double             y,
                 PictorPictureView *self)
{
  if (self->file == NULL || self->texture == NULL)
    return NULL;
  return pictor_picture_content_new (self->texture, self->file);
}

static void
drag_begin_cb (GtkDragSource     *source,
               GdkDrag           *drag,
               PictorPictureView *self)
{
  g_autoptr (GdkPaintable) icon = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  double scale = 96.0 / MAX (gdk_texture_get_width (self->texture), gdk_texture_get_height (self->texture));
  double width = gdk_texture_get_width (self->texture) * scale;
  double height = gdk_texture_get_height (self->texture) * scale;

  gdk_paintable_snapshot (GDK_PAINTABLE (self->texture), GDK_SNAPSHOT (snapshot), width, height);
  icon = gtk_snapshot_free_to_paintable (g_steal_pointer (&snapshot), NULL);
  gtk_drag_source_set_icon (source, icon, 0, 0);
}

static void
pictor_picture_view_dispose (GObject *object)
{
  PictorPictureView *self = PICTOR_PICTURE_VIEW (object);

  /* The child is bound, and AdwBin would not notice that the template lets it go. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_PICTURE_VIEW);
  g_clear_weak_pointer (&self->twin);
  g_clear_object (&self->split);
  g_clear_object (&self->texture);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (pictor_picture_view_parent_class)->dispose (object);
}

static void
pictor_picture_view_class_init (PictorPictureViewClass *klass)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, "view.zoom-in" },
    { GDK_KEY_equal, "view.zoom-in" },
    { GDK_KEY_KP_Add, "view.zoom-in" },
    { GDK_KEY_minus, "view.zoom-out" },
    { GDK_KEY_KP_Subtract, "view.zoom-out" },
    { GDK_KEY_0, "view.zoom-fit" },
    { GDK_KEY_KP_0, "view.zoom-fit" },
    { GDK_KEY_1, "view.zoom-original" },
    { GDK_KEY_KP_1, "view.zoom-original" },
  };
  static const struct
  {
    guint key;
    int across;
    int down;
  } arrows[] = {
    { GDK_KEY_Left, -1, 0 },
    { GDK_KEY_Right, 1, 0 },
    { GDK_KEY_Up, 0, -1 },
    { GDK_KEY_Down, 0, 1 },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pictor_picture_view_dispose;

  gtk_widget_class_install_action (widget_class, "view.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-fit", NULL, zoom_fit_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-original", NULL, zoom_original_action);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    gtk_widget_class_add_binding (widget_class, arrows[i].key, 0, arrow_cb, "(ii)", arrows[i].across, arrows[i].down);

  signals[DIVIDER_MOVED] = g_signal_new ("divider-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-picture-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorPictureView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PictorPictureView, picture);
  gtk_widget_class_bind_template_child (widget_class, PictorPictureView, pan_gesture);
  gtk_widget_class_bind_template_child (widget_class, PictorPictureView, drag_source);
  gtk_widget_class_bind_template_callback (widget_class, scrolled_cb);
  gtk_widget_class_bind_template_callback (widget_class, pointer_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, pinch_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, pinched_cb);
  gtk_widget_class_bind_template_callback (widget_class, pan_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, pan_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
}

static void
pictor_picture_view_init (PictorPictureView *self)
{
  self->divider = 0.5;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.zoom-fit", FALSE);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled_to_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled_to_cb), self, G_CONNECT_SWAPPED);
}

void
pictor_picture_view_set_picture (PictorPictureView *self,
                                 GdkTexture        *texture,
                                 GFile             *file,
                                 const char        *label)
{
  gboolean same_size;

  g_return_if_fail (PICTOR_IS_PICTURE_VIEW (self));

  same_size = texture != NULL && self->texture != NULL &&
              gdk_texture_get_width (texture) == gdk_texture_get_width (self->texture) &&
              gdk_texture_get_height (texture) == gdk_texture_get_height (self->texture);
  g_set_object (&self->texture, texture);
  g_set_object (&self->file, file);
  pictor_picture_view_set_behind (self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : "",
                                  -1);
  /* Two pictures of one size are compared at one zoom and place. */
  if (!same_size)
    set_zoom (self, 0, -1, -1);
}

GdkTexture *
pictor_picture_view_get_texture (PictorPictureView *self)
{
  g_return_val_if_fail (PICTOR_IS_PICTURE_VIEW (self), NULL);
  return self->texture;
}

void
pictor_picture_view_set_behind (PictorPictureView *self,
                                GdkTexture        *behind)
{
  g_return_if_fail (PICTOR_IS_PICTURE_VIEW (self));

  g_clear_object (&self->split);
  if (behind != NULL && self->texture != NULL)
    self->split = pictor_split_paintable_new (GDK_PAINTABLE (behind), GDK_PAINTABLE (self->texture), self->divider);
  gtk_picture_set_paintable (self->picture,
                             self->split != NULL ? GDK_PAINTABLE (self->split) : GDK_PAINTABLE (self->texture));
  choose_gestures (self);
}

void
pictor_picture_view_set_divider (PictorPictureView *self,
                                 double             divider)
{
  g_return_if_fail (PICTOR_IS_PICTURE_VIEW (self));

  self->divider = CLAMP (divider, 0, 1);
  if (self->split != NULL)
    pictor_split_paintable_set_divider (self->split, self->divider);
}

void
pictor_picture_view_set_twin (PictorPictureView *self,
                              PictorPictureView *twin)
{
  g_return_if_fail (PICTOR_IS_PICTURE_VIEW (self));
  g_return_if_fail (twin == NULL || PICTOR_IS_PICTURE_VIEW (twin));

  g_set_weak_pointer (&self->twin, twin);
}
