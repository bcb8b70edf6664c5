/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-image-header.h"

#include <string.h>

#include <glib/gi18n.h>

#include "engines/pictor-picture-check.h"

/* Reads exactly @length bytes. FALSE: the stream ended before, or @error is set. */
static gboolean
read_bytes (GInputStream  *stream,
            guint8        *buffer,
            gsize          length,
            GCancellable  *cancellable,
            GError       **error)
{
  gsize got;

  return g_input_stream_read_all (stream, buffer, length, &got, cancellable, error) && got == length;
}

static gboolean
skip_bytes (GInputStream  *stream,
            gsize          length,
            GCancellable  *cancellable,
            GError       **error)
{
  while (length > 0)
    {
      gssize n = g_input_stream_skip (stream, length, cancellable, error);

      if (n <= 0)
        return FALSE;
      length -= n;
    }

  return TRUE;
}

static guint
get_be16 (const guint8 *bytes)
{
  return bytes[0] << 8 | bytes[1];
}

static guint
get_le16 (const guint8 *bytes)
{
  return bytes[1] << 8 | bytes[0];
}

static guint32
get_be32 (const guint8 *bytes)
{
  return (guint32) get_be16 (bytes) << 16 | get_be16 (bytes + 2);
}

static void
set_size (PictorImageHeader *header,
          guint32            width,
          guint32            height)
{
  if (width == 0 || height == 0 || width > G_MAXINT || height > G_MAXINT)
    return;

  header->width = width;
  header->height = height;
}

/* ISO/IEC 15948, 5.3 and 11.2.2: IHDR comes first and is 13 bytes long. */
static void
read_png (PictorImageHeader  *header,
          GInputStream       *stream,
          GCancellable       *cancellable,
          GError            **error)
{
  guint8 bytes[20];

  /* After the 12 that told the format: the rest of the length and name, then width and height. */
  if (read_bytes (stream, bytes, 12, cancellable, error) && memcmp (bytes, "IHDR", 4) == 0)
    set_size (header, get_be32 (bytes + 4), get_be32 (bytes + 8));
}

/* The marker codes of ISO/IEC 10918-1, table B.1, that matter here. */
enum
{
  JPEG_END = 0xd9,
  JPEG_SCAN = 0xda
};

/* Whether @marker begins a frame, and so tells the size: SOF0 to SOF15, without DHT, JPG and DAC. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Reads a segment's marker, and the length of what follows. FALSE: none is there. */
static gboolean
read_segment (GInputStream  *stream,
              guint8        *marker,
              guint         *length,
              GCancellable  *cancellable,
              GError       **error)
{
  guint8 bytes[2];

  if (!read_bytes (stream, bytes, 1, cancellable, error) || bytes[0] != 0xff)
    return FALSE;
  do
    if (!read_bytes (stream, marker, 1, cancellable, error))
      return FALSE;
  while (*marker == 0xff);

  if (*marker == JPEG_END || !read_bytes (stream, bytes, 2, cancellable, error) || get_be16 (bytes) < 2)
    return FALSE;
  *length = get_be16 (bytes) - 2;

  return TRUE;
}

static void
read_jpeg (PictorImageHeader  *header,
           GInputStream       *stream,
           GCancellable       *cancellable,
           GError            **error)
{
  guint8 bytes[5];
  guint8 marker;
  guint length;

  while (read_segment (stream, &marker, &length, cancellable, error) && marker != JPEG_SCAN)
    {
      if (is_frame (marker))
        {
          if (read_bytes (stream, bytes, sizeof bytes, cancellable, error))
            set_size (header, get_be16 (bytes + 3), get_be16 (bytes + 1));
          return;
        }

      if (!skip_bytes (stream, length, cancellable, error))
        return;
    }
}

