/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-control-source.h"

#include <math.h>

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"
#include "engines/pictor-image-header.h"
#include "engines/pictor-pixbuf.h"
#include "engines/pictor-png-check.h"
#include "http/pictor-http.h"

/* To be sure of a JPEG, it is decoded at an eighth of its size: the least that libjpeg does all of its work for. */
#define JPEG_CHECK_REDUCTION 8

#define QUERIED G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_ETAG_VALUE

/* An image on its way through the thread. */
typedef struct
{
  const PictorControlSource *source;
  GFileInputStream *stream;
  goffset size;
  char *etag;
  PictorImageHeader header;
  gboolean turned;  /* has to be, to stand upright */
  gboolean on_side; /* and its width is then its height */
} Work;

static void
work_clear (Work *work)
{
  g_clear_object (&work->stream);
  g_free (work->etag);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

PictorControlSource *
pictor_control_source_new (PictorRecipe  *recipe,
                           PictorControl *control,
                           guint          number)
{
  PictorControlSource *source = g_new0 (PictorControlSource, 1);

  source->number = number;
  g_set_object (&source->file, pictor_control_get_image (control));
  source->width = pictor_recipe_get_width (recipe);
  source->height = pictor_recipe_get_height (recipe);
  if (pictor_control_get_preset (control) == PICTOR_PRESET_CUSTOM)
    {
      source->resolution = pictor_control_get_resolution (control);
      source->fill = pictor_control_get_resize (control) == PICTOR_RESIZE_FILL;
    }

  return source;
}

void
pictor_control_source_free (PictorControlSource *source)
{
  g_clear_object (&source->file);
  g_free (source);
}

static gboolean
fail (GError     **error,
      const char  *sentence)
{
  g_set_error_literal (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE, sentence);

  return FALSE;
}

void
pictor_control_source_name (guint    number,
                            GFile   *file,
                            GError **error)
{
  g_autoptr (GError) cause = *error;
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  const char *sentence = cause->message;

  *error = NULL;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      *error = g_steal_pointer (&cause);
      return;
    }
  if (file == NULL)
    {
      g_set_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE, _("ControlNet %u: %s"), number, sentence);
      return;
    }

  name = g_file_get_basename (file);
  shown = g_filename_display_name (name);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    sentence = _("It is not there any more. Choose it again.");
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    sentence = _("It may not be read. Change its permissions or choose another image.");

  g_set_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE, _("ControlNet %u, “%s”: %s"),
               number, shown, sentence);
}

gboolean
pictor_control_source_is_same (GFile       *file,
                               goffset      size,
                               const char  *etag,
                               GError     **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, QUERIED, G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_size (info) != size || g_strcmp0 (g_file_info_get_etag (info), etag) != 0)
    return fail (error, _("It has changed meanwhile. Try again."));

  return TRUE;
}

/* Makes @width × @height as small as the picture allows. Returns whether that is smaller than before. */
static gboolean
shrink_to_need (const PictorControlSource *source,
                int          *width,
                int          *height)
{
  double x = (double) source->width / *width;
  double y = (double) source->height / *height;
  double factor = source->fill ? MIN (x, y) : MAX (x, y);

  factor = MAX (factor, (double) source->resolution / MIN (*width, *height));
  if (factor >= 1 || factor <= 0)
    return FALSE;

  *width = MAX (1, (int) ceil (*width * factor - 1e-6));
  *height = MAX (1, (int) ceil (*height * factor - 1e-6));

  return TRUE;
}

/* Only what can be read without waiting for ever is opened. */
static gboolean
open_source (Work          *work,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GFileInfo) info = NULL;

  if (work->source->file == NULL)
    return fail (error, _("It has no image. Choose one."));

  info = g_file_query_info (work->source->file, QUERIED, G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (info == NULL)
    return FALSE;

  work->size = g_file_info_get_size (info);
  work->etag = g_strdup (g_file_info_get_etag (info));
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return fail (error, _("It is no file. Choose an image."));
  if (work->size == 0)
    return fail (error, _("It is empty. Choose another image."));
  if (work->size > PICTOR_HTTP_MAX_PICTURE)
    {
      g_autofree char *shown = g_format_size_full (work->size, G_FORMAT_SIZE_IEC_UNITS);
      g_autofree char *limit = g_format_size_full (PICTOR_HTTP_MAX_PICTURE, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE,
                   _("It takes %s; no more than %s are possible. Choose a smaller image."), shown, limit);
      return FALSE;
    }

  work->stream = g_file_read (work->source->file, cancellable, error);

  return work->stream != NULL;
}

