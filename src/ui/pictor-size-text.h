/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A size in pixels as people write it, "640 × 480": the width first also between words that run from right to left.
 * (transfer full) */
char *pictor_size_text (int width,
                        int height) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
