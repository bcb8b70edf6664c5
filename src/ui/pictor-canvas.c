/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-canvas.h"

#include <inttypes.h>

#include <glib/gi18n.h>

#include "model/pictor-number.h"
#include "ui/pictor-choose-file.h"
#include "ui/pictor-failure-text.h"
#include "ui/pictor-picture-content.h"
#include "ui/pictor-picture-view.h"
#include "ui/pictor-show-in-folder.h"
#include "ui/pictor-size-text.h"
#include "ui/pictor-texture.h"
#include "ui/pictor-thumbnail.h"

struct _PictorCanvas
{
  AdwBin parent_instance;

  PictorJob *job;
  PictorPicture *shown;
  PictorRecipe *shown_recipe;
  GCancellable *loading;

  GtkWidget *message_box;
  GtkLabel *message_label;
  GtkButton *message_button;
  GtkStack *stack;
  GtkBox *samples_box;
  GtkWidget *practice_note;
  PictorPictureView *view;
  GtkWidget *strip_scroller;
  GtkSingleSelection *selection;
  GtkBox *placeholders;
  GtkWidget *caption_box;
  GtkLabel *caption_label;
};

enum
{
  PROP_0,
  PROP_SHOWN_SEED,
  N_PROPS
};

enum
{
  SAMPLE,
  REMARK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PictorCanvas, pictor_canvas, ADW_TYPE_BIN)

/* Prompts to begin with: each shows another thing that can be asked for. */
static const char * const samples[] = {
  N_("a red fox in a snowy forest, soft light"),
  N_("three sailing boats on the sea at sunset"),
  N_("a castle on a mountain, night, (full moon:1.4)"),
};

static void
remark (PictorCanvas *self,
        const char   *text)
{
  g_signal_emit (self, signals[REMARK], 0, text);
}

static void
enable_picture_actions (PictorCanvas *self)
{
  static const char * const names[] = {
    "picture.save-as", "picture.copy", "picture.open-folder"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], self->shown != NULL);
  gtk_widget_set_visible (self->caption_box, self->shown != NULL);
}

static void
show_caption (PictorCanvas *self)
{
  PictorRecipe *recipe = self->shown_recipe;
  g_autofree char *scale = pictor_number_format (pictor_recipe_get_cfg_scale (recipe));
  g_autofree char *size = pictor_size_text (pictor_picture_get_width (self->shown),
                                            pictor_picture_get_height (self->shown));
  g_autofree char *caption =
    g_strdup_printf (_("Seed %" PRId64 " · %s · %d steps · CFG %s · %s"),
                     pictor_picture_get_seed (self->shown),
                     pictor_recipe_get_sampler (recipe),
                     pictor_recipe_get_steps (recipe),
                     scale,
                     size);

  gtk_label_set_label (self->caption_label, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption_label), pictor_recipe_get_prompt (recipe));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PictorCanvas) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = pictor_texture_load_finish (result, NULL, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture == NULL)
    {
      remark (self, error->message);
      return;
    }
  pictor_picture_view_set_picture (self->view, texture, pictor_picture_get_file (self->shown),
                                   pictor_recipe_get_prompt (self->shown_recipe));
  gtk_stack_set_visible_child_name (self->stack, "picture");
}

static void
show_picture (PictorCanvas  *self,
              PictorPicture *picture)
{
  if (picture == NULL || picture == self->shown)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_set_object (&self->shown, picture);
  g_set_object (&self->shown_recipe, pictor_job_get_recipe (self->job));
  self->loading = g_cancellable_new ();
  pictor_texture_load_async (pictor_picture_get_file (picture), 0, self->loading, loaded_cb,
                             g_object_ref (self));
  show_caption (self);
  enable_picture_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN_SEED]);
}

static void
selected_cb (PictorCanvas *self)
{
  show_picture (self, gtk_single_selection_get_selected_item (self->selection));
}

/* As many empty places as pictures are still to come. */
static void
show_strip (PictorCanvas *self)
{
  int wanted = pictor_recipe_get_batch_size (pictor_job_get_recipe (self->job));
  int there = g_list_model_get_n_items (G_LIST_MODEL (pictor_job_get_pictures (self->job)));
  int missing = pictor_job_get_active (self->job) ? MAX (0, wanted - there) : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->placeholders))) != NULL)
    gtk_box_remove (self->placeholders, child);
  for (int i = 0; i < missing; i++)
    {
      child = adw_bin_new ();
      gtk_widget_add_css_class (child, "pictor-placeholder");
      gtk_box_append (self->placeholders, child);
    }
  gtk_widget_set_visible (self->strip_scroller, there + missing > 1);
}

static void
show_message (PictorCanvas *self)
{
  PictorJobState state = pictor_job_get_state (self->job);
  const GError *error = pictor_job_get_error (self->job);
  gboolean bad = (state == PICTOR_JOB_FAILED || state == PICTOR_JOB_UNCERTAIN) && error != NULL;

  gtk_widget_set_visible (self->message_box, bad);
  if (!bad)
    return;
  gtk_label_set_label (self->message_label, error->message);
  gtk_button_set_label (self->message_button, pictor_failure_text_get_remedy (error));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->message_button),
                                  pictor_failure_text_get_action (error));
}

static void
job_changed_cb (PictorCanvas *self)
{
  show_message (self);
  show_strip (self);
}

