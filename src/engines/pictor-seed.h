/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The seed to send to an engine that can't choose one itself: @seed, or where it is -1 any of 0 to 2147483647. */
gint64 pictor_seed_choose (gint64 seed);

G_END_DECLS
