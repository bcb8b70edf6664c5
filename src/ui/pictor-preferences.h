/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "studio/pictor-studio.h"

G_BEGIN_DECLS

/**
 * PictorPreferences:
 *
 * Accounts, the folder for pictures, and how control images are sent.
 */
#define PICTOR_TYPE_PREFERENCES (pictor_preferences_get_type ())
G_DECLARE_FINAL_TYPE (PictorPreferences, pictor_preferences, PICTOR, PREFERENCES, AdwPreferencesWindow)

GtkWidget *pictor_preferences_new (PictorStudio *studio,
                                   GSettings    *settings);

G_END_DECLS
