/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-painter.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>

#define SIDE PICTOR_PRACTICE_GUIDE_SIDE
#define MAX_SIDE 16384
#define MAX_PIXELS (64 * 1000 * 1000)
/* A larger picture is decoded to this: eight pixels a cell still show thin lines. */
#define DECODED_SIDE 512

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  GError **error = user_data;

  if (width > MAX_SIDE || height > MAX_SIDE || (gint64) width * height > MAX_PIXELS)
    {
      /* Its size of nothing makes the loader give up before it decodes anything. */
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      if (*error == NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                     _("The picture is too large: %d × %d pixels."), width, height);
    }
  else if (width > DECODED_SIDE || height > DECODED_SIDE)
    gdk_pixbuf_loader_set_size (loader, MIN (width, DECODED_SIDE), MIN (height, DECODED_SIDE));
}

/* Whether a PNG file goes on to its last chunk: the loader would take half a file for a whole one. */
static gboolean
is_whole_png (const guint8 *data,
              gsize         length)
{
  for (gsize at = 8; at + 12 <= length;)
    {
      gsize chunk = (gsize) data[at] << 24 | (gsize) data[at + 1] << 16 |
                    (gsize) data[at + 2] << 8 | data[at + 3];

      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return TRUE;
      if (chunk > length)
        return FALSE;
      at += chunk + 12;
    }
  return FALSE;
}

static const char *
get_type_name (GBytes *image)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (image, &length);

  if (length > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return is_whole_png (data, length) ? "png" : NULL;
  if (length > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "jpeg";
  return NULL;
}

static GdkPixbuf *
decode (GBytes  *image,
        GError **error)
{
  const char *type = get_type_name (image);
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GError) too_large = NULL;
  g_autoptr (GError) broken = NULL;
  GdkPixbuf *pixbuf = NULL;

  if (type != NULL)
    loader = gdk_pixbuf_loader_new_with_type (type, &broken);
  if (loader != NULL)
    {
      gboolean written;

      g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &too_large);
      written = gdk_pixbuf_loader_write_bytes (loader, image, &broken);
      if (gdk_pixbuf_loader_close (loader, broken == NULL ? &broken : NULL) && written &&
          too_large == NULL)
        pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
    }

  if (too_large != NULL)
    g_propagate_error (error, g_steal_pointer (&too_large));
  else if (pixbuf == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("This is no readable PNG or JPEG picture."));
  return pixbuf != NULL ? g_object_ref (pixbuf) : NULL;
}

/* One byte a pixel: how dark it is on white paper, or how opaque when most of the paper is missing. */
static guint8 *
read_darkness (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf), stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  guint8 *darkness = g_malloc ((gsize) width * height);
  gint64 opaque = 0;
  gboolean drawn_on_nothing;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      opaque += channels == 4 ? pixels[y * stride + x * channels + 3] : 255;
  drawn_on_nothing = opaque < (gint64) width * height * 255 / 2;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *p = pixels + y * stride + x * channels;
        int alpha = channels == 4 ? p[3] : 255;
        int dark = 255 - (299 * p[0] + 587 * p[1] + 114 * p[2]) / 1000;

        darkness[y * width + x] = (guint8) (drawn_on_nothing ? alpha : dark * alpha / 255);
      }
  return darkness;
}

/* Turns darkness into ink: whichever side of the middle is rarer, and clearly not the ground. */
static void
find_ink (guint8 *pixels,
          gsize   n_pixels)
{
  int low = 255, high = 0;
  gsize n_dark = 0;
  gboolean light_ink;

  for (gsize i = 0; i < n_pixels; i++)
    {
      low = MIN (low, pixels[i]);
      high = MAX (high, pixels[i]);
    }
  for (gsize i = 0; i < n_pixels; i++)
    n_dark += pixels[i] > (low + high) / 2;
  light_ink = n_dark > n_pixels / 2;

  for (gsize i = 0; i < n_pixels; i++)
    {
      int ink = light_ink ? high - pixels[i] : pixels[i] - low;

      /* An even sheet has no ink, nor has the grain of paper. */
      if (high - low < 24 || ink * 5 < high - low)
        pixels[i] = 0;
      else
        pixels[i] = (guint8) (ink * 255 / (high - low));
    }
}

gboolean
pictor_practice_guide_read (PictorPracticeGuide *guide,
                            GBytes              *image,
                            double               weight,
                            GError             **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autofree guint8 *ink = NULL;
  int width, height;

  g_return_val_if_fail (guide != NULL && image != NULL, FALSE);

  pixbuf = decode (image, error);
  if (pixbuf == NULL)
    return FALSE;

  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  ink = read_darkness (pixbuf);
  find_ink (ink, (gsize) width * height);

  guide->weight = weight;
  for (int row = 0; row < SIDE; row++)
    for (int column = 0; column < SIDE; column++)
      {
        int left = column * width / SIDE, right = MAX (left + 1, (column + 1) * width / SIDE);
        int top = row * height / SIDE, bottom = MAX (top + 1, (row + 1) * height / SIDE);
        int sum = 0;

        for (int y = top; y < bottom; y++)
          for (int x = left; x < right; x++)
            sum += ink[y * width + x];
        /* A line that crosses a cell fills little of it, but it is what was drawn. */
        guide->ink[row * SIDE + column] = (guint8) MIN (255, 4 * sum /
                                                               ((right - left) * (bottom - top)));
      }
  return TRUE;
}
