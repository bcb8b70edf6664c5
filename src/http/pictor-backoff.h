/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PictorBackoff:
 *
 * Growing pauses with jitter, in milliseconds: each is drawn from the upper half of a bound that starts at
 * @shortest and doubles up to @longest.
 */
typedef struct
{
  guint shortest;
  guint longest;
  guint bound;
} PictorBackoff;

void  pictor_backoff_init  (PictorBackoff *self,
                            guint          shortest,
                            guint          longest);
/* Starts again with the shortest pause. */
void  pictor_backoff_reset (PictorBackoff *self);
guint pictor_backoff_next  (PictorBackoff *self);

G_END_DECLS
