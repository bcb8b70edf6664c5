/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-viewer.h"

#include <inttypes.h>

#include <glib/gi18n.h>

#include "model/pictor-number.h"
#include "ui/pictor-choose-file.h"
#include "ui/pictor-flap.h"
#include "ui/pictor-picture-content.h"
#include "ui/pictor-picture-view.h"
#include "ui/pictor-show-in-folder.h"
#include "ui/pictor-size-text.h"
#include "ui/pictor-texture.h"

struct _PictorViewer
{
  AdwBin parent_instance;

  GListModel *row;
  guint position;
  PictorExhibit *exhibit;
  PictorExhibit *other;
  GdkTexture *other_texture;
  GCancellable *loading;
  GCancellable *other_loading;
  gboolean comparing;
  gboolean sliding;

  AdwFlap *flap;
  GtkWidget *other_place;
  PictorPictureView *other_view;
  GtkLabel *other_badge;
  PictorPictureView *view;
  GtkLabel *badge;
  GtkWidget *compare_bar;
  GtkAdjustment *divider;
  GtkWidget *divider_scale;
  PictorRecipePanel *panel;
  GtkLabel *caption_label;
};

enum
{
  PROP_0,
  PROP_EXHIBIT,
  PROP_COMPARING,
  PROP_SLIDING,
  PROP_RECIPE_SHOWN,
  N_PROPS
};

enum
{
  REMARK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PictorViewer, pictor_viewer, ADW_TYPE_BIN)

static void
remark (PictorViewer *self,
        const char   *text)
{
  g_signal_emit (self, signals[REMARK], 0, text);
}

/* One line about a picture: its recipe's main figures, or its file's name. (transfer full) */
static char *
make_caption (PictorExhibit *exhibit)
{
  PictorRecipe *recipe = pictor_exhibit_get_recipe (exhibit);
  g_autofree char *scale = NULL;
  g_autofree char *size = NULL;

  if (recipe == NULL)
    return g_file_get_basename (pictor_exhibit_get_file (exhibit));
  scale = pictor_number_format (pictor_recipe_get_cfg_scale (recipe));
  size = pictor_size_text (pictor_recipe_get_width (recipe), pictor_recipe_get_height (recipe));
  return g_strdup_printf (_("Seed %" PRId64 " · %s · %d steps · CFG %s · %s"),
                          pictor_recipe_get_seed (recipe),
                          pictor_recipe_get_sampler (recipe),
                          pictor_recipe_get_steps (recipe),
                          scale,
                          size);
}

/* The picture made before the one on show; failing that, the one after. (transfer full) (nullable) */
static PictorExhibit *
get_neighbour (PictorViewer *self,
               gboolean      or_next)
{
  PictorExhibit *neighbour = NULL;

  if (self->row == NULL)
    return NULL;
  if (self->position > 0)
    neighbour = g_list_model_get_item (self->row, self->position - 1);
  if (neighbour == NULL && or_next)
    neighbour = g_list_model_get_item (self->row, self->position + 1);
  return neighbour;
}

static void
show_panel (PictorViewer *self)
{
  g_autoptr (PictorExhibit) before = get_neighbour (self, FALSE);

  pictor_recipe_panel_show (self->panel, self->exhibit, self->comparing ? self->other : before, self->comparing);
}

/* Puts the other picture where the way of comparing wants it. */
static void
place_other (PictorViewer *self)
{
  gboolean beside = self->comparing && !self->sliding;
  g_autofree char *caption = self->other != NULL ? make_caption (self->other) : NULL;
  g_autofree char *own_caption = self->exhibit != NULL ? make_caption (self->exhibit) : NULL;

  gtk_widget_set_visible (self->other_place, beside);
  gtk_widget_set_visible (self->compare_bar, self->comparing);
  gtk_widget_set_visible (self->divider_scale, self->sliding);
  gtk_label_set_label (self->other_badge, caption != NULL ? caption : "");
  gtk_label_set_label (self->badge, own_caption != NULL ? own_caption : "");
  gtk_widget_set_visible (GTK_WIDGET (self->badge), beside);
  pictor_picture_view_set_behind (self->view, self->comparing && self->sliding ? self->other_texture : NULL);
  pictor_picture_view_set_twin (self->view, beside ? self->other_view : NULL);
  pictor_picture_view_set_twin (self->other_view, beside ? self->view : NULL);
  if (beside && self->other_texture != pictor_picture_view_get_texture (self->other_view))
    pictor_picture_view_set_picture (self->other_view, self->other_texture, pictor_exhibit_get_file (self->other),
                                     pictor_exhibit_get_title (self->other));
}

