/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "studio/pictor-studio.h"

G_BEGIN_DECLS

/**
 * PictorAccountRow:
 *
 * One account in the preferences: what it is, how it is, and what can be done with it.
 */
#define PICTOR_TYPE_ACCOUNT_ROW (pictor_account_row_get_type ())
G_DECLARE_FINAL_TYPE (PictorAccountRow, pictor_account_row, PICTOR, ACCOUNT_ROW, AdwActionRow)

GtkWidget *pictor_account_row_new (PictorAccount *account,
                                   PictorStudio  *studio);

G_END_DECLS
