/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/pictor-access.h"
#include "engines/pictor-engine.h"

G_BEGIN_DECLS

/**
 * PictorComfyuiEngine:
 *
 * A ComfyUI on this computer or in the home network. Its remote id names one prompt for each picture of a batch
 * (pictor-comfyui-prompts.h).
 */
#define PICTOR_TYPE_COMFYUI_ENGINE (pictor_comfyui_engine_get_type ())
G_DECLARE_FINAL_TYPE (PictorComfyuiEngine, pictor_comfyui_engine, PICTOR, COMFYUI_ENGINE, GObject)

#define PICTOR_COMFYUI_ADDRESS "http://127.0.0.1:8188"

/* (transfer full) */
PictorEngine *pictor_comfyui_engine_new        (const PictorEngineSetup *setup);
/* Milliseconds between two questions, for tests. */
void          pictor_comfyui_engine_set_pauses (PictorComfyuiEngine     *self,
                                                guint                    shortest,
                                                guint                    longest);

G_END_DECLS
