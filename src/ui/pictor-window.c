/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-window.h"

#include <glib/gi18n.h>

#include "studio/pictor-paths.h"
#include "ui/pictor-window-actions.h"
#include "ui/pictor-window-history.h"
#include "ui/pictor-window-open.h"
#include "ui/pictor-window-private.h"
#include "ui/pictor-window-recipe.h"

G_DEFINE_FINAL_TYPE (PictorWindow, pictor_window, ADW_TYPE_APPLICATION_WINDOW)

void
pictor_window_show_toast (PictorWindow *self,
                          const char   *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
remark_cb (PictorWindow *self,
           const char   *text)
{
  pictor_window_show_toast (self, text);
}

static void
sample_cb (PictorWindow *self,
           const char   *prompt)
{
  g_object_set (pictor_workspace_get_recipe (self->workspace), "prompt", prompt, NULL);
  adw_leaflet_set_visible_child_name (self->leaflet, "composer");
  pictor_window_generate (self);
}

static gboolean
show_page_buttons_cb (gpointer user_data)
{
  PictorWindow *self = user_data;
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean on_canvas = g_strcmp0 (adw_leaflet_get_visible_child_name (self->leaflet), "canvas") == 0;

  self->page_buttons_id = 0;
  gtk_widget_set_visible (self->back_button, folded && on_canvas);
  gtk_widget_set_visible (self->picture_button, folded && !on_canvas);
  pictor_engine_menu_set_narrow (self->engine_menu, folded);
  return G_SOURCE_REMOVE;
}

/* The leaflet folds while sizes are being given out: the header bar is changed after that. */
static void
page_changed_cb (PictorWindow *self)
{
  if (self->page_buttons_id == 0)
    self->page_buttons_id = g_idle_add (show_page_buttons_cb, self);
}

static void
follow_cancel (PictorWindow *self)
{
  PictorJob *job = pictor_canvas_get_job (self->canvas);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel",
                                 job != NULL && pictor_job_get_active (job));
}

static PictorJob *
find_active (PictorWindow *self)
{
  GListModel *queue = G_LIST_MODEL (pictor_studio_get_queue (self->studio));

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (PictorJob) job = g_list_model_get_item (queue, i);

      if (pictor_job_get_active (job))
        return job;
    }
  return NULL;
}

/* When the job on show has ended well, the next one that still runs takes its place. */
static void
job_ended_cb (PictorWindow *self,
              GParamSpec   *pspec,
              PictorJob    *job)
{
  PictorJob *next;

  follow_cancel (self);
  if (job != pictor_canvas_get_job (self->canvas) || pictor_job_get_active (job))
    return;
  if (pictor_job_get_state (job) == PICTOR_JOB_FAILED || pictor_job_get_state (job) == PICTOR_JOB_UNCERTAIN)
    return;
  next = find_active (self);
  if (next != NULL)
    pictor_window_follow (self, next);
}

void
pictor_window_follow (PictorWindow *self,
                      PictorJob    *job)
{
  g_signal_handlers_disconnect_by_func (job, job_ended_cb, self);
  g_signal_connect_object (job, "notify::state", G_CALLBACK (job_ended_cb), self, G_CONNECT_SWAPPED);
  pictor_canvas_set_job (self->canvas, job);
  pictor_generate_bar_set_job (self->generate_bar, job);
  follow_cancel (self);
}

/* Shows at each field what is wrong with it now. Returns how many there are. */
static guint
review (PictorWindow *self,
        gboolean      focus)
{
  g_autoptr (GPtrArray) problems = pictor_engine_check (pictor_account_get_engine (self->account),
                                                        pictor_workspace_get_recipe (self->workspace));
  guint n = pictor_composer_show_problems (self->composer, problems, focus);

  pictor_generate_bar_set_n_bad (self->generate_bar, n);
  self->reviewing = n > 0;
  return n;
}

/* After a first refusal each change is judged at once, so that what is mended stops being red. */
void
pictor_window_review (PictorWindow *self)
{
  if (self->reviewing)
    review (self, FALSE);
}

void
pictor_window_generate (PictorWindow *self)
{
  PictorJobOptions options = { .shrink = g_settings_get_boolean (self->settings, "shrink-controls") };
  PictorJob *job;

  if (review (self, TRUE) > 0)
    {
      adw_leaflet_set_visible_child_name (self->leaflet, "composer");
      return;
    }
  job = pictor_queue_add (pictor_studio_get_queue (self->studio),
                          pictor_workspace_get_recipe (self->workspace), self->account, &options);
  pictor_window_follow (self, job);
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child_name (self->leaflet, "canvas");
}

static void
send_again_response_cb (AdwMessageDialog *dialog,
                        const char       *response,
                        PictorWindow     *self)
{
  PictorJob *job = pictor_canvas_get_job (self->canvas);

  if (g_str_equal (response, "send") && job != NULL && !pictor_job_get_active (job))
    pictor_queue_retry (pictor_studio_get_queue (self->studio), job);
}

