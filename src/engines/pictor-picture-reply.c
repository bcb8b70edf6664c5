/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-picture-reply.h"

#include <string.h>

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"
#include "http/pictor-http.h"
#include "model/pictor-json.h"

#define READ_SIZE (64 * 1024)
#define ENCODED_SIZE (16 * 1024) /* of base64 that is decoded at once */
#define MAX_KEY 64               /* longer names are none that matter here */
#define MAX_PREFIX 128           /* of a data: address before its base64 */

typedef struct
{
  gboolean is_array;
  gboolean is_images; /* an array by that name */
} Level;

typedef enum
{
  TEXT_NONE,
  TEXT_KEPT,    /* goes on as it is */
  TEXT_PICTURE, /* goes to a file */
  TEXT_SKIPPED
} Text;

/* The reading of one answer. */
typedef struct
{
  GCancellable *cancellable;
  GFile *folder;
  char *name;         /* what the pictures' names begin with */
  GPtrArray *files;   /* of GFile */
  GString *rest;      /* the answer without its pictures */

  Level levels[PICTOR_JSON_MAX_DEPTH];
  int depth;          /* number of open levels */
  int skip_depth;     /* levels open around what is skipped; 0 = nothing is */
  gboolean expect_key;
  gboolean is_key;    /* whether the text being read is one */
  GString *key;       /* the last name read */

  Text text;
  gboolean escaped;   /* after a backslash */
  int hex_left;       /* digits of a \u that are to come */
  guint hex;

  /* The picture being read */
  GOutputStream *out;
  goffset out_bytes;
  GString *prefix;    /* what may be the beginning of a data: address; NULL when that is behind */
  char encoded[ENCODED_SIZE];
  gsize n_encoded;
  int state;
  guint save;
} Reader;

void
pictor_picture_reply_free (PictorPictureReply *self)
{
  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED,
                       _("The service gave an answer that can't be read. Check its address, or try again later."));

  return FALSE;
}

static gboolean
flush (Reader  *reader,
       GError **error)
{
  guint8 decoded[ENCODED_SIZE];
  gsize n = g_base64_decode_step (reader->encoded, reader->n_encoded, decoded, &reader->state, &reader->save);

  reader->n_encoded = 0;
  reader->out_bytes += n;
  if (reader->out_bytes > PICTOR_HTTP_MAX_PICTURE)
    {
      g_set_error_literal (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_PICTURE,
                           _("The service sent a picture of more than 64 MiB. It was not opened."));
      return FALSE;
    }

  return g_output_stream_write_all (reader->out, decoded, n, NULL, reader->cancellable, error);
}

static gboolean
add_encoded (Reader      *reader,
             const char  *text,
             gsize        length,
             GError     **error)
{
  while (length > 0)
    {
      gsize n = MIN (length, ENCODED_SIZE - reader->n_encoded);

      memcpy (reader->encoded + reader->n_encoded, text, n);
      reader->n_encoded += n;
      text += n;
      length -= n;
      if (reader->n_encoded == ENCODED_SIZE && !flush (reader, error))
        return FALSE;
    }

  return TRUE;
}

/* Whether the beginning of a picture says that it is no data: address, and so its base64 already. */
static gboolean
end_prefix (Reader  *reader,
            GError **error)
{
  g_autoptr (GString) prefix = g_steal_pointer (&reader->prefix);

  return add_encoded (reader, prefix->str, prefix->len, error);
}

static gboolean
add_to_picture (Reader  *reader,
                char     c,
                GError **error)
{
  if (reader->prefix == NULL)
    return add_encoded (reader, &c, 1, error);

  g_string_append_c (reader->prefix, c);
  if (reader->prefix->len <= strlen ("data:"))
    {
      if (g_ascii_strncasecmp (reader->prefix->str, "data:", reader->prefix->len) != 0)
        return end_prefix (reader, error);
    }
  else if (c == ',')
    {
      g_string_free (g_steal_pointer (&reader->prefix), TRUE);
    }
  else if (reader->prefix->len > MAX_PREFIX)
    {
      return fail (error);
    }

  return TRUE;
}

