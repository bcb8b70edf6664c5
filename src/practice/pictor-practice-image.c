/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-image.h"

#include <string.h>

#include <glib/gi18n.h>

#define MAX_TEXT ((PICTOR_PRACTICE_IMAGE_MAX_BYTES + 2) / 3 * 4)

/* g_base64_decode() passes over what is no base64: a service that checks may not. */
static gboolean
is_base64 (const char *text,
           gsize       length)
{
  gsize end = length;

  if (length == 0 || length % 4 != 0)
    return FALSE;
  if (text[end - 1] == '=')
    end--;
  if (text[end - 1] == '=')
    end--;
  for (gsize i = 0; i < end; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return FALSE;
  return TRUE;
}

static gboolean
is_picture (const guint8 *data,
            gsize         length)
{
  return (length > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0) ||
         (length > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0);
}

GBytes *
pictor_practice_image_read (const char  *text,
                            GError     **error)
{
  gsize length = strlen (text);
  g_autofree guint8 *data = NULL;

  if (length > MAX_TEXT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("the image file must be at most %d MiB"),
                   PICTOR_PRACTICE_IMAGE_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  if (!is_base64 (text, length))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("must be an image file in base64"));
      return NULL;
    }

  data = g_base64_decode (text, &length);
  if (!is_picture (data, length))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("must be a PNG or JPEG file"));
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&data), length);
}
