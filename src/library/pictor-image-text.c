/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-image-text.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <gexiv2/gexiv2.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define NAMESPACE "https://pictor.github.io/ns/1.0/"
#define PREFIX "pictor"
#define TAG_RECIPE "Xmp.pictor.Recipe"
#define TAG_RATING "Xmp.xmp.Rating"
#define TAG_COMMENT "Exif.Photo.UserComment"
/* ComfyUI puts "prompt:{…}" here, into WebP. */
#define TAG_GRAPH "Exif.Image.Model"
#define GRAPH_PREFIX "prompt:"

#define MAX_TEXT_BYTES (1024 * 1024)
/* More than any picture that is taken in (asks.md, guard 1). */
#define MAX_FILE_BYTES (64 * 1024 * 1024)

/* EXIF 2.3, UserComment: eight bytes that name the encoding. */
#define CODE_LENGTH 8
/* What Exiv2 is given to encode in that form. */
#define UNICODE_PREFIX "charset=Unicode "
static const char code_unicode[CODE_LENGTH] = "UNICODE";
static const char code_ascii[CODE_LENGTH] = "ASCII\0\0";

/* Exiv2's XMP toolkit may be used by one thread at a time. */
static GMutex lock;

static void
set_up (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      gexiv2_initialize ();
      /* What is wrong with a stranger's file is no concern of the log. */
      gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
      gexiv2_metadata_try_register_xmp_namespace (NAMESPACE, PREFIX, NULL);
      g_once_init_leave (&done, 1);
    }
}

/* UTF-16 without a mark: text of any language has more zero bytes, or at least more spaces and line ends, at the high end. */
static gboolean
is_big_endian (const guint8 *data,
               gsize         length)
{
  gsize high_first = 0, high_second = 0;

  if (length >= 2 && data[0] == 0xfe && data[1] == 0xff)
    return TRUE;
  if (length >= 2 && data[0] == 0xff && data[1] == 0xfe)
    return FALSE;
  for (gsize i = 0; i + 1 < length; i += 2)
    {
      high_first += data[i] == 0;
      high_second += data[i + 1] == 0;
    }
  return high_first >= high_second;
}

static char *
decode_utf16 (const guint8 *data,
              gsize         length)
{
  g_autofree char *text = g_convert ((const char *) data, length & ~(gsize) 1, "UTF-8",
                                     is_big_endian (data, length) ? "UTF-16BE" : "UTF-16LE", NULL, NULL, NULL);

  /* The byte order mark. */
  if (text != NULL && g_str_has_prefix (text, "\xef\xbb\xbf"))
    memmove (text, text + 3, strlen (text + 3) + 1);
  return g_steal_pointer (&text);
}

/* A comment's bytes as UTF-8: with one of EXIF's codes before them, or as some programs write them, with none. */
static char *
decode_comment (const guint8 *data,
                gsize         length)
{
  gsize end;

  if (length >= CODE_LENGTH && memcmp (data, code_unicode, CODE_LENGTH) == 0)
    {
      data += CODE_LENGTH;
      length -= CODE_LENGTH;
      /* Some programs put UTF-8 there all the same, which has no zero bytes. */
      if (memchr (data, '\0', length) != NULL || !g_utf8_validate ((const char *) data, length, NULL))
        return decode_utf16 (data, length);
    }
  else if (length >= CODE_LENGTH
           && (memcmp (data, code_ascii, CODE_LENGTH) == 0 || memcmp (data, "\0\0\0\0\0\0\0", CODE_LENGTH) == 0))
    {
      data += CODE_LENGTH;
      length -= CODE_LENGTH;
    }
  for (end = 0; end < length && data[end] != '\0'; end++)
    ;
  if (!g_utf8_validate ((const char *) data, end, NULL))
    return NULL;
  return g_strndup ((const char *) data, end);
}

static char *
get_comment (GExiv2Metadata *metadata)
{
  g_autoptr (GBytes) raw = NULL;
  const guint8 *data;
  gsize length;

  if (!gexiv2_metadata_try_has_tag (metadata, TAG_COMMENT, NULL))
    return NULL;
  raw = gexiv2_metadata_try_get_tag_raw (metadata, TAG_COMMENT, NULL);
  data = raw != NULL ? g_bytes_get_data (raw, &length) : NULL;
  return data != NULL && length <= 2 * MAX_TEXT_BYTES ? decode_comment (data, length) : NULL;
}

static char *
get_string (GExiv2Metadata *metadata,
            const char     *tag)
{
  g_autofree char *text = NULL;

  if (gexiv2_metadata_try_has_tag (metadata, tag, NULL))
    text = gexiv2_metadata_try_get_tag_string (metadata, tag, NULL);
  return text != NULL && g_utf8_validate (text, -1, NULL) ? g_steal_pointer (&text) : NULL;
}

/* Takes away what goes over the limit of all. */
static void
limit (char  **text,
       gsize  *room)
{
  gsize length = *text != NULL ? strlen (*text) : 0;

  if (length > *room)
    g_clear_pointer (text, g_free);
  else
    *room -= length;
}

