/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pictor-window.h"

G_BEGIN_DECLS

/* Pictures from elsewhere: opened, dropped on the window, or given on the command line. */

void pictor_window_class_install_open_actions (PictorWindowClass *klass);
/* Takes what is dropped anywhere but on what takes drops itself; once. */
void pictor_window_set_up_open                (PictorWindow      *self);

G_END_DECLS
