/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pictor-window.h"

G_BEGIN_DECLS

/* Adds to the class all that a person can do in the window, and its shortcuts. */
void pictor_window_class_install_actions (PictorWindowClass *klass);

G_END_DECLS
