/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-tasks.h"

#include <glib/gi18n.h>

#include "picpik/pictor-picpik-contract.h"
#include "practice/pictor-practice-token.h"

#define PAINTERS 2
#define UID_LENGTH 20
/* The ErrorCode of a task that could not be painted. */
#define PAINTING_FAILED 500
#define LARGEST_SEED 2147483647

const PictorPracticeLimits pictor_practice_limits = {
  .waiting = 64,
  .kept = 4096,
  .bytes = 128 * 1024 * 1024,
  .seconds = 24 * 60 * 60,
};

typedef enum
{
  QUEUED,
  RUNNING,
  SUCCESS,
  FAILED
} State;

static const char * const status_names[] = { "Queued", "Running", "Success", "Failed" };

/* In the table as long as it waits or runs; @state and what follows are read and changed under the lock. */
typedef struct
{
  char *uid;
  PictorPracticeRequest *request;
  gint64 seed;
  State state;
  GPtrArray *pictures;
  gsize bytes;
  char *error;
  gint64 ended;
} Task;

struct _PictorPracticeTasks
{
  PictorPracticeLimits limits;
  char *address;
  GThreadPool *painters;
  GCancellable *cancellable;

  GMutex lock;
  GHashTable *table;
  GQueue ended; /* of Task, the oldest first */
  guint n_waiting;
  gsize bytes;
};

static void
task_free (Task *task)
{
  g_free (task->uid);
  pictor_practice_request_free (task->request);
  g_ptr_array_unref (task->pictures);
  g_free (task->error);
  g_free (task);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Task, task_free)

static void
forget_oldest (PictorPracticeTasks *self)
{
  Task *task = g_queue_pop_head (&self->ended);

  self->bytes -= task->bytes;
  g_hash_table_remove (self->table, task->uid);
}

static void
keep_limits (PictorPracticeTasks *self)
{
  gint64 oldest = g_get_monotonic_time () - self->limits.seconds * G_USEC_PER_SEC;

  while (self->ended.length > self->limits.kept ||
         (self->ended.length > 1 && self->bytes > self->limits.bytes))
    forget_oldest (self);
  while (self->ended.length > 0 && ((Task *) self->ended.head->data)->ended <= oldest)
    forget_oldest (self);
}

/* Paints the pictures of @task; nothing here changes what others read. (transfer full) (nullable) */
static GPtrArray *
paint (PictorPracticeTasks          *self,
       const PictorPracticeRequest  *request,
       gint64                        seed,
       GError                      **error)
{
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < request->batch_size; i++)
    {
      GBytes *picture = pictor_practice_paint (&request->paint, (guint64) seed + i, NULL, NULL, self->cancellable, error);

      if (picture == NULL)
        return NULL;
      g_ptr_array_add (pictures, picture);
    }
  return g_steal_pointer (&pictures);
}

static void
paint_cb (gpointer data,
          gpointer user_data)
{
  PictorPracticeTasks *self = user_data;
  Task *task = data;
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&self->lock);
  task->state = RUNNING;
  self->n_waiting--;
  g_mutex_unlock (&self->lock);

  pictures = paint (self, task->request, task->seed, &error);

  g_mutex_lock (&self->lock);
  if (pictures != NULL)
    {
      task->state = SUCCESS;
      for (guint i = 0; i < pictures->len; i++)
        task->bytes += g_bytes_get_size (g_ptr_array_index (pictures, i));
      g_ptr_array_extend_and_steal (task->pictures, g_steal_pointer (&pictures));
      self->bytes += task->bytes;
    }
  else
    {
      task->state = FAILED;
      task->error = g_strdup (error->message);
    }
  task->ended = g_get_monotonic_time ();
  g_queue_push_tail (&self->ended, task);
  keep_limits (self);
  g_mutex_unlock (&self->lock);
}

PictorPracticeTasks *
pictor_practice_tasks_new (const PictorPracticeLimits *limits,
                           const char                 *address)
{
  PictorPracticeTasks *self = g_new0 (PictorPracticeTasks, 1);

  self->limits = *limits;
  self->address = g_strdup (address);
  self->cancellable = g_cancellable_new ();
  /* A pool that shares its threads starts none before there is work, so that this can't fail. */
  self->painters = g_thread_pool_new (paint_cb, self, PAINTERS, FALSE, NULL);
  g_mutex_init (&self->lock);
  self->table = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) task_free);
  g_queue_init (&self->ended);
  return self;
}

