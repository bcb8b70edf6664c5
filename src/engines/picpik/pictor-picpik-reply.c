/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-reply.h"

#include <string.h>

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"
#include "engines/pictor-plain-text.h"
#include "model/pictor-json.h"
#include "picpik/pictor-picpik-contract.h"

#define MAX_MESSAGE_CHARS 300
#define MAX_STATUS_CHARS 60
#define MAX_UID_BYTES 256

/* A batch has at most 16; no reply makes us fetch without end. */
#define MAX_IMAGES 64
#define MAX_TASKS 1000

/* What a message about the account speaks of, as far as can be told without documented codes. */
static const char * const account_words[] = {
  "signature", "public key", "publickey", "private key", "privatekey", "api key", "apikey", "access key", NULL
};

static const char * const done_words[] = { "success", "succeeded", "finished", "done", "completed", NULL };
static const char * const failed_words[] = { "fail", "error", "cancel", "timeout", NULL };
static const char * const expired_words[] = { "expired", NULL };
static const char * const waiting_words[] = { "wait", "queu", "pend", "init", NULL };

static gboolean
has_word (const char         *text,
          const char * const *words)
{
  g_autofree char *lower = NULL;

  if (text == NULL)
    return FALSE;

  lower = g_ascii_strdown (text, -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (lower, words[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static GError *
make_refusal (gint64      code,
              const char *message)
{
  g_autofree char *number = NULL;

  if (code == PICTOR_PICPIK_BAD_SIGNATURE || code == PICTOR_PICPIK_UNKNOWN_KEY ||
      has_word (message, account_words))
    return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT,
                        _("The service does not accept the keys of this account: “%s”. Check the keys."),
                        message != NULL ? message : _("no reason given"));

  if (code == PICTOR_PICPIK_TASK_UNKNOWN)
    return g_error_new_literal (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED,
                                _("The service no longer knows this task. Its pictures are gone."));

  if (message != NULL)
    return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_REFUSED,
                        _("The service refused: “%s”"), message);

  number = g_strdup_printf ("%" G_GINT64_FORMAT, code);
  return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_REFUSED,
                      _("The service refused without a reason (code %s)."), number);
}

static gboolean
fail_malformed (GError **error)
{
  g_set_error_literal (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED,
                       _("The service gave an answer that can't be read. Check its address, or try again later."));
  return FALSE;
}

/* Blocks for as long as parsing takes. */
JsonObject *
pictor_picpik_reply_read (GBytes  *bytes,
                          GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *message = NULL;
  JsonObject *reply;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  gint64 code;

  if (length > 0)
    root = pictor_json_parse (text, length, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail_malformed (error);
      return NULL;
    }

  /* A code that is no number must not read as 0, which means success. */
  reply = json_node_get_object (root);
  if (!pictor_json_get_int (reply, "RetCode", &code))
    {
      fail_malformed (error);
      return NULL;
    }

  if (code != PICTOR_PICPIK_OK)
    {
      message = pictor_plain_text (pictor_json_get_string (reply, "Message"), MAX_MESSAGE_CHARS);
      g_propagate_error (error, make_refusal (code, message));
      return NULL;
    }

  return json_object_ref (reply);
}

/* A task's id as it is sent back to the service: not empty, and of a length that is no attack. */
static const char *
get_uid (JsonObject *object)
{
  const char *uid = pictor_json_get_string (object, "TaskUID");

  return uid != NULL && *uid != '\0' && strlen (uid) <= MAX_UID_BYTES ? uid : NULL;
}

const char *
pictor_picpik_reply_get_task_uid (JsonObject  *reply,
                                  GError     **error)
{
  const char *uid = get_uid (reply);

  if (uid == NULL)
    fail_malformed (error);

  return uid;
}

static char **
read_images (JsonObject *entry)
{
  g_autoptr (GStrvBuilder) images = g_strv_builder_new ();
  JsonArray *list = pictor_json_get_array (entry, "ImgList");
  guint n_images = 0;

  for (guint i = 0; list != NULL && i < json_array_get_length (list) && n_images < MAX_IMAGES; i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING ||
          *json_node_get_string (node) == '\0')
        continue;

      g_strv_builder_add (images, json_node_get_string (node));
      n_images++;
    }

  return g_strv_builder_end (images);
}

