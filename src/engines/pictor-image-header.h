/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PICTOR_IMAGE_OTHER, /* something else, an image or not */
  PICTOR_IMAGE_PNG,
  PICTOR_IMAGE_JPEG,
  PICTOR_IMAGE_WEBP
} PictorImageFormat;

/**
 * PictorImageHeader:
 * @format: by the first bytes
 * @width: pixels; 0 = PICTOR_IMAGE_OTHER, or the header is damaged
 * @height: pixels; the same
 * @bytes: how long the file must be at least, where the header says so, else 0
 */
typedef struct
{
  PictorImageFormat format;
  int width;
  int height;
  goffset bytes;
} PictorImageHeader;

/* Reads no more of @stream, which is at its beginning, than it takes to know the size. Blocks. FALSE and an error of
 * GIO only when it can't be read. */
gboolean pictor_image_header_read       (PictorImageHeader  *header,
                                         GInputStream       *stream,
                                         GCancellable       *cancellable,
                                         GError            **error);
/* Whether the JPEG in @stream, which is at its beginning, goes on to its end: decoders make up what is missing.
 * FALSE also with an error of GIO when it can't be read. */
gboolean pictor_image_header_find_end   (GInputStream       *stream,
                                         GCancellable       *cancellable,
                                         GError            **error);
/* Why an image of that size is not to be decoded (asks.md, guard 1): a translated sentence, NULL when it may be.
 * (transfer full) (nullable) */
char    *pictor_image_header_find_excess (int width,
                                          int height) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