static PictorImageText *
collect (GExiv2Metadata *metadata)
{
  PictorImageText *text = g_new0 (PictorImageText, 1);
  g_autofree char *rating = get_string (metadata, TAG_RATING);
  g_autofree char *graph = get_string (metadata, TAG_GRAPH);
  gsize room = MAX_TEXT_BYTES;

  text->recipe = get_string (metadata, TAG_RECIPE);
  text->parameters = get_comment (metadata);
  if (graph != NULL && g_str_has_prefix (graph, GRAPH_PREFIX))
    text->graph = g_strdup (graph + strlen (GRAPH_PREFIX));
  limit (&text->recipe, &room);
  limit (&text->parameters, &room);
  limit (&text->graph, &room);
  text->rating = rating != NULL ? (int) CLAMP (g_ascii_strtoll (rating, NULL, 10), 0, 5) : -1;
  return text;
}

static gboolean
is_too_large (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                                                  NULL, NULL);

  return info == NULL || g_file_info_get_size (info) > MAX_FILE_BYTES;
}

PictorImageText *
pictor_image_text_read (GFile   *file,
                        GError **error)
{
  g_autoptr (GExiv2Metadata) metadata = NULL;
  g_autoptr (GError) local_error = NULL;
  PictorImageText *text = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  set_up ();
  metadata = gexiv2_metadata_new ();
  if (g_file_peek_path (file) == NULL || is_too_large (file))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The picture is too large, or not here."));
      return NULL;
    }
  g_mutex_lock (&lock);
  if (gexiv2_metadata_open_path (metadata, g_file_peek_path (file), &local_error))
    text = collect (metadata);
  g_clear_object (&metadata);
  g_mutex_unlock (&lock);
  if (text == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The picture is damaged."));
  return text;
}

static gboolean
set_string (GExiv2Metadata  *metadata,
            const char      *tag,
            const char      *text,
            GError         **error)
{
  return text == NULL || gexiv2_metadata_try_set_tag_string (metadata, tag, text, error);
}

/* A comment as Exiv2 can write it: with two stand-ins for each character beyond the 16 bits that it knows of. */
static char *
make_comment (const char *text)
{
  GString *comment = g_string_new (UNICODE_PREFIX);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 0xffff)
        g_string_append (comment, "\xef\xbf\xbd\xef\xbf\xbd");
      else
        g_string_append_unichar (comment, c);
    }
  return g_string_free (comment, FALSE);
}

static gboolean
overwrite (const char    *path,
           goffset        offset,
           gconstpointer  data,
           gsize          length)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = pwrite (fd, data, length, offset) == (gssize) length;
  return close (fd) == 0 && done;
}

/* Where in @data a comment in Unicode is that Exiv2 wrote as @comment, in @codeset; -1 where it is not. */
static goffset
find_comment (const char *data,
              gsize       length,
              const char *comment,
              const char *codeset)
{
  gsize wide_length;
  g_autofree char *wide = g_convert (comment, -1, codeset, "UTF-8", NULL, &wide_length, NULL);
  const char *end = data + length;

  for (const char *p = data; wide != NULL && (p = memchr (p, code_unicode[0], end - p)) != NULL; p++)
    {
      if ((gsize) (end - p) < CODE_LENGTH + wide_length)
        break;
      if (memcmp (p, code_unicode, CODE_LENGTH) == 0 && memcmp (p + CODE_LENGTH, wide, wide_length) == 0)
        return p + CODE_LENGTH - data;
    }
  return -1;
}

/* AUTOMATIC1111 reads and writes the comment in big-endian UTF-16 whatever the order of the EXIF around it, and Exiv2 wrote
 * it in that order: what it should be goes in its place. */
static gboolean
put_comment (const char *path,
             const char *comment,
             const char *text)
{
  gsize length, wide_length;
  g_autofree char *wide = g_convert (text, -1, "UTF-16BE", "UTF-8", NULL, &wide_length, NULL);
  g_autofree char *file = NULL;
  goffset place;

  if (wide == NULL || !g_file_get_contents (path, &file, &length, NULL))
    return FALSE;
  comment += strlen (UNICODE_PREFIX);
  place = find_comment (file, length, comment, "UTF-16LE");
  if (place < 0)
    place = find_comment (file, length, comment, "UTF-16BE");
  return place >= 0 && overwrite (path, place, wide, wide_length);
}

gboolean
pictor_image_text_write (const char             *path,
                         const PictorImageText  *text,
                         GError                **error)
{
  g_autoptr (GExiv2Metadata) metadata = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *comment = NULL;
  g_autofree char *rating = NULL;
  gboolean done;

  g_return_val_if_fail (path != NULL, FALSE);

  set_up ();
  if (text->parameters != NULL)
    comment = make_comment (text->parameters);
  if (text->rating >= 0)
    rating = g_strdup_printf ("%d", text->rating);

  metadata = gexiv2_metadata_new ();
  g_mutex_lock (&lock);
  done = gexiv2_metadata_open_path (metadata, path, &local_error)
         && set_string (metadata, TAG_COMMENT, comment, &local_error)
         && set_string (metadata, TAG_RECIPE, text->recipe, &local_error)
         && set_string (metadata, TAG_RATING, rating, &local_error)
         && gexiv2_metadata_save_file (metadata, path, &local_error)
         && (comment == NULL || put_comment (path, comment, text->parameters));
  g_clear_object (&metadata);
  g_mutex_unlock (&lock);
  if (!done)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         local_error != NULL ? local_error->message : _("The picture is damaged."));
  return done;
}

void
pictor_image_text_free (PictorImageText *text)
{
  g_free (text->parameters);
  g_free (text->recipe);
  g_free (text->graph);
  g_free (text);
}