/* RFC 9649: the first chunk says which of three kinds it is. */
static void
read_webp (PictorImageHeader  *header,
           GInputStream       *stream,
           GCancellable       *cancellable,
           GError            **error)
{
  guint8 bytes[18];

  if (!read_bytes (stream, bytes, sizeof bytes, cancellable, error))
    return;

  if (memcmp (bytes, "VP8X", 4) == 0)
    set_size (header, 1 + (get_le16 (bytes + 12) | bytes[14] << 16), 1 + (get_le16 (bytes + 15) | bytes[17] << 16));
  else if (memcmp (bytes, "VP8L", 4) == 0 && bytes[8] == 0x2f)
    set_size (header, 1 + (get_le16 (bytes + 9) & 0x3fff),
              1 + ((get_le16 (bytes + 10) >> 6 | bytes[12] << 10) & 0x3fff));
  else if (memcmp (bytes, "VP8 ", 4) == 0 && memcmp (bytes + 11, "\x9d\x01\x2a", 3) == 0)
    set_size (header, get_le16 (bytes + 14) & 0x3fff, get_le16 (bytes + 16) & 0x3fff);
}

gboolean
pictor_image_header_read (PictorImageHeader  *header,
                          GInputStream       *stream,
                          GCancellable       *cancellable,
                          GError            **error)
{
  g_autoptr (GInputStream) buffered = g_buffered_input_stream_new (stream);
  GError *local_error = NULL;
  guint8 start[12];

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (buffered), FALSE);
  *header = (PictorImageHeader) { 0 };

  if (read_bytes (buffered, start, 2, cancellable, &local_error) && memcmp (start, "\xff\xd8", 2) == 0)
    {
      header->format = PICTOR_IMAGE_JPEG;
      read_jpeg (header, buffered, cancellable, &local_error);
    }
  else if (local_error == NULL && read_bytes (buffered, start + 2, 10, cancellable, &local_error))
    {
      if (memcmp (start, "\x89PNG\r\n\x1a\n\0\0\0\x0d", 12) == 0)
        {
          header->format = PICTOR_IMAGE_PNG;
          read_png (header, buffered, cancellable, &local_error);
        }
      else if (memcmp (start, "RIFF", 4) == 0 && memcmp (start + 8, "WEBP", 4) == 0)
        {
          header->format = PICTOR_IMAGE_WEBP;
          header->bytes = 8 + (get_le16 (start + 4) | (goffset) get_le16 (start + 6) << 16);
          read_webp (header, buffered, cancellable, &local_error);
        }
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

gboolean
pictor_image_header_find_end (GInputStream  *stream,
                              GCancellable  *cancellable,
                              GError       **error)
{
  g_autoptr (GInputStream) buffered = g_buffered_input_stream_new_sized (stream, 64 * 1024);
  g_autofree guint8 *buffer = g_malloc (64 * 1024);
  guint8 marker = 0;
  guint length;
  guint8 last = 0;
  gssize n;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (buffered), FALSE);

  if (!skip_bytes (buffered, 2, cancellable, error))
    return FALSE;
  while (marker != JPEG_SCAN)
    if (!read_segment (buffered, &marker, &length, cancellable, error) ||
        !skip_bytes (buffered, length, cancellable, error))
      return FALSE;

  /* Among the scans' data no 0xff stands before anything but 0 and a marker. */
  while ((n = g_input_stream_read (buffered, buffer, 64 * 1024, cancellable, error)) > 0)
    for (gssize i = 0; i < n; i++)
      {
        if (last == 0xff && buffer[i] == JPEG_END)
          return TRUE;
        last = buffer[i];
      }

  return FALSE;
}

char *
pictor_image_header_find_excess (int width,
                                 int height)
{
  if (width > PICTOR_PICTURE_MAX_SIDE || height > PICTOR_PICTURE_MAX_SIDE)
    return g_strdup_printf (_("It is %d × %d pixels large. No side may be longer than %d."),
                            width, height, PICTOR_PICTURE_MAX_SIDE);
  if ((gint64) width * height > PICTOR_PICTURE_MAX_PIXELS)
    return g_strdup_printf (_("It is %d × %d pixels large. No more than %d million pixels are possible."),
                            width, height, PICTOR_PICTURE_MAX_PIXELS / 1000000);

  return NULL;
}
