/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pictor-canvas.h"
#include "ui/pictor-composer.h"
#include "ui/pictor-engine-menu.h"
#include "ui/pictor-generate-bar.h"
#include "ui/pictor-window.h"

G_BEGIN_DECLS

/* What the files of the window share. */
struct _PictorWindow
{
  AdwApplicationWindow parent_instance;

  PictorStudio *studio;
  PictorWorkspace *workspace;
  PictorAccount *account;
  GSettings *settings;
  GListStore *listings;
  GCancellable *cancellable;
  GCancellable *listing_cancellable;
  GtkWindow *preferences;
  guint page_buttons_id;
  gboolean accounts_loaded;
  gboolean reviewing;
  gboolean closing;

  AdwToastOverlay *toasts;
  PictorEngineMenu *engine_menu;
  GtkWidget *back_button;
  GtkWidget *picture_button;
  GtkLabel *notice_label;
  AdwLeaflet *leaflet;
  PictorComposer *composer;
  PictorGenerateBar *generate_bar;
  PictorCanvas *canvas;
};

/* Sends what the composer holds, or shows what keeps it from being sent. */
void pictor_window_generate       (PictorWindow *self);
/* Judges anew what has been found wrong before. */
void pictor_window_review         (PictorWindow *self);
/* Shows @job on the canvas and in the generate bar. */
void pictor_window_follow         (PictorWindow *self,
                                   PictorJob    *job);
void pictor_window_show_toast     (PictorWindow *self,
                                   const char   *text);
/* Tells of the last step of the history, with a button that undoes it while it still is the last. */
void pictor_window_show_undo      (PictorWindow *self,
                                   const char   *text);
/* Asks before a job is sent that may have been charged already. */
void pictor_window_ask_send_again (PictorWindow *self);

G_END_DECLS
