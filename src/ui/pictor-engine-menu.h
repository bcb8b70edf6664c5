/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "studio/pictor-account.h"

G_BEGIN_DECLS

/**
 * PictorEngineMenu:
 *
 * The title of the window: the engine that is chosen, and on a click all of them, each with a line of its state.
 *
 * Properties: accounts (GListModel of PictorAccount), selected (PictorAccount, nullable).
 */
#define PICTOR_TYPE_ENGINE_MENU (pictor_engine_menu_get_type ())
G_DECLARE_FINAL_TYPE (PictorEngineMenu, pictor_engine_menu, PICTOR, ENGINE_MENU, AdwBin)

void pictor_engine_menu_set_accounts (PictorEngineMenu *self,
                                      GListModel       *accounts);
void pictor_engine_menu_set_selected (PictorEngineMenu *self,
                                      PictorAccount    *account);
/* Leaves out the name of the program, where there is little room. */
void pictor_engine_menu_set_narrow   (PictorEngineMenu *self,
                                      gboolean          narrow);

G_END_DECLS
