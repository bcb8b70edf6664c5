/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/comfyui/pictor-comfyui-survey.h"

#include "engines/comfyui/pictor-comfyui-reply.h"

typedef struct
{
  PictorComfyuiInfo *info;
  guint n_left;
  GError *error; /* the first */
} Survey;

/* One question. */
typedef struct
{
  GTask *task;
  char *name;
} Question;

static void
survey_free (gpointer data)
{
  Survey *survey = data;

  g_clear_pointer (&survey->info, pictor_comfyui_info_free);
  g_clear_error (&survey->error);
  g_free (survey);
}

static void
question_free (Question *question)
{
  g_object_unref (question->task);
  g_free (question->name);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  Survey *survey = g_task_get_task_data (question->task);
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = pictor_comfyui_client_call_finish (PICTOR_COMFYUI_CLIENT (source), result, NULL, &error);
  /* Newer versions say 404 of a class that is not there, older ones {}. */
  if (answer == NULL && !g_error_matches (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_NOT_FOUND) && survey->error == NULL)
    survey->error = g_steal_pointer (&error);
  if (answer != NULL && !pictor_comfyui_info_read (survey->info, question->name, answer) && survey->error == NULL)
    survey->error = pictor_comfyui_reply_malformed ();

  if (--survey->n_left > 0)
    return;
  if (survey->error != NULL)
    g_task_return_error (question->task, g_steal_pointer (&survey->error));
  else
    g_task_return_pointer (question->task, g_steal_pointer (&survey->info), (GDestroyNotify) pictor_comfyui_info_free);
}

void
pictor_comfyui_survey_async (PictorComfyuiClient *client,
                             GPtrArray           *classes,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Survey *survey = g_new0 (Survey, 1);

  g_return_if_fail (classes->len > 0);

  g_task_set_source_tag (task, pictor_comfyui_survey_async);
  survey->info = pictor_comfyui_info_new ();
  survey->n_left = classes->len;
  g_task_set_task_data (task, survey, survey_free);

  for (guint i = 0; i < classes->len; i++)
    {
      Question *question = g_new0 (Question, 1);
      g_autofree char *path = g_strconcat ("/object_info/", classes->pdata[i], NULL);

      question->task = g_object_ref (task);
      question->name = g_strdup (classes->pdata[i]);
      pictor_comfyui_client_call_async (client, path, NULL, cancellable, answered_cb, question);
    }
}

PictorComfyuiInfo *
pictor_comfyui_survey_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pictor_comfyui_survey_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
