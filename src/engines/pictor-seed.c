/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-seed.h"

gint64
pictor_seed_choose (gint64 seed)
{
  return seed >= 0 ? seed : (gint64) (g_random_int () & G_MAXINT32);
}