/* The rules of the contract: what ErrorCode and ImgList say comes before Status, whose words are not documented. */
static PictorPicpikTaskState
judge (PictorPicpikTask *task)
{
  if (task->error_code == 0 && task->images[0] != NULL)
    return PICTOR_PICPIK_TASK_DONE;
  if (has_word (task->status, expired_words))
    return PICTOR_PICPIK_TASK_EXPIRED;
  if (task->error_code != 0)
    return PICTOR_PICPIK_TASK_FAILED;
  if (has_word (task->status, failed_words))
    return PICTOR_PICPIK_TASK_FAILED;
  if (task->status != NULL)
    {
      g_autofree char *lower = g_ascii_strdown (task->status, -1);

      /* It says that it is done, and has nothing to show for it. */
      if (g_strv_contains (done_words, lower))
        return PICTOR_PICPIK_TASK_FAILED;
    }

  return has_word (task->status, waiting_words) ? PICTOR_PICPIK_TASK_WAITING : PICTOR_PICPIK_TASK_RUNNING;
}

static PictorPicpikTask *
read_task (JsonObject *entry)
{
  const char *uid = get_uid (entry);
  const char *message = pictor_json_get_string (entry, "ErrorMassage");
  PictorPicpikTask *task;

  if (uid == NULL)
    return NULL;

  /* PICPIK's own spelling, and the one that it may change to. */
  if (message == NULL || *message == '\0')
    message = pictor_json_get_string (entry, "ErrorMessage");

  task = g_new0 (PictorPicpikTask, 1);
  task->uid = g_strdup (uid);
  task->status = pictor_plain_text (pictor_json_get_string (entry, "Status"), MAX_STATUS_CHARS);
  task->images = read_images (entry);
  if (!pictor_json_get_int (entry, "Seed", &task->seed) || task->seed < 0)
    task->seed = -1;
  if (!pictor_json_get_double (entry, "ConsumeApiPoint", &task->points))
    task->points = -1;
  pictor_json_get_int (entry, "ErrorCode", &task->error_code);
  task->message = pictor_plain_text (message, MAX_MESSAGE_CHARS);
  task->state = judge (task);

  return task;
}

GPtrArray *
pictor_picpik_reply_get_tasks (JsonObject  *reply,
                               GError     **error)
{
  JsonArray *list = pictor_json_get_array (reply, "TaskDetailList");
  GPtrArray *tasks;

  if (list == NULL)
    {
      fail_malformed (error);
      return NULL;
    }

  tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_picpik_task_free);
  for (guint i = 0; i < MIN (json_array_get_length (list), MAX_TASKS); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      PictorPicpikTask *task = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        task = read_task (json_node_get_object (node));
      if (task != NULL)
        g_ptr_array_add (tasks, task);
    }

  return tasks;
}

void
pictor_picpik_task_free (PictorPicpikTask *task)
{
  g_free (task->uid);
  g_free (task->status);
  g_strfreev (task->images);
  g_free (task->message);
  g_free (task);
}

GError *
pictor_picpik_task_make_error (const PictorPicpikTask *task)
{
  if (task->state == PICTOR_PICPIK_TASK_EXPIRED)
    return g_error_new_literal (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_EXPIRED,
                                _("The service no longer keeps this task. Its pictures are gone."));

  if (task->message != NULL)
    return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_FAILED,
                        _("The service could not make the picture: “%s”"), task->message);

  if (task->error_code != 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, task->error_code);

      return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_FAILED,
                          _("The service could not make the picture (code %s)."), number);
    }

  return g_error_new (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_TASK_FAILED,
                      _("The service ended the task without a picture. Its last word was “%s”."),
                      task->status != NULL ? task->status : "");
}
