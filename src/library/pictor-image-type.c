/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-image-type.h"

#include <string.h>

/* Magic numbers from the formats' own specifications. */
static const struct
{
  const char *ending;
  gsize offset;
  const char *bytes;
  gsize length;
} types[] = {
  { "png", 0, "\x89PNG\r\n\x1a\n", 8 },
  { "jpg", 0, "\xff\xd8\xff", 3 },
  { "webp", 8, "WEBP", 4 },
  { "gif", 0, "GIF8", 4 },
  { "tif", 0, "II*\0", 4 },
  { "tif", 0, "MM\0*", 4 },
  { "avif", 4, "ftypavif", 8 },
  { "heic", 4, "ftyphei", 7 },
  { "bmp", 0, "BM", 2 },
};

const char *
pictor_image_type_sniff (const guint8 *head,
                         gsize         length)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (length >= types[i].offset + types[i].length
          && memcmp (head + types[i].offset, types[i].bytes, types[i].length) == 0)
        return types[i].ending;
    }
  return "img";
}
