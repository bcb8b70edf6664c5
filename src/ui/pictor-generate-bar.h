/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "studio/pictor-queue.h"

G_BEGIN_DECLS

/**
 * PictorGenerateBar:
 *
 * The Generate button, which stays in place, and above it, while jobs run, how far the one on show is, for how long it has been
 * running, and the button that cancels it.
 */
#define PICTOR_TYPE_GENERATE_BAR (pictor_generate_bar_get_type ())
G_DECLARE_FINAL_TYPE (PictorGenerateBar, pictor_generate_bar, PICTOR, GENERATE_BAR, AdwBin)

void pictor_generate_bar_set_queue (PictorGenerateBar *self,
                                    PictorQueue       *queue);
/* The job whose progress is shown; NULL = none. */
void pictor_generate_bar_set_job   (PictorGenerateBar *self,
                                    PictorJob         *job);
/* Says that @n fields need a look; 0 takes it away. */
void pictor_generate_bar_set_n_bad (PictorGenerateBar *self,
                                    guint              n);

/* "8 s", "2 min 5 s": @seconds in words. (transfer full) */
char *pictor_generate_bar_format_time (double seconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
