/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The shortest plain decimal that reads back as @value: no exponent, and no fraction where it is 0. */
char     *pictor_number_format (double value) G_GNUC_WARN_UNUSED_RESULT;
/* Reads one finite number in the C locale that fills all of @text but for surrounding white space. */
gboolean  pictor_number_parse  (const char *text,
                                double     *value);

G_END_DECLS