static void
other_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (PictorViewer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = pictor_texture_load_finish (result, NULL, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture == NULL)
    remark (self, error->message);
  g_set_object (&self->other_texture, texture);
  place_other (self);
}

static void
set_other (PictorViewer  *self,
           PictorExhibit *other)
{
  g_cancellable_cancel (self->other_loading);
  g_clear_object (&self->other_loading);
  g_clear_object (&self->other_texture);
  g_set_object (&self->other, other);
  if (other != NULL)
    {
      self->other_loading = g_cancellable_new ();
      pictor_texture_load_async (pictor_exhibit_get_file (other), 0, self->other_loading, other_loaded_cb,
                                 g_object_ref (self));
    }
}

static void
set_comparing (PictorViewer  *self,
               PictorExhibit *other)
{
  gboolean comparing = other != NULL;

  set_other (self, other);
  if (comparing != self->comparing)
    {
      self->comparing = comparing;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARING]);
    }
  place_other (self);
  show_panel (self);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PictorViewer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = pictor_texture_load_finish (result, NULL, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture == NULL)
    remark (self, error->message);
  pictor_picture_view_set_picture (self->view, texture, pictor_exhibit_get_file (self->exhibit),
                                   pictor_exhibit_get_title (self->exhibit));
  place_other (self);
}

static void
enable_actions (PictorViewer *self)
{
  static const char * const names[] = {
    "picture.save-as", "picture.copy", "picture.open-folder", "viewer.recipe", "viewer.compare"
  };
  guint n = self->row != NULL ? g_list_model_get_n_items (self->row) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], self->exhibit != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.previous", n > 0 && self->position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.next", self->position + 1 < n);
}

static void
set_exhibit (PictorViewer  *self,
             PictorExhibit *exhibit)
{
  g_autofree char *caption = NULL;

  if (pictor_exhibit_equal (exhibit, self->exhibit))
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_set_object (&self->exhibit, exhibit);
  if (exhibit != NULL)
    {
      self->loading = g_cancellable_new ();
      pictor_texture_load_async (pictor_exhibit_get_file (exhibit), 0, self->loading, loaded_cb, g_object_ref (self));
      caption = make_caption (exhibit);
    }
  else
    pictor_picture_view_set_picture (self->view, NULL, NULL, NULL);
  gtk_label_set_label (self->caption_label, caption != NULL ? caption : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption_label),
                               exhibit != NULL ? pictor_exhibit_get_title (exhibit) : NULL);
  if (self->comparing && pictor_exhibit_equal (self->other, exhibit))
    {
      g_autoptr (PictorExhibit) neighbour = get_neighbour (self, TRUE);

      set_comparing (self, neighbour);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXHIBIT]);
}

static void
go_to (PictorViewer *self,
       guint         position)
{
  g_autoptr (PictorExhibit) exhibit = self->row != NULL ? g_list_model_get_item (self->row, position) : NULL;

  self->position = position;
  set_exhibit (self, exhibit);
  show_panel (self);
  enable_actions (self);
}

