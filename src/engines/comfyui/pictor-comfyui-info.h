/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PictorComfyuiInfo:
 *
 * What a ComfyUI tells of the classes of its nodes (GET /object_info/CLASS): which it has, and what their inputs take.
 */
typedef struct _PictorComfyuiInfo PictorComfyuiInfo;

PictorComfyuiInfo *pictor_comfyui_info_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void               pictor_comfyui_info_free        (PictorComfyuiInfo *self);
/* Takes over the answer about @name. An empty one tells that the class is not there. FALSE when it makes no sense. */
gboolean           pictor_comfyui_info_read        (PictorComfyuiInfo *self,
                                                    const char        *name,
                                                    JsonNode          *answer);
/* Whether the class @name is there. */
gboolean           pictor_comfyui_info_has         (PictorComfyuiInfo *self,
                                                    const char        *name);
/* The description of an input, an array that begins with its type or, in older versions, with its choices. (nullable) */
JsonArray         *pictor_comfyui_info_get_input   (PictorComfyuiInfo *self,
                                                    const char        *name,
                                                    const char        *input);
/* What can be chosen for @input, in either of the two spellings; NULL for one that is no choice.
 * (transfer full) (nullable) (element-type utf8) */
GPtrArray         *pictor_comfyui_info_get_choices (PictorComfyuiInfo *self,
                                                    const char        *name,
                                                    const char        *input) G_GNUC_WARN_UNUSED_RESULT;
/* The entry of @choices (nullable) that a person means by @wanted: itself, without regard to case, or by its file name with or
 * without folder and ending. (transfer none) (nullable) */
const char        *pictor_comfyui_info_find_choice (GPtrArray         *choices,
                                                    const char        *wanted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorComfyuiInfo, pictor_comfyui_info_free)

G_END_DECLS
