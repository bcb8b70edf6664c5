/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * pictor_job_text_describe:
 * @phase: (nullable): what an engine does now, translated
 * @status: (nullable): the service's own word for it
 *
 * One line for a person: the phase and, where it says something more, the service's word, made plain text of one
 * line and cut to 60 characters (asks.md, guard 9).
 *
 * Returns: (transfer full) (nullable): NULL when there is nothing to say
 */
char *pictor_job_text_describe (const char *phase,
                                const char *status) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
