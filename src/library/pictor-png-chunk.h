/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* PNG's outer layout: a signature, then chunks of length, type, data and CRC (PNG specification, 3rd edition, 5). */

#define PICTOR_PNG_TYPE_LENGTH 4
/* A keyword has at most 79 bytes, and a NUL after it. */
#define PICTOR_PNG_KEYWORD_SIZE 80

typedef struct
{
  guint32 length;
  char type[PICTOR_PNG_TYPE_LENGTH + 1];
} PictorPngChunk;

/* Reads the signature, then the header of IHDR, which comes first. */
gboolean pictor_png_chunk_read_start  (GInputStream    *stream,
                                       PictorPngChunk  *chunk,
                                       GCancellable    *cancellable,
                                       GError         **error);
/* Reads the header of the next chunk; its data and CRC remain to be read. */
gboolean pictor_png_chunk_read_header (GInputStream    *stream,
                                       PictorPngChunk  *chunk,
                                       GCancellable    *cancellable,
                                       GError         **error);
/* Reads exactly @length bytes; a file that ends before is an error. */
gboolean pictor_png_chunk_read_data   (GInputStream    *stream,
                                       gpointer         data,
                                       gsize            length,
                                       GCancellable    *cancellable,
                                       GError         **error);
/* Whether @crc, as read after @data, is right for them. */
gboolean pictor_png_chunk_check       (const PictorPngChunk *chunk,
                                       const guint8         *data,
                                       const guint8         *crc);
gboolean pictor_png_chunk_is          (const PictorPngChunk *chunk,
                                       const char           *type);
/* Whether it is a tEXt, zTXt or iTXt. */
gboolean pictor_png_chunk_is_text     (const PictorPngChunk *chunk);
gboolean pictor_png_chunk_write_start (GOutputStream         *stream,
                                       const PictorPngChunk  *first,
                                       GCancellable          *cancellable,
                                       GError               **error);
gboolean pictor_png_chunk_write_header (GOutputStream         *stream,
                                        const PictorPngChunk  *chunk,
                                        GCancellable          *cancellable,
                                        GError               **error);
/* Writes a whole chunk with its CRC. */
gboolean pictor_png_chunk_write       (GOutputStream   *stream,
                                       const char      *type,
                                       const guint8    *data,
                                       guint32          length,
                                       GCancellable    *cancellable,
                                       GError         **error);

G_END_DECLS
