/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/pictor-access.h"
#include "engines/pictor-engine.h"

G_BEGIN_DECLS

/**
 * PictorPicpikEngine:
 *
 * PICPIK's API, or the practice service, which speaks the same contract.
 */
#define PICTOR_TYPE_PICPIK_ENGINE (pictor_picpik_engine_get_type ())
G_DECLARE_FINAL_TYPE (PictorPicpikEngine, pictor_picpik_engine, PICTOR, PICPIK_ENGINE, GObject)

/* @default_model: (nullable): for PictorCapabilities */
PictorEngine *pictor_picpik_engine_new (PictorHttp           *http,
                                        PictorAccessSource   *keys,
                                        const char           *default_model);
/* Bounds of the pauses between polls and between tries, in milliseconds; default 1000 and 5000. To be set before
 * anything is asked of it. */
void          pictor_picpik_engine_set_pauses (PictorPicpikEngine *self,
                                               guint               shortest,
                                               guint               longest);

G_END_DECLS
