/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-body.h"

#include <stdatomic.h>
#include <string.h>

#include <glib/gi18n.h>

/* A multiple of 3, so that every chunk of a file but the last encodes without padding. */
#define CHUNK_SIZE (96 * 1024)

/* g_base64_encode_step() may write up to 4 bytes more than the 4/3 that come out. */
#define ENCODED_SIZE (CHUNK_SIZE / 3 * 4 + 4)

#define DIGEST_LENGTH 40

typedef enum
{
  PART_TEXT,
  PART_FILE,
  PART_DIGEST
} PartKind;

typedef struct
{
  PartKind kind;
  GString *text;   /* what is sent, or a digest's secret */
  GString *hashed; /* what is hashed instead of text */
  GFile *file;
  goffset size;
  gboolean plain;  /* the file's bytes as they are */
} Part;

struct _PictorBody
{
  GInputStream parent_instance;

  GPtrArray *parts; /* of Part */
  goffset length;
  atomic_llong position;
  GError *error;

  /* Making chunks: in one thread at a time */
  GChecksum *checksum;
  guint next;               /* index of the part to begin next */
  GFileInputStream *stream; /* of the file being read */
  goffset left;             /* bytes of it not read yet */
  guint8 *raw;
  char *encoded;

  /* The chunk being given out */
  const char *chunk;
  gsize chunk_length;
  gsize chunk_taken;
};

G_DEFINE_FINAL_TYPE (PictorBody, pictor_body, G_TYPE_INPUT_STREAM)

static void
part_free (gpointer data)
{
  Part *part = data;

  if (part->kind == PART_DIGEST)
    explicit_bzero (part->text->str, part->text->len);
  if (part->text != NULL)
    g_string_free (part->text, TRUE);
  if (part->hashed != NULL)
    g_string_free (part->hashed, TRUE);
  g_clear_object (&part->file);
  g_free (part);
}

static Part *
add_part (PictorBody *self,
          PartKind    kind)
{
  Part *part = g_new0 (Part, 1);

  part->kind = kind;
  g_ptr_array_add (self->parts, part);

  return part;
}

static char *
get_shown_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name);
}

static gboolean
fail_changed (GFile   *file,
              GError **error)
{
  g_autofree char *name = get_shown_name (file);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The image “%s” has changed meanwhile. Try again."), name);

  return FALSE;
}

/* Ends with @cause (transfer full) when that is a cancellation, else with what it means here. */
static gboolean
fail_unreadable (GFile   *file,
                 GError  *cause,
                 GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
    }
  else
    {
      g_autofree char *name = get_shown_name (file);

      g_error_free (cause);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _("The image “%s” is gone or can't be read. Choose it again."), name);
    }

  return FALSE;
}

static gboolean
open_file (PictorBody    *self,
           Part          *part,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GFileInfo) info = NULL;
  GError *cause = NULL;

  self->stream = g_file_read (part->file, cancellable, &cause);
  if (self->stream == NULL)
    return fail_unreadable (part->file, cause, error);

  info = g_file_input_stream_query_info (self->stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  if (info == NULL || g_file_info_get_size (info) != part->size)
    return fail_changed (part->file, error);

  self->left = part->size;
  if (self->raw == NULL)
    {
      self->raw = g_malloc (CHUNK_SIZE);
      self->encoded = g_malloc (ENCODED_SIZE);
    }

  return TRUE;
}

static void
encode (PictorBody *self,
        gsize       length)
{
  int state = 0;
  int save = 0;

  self->chunk = self->encoded;
  self->chunk_length = g_base64_encode_step (self->raw, length, FALSE, self->encoded, &state, &save);
  self->chunk_length += g_base64_encode_close (FALSE, self->encoded + self->chunk_length, &state, &save);
  g_checksum_update (self->checksum, (const guchar *) self->encoded, self->chunk_length);
}

