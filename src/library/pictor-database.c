/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-database.h"

#include <glib/gi18n.h>

#include "library/pictor-database-file.h"
#include "library/pictor-sql.h"

/* How often a process that only reads tries to own the database. */
#define OWN_MS 1000
/* How many of SQLite's steps pass between looks at the cancellable. */
#define STEPS_BETWEEN_LOOKS 2000

struct _PictorDatabase
{
  GObject parent_instance;

  char *folder;
  GThread *thread;      /* NULL before opening and after closing */
  GAsyncQueue *orders;  /* of Order, to the thread */
  guint own_id;

  gboolean read_only;
  GFile *set_aside;
};

typedef enum
{
  ORDER_OPEN,
  ORDER_RUN,
  ORDER_END
} OrderKind;

/* Something for the thread to do. It goes back to the caller's context to be answered and freed there, so that the
 * thread never holds the last reference to anything. */
typedef struct
{
  OrderKind kind;
  GTask *task;
  PictorDatabaseFunc func;
  gpointer data;
  GDestroyNotify destroy;
  GDestroyNotify result_destroy;

  gpointer result;
  GError *error;
  gboolean read_only;
  char *set_aside;
} Order;

enum
{
  PROP_READ_ONLY = 1,
  PROP_SET_ASIDE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PictorDatabase, pictor_database, G_TYPE_OBJECT)

G_DEFINE_QUARK (pictor-database-error-quark, pictor_database_error)

static void
order_free (Order *order)
{
  if (order->destroy != NULL)
    order->destroy (order->data);
  if (order->result != NULL && order->result_destroy != NULL)
    order->result_destroy (order->result);
  g_clear_object (&order->task);
  g_clear_error (&order->error);
  g_free (order->set_aside);
  g_free (order);
}

static int
look_cb (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

static void
run_order (sqlite3 *db,
           Order   *order)
{
  GCancellable *cancellable = g_task_get_cancellable (order->task);

  if (g_cancellable_set_error_if_cancelled (cancellable, &order->error)
      || !pictor_sql_exec (db, "BEGIN", &order->error))
    return;
  if (cancellable != NULL)
    sqlite3_progress_handler (db, STEPS_BETWEEN_LOOKS, look_cb, cancellable);
  order->result = order->func (db, order->data, cancellable, &order->error);
  sqlite3_progress_handler (db, 0, NULL, NULL);
  if (order->error == NULL)
    pictor_sql_exec (db, "COMMIT", &order->error);
  if (order->error != NULL && !sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
}

static gboolean
answer_cb (gpointer user_data)
{
  Order *order = user_data;
  GTask *task = order->task;
  PictorDatabase *self = g_task_get_source_object (task);

  if (order->kind == ORDER_OPEN && order->error == NULL)
    {
      g_object_freeze_notify (G_OBJECT (self));
      if (self->read_only != order->read_only)
        {
          self->read_only = order->read_only;
          g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READ_ONLY]);
        }
      if (order->set_aside != NULL && self->set_aside == NULL)
        {
          self->set_aside = g_file_new_for_path (order->set_aside);
          g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SET_ASIDE]);
        }
      g_object_thaw_notify (G_OBJECT (self));
    }
  if (order->destroy != NULL)
    order->destroy (order->data);
  order->destroy = NULL;
  if (order->error != NULL)
    g_task_return_error (task, g_steal_pointer (&order->error));
  else if (order->kind == ORDER_OPEN)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_pointer (task, g_steal_pointer (&order->result), order->result_destroy);
  return G_SOURCE_REMOVE;
}

static void
answer (Order *order)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (order->task));
  g_source_set_callback (source, answer_cb, order, (GDestroyNotify) order_free);
  g_source_set_static_name (source, "pictor database answer");
  g_source_attach (source, g_task_get_context (order->task));
}

typedef struct
{
  char *folder;
  GAsyncQueue *orders;
} Worker;

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  PictorDatabaseFile *file = pictor_database_file_new (worker->folder);
  g_autoptr (GError) trouble = NULL;
  gboolean ended = FALSE;

  while (!ended)
    {
      Order *order = g_async_queue_pop (worker->orders);

      switch (order->kind)
        {
        case ORDER_OPEN:
          g_clear_error (&trouble);
          if (!pictor_database_file_open (file, &trouble))
            order->error = g_error_copy (trouble);
          order->read_only = file->lock < 0;
          order->set_aside = g_strdup (file->set_aside);
          answer (order);
          break;
        case ORDER_RUN:
          if (trouble != NULL)
            order->error = g_error_copy (trouble);
          else if (file->db == NULL)
            order->error = g_error_new_literal (PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_BUSY,
                                                _("Another Pictor is using the library. Close it, then try again."));
          else
            run_order (file->db, order);
          answer (order);
          break;
        case ORDER_END:
        default:
          order_free (order);
          ended = TRUE;
        }
    }
  pictor_database_file_free (file);
  g_async_queue_unref (worker->orders);
  g_free (worker->folder);
  g_free (worker);
  return NULL;
}

