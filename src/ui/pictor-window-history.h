/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pictor-window.h"

G_BEGIN_DECLS

/* Undo and redo of all that is done in the window. */

void pictor_window_class_install_history_actions (PictorWindowClass *klass);
/* Once, when the window has its workspace. */
void pictor_window_set_up_history                (PictorWindow      *self);

G_END_DECLS
