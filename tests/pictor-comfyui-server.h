/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "pictor-test-server.h"

/* A stand-in for ComfyUI that is as strict as the real one: a graph with an unknown node, an unknown or missing input, a value
 * out of its range or not in its list is refused with 400; it forgets its work at a restart; the same graph sent again is answered from
 * a cache with nothing. Runs in a thread of its own; set a mood before the call that it is meant for. */

typedef enum
{
  PICTOR_COMFYUI_WELL,
  PICTOR_COMFYUI_OUT_OF_MEMORY, /* every prompt ends so */
  PICTOR_COMFYUI_INTERRUPTED,   /* somebody stops every prompt at the server */
  PICTOR_COMFYUI_BUSY,          /* prompts stay in the line, behind somebody else's */
  PICTOR_COMFYUI_AT_WORK,       /* prompts are begun and never end */
  PICTOR_COMFYUI_LOGIN,         /* a proxy asks for the login name:secret */
  PICTOR_COMFYUI_HANGS_UP,      /* after it has got a prompt, without an answer */
  PICTOR_COMFYUI_NO_COMFYUI     /* answers with a web page */
} PictorComfyuiMood;

typedef struct
{
  PictorTestServer *server;
  GMutex lock;
  PictorComfyuiMood mood;
  JsonNode *classes;
  gboolean with_addons;   /* comfyui_controlnet_aux is installed */
  GPtrArray *prompts;     /* ids, in the order in which they came */
  GPtrArray *graphs;      /* of JsonNode, beside them */
  GHashTable *ended;      /* ids of those that have been asked about often enough */
  GHashTable *seen;       /* graph as text → the id that it came with first, for the cache */
  GPtrArray *deleted;     /* ids */
  GPtrArray *interrupted; /* ids */
  GPtrArray *uploads;     /* names */
  GPtrArray *sockets;     /* of SoupWebsocketConnection */
  guint n_calls;
} PictorComfyuiServer;

PictorComfyuiServer *pictor_comfyui_server_new      (void);
void                 pictor_comfyui_server_free     (PictorComfyuiServer *self);
const char          *pictor_comfyui_server_get_uri  (PictorComfyuiServer *self);
void                 pictor_comfyui_server_set_mood (PictorComfyuiServer *self,
                                                     PictorComfyuiMood    mood);
/* Forgets all prompts. */
void                 pictor_comfyui_server_restart  (PictorComfyuiServer *self);
