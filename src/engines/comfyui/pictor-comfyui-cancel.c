/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/comfyui/pictor-comfyui-cancel.h"

#include <glib/gi18n.h>

#include "engines/comfyui/pictor-comfyui-prompts.h"
#include "engines/comfyui/pictor-comfyui-reply.h"

static void
interrupted_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) reply = NULL;

  reply = pictor_comfyui_client_call_finish (PICTOR_COMFYUI_CLIENT (source), result, NULL, &error);
  if (reply != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
queue_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GPtrArray *prompts = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  PictorComfyuiClient *client = PICTOR_COMFYUI_CLIENT (source);
  GError *error = NULL;
  g_autoptr (JsonNode) reply = NULL;

  reply = pictor_comfyui_client_call_finish (client, result, NULL, &error);
  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < prompts->len; i++)
    {
      const PictorComfyuiPrompt *prompt = prompts->pdata[i];
      g_autoptr (JsonNode) body = NULL;
      JsonObject *object;

      if (pictor_comfyui_reply_queue (reply, prompt->id) != 0)
        continue;
      body = json_node_new (JSON_NODE_OBJECT);
      object = json_object_new ();
      json_object_set_string_member (object, "prompt_id", prompt->id);
      json_node_take_object (body, object);
      pictor_comfyui_client_call_async (client, "/interrupt", body, cancellable, interrupted_cb, g_steal_pointer (&task));
      return;
    }

  g_task_return_boolean (task, TRUE);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  PictorComfyuiClient *client = PICTOR_COMFYUI_CLIENT (source);
  GError *error = NULL;
  g_autoptr (JsonNode) reply = NULL;

  reply = pictor_comfyui_client_call_finish (client, result, NULL, &error);
  if (reply != NULL)
    pictor_comfyui_client_call_async (client, "/queue", NULL, cancellable, queue_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
pictor_comfyui_cancel_async (PictorComfyuiClient *client,
                             const char          *remote_id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  GPtrArray *prompts = pictor_comfyui_prompts_parse (remote_id);
  g_autoptr (JsonNode) body = NULL;

  g_task_set_source_tag (task, pictor_comfyui_cancel_async);
  if (prompts == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_task_set_task_data (task, prompts, (GDestroyNotify) g_ptr_array_unref);
  body = pictor_comfyui_prompts_delete (prompts);
  pictor_comfyui_client_call_async (client, "/queue", body, cancellable, deleted_cb, g_steal_pointer (&task));
}

gboolean
pictor_comfyui_cancel_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_comfyui_cancel_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