/* The next piece of the file that is open; the last one only when the file really ends there. */
static gboolean
read_chunk (PictorBody    *self,
            Part          *part,
            GCancellable  *cancellable,
            GError       **error)
{
  gsize wanted = MIN (self->left, CHUNK_SIZE);
  gsize got;
  gboolean grown = FALSE;
  GError *cause = NULL;

  if (!g_input_stream_read_all (G_INPUT_STREAM (self->stream), self->raw, wanted, &got, cancellable, &cause))
    return fail_unreadable (part->file, cause, error);

  self->left -= got;
  if (self->left == 0)
    {
      guint8 more;

      grown = g_input_stream_read (G_INPUT_STREAM (self->stream), &more, 1, NULL, NULL) != 0;
      g_clear_object (&self->stream);
    }
  if (got != wanted || grown)
    return fail_changed (part->file, error);

  if (part->plain)
    {
      self->chunk = (const char *) self->raw;
      self->chunk_length = got;
    }
  else
    {
      encode (self, got);
    }

  return TRUE;
}

static void
make_digest (PictorBody *self,
             Part       *part)
{
  g_autoptr (GChecksum) checksum = g_checksum_copy (self->checksum);

  g_checksum_update (checksum, (const guchar *) part->text->str, part->text->len);
  g_string_assign (part->hashed, g_checksum_get_string (checksum));
  self->chunk = part->hashed->str;
  self->chunk_length = part->hashed->len;
}

/* Makes the next chunk to give out, of no bytes at the end. */
static gboolean
make_chunk (PictorBody    *self,
            GCancellable  *cancellable,
            GError       **error)
{
  self->chunk_length = 0;
  self->chunk_taken = 0;

  while (self->chunk_length == 0)
    {
      Part *part;

      if (self->stream != NULL)
        {
          if (!read_chunk (self, g_ptr_array_index (self->parts, self->next - 1), cancellable, error))
            return FALSE;
          continue;
        }
      if (self->next == self->parts->len)
        return TRUE;

      part = g_ptr_array_index (self->parts, self->next++);
      switch (part->kind)
        {
        case PART_TEXT:
          g_checksum_update (self->checksum, (const guchar *) part->hashed->str, part->hashed->len);
          self->chunk = part->text->str;
          self->chunk_length = part->text->len;
          break;
        case PART_FILE:
          if (!open_file (self, part, cancellable, error))
            return FALSE;
          break;
        case PART_DIGEST:
          make_digest (self, part);
          break;
        default:
          g_assert_not_reached ();
        }
    }

  return TRUE;
}

static gsize
take (PictorBody *self,
      void       *buffer,
      gsize       count)
{
  gsize n = MIN (count, self->chunk_length - self->chunk_taken);

  memcpy (buffer, self->chunk + self->chunk_taken, n);
  self->chunk_taken += n;
  atomic_fetch_add (&self->position, n);

  return n;
}

/* Keeps why reading ended, so that it can be told from what the network brings. */
static void
keep_error (PictorBody   *self,
            const GError *error)
{
  if (self->error == NULL)
    self->error = g_error_copy (error);
}

static gssize
pictor_body_read (GInputStream  *stream,
                  void          *buffer,
                  gsize          count,
                  GCancellable  *cancellable,
                  GError       **error)
{
  PictorBody *self = PICTOR_BODY (stream);
  g_autoptr (GError) local_error = NULL;

  if (self->error == NULL && self->chunk_taken == self->chunk_length &&
      !make_chunk (self, cancellable, &local_error))
    keep_error (self, local_error);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->error));
      return -1;
    }

  return take (self, buffer, count);
}

typedef struct
{
  void *buffer;
  gsize count;
} Read;

