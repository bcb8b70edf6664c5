/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/comfyui/pictor-comfyui-reply.h"

#include <string.h>

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"
#include "engines/pictor-plain-text.h"
#include "model/pictor-json.h"

#define MAX_MESSAGE_CHARS 300
#define MAX_NAME_CHARS 80
#define MAX_ID_BYTES 128

/* A prompt makes one picture; a person's own workflow may make a few more. */
#define MAX_FILES 64

void
pictor_comfyui_file_free (PictorComfyuiFile *self)
{
  g_free (self->name);
  g_free (self->subfolder);
  g_free (self->type);
  g_free (self);
}

char *
pictor_comfyui_file_get_path (const PictorComfyuiFile *self)
{
  g_autofree char *name = g_uri_escape_string (self->name, NULL, FALSE);
  g_autofree char *subfolder = g_uri_escape_string (self->subfolder, NULL, FALSE);
  g_autofree char *type = g_uri_escape_string (self->type, NULL, FALSE);

  return g_strdup_printf ("/view?filename=%s&subfolder=%s&type=%s", name, subfolder, type);
}

static JsonObject *
get_object (JsonNode *root)
{
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

/* The first error of any node. (nullable) */
static JsonObject *
find_node_error (JsonObject *reply)
{
  JsonObject *nodes = pictor_json_get_object (reply, "node_errors");
  JsonObjectIter iter;
  JsonNode *node;

  if (nodes == NULL)
    return NULL;
  json_object_iter_init (&iter, nodes);
  while (json_object_iter_next (&iter, NULL, &node))
    {
      JsonArray *errors = JSON_NODE_HOLDS_OBJECT (node) ? pictor_json_get_array (json_node_get_object (node), "errors") : NULL;

      if (errors != NULL && json_array_get_length (errors) > 0
          && JSON_NODE_HOLDS_OBJECT (json_array_get_element (errors, 0)))
        return json_array_get_object_element (errors, 0);
    }

  return NULL;
}

static GError *
explain_node_error (JsonObject *problem)
{
  const char *type = pictor_json_get_string (problem, "type");
  JsonObject *extra = pictor_json_get_object (problem, "extra_info");
  const char *wanted = extra != NULL ? pictor_json_get_string (extra, "received_value") : NULL;
  const char *details = pictor_json_get_string (problem, "details");
  g_autofree char *plain = NULL;

  if (g_strcmp0 (type, "value_not_in_list") == 0)
    {
      plain = pictor_plain_text (wanted != NULL ? wanted : details, MAX_NAME_CHARS);
      return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNSUPPORTED,
                          _("ComfyUI does not have “%s” installed. Choose another one from the list."),
                          plain != NULL ? plain : "");
    }

  plain = pictor_plain_text (details != NULL && *details != '\0' ? details : pictor_json_get_string (problem, "message"),
                             MAX_MESSAGE_CHARS);

  return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_REFUSED, _("ComfyUI did not accept the picture: “%s”"),
                      plain != NULL ? plain : "");
}

GError *
pictor_comfyui_reply_refusal (JsonNode *root)
{
  JsonObject *reply = get_object (root);
  JsonObject *problem = reply != NULL ? find_node_error (reply) : NULL;
  const char *text = NULL;
  g_autofree char *plain = NULL;

  if (problem != NULL)
    return explain_node_error (problem);

  if (reply != NULL)
    {
      JsonObject *error = pictor_json_get_object (reply, "error");

      text = error != NULL ? pictor_json_get_string (error, "message") : pictor_json_get_string (reply, "error");
      if (error != NULL && pictor_json_get_string (error, "details") != NULL
          && *pictor_json_get_string (error, "details") != '\0')
        text = pictor_json_get_string (error, "details");
    }
  plain = pictor_plain_text (text, MAX_MESSAGE_CHARS);
  if (plain == NULL)
    return g_error_new_literal (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_REFUSED, _("ComfyUI did not accept the picture."));

  return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_REFUSED, _("ComfyUI did not accept the picture: “%s”"), plain);
}

GError *
pictor_comfyui_reply_malformed (void)
{
  return g_error_new_literal (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED,
                              _("The answer is not one of ComfyUI's. Check the address."));
}

char *
pictor_comfyui_reply_prompt (JsonNode  *root,
                             GError   **error)
{
  JsonObject *reply = get_object (root);
  const char *id = reply != NULL ? pictor_json_get_string (reply, "prompt_id") : NULL;
  JsonObject *problem = reply != NULL ? find_node_error (reply) : NULL;

  if (problem != NULL)
    {
      g_propagate_error (error, explain_node_error (problem));
      return NULL;
    }
  if (id == NULL || *id == '\0' || strlen (id) > MAX_ID_BYTES)
    {
      g_propagate_error (error, pictor_comfyui_reply_malformed ());
      return NULL;
    }

  return g_strdup (id);
}

char *
pictor_comfyui_reply_upload (JsonNode  *root,
                             GError   **error)
{
  JsonObject *reply = get_object (root);
  const char *name = reply != NULL ? pictor_json_get_string (reply, "name") : NULL;
  const char *subfolder = reply != NULL ? pictor_json_get_string (reply, "subfolder") : NULL;

  if (name == NULL || *name == '\0')
    {
      g_propagate_error (error, pictor_comfyui_reply_malformed ());
      return NULL;
    }

  return subfolder != NULL && *subfolder != '\0' ? g_strconcat (subfolder, "/", name, NULL) : g_strdup (name);
}

