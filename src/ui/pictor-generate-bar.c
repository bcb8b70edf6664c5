/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-generate-bar.h"

#include <glib/gi18n.h>

/* How often the bar of a job that tells no fraction moves, in milliseconds. */
#define PULSE_INTERVAL 120

struct _PictorGenerateBar
{
  AdwBin parent_instance;

  PictorQueue *queue;
  GSignalGroup *job_signals;
  guint pulse_id;

  GtkWidget *status_box;
  GtkWidget *generate_button;
  GtkLabel *status_label;
  GtkProgressBar *progress_bar;
  GtkLabel *problem_label;
};

G_DEFINE_FINAL_TYPE (PictorGenerateBar, pictor_generate_bar, ADW_TYPE_BIN)

char *
pictor_generate_bar_format_time (double seconds)
{
  int whole = MAX (0, (int) seconds);

  if (whole < 60)
    return g_strdup_printf (_("%d s"), whole);
  if (whole < 3600)
    return g_strdup_printf (_("%d min %d s"), whole / 60, whole % 60);
  return g_strdup_printf (_("%d h %d min"), whole / 3600, whole / 60 % 60);
}

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (PICTOR_GENERATE_BAR (user_data)->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
show_job (PictorGenerateBar *self)
{
  g_autoptr (PictorJob) job = g_signal_group_dup_target (self->job_signals);
  gboolean active = job != NULL && pictor_job_get_active (job);
  gboolean unknown = active && pictor_job_get_fraction (job) < 0;
  guint others = self->queue != NULL ? pictor_queue_get_n_active (self->queue) : 0;

  /* The button that cancels goes: the focus must not go with it. */
  if (!active && gtk_widget_get_focus_child (self->status_box) != NULL)
    gtk_widget_grab_focus (self->generate_button);
  gtk_widget_set_visible (self->status_box, active);
  if (unknown && self->pulse_id == 0 && adw_get_enable_animations (GTK_WIDGET (self)))
    self->pulse_id = g_timeout_add (PULSE_INTERVAL, pulse_cb, self);
  else if (!unknown)
    g_clear_handle_id (&self->pulse_id, g_source_remove);
  if (!active)
    return;

  {
    const char *status = pictor_job_get_status_text (job);
    g_autofree char *time = pictor_generate_bar_format_time (pictor_job_get_elapsed (job));
    g_autofree char *more = NULL;
    g_autofree char *text = NULL;

    if (others > 1)
      more = g_strdup_printf (ngettext (" · %u more", " · %u more", others - 1), others - 1);
    text = g_strdup_printf ("%s · %s%s", status != NULL ? status : _("Working"), time,
                            more != NULL ? more : "");
    gtk_label_set_label (self->status_label, text);
  }
  if (!unknown)
    gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (pictor_job_get_fraction (job), 0, 1));
}

static void
pictor_generate_bar_dispose (GObject *object)
{
  PictorGenerateBar *self = PICTOR_GENERATE_BAR (object);

  g_clear_handle_id (&self->pulse_id, g_source_remove);
  if (self->job_signals != NULL)
    g_signal_group_set_target (self->job_signals, NULL);
  g_clear_object (&self->job_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_GENERATE_BAR);
  g_clear_object (&self->queue);
  G_OBJECT_CLASS (pictor_generate_bar_parent_class)->dispose (object);
}

static void
pictor_generate_bar_class_init (PictorGenerateBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pictor_generate_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-generate-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorGenerateBar, status_box);
  gtk_widget_class_bind_template_child (widget_class, PictorGenerateBar, generate_button);
  gtk_widget_class_bind_template_child (widget_class, PictorGenerateBar, status_label);
  gtk_widget_class_bind_template_child (widget_class, PictorGenerateBar, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, PictorGenerateBar, problem_label);
}

static void
pictor_generate_bar_init (PictorGenerateBar *self)
{
  static const char * const watched[] = {
    "notify::state", "notify::fraction", "notify::status-text", "notify::elapsed"
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->job_signals = g_signal_group_new (PICTOR_TYPE_JOB);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_group_connect_swapped (self->job_signals, watched[i], G_CALLBACK (show_job), self);
}

void
pictor_generate_bar_set_queue (PictorGenerateBar *self,
                               PictorQueue       *queue)
{
  g_return_if_fail (PICTOR_IS_GENERATE_BAR (self));

  g_set_object (&self->queue, queue);
  g_signal_connect_object (queue, "notify::n-active", G_CALLBACK (show_job), self, G_CONNECT_SWAPPED);
}

void
pictor_generate_bar_set_job (PictorGenerateBar *self,
                             PictorJob         *job)
{
  g_return_if_fail (PICTOR_IS_GENERATE_BAR (self));

  g_signal_group_set_target (self->job_signals, job);
  show_job (self);
}

void
pictor_generate_bar_set_n_bad (PictorGenerateBar *self,
                               guint              n)
{
  g_return_if_fail (PICTOR_IS_GENERATE_BAR (self));

  if (n > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u field needs a look.", "%u fields need a look.", n), n);

      gtk_label_set_label (self->problem_label, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), n > 0);
}