static void
row_changed_cb (PictorViewer *self,
                guint         position,
                guint         removed,
                guint         added,
                GListModel   *row)
{
  guint n = g_list_model_get_n_items (row);

  if (self->position >= position + removed)
    self->position += added - removed;
  else if (self->position >= position)
    {
      /* The one on show may be among those that came back. */
      for (guint i = position; i < position + added; i++)
        {
          g_autoptr (PictorExhibit) exhibit = g_list_model_get_item (row, i);

          if (pictor_exhibit_equal (exhibit, self->exhibit))
            {
              self->position = i;
              show_panel (self);
              enable_actions (self);
              return;
            }
        }
      go_to (self, n > 0 ? MIN (position + added, n - 1) : 0);
      return;
    }
  show_panel (self);
  enable_actions (self);
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PictorViewer *self = PICTOR_VIEWER (widget);

  go_to (self, g_str_equal (name, "viewer.next") ? self->position + 1 : self->position - 1);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PictorViewer) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_copy_finish (G_FILE (source), result, &error))
    remark (self, _("Picture saved"));
  else
    {
      g_autofree char *text = g_strdup_printf (_("The picture could not be saved: %s"), error->message);

      remark (self, text);
    }
}

static void
save_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (PictorViewer) self = user_data;
  g_autoptr (GFile) destination = pictor_choose_file_finish (result, NULL);

  if (destination == NULL || self->exhibit == NULL)
    return;
  g_file_copy_async (pictor_exhibit_get_file (self->exhibit), destination, G_FILE_COPY_OVERWRITE,
                     G_PRIORITY_DEFAULT, NULL, NULL, NULL, saved_cb, g_object_ref (self));
}

static void
save_as_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  PictorViewer *self = PICTOR_VIEWER (widget);
  g_autofree char *base = g_file_get_basename (pictor_exhibit_get_file (self->exhibit));

  pictor_choose_file_async (PICTOR_CHOOSE_SAVE, GTK_WINDOW (gtk_widget_get_root (widget)), base,
                            save_chosen_cb, g_object_ref (self));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PictorViewer *self = PICTOR_VIEWER (widget);
  GdkTexture *texture = pictor_picture_view_get_texture (self->view);
  g_autoptr (GdkContentProvider) content = NULL;

  if (texture == NULL)
    return;
  content = pictor_picture_content_new (texture, pictor_exhibit_get_file (self->exhibit));
  if (gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content))
    remark (self, _("Picture copied"));
}

static void
open_folder_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PictorViewer *self = PICTOR_VIEWER (widget);

  pictor_show_in_folder (pictor_exhibit_get_file (self->exhibit), GTK_WINDOW (gtk_widget_get_root (widget)));
}

static void
divider_changed_cb (PictorViewer *self)
{
  pictor_picture_view_set_divider (self->view, gtk_adjustment_get_value (self->divider));
}

static void
divider_moved_cb (PictorViewer *self,
                  double        divider)
{
  gtk_adjustment_set_value (self->divider, divider);
}

static void
flap_changed_cb (PictorViewer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECIPE_SHOWN]);
}

