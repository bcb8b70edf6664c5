/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-draft.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "library/pictor-disk.h"
#include "model/pictor-recipe-json.h"

#define DELAY_MS 400
/* Prompts of 64 kB and a few controls are far below; anything above was not written by us. */
#define MAX_DRAFT_BYTES (4 * 1024 * 1024)

/* What writes: shared by the draft and its threads, so that a slow thread can't put an older text over a newer one. */
typedef struct
{
  char *path;
  GMutex lock;
  guint written;
} Writer;

typedef struct
{
  Writer *writer;
  char *text;
  guint serial;
} Writing;

struct _PictorDraft
{
  GObject parent_instance;

  GFile *file;
  PictorRecipe *recipe;
  Writer *writer;

  gboolean loading;
  gboolean failing;
  guint serial;
  guint save_id;
  guint n_writing;
};

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PictorDraft, pictor_draft, G_TYPE_OBJECT)

static Writer *
writer_new (const char *path)
{
  Writer *writer = g_atomic_rc_box_new0 (Writer);

  writer->path = g_strdup (path);
  g_mutex_init (&writer->lock);
  return writer;
}

static void
writer_clear (gpointer data)
{
  Writer *writer = data;

  g_mutex_clear (&writer->lock);
  g_free (writer->path);
}

static void
writer_unref (Writer *writer)
{
  g_atomic_rc_box_release_full (writer, writer_clear);
}

static gboolean
write_text (const char  *path,
            const char  *text,
            GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (PictorDiskFile) file = NULL;

  g_mkdir_with_parents (folder, 0700);
  file = pictor_disk_file_new (folder, 0600, error);
  if (file == NULL
      || !g_output_stream_write_all (pictor_disk_file_get_stream (file), text, strlen (text), NULL, NULL, error)
      || !pictor_disk_file_commit (file, path, TRUE, error))
    {
      pictor_disk_explain (error, folder);
      return FALSE;
    }
  return TRUE;
}

static Writing *
writing_new (PictorDraft *self)
{
  Writing *writing = g_new0 (Writing, 1);

  self->serial += 1;
  writing->writer = g_atomic_rc_box_acquire (self->writer);
  writing->text = pictor_recipe_to_json (self->recipe, PICTOR_RECIPE_JSON_PRETTY);
  writing->serial = self->serial;
  return writing;
}

static void
writing_free (Writing *writing)
{
  writer_unref (writing->writer);
  g_free (writing->text);
  g_free (writing);
}

