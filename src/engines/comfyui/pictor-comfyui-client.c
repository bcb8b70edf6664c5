/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/comfyui/pictor-comfyui-client.h"

#include <glib/gi18n.h>

#include "engines/comfyui/pictor-comfyui-reply.h"
#include "engines/pictor-engine-error.h"
#include "http/pictor-form.h"
#include "model/pictor-json.h"

/* What is asked for is told class by class: no answer is large but that about all models. */
#define MAX_REPLY (8 * 1024 * 1024)

/* Previews come this way too, and libsoup's own bound of 128 KiB would end it at one. */
#define MAX_MESSAGE (4 * 1024 * 1024)

struct _PictorComfyuiClient
{
  GObject parent_instance;

  PictorHttp *http;
  PictorAccessSource *access;
};

/* One call, until it is sent. */
typedef struct
{
  char *path;
  char *json;           /* NULL for a GET or a form */
  PictorForm *form;     /* NULL for a GET or JSON */
  GFile *destination;   /* NULL: the answer is JSON */
  gboolean maybe_received;
} Call;

G_DEFINE_FINAL_TYPE (PictorComfyuiClient, pictor_comfyui_client, G_TYPE_OBJECT)

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->path);
  g_free (call->json);
  g_clear_pointer (&call->form, pictor_form_free);
  g_clear_object (&call->destination);
  g_free (call);
}

/* What the server's answer means. (transfer full) (nullable) */
static JsonNode *
read_reply (GBytes  *bytes,
            GError **error)
{
  JsonNode *root;

  if (g_bytes_get_size (bytes) == 0)
    return json_node_new (JSON_NODE_NULL);
  root = pictor_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  if (root == NULL)
    g_propagate_error (error, pictor_comfyui_reply_malformed ());

  return root;
}

