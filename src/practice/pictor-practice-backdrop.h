/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-random.h"
#include "practice/pictor-practice-scene.h"

G_BEGIN_DECLS

/**
 * pictor_practice_backdrop_init:
 * @settings: (element-type PictorPracticeEntry): settings in the order they were named
 * @subjects: (element-type PictorPracticeItem): what will stand before it: decides where no place was named
 * @colours: (element-type guint32): colours that were named for nothing else
 * @random: (inout): chance
 *
 * Puts one place together from all settings: the first place, its hour, its weather, and a turn of colour by chance.
 */
void pictor_practice_backdrop_init (PictorPracticeBackdrop *self,
                                    GPtrArray              *settings,
                                    GArray                 *subjects,
                                    GArray                 *colours,
                                    PictorPracticeRandom   *random);

G_END_DECLS
