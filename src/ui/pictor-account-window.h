/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "studio/pictor-studio.h"

G_BEGIN_DECLS

/**
 * PictorAccountWindow:
 *
 * Asks for a PICPIK account: its address and its two keys. Signal "added" (PictorAccount).
 */
#define PICTOR_TYPE_ACCOUNT_WINDOW (pictor_account_window_get_type ())
G_DECLARE_FINAL_TYPE (PictorAccountWindow, pictor_account_window, PICTOR, ACCOUNT_WINDOW, AdwWindow)

GtkWidget *pictor_account_window_new (PictorStudio *studio);

G_END_DECLS
