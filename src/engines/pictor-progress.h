/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-picture.h"

G_BEGIN_DECLS

/**
 * PictorProgress:
 *
 * How far one task is, told by an engine while it follows it. Properties: fraction (0–1, negative = unknown),
 * status (the service's own word, for display as plain text; may be NULL), phase (what it is doing now, a translated
 * short text such as "Sending", "Waiting", "Painting", "Fetching").
 * Signal "picture" (PictorPicture): one has arrived.
 */
#define PICTOR_TYPE_PROGRESS (pictor_progress_get_type ())
G_DECLARE_FINAL_TYPE (PictorProgress, pictor_progress, PICTOR, PROGRESS, GObject)

PictorProgress *pictor_progress_new          (void);
double          pictor_progress_get_fraction (PictorProgress *self);
const char     *pictor_progress_get_status   (PictorProgress *self);
const char     *pictor_progress_get_phase    (PictorProgress *self);
void            pictor_progress_update       (PictorProgress *self,
                                              double          fraction,
                                              const char     *status,
                                              const char     *phase);
void            pictor_progress_add_picture  (PictorProgress *self,
                                              PictorPicture  *picture);

G_END_DECLS
