/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-http.h"
#include "http/pictor-http-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <gio/gfiledescriptorbased.h>
#include <glib/gi18n.h>

#include "http/pictor-address.h"
#include "http/pictor-exchange.h"

#define READ_SIZE (64 * 1024)

/* A download under way. */
typedef struct
{
  char *engine_uri;
  GFile *destination;
  goffset max_bytes;
  goffset received;
  guint redirects;

  PictorExchange *exchange;
  GInputStream *in;
  GOutputStream *out;
  GError *error; /* kept while the file is removed again */
  guint8 buffer[READ_SIZE];
} Download;

static void
download_free (gpointer data)
{
  Download *download = data;

  g_clear_pointer (&download->exchange, pictor_exchange_free);
  g_clear_object (&download->in);
  g_clear_object (&download->out);
  g_clear_object (&download->destination);
  g_clear_error (&download->error);
  g_free (download->engine_uri);
  g_free (download);
}

static void
remove_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Download *download = g_task_get_task_data (task_data);

  g_output_stream_close (download->out, NULL, NULL);
  g_file_delete (download->destination, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Download *download = g_task_get_task_data (task);

  g_task_return_error (task, g_steal_pointer (&download->error));
}

/* Ends with @error (transfer full), a person's, leaving no file behind. */
static void
fail (GTask  *task,
      GError *error)
{
  Download *download = g_task_get_task_data (task);
  g_autoptr (GTask) removing = NULL;

  if (download->exchange != NULL)
    pictor_http_set_retry_after (task, pictor_exchange_get_retry_after (download->exchange));
  g_clear_object (&download->in);
  g_clear_pointer (&download->exchange, pictor_exchange_free);

  if (download->out == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  download->error = error;
  removing = g_task_new (NULL, NULL, removed_cb, g_object_ref (task));
  g_task_set_source_tag (removing, remove_in_thread);
  g_task_set_task_data (removing, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (removing, remove_in_thread);
}

static void
fail_on_the_way (GTask        *task,
                 const GError *error)
{
  Download *download = g_task_get_task_data (task);

  fail (task, pictor_exchange_explain (download->exchange, error));
}

static void
fail_on_disk (GTask        *task,
              const GError *error)
{
  Download *download = g_task_get_task_data (task);
  g_autoptr (GError) explained = pictor_exchange_explain (download->exchange, error);

  /* Cancelled by the person, or by a time-out of the exchange, which says so itself. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (task, g_steal_pointer (&explained));
  else
    fail (task, g_error_new (error->domain, error->code, _("The picture can't be saved: %s"), error->message));
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Download *download = g_task_get_task_data (task);

  if (!g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error))
    {
      fail_on_disk (task, error);
      return;
    }

  g_clear_pointer (&download->exchange, pictor_exchange_free);
  g_task_return_boolean (task, TRUE);
}

static void
sync_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  int fd = GPOINTER_TO_INT (task_data);
  int result = fsync (fd);
  int code = errno;

  close (fd);
  if (result == 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (code), "%s", g_strerror (code));
}

static void
synced_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Download *download = g_task_get_task_data (task);

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fail_on_disk (task, error);
  else
    g_output_stream_close_async (download->out, G_PRIORITY_DEFAULT, NULL, closed_cb, g_object_ref (task));
}

/* A disk may take long over this. Cancelling does not wait for it: the thread has a descriptor of its own. */
static void
sync_file (GTask *task)
{
  Download *download = g_task_get_task_data (task);
  g_autoptr (GTask) syncing = NULL;
  int fd = fcntl (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (download->out)), F_DUPFD_CLOEXEC, 0);

  if (fd < 0)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));

      fail_on_disk (task, error);
      return;
    }

  syncing = g_task_new (NULL, pictor_exchange_get_cancellable (download->exchange), synced_cb, g_object_ref (task));
  g_task_set_source_tag (syncing, sync_in_thread);
  g_task_set_task_data (syncing, GINT_TO_POINTER (fd), NULL);
  g_task_set_return_on_cancel (syncing, TRUE);
  g_task_run_in_thread (syncing, sync_in_thread);
}

static void read_on (GTask *task);

static void
wrote_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Download *download = g_task_get_task_data (task);

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      fail_on_disk (task, error);
      return;
    }

  pictor_exchange_touch (download->exchange);
  read_on (task);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Download *download = g_task_get_task_data (task);
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n > 0)
    {
      download->received += n;
      if (download->received > download->max_bytes)
        error = pictor_exchange_too_large (download->exchange);
    }

  if (error != NULL)
    fail_on_the_way (task, error);
  else if (n == 0)
    sync_file (task);
  else
    g_output_stream_write_all_async (download->out, download->buffer, n, G_PRIORITY_DEFAULT,
                                     pictor_exchange_get_cancellable (download->exchange),
                                     wrote_cb, g_object_ref (task));
}

