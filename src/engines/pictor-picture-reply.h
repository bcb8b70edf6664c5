/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What an answer with pictures in it may be: bytes in all, and how many pictures are taken out of it. */
#define PICTOR_PICTURE_REPLY_MAX (G_GINT64_CONSTANT (1) << 30)
#define PICTOR_PICTURE_REPLY_MAX_PICTURES 100

/**
 * PictorPictureReply:
 * @root: the answer without what was taken out of it
 * @files: (element-type GFile): the pictures, in the order of the answer, not looked at yet
 *
 * An answer in JSON that holds pictures as base64.
 */
typedef struct
{
  JsonNode *root;
  GPtrArray *files;
} PictorPictureReply;

/**
 * pictor_picture_reply_read:
 * @file: the answer
 * @folder: where its pictures go, under names of our own
 *
 * Reads @file once, in memory that does not grow with the pictures. A picture is a text in an array called "images", or
 * a text called "b64_json", with or without a "data:" prefix; in its place @root has "". The root's own "parameters"
 * (the request's echo, images included) become null. Pictures that go over PICTOR_HTTP_MAX_PICTURE, more of them than
 * PICTOR_PICTURE_REPLY_MAX_PICTURES, and anything that is no JSON are PICTOR_ENGINE_ERROR_MALFORMED; GIO's own
 * when the disk fails. On an error no picture is left behind. Blocks: call in a thread.
 *
 * Returns: (transfer full) (nullable)
 */
PictorPictureReply *pictor_picture_reply_read (GFile              *file,
                                               GFile              *folder,
                                               GCancellable       *cancellable,
                                               GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void                pictor_picture_reply_free (PictorPictureReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorPictureReply, pictor_picture_reply_free)

G_END_DECLS