/* What the messages of an ended prompt say went wrong. (transfer full) */
static GError *
explain_failure (JsonObject *status)
{
  JsonArray *messages = pictor_json_get_array (status, "messages");

  for (guint i = 0; messages != NULL && i < json_array_get_length (messages); i++)
    {
      JsonNode *node = json_array_get_element (messages, i);
      JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      JsonNode *event;
      JsonObject *data;

      if (pair == NULL || json_array_get_length (pair) < 2)
        continue;
      event = json_array_get_element (pair, 0);
      if (!JSON_NODE_HOLDS_VALUE (event))
        continue;
      if (g_strcmp0 (json_node_get_string (event), "execution_interrupted") == 0)
        return g_error_new_literal (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_FAILED, _("The picture was stopped at ComfyUI."));
      if (g_strcmp0 (json_node_get_string (event), "execution_error") == 0
          && JSON_NODE_HOLDS_OBJECT (json_array_get_element (pair, 1)))
        {
          g_autofree char *plain = NULL;
          const char *type;

          data = json_array_get_object_element (pair, 1);
          type = pictor_json_get_string (data, "exception_type");
          if (type != NULL && strstr (type, "OutOfMemory") != NULL)
            return g_error_new_literal (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_FAILED,
                                        _("ComfyUI's graphics memory was not enough. Try a smaller picture."));
          plain = pictor_plain_text (pictor_json_get_string (data, "exception_message"), MAX_MESSAGE_CHARS);
          if (plain != NULL)
            return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_FAILED, _("ComfyUI could not make the picture: “%s”"),
                                plain);
        }
    }

  return g_error_new_literal (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_FAILED, _("ComfyUI could not make the picture."));
}

static void
collect_files (JsonArray *images,
               GPtrArray *files)
{
  for (guint i = 0; i < json_array_get_length (images) && files->len < MAX_FILES; i++)
    {
      JsonNode *node = json_array_get_element (images, i);
      JsonObject *image = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *name = image != NULL ? pictor_json_get_string (image, "filename") : NULL;
      const char *type = image != NULL ? pictor_json_get_string (image, "type") : NULL;
      const char *subfolder = image != NULL ? pictor_json_get_string (image, "subfolder") : NULL;
      PictorComfyuiFile *file;

      /* "temp" holds previews. */
      if (name == NULL || *name == '\0' || g_strcmp0 (type, "output") != 0)
        continue;
      file = g_new0 (PictorComfyuiFile, 1);
      file->name = g_strdup (name);
      file->subfolder = g_strdup (subfolder != NULL ? subfolder : "");
      file->type = g_strdup (type);
      g_ptr_array_add (files, file);
    }
}

GPtrArray *
pictor_comfyui_reply_history (JsonNode    *root,
                              const char  *id,
                              gboolean    *known,
                              GError     **error)
{
  JsonObject *reply = get_object (root);
  JsonObject *entry, *status, *outputs;
  g_autoptr (GPtrArray) files = NULL;
  JsonObjectIter iter;
  JsonNode *node;

  *known = FALSE;
  if (reply == NULL)
    {
      g_propagate_error (error, pictor_comfyui_reply_malformed ());
      return NULL;
    }
  entry = pictor_json_get_object (reply, id);
  if (entry == NULL)
    return NULL;

  *known = TRUE;
  status = pictor_json_get_object (entry, "status");
  if (status != NULL && g_strcmp0 (pictor_json_get_string (status, "status_str"), "error") == 0)
    {
      g_propagate_error (error, explain_failure (status));
      return NULL;
    }

  files = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_comfyui_file_free);
  outputs = pictor_json_get_object (entry, "outputs");
  if (outputs != NULL)
    {
      json_object_iter_init (&iter, outputs);
      while (json_object_iter_next (&iter, NULL, &node))
        {
          JsonArray *images = JSON_NODE_HOLDS_OBJECT (node) ? pictor_json_get_array (json_node_get_object (node), "images") : NULL;

          if (images != NULL)
            collect_files (images, files);
        }
    }
  if (files->len == 0)
    {
      g_set_error_literal (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_FAILED, _("ComfyUI ended without a picture."));
      return NULL;
    }

  return g_steal_pointer (&files);
}

/* Whether the item of a queue is the prompt @id. */
static gboolean
item_is (JsonNode   *item,
         const char *id)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (item) ? json_node_get_array (item) : NULL;

  return array != NULL && json_array_get_length (array) > 1 && JSON_NODE_HOLDS_VALUE (json_array_get_element (array, 1))
         && g_strcmp0 (json_node_get_string (json_array_get_element (array, 1)), id) == 0;
}

/* The number in line of an item: the lowest goes first. */
static double
get_number (JsonNode *item)
{
  JsonNode *number = json_array_get_element (json_node_get_array (item), 0);

  return JSON_NODE_HOLDS_VALUE (number) ? json_node_get_double (number) : 0;
}

int
pictor_comfyui_reply_queue (JsonNode   *root,
                            const char *id)
{
  JsonObject *reply = get_object (root);
  JsonArray *running = reply != NULL ? pictor_json_get_array (reply, "queue_running") : NULL;
  JsonArray *pending = reply != NULL ? pictor_json_get_array (reply, "queue_pending") : NULL;
  JsonNode *own = NULL;
  int place = 1;

  for (guint i = 0; running != NULL && i < json_array_get_length (running); i++)
    if (item_is (json_array_get_element (running, i), id))
      return 0;
  for (guint i = 0; pending != NULL && i < json_array_get_length (pending) && own == NULL; i++)
    if (item_is (json_array_get_element (pending, i), id))
      own = json_array_get_element (pending, i);
  if (own == NULL)
    return -1;

  for (guint i = 0; i < json_array_get_length (pending); i++)
    {
      JsonNode *item = json_array_get_element (pending, i);

      if (JSON_NODE_HOLDS_ARRAY (item) && json_array_get_length (json_node_get_array (item)) > 1
          && get_number (item) < get_number (own))
        place++;
    }

  return place;
}
