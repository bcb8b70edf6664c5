/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text as typed → the phrases an engine wants, split at commas outside parentheses and at line ends.
 * Empty phrases are left out; nothing else is lost or reordered. Never NULL. (transfer full) */
char **pictor_prompt_split (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Phrases → text that splits into the same phrases again. (transfer full) */
char  *pictor_prompt_join  (const char * const *phrases) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
