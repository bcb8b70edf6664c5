/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PictorComfyuiFile:
 *
 * A picture on the server: what GET /view asks for.
 */
typedef struct
{
  char *name;
  char *subfolder;
  char *type;
} PictorComfyuiFile;

void               pictor_comfyui_file_free      (PictorComfyuiFile *self);
/* The path and query of GET /view for it. (transfer full) */
char              *pictor_comfyui_file_get_path  (const PictorComfyuiFile *self) G_GNUC_WARN_UNUSED_RESULT;

/* What is said of an answer that is none of ComfyUI's. (transfer full) */
GError            *pictor_comfyui_reply_malformed (void) G_GNUC_WARN_UNUSED_RESULT;
/* What the answer 400 of POST /prompt says, in a person's words: PICTOR_ENGINE_ERROR_UNSUPPORTED for something that is not
 * installed, PICTOR_ENGINE_ERROR_REFUSED for anything else. @root: (nullable). (transfer full) */
GError            *pictor_comfyui_reply_refusal  (JsonNode    *root) G_GNUC_WARN_UNUSED_RESULT;
/* The id that POST /prompt gave. Errors: PICTOR_ENGINE_ERROR_REFUSED when outputs were left out,
 * PICTOR_ENGINE_ERROR_MALFORMED. (transfer full) (nullable) */
char              *pictor_comfyui_reply_prompt   (JsonNode    *root,
                                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
/* The name of an uploaded image, with its folder. Error PICTOR_ENGINE_ERROR_MALFORMED. (transfer full) (nullable) */
char              *pictor_comfyui_reply_upload   (JsonNode    *root,
                                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * pictor_comfyui_reply_history:
 * @id: of the prompt
 * @known: (out): FALSE when nothing is told of it: not finished, or unknown
 *
 * The pictures that an ended prompt has made. Errors: PICTOR_ENGINE_ERROR_TASK_FAILED, PICTOR_ENGINE_ERROR_MALFORMED.
 *
 * Returns: (transfer full) (nullable) (element-type PictorComfyuiFile): NULL when it is not known, or on an error
 */
GPtrArray         *pictor_comfyui_reply_history  (JsonNode    *root,
                                                  const char  *id,
                                                  gboolean    *known,
                                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
/* Where the prompt @id is: 0 = at work, 1 and more = its place in line, -1 = not in the queue. */
int                pictor_comfyui_reply_queue    (JsonNode    *root,
                                                  const char  *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorComfyuiFile, pictor_comfyui_file_free)

G_END_DECLS
