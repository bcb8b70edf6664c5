/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-png-chunk.h"

#include <string.h>

#include <glib/gi18n.h>
#include <zlib.h>

/* PNG specification, 5.2 and 5.3. */
static const guint8 signature[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
#define MAX_CHUNK_LENGTH 0x7fffffff

gboolean
pictor_png_chunk_read_data (GInputStream  *stream,
                            gpointer       data,
                            gsize          length,
                            GCancellable  *cancellable,
                            GError       **error)
{
  gsize n_read = 0;

  if (!g_input_stream_read_all (stream, data, length, &n_read, cancellable, error))
    return FALSE;
  if (n_read < length)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("The PNG picture ends too early."));
      return FALSE;
    }
  return TRUE;
}

gboolean
pictor_png_chunk_read_header (GInputStream    *stream,
                              PictorPngChunk  *chunk,
                              GCancellable    *cancellable,
                              GError         **error)
{
  guint8 header[8];
  guint32 length;

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !pictor_png_chunk_read_data (stream, header, sizeof header, cancellable, error))
    return FALSE;

  memcpy (&length, header, sizeof length);
  chunk->length = GUINT32_FROM_BE (length);
  memcpy (chunk->type, header + 4, PICTOR_PNG_TYPE_LENGTH);
  chunk->type[PICTOR_PNG_TYPE_LENGTH] = '\0';

  for (guint i = 0; i < PICTOR_PNG_TYPE_LENGTH; i++)
    {
      if (chunk->length > MAX_CHUNK_LENGTH || !g_ascii_isalpha (chunk->type[i]))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                               _("The PNG picture is damaged."));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
pictor_png_chunk_read_start (GInputStream    *stream,
                             PictorPngChunk  *chunk,
                             GCancellable    *cancellable,
                             GError         **error)
{
  guint8 start[sizeof signature];

  if (!pictor_png_chunk_read_data (stream, start, sizeof start, cancellable, error))
    return FALSE;
  if (memcmp (start, signature, sizeof signature) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("The file is no PNG picture."));
      return FALSE;
    }
  if (!pictor_png_chunk_read_header (stream, chunk, cancellable, error))
    return FALSE;
  if (!pictor_png_chunk_is (chunk, "IHDR") || chunk->length != 13)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("The PNG picture is damaged."));
      return FALSE;
    }
  return TRUE;
}

static guint32
compute_crc (const char   *type,
             const guint8 *data,
             guint32       length)
{
  uLong crc = crc32 (0, (const Bytef *) type, PICTOR_PNG_TYPE_LENGTH);

  /* zlib takes NULL as "the initial value", even for no bytes. */
  if (length > 0)
    crc = crc32 (crc, data, length);
  return GUINT32_TO_BE ((guint32) crc);
}

gboolean
pictor_png_chunk_check (const PictorPngChunk *chunk,
                        const guint8         *data,
                        const guint8         *crc)
{
  guint32 expected = compute_crc (chunk->type, data, chunk->length);

  return memcmp (&expected, crc, sizeof expected) == 0;
}

gboolean
pictor_png_chunk_is (const PictorPngChunk *chunk,
                     const char           *type)
{
  return strcmp (chunk->type, type) == 0;
}

gboolean
pictor_png_chunk_is_text (const PictorPngChunk *chunk)
{
  return pictor_png_chunk_is (chunk, "tEXt")
         || pictor_png_chunk_is (chunk, "zTXt")
         || pictor_png_chunk_is (chunk, "iTXt");
}

gboolean
pictor_png_chunk_write_header (GOutputStream         *stream,
                               const PictorPngChunk  *chunk,
                               GCancellable          *cancellable,
                               GError               **error)
{
  guint8 header[8];
  guint32 length = GUINT32_TO_BE (chunk->length);

  memcpy (header, &length, sizeof length);
  memcpy (header + 4, chunk->type, PICTOR_PNG_TYPE_LENGTH);
  return g_output_stream_write_all (stream, header, sizeof header, NULL, cancellable, error);
}

gboolean
pictor_png_chunk_write_start (GOutputStream         *stream,
                              const PictorPngChunk  *first,
                              GCancellable          *cancellable,
                              GError               **error)
{
  return g_output_stream_write_all (stream, signature, sizeof signature, NULL, cancellable, error)
         && pictor_png_chunk_write_header (stream, first, cancellable, error);
}

gboolean
pictor_png_chunk_write (GOutputStream  *stream,
                        const char     *type,
                        const guint8   *data,
                        guint32         length,
                        GCancellable   *cancellable,
                        GError        **error)
{
  PictorPngChunk chunk = { .length = length };
  guint32 crc = compute_crc (type, data, length);

  memcpy (chunk.type, type, PICTOR_PNG_TYPE_LENGTH);
  return pictor_png_chunk_write_header (stream, &chunk, cancellable, error)
         && g_output_stream_write_all (stream, data, length, NULL, cancellable, error)
         && g_output_stream_write_all (stream, &crc, sizeof crc, NULL, cancellable, error);
}
