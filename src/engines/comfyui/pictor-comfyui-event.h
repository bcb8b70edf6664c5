/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What ComfyUI's websocket tells. */
typedef enum
{
  PICTOR_COMFYUI_EVENT_OTHER, /* nothing of interest, or nothing that is understood */
  PICTOR_COMFYUI_EVENT_AWAY,  /* it works at another prompt */
  PICTOR_COMFYUI_EVENT_WORK,  /* it works at this prompt */
  PICTOR_COMFYUI_EVENT_STEP,  /* the same, and how far it is */
  PICTOR_COMFYUI_EVENT_END    /* it has ended with this prompt, well or badly */
} PictorComfyuiEvent;

/* Reads the text frame @text, as it concerns the prompt @id. @fraction: (out): 0 to 1, for a step */
PictorComfyuiEvent pictor_comfyui_event_read (const char *text,
                                              const char *id,
                                              double     *fraction);

G_END_DECLS