static gboolean
rewind_stream (Work    *work,
               GError **error)
{
  return g_seekable_seek (G_SEEKABLE (work->stream), 0, G_SEEK_SET, NULL, error);
}

static gboolean
read_header (Work          *work,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *excess = NULL;

  if (!pictor_image_header_read (&work->header, G_INPUT_STREAM (work->stream), cancellable, error) ||
      !rewind_stream (work, error))
    return FALSE;

  if (work->header.format == PICTOR_IMAGE_OTHER)
    return TRUE;
  if (work->header.width == 0 || work->header.bytes > work->size)
    return fail (error, _("It is damaged. Choose another image."));

  excess = pictor_image_header_find_excess (work->header.width, work->header.height);

  return excess == NULL || fail (error, excess);
}

/* Makes sure that it is a whole JPEG, and learns from it whether it is to be turned. */
static gboolean
check_jpeg (Work          *work,
            GCancellable  *cancellable,
            GError       **error)
{
  GInputStream *stream = G_INPUT_STREAM (work->stream);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  GError *local_error = NULL;
  const char *orientation;

  if (!pictor_image_header_find_end (stream, cancellable, &local_error))
    {
      if (local_error == NULL)
        return fail (error, _("It is damaged. Choose another image."));
      g_propagate_error (error, local_error);
      return FALSE;
    }

  if (!rewind_stream (work, error))
    return FALSE;
  pixbuf = pictor_pixbuf_load (stream, MAX (1, work->header.width / JPEG_CHECK_REDUCTION),
                               MAX (1, work->header.height / JPEG_CHECK_REDUCTION), cancellable, error);
  if (pixbuf == NULL)
    return FALSE;

  orientation = gdk_pixbuf_get_option (pixbuf, "orientation");
  /* Exif 2.32, 4.6.4: 1 is upright, 5 to 8 are on their side. */
  work->turned = orientation != NULL && g_strcmp0 (orientation, "1") != 0;
  work->on_side = orientation != NULL && g_strcmp0 (orientation, "5") >= 0;

  return rewind_stream (work, error);
}

/* Sees to it that what is sent can be decoded. */
static gboolean
check_content (Work          *work,
               GCancellable  *cancellable,
               GError       **error)
{
  switch (work->header.format)
    {
    case PICTOR_IMAGE_PNG:
      return pictor_png_check (G_INPUT_STREAM (work->stream), cancellable, error) && rewind_stream (work, error);
    case PICTOR_IMAGE_JPEG:
      return check_jpeg (work, cancellable, error);
    default:
      return TRUE;
    }
}

/* Upright, and no larger than is wanted. */
static GdkPixbuf *
load_pixbuf (Work          *work,
             gboolean       shrink,
             GCancellable  *cancellable,
             GError       **error)
{
  int width = work->header.width;
  int height = work->header.height;
  g_autoptr (GdkPixbuf) stored = NULL;

  /* At once at the smaller size, by the sides that it has when it stands upright. */
  if (!shrink || width == 0 ||
      !shrink_to_need (work->source, work->on_side ? &height : &width, work->on_side ? &width : &height))
    width = height = 0;

  stored = pictor_pixbuf_load (G_INPUT_STREAM (work->stream), width, height, cancellable, error);

  return stored != NULL ? gdk_pixbuf_apply_embedded_orientation (stored) : NULL;
}

