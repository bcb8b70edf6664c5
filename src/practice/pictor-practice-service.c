/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-service.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "picpik/pictor-picpik-contract.h"
#include "practice/pictor-practice-answer.h"
#include "practice/pictor-practice-token.h"
#include "practice/pictor-practice-upload.h"

#define READERS 2
#define PICTURES "/pictures/"

/* From its start to its stop, @server, @uploads and all messages belong to @thread; the keys and @address don't
 * change, @tasks guards itself. Threads don't hold references to the service: they end in stop(). */
struct _PictorPracticeService
{
  GObject parent_instance;

  PictorPracticeKeys keys;
  char *address;

  GThread *thread;
  GMainContext *context;
  gint running; /* atomic */
  SoupServer *server;
  PictorPracticeUploads uploads;
  GThreadPool *readers;
  GCancellable *cancellable;
  PictorPracticeTasks *tasks;
};

G_DEFINE_FINAL_TYPE (PictorPracticeService, pictor_practice_service, G_TYPE_OBJECT)

/* One request that a reader answers while its message is paused. */
typedef struct
{
  SoupServerMessage *message;
  gulong finished_id;
  GBytes *body;
  char *text;
  guint status;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  g_clear_signal_handler (&exchange->finished_id, exchange->message);
  g_object_unref (exchange->message);
  g_clear_pointer (&exchange->body, g_bytes_unref);
  g_free (exchange->text);
  g_free (exchange);
}

/* The other end went away while its request was read: there is nobody to answer. */
static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  Exchange *exchange = user_data;

  g_clear_signal_handler (&exchange->finished_id, message);
}

static gboolean
answered_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  if (exchange->finished_id != 0)
    {
      pictor_practice_reply (exchange->message, exchange->status, g_steal_pointer (&exchange->text));
      soup_server_message_unpause (exchange->message);
    }
  return G_SOURCE_REMOVE;
}

/* Runs in a reader's thread: touches nothing of the message. */
static void
read_cb (gpointer data,
         gpointer user_data)
{
  PictorPracticeService *self = user_data;
  Exchange *exchange = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  exchange->text = pictor_practice_answer (g_steal_pointer (&exchange->body), &self->keys, self->tasks,
                                           self->cancellable, &exchange->status);
  /* Not g_main_context_invoke(): once the server's thread has ended that would answer in this one. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, answered_cb, exchange, exchange_free);
  g_source_attach (source, self->context);
}

static void
serve_picture (PictorPracticeService *self,
               SoupServerMessage     *message,
               const char            *path)
{
  g_autoptr (GBytes) picture = pictor_practice_tasks_get_picture (self->tasks, path);

  if (picture == NULL)
    {
      pictor_practice_refuse (message, SOUP_STATUS_NOT_FOUND, PICTOR_PICPIK_TASK_UNKNOWN,
                              _("There is no such picture, or not any more."));
      return;
    }
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message), "image/png", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), picture);
  soup_message_body_complete (soup_server_message_get_response_body (message));
}

static void
refuse_method (SoupServerMessage *message,
               const char        *allowed)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow", allowed);
  pictor_practice_refuse (message, SOUP_STATUS_METHOD_NOT_ALLOWED, PICTOR_PICPIK_BAD_REQUEST,
                          _("This method is not allowed here."));
}

/* When the headers have come: refuses what can be refused by them, and sees to it that no body is kept but of what goes on. */
static void
headers_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  PictorPracticeService *self = user_data;
  const char *method = soup_server_message_get_method (message);
  const char *type =
    soup_message_headers_get_content_type (soup_server_message_get_request_headers (message), NULL);

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);

  if (g_str_has_prefix (path, PICTURES))
    {
      if (method != SOUP_METHOD_GET && method != SOUP_METHOD_HEAD)
        refuse_method (message, "GET, HEAD");
    }
  else if (!g_str_equal (path, "/"))
    pictor_practice_refuse (message, SOUP_STATUS_NOT_FOUND, PICTOR_PICPIK_BAD_REQUEST, _("There is nothing here."));
  else if (method != SOUP_METHOD_POST)
    refuse_method (message, "POST");
  else if (type == NULL || g_ascii_strcasecmp (type, "application/json") != 0)
    pictor_practice_refuse (message, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE, PICTOR_PICPIK_BAD_REQUEST,
                            _("A request must be application/json."));
  else
    pictor_practice_uploads_begin (&self->uploads, message);
}

/* When the whole request has come, and nothing was answered yet. */
static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  PictorPracticeService *self = user_data;
  Exchange *exchange;

  if (g_str_has_prefix (path, PICTURES))
    {
      serve_picture (self, message, path);
      return;
    }

  exchange = g_new0 (Exchange, 1);
  exchange->message = g_object_ref (message);
  exchange->body = pictor_practice_uploads_take (&self->uploads, message);
  exchange->finished_id = g_signal_connect (message, "finished", G_CALLBACK (finished_cb), exchange);
  soup_server_message_pause (message);
  g_thread_pool_push (self->readers, exchange, NULL);
}

