/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Reveals or hides the flap of @flap, as soon as there is a place for it: libadwaita 1.2 divides by the flap's width, which is
 * nothing before it was placed for the first time. */
void pictor_flap_set_reveal (AdwFlap  *flap,
                             gboolean  reveal);

G_END_DECLS