static void
read_on (GTask *task)
{
  Download *download = g_task_get_task_data (task);

  g_input_stream_read_async (download->in, download->buffer, READ_SIZE, G_PRIORITY_DEFAULT,
                             pictor_exchange_get_cancellable (download->exchange), read_cb, g_object_ref (task));
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Download *download = g_task_get_task_data (task);

  download->out = G_OUTPUT_STREAM (g_file_create_finish (G_FILE (source), result, &error));
  if (download->out == NULL)
    fail_on_disk (task, error);
  else
    read_on (task);
}

static void begin (GTask      *task,
                   const char *uri);

/* Where a redirect leads to: (transfer full) (nullable), absolute. */
static char *
resolve_redirect (Download  *download,
                  GError   **error)
{
  SoupMessage *message = pictor_exchange_get_message (download->exchange);
  GUri *from = soup_message_get_uri (message);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autoptr (GUri) to = NULL;
  g_autofree char *text = NULL;

  if (location != NULL)
    to = g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (to == NULL || ++download->redirects > PICTOR_HTTP_MAX_REDIRECTS)
    {
      g_set_error_literal (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_REDIRECT,
                           _("The picture's address leads on and on. It was not fetched."));
      return NULL;
    }

  text = g_uri_to_string (to);
  if ((strcmp (g_uri_get_scheme (from), "https") == 0 && strcmp (g_uri_get_scheme (to), "https") != 0) ||
      !pictor_address_may_fetch (text, download->engine_uri, NULL))
    {
      g_set_error_literal (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_REDIRECT,
                           _("The picture's address leads to a place that is not safe. It was not fetched."));
      return NULL;
    }

  return g_steal_pointer (&text);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Download *download = g_task_get_task_data (task);

  download->in = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (download->in != NULL &&
      pictor_http_is_redirect (soup_message_get_status (pictor_exchange_get_message (download->exchange))))
    {
      g_autofree char *next = resolve_redirect (download, &error);

      if (next != NULL)
        {
          g_clear_object (&download->in);
          g_clear_pointer (&download->exchange, pictor_exchange_free);
          begin (task, next);
          return;
        }
    }

  if (error != NULL || !pictor_exchange_check_answer (download->exchange, download->max_bytes, &error))
    {
      fail_on_the_way (task, error);
      return;
    }

  /* Not cancellable: whether the file is ours to remove must be known. */
  g_file_create_async (download->destination, G_FILE_CREATE_NONE, G_PRIORITY_DEFAULT, NULL,
                       created_cb, g_object_ref (task));
}

static void
begin (GTask      *task,
       const char *uri)
{
  PictorHttp *self = g_task_get_source_object (task);
  Download *download = g_task_get_task_data (task);
  g_autoptr (SoupMessage) message = NULL;
  GError *error = NULL;

  if (!pictor_address_may_fetch (uri, download->engine_uri, &error))
    {
      fail (task, error);
      return;
    }

  message = soup_message_new (SOUP_METHOD_GET, uri);
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);

  download->exchange = pictor_exchange_new (message, pictor_http_get_timeout (self), 0,
                                            g_task_get_cancellable (task));
  if (pictor_address_must_be_public (uri, download->engine_uri))
    pictor_exchange_require_public (download->exchange);

  soup_session_send_async (pictor_http_get_session (self), message, G_PRIORITY_DEFAULT,
                           pictor_exchange_get_cancellable (download->exchange), sent_cb, g_object_ref (task));
}

void
pictor_http_download_async (PictorHttp          *self,
                            const char          *uri,
                            const char          *engine_uri,
                            GFile               *destination,
                            goffset              max_bytes,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Download *download;

  g_return_if_fail (PICTOR_IS_HTTP (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (engine_uri != NULL);
  g_return_if_fail (G_IS_FILE (destination));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_http_download_async);
  g_task_set_check_cancellable (task, FALSE);

  if (g_task_return_error_if_cancelled (task))
    return;

  download = g_new0 (Download, 1);
  download->engine_uri = g_strdup (engine_uri);
  download->destination = g_object_ref (destination);
  download->max_bytes = max_bytes;
  g_task_set_task_data (task, download, download_free);

  begin (task, uri);
}

gboolean
pictor_http_download_finish (PictorHttp    *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