void
pictor_window_ask_send_again (PictorWindow *self)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (self), _("Send Again?"),
                            _("The service gave no answer, so this job may have been charged already. "
                              "Sent again, it may be charged a second time."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "send",
                                    _("_Send Again"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (send_again_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A list that can't be had now is no error: ids can be typed. The account's state says what is wrong. */
static void
take_listings (PictorWindow *self,
               GPtrArray    *listings)
{
  if (listings == NULL)
    return;
  g_list_store_splice (self->listings, g_list_model_get_n_items (G_LIST_MODEL (self->listings)), 0,
                       listings->pdata, listings->len);
}

static void
show_default_model (PictorWindow *self)
{
  const char *id = pictor_engine_get_capabilities (pictor_account_get_engine (self->account))->default_model;
  const char *name = id;

  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->listings)); i++)
    {
      g_autoptr (PictorListing) listing = g_list_model_get_item (G_LIST_MODEL (self->listings), i);

      if (pictor_listing_get_kind (listing) == PICTOR_LISTING_MODEL &&
          g_str_equal (pictor_listing_get_id (listing), id))
        {
          name = pictor_listing_get_name (listing);
          break;
        }
    }
  pictor_composer_set_default_model (self->composer, name);
}

static void
models_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (PictorWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listings =
    pictor_account_list_models_finish (PICTOR_ACCOUNT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  take_listings (self, listings);
  show_default_model (self);
}

static void
controls_listed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (PictorWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listings =
    pictor_engine_list_controls_finish (PICTOR_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  take_listings (self, listings);
}

/* Asks the engine in use for its models and ControlNets; what an earlier one still answers is passed over. */
static void
list_offers (PictorWindow *self)
{
  g_cancellable_cancel (self->listing_cancellable);
  g_clear_object (&self->listing_cancellable);
  self->listing_cancellable = g_cancellable_new ();
  g_list_store_remove_all (self->listings);
  show_default_model (self);
  pictor_account_list_models_async (self->account, self->listing_cancellable, models_listed_cb,
                                    g_object_ref (self));
  pictor_engine_list_controls_async (pictor_account_get_engine (self->account), self->listing_cancellable,
                                     controls_listed_cb, g_object_ref (self));
}

static void
account_selected_cb (PictorWindow *self)
{
  g_autoptr (PictorAccount) account = NULL;
  g_autofree char *chosen = g_settings_get_string (self->settings, "engine");

  g_object_get (self->engine_menu, "selected", &account, NULL);
  if (account == NULL || account == self->account)
    return;
  g_set_object (&self->account, account);
  pictor_recipe_panel_set_account (pictor_viewer_get_panel (pictor_canvas_get_viewer (self->canvas)), account,
                                   G_LIST_MODEL (self->listings));
  pictor_canvas_set_is_practice (self->canvas, g_str_equal (pictor_account_get_kind (account), "practice"));
  /* Before the accounts are there, practice may only stand in for the engine that was chosen: then nothing is asked
   * of it, which would start its service, and the choice is left as it is. */
  if (self->accounts_loaded)
    g_settings_set_string (self->settings, "engine", pictor_account_get_id (account));
  if (self->accounts_loaded || g_str_equal (chosen, pictor_account_get_id (account)))
    list_offers (self);
  pictor_window_review (self);
}

/* The account in use was removed: practice is always there. */
static void
accounts_changed_cb (PictorWindow *self)
{
  GListModel *accounts = pictor_studio_get_accounts (self->studio);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PictorAccount) account = g_list_model_get_item (accounts, i);

      if (account == self->account)
        return;
    }
  pictor_engine_menu_set_selected (self->engine_menu, pictor_studio_find_account (self->studio, "practice"));
}

static void
keyring_changed_cb (PictorWindow *self)
{
  gboolean persistent = pictor_keyring_get_persistent (pictor_studio_get_keyring (self->studio));

  if (!persistent)
    gtk_label_set_label (self->notice_label,
                         _("No keyring was found. Keys are kept until Pictor is closed, and nowhere else."));
  gtk_widget_set_visible (GTK_WIDGET (self->notice_label), !persistent);
}

