/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens the file manager with @file selected, or its folder where there is no file manager that can. */
void pictor_show_in_folder (GFile     *file,
                            GtkWindow *parent);

G_END_DECLS
