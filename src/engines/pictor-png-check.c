/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-png-check.h"

#include <setjmp.h>

#include <glib/gi18n.h>
#include <png.h>

#include "engines/pictor-engine-error.h"
#include "engines/pictor-picture-check.h"

#define READ_SIZE (32 * 1024)

/* What each text, profile or the like may take, in bytes, unfolded. */
#define MAX_CHUNK (4 * 1024 * 1024)

typedef struct
{
  png_structp png;
  png_infop info;
  gboolean ended;
} Check;

static void
fail_cb (png_structp     png,
         png_const_charp message)
{
  g_debug ("PNG: %s", message);
  png_longjmp (png, 1);
}

static void
warn_cb (png_structp     png,
         png_const_charp message)
{
  g_debug ("PNG: %s", message);
}

static void
info_cb (png_structp png,
         png_infop   info)
{
  png_set_interlace_handling (png);
  png_read_update_info (png, info);
}

/* Having come here, a row is good. */
static void
row_cb (png_structp png,
        png_bytep   row,
        png_uint_32 number,
        int         pass)
{
}

static void
end_cb (png_structp png,
        png_infop   info)
{
  gboolean *ended = png_get_progressive_ptr (png);

  *ended = TRUE;
}

static void
begin (Check *check)
{
  check->png = png_create_read_struct (PNG_LIBPNG_VER_STRING, NULL, fail_cb, warn_cb);
  check->info = png_create_info_struct (check->png);
  png_set_user_limits (check->png, PICTOR_PICTURE_MAX_SIDE, PICTOR_PICTURE_MAX_SIDE);
  png_set_chunk_malloc_max (check->png, MAX_CHUNK);
  png_set_progressive_read_fn (check->png, &check->ended, info_cb, row_cb, end_cb);
}

/* A function of its own: what setjmp() returns to must not have changed. */
static gboolean
process (Check  *check,
         guint8 *buffer,
         gsize   length)
{
  if (setjmp (png_jmpbuf (check->png)))
    return FALSE;

  png_process_data (check->png, check->info, buffer, length);

  return TRUE;
}

gboolean
pictor_png_check (GInputStream  *stream,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autofree guint8 *buffer = g_malloc (READ_SIZE);
  Check check = { 0 };
  gboolean good = TRUE;
  gssize n = 0;

  begin (&check);
  while (good && !check.ended && (n = g_input_stream_read (stream, buffer, READ_SIZE, cancellable, error)) > 0)
    good = process (&check, buffer, n);
  png_destroy_read_struct (&check.png, &check.info, NULL);

  if (n < 0)
    return FALSE;

  if (!good || !check.ended)
    {
      g_set_error_literal (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE,
                           _("It is damaged. Choose another image."));
      return FALSE;
    }

  return TRUE;
}
