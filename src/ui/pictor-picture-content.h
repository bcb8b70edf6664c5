/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A picture for the clipboard or a drag: as a file for those who take files, as an image for the others. (transfer full) */
GdkContentProvider *pictor_picture_content_new (GdkTexture *texture,
                                                GFile      *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