static gboolean
begin_picture (Reader  *reader,
               GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s-%u", reader->name, reader->files->len);
  g_autoptr (GFile) file = g_file_get_child (reader->folder, name);

  if (reader->files->len >= PICTOR_PICTURE_REPLY_MAX_PICTURES)
    return fail (error);

  reader->out = G_OUTPUT_STREAM (g_file_create (file, G_FILE_CREATE_PRIVATE, reader->cancellable, error));
  if (reader->out == NULL)
    return FALSE;

  g_ptr_array_add (reader->files, g_steal_pointer (&file));
  reader->prefix = g_string_new (NULL);
  reader->out_bytes = 0;
  reader->n_encoded = 0;
  reader->state = 0;
  reader->save = 0;

  return TRUE;
}

static gboolean
end_picture (Reader  *reader,
             GError **error)
{
  g_autoptr (GOutputStream) out = NULL;

  if (reader->prefix != NULL && !end_prefix (reader, error))
    return FALSE;
  if (!flush (reader, error))
    return FALSE;

  out = g_steal_pointer (&reader->out);
  return g_output_stream_close (out, reader->cancellable, error);
}

static gboolean
keep (Reader  *reader,
      char     c,
      GError **error)
{
  if (reader->skip_depth > 0)
    return TRUE;
  if (reader->rest->len >= PICTOR_HTTP_MAX_REPLY)
    return fail (error);

  g_string_append_c (reader->rest, c);
  return TRUE;
}

static gboolean
is_picture (Reader *reader)
{
  const Level *level;

  if (reader->skip_depth > 0 || reader->depth == 0)
    return FALSE;

  level = &reader->levels[reader->depth - 1];
  return level->is_array ? level->is_images : g_str_equal (reader->key->str, "b64_json");
}

static gboolean
begin_text (Reader  *reader,
            GError **error)
{
  reader->is_key = reader->expect_key;
  reader->escaped = FALSE;
  reader->hex_left = 0;

  if (reader->is_key)
    g_string_truncate (reader->key, 0);
  else if (is_picture (reader))
    {
      reader->text = TEXT_PICTURE;
      g_string_append (reader->rest, "\"\"");
      return begin_picture (reader, error);
    }

  reader->text = reader->skip_depth > 0 ? TEXT_SKIPPED : TEXT_KEPT;
  return keep (reader, '"', error);
}

static gboolean
end_text (Reader  *reader,
          GError **error)
{
  Text text = reader->text;

  reader->text = TEXT_NONE;
  if (text == TEXT_PICTURE)
    return end_picture (reader, error);

  return keep (reader, '"', error);
}

/* A character of a picture's text, its JSON spelling undone. */
static gboolean
read_picture_char (Reader  *reader,
                   char     c,
                   GError **error)
{
  if (reader->hex_left > 0)
    {
      if (!g_ascii_isxdigit (c))
        return fail (error);
      reader->hex = reader->hex * 16 + g_ascii_xdigit_value (c);
      if (--reader->hex_left > 0)
        return TRUE;
      return reader->hex < 128 ? add_to_picture (reader, reader->hex, error) : fail (error);
    }

  if (reader->escaped)
    {
      reader->escaped = FALSE;
      if (c == '/')
        return add_to_picture (reader, c, error);
      reader->hex = 0;
      reader->hex_left = c == 'u' ? 4 : 0;
      return c == 'n' || c == 'r' || c == 'u' || fail (error);
    }

  if (c == '\\')
    {
      reader->escaped = TRUE;
      return TRUE;
    }

  return add_to_picture (reader, c, error);
}

static gboolean
read_text_char (Reader  *reader,
                char     c,
                GError **error)
{
  if (c == '"' && !reader->escaped)
    return end_text (reader, error);

  if (reader->text == TEXT_PICTURE)
    return read_picture_char (reader, c, error);

  reader->escaped = c == '\\' && !reader->escaped;
  if (reader->is_key && reader->key->len < MAX_KEY)
    g_string_append_c (reader->key, c);

  return keep (reader, c, error);
}

