/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a person can do about a failed job: the words of one button, and the action that it runs. Both static. */
const char *pictor_failure_text_get_remedy (const GError *error);
const char *pictor_failure_text_get_action (const GError *error);

G_END_DECLS
