/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-picture-check.h"

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"
#include "engines/pictor-image-header.h"
#include "http/pictor-http.h"

static const char * const extensions[] = {
  [PICTOR_IMAGE_OTHER] = NULL,
  [PICTOR_IMAGE_PNG] = "png",
  [PICTOR_IMAGE_JPEG] = "jpg",
  [PICTOR_IMAGE_WEBP] = "webp",
};

static gboolean
fail (GError     **error,
      const char  *sentence)
{
  g_set_error_literal (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_PICTURE, sentence);

  return FALSE;
}

/* TRUE when the file is a regular one of a size that may be read. */
static gboolean
check_bytes (GFileInputStream  *stream,
             goffset           *bytes,
             GCancellable      *cancellable,
             GError           **error)
{
  g_autoptr (GFileInfo) info =
    g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, error);
  goffset size;

  if (info == NULL)
    return FALSE;

  size = g_file_info_get_size (info);
  *bytes = size;
  if (size == 0)
    return fail (error, _("The service sent an empty picture."));
  if (size > PICTOR_HTTP_MAX_PICTURE)
    {
      g_autofree char *shown = g_format_size_full (size, G_FORMAT_SIZE_IEC_UNITS);
      g_autofree char *limit = g_format_size_full (PICTOR_HTTP_MAX_PICTURE, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_PICTURE,
                   _("The picture that the service sent was not opened. It takes %s; no more than %s are possible."),
                   shown, limit);
      return FALSE;
    }

  return TRUE;
}

gboolean
pictor_picture_check (GFile         *file,
                      int           *width,
                      int           *height,
                      const char   **extension,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *excess = NULL;
  PictorImageHeader header;
  goffset bytes;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL || !check_bytes (stream, &bytes, cancellable, error) ||
      !pictor_image_header_read (&header, G_INPUT_STREAM (stream), cancellable, error))
    return FALSE;

  if (header.format == PICTOR_IMAGE_OTHER)
    return fail (error, _("The service sent something that is no PNG, JPEG or WebP picture."));
  if (header.width == 0 || header.bytes > bytes)
    return fail (error, _("The picture that the service sent is damaged."));

  excess = pictor_image_header_find_excess (header.width, header.height);
  if (excess != NULL)
    {
      g_set_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_PICTURE,
                   _("The picture that the service sent was not opened. %s"), excess);
      return FALSE;
    }

  if (width != NULL)
    *width = header.width;
  if (height != NULL)
    *height = header.height;
  if (extension != NULL)
    *extension = extensions[header.format];

  return TRUE;
}

GFile *
pictor_picture_adopt (GFile         *file,
                      int           *width,
                      int           *height,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autofree char *part = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) named = NULL;
  const char *extension;

  if (pictor_picture_check (file, width, height, &extension, cancellable, error))
    {
      part = g_file_get_basename (file);
      name = g_strconcat (part, ".", extension, NULL);
      folder = g_file_get_parent (file);
      named = g_file_get_child (folder, name);
      if (g_file_move (file, named, G_FILE_COPY_NONE, cancellable, NULL, NULL, error))
        return g_steal_pointer (&named);
    }

  g_file_delete (file, NULL, NULL);
  return NULL;
}
