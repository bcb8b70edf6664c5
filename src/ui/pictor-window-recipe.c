/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-window-recipe.h"

#include <glib/gi18n.h>

#include "ui/pictor-window-private.h"

static PictorExhibit *
get_exhibit (PictorWindow *self)
{
  return pictor_viewer_get_exhibit (pictor_canvas_get_viewer (self->canvas));
}

void
pictor_window_use_recipe (PictorWindow *self,
                          PictorRecipe *recipe,
                          const char   *what)
{
  PictorRecipe *draft = pictor_workspace_get_recipe (self->workspace);
  PictorHistory *history = pictor_workspace_get_history (self->workspace);
  const char *told;

  pictor_history_mark (history);
  if (g_str_equal (what, "prompt"))
    {
      g_object_set (draft,
                    "prompt", pictor_recipe_get_prompt (recipe),
                    "negative-prompt", pictor_recipe_get_negative_prompt (recipe),
                    NULL);
      told = _("Prompt taken over");
    }
  else if (g_str_equal (what, "seed"))
    {
      g_object_set (draft, "seed", pictor_recipe_get_seed (recipe), NULL);
      told = _("Seed taken over");
    }
  else
    {
      pictor_recipe_assign (draft, recipe);
      told = _("Recipe taken over");
    }
  pictor_history_mark (history);
  pictor_window_show_undo (self, told);
}

static void
use_recipe_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  PictorWindow *self = PICTOR_WINDOW (widget);
  PictorExhibit *exhibit = get_exhibit (self);
  PictorRecipe *recipe = exhibit != NULL ? pictor_exhibit_get_recipe (exhibit) : NULL;

  if (recipe != NULL)
    pictor_window_use_recipe (self, recipe, g_variant_get_string (parameter, NULL));
}

typedef struct
{
  PictorWindow *window;
  guint position;
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->window);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
control_kept_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Sending) sending = user_data;
  PictorWindow *self = sending->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) image = pictor_workspace_add_input_finish (PICTOR_WORKSPACE (source), result, &error);
  GListStore *controls = pictor_recipe_get_controls (pictor_workspace_get_recipe (self->workspace));
  g_autoptr (PictorControl) control = NULL;
  g_autofree char *text = NULL;
  guint position;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (image == NULL)
    {
      pictor_window_show_toast (self, error->message);
      return;
    }
  /* There are no gaps: one beyond the end becomes the next. */
  pictor_history_mark (pictor_workspace_get_history (self->workspace));
  position = MIN (sending->position, g_list_model_get_n_items (G_LIST_MODEL (controls)));
  control = g_list_model_get_item (G_LIST_MODEL (controls), position);
  if (control != NULL)
    pictor_control_set_image (control, image);
  else
    {
      control = g_object_new (PICTOR_TYPE_CONTROL, "image", image, NULL);
      g_list_store_append (controls, control);
    }
  text = g_strdup_printf (_("The picture is now ControlNet %u"), position + 1);
  pictor_history_mark (pictor_workspace_get_history (self->workspace));
  pictor_window_show_undo (self, text);
}

static void
send_to_control_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  PictorWindow *self = PICTOR_WINDOW (widget);
  PictorExhibit *exhibit = get_exhibit (self);
  int number = g_variant_get_int32 (parameter);
  Sending *sending;

  if (exhibit == NULL || number < 1 || number > PICTOR_MAX_CONTROLS)
    return;
  sending = g_new0 (Sending, 1);
  sending->window = g_object_ref (self);
  sending->position = number - 1;
  pictor_workspace_add_input_async (self->workspace, pictor_exhibit_get_file (exhibit), self->cancellable,
                                    control_kept_cb, sending);
}

static void
exhibit_changed_cb (PictorWindow *self)
{
  PictorExhibit *exhibit = get_exhibit (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.use-recipe",
                                 exhibit != NULL && pictor_exhibit_get_recipe (exhibit) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.send-to-control", exhibit != NULL);
}

static PictorExhibit *
exhibit_picture (PictorJob     *job,
                 PictorPicture *picture)
{
  PictorRecipe *recipe = pictor_job_get_recipe (job);

  return pictor_exhibit_new_of_batch (picture, recipe,
                                      pictor_account_get_model_name (pictor_job_get_account (job),
                                                                     pictor_recipe_get_model (recipe)));
}

static void
pictures_changed_cb (GListModel *pictures,
                     guint       position,
                     guint       removed,
                     guint       added,
                     GListStore *exhibits)
{
  PictorJob *job = g_object_get_data (G_OBJECT (exhibits), "job");
  g_autoptr (GPtrArray) more = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (PictorPicture) picture = g_list_model_get_item (pictures, position + i);

      g_ptr_array_add (more, exhibit_picture (job, picture));
    }
  g_list_store_splice (exhibits, position, removed, more->pdata, more->len);
}

/* The pictures of a job as ones to show, kept in step with them: GtkMapListModel of GTK 4.8 mixes up what is put in before an item
 * that it has already given out, and pictures come in any order. */
static gpointer
exhibit_job (gpointer item,
             gpointer user_data)
{
  PictorJob *job = item;
  GListModel *pictures = G_LIST_MODEL (pictor_job_get_pictures (job));
  GListStore *exhibits = g_list_store_new (PICTOR_TYPE_EXHIBIT);

  g_object_set_data_full (G_OBJECT (exhibits), "job", job, g_object_unref);
  g_signal_connect_object (pictures, "items-changed", G_CALLBACK (pictures_changed_cb), exhibits, 0);
  pictures_changed_cb (pictures, 0, 0, g_list_model_get_n_items (pictures), exhibits);
  return exhibits;
}

void
pictor_window_set_up_recipes (PictorWindow *self)
{
  GListModel *queue = g_object_ref (G_LIST_MODEL (pictor_studio_get_queue (self->studio)));
  GtkMapListModel *jobs = gtk_map_list_model_new (queue, exhibit_job, NULL, NULL);
  g_autoptr (GtkFlattenListModel) row = gtk_flatten_list_model_new (G_LIST_MODEL (jobs));

  pictor_canvas_set_row (self->canvas, G_LIST_MODEL (row));
  g_signal_connect_object (pictor_canvas_get_viewer (self->canvas), "notify::exhibit",
                           G_CALLBACK (exhibit_changed_cb), self, G_CONNECT_SWAPPED);
  exhibit_changed_cb (self);
}

void
pictor_window_class_install_recipe_actions (PictorWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.use-recipe", "s", use_recipe_action);
  gtk_widget_class_install_action (widget_class, "win.send-to-control", "i", send_to_control_action);
}
