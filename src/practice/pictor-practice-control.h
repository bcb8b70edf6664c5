/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-reader.h"
#include "practice/pictor-practice-scene.h"

G_BEGIN_DECLS

/* Checks one ControlNetParam by the contract and reads its image into @guide, which is of use only when @self
 * has no faults. Decodes an image: not for the main thread. */
void pictor_practice_control_read (const PictorPracticeReader *self,
                                   PictorPracticeGuide        *guide);

G_END_DECLS
