/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-input-store.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "library/pictor-disk.h"
#include "library/pictor-image-type.h"

#define COPY_BUFFER_SIZE (64 * 1024)
/* asks.md, guard 1. */
#define MAX_INPUT_BYTES (64 * 1024 * 1024)

typedef struct
{
  GFile *folder;
  /* One of the two. */
  GFile *source;
  GBytes *bytes;
} Adding;

static void
adding_free (Adding *adding)
{
  g_clear_object (&adding->folder);
  g_clear_object (&adding->source);
  g_clear_pointer (&adding->bytes, g_bytes_unref);
  g_free (adding);
}

static GInputStream *
open_source (Adding        *adding,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *name = NULL;

  if (adding->bytes != NULL)
    return g_memory_input_stream_new_from_bytes (adding->bytes);

  /* Opening a pipe or a device might wait for ever. */
  if (g_file_query_file_type (adding->source, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_SPECIAL)
    {
      name = g_file_get_parse_name (adding->source);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("“%s” is no picture file."), name);
      return NULL;
    }
  return G_INPUT_STREAM (g_file_read (adding->source, cancellable, error));
}

/* Copies all of @source; *name becomes the name that its content gives it. */
static gboolean
copy_and_hash (GInputStream   *source,
               GOutputStream  *destination,
               char          **name,
               goffset        *size,
               GCancellable   *cancellable,
               GError        **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (COPY_BUFFER_SIZE);
  const char *ending = NULL;
  goffset total = 0;
  gsize n_read;

  do
    {
      if (!g_input_stream_read_all (source, buffer, COPY_BUFFER_SIZE, &n_read, cancellable, error))
        return FALSE;
      if (ending == NULL)
        ending = pictor_image_type_sniff (buffer, n_read);
      total += n_read;
      if (total == 0)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The picture file is empty."));
          return FALSE;
        }
      if (total > MAX_INPUT_BYTES)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                               _("The picture file is larger than 64 MB."));
          return FALSE;
        }
      g_checksum_update (checksum, buffer, n_read);
      if (!g_output_stream_write_all (destination, buffer, n_read, NULL, cancellable, error))
        return FALSE;
    }
  while (n_read == COPY_BUFFER_SIZE);

  *name = g_strdup_printf ("%s.%s", g_checksum_get_string (checksum), ending);
  *size = total;
  return TRUE;
}

/* What bears a content's name and has its size is that content, already kept. */
static gboolean
is_kept (GFile   *kept,
         goffset  size)
{
  GStatBuf status;

  return g_stat (g_file_peek_path (kept), &status) == 0 && status.st_size == size;
}

static GFile *
keep (GInputStream  *source,
      GFile         *folder,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (PictorDiskFile) file = NULL;
  g_autoptr (GFile) kept = NULL;
  g_autofree char *name = NULL;
  goffset size = 0;

  /* Other people have no business with the images that someone works from. */
  file = pictor_disk_file_new (g_file_peek_path (folder), 0600, error);
  if (file == NULL
      || !copy_and_hash (source, pictor_disk_file_get_stream (file), &name, &size, cancellable, error))
    return NULL;

  /* A running job may be reading it, so it is not written anew. */
  kept = g_file_get_child (folder, name);
  if (!is_kept (kept, size)
      && !pictor_disk_file_commit (file, g_file_peek_path (kept), TRUE, error))
    return NULL;
  return g_steal_pointer (&kept);
}

static void
add_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Adding *adding = task_data;
  g_autoptr (GInputStream) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) kept = NULL;

  source = open_source (adding, cancellable, &error);
  if (source == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_mkdir_with_parents (g_file_peek_path (adding->folder), 0700);
  kept = keep (source, adding->folder, cancellable, &error);
  if (kept == NULL)
    {
      pictor_disk_explain (&error, g_file_peek_path (adding->folder));
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&kept), g_object_unref);
}

static void
start (GFile               *folder,
       GFile               *source,
       GBytes              *bytes,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Adding *adding = g_new0 (Adding, 1);

  adding->folder = g_object_ref (folder);
  adding->source = source != NULL ? g_object_ref (source) : NULL;
  adding->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  g_task_set_source_tag (task, pictor_input_store_add_async);
  g_task_set_task_data (task, adding, (GDestroyNotify) adding_free);
  g_task_run_in_thread (task, add_thread);
}

/**
 * pictor_input_store_add_async:
 * @folder: where inputs are kept, on this computer; made if missing
 * @source: any file that can be read
 *
 * Errors: those of reading @source and writing @folder; G_IO_ERROR_INVALID_DATA for an empty file;
 * G_IO_ERROR_MESSAGE_TOO_LARGE over 64 MB. Whether the content is a picture is not judged.
 */
void
pictor_input_store_add_async (GFile               *folder,
                              GFile               *source,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (G_IS_FILE (folder) && g_file_peek_path (folder) != NULL);
  g_return_if_fail (G_IS_FILE (source));

  start (folder, source, NULL, cancellable, callback, user_data);
}

void
pictor_input_store_add_bytes_async (GFile               *folder,
                                    GBytes              *bytes,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (G_IS_FILE (folder) && g_file_peek_path (folder) != NULL);
  g_return_if_fail (bytes != NULL);

  start (folder, NULL, bytes, cancellable, callback, user_data);
}

GFile *
pictor_input_store_add_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_input_store_add_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
