/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PICTOR_N_SAMPLERS 22

/* The 22 sampler names, exactly as the field writes them; NULL-terminated, static. */
const char * const *pictor_samplers_get_names (void);
/* The position of @name, or -1. Exact, or without regard to case when @lenient. */
int                 pictor_samplers_find      (const char *name,
                                               gboolean    lenient);

G_END_DECLS