static void
pictures_changed_cb (PictorCanvas *self)
{
  /* They may come in any order: until all are there, the first of the batch is the one on show. */
  if (pictor_job_get_active (self->job))
    gtk_single_selection_set_selected (self->selection, 0);
  show_strip (self);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PictorCanvas) self = user_data;
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
  g_autoptr (PictorCanvas) self = user_data;
  g_autoptr (GFile) destination = pictor_choose_file_finish (result, NULL);

  if (destination == NULL || self->shown == NULL)
    return;
  g_file_copy_async (pictor_picture_get_file (self->shown), destination, G_FILE_COPY_OVERWRITE,
                     G_PRIORITY_DEFAULT, NULL, NULL, NULL, saved_cb, g_object_ref (self));
}

static void
save_as_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  PictorCanvas *self = PICTOR_CANVAS (widget);
  g_autofree char *base = g_file_get_basename (pictor_picture_get_file (self->shown));

  pictor_choose_file_async (PICTOR_CHOOSE_SAVE, GTK_WINDOW (gtk_widget_get_root (widget)), base,
                            save_chosen_cb, g_object_ref (self));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PictorCanvas *self = PICTOR_CANVAS (widget);
  GdkTexture *texture = pictor_picture_view_get_texture (self->view);
  g_autoptr (GdkContentProvider) content = NULL;

  if (texture == NULL)
    return;
  content = pictor_picture_content_new (texture, pictor_picture_get_file (self->shown));
  if (gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content))
    remark (self, _("Picture copied"));
}

static void
open_folder_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PictorCanvas *self = PICTOR_CANVAS (widget);

  pictor_show_in_folder (pictor_picture_get_file (self->shown), GTK_WINDOW (gtk_widget_get_root (widget)));
}

static void
sample_clicked_cb (GtkButton    *button,
                   PictorCanvas *self)
{
  g_signal_emit (self, signals[SAMPLE], 0, gtk_button_get_label (button));
}

static void
pictor_canvas_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PictorCanvas *self = PICTOR_CANVAS (object);

  switch (property_id)
    {
    case PROP_SHOWN_SEED:
      g_value_set_int64 (value, self->shown != NULL ? pictor_picture_get_seed (self->shown) : -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_canvas_dispose (GObject *object)
{
  PictorCanvas *self = PICTOR_CANVAS (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->job != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->job, self);
      g_signal_handlers_disconnect_by_data (pictor_job_get_pictures (self->job), self);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_CANVAS);
  g_clear_object (&self->shown);
  g_clear_object (&self->shown_recipe);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (pictor_canvas_parent_class)->dispose (object);
}

static void
pictor_canvas_class_init (PictorCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PICTOR_TYPE_PICTURE_VIEW);
  g_type_ensure (PICTOR_TYPE_THUMBNAIL);

  object_class->get_property = pictor_canvas_get_property;
  object_class->dispose = pictor_canvas_dispose;

  properties[PROP_SHOWN_SEED] = g_param_spec_int64 ("shown-seed", NULL, NULL, -1, G_MAXINT64, -1,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SAMPLE] = g_signal_new ("sample", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMARK] = g_signal_new ("remark", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "picture.save-as", NULL, save_as_action);
  gtk_widget_class_install_action (widget_class, "picture.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "picture.open-folder", NULL, open_folder_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-canvas.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, message_box);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, message_label);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, message_button);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, stack);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, samples_box);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, practice_note);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, view);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, strip_scroller);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, selection);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, placeholders);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, caption_box);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, caption_label);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
pictor_canvas_init (PictorCanvas *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (gettext (samples[i]));

      gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
      gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
      gtk_widget_add_css_class (button, "pill");
      g_signal_connect (button, "clicked", G_CALLBACK (sample_clicked_cb), self);
      gtk_box_append (self->samples_box, button);
    }
  enable_picture_actions (self);
}

void
pictor_canvas_set_job (PictorCanvas *self,
                       PictorJob    *job)
{
  g_return_if_fail (PICTOR_IS_CANVAS (self));
  g_return_if_fail (PICTOR_IS_JOB (job));

  if (self->job == job)
    return;
  if (self->job != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->job, self);
      g_signal_handlers_disconnect_by_data (pictor_job_get_pictures (self->job), self);
    }
  g_set_object (&self->job, job);
  g_signal_connect_object (job, "notify::state", G_CALLBACK (job_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::error", G_CALLBACK (job_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (pictor_job_get_pictures (job)));
  g_signal_connect_object (pictor_job_get_pictures (job), "items-changed",
                           G_CALLBACK (pictures_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  job_changed_cb (self);
  selected_cb (self);
}

PictorJob *
pictor_canvas_get_job (PictorCanvas *self)
{
  g_return_val_if_fail (PICTOR_IS_CANVAS (self), NULL);
  return self->job;
}

void
pictor_canvas_set_is_practice (PictorCanvas *self,
                               gboolean      is_practice)
{
  g_return_if_fail (PICTOR_IS_CANVAS (self));
  gtk_widget_set_visible (self->practice_note, is_practice);
}

void
pictor_canvas_zoom (PictorCanvas *self,
                    const char   *action)
{
  g_return_if_fail (PICTOR_IS_CANVAS (self));
  gtk_widget_activate_action (GTK_WIDGET (self->view), action, NULL);
}
