/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-http.h"
#include "http/pictor-http-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "http/pictor-address.h"
#include "http/pictor-exchange.h"
#include "http/pictor-save.h"

/* A download under way. */
typedef struct
{
  char *engine_uri;
  GFile *destination;
  goffset max_bytes;
  guint redirects;

  PictorExchange *exchange;
  GInputStream *in;
} Download;

static void
download_free (gpointer data)
{
  Download *download = data;

  g_clear_pointer (&download->exchange, pictor_exchange_free);
  g_clear_object (&download->in);
  g_clear_object (&download->destination);
  g_free (download->engine_uri);
  g_free (download);
}

/* Ends with @error (transfer full), a person's. */
static void
fail (GTask  *task,
      GError *error)
{
  Download *download = g_task_get_task_data (task);

  if (download->exchange != NULL)
    pictor_http_set_retry_after (task, pictor_exchange_get_retry_after (download->exchange));
  g_clear_object (&download->in);
  g_clear_pointer (&download->exchange, pictor_exchange_free);
  g_task_return_error (task, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Download *download = g_task_get_task_data (task);
  GError *error = NULL;

  if (!pictor_save_finish (result, &error))
    {
      fail (task, error);
      return;
    }

  g_clear_pointer (&download->exchange, pictor_exchange_free);
  g_task_return_boolean (task, TRUE);
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
      fail (task, pictor_exchange_explain (download->exchange, error));
      return;
    }

  pictor_save_async (download->in, download->exchange, download->destination, download->max_bytes,
                     saved_cb, g_object_ref (task));
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