static gpointer
serve (gpointer data)
{
  PictorPracticeService *self = data;

  g_main_context_push_thread_default (self->context);
  while (g_atomic_int_get (&self->running))
    g_main_context_iteration (self->context, TRUE);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* Listens on loopback; what comes in waits for the thread. */
static gboolean
listen_local (PictorPracticeService  *self,
              guint16                 port,
              GError                **error)
{
  GSList *addresses;

  if (!soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;
  addresses = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (addresses->data));
  g_slist_free_full (addresses, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

static gboolean
start (PictorPracticeService  *self,
       guint16                 port,
       GError                **error)
{
  gboolean listening;

  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("server-header", "pictor-practice/" PICTOR_VERSION, NULL);
  soup_server_add_early_handler (self->server, NULL, headers_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  listening = listen_local (self, port, error);
  g_main_context_pop_thread_default (self->context);
  if (!listening)
    return FALSE;

  self->cancellable = g_cancellable_new ();
  self->tasks = pictor_practice_tasks_new (&pictor_practice_limits, self->address);
  self->readers = g_thread_pool_new_full (read_cb, self, exchange_free, READERS, FALSE, NULL);
  self->running = TRUE;
  self->thread = g_thread_try_new ("practice", serve, self, error);
  return self->thread != NULL;
}

void
pictor_practice_service_stop (PictorPracticeService *self)
{
  g_return_if_fail (PICTOR_IS_PRACTICE_SERVICE (self));

  if (self->thread != NULL)
    {
      g_atomic_int_set (&self->running, FALSE);
      g_main_context_wakeup (self->context);
      g_thread_join (g_steal_pointer (&self->thread));
    }
  /* From here on this thread is alone with the server; readers and painters may still be at work. */
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->readers != NULL)
    g_thread_pool_free (g_steal_pointer (&self->readers), TRUE, TRUE);
  g_clear_pointer (&self->tasks, pictor_practice_tasks_free);
  if (self->server != NULL)
    {
      g_main_context_push_thread_default (self->context);
      soup_server_disconnect (self->server);
      g_clear_object (&self->server);
      /* Answers that came too late, and connections that are being closed. */
      while (g_main_context_iteration (self->context, FALSE))
        ;
      g_main_context_pop_thread_default (self->context);
    }
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->address, g_free);
}

static void
pictor_practice_service_finalize (GObject *object)
{
  PictorPracticeService *self = PICTOR_PRACTICE_SERVICE (object);

  pictor_practice_service_stop (self);
  g_free (self->keys.public_key);
  g_free (self->keys.private_key);

  G_OBJECT_CLASS (pictor_practice_service_parent_class)->finalize (object);
}

static void
pictor_practice_service_class_init (PictorPracticeServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pictor_practice_service_finalize;
}

static void
pictor_practice_service_init (PictorPracticeService *self)
{
  g_autofree char *public_key = pictor_practice_token_new (20);

  self->keys.public_key = g_strconcat ("practice-", public_key, NULL);
  self->keys.private_key = pictor_practice_token_new (40);
}

PictorPracticeService *
pictor_practice_service_new (void)
{
  return g_object_new (PICTOR_TYPE_PRACTICE_SERVICE, NULL);
}

/**
 * pictor_practice_service_start_async:
 * @self: a service that does not run; after stop() it may start again
 * @port: where to listen on 127.0.0.1; 0 = chosen by the system
 * @cancellable: (nullable): cancels before it listens; afterwards stop() ends it
 *
 * Starts the service. Errors: G_IO_ERROR, such as ADDRESS_IN_USE.
 */
void
pictor_practice_service_start_async (PictorPracticeService *self,
                                     guint16                port,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (PICTOR_IS_PRACTICE_SERVICE (self));
  g_return_if_fail (self->thread == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_practice_service_start_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  /* Once it runs, the caller has to know. */
  g_task_set_check_cancellable (task, FALSE);
  if (start (self, port, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  pictor_practice_service_stop (self);
  g_prefix_error (&error, "%s: ", _("The practice service could not start"));
  g_task_return_error (task, error);
}

gboolean
pictor_practice_service_start_finish (PictorPracticeService  *self,
                                      GAsyncResult           *result,
                                      GError                **error)
{
  g_return_val_if_fail (PICTOR_IS_PRACTICE_SERVICE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
pictor_practice_service_get_address (PictorPracticeService *self)
{
  g_return_val_if_fail (PICTOR_IS_PRACTICE_SERVICE (self), NULL);

  return self->address;
}

const char *
pictor_practice_service_get_public_key (PictorPracticeService *self)
{
  g_return_val_if_fail (PICTOR_IS_PRACTICE_SERVICE (self), NULL);

  return self->keys.public_key;
}

const char *
pictor_practice_service_get_private_key (PictorPracticeService *self)
{
  g_return_val_if_fail (PICTOR_IS_PRACTICE_SERVICE (self), NULL);

  return self->keys.private_key;
}
