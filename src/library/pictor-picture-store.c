/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-picture-store.h"

#include <glib/gi18n.h>

#include "library/pictor-disk.h"
#include "library/pictor-image-text.h"
#include "library/pictor-image-type.h"
#include "library/pictor-parameters.h"
#include "library/pictor-png-text.h"
#include "model/pictor-recipe-json.h"

#define MAX_TRIES 10000

/* One picture on its way to its place: all that the thread needs, so that it shares no object with anybody. */
typedef struct
{
  PictorPicture *picture;
  GFile *source;
  char *texts[5];
  gint64 seed;
  /* One of the two. */
  GFile *folder;
  GFile *destination;
} Filing;

static void
filing_free (Filing *filing)
{
  g_clear_object (&filing->picture);
  g_clear_object (&filing->source);
  g_clear_object (&filing->folder);
  g_clear_object (&filing->destination);
  for (guint i = 0; i < G_N_ELEMENTS (filing->texts); i++)
    g_free (filing->texts[i]);
  g_free (filing);
}

/* The recipe as JSON that makes this very picture again. */
static char *
describe (PictorRecipe  *recipe,
          PictorPicture *picture)
{
  g_autoptr (PictorRecipe) copy = pictor_recipe_copy (recipe);

  if (pictor_picture_get_seed (picture) >= 0)
    g_object_set (copy, "seed", pictor_picture_get_seed (picture), NULL);
  return pictor_recipe_to_json (copy, PICTOR_RECIPE_JSON_PORTABLE);
}

static Filing *
filing_new (PictorPicture *picture,
            PictorRecipe  *recipe,
            const char    *model_name)
{
  Filing *filing = g_new0 (Filing, 1);

  filing->picture = g_object_ref (picture);
  filing->source = g_object_ref (pictor_picture_get_file (picture));
  filing->seed = pictor_picture_get_seed (picture);
  filing->texts[0] = g_strdup (PICTOR_PNG_KEY_PARAMETERS);
  filing->texts[1] = pictor_parameters_format (recipe, filing->seed,
                                               pictor_picture_get_width (picture),
                                               pictor_picture_get_height (picture),
                                               model_name);
  filing->texts[2] = g_strdup (PICTOR_PNG_KEY_RECIPE);
  filing->texts[3] = describe (recipe, picture);
  return filing;
}

static const char *
sniff (GInputStream  *stream,
       GCancellable  *cancellable,
       GError       **error)
{
  guint8 head[PICTOR_IMAGE_TYPE_BYTES];
  gsize n_read = 0;

  if (!g_input_stream_read_all (stream, head, sizeof head, &n_read, cancellable, error)
      || !g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, error))
    return NULL;
  return pictor_image_type_sniff (head, n_read);
}

static gboolean
copy_plain (GInputStream    *source,
            PictorDiskFile  *file,
            GCancellable    *cancellable,
            GError         **error)
{
  return pictor_disk_file_rewind (file, error)
         && g_seekable_seek (G_SEEKABLE (source), 0, G_SEEK_SET, cancellable, error)
         && g_output_stream_splice (pictor_disk_file_get_stream (file), source,
                                    G_OUTPUT_STREAM_SPLICE_NONE, cancellable, error) >= 0;
}

/* A JPEG or WebP as it came, and then its text inside: the recipe alone where both are too much for the format. FALSE only
 * where nothing can be written at all. */
