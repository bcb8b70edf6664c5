/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-answer.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "model/pictor-json.h"
#include "picpik/pictor-picpik-contract.h"
#include "picpik/pictor-picpik-signature.h"
#include "practice/pictor-practice-listing.h"
#include "practice/pictor-practice-reader.h"

/* A request has a few dozen values and its prompts' phrases; each value costs json-glib some hundred bytes of memory, so
 * that a body of commas alone would take all there is. */
#define MAX_VALUES 10000
#define MAX_TASKS 1000

/* One answer in the making. */
typedef struct
{
  const PictorPracticeKeys *keys;
  PictorPracticeTasks *tasks;
  GCancellable *cancellable;
  PictorPracticeReader reader;
  JsonObject *answer;
} Answer;

typedef void (*Act) (Answer *self);

static void
set_error (Answer     *self,
           int         code,
           const char *message)
{
  json_object_set_int_member (self->answer, "RetCode", code);
  json_object_set_string_member (self->answer, "Message", message);
}

static void
generate (Answer *self)
{
  PictorPracticeRequest *request =
    pictor_practice_request_read (self->reader.object, self->reader.faults, self->cancellable);
  g_autofree char *uid = NULL;

  if (request == NULL)
    {
      /* Without a fault it was cancelled; with one, the faults are what is told. */
      set_error (self, PICTOR_PICPIK_BUSY, _("The service is stopping."));
      return;
    }
  uid = pictor_practice_tasks_add (self->tasks, request);
  if (uid != NULL)
    json_object_set_string_member (self->answer, "TaskUID", uid);
  else
    set_error (self, PICTOR_PICPIK_BUSY, _("Too many tasks are waiting. Try again in a moment."));
}

static void
list_tasks (Answer *self)
{
  static const char * const names[] = { "Action", "PublicKey", "Signature", "request_uuid", "TaskUIDList", NULL };
  g_auto (GStrv) uids = NULL;
  JsonArray *details;

  pictor_practice_reader_expect (&self->reader, names);
  uids = pictor_practice_reader_strings (&self->reader, "TaskUIDList", TRUE);
  if (uids != NULL && g_strv_length (uids) > MAX_TASKS)
    pictor_practice_reader_fault (&self->reader, "TaskUIDList", _("must be at most %d"), MAX_TASKS);
  for (guint i = 0; uids != NULL && uids[i] != NULL; i++)
    if (strlen (uids[i]) > 64)
      {
        pictor_practice_reader_fault (&self->reader, "TaskUIDList", _("has a name too long for a task"));
        break;
      }
  if (uids == NULL || self->reader.faults->len > 0)
    return;

  details = json_array_new ();
  for (guint i = 0; uids[i] != NULL; i++)
    json_array_add_object_element (details, pictor_practice_tasks_describe (self->tasks, uids[i]));
  json_object_set_array_member (self->answer, "TaskDetailList", details);
}

static void
list (Answer *self,
      void  (*add) (JsonObject *answer))
{
  static const char * const names[] = { "Action", "PublicKey", "Signature", "request_uuid", NULL };

  pictor_practice_reader_expect (&self->reader, names);
  if (self->reader.faults->len == 0)
    add (self->answer);
}

static void
list_models (Answer *self)
{
  list (self, pictor_practice_listing_add_models);
}

static void
list_legacy_models (Answer *self)
{
  list (self, pictor_practice_listing_add_legacy);
}

static void
list_controls (Answer *self)
{
  list (self, pictor_practice_listing_add_controls);
}

static const struct
{
  const char *action;
  Act act;
} acts[] = {
  { PICTOR_PICPIK_ACTION_GENERATE, generate },
  { PICTOR_PICPIK_ACTION_TASKS, list_tasks },
  { PICTOR_PICPIK_ACTION_MODELS, list_models },
  { PICTOR_PICPIK_ACTION_LEGACY_MODELS, list_legacy_models },
  { PICTOR_PICPIK_ACTION_CONTROLS, list_controls },
};

static Act
find_act (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_strcmp0 (acts[i].action, action) == 0)
      return acts[i].act;
  return NULL;
}