void
pictor_practice_tasks_free (PictorPracticeTasks *self)
{
  g_cancellable_cancel (self->cancellable);
  g_thread_pool_free (self->painters, TRUE, TRUE);
  g_queue_clear (&self->ended);
  g_hash_table_unref (self->table);
  g_mutex_clear (&self->lock);
  g_object_unref (self->cancellable);
  g_free (self->address);
  g_free (self);
}

char *
pictor_practice_tasks_add (PictorPracticeTasks   *self,
                           PictorPracticeRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Task *task;

  if (self->n_waiting >= self->limits.waiting)
    {
      pictor_practice_request_free (request);
      return NULL;
    }

  task = g_new0 (Task, 1);
  task->uid = pictor_practice_token_new (UID_LENGTH);
  task->request = request;
  task->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  task->seed = request->seed;
  /* A seed that was left to the service leaves room for the batch, so that each picture's own can be asked for again. */
  if (task->seed < 0)
    task->seed = pictor_practice_token_number (LARGEST_SEED - request->batch_size);
  g_hash_table_insert (self->table, task->uid, task);
  self->n_waiting++;
  g_thread_pool_push (self->painters, task, NULL);
  return g_strdup (task->uid);
}

static void
describe_task (PictorPracticeTasks *self,
               const Task          *task,
               JsonObject          *detail)
{
  json_object_set_string_member (detail, "Status", status_names[task->state]);
  json_object_set_int_member (detail, "Seed", task->seed);
  json_object_set_int_member (detail, "ConsumeApiPoint", task->request->points);
  json_object_set_int_member (detail, "ErrorCode", task->state == FAILED ? PAINTING_FAILED : 0);
  if (task->state == FAILED)
    json_object_set_string_member (detail, "ErrorMassage", task->error);
  if (task->state == SUCCESS)
    {
      JsonArray *addresses = json_array_new ();

      for (guint i = 0; i < task->pictures->len; i++)
        {
          g_autofree char *address = g_strdup_printf ("%s/pictures/%s/%u.png", self->address, task->uid, i);

          json_array_add_string_element (addresses, address);
        }
      json_object_set_array_member (detail, "ImgList", addresses);
    }
}

JsonObject *
pictor_practice_tasks_describe (PictorPracticeTasks *self,
                                const char          *uid)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  JsonObject *detail = json_object_new ();
  const Task *task;

  keep_limits (self);
  task = g_hash_table_lookup (self->table, uid);
  json_object_set_string_member (detail, "TaskUID", uid);
  json_object_set_string_member (detail, "Action", PICTOR_PICPIK_ACTION_GENERATE);
  if (task != NULL)
    describe_task (self, task, detail);
  else
    {
      json_object_set_string_member (detail, "Status", "Expired");
      json_object_set_int_member (detail, "ErrorCode", PICTOR_PICPIK_TASK_UNKNOWN);
      json_object_set_string_member (detail, "ErrorMassage", _("This task is not known any more."));
    }
  return detail;
}

GBytes *
pictor_practice_tasks_get_picture (PictorPracticeTasks *self,
                                   const char          *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 5);
  g_autoptr (GMutexLocker) locker = NULL;
  g_autofree char *name = NULL;
  const Task *task;
  guint64 i;

  if (g_strv_length (parts) != 4 || !g_str_equal (parts[1], "pictures") ||
      !g_str_has_suffix (parts[3], ".png"))
    return NULL;
  name = g_strndup (parts[3], strlen (parts[3]) - strlen (".png"));
  if (!g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT - 1, &i, NULL))
    return NULL;

  locker = g_mutex_locker_new (&self->lock);
  keep_limits (self);
  task = g_hash_table_lookup (self->table, parts[2]);
  if (task == NULL || i >= task->pictures->len)
    return NULL;
  return g_bytes_ref (g_ptr_array_index (task->pictures, i));
}
