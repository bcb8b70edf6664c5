/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-texture.h"

#include <glib/gi18n.h>

#include "engines/pictor-picture-check.h"

typedef struct
{
  GFile *file;
  int side;
  int width;
  int height;
} Load;

static void
load_free (Load *load)
{
  g_object_unref (load->file);
  g_free (load);
}

static gboolean
check_size (const char  *path,
            Load        *load,
            GError     **error)
{
  if (gdk_pixbuf_get_file_info (path, &load->width, &load->height) == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("This file is not a picture that can be read."));
      return FALSE;
    }
  if (load->width > PICTOR_PICTURE_MAX_SIDE || load->height > PICTOR_PICTURE_MAX_SIDE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("This picture has %d × %d pixels; a side may have %d at most."),
                   load->width, load->height, PICTOR_PICTURE_MAX_SIDE);
      return FALSE;
    }
  if ((gint64) load->width * load->height > PICTOR_PICTURE_MAX_PIXELS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("This picture has %d × %d pixels; %d million are the most."),
                   load->width, load->height, PICTOR_PICTURE_MAX_PIXELS / 1000000);
      return FALSE;
    }
  return TRUE;
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Load *load = task_data;
  const char *path = g_file_peek_path (load->file);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  GError *error = NULL;

  if (path == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _("This picture is not on this computer. Save it here first."));
  else if (check_size (path, load, &error))
    {
      if (load->side > 0 && MAX (load->width, load->height) > load->side)
        pixbuf = gdk_pixbuf_new_from_file_at_scale (path, load->side, load->side, TRUE, &error);
      else
        pixbuf = gdk_pixbuf_new_from_file (path, &error);
    }
  if (pixbuf == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  if ((gdk_pixbuf_get_width (upright) > gdk_pixbuf_get_height (upright)) != (load->width > load->height))
    {
      int width = load->width;

      load->width = load->height;
      load->height = width;
    }
  g_task_return_pointer (task, gdk_texture_new_for_pixbuf (upright), g_object_unref);
}

void
pictor_texture_load_async (GFile               *file,
                           int                  side,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (G_IS_FILE (file));

  load = g_new0 (Load, 1);
  load->file = g_object_ref (file);
  load->side = side;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_texture_load_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_thread);
}

GdkTexture *
pictor_texture_load_finish (GAsyncResult  *result,
                            int           *width,
                            int           *height,
                            GError       **error)
{
  GdkTexture *texture;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  texture = g_task_propagate_pointer (G_TASK (result), error);
  if (texture != NULL)
    {
      Load *load = g_task_get_task_data (G_TASK (result));

      if (width != NULL)
        *width = load->width;
      if (height != NULL)
        *height = load->height;
    }
  return texture;
}

static void
encode_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (GDK_TEXTURE (task_data)),
                         (GDestroyNotify) g_bytes_unref);
}

void
pictor_texture_encode_async (GdkTexture          *texture,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GDK_IS_TEXTURE (texture));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_texture_encode_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, g_object_ref (texture), g_object_unref);
  g_task_run_in_thread (task, encode_thread);
}

GBytes *
pictor_texture_encode_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
