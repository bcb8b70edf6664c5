/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-recipe-file.h"

#include <string.h>

#include <glib/gi18n.h>

#include "library/pictor-foreign.h"
#include "library/pictor-image-text.h"
#include "library/pictor-image-type.h"
#include "library/pictor-png-text.h"
#include "model/pictor-recipe-json.h"

#define MAX_JSON_BYTES (1024 * 1024)
#define SHA256_DIGITS 64

/* What of a picture may hold a recipe, whatever its kind. */
typedef struct
{
  GHashTable *texts;
  int rating;
} Texts;

static void
texts_clear (Texts *self)
{
  g_clear_pointer (&self->texts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

typedef gboolean (*ReadFunc) (PictorFoundRecipe *found,
                              const char        *text);

/* Where each program leaves its recipe, the surest first. */
static const struct
{
  const char *key;
  const char *program;
  ReadFunc read;
} sources[] = {
  { PICTOR_PNG_KEY_PARAMETERS, "Fooocus", pictor_foreign_read_fooocus },
  { PICTOR_PNG_KEY_PARAMETERS, "AUTOMATIC1111", pictor_foreign_read_automatic },
  { "invokeai_metadata", "InvokeAI", pictor_foreign_read_invokeai },
  { "sd-metadata", "InvokeAI", pictor_foreign_read_invokeai_old },
  { "prompt", "ComfyUI", pictor_foreign_read_comfyui },
  /* Fooocus before 2.2. */
  { "Comment", "Fooocus", pictor_foreign_read_fooocus },
};

/* Whether @name is one that the store of inputs gives: nothing else is looked for. */
static gboolean
is_input_name (const char *name)
{
  gsize digits = strspn (name, "0123456789abcdef");

  return digits == SHA256_DIGITS && name[digits] == '.' && strspn (name + digits + 1, "abcdefghijklmnopqrstuvwxyz") ==
                                                              strlen (name + digits + 1);
}

/* Control images by what they are called alone, wherever the text says that they are. */
static void
find_images (PictorFoundRecipe *found,
             GFile             *inputs)
{
  GListModel *controls = G_LIST_MODEL (pictor_recipe_get_controls (found->recipe));

  for (guint i = 0; i < g_list_model_get_n_items (controls); i++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, i);
      GFile *named = pictor_control_get_image (control);
      g_autofree char *name = named != NULL ? g_file_get_basename (named) : NULL;
      g_autoptr (GFile) image = name != NULL && inputs != NULL && is_input_name (name)
                                  ? g_file_get_child (inputs, name)
                                  : NULL;

      if (image != NULL && g_file_query_file_type (image, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_REGULAR)
        {
          pictor_control_set_image (control, image);
          continue;
        }
      pictor_control_set_image (control, NULL);
      pictor_found_recipe_note (found, _("The image of ControlNet %u is not on this computer any more."), i + 1);
    }
}

static PictorFoundRecipe *
read_own (const char  *text,
          GFile       *inputs,
          GError     **error)
{
  /* Makes files of relative paths, for their names; no such folder is ever looked at. */
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/");
  g_autoptr (PictorRecipe) recipe = pictor_recipe_from_json (text, -1, nowhere, error);
  PictorFoundRecipe *found;

  if (recipe == NULL)
    return NULL;
  found = pictor_found_recipe_new ("Pictor");
  found->own = TRUE;
  g_object_unref (found->recipe);
  found->recipe = g_steal_pointer (&recipe);
  find_images (found, inputs);
  return found;
}

static PictorFoundRecipe *
read_texts (Texts  *texts,
            GFile  *inputs,
            GError **error)
{
  const char *own = g_hash_table_lookup (texts->texts, PICTOR_PNG_KEY_RECIPE);
  g_autoptr (GError) own_error = NULL;
  PictorFoundRecipe *found = own != NULL ? read_own (own, inputs, &own_error) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sources) && found == NULL; i++)
    {
      const char *text = g_hash_table_lookup (texts->texts, sources[i].key);

      if (text == NULL)
        continue;
      found = pictor_found_recipe_new (sources[i].program);
      if (!sources[i].read (found, text))
        g_clear_pointer (&found, pictor_found_recipe_free);
    }

  if (found != NULL)
    found->rating = MAX (texts->rating, 0);
  else if (own_error != NULL)
    g_propagate_error (error, g_steal_pointer (&own_error));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no recipe in this picture."));
  return found;
}