/* Takes as long for any two texts of a length: a signature can't be guessed digit by digit. */
static gboolean
equal_in_secret (const char *a,
                 const char *b)
{
  gsize length = strlen (a);
  guchar differences = 0;

  if (strlen (b) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    differences |= a[i] ^ b[i];
  return differences == 0;
}

/* Whether the request is signed by the one who has the key. */
static gboolean
check_account (Answer     *self,
               const char *public_key,
               const char *signature)
{
  g_autofree char *right = NULL;

  if (!equal_in_secret (self->keys->public_key, public_key))
    {
      set_error (self, PICTOR_PICPIK_UNKNOWN_KEY, _("PublicKey: is not known here"));
      return FALSE;
    }
  right = pictor_picpik_sign (self->reader.object, self->keys->private_key);
  if (!equal_in_secret (right, signature))
    {
      set_error (self, PICTOR_PICPIK_BAD_SIGNATURE, _("Signature: does not match the request and its key"));
      return FALSE;
    }
  return TRUE;
}

static void
answer (Answer *self)
{
  const PictorPracticeReader *reader = &self->reader;
  const char *action = pictor_practice_reader_string (reader, "Action", TRUE);
  const char *public_key = pictor_practice_reader_string (reader, "PublicKey", TRUE);
  const char *signature = pictor_practice_reader_string (reader, "Signature", TRUE);
  JsonNode *uuid = json_object_get_member (reader->object, "request_uuid");
  gboolean is_uuid = uuid != NULL && json_node_get_value_type (uuid) == G_TYPE_STRING &&
                     g_uuid_string_is_valid (json_node_get_string (uuid));
  Act act = find_act (action);

  if (act != NULL)
    {
      g_autofree char *name = g_strconcat (action, "Response", NULL);

      json_object_set_string_member (self->answer, "Action", name);
    }
  if (is_uuid)
    json_object_set_string_member (self->answer, "request_uuid", json_node_get_string (uuid));
  if (reader->faults->len > 0)
    {
      set_error (self, PICTOR_PICPIK_BAD_REQUEST, reader->faults->str);
      return;
    }
  if (!check_account (self, public_key, signature))
    return;
  if (act == NULL)
    {
      set_error (self, PICTOR_PICPIK_UNKNOWN_ACTION, _("Action: is not an action of this service"));
      return;
    }
  if (uuid != NULL && !is_uuid)
    pictor_practice_reader_fault (reader, "request_uuid", _("must be a UUID"));
  act (self);
  if (reader->faults->len > 0)
    set_error (self, PICTOR_PICPIK_BAD_FIELD, reader->faults->str);
}

static char *
take_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  return json_to_string (node, FALSE);
}

static JsonObject *
begin_answer (int code)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "RetCode", code);
  json_object_set_string_member (object, "Action", "");
  return object;
}

char *
pictor_practice_answer_error (int         code,
                              const char *message)
{
  JsonObject *object = begin_answer (code);

  json_object_set_string_member (object, "Message", message);
  return take_text (object);
}

/* Commas outside strings, which is what values can't be without. */
static gboolean
has_too_many_values (const char *text,
                     gsize       length)
{
  gboolean in_string = FALSE;
  guint n = 0;

  for (gsize i = 0; i < length && n <= MAX_VALUES; i++)
    if (text[i] == '"')
      in_string = !in_string;
    else if (in_string && text[i] == '\\')
      i++;
    else if (!in_string && text[i] == ',')
      n++;
  return n > MAX_VALUES;
}

/* The fields of @body, which is let go. */
static JsonNode *
parse (GBytes  *body,
       GError **error)
{
  g_autoptr (GBytes) owned = body;
  g_autoptr (JsonNode) node = NULL;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  if (has_too_many_values (text, length))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The request has too many values."));
      return NULL;
    }
  node = pictor_json_parse (text, length, error);
  if (node == NULL || JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The request must be a JSON object."));
  return NULL;
}

char *
pictor_practice_answer (GBytes                   *body,
                        const PictorPracticeKeys *keys,
                        PictorPracticeTasks      *tasks,
                        GCancellable             *cancellable,
                        guint                    *status)
{
  g_autoptr (GString) faults = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse (body, &error);
  Answer self = { keys, tasks, cancellable };

  if (node == NULL)
    {
      *status = SOUP_STATUS_BAD_REQUEST;
      return pictor_practice_answer_error (PICTOR_PICPIK_BAD_REQUEST, error->message);
    }
  *status = SOUP_STATUS_OK;
  self.reader = (PictorPracticeReader) { json_node_get_object (node), "", faults };
  self.answer = begin_answer (PICTOR_PICPIK_OK);
  answer (&self);
  return take_text (self.answer);
}
