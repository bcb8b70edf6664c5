/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/pictor-access.h"

G_BEGIN_DECLS

/**
 * PictorPracticeKeys:
 *
 * The practice service and its keys: it starts when they are first asked for, once for all who ask meanwhile, and
 * stops with this object. A start that failed is tried again at the next call.
 */
#define PICTOR_TYPE_PRACTICE_KEYS (pictor_practice_keys_get_type ())
G_DECLARE_FINAL_TYPE (PictorPracticeKeys, pictor_practice_keys, PICTOR, PRACTICE_KEYS, GObject)

PictorPracticeKeys *pictor_practice_keys_new  (void);
/* A PictorAccessFunc whose user data is the PictorPracticeKeys. */
void                pictor_practice_keys_get  (GTask              *task,
                                               gpointer            user_data);
/* Ends the service and its thread; from then on there are no keys. */
void                pictor_practice_keys_stop (PictorPracticeKeys *self);

G_END_DECLS