/* Loads an image whose size is only known afterwards, and whose missing rows only show as it is stored. */
static GdkPixbuf *
load_other (Work          *work,
            gboolean       shrink,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GdkPixbuf) upright = NULL;
  int width;
  int height;

  work->header.width = 0;
  upright = load_pixbuf (work, FALSE, cancellable, error);
  if (upright == NULL)
    return NULL;

  width = gdk_pixbuf_get_width (upright);
  height = gdk_pixbuf_get_height (upright);
  if (shrink && shrink_to_need (work->source, &width, &height))
    return gdk_pixbuf_scale_simple (upright, width, height, GDK_INTERP_BILINEAR);

  return g_steal_pointer (&upright);
}

static gboolean
save_pixbuf (GdkPixbuf           *pixbuf,
             PictorControlImage  *image,
             GCancellable        *cancellable,
             GError             **error)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;

  image->file = g_file_new_tmp ("pictor-XXXXXX.png", &stream, error);
  if (image->file == NULL)
    return FALSE;

  image->temporary = TRUE;
  image->width = gdk_pixbuf_get_width (pixbuf);
  image->height = gdk_pixbuf_get_height (pixbuf);
  if (!gdk_pixbuf_save_to_stream (pixbuf, g_io_stream_get_output_stream (G_IO_STREAM (stream)), "png",
                                  cancellable, error, NULL) ||
      !g_io_stream_close (G_IO_STREAM (stream), cancellable, error))
    return FALSE;

  info = g_file_query_info (image->file, QUERIED, G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (info == NULL)
    return FALSE;
  image->size = g_file_info_get_size (info);
  image->etag = g_strdup (g_file_info_get_etag (info));

  return TRUE;
}

static gboolean
convert (Work                *work,
         gboolean             shrink,
         PictorControlImage  *image,
         GCancellable        *cancellable,
         GError             **error)
{
  gboolean known = work->header.format == PICTOR_IMAGE_PNG || work->header.format == PICTOR_IMAGE_JPEG;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  GError *cause = NULL;

  pixbuf = known ? load_pixbuf (work, shrink, cancellable, error) : load_other (work, shrink, cancellable, error);
  if (pixbuf == NULL)
    return FALSE;

  if (!save_pixbuf (pixbuf, image, cancellable, &cause))
    {
      if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, cause);
      else
        {
          g_set_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_BAD_IMAGE,
                       _("A copy of it to send can't be saved in the folder for temporary files: %s"),
                       cause->message);
          g_error_free (cause);
        }
      return FALSE;
    }

  return TRUE;
}

/* Whether the file can be sent just as it is. */
static gboolean
is_fit (Work     *work,
        gboolean  shrink)
{
  int width = work->header.width;
  int height = work->header.height;

  if (work->header.format != PICTOR_IMAGE_PNG && work->header.format != PICTOR_IMAGE_JPEG)
    return FALSE;

  return !work->turned && !(shrink && shrink_to_need (work->source, &width, &height));
}

static PictorControlImage *
prepare (const PictorControlSource  *source,
         gboolean                    shrink,
         GCancellable               *cancellable,
         GError                    **error)
{
  g_auto (Work) work = { .source = source };
  g_autoptr (PictorControlImage) image = g_new0 (PictorControlImage, 1);

  if (!open_source (&work, cancellable, error) ||
      !read_header (&work, cancellable, error) ||
      !check_content (&work, cancellable, error))
    return NULL;

  image->number = source->number;
  if (is_fit (&work, shrink))
    {
      image->file = g_object_ref (source->file);
      image->size = work.size;
      image->width = work.header.width;
      image->height = work.header.height;
      image->etag = g_strdup (work.etag);
    }
  else if (!convert (&work, shrink, image, cancellable, error))
    {
      return NULL;
    }

  if (!pictor_control_source_is_same (source->file, work.size, work.etag, error))
    return NULL;

  return g_steal_pointer (&image);
}

PictorControlImage *
pictor_control_source_prepare (const PictorControlSource  *source,
                               gboolean                    shrink,
                               GCancellable               *cancellable,
                               GError                    **error)
{
  GError *cause = NULL;
  PictorControlImage *image = prepare (source, shrink, cancellable, &cause);

  if (image == NULL)
    {
      pictor_control_source_name (source->number, source->file, &cause);
      g_propagate_error (error, cause);
    }

  return image;
}
