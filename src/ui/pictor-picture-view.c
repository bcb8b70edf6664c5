/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-picture-view.h"

#include <math.h>

#include "ui/pictor-picture-content.h"

#define ZOOM_STEP 1.25
#define ZOOM_MIN 0.05
#define ZOOM_MAX 16.0

struct _PictorPictureView
{
  AdwBin parent_instance;

  GdkTexture *texture;
  GFile *file;
  double zoom;
  double pinch_zoom;
  double pan_x;
  double pan_y;

  GtkScrolledWindow *scroller;
  GtkPicture *picture;
  GtkEventController *pan_gesture;
  GtkEventController *drag_source;
};

G_DEFINE_FINAL_TYPE (PictorPictureView, pictor_picture_view, ADW_TYPE_BIN)

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

/* Sets the zoom (0 = fit) so that the point of the picture in the middle stays there. */
static void
set_zoom (PictorPictureView *self,
          double             zoom)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scroller);
  double before = self->zoom > 0 ? self->zoom : get_fit (self);
  gboolean fits = zoom <= 0;
  double ratio;

  if (self->texture == NULL)
    fits = TRUE;
  else if (!fits)
    zoom = CLAMP (zoom, ZOOM_MIN, ZOOM_MAX);
  self->zoom = fits ? 0 : zoom;
  ratio = fits ? 1 : zoom / before;

  gtk_scrolled_window_set_policy (self->scroller,
                                  fits ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC,
                                  fits ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_widget_set_halign (GTK_WIDGET (self->picture), fits ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->picture), fits ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture),
                               fits ? -1 : (int) round (gdk_texture_get_width (self->texture) * zoom),
                               fits ? -1 : (int) round (gdk_texture_get_height (self->texture) * zoom));
  gtk_event_controller_set_propagation_phase (self->pan_gesture,
                                              fits ? GTK_PHASE_NONE : GTK_PHASE_BUBBLE);
  gtk_event_controller_set_propagation_phase (self->drag_source,
                                              fits ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
  if (!fits)
    {
      GtkAdjustment *adjustments[] = { across, down };

      for (int i = 0; i < 2; i++)
        {
          double page = gtk_adjustment_get_page_size (adjustments[i]);
          double middle = gtk_adjustment_get_value (adjustments[i]) + page / 2;

          /* The new extent is known before the next layout sets it. */
          gtk_adjustment_set_upper (adjustments[i],
                                    MAX (page, gtk_adjustment_get_upper (adjustments[i]) * ratio));
          gtk_adjustment_set_value (adjustments[i], middle * ratio - page / 2);
        }
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.zoom-fit", !fits);
}

static void
zoom_by (PictorPictureView *self,
         double             factor)
{
  set_zoom (self, (self->zoom > 0 ? self->zoom : get_fit (self)) * factor);
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  zoom_by (PICTOR_PICTURE_VIEW (widget), ZOOM_STEP);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  zoom_by (PICTOR_PICTURE_VIEW (widget), 1 / ZOOM_STEP);
}

static void
zoom_fit_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  set_zoom (PICTOR_PICTURE_VIEW (widget), 0);
}

static void
zoom_original_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  set_zoom (PICTOR_PICTURE_VIEW (widget), 1);
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
  zoom_by (self, pow (ZOOM_STEP, -dy));
  return GDK_EVENT_STOP;
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
  set_zoom (self, self->pinch_zoom * scale);
}

static void
pan_begin_cb (GtkGestureDrag    *gesture,
              double             x,
              double             y,
              PictorPictureView *self)
{
  self->pan_x = gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scroller));
  self->pan_y = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
}

static void
pan_update_cb (GtkGestureDrag    *gesture,
               double             dx,
               double             dy,
               PictorPictureView *self)
{
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
    set_zoom (self, self->zoom > 0 ? 0 : 1);
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
  g_clear_object (&self->texture);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (pictor_picture_view_parent_class)->dispose (object);
}

static void
pictor_picture_view_class_init (PictorPictureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pictor_picture_view_dispose;

  gtk_widget_class_install_action (widget_class, "view.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-fit", NULL, zoom_fit_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-original", NULL, zoom_original_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-picture-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorPictureView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PictorPictureView, picture);
  gtk_widget_class_bind_template_child (widget_class, PictorPictureView, pan_gesture);
  gtk_widget_class_bind_template_child (widget_class, PictorPictureView, drag_source);
  gtk_widget_class_bind_template_callback (widget_class, scrolled_cb);
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
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.zoom-fit", FALSE);
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
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : "",
                                  -1);
  /* Two pictures of one size are compared at one zoom and place. */
  if (!same_size)
    set_zoom (self, 0);
}

GdkTexture *
pictor_picture_view_get_texture (PictorPictureView *self)
{
  g_return_val_if_fail (PICTOR_IS_PICTURE_VIEW (self), NULL);
  return self->texture;
}
