/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-account-store.h"

#include <string.h>

#include "library/pictor-disk.h"

#define MAX_BYTES (1024 * 1024)

/* One change at a time: each reads the file anew, since another window or command may have written it. */
static GMutex changing;

typedef struct
{
  GFile *file;
  char *id;
  JsonNode *record; /* NULL: it goes */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->file);
  g_free (change->id);
  g_clear_pointer (&change->record, json_node_unref);
  g_free (change);
}

/* (transfer full): of JsonObject, those that are records. */
static GPtrArray *
read_objects (GFile         *file,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) own = NULL;
  JsonArray *accounts;

  if (!g_file_load_contents (file, cancellable, &text, &length, NULL, &own))
    {
      if (g_error_matches (own, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        return g_steal_pointer (&objects);
      g_propagate_error (error, g_steal_pointer (&own));
      return NULL;
    }
  root = length <= MAX_BYTES ? pictor_json_parse (text, length, NULL) : NULL;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return g_steal_pointer (&objects);
  accounts = pictor_json_get_array (json_node_get_object (root), "accounts");
  for (guint i = 0; accounts != NULL && i < json_array_get_length (accounts); i++)
    {
      JsonNode *node = json_array_get_element (accounts, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        g_ptr_array_add (objects, json_node_dup_object (node));
    }
  return g_steal_pointer (&objects);
}

static void
load (GTask        *task,
      gpointer      source,
      gpointer      task_data,
      GCancellable *cancellable)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_account_record_free);
  g_autoptr (GPtrArray) objects = NULL;
  GError *error = NULL;

  objects = read_objects (task_data, cancellable, &error);
  if (objects == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < objects->len; i++)
    {
      PictorAccountRecord *record = pictor_account_record_from_json (objects->pdata[i]);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  g_task_return_pointer (task, g_steal_pointer (&records), (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
write_objects (GFile      *file,
               GPtrArray  *objects,
               GError    **error)
{
  g_autoptr (GFile) parent = g_file_get_parent (file);
  const char *folder = g_file_peek_path (parent);
  g_autoptr (PictorDiskFile) written = NULL;
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonObject *top = json_object_new ();
  JsonArray *accounts = json_array_new ();

  for (guint i = 0; i < objects->len; i++)
    json_array_add_object_element (accounts, json_object_ref (objects->pdata[i]));
  json_object_set_array_member (top, "accounts", accounts);
  json_node_take_object (root, top);
  text = json_to_string (root, TRUE);

  g_mkdir_with_parents (folder, 0700);
  written = pictor_disk_file_new (folder, 0600, error);
  return written != NULL
         && g_output_stream_write_all (pictor_disk_file_get_stream (written), text, strlen (text), NULL, NULL, error)
         && pictor_disk_file_commit (written, g_file_peek_path (file), TRUE, error);
}

/* Whether @object is the record @id. One of a kind that this version does not know is nobody's, and stays. */
static gboolean
is_record (JsonObject *object,
           const char *id)
{
  g_autoptr (PictorAccountRecord) record = pictor_account_record_from_json (object);
  g_autofree char *own = record != NULL ? pictor_account_record_make_id (record) : NULL;

  return g_strcmp0 (own, id) == 0;
}

static void
make_change (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Change *change = task_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&changing);
  g_autoptr (GPtrArray) objects = NULL;
  GError *error = NULL;
  guint position;

  objects = read_objects (change->file, cancellable, &error);
  if (objects == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (position = 0; position < objects->len; position++)
    if (is_record (objects->pdata[position], change->id))
      break;
  if (position < objects->len)
    g_ptr_array_remove_index (objects, position);
  if (change->record != NULL)
    g_ptr_array_insert (objects, position, json_node_dup_object (change->record));
  if (write_objects (change->file, objects, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
pictor_account_store_load_async (GFile               *file,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, pictor_account_store_load_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load);
}

GPtrArray *
pictor_account_store_load_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_account_store_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
change (GFile               *file,
        char                *id,
        JsonNode            *record,
        GCancellable        *cancellable,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Change *data = g_new0 (Change, 1);

  g_task_set_source_tag (task, pictor_account_store_put_async);
  data->file = g_object_ref (file);
  data->id = id;
  data->record = record;
  g_task_set_task_data (task, data, change_free);
  g_task_run_in_thread (task, make_change);
}

void
pictor_account_store_put_async (GFile                     *file,
                                const PictorAccountRecord *record,
                                GCancellable              *cancellable,
                                GAsyncReadyCallback        callback,
                                gpointer                   user_data)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, pictor_account_record_to_json (record));
  change (file, pictor_account_record_make_id (record), node, cancellable, callback, user_data);
}

void
pictor_account_store_remove_async (GFile               *file,
                                   const char          *id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  change (file, g_strdup (id), NULL, cancellable, callback, user_data);
}

gboolean
pictor_account_store_change_finish (GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_account_store_put_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
