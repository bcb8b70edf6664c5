/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-pixbuf.h"

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"
#include "engines/pictor-image-header.h"

#define READ_SIZE (32 * 1024)

typedef struct
{
  int width; /* wanted */
  int height;
  char *excess;
  int first_row; /* of those that are there, when decoded as stored */
  int end_row;
} Load;

/* Some loaders say this again and again. */
static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  Load *load = user_data;

  if (load->excess == NULL)
    load->excess = pictor_image_header_find_excess (width, height);

  if (load->excess != NULL)
    /* Makes the loader give up before it takes memory for the pixels. */
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (load->width > 0)
    gdk_pixbuf_loader_set_size (loader, load->width, load->height);
}

static void
area_updated_cb (GdkPixbufLoader *loader,
                 int              x,
                 int              y,
                 int              width,
                 int              height,
                 gpointer         user_data)
{
  Load *load = user_data;

  load->first_row = MIN (load->first_row, y);
  load->end_row = MAX (load->end_row, y + height);
}

static gboolean
feed (GdkPixbufLoader  *loader,
      Load             *load,
      GInputStream     *stream,
      GCancellable     *cancellable,
      GError          **error)
{
  g_autofree guint8 *buffer = g_malloc (READ_SIZE);
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, READ_SIZE, cancellable, error)) > 0)
    if (!gdk_pixbuf_loader_write (loader, buffer, n, error) || load->excess != NULL)
      return FALSE;

  return n == 0;
}

static const char *
get_sentence (const GError *cause)
{
  if (g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE))
    return _("It is no image, or of a kind that can't be read here. Choose a PNG or a JPEG.");
  if (g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    return _("There is not enough memory to open it. Choose a smaller image.");

  return _("It is damaged. Choose another image.");
}

static gboolean
is_complete (Load      *load,
             GdkPixbuf *pixbuf)
{
  return load->width > 0 || (load->first_row == 0 && load->end_row >= gdk_pixbuf_get_height (pixbuf));
}

GdkPixbuf *
pictor_pixbuf_load (GInputStream  *stream,
                    int            width,
                    int            height,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) cause = NULL;
  Load load = { .width = width, .height = height, .first_row = G_MAXINT };
  GdkPixbuf *pixbuf = NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &load);
  g_signal_connect (loader, "area-updated", G_CALLBACK (area_updated_cb), &load);

  if (!feed (loader, &load, stream, cancellable, &cause))
    gdk_pixbuf_loader_close (loader, NULL);
  else if (gdk_pixbuf_loader_close (loader, &cause) && load.excess == NULL)
    pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  if (pixbuf != NULL && is_complete (&load, pixbuf))
    return g_object_ref (pixbuf);

  if (load.excess != NULL)
    g_set_error_literal (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE, load.excess);
  else if (cause != NULL && cause->domain == G_IO_ERROR)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error_literal (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE, get_sentence (cause));
  g_free (load.excess);

  return NULL;
}