/* What an error of the way means here. (transfer full) */
static GError *
explain (GAsyncResult *result,
         GError       *error)
{
  GBytes *reply = pictor_http_get_error_reply (result);

  if (g_error_matches (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_UNAUTHORIZED))
    {
      g_error_free (error);
      return g_error_new_literal (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT,
                                  _("The server asks for a login, or does not accept this one."));
    }
  if (pictor_http_get_status (result) == 400 && reply != NULL)
    {
      g_autoptr (JsonNode) root = pictor_json_parse (g_bytes_get_data (reply, NULL), g_bytes_get_size (reply), NULL);

      g_error_free (error);
      return pictor_comfyui_reply_refusal (root);
    }

  return error;
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  JsonNode *root;

  bytes = pictor_http_send_finish (PICTOR_HTTP (source), result, &call->maybe_received, &error);
  if (bytes == NULL)
    {
      g_task_return_error (task, explain (result, error));
      return;
    }
  if (call->destination != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* It has said yes: whatever it was asked for may be on its way. */
  call->maybe_received = TRUE;
  root = read_reply (bytes, &error);
  if (root != NULL)
    g_task_return_pointer (task, root, (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (task, error);
}

/* A request of @path with the account's login, where it has one. (transfer full) */
static PictorRequest *
new_request (PictorMethod        method,
             const PictorAccess *access,
             const char         *path)
{
  g_autofree char *uri = g_strconcat (access->address, path, NULL);
  PictorRequest *request = pictor_request_new (method, uri);

  if (*access->login != '\0')
    pictor_request_set_login (request, access->login, access->secret);

  return request;
}

static void
access_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorComfyuiClient *self = PICTOR_COMFYUI_CLIENT (source);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Call *call = g_task_get_task_data (task);
  gboolean post = call->json != NULL || call->form != NULL;
  g_autoptr (PictorAccess) access = NULL;
  PictorRequest *request;
  GError *error = NULL;

  access = pictor_access_source_get_finish (result, &error);
  if (access == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  request = new_request (post ? PICTOR_METHOD_POST : PICTOR_METHOD_GET, access, call->path);
  if (call->json != NULL)
    pictor_request_set_json (request, call->json);
  if (call->form != NULL)
    pictor_form_finish (call->form, request);
  if (call->destination != NULL)
    pictor_request_set_destination (request, call->destination);
  pictor_request_set_max_reply (request, call->destination != NULL ? PICTOR_HTTP_MAX_PICTURE : MAX_REPLY);
  pictor_http_send_async (self->http, request, cancellable, sent_cb, g_steal_pointer (&task));
}

static void
listen_access_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PictorComfyuiClient *self = PICTOR_COMFYUI_CLIENT (source);
  const char *path = g_task_get_task_data (task);
  g_autoptr (PictorAccess) access = NULL;
  GError *error = NULL;

  access = pictor_access_source_get_finish (result, &error);
  if (access == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task,
                         pictor_socket_new (self->http, new_request (PICTOR_METHOD_GET, access, path), MAX_MESSAGE),
                         g_object_unref);
}

static void
begin (PictorComfyuiClient *self,
       Call                *call,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, call, call_free);
  pictor_access_source_get_async (self->access, self, cancellable, access_cb, task);
}

void
pictor_comfyui_client_call_async (PictorComfyuiClient *self,
                                  const char          *path,
                                  JsonNode            *body,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  Call *call;

  g_return_if_fail (PICTOR_IS_COMFYUI_CLIENT (self));
  g_return_if_fail (path != NULL);

  call = g_new0 (Call, 1);
  call->path = g_strdup (path);
  call->json = body != NULL ? json_to_string (body, FALSE) : NULL;
  begin (self, call, pictor_comfyui_client_call_async, cancellable, callback, user_data);
}

JsonNode *
pictor_comfyui_client_call_finish (PictorComfyuiClient  *self,
                                   GAsyncResult         *result,
                                   gboolean             *maybe_received,
                                   GError              **error)
{
  Call *call;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  call = g_task_get_task_data (G_TASK (result));
  if (maybe_received != NULL)
    *maybe_received = call->maybe_received;

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pictor_comfyui_client_upload_async (PictorComfyuiClient *self,
                                    PictorControlImage  *image,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (uuid, ".png", NULL);
  Call *call;

  g_return_if_fail (PICTOR_IS_COMFYUI_CLIENT (self));
  g_return_if_fail (image != NULL);

  call = g_new0 (Call, 1);
  call->path = g_strdup ("/upload/image");
  call->form = pictor_form_new ();
  pictor_form_add_text (call->form, "type", "input");
  pictor_form_add_text (call->form, "subfolder", "pictor");
  /* The server goes by the bytes; a JPEG under this name is read all the same. */
  pictor_form_add_file (call->form, "image", name, "application/octet-stream", image->file, image->size);
  begin (self, call, pictor_comfyui_client_upload_async, cancellable, callback, user_data);
}

void
pictor_comfyui_client_fetch_async (PictorComfyuiClient *self,
                                   const char          *path,
                                   GFile               *file,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  Call *call;

  g_return_if_fail (PICTOR_IS_COMFYUI_CLIENT (self));
  g_return_if_fail (path != NULL);
  g_return_if_fail (G_IS_FILE (file));

  call = g_new0 (Call, 1);
  call->path = g_strdup (path);
  call->destination = g_object_ref (file);
  begin (self, call, pictor_comfyui_client_fetch_async, cancellable, callback, user_data);
}

gboolean
pictor_comfyui_client_fetch_finish (PictorComfyuiClient  *self,
                                    GAsyncResult         *result,
                                    GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pictor_comfyui_client_listen_async (PictorComfyuiClient *self,
                                    const char          *client_id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autofree char *escaped = NULL;
  GTask *task;

  g_return_if_fail (PICTOR_IS_COMFYUI_CLIENT (self));
  g_return_if_fail (client_id != NULL);

  escaped = g_uri_escape_string (client_id, NULL, FALSE);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pictor_comfyui_client_listen_async);
  g_task_set_task_data (task, g_strconcat ("/ws?clientId=", escaped, NULL), g_free);
  pictor_access_source_get_async (self->access, self, cancellable, listen_access_cb, task);
}

PictorSocket *
pictor_comfyui_client_listen_finish (PictorComfyuiClient  *self,
                                     GAsyncResult         *result,
                                     GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
pictor_comfyui_client_finalize (GObject *object)
{
  PictorComfyuiClient *self = PICTOR_COMFYUI_CLIENT (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->access, pictor_access_source_unref);

  G_OBJECT_CLASS (pictor_comfyui_client_parent_class)->finalize (object);
}

static void
pictor_comfyui_client_class_init (PictorComfyuiClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pictor_comfyui_client_finalize;
}

static void
pictor_comfyui_client_init (PictorComfyuiClient *self)
{
}

/* Of @http and @access it takes references. (transfer full) */
PictorComfyuiClient *
pictor_comfyui_client_new (PictorHttp         *http,
                           PictorAccessSource *access)
{
  PictorComfyuiClient *self;

  g_return_val_if_fail (PICTOR_IS_HTTP (http), NULL);
  g_return_val_if_fail (access != NULL, NULL);

  self = g_object_new (PICTOR_TYPE_COMFYUI_CLIENT, NULL);
  self->http = g_object_ref (http);
  self->access = pictor_access_source_ref (access);

  return self;
}
