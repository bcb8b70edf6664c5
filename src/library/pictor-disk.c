/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define TEMPORARY_PREFIX ".pictor-"
#define TEMPORARY_TEMPLATE TEMPORARY_PREFIX "XXXXXX"

struct _PictorDiskFile
{
  char *folder;
  char *path;
  int fd;
  GOutputStream *stream;
};

static gboolean
fail (GError **error)
{
  int code = errno;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

/**
 * pictor_disk_file_new:
 * @folder: an existing folder
 * @mode: permissions, from which the umask is taken
 *
 * Returns: (transfer full) (nullable): a new empty file in @folder
 */
PictorDiskFile *
pictor_disk_file_new (const char  *folder,
                      int          mode,
                      GError     **error)
{
  g_autoptr (PictorDiskFile) self = g_new0 (PictorDiskFile, 1);
  g_autofree char *path = g_build_filename (folder, TEMPORARY_TEMPLATE, NULL);

  self->folder = g_strdup (folder);
  self->fd = g_mkstemp_full (path, O_WRONLY | O_CLOEXEC, mode);
  if (self->fd < 0)
    {
      fail (error);
      return NULL;
    }
  self->path = g_steal_pointer (&path);
  self->stream = g_unix_output_stream_new (self->fd, FALSE);
  return g_steal_pointer (&self);
}

GOutputStream *
pictor_disk_file_get_stream (PictorDiskFile *self)
{
  return self->stream;
}

gboolean
pictor_disk_file_rewind (PictorDiskFile  *self,
                         GError         **error)
{
  if (lseek (self->fd, 0, SEEK_SET) != 0 || ftruncate (self->fd, 0) != 0)
    return fail (error);
  return TRUE;
}

const char *
pictor_disk_file_get_path (PictorDiskFile *self)
{
  return self->path;
}

gboolean
pictor_disk_file_reopen (PictorDiskFile  *self,
                         GError         **error)
{
  int fd = g_open (self->path, O_WRONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return fail (error);
  g_clear_object (&self->stream);
  close (self->fd);
  self->fd = fd;
  self->stream = g_unix_output_stream_new (fd, FALSE);
  return TRUE;
}

static void
sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  /* Not every file system can; the file itself is safe by then. */
  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
}

/* Renames where no hard links are (FAT): an empty file of our own holds the name until then. */
static gboolean
rename_to_reserved (const char  *from,
                    const char  *to,
                    GError     **error)
{
  int fd = g_open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail (error);
  close (fd);
  if (g_rename (from, to) != 0)
    {
      fail (error);
      g_unlink (to);
      return FALSE;
    }
  return TRUE;
}

static gboolean
rename_to_free (const char  *from,
                const char  *to,
                GError     **error)
{
  if (link (from, to) == 0)
    {
      g_unlink (from);
      return TRUE;
    }
  if (errno == EPERM || errno == ENOTSUP || errno == EOPNOTSUPP || errno == ENOSYS)
    return rename_to_reserved (from, to, error);
  return fail (error);
}

gboolean
pictor_disk_file_commit (PictorDiskFile  *self,
                         const char      *path,
                         gboolean         replace,
                         GError         **error)
{
  g_return_val_if_fail (self->path != NULL, FALSE);

  if (fsync (self->fd) != 0)
    return fail (error);
  if (replace && g_rename (self->path, path) != 0)
    return fail (error);
  if (!replace && !rename_to_free (self->path, path, error))
    return FALSE;
  g_clear_pointer (&self->path, g_free);
  sync_folder (self->folder);
  return TRUE;
}

void
pictor_disk_file_free (PictorDiskFile *self)
{
  g_clear_object (&self->stream);
  if (self->fd >= 0)
    close (self->fd);
  if (self->path != NULL)
    g_unlink (self->path);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

gboolean
pictor_disk_is_temporary (const char *name)
{
  return g_str_has_prefix (name, TEMPORARY_PREFIX) && strlen (name) == strlen (TEMPORARY_TEMPLATE);
}

void
pictor_disk_explain (GError     **error,
                     const char  *folder)
{
  g_autofree char *name = g_filename_display_name (folder);
  char *message = NULL;

  if (error == NULL || *error == NULL || (*error)->domain != G_IO_ERROR)
    return;

  switch ((*error)->code)
    {
    case G_IO_ERROR_NO_SPACE:
      message = g_strdup_printf (_("The disk that holds “%s” is full. Free some space, then try again."), name);
      break;
    case G_IO_ERROR_READ_ONLY:
    case G_IO_ERROR_PERMISSION_DENIED:
      message = g_strdup_printf (_("Nothing can be written to “%s”. Choose another folder, then try again."), name);
      break;
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      message = g_strdup_printf (_("The folder “%s” is not there any more. Choose another folder, then try again."),
                                 name);
      break;
    default:
      return;
    }
  g_free ((*error)->message);
  (*error)->message = message;
}
