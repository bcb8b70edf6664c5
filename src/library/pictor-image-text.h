/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Text in JPEG and WebP files, as EXIF and XMP: the pixels stay as they are. All block: call in a thread. */

/**
 * PictorImageText:
 * @parameters: (nullable): EXIF UserComment, in AUTOMATIC1111's layout or another
 * @recipe: (nullable): Pictor's JSON, in XMP
 * @graph: (nullable): ComfyUI's graph, in EXIF
 * @rating: stars in XMP, 0 to 5; -1 = none
 *
 * What files of both kinds can hold. At most 1 MB in all (asks.md, guard 2).
 */
typedef struct
{
  char *parameters;
  char *recipe;
  char *graph;
  int rating;
} PictorImageText;

/* (transfer full) (nullable). Errors: G_IO_ERROR_INVALID_DATA where the file is damaged, and GIO's own. */
PictorImageText *pictor_image_text_read  (GFile                  *file,
                                          GError                **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts what @text has into the file at @path, which is of our own and not seen by anybody yet; NULL and -1 leave what is
 * there. Errors: G_IO_ERROR_FAILED; then the file may be damaged. */
gboolean         pictor_image_text_write (const char             *path,
                                          const PictorImageText  *text,
                                          GError                **error);
void             pictor_image_text_free  (PictorImageText        *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorImageText, pictor_image_text_free)

G_END_DECLS