static void
accounts_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (PictorWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_settings_get_string (self->settings, "engine");
  PictorAccount *account;

  if (!pictor_studio_load_accounts_finish (PICTOR_STUDIO (source), result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      pictor_window_show_toast (self, error->message);
    }
  self->accounts_loaded = TRUE;
  account = pictor_studio_find_account (self->studio, id);
  if (account == NULL)
    account = pictor_studio_find_account (self->studio, "practice");
  pictor_engine_menu_set_selected (self->engine_menu, account);
  if (self->listing_cancellable == NULL)
    list_offers (self);
}

static void
draft_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (PictorWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!pictor_workspace_load_finish (PICTOR_WORKSPACE (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pictor_window_show_toast (self, error->message);
}

static void
close_response_cb (AdwMessageDialog *dialog,
                   const char       *response,
                   PictorWindow     *self)
{
  if (!g_str_equal (response, "close"))
    return;
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
pictor_window_close_request (GtkWindow *window)
{
  PictorWindow *self = PICTOR_WINDOW (window);
  guint n = pictor_queue_get_n_active (pictor_studio_get_queue (self->studio));
  GtkWidget *dialog;

  if (n == 0 || self->closing)
    {
      pictor_workspace_flush (self->workspace);
      return GTK_WINDOW_CLASS (pictor_window_parent_class)->close_request (window);
    }
  dialog = adw_message_dialog_new (window, _("Pictures Are Still Being Made"),
                                   _("Closed now, Pictor does not fetch them, though the service may still "
                                     "charge for them."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "wait", _("_Keep Open"), "close",
                                    _("_Close"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "wait");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

static void
pictor_window_dispose (GObject *object)
{
  PictorWindow *self = PICTOR_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->listing_cancellable);
  g_clear_handle_id (&self->page_buttons_id, g_source_remove);
  g_clear_weak_pointer (&self->preferences);
  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_WINDOW);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->listing_cancellable);
  g_clear_object (&self->account);
  g_clear_object (&self->listings);
  g_clear_object (&self->workspace);
  g_clear_object (&self->studio);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (pictor_window_parent_class)->dispose (object);
}

static void
pictor_window_class_init (PictorWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PICTOR_TYPE_CANVAS);
  g_type_ensure (PICTOR_TYPE_COMPOSER);
  g_type_ensure (PICTOR_TYPE_ENGINE_MENU);
  g_type_ensure (PICTOR_TYPE_GENERATE_BAR);

  G_OBJECT_CLASS (klass)->dispose = pictor_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pictor_window_close_request;

  pictor_window_class_install_actions (klass);
  pictor_window_class_install_history_actions (klass);
  pictor_window_class_install_open_actions (klass);
  pictor_window_class_install_recipe_actions (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PictorWindow, engine_menu);
  gtk_widget_class_bind_template_child (widget_class, PictorWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, PictorWindow, picture_button);
  gtk_widget_class_bind_template_child (widget_class, PictorWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, PictorWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PictorWindow, composer);
  gtk_widget_class_bind_template_child (widget_class, PictorWindow, generate_bar);
  gtk_widget_class_bind_template_child (widget_class, PictorWindow, canvas);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sample_cb);
  gtk_widget_class_bind_template_callback (widget_class, remark_cb);
}

static void
pictor_window_init (PictorWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->listings = g_list_store_new (PICTOR_TYPE_LISTING);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel", FALSE);
}

GtkWidget *
pictor_window_new (GtkApplication  *application,
                   PictorStudio    *studio,
                   PictorWorkspace *workspace)
{
  PictorWindow *self = g_object_new (PICTOR_TYPE_WINDOW, "application", application, NULL);
  PictorKeyring *keyring = pictor_studio_get_keyring (studio);
  GListModel *accounts = pictor_studio_get_accounts (studio);

  self->studio = g_object_ref (studio);
  self->workspace = g_object_ref (workspace);
  self->settings = g_object_ref (pictor_paths_get_settings ());
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);

  pictor_generate_bar_set_queue (self->generate_bar, pictor_studio_get_queue (studio));
  pictor_window_set_up_history (self);
  pictor_window_set_up_open (self);
  pictor_window_set_up_recipes (self);
  pictor_composer_set_workspace (self->composer, workspace, G_LIST_MODEL (self->listings));
  g_object_bind_property (self->canvas, "shown-seed", self->composer, "shown-seed", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (pictor_workspace_get_recipe (workspace), "changed",
                           G_CALLBACK (pictor_window_review), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "draft-trouble", G_CALLBACK (remark_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (self->engine_menu, "notify::selected", G_CALLBACK (account_selected_cb), self,
                           G_CONNECT_SWAPPED);
  pictor_engine_menu_set_accounts (self->engine_menu, accounts);
  pictor_engine_menu_set_selected (self->engine_menu, pictor_studio_find_account (studio, "practice"));
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keyring, "notify::persistent", G_CALLBACK (keyring_changed_cb), self,
                           G_CONNECT_SWAPPED);

  pictor_workspace_load_async (workspace, self->cancellable, draft_loaded_cb, g_object_ref (self));
  pictor_studio_load_accounts_async (studio, self->cancellable, accounts_loaded_cb, g_object_ref (self));
  pictor_composer_focus_prompt (self->composer);
  return GTK_WIDGET (self);
}