static gboolean
collect_png (GFile         *file,
             Texts         *texts,
             GCancellable  *cancellable,
             GError       **error)
{
  const char *rating;

  texts->texts = pictor_png_text_read (file, cancellable, error);
  if (texts->texts == NULL)
    return FALSE;
  rating = g_hash_table_lookup (texts->texts, PICTOR_PNG_KEY_RATING);
  texts->rating = rating != NULL ? (int) CLAMP (g_ascii_strtoll (rating, NULL, 10), 0, 5) : 0;
  return TRUE;
}

static void
take (Texts       *texts,
      const char  *key,
      char       **text)
{
  if (*text != NULL)
    g_hash_table_insert (texts->texts, g_strdup (key), g_steal_pointer (text));
}

static gboolean
collect_image (GFile   *file,
               Texts   *texts,
               GError **error)
{
  g_autoptr (PictorImageText) text = pictor_image_text_read (file, error);

  if (text == NULL)
    return FALSE;
  texts->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  take (texts, PICTOR_PNG_KEY_RECIPE, &text->recipe);
  take (texts, PICTOR_PNG_KEY_PARAMETERS, &text->parameters);
  take (texts, "prompt", &text->graph);
  texts->rating = text->rating;
  return TRUE;
}

static PictorFoundRecipe *
read_json (GFile         *file,
           GInputStream  *stream,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *text = g_malloc (MAX_JSON_BYTES);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (PictorRecipe) recipe = NULL;
  PictorFoundRecipe *found;
  gsize length;

  if (!g_input_stream_read_all (stream, text, MAX_JSON_BYTES, &length, cancellable, error))
    return NULL;
  if (length == MAX_JSON_BYTES || memchr (text, '{', length) == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("It is no PNG, JPEG or WebP picture and no recipe."));
      return NULL;
    }
  recipe = pictor_recipe_from_json (text, length, folder, error);
  if (recipe == NULL)
    return NULL;
  found = pictor_found_recipe_new ("Pictor");
  found->own = TRUE;
  g_object_unref (found->recipe);
  found->recipe = g_steal_pointer (&recipe);
  return found;
}

PictorFoundRecipe *
pictor_recipe_file_read (GFile         *file,
                         GFile         *inputs,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_auto (Texts) texts = { 0 };
  guint8 head[PICTOR_IMAGE_TYPE_BYTES];
  const char *type;
  gsize n_read = 0;
  gboolean done;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n_read, cancellable, error))
    return NULL;
  type = pictor_image_type_sniff (head, n_read);
  if (g_str_equal (type, "img"))
    {
      if (!g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, error))
        return NULL;
      return read_json (file, G_INPUT_STREAM (stream), cancellable, error);
    }
  if (g_str_equal (type, "png"))
    done = collect_png (file, &texts, cancellable, error);
  else if (g_str_equal (type, "jpg") || g_str_equal (type, "webp"))
    done = collect_image (file, &texts, error);
  else
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("It is no PNG, JPEG or WebP picture and no recipe."));
      return NULL;
    }
  return done ? read_texts (&texts, inputs, error) : NULL;
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GFile **files = task_data;
  GError *error = NULL;
  PictorFoundRecipe *found = pictor_recipe_file_read (files[0], files[1], cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) pictor_found_recipe_free);
  else
    g_task_return_error (task, error);
}

static void
files_free (gpointer data)
{
  GFile **files = data;

  g_clear_object (&files[0]);
  g_clear_object (&files[1]);
  g_free (files);
}

void
pictor_recipe_file_read_async (GFile               *file,
                               GFile               *inputs,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GFile **files = g_new0 (GFile *, 2);

  g_return_if_fail (G_IS_FILE (file));

  files[0] = g_object_ref (file);
  files[1] = inputs != NULL ? g_object_ref (inputs) : NULL;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_recipe_file_read_async);
  g_task_set_task_data (task, files, files_free);
  g_task_run_in_thread (task, read_thread);
}

PictorFoundRecipe *
pictor_recipe_file_read_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_recipe_file_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