static gboolean
copy_image (Filing          *filing,
            GInputStream    *source,
            PictorDiskFile  *file,
            GCancellable    *cancellable,
            GError         **error)
{
  const PictorImageText texts[] = {
    { .parameters = filing->texts[1], .recipe = filing->texts[3], .rating = -1 },
    { .recipe = filing->texts[3], .rating = -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (!copy_plain (source, file, cancellable, error))
        return FALSE;
      if (pictor_image_text_write (pictor_disk_file_get_path (file), &texts[i], NULL))
        return pictor_disk_file_reopen (file, error);
      if (!pictor_disk_file_reopen (file, error))
        return FALSE;
    }
  return copy_plain (source, file, cancellable, error);
}

/* A picture of a kind that holds no text, or a damaged one, is kept as it came: it may be paid for. */
static gboolean
copy_picture (Filing          *filing,
              GInputStream    *source,
              PictorDiskFile  *file,
              const char      *ending,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autoptr (GError) local_error = NULL;

  if (g_str_equal (ending, "jpg") || g_str_equal (ending, "webp"))
    return copy_image (filing, source, file, cancellable, error);
  if (g_str_equal (ending, "png"))
    {
      if (pictor_png_text_copy (source, pictor_disk_file_get_stream (file),
                                (const char * const *) filing->texts, cancellable, &local_error))
        return TRUE;
      if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return copy_plain (source, file, cancellable, error);
}

/* "2026-11-24 10.52.17 s42.png", then "2026-11-24 10.52.17 s42 (2).png" and so on: never a name from outside. */
static char *
make_path (const char *folder,
           const char *stem,
           const char *ending,
           guint       attempt)
{
  g_autofree char *name = attempt == 1
                            ? g_strdup_printf ("%s.%s", stem, ending)
                            : g_strdup_printf ("%s (%u).%s", stem, attempt, ending);

  return g_build_filename (folder, name, NULL);
}

static char *
make_stem (gint64 seed)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d %H.%M.%S");

  return seed >= 0 ? g_strdup_printf ("%s s%" G_GINT64_FORMAT, date, seed) : g_steal_pointer (&date);
}

static char *
commit_new (Filing          *filing,
            PictorDiskFile  *file,
            const char      *folder,
            const char      *ending,
            GError         **error)
{
  g_autofree char *stem = make_stem (filing->seed);

  for (guint attempt = 1;; attempt++)
    {
      g_autofree char *path = make_path (folder, stem, ending, attempt);
      g_autoptr (GError) local_error = NULL;

      if (pictor_disk_file_commit (file, path, FALSE, &local_error))
        return g_steal_pointer (&path);
      if (attempt == MAX_TRIES || !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
}

/* The whole way within @folder; errors are in the system's words. */
static char *
write_picture (Filing        *filing,
               GInputStream  *source,
               const char    *folder,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (PictorDiskFile) file = NULL;
  const char *ending;

  ending = sniff (source, cancellable, error);
  if (ending == NULL)
    return NULL;
  file = pictor_disk_file_new (folder, 0666, error);
  if (file == NULL
      || !copy_picture (filing, source, file, ending, cancellable, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (filing->destination == NULL)
    return commit_new (filing, file, folder, ending, error);
  if (!pictor_disk_file_commit (file, g_file_peek_path (filing->destination), TRUE, error))
    return NULL;
  return g_file_get_path (filing->destination);
}

static gboolean
make_folder (GFile         *folder,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GError) local_error = NULL;

  if (g_file_make_directory_with_parents (folder, cancellable, &local_error)
      || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
file_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Filing *filing = task_data;
  GFile *target = filing->folder != NULL ? filing->folder : filing->destination;
  g_autoptr (GFileInputStream) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (g_file_peek_path (target) == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               _("Pictures can only be kept in a folder of this computer."));
      return;
    }
  source = g_file_read (filing->source, cancellable, &error);
  if (source == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  folder = filing->folder != NULL
             ? g_file_get_path (filing->folder)
             : g_path_get_dirname (g_file_peek_path (filing->destination));
  if (filing->folder == NULL || make_folder (filing->folder, cancellable, &error))
    path = write_picture (filing, G_INPUT_STREAM (source), folder, cancellable, &error);
  if (path == NULL)
    {
      pictor_disk_explain (&error, folder);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (filing->folder != NULL)
    g_file_delete (filing->source, NULL, NULL);
  g_task_return_pointer (task, g_steal_pointer (&path), g_free);
}

static void
start (Filing              *filing,
       gpointer             source_tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  /* Cancelled a moment too late, it is saved all the same, and that must be known. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, filing, (GDestroyNotify) filing_free);
  g_task_run_in_thread (task, file_thread);
}

static PictorPicture *
finish (GAsyncResult  *result,
        gpointer       source_tag,
        GError       **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  Filing *filing;

  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  path = g_task_propagate_pointer (G_TASK (result), error);
  if (path == NULL)
    return NULL;

  filing = g_task_get_task_data (G_TASK (result));
  file = g_file_new_for_path (path);
  return pictor_picture_new (file,
                             filing->seed,
                             pictor_picture_get_width (filing->picture),
                             pictor_picture_get_height (filing->picture),
                             pictor_picture_get_task (filing->picture),
                             pictor_picture_get_index (filing->picture),
                             pictor_picture_get_points (filing->picture));
}

void
pictor_picture_store_save_async (PictorPicture       *picture,
                                 PictorRecipe        *recipe,
                                 const char          *model_name,
                                 GFile               *folder,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  Filing *filing;

  g_return_if_fail (PICTOR_IS_PICTURE (picture));
  g_return_if_fail (PICTOR_IS_RECIPE (recipe));
  g_return_if_fail (G_IS_FILE (folder));

  filing = filing_new (picture, recipe, model_name);
  filing->folder = g_object_ref (folder);
  start (filing, pictor_picture_store_save_async, cancellable, callback, user_data);
}

PictorPicture *
pictor_picture_store_save_finish (GAsyncResult  *result,
                                  GError       **error)
{
  return finish (result, pictor_picture_store_save_async, error);
}

void
pictor_picture_store_export_async (PictorPicture       *picture,
                                   PictorRecipe        *recipe,
                                   const char          *model_name,
                                   GFile               *destination,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  Filing *filing;

  g_return_if_fail (PICTOR_IS_PICTURE (picture));
  g_return_if_fail (PICTOR_IS_RECIPE (recipe));
  g_return_if_fail (G_IS_FILE (destination));

  filing = filing_new (picture, recipe, model_name);
  filing->destination = g_object_ref (destination);
  start (filing, pictor_picture_store_export_async, cancellable, callback, user_data);
}

PictorPicture *
pictor_picture_store_export_finish (GAsyncResult  *result,
                                    GError       **error)
{
  return finish (result, pictor_picture_store_export_async, error);
}