static void
make_chunk_in_thread (GTask        *task,
                      gpointer      source,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  GError *error = NULL;

  if (make_chunk (PICTOR_BODY (source), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
chunk_made_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  PictorBody *self = PICTOR_BODY (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Read *read = g_task_get_task_data (task);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_int (task, take (self, read->buffer, read->count));
      return;
    }

  keep_error (self, error);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
pictor_body_read_async (GInputStream        *stream,
                        void                *buffer,
                        gsize                count,
                        int                  io_priority,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  PictorBody *self = PICTOR_BODY (stream);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) making = NULL;
  Read *read;

  g_task_set_source_tag (task, pictor_body_read_async);
  g_task_set_priority (task, io_priority);

  if (self->error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }
  if (self->chunk_taken < self->chunk_length)
    {
      g_task_return_int (task, take (self, buffer, count));
      return;
    }

  read = g_new (Read, 1);
  read->buffer = buffer;
  read->count = count;
  g_task_set_task_data (task, read, g_free);

  /* The thread writes to buffers of ours alone, so that cancelling need not wait for it. */
  making = g_task_new (self, cancellable, chunk_made_cb, g_object_ref (task));
  g_task_set_source_tag (making, make_chunk_in_thread);
  g_task_set_priority (making, io_priority);
  g_task_set_return_on_cancel (making, TRUE);
  g_task_run_in_thread (making, make_chunk_in_thread);
}

static gssize
pictor_body_read_finish (GInputStream  *stream,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, stream), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

static void
pictor_body_finalize (GObject *object)
{
  PictorBody *self = PICTOR_BODY (object);

  g_ptr_array_unref (self->parts);
  g_clear_error (&self->error);
  g_checksum_free (self->checksum);
  g_clear_object (&self->stream);
  g_free (self->raw);
  g_free (self->encoded);

  G_OBJECT_CLASS (pictor_body_parent_class)->finalize (object);
}

static void
pictor_body_class_init (PictorBodyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  object_class->finalize = pictor_body_finalize;
  stream_class->read_fn = pictor_body_read;
  stream_class->read_async = pictor_body_read_async;
  stream_class->read_finish = pictor_body_read_finish;
}

static void
pictor_body_init (PictorBody *self)
{
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA1);
}

PictorBody *
pictor_body_new (void)
{
  return g_object_new (PICTOR_TYPE_BODY, NULL);
}

void
pictor_body_append (PictorBody *self,
                    const char *text,
                    const char *hashed)
{
  Part *part = NULL;

  g_return_if_fail (PICTOR_IS_BODY (self));
  g_return_if_fail (text != NULL);

  if (self->parts->len > 0)
    part = g_ptr_array_index (self->parts, self->parts->len - 1);

  if (part == NULL || part->kind != PART_TEXT)
    {
      part = add_part (self, PART_TEXT);
      part->text = g_string_new (NULL);
      part->hashed = g_string_new (NULL);
    }

  g_string_append (part->text, text);
  if (hashed != NULL)
    g_string_append (part->hashed, hashed);
  self->length += strlen (text);
}

static void
add_file (PictorBody *self,
          GFile      *file,
          goffset     size,
          gboolean    plain)
{
  Part *part = add_part (self, PART_FILE);

  part->file = g_object_ref (file);
  part->size = size;
  part->plain = plain;
  self->length += plain ? size : (size + 2) / 3 * 4;
}

void
pictor_body_append_base64 (PictorBody *self,
                           GFile      *file,
                           goffset     size)
{
  g_return_if_fail (PICTOR_IS_BODY (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (size >= 0);

  add_file (self, file, size, FALSE);
}

void
pictor_body_append_file (PictorBody *self,
                         GFile      *file,
                         goffset     size)
{
  g_return_if_fail (PICTOR_IS_BODY (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (size >= 0);

  add_file (self, file, size, TRUE);
}

void
pictor_body_append_digest (PictorBody *self,
                           const char *secret)
{
  Part *part;

  g_return_if_fail (PICTOR_IS_BODY (self));
  g_return_if_fail (secret != NULL);

  part = add_part (self, PART_DIGEST);
  part->text = g_string_new (secret);
  part->hashed = g_string_new (NULL);
  self->length += DIGEST_LENGTH;
}

goffset
pictor_body_get_length (PictorBody *self)
{
  g_return_val_if_fail (PICTOR_IS_BODY (self), 0);

  return self->length;
}

goffset
pictor_body_get_position (PictorBody *self)
{
  g_return_val_if_fail (PICTOR_IS_BODY (self), 0);

  return atomic_load (&self->position);
}

const GError *
pictor_body_get_error (PictorBody *self)
{
  g_return_val_if_fail (PICTOR_IS_BODY (self), NULL);

  return self->error;
}
