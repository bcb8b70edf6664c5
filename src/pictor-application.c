/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-application.h"

#include <glib/gi18n.h>

#include "studio/pictor-paths.h"
#include "studio/pictor-studio.h"
#include "studio/pictor-workspace.h"
#include "ui/pictor-window.h"

struct _PictorApplication
{
  AdwApplication parent_instance;

  PictorStudio *studio;
  PictorWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (PictorApplication, pictor_application, ADW_TYPE_APPLICATION)

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkApplication *app = user_data;

  adw_show_about_window (gtk_application_get_active_window (app),
                         "application-name", _("Pictor"),
                         "application-icon", PICTOR_APP_ID,
                         "version", PICTOR_VERSION,
                         "developer-name", _("The Pictor developers"),
                         "comments", _("Describe a picture, and see it made."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

/* Closing asks about jobs that still run, so quitting closes the windows. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (user_data);
}

static void
pictor_application_startup (GApplication *app)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_action },
    { .name = "quit", .activate = quit_action },
  };
  static const struct
  {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.generate", { "<Control>Return", "<Control>KP_Enter" } },
    { "win.shortcuts", { "<Control>question" } },
  };
  PictorApplication *self = PICTOR_APPLICATION (app);
  g_autofree char *icons = NULL;

  G_APPLICATION_CLASS (pictor_application_parent_class)->startup (app);

  g_action_map_add_action_entries (G_ACTION_MAP (app), actions, G_N_ELEMENTS (actions), app);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (app), accels[i].action, accels[i].accels);

  /* A prefix of its own may lie outside the desktop's icon folders. */
  icons = g_build_filename (pictor_paths_get_datadir (), "icons", NULL);
  gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()), icons);
  gtk_window_set_default_icon_name (PICTOR_APP_ID);

  self->studio = pictor_studio_new ();
  self->workspace = pictor_workspace_new ();
}

static void
pictor_application_activate (GApplication *app)
{
  PictorApplication *self = PICTOR_APPLICATION (app);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (window == NULL)
    window = GTK_WINDOW (pictor_window_new (GTK_APPLICATION (app), self->studio, self->workspace));
  gtk_window_present (window);
}

static void
pictor_application_open (GApplication  *app,
                         GFile        **files,
                         int            n_files,
                         const char    *hint)
{
  g_application_activate (app);
  pictor_window_open_files (PICTOR_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (app))), files, n_files);
}

static void
pictor_application_shutdown (GApplication *app)
{
  PictorApplication *self = PICTOR_APPLICATION (app);

  if (self->workspace != NULL)
    pictor_workspace_flush (self->workspace);
  g_clear_object (&self->workspace);
  g_clear_object (&self->studio);
  G_APPLICATION_CLASS (pictor_application_parent_class)->shutdown (app);
}

static void
pictor_application_class_init (PictorApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  app_class->startup = pictor_application_startup;
  app_class->activate = pictor_application_activate;
  app_class->open = pictor_application_open;
  app_class->shutdown = pictor_application_shutdown;
}

static void
pictor_application_init (PictorApplication *self)
{
}

PictorApplication *
pictor_application_new (void)
{
  return g_object_new (PICTOR_TYPE_APPLICATION,
                       "application-id", PICTOR_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/pictor/Pictor",
                       NULL);
}
