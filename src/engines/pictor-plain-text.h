/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A service's @text (nullable), in UTF-8, as one line of at most @max_chars without control characters; NULL if nothing
 * is left. (transfer full) (nullable) */
char *pictor_plain_text (const char *text,
                         guint       max_chars) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
