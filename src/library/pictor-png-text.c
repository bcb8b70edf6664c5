/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-png-text.h"

#include <string.h>

#include <glib/gi18n.h>
#include <zlib.h>

#include "library/pictor-png-chunk.h"

#define COPY_BUFFER_SIZE (64 * 1024)
#define CRC_SIZE 4
#define MAX_TEXTS 64
#define MAX_TEXT_BYTES (1024 * 1024)
/* What a text chunk holds beside its text: keyword, flags, language tag, translated keyword. */
#define MAX_CHUNK_BYTES (MAX_TEXT_BYTES + 4096)

/* The keyword that starts a text chunk's @data; NULL where it is not well formed. */
static const char *
get_keyword (const guint8 *data,
             gsize         length)
{
  const guint8 *end = memchr (data, '\0', MIN (length, PICTOR_PNG_KEYWORD_SIZE));

  return end != NULL && end > data ? (const char *) data : NULL;
}

static gboolean
lists_keyword (const char * const *texts,
               const char         *keyword)
{
  for (guint i = 0; texts[i] != NULL; i += 2)
    {
      if (strcmp (texts[i], keyword) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
write_text (GOutputStream  *destination,
            const char     *keyword,
            const char     *text,
            GCancellable   *cancellable,
            GError        **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  gboolean ascii = g_str_is_ascii (text);

  g_byte_array_append (data, (const guint8 *) keyword, strlen (keyword) + 1);
  /* Not compressed, method 0, no language, no translated keyword. */
  if (!ascii)
    g_byte_array_append (data, (const guint8 *) "\0\0\0\0", 4);
  g_byte_array_append (data, (const guint8 *) text, strlen (text));
  return pictor_png_chunk_write (destination, ascii ? "tEXt" : "iTXt", data->data, data->len,
                                 cancellable, error);
}

static gboolean
write_texts (GOutputStream       *destination,
             const char * const  *texts,
             GCancellable        *cancellable,
             GError             **error)
{
  for (guint i = 0; texts[i] != NULL; i += 2)
    {
      if (!write_text (destination, texts[i], texts[i + 1], cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
copy_bytes (GInputStream   *source,
            GOutputStream  *destination,
            guint8         *buffer,
            gsize           length,
            GCancellable   *cancellable,
            GError        **error)
{
  while (length > 0)
    {
      gsize part = MIN (length, COPY_BUFFER_SIZE);

      if (!pictor_png_chunk_read_data (source, buffer, part, cancellable, error)
          || !g_output_stream_write_all (destination, buffer, part, NULL, cancellable, error))
        return FALSE;
      length -= part;
    }
  return TRUE;
}

/* Copies or, when it is an old text of a keyword in @texts, passes over a text chunk. */
static gboolean
copy_text_chunk (GInputStream          *source,
                 GOutputStream         *destination,
                 const PictorPngChunk  *chunk,
                 const char * const    *texts,
                 guint8                *buffer,
                 GCancellable          *cancellable,
                 GError               **error)
{
  gsize part = MIN (chunk->length, PICTOR_PNG_KEYWORD_SIZE);
  gsize rest = (gsize) chunk->length + CRC_SIZE - part;
  const char *keyword;

  if (!pictor_png_chunk_read_data (source, buffer, part, cancellable, error))
    return FALSE;

  keyword = get_keyword (buffer, part);
  if (keyword != NULL && lists_keyword (texts, keyword))
    {
      while (rest > 0)
        {
          part = MIN (rest, COPY_BUFFER_SIZE);
          if (!pictor_png_chunk_read_data (source, buffer, part, cancellable, error))
            return FALSE;
          rest -= part;
        }
      return TRUE;
    }

  return pictor_png_chunk_write_header (destination, chunk, cancellable, error)
         && g_output_stream_write_all (destination, buffer, part, NULL, cancellable, error)
         && copy_bytes (source, destination, buffer, rest, cancellable, error);
}

static gboolean
copy_chunks (GInputStream        *source,
             GOutputStream       *destination,
             const char * const  *texts,
             guint8              *buffer,
             GCancellable        *cancellable,
             GError             **error)
{
  gboolean written = FALSE;
  PictorPngChunk chunk;

  if (!pictor_png_chunk_read_start (source, &chunk, cancellable, error)
      || !pictor_png_chunk_write_start (destination, &chunk, cancellable, error)
      || !copy_bytes (source, destination, buffer, (gsize) chunk.length + CRC_SIZE, cancellable, error))
    return FALSE;

  while (!pictor_png_chunk_is (&chunk, "IEND"))
    {
      if (!pictor_png_chunk_read_header (source, &chunk, cancellable, error))
        return FALSE;

      if (pictor_png_chunk_is_text (&chunk))
        {
          if (!copy_text_chunk (source, destination, &chunk, texts, buffer, cancellable, error))
            return FALSE;
          continue;
        }

      if (!written && pictor_png_chunk_is (&chunk, "IDAT"))
        {
          if (!write_texts (destination, texts, cancellable, error))
            return FALSE;
          written = TRUE;
        }
      if (!pictor_png_chunk_write_header (destination, &chunk, cancellable, error)
          || !copy_bytes (source, destination, buffer, (gsize) chunk.length + CRC_SIZE, cancellable, error))
        return FALSE;
    }

  if (!written)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("The PNG picture has no pixels."));
      return FALSE;
    }
  return TRUE;
}

/**
 * pictor_png_text_copy:
 * @texts: keywords of 1 to 79 ASCII characters, each followed by its UTF-8 text
 *
 * Memory does not grow with the picture. CRCs of what is copied are neither judged nor changed, and bytes after the
 * end of the picture are left out. Errors: G_IO_ERROR_INVALID_DATA where @source is no whole PNG; then @destination
 * holds a part of it.
 */
gboolean
pictor_png_text_copy (GInputStream        *source,
                      GOutputStream       *destination,
                      const char * const  *texts,
                      GCancellable        *cancellable,
                      GError             **error)
{
  g_autoptr (GInputStream) buffered = NULL;
  g_autofree guint8 *buffer = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (source), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (destination), FALSE);
  g_return_val_if_fail (texts != NULL, FALSE);

  buffered = g_buffered_input_stream_new (source);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (buffered), FALSE);
  buffer = g_malloc (COPY_BUFFER_SIZE);
  return copy_chunks (buffered, destination, texts, buffer, cancellable, error);
}

/* Inflates to at most @limit bytes; NULL where that does not do or the data are damaged. */
static GByteArray *
inflate_text (const guint8 *data,
              gsize         length,
              gsize         limit)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  guint8 buffer[4096];
  z_stream stream = { .next_in = (Bytef *) data, .avail_in = length };
  int status;

  if (inflateInit (&stream) != Z_OK)
    return NULL;
  do
    {
      stream.next_out = buffer;
      stream.avail_out = sizeof buffer;
      status = inflate (&stream, Z_NO_FLUSH);
      g_byte_array_append (text, buffer, sizeof buffer - stream.avail_out);
    }
  while (status == Z_OK && text->len <= limit);
  inflateEnd (&stream);

  return status == Z_STREAM_END && text->len <= limit ? g_steal_pointer (&text) : NULL;
}

/* Bytes as UTF-8: other programs put raw UTF-8 where Latin-1 is asked for. NULL where neither fits. */
static char *
decode_text (const guint8 *data,
             gsize         length,
             gboolean      maybe_latin1)
{
  if (g_utf8_validate ((const char *) data, length, NULL))
    return g_strndup ((const char *) data, length);
  if (!maybe_latin1 || memchr (data, '\0', length) != NULL)
    return NULL;
  return g_convert ((const char *) data, length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

/* The text in a chunk's @data behind its keyword, or NULL where it is not well formed or over @limit. */
static char *
parse_text (const PictorPngChunk *chunk,
            const guint8         *data,
            gsize                 limit)
{
  const guint8 *end = data + chunk->length;
  const guint8 *text = data + strlen ((const char *) data) + 1;
  gboolean international = pictor_png_chunk_is (chunk, "iTXt");
  gboolean compressed = pictor_png_chunk_is (chunk, "zTXt");
  g_autoptr (GByteArray) inflated = NULL;

  if (international)
    {
      if (end - text < 2)
        return NULL;
      compressed = text[0] == 1;
      text += 1;
    }
  if (international || compressed)
    {
      /* Deflate is the only method there is. */
      if (text == end || (compressed && text[0] != 0))
        return NULL;
      text += 1;
    }
  /* The language tag and the translated keyword. */
  for (guint i = 0; international && i < 2; i++)
    {
      text = memchr (text, '\0', end - text);
      if (text == NULL)
        return NULL;
      text += 1;
    }

  if (compressed)
    {
      inflated = inflate_text (text, end - text, limit);
      return inflated != NULL ? decode_text (inflated->data, inflated->len, !international) : NULL;
    }
  return (gsize) (end - text) <= limit ? decode_text (text, end - text, !international) : NULL;
}

/* Reads one text chunk; one that is damaged or over a limit is passed over. */
static gboolean
read_text_chunk (GInputStream          *stream,
                 const PictorPngChunk  *chunk,
                 GHashTable            *texts,
                 gsize                 *room,
                 GCancellable          *cancellable,
                 GError               **error)
{
  g_autofree guint8 *data = g_malloc ((gsize) chunk->length + CRC_SIZE);
  g_autofree char *text = NULL;
  g_autofree char *key = NULL;
  const char *keyword;

  if (!pictor_png_chunk_read_data (stream, data, (gsize) chunk->length + CRC_SIZE, cancellable, error))
    return FALSE;
  keyword = get_keyword (data, chunk->length);
  if (keyword == NULL || !pictor_png_chunk_check (chunk, data, data + chunk->length))
    return TRUE;

  key = decode_text ((const guint8 *) keyword, strlen (keyword), TRUE);
  text = parse_text (chunk, data, *room);
  if (key == NULL || text == NULL || g_hash_table_contains (texts, key))
    return TRUE;
  *room -= MIN (*room, strlen (text));
  g_hash_table_insert (texts, g_steal_pointer (&key), g_steal_pointer (&text));
  return TRUE;
}

static gboolean
skip_bytes (GInputStream  *stream,
            gsize          length,
            GCancellable  *cancellable,
            GError       **error)
{
  while (length > 0)
    {
      gssize skipped = g_input_stream_skip (stream, length, cancellable, error);

      if (skipped < 0)
        return FALSE;
      if (skipped == 0)
        {
          guint8 byte;

          /* Says that the file has ended. */
          if (!pictor_png_chunk_read_data (stream, &byte, 1, cancellable, error))
            return FALSE;
          skipped = 1;
        }
      length -= skipped;
    }
  return TRUE;
}

static gboolean
read_chunks (GInputStream  *stream,
             GHashTable    *texts,
             GCancellable  *cancellable,
             GError       **error)
{
  gsize room = MAX_TEXT_BYTES;
  guint n_texts = 0;
  PictorPngChunk chunk;

  if (!pictor_png_chunk_read_start (stream, &chunk, cancellable, error)
      || !skip_bytes (stream, (gsize) chunk.length + CRC_SIZE, cancellable, error))
    return FALSE;

  while (n_texts < MAX_TEXTS)
    {
      gboolean done;

      if (!pictor_png_chunk_read_header (stream, &chunk, cancellable, error))
        return FALSE;
      if (pictor_png_chunk_is (&chunk, "IEND"))
        break;
      if (pictor_png_chunk_is_text (&chunk) && chunk.length <= MAX_CHUNK_BYTES)
        {
          /* Those passed over count as well: each may have cost inflating. */
          n_texts += 1;
          done = read_text_chunk (stream, &chunk, texts, &room, cancellable, error);
        }
      else
        done = skip_bytes (stream, (gsize) chunk.length + CRC_SIZE, cancellable, error);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

/**
 * pictor_png_text_read:
 *
 * A text that is damaged (bad CRC, bad zlib data, bad UTF-8) or would go over a limit is passed over; of two with one keyword
 * the first counts. Errors: G_IO_ERROR_INVALID_DATA where the file is no PNG or ends too early.
 */
GHashTable *
pictor_png_text_read (GFile         *file,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GInputStream) buffered = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  buffered = g_buffered_input_stream_new (G_INPUT_STREAM (stream));
  if (!read_chunks (buffered, texts, cancellable, error))
    return NULL;
  return g_steal_pointer (&texts);
}
