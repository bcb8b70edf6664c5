/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/comfyui/pictor-comfyui-submit.h"

#include <glib/gi18n.h>

#include "engines/comfyui/pictor-comfyui-plan.h"
#include "engines/comfyui/pictor-comfyui-prompts.h"
#include "engines/comfyui/pictor-comfyui-reply.h"
#include "engines/comfyui/pictor-comfyui-survey.h"
#include "engines/pictor-engine-error.h"
#include "engines/pictor-seed.h"

typedef struct
{
  PictorRecipe *recipe;
  char *uuid;              /* the first prompt's id, and the client's */
  char *next;              /* id that is offered to the server now */
  gboolean shrink;
  PictorProgress *progress;
  PictorComfyuiInfo *info;
  PictorComfyuiPlan *plan;
  GPtrArray *images;       /* of PictorControlImage */
  guint n_uploaded;
  gint64 seed;             /* of the first picture */
  GPtrArray *prompts;      /* taken so far */
} Submit;

static void
submit_free (gpointer data)
{
  Submit *submit = data;

  g_object_unref (submit->recipe);
  g_free (submit->uuid);
  g_free (submit->next);
  g_object_unref (submit->progress);
  g_clear_pointer (&submit->info, pictor_comfyui_info_free);
  g_clear_pointer (&submit->plan, pictor_comfyui_plan_free);
  g_clear_pointer (&submit->images, g_ptr_array_unref);
  g_ptr_array_unref (submit->prompts);
  g_free (submit);
}

/* Ends with @error (transfer full), and takes back what the server has taken: a batch comes whole or not at all. */
static void
give_up (GTask  *task,
         GError *error)
{
  Submit *submit = g_task_get_task_data (task);

  if (submit->prompts->len > 0)
    {
      g_autoptr (JsonNode) body = pictor_comfyui_prompts_delete (submit->prompts);

      pictor_comfyui_client_call_async (g_task_get_source_object (task), "/queue", body, NULL, NULL, NULL);
    }
  g_task_return_error (task, error);
}

static void post_next (GTask *task);

static void
posted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Submit *submit = g_task_get_task_data (task);
  g_autoptr (JsonNode) reply = NULL;
  g_autofree char *id = NULL;
  gboolean maybe_received;
  g_autoptr (GError) error = NULL;

  reply = pictor_comfyui_client_call_finish (PICTOR_COMFYUI_CLIENT (source), result, &maybe_received, &error);
  if (reply != NULL)
    id = pictor_comfyui_reply_prompt (reply, &error);
  if (id != NULL)
    {
      pictor_comfyui_prompts_add (submit->prompts, id, submit->seed + submit->prompts->len);
      post_next (task);
    }
  else if (maybe_received
           && (error->domain != PICTOR_ENGINE_ERROR
               || g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED)))
    {
      give_up (task, g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNCERTAIN,
                                  _("No answer came, so ComfyUI may have taken the picture all the same: %s"), error->message));
    }
  else
    {
      give_up (task, g_steal_pointer (&error));
    }
}

/* (transfer full): the body of POST /prompt */
static JsonNode *
new_body (Submit   *submit,
          JsonNode *graph)
{
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *body = json_object_new ();

  json_object_set_member (body, "prompt", json_node_ref (graph));
  json_object_set_string_member (body, "prompt_id", submit->next);
  json_object_set_string_member (body, "client_id", submit->uuid);
  json_node_take_object (root, body);

  return root;
}

static void
post_next (GTask *task)
{
  Submit *submit = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  guint index = submit->prompts->len;
  guint n = pictor_recipe_get_batch_size (submit->recipe);
  g_autofree char *prefix = NULL;
  g_autoptr (JsonNode) graph = NULL;
  g_autoptr (JsonNode) body = NULL;
  GError *error = NULL;

  if (index == n)
    {
      g_task_return_pointer (task, pictor_comfyui_prompts_format (submit->prompts), g_free);
      return;
    }

  if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      give_up (task, error);
      return;
    }

  g_free (submit->next);
  submit->next = index == 0 ? g_strdup (submit->uuid) : g_uuid_string_random ();
  prefix = g_strconcat ("pictor/", submit->next, NULL);
  graph = pictor_comfyui_graph_new (submit->recipe, submit->plan, submit->seed + index, prefix);
  if (!pictor_comfyui_plan_check_graph (submit->info, graph, &error))
    {
      give_up (task, error);
      return;
    }
  body = new_body (submit, graph);
  pictor_progress_update (submit->progress, (double) index / n, NULL, _("Sending"));
  pictor_comfyui_client_call_async (g_task_get_source_object (task), "/prompt", body, cancellable, posted_cb, g_object_ref (task));
}

static void upload_next (GTask *task);

static void
uploaded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Submit *submit = g_task_get_task_data (task);
  PictorComfyuiUnit *unit = submit->plan->units->pdata[submit->n_uploaded];
  g_autoptr (JsonNode) reply = NULL;
  GError *error = NULL;

  reply = pictor_comfyui_client_call_finish (PICTOR_COMFYUI_CLIENT (source), result, NULL, &error);
  if (reply != NULL)
    unit->image = pictor_comfyui_reply_upload (reply, &error);
  if (unit->image == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  submit->n_uploaded++;
  upload_next (task);
}

static void
upload_next (GTask *task)
{
  Submit *submit = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (submit->n_uploaded == submit->images->len)
    {
      post_next (task);
      return;
    }
  pictor_progress_update (submit->progress, -1, NULL, _("Sending the control images"));
  pictor_comfyui_client_upload_async (g_task_get_source_object (task), submit->images->pdata[submit->n_uploaded],
                                      cancellable, uploaded_cb, g_object_ref (task));
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Submit *submit = g_task_get_task_data (task);
  GError *error = NULL;

  submit->images = pictor_control_images_prepare_finish (result, &error);
  if (submit->images != NULL)
    upload_next (task);
  else
    g_task_return_error (task, error);
}

static void
surveyed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Submit *submit = g_task_get_task_data (task);
  GError *error = NULL;

  submit->info = pictor_comfyui_survey_finish (result, &error);
  if (submit->info != NULL)
    submit->plan = pictor_comfyui_plan_make (submit->info, submit->recipe, &error);
  if (submit->plan == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  pictor_control_images_prepare_async (submit->recipe, submit->shrink, cancellable, prepared_cb, g_steal_pointer (&task));
}

void
pictor_comfyui_submit_async (PictorComfyuiClient *client,
                             PictorRecipe        *recipe,
                             const char          *request_uuid,
                             gboolean             shrink,
                             PictorProgress      *progress,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Submit *submit = g_new0 (Submit, 1);
  g_autoptr (GPtrArray) classes = pictor_comfyui_plan_get_classes (recipe);

  g_task_set_source_tag (task, pictor_comfyui_submit_async);
  /* Whether the server has taken a prompt counts for more than that nobody waits for it. */
  g_task_set_check_cancellable (task, FALSE);
  submit->recipe = g_object_ref (recipe);
  submit->uuid = g_ascii_strdown (request_uuid, -1);
  submit->shrink = shrink;
  submit->progress = g_object_ref (progress);
  submit->seed = pictor_seed_choose (pictor_recipe_get_seed (recipe));
  submit->prompts = pictor_comfyui_prompts_new ();
  g_task_set_task_data (task, submit, submit_free);

  pictor_progress_update (progress, -1, NULL, _("Asking what ComfyUI has"));
  pictor_comfyui_survey_async (client, classes, cancellable, surveyed_cb, task);
}

char *
pictor_comfyui_submit_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_comfyui_submit_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
