/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-canvas.h"

#include <glib/gi18n.h>

#include "ui/pictor-failure-text.h"
#include "ui/pictor-thumbnail.h"

struct _PictorCanvas
{
  AdwBin parent_instance;

  PictorJob *job;
  GListModel *row;       /* of PictorExhibit: all pictures of this run */

  GtkWidget *message_box;
  GtkLabel *message_label;
  GtkButton *message_button;
  GtkStack *stack;
  GtkBox *samples_box;
  GtkWidget *practice_note;
  PictorViewer *viewer;
  GtkWidget *strip_scroller;
  GtkSingleSelection *selection;
  GtkBox *placeholders;
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
remark_cb (PictorCanvas *self,
           const char   *text)
{
  g_signal_emit (self, signals[REMARK], 0, text);
}

/* Where @picture stands in the row of all pictures; GTK_INVALID_LIST_POSITION when it does not. */
static guint
find_in_row (PictorCanvas  *self,
             PictorPicture *picture)
{
  /* From the end, since what is looked for is most often new. */
  for (guint i = g_list_model_get_n_items (self->row); i-- > 0;)
    {
      g_autoptr (PictorExhibit) exhibit = g_list_model_get_item (self->row, i);

      if (g_file_equal (pictor_exhibit_get_file (exhibit), pictor_picture_get_file (picture)))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
selected_cb (PictorCanvas *self)
{
  PictorPicture *picture = gtk_single_selection_get_selected_item (self->selection);
  guint position;

  if (picture == NULL || self->row == NULL)
    return;
  position = find_in_row (self, picture);
  if (position != GTK_INVALID_LIST_POSITION)
    pictor_viewer_show (self->viewer, self->row, position);
}

/* The strip follows when the person goes on to another picture. */
static void
exhibit_changed_cb (PictorCanvas *self)
{
  PictorExhibit *exhibit = pictor_viewer_get_exhibit (self->viewer);
  GListModel *pictures = gtk_single_selection_get_model (self->selection);
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; exhibit != NULL && pictures != NULL && i < g_list_model_get_n_items (pictures); i++)
    {
      g_autoptr (PictorPicture) picture = g_list_model_get_item (pictures, i);

      if (g_file_equal (pictor_picture_get_file (picture), pictor_exhibit_get_file (exhibit)))
        position = i;
    }
  gtk_single_selection_set_selected (self->selection, position);
  if (exhibit != NULL)
    gtk_stack_set_visible_child_name (self->stack, "picture");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN_SEED]);
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
sample_clicked_cb (GtkButton    *button,
                   PictorCanvas *self)
{
  g_signal_emit (self, signals[SAMPLE], 0, gtk_button_get_label (button));
}

static gint64
get_shown_seed (PictorCanvas *self)
{
  PictorExhibit *exhibit = self->viewer != NULL ? pictor_viewer_get_exhibit (self->viewer) : NULL;
  PictorRecipe *recipe = exhibit != NULL ? pictor_exhibit_get_recipe (exhibit) : NULL;

  return recipe != NULL ? pictor_recipe_get_seed (recipe) : -1;
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
      g_value_set_int64 (value, get_shown_seed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_canvas_dispose (GObject *object)
{
  PictorCanvas *self = PICTOR_CANVAS (object);

  if (self->job != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->job, self);
      g_signal_handlers_disconnect_by_data (pictor_job_get_pictures (self->job), self);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_CANVAS);
  g_clear_object (&self->row);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (pictor_canvas_parent_class)->dispose (object);
}

static void
pictor_canvas_class_init (PictorCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PICTOR_TYPE_VIEWER);
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-canvas.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, message_box);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, message_label);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, message_button);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, stack);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, samples_box);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, practice_note);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, viewer);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, strip_scroller);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, selection);
  gtk_widget_class_bind_template_child (widget_class, PictorCanvas, placeholders);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, exhibit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remark_cb);
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
  gtk_single_selection_set_selected (self->selection, 0);
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

PictorViewer *
pictor_canvas_get_viewer (PictorCanvas *self)
{
  g_return_val_if_fail (PICTOR_IS_CANVAS (self), NULL);
  return self->viewer;
}

void
pictor_canvas_set_row (PictorCanvas *self,
                       GListModel   *row)
{
  g_return_if_fail (PICTOR_IS_CANVAS (self));
  g_return_if_fail (G_IS_LIST_MODEL (row));
  g_set_object (&self->row, row);
}
