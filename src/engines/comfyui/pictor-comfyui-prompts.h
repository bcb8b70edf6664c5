/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PictorComfyuiPrompt:
 * @id: the server's
 * @seed: of its picture
 *
 * One picture of a task. A task's remote id is "ID:SEED,ID:SEED…", so that a restart knows all of it.
 */
typedef struct
{
  char *id;
  gint64 seed;
} PictorComfyuiPrompt;

/* An empty list that owns what is added to it. (transfer full) */
GPtrArray *pictor_comfyui_prompts_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void       pictor_comfyui_prompts_add    (GPtrArray   *prompts,
                                          const char  *id,
                                          gint64       seed);
/* (transfer full) */
char      *pictor_comfyui_prompts_format (GPtrArray   *prompts) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): NULL when @remote_id is none of ours */
GPtrArray *pictor_comfyui_prompts_parse  (const char  *remote_id) G_GNUC_WARN_UNUSED_RESULT;
/* The body of POST /queue that takes them out of the line. (transfer full) */
JsonNode  *pictor_comfyui_prompts_delete (GPtrArray   *prompts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