static gboolean
write_in_turn (Writing  *writing,
               GError  **error)
{
  Writer *writer = writing->writer;
  gboolean written = TRUE;

  g_mutex_lock (&writer->lock);
  if (writing->serial > writer->written)
    {
      written = write_text (writer->path, writing->text, error);
      if (written)
        writer->written = writing->serial;
    }
  g_mutex_unlock (&writer->lock);
  return written;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

/* Tells of trouble once, not at every key that is pressed while it lasts. */
static void
note_outcome (PictorDraft  *self,
              const GError *error)
{
  gboolean failing = error != NULL;

  if (failing && !self->failing)
    {
      self->failing = TRUE;
      g_signal_emit (self, signals[FAILED], 0, error->message);
    }
  self->failing = failing;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PictorDraft *self = PICTOR_DRAFT (source);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->n_writing -= 1;
  note_outcome (self, error);
}

static void
write_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_in_turn (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
save_cb (gpointer user_data)
{
  PictorDraft *self = PICTOR_DRAFT (user_data);
  g_autoptr (GTask) task = NULL;

  /* The disk is slow: let it finish first. */
  if (self->n_writing > 0)
    return G_SOURCE_CONTINUE;

  self->save_id = 0;
  self->n_writing += 1;
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_source_tag (task, save_cb);
  g_task_set_task_data (task, writing_new (self), (GDestroyNotify) writing_free);
  g_task_run_in_thread (task, write_thread);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PictorDraft *self)
{
  /* Not started again by further changes: steady typing must not put saving off. */
  if (self->save_id == 0)
    self->save_id = g_timeout_add (DELAY_MS, save_cb, self);
}

/* What a kill in the middle of a save has left. */
static void
remove_leftovers (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (pictor_disk_is_temporary (name))
        g_unlink (path);
    }
}

/* Moves what can't be read to a name of its own. */
static void
set_aside (const char  *path,
           GError     **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%s", path, date);
  g_autofree char *name = NULL;

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%s-%u", path, date, i);
    }
  if (g_rename (path, aside) != 0)
    g_debug ("Could not set the draft aside: %s", g_strerror (errno));

  name = g_filename_display_name (aside);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _("The last draft could not be read. It was kept as “%s”."), name);
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GFile *file = task_data;
  const char *path = g_file_peek_path (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (PictorRecipe) recipe = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  GStatBuf status;

  remove_leftovers (g_file_peek_path (folder));
  if (g_lstat (path, &status) != 0 && errno == ENOENT)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  if (S_ISREG (status.st_mode) && status.st_size <= MAX_DRAFT_BYTES
      && g_file_load_contents (file, cancellable, &text, &length, NULL, &error))
    recipe = pictor_recipe_from_json (text, length, folder, &error);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (recipe == NULL)
    {
      g_debug ("The draft can't be read: %s", error != NULL ? error->message : "no file of ours");
      g_clear_error (&error);
      set_aside (path, &error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&recipe), g_object_unref);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  PictorDraft *self = PICTOR_DRAFT (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (PictorRecipe) loaded = NULL;
  g_autoptr (GError) error = NULL;

  loaded = g_task_propagate_pointer (G_TASK (result), &error);
  /* What is on disk was not looked at: leave it alone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (loaded != NULL)
    pictor_recipe_assign (self->recipe, loaded);
  g_signal_connect_object (self->recipe, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
pictor_draft_dispose (GObject *object)
{
  PictorDraft *self = PICTOR_DRAFT (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_object (&self->file);
  g_clear_object (&self->recipe);
  g_clear_pointer (&self->writer, writer_unref);

  G_OBJECT_CLASS (pictor_draft_parent_class)->dispose (object);
}

static void
pictor_draft_class_init (PictorDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pictor_draft_dispose;

  /**
   * PictorDraft::failed:
   * @message: a sentence for a person
   *
   * Saving does not work. Emitted at the first failure after a success; it is tried again at each change.
   */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pictor_draft_init (PictorDraft *self)
{
}

PictorDraft *
pictor_draft_new (GFile        *file,
                  PictorRecipe *recipe)
{
  PictorDraft *self;

  g_return_val_if_fail (G_IS_FILE (file) && g_file_peek_path (file) != NULL, NULL);
  g_return_val_if_fail (PICTOR_IS_RECIPE (recipe), NULL);

  self = g_object_new (PICTOR_TYPE_DRAFT, NULL);
  self->file = g_object_ref (file);
  self->recipe = g_object_ref (recipe);
  self->writer = writer_new (g_file_peek_path (file));
  return self;
}

/**
 * pictor_draft_load_async:
 *
 * May be called once. A draft that can't be read is renamed to "NAME.damaged-DATE" beside it, and the error
 * (G_IO_ERROR_INVALID_DATA) says so; the recipe then stays as it is and is kept from then on. After cancelling nothing is kept.
 */
void
pictor_draft_load_async (PictorDraft         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) loading = NULL;
  GTask *task;

  g_return_if_fail (PICTOR_IS_DRAFT (self));
  g_return_if_fail (!self->loading);

  self->loading = TRUE;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_draft_load_async);

  loading = g_task_new (self, cancellable, loaded_cb, task);
  g_task_set_source_tag (loading, pictor_draft_load_async);
  g_task_set_task_data (loading, g_object_ref (self->file), g_object_unref);
  g_task_run_in_thread (loading, load_thread);
}

gboolean
pictor_draft_load_finish (PictorDraft   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * pictor_draft_flush:
 *
 * Blocks until the newest text is on disk, or can't be; "failed" is emitted before it returns.
 */
void
pictor_draft_flush (PictorDraft *self)
{
  g_autoptr (Writing) writing = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PICTOR_IS_DRAFT (self));

  if (self->save_id == 0 && self->n_writing == 0 && !self->failing)
    return;
  g_clear_handle_id (&self->save_id, g_source_remove);
  writing = writing_new (self);
  write_in_turn (writing, &error);
  note_outcome (self, error);
}