static void
order (PictorDatabase *self,
       OrderKind       kind,
       GTask          *task)
{
  Order *open = g_new0 (Order, 1);

  open->kind = kind;
  open->task = task;
  g_async_queue_push (self->orders, open);
}

static void
start (PictorDatabase *self)
{
  Worker *worker = g_new0 (Worker, 1);

  worker->folder = g_strdup (self->folder);
  worker->orders = g_async_queue_ref (self->orders);
  self->thread = g_thread_new ("pictor-database", work, worker);
}

static void
pictor_database_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PictorDatabase *self = PICTOR_DATABASE (object);

  switch (prop_id)
    {
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_SET_ASIDE:
      g_value_set_object (value, self->set_aside);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pictor_database_dispose (GObject *object)
{
  pictor_database_close (PICTOR_DATABASE (object));

  G_OBJECT_CLASS (pictor_database_parent_class)->dispose (object);
}

static void
pictor_database_finalize (GObject *object)
{
  PictorDatabase *self = PICTOR_DATABASE (object);

  g_async_queue_unref (self->orders);
  g_clear_object (&self->set_aside);
  g_free (self->folder);

  G_OBJECT_CLASS (pictor_database_parent_class)->finalize (object);
}

static void
pictor_database_class_init (PictorDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pictor_database_get_property;
  object_class->dispose = pictor_database_dispose;
  object_class->finalize = pictor_database_finalize;

  props[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  props[PROP_SET_ASIDE] = g_param_spec_object ("set-aside", NULL, NULL, G_TYPE_FILE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
pictor_database_init (PictorDatabase *self)
{
  self->orders = g_async_queue_new ();
}

PictorDatabase *
pictor_database_new (GFile *folder)
{
  PictorDatabase *self;

  g_return_val_if_fail (G_IS_FILE (folder) && g_file_peek_path (folder) != NULL, NULL);

  self = g_object_new (PICTOR_TYPE_DATABASE, NULL);
  self->folder = g_file_get_path (folder);
  return self;
}

static gboolean own_cb (gpointer user_data);

static void
owned_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  PictorDatabase *self = PICTOR_DATABASE (source);

  /* What failed now is tried again, as long as somebody is there to use it. */
  pictor_database_open_finish (self, result, NULL);
  if (self->read_only && self->thread != NULL)
    self->own_id = g_timeout_add (OWN_MS, own_cb, self);
}

static gboolean
own_cb (gpointer user_data)
{
  PictorDatabase *self = user_data;
  GTask *task = g_task_new (self, NULL, owned_cb, NULL);

  self->own_id = 0;
  g_task_set_source_tag (task, pictor_database_open_async);
  order (self, ORDER_OPEN, task);
  return G_SOURCE_REMOVE;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorDatabase *self = PICTOR_DATABASE (source);
  GError *error = NULL;

  if (!pictor_database_open_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->read_only && self->thread != NULL)
    self->own_id = g_timeout_add (OWN_MS, own_cb, self);
  g_task_return_boolean (task, TRUE);
}

void
pictor_database_open_async (PictorDatabase      *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;
  GTask *open;

  g_return_if_fail (PICTOR_IS_DATABASE (self));
  g_return_if_fail (self->thread == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_database_open_async);
  open = g_task_new (self, NULL, opened_cb, task);
  g_task_set_source_tag (open, pictor_database_open_async);
  start (self);
  order (self, ORDER_OPEN, open);
}

gboolean
pictor_database_open_finish (PictorDatabase  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_database_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pictor_database_run_async (PictorDatabase      *self,
                           PictorDatabaseFunc   func,
                           gpointer             data,
                           GDestroyNotify       destroy,
                           GDestroyNotify       result_destroy,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;
  Order *run;

  g_return_if_fail (PICTOR_IS_DATABASE (self));
  g_return_if_fail (func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_database_run_async);
  /* What was committed is told as such, even when it was cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);
  run = g_new0 (Order, 1);
  run->kind = ORDER_RUN;
  run->task = task;
  run->func = func;
  run->data = data;
  run->destroy = destroy;
  run->result_destroy = result_destroy;
  if (self->thread != NULL)
    {
      g_async_queue_push (self->orders, run);
      return;
    }
  run->error = g_error_new_literal (PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_CLOSED,
                                    _("The library is closed."));
  answer (run);
}

gpointer
pictor_database_run_finish (PictorDatabase  *self,
                            GAsyncResult    *result,
                            GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_database_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pictor_database_close (PictorDatabase *self)
{
  g_return_if_fail (PICTOR_IS_DATABASE (self));

  g_clear_handle_id (&self->own_id, g_source_remove);
  if (self->thread == NULL)
    return;
  order (self, ORDER_END, NULL);
  g_thread_join (g_steal_pointer (&self->thread));
}

gboolean
pictor_database_get_read_only (PictorDatabase *self)
{
  g_return_val_if_fail (PICTOR_IS_DATABASE (self), TRUE);

  return self->read_only;
}

GFile *
pictor_database_get_set_aside (PictorDatabase *self)
{
  g_return_val_if_fail (PICTOR_IS_DATABASE (self), NULL);

  return self->set_aside;
}
