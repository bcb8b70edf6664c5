/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-backoff.h"

/**
 * pictor_backoff_init:
 * @shortest: bound of the first pause in milliseconds, at least 1
 * @longest: what the bound grows up to, in milliseconds, not below @shortest
 */
void
pictor_backoff_init (PictorBackoff *self,
                     guint          shortest,
                     guint          longest)
{
  g_return_if_fail (shortest > 0 && shortest <= longest);

  self->shortest = shortest;
  self->longest = longest;
  self->bound = shortest;
}

void
pictor_backoff_reset (PictorBackoff *self)
{
  self->bound = self->shortest;
}

/**
 * pictor_backoff_next:
 *
 * Returns: the pause to make now, in milliseconds; the next one is drawn from twice the bound
 */
guint
pictor_backoff_next (PictorBackoff *self)
{
  guint bound = self->bound;
  guint half = bound / 2;

  self->bound = bound > self->longest / 2 ? self->longest : bound * 2;

  return half + (guint) (g_random_double () * (bound - half + 1));
}