static gboolean
open_level (Reader  *reader,
            char     c,
            GError **error)
{
  Level *level;

  if (reader->depth == PICTOR_JSON_MAX_DEPTH)
    return fail (error);

  if (reader->skip_depth == 0 && reader->depth == 1 && g_str_equal (reader->key->str, "parameters"))
    {
      g_string_append (reader->rest, "null");
      reader->skip_depth = reader->depth;
    }

  level = &reader->levels[reader->depth++];
  level->is_array = c == '[';
  level->is_images = level->is_array && g_str_equal (reader->key->str, "images");
  reader->expect_key = !level->is_array;

  return keep (reader, c, error);
}

static gboolean
close_level (Reader  *reader,
             char     c,
             GError **error)
{
  if (reader->depth == 0)
    return fail (error);

  reader->depth--;
  reader->expect_key = FALSE;
  if (reader->skip_depth > 0 && reader->depth == reader->skip_depth)
    {
      reader->skip_depth = 0;
      return TRUE;
    }

  return keep (reader, c, error);
}

static gboolean
read_char (Reader  *reader,
           char     c,
           GError **error)
{
  if (reader->text != TEXT_NONE)
    return read_text_char (reader, c, error);

  switch (c)
    {
    case '"':
      return begin_text (reader, error);
    case '{':
    case '[':
      return open_level (reader, c, error);
    case '}':
    case ']':
      return close_level (reader, c, error);
    case ',':
      reader->expect_key = reader->depth > 0 && !reader->levels[reader->depth - 1].is_array;
      break;
    case ':':
      reader->expect_key = FALSE;
      break;
    default:
      break;
    }

  return keep (reader, c, error);
}

/* How much of @text, which belongs to a picture, needs no more than to be decoded. */
static gsize
count_plain (Reader     *reader,
             const char *text,
             gsize       length)
{
  gsize n = 0;

  if (reader->text != TEXT_PICTURE || reader->escaped || reader->hex_left > 0 || reader->prefix != NULL)
    return 0;
  while (n < length && text[n] != '"' && text[n] != '\\')
    n++;

  return n;
}

static gboolean
read_all (Reader        *reader,
          GInputStream  *stream,
          GError       **error)
{
  g_autofree char *buffer = g_malloc (READ_SIZE);

  for (;;)
    {
      gssize n = g_input_stream_read (stream, buffer, READ_SIZE, reader->cancellable, error);

      if (n <= 0)
        return n == 0;

      for (gssize i = 0; i < n;)
        {
          gsize plain = count_plain (reader, buffer + i, n - i);

          if (plain > 0 ? !add_encoded (reader, buffer + i, plain, error) : !read_char (reader, buffer[i], error))
            return FALSE;
          i += MAX (plain, 1);
        }
    }
}

static void
forget_files (Reader *reader)
{
  g_clear_object (&reader->out);
  for (guint i = 0; i < reader->files->len; i++)
    g_file_delete (g_ptr_array_index (reader->files, i), NULL, NULL);
}

static PictorPictureReply *
finish (Reader  *reader,
        GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  PictorPictureReply *reply;

  if (reader->text == TEXT_NONE && reader->depth == 0)
    root = pictor_json_parse (reader->rest->str, reader->rest->len, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error);
      return NULL;
    }

  reply = g_new0 (PictorPictureReply, 1);
  reply->root = g_steal_pointer (&root);
  reply->files = g_ptr_array_ref (reader->files);

  return reply;
}

PictorPictureReply *
pictor_picture_reply_read (GFile         *file,
                           GFile         *folder,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree Reader *reader = g_new0 (Reader, 1);
  PictorPictureReply *reply = NULL;

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;

  reader->cancellable = cancellable;
  reader->folder = folder;
  reader->name = g_uuid_string_random ();
  reader->files = g_ptr_array_new_with_free_func (g_object_unref);
  reader->rest = g_string_new (NULL);
  reader->key = g_string_new (NULL);

  if (read_all (reader, G_INPUT_STREAM (stream), error))
    reply = finish (reader, error);
  if (reply == NULL)
    forget_files (reader);

  g_free (reader->name);
  g_ptr_array_unref (reader->files);
  g_string_free (reader->rest, TRUE);
  g_string_free (reader->key, TRUE);
  if (reader->prefix != NULL)
    g_string_free (reader->prefix, TRUE);

  return reply;
}