static void
pictor_viewer_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PictorViewer *self = PICTOR_VIEWER (object);

  switch (property_id)
    {
    case PROP_EXHIBIT:
      g_value_set_object (value, self->exhibit);
      break;
    case PROP_COMPARING:
      g_value_set_boolean (value, self->comparing);
      break;
    case PROP_SLIDING:
      g_value_set_boolean (value, self->sliding);
      break;
    case PROP_RECIPE_SHOWN:
      g_value_set_boolean (value, self->flap != NULL && adw_flap_get_reveal_flap (self->flap));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_viewer_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PictorViewer *self = PICTOR_VIEWER (object);
  gboolean flag = g_value_get_boolean (value);

  switch (property_id)
    {
    case PROP_COMPARING:
      if (flag && !self->comparing)
        {
          g_autoptr (PictorExhibit) neighbour = get_neighbour (self, TRUE);

          if (neighbour == NULL)
            remark (self, _("There is no other picture to compare with yet."));
          set_comparing (self, neighbour);
        }
      else if (!flag)
        set_comparing (self, NULL);
      break;
    case PROP_SLIDING:
      if (flag == self->sliding)
        break;
      self->sliding = flag;
      place_other (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_RECIPE_SHOWN:
      pictor_flap_set_reveal (self->flap, flag);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_viewer_dispose (GObject *object)
{
  PictorViewer *self = PICTOR_VIEWER (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_cancellable_cancel (self->other_loading);
  g_clear_object (&self->other_loading);
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_VIEWER);
  g_clear_object (&self->row);
  g_clear_object (&self->exhibit);
  g_clear_object (&self->other);
  g_clear_object (&self->other_texture);
  G_OBJECT_CLASS (pictor_viewer_parent_class)->dispose (object);
}

static void
pictor_viewer_class_init (PictorViewerClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PICTOR_TYPE_PICTURE_VIEW);
  g_type_ensure (PICTOR_TYPE_RECIPE_PANEL);

  object_class->get_property = pictor_viewer_get_property;
  object_class->set_property = pictor_viewer_set_property;
  object_class->dispose = pictor_viewer_dispose;

  properties[PROP_EXHIBIT] = g_param_spec_object ("exhibit", NULL, NULL, PICTOR_TYPE_EXHIBIT,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPARING] = g_param_spec_boolean ("comparing", NULL, NULL, FALSE, flags);
  properties[PROP_SLIDING] = g_param_spec_boolean ("sliding", NULL, NULL, FALSE, flags);
  properties[PROP_RECIPE_SHOWN] = g_param_spec_boolean ("recipe-shown", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REMARK] = g_signal_new ("remark", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "viewer.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "viewer.next", NULL, step_action);
  gtk_widget_class_install_property_action (widget_class, "viewer.compare", "comparing");
  gtk_widget_class_install_property_action (widget_class, "viewer.slide", "sliding");
  gtk_widget_class_install_property_action (widget_class, "viewer.recipe", "recipe-shown");
  gtk_widget_class_install_action (widget_class, "picture.save-as", NULL, save_as_action);
  gtk_widget_class_install_action (widget_class, "picture.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "picture.open-folder", NULL, open_folder_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "viewer.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "viewer.next", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/pictor/Pictor/ui/pictor-viewer.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorViewer, flap);
  gtk_widget_class_bind_template_child (widget_class, PictorViewer, other_place);
  gtk_widget_class_bind_template_child (widget_class, PictorViewer, other_view);
  gtk_widget_class_bind_template_child (widget_class, PictorViewer, other_badge);
  gtk_widget_class_bind_template_child (widget_class, PictorViewer, view);
  gtk_widget_class_bind_template_child (widget_class, PictorViewer, badge);
  gtk_widget_class_bind_template_child (widget_class, PictorViewer, compare_bar);
  gtk_widget_class_bind_template_child (widget_class, PictorViewer, divider);
  gtk_widget_class_bind_template_child (widget_class, PictorViewer, divider_scale);
  gtk_widget_class_bind_template_child (widget_class, PictorViewer, panel);
  gtk_widget_class_bind_template_child (widget_class, PictorViewer, caption_label);
  gtk_widget_class_bind_template_callback (widget_class, divider_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, divider_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, flap_changed_cb);
}

static void
pictor_viewer_init (PictorViewer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  enable_actions (self);
}

void
pictor_viewer_show (PictorViewer *self,
                    GListModel   *row,
                    guint         position)
{
  g_return_if_fail (PICTOR_IS_VIEWER (self));
  g_return_if_fail (G_IS_LIST_MODEL (row));

  if (row != self->row)
    {
      if (self->row != NULL)
        g_signal_handlers_disconnect_by_data (self->row, self);
      g_set_object (&self->row, row);
      g_signal_connect_object (row, "items-changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
    }
  go_to (self, position);
}

PictorExhibit *
pictor_viewer_get_exhibit (PictorViewer *self)
{
  g_return_val_if_fail (PICTOR_IS_VIEWER (self), NULL);
  return self->exhibit;
}

PictorRecipePanel *
pictor_viewer_get_panel (PictorViewer *self)
{
  g_return_val_if_fail (PICTOR_IS_VIEWER (self), NULL);
  return self->panel;
}

void
pictor_viewer_activate (PictorViewer *self,
                        const char   *action)
{
  g_return_if_fail (PICTOR_IS_VIEWER (self));
  gtk_widget_activate_action (GTK_WIDGET (self->view), action, NULL);
}
