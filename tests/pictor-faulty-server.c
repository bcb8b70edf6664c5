/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-faulty-server.h"

#include <sys/socket.h>

#include "model/pictor-json.h"
#include "picpik/pictor-picpik-contract.h"
#include "picpik/pictor-picpik-signature.h"

#include "pictor-test-server.h"

typedef struct
{
  PictorFault fault;
  guint times; /* 0: for ever */
  guint number;
  char *text;
} Plan;

struct _PictorFaultyServer
{
  PictorTestServer *server;

  GMutex lock; /* of all below but held */
  GHashTable *plans;  /* what → GQueue of Plan */
  GHashTable *counts; /* what → number */
  GHashTable *polls;  /* TaskUID → times asked for */
  guint n_pictures;
  guint n_polls;
  guint most;

  GPtrArray *held;    /* of SoupServerMessage; of the server's thread */
};

/* A PNG of 2 × 2 pixels; its width ends at byte 19 and its height at byte 23. */
static const guint8 png[] = {
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00,
  0x00, 0x02, 0x00, 0x00, 0x00, 0x02, 0x08, 0x00, 0x00, 0x00, 0x00, 0x57, 0xdd, 0x52, 0xf8, 0x00, 0x00, 0x00,
  0x0e, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x70, 0x68, 0x60, 0x38, 0xf0, 0x1f, 0x00, 0x05, 0xc5, 0x02,
  0x80, 0x45, 0xfe, 0x74, 0xbd, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82
};

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_free (plan->text);
  g_free (plan);
}

static void
queue_free (gpointer data)
{
  g_queue_free_full (data, plan_free);
}

/* Counts one more request for @what, and takes what is planned for it. */
static Plan
take_plan (PictorFaultyServer *self,
           const char         *what)
{
  Plan taken = { PICTOR_FAULT_NONE, 0, 0, NULL };
  GQueue *queue;
  Plan *plan;
  guint n;

  g_mutex_lock (&self->lock);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, what));
  g_hash_table_insert (self->counts, g_strdup (what), GUINT_TO_POINTER (n + 1));

  queue = g_hash_table_lookup (self->plans, what);
  plan = queue != NULL ? g_queue_peek_head (queue) : NULL;
  if (plan != NULL)
    {
      taken = *plan;
      taken.text = g_strdup (plan->text);
      if (plan->times > 0 && --plan->times == 0)
        plan_free (g_queue_pop_head (queue));
    }
  g_mutex_unlock (&self->lock);

  return taken;
}

static void
set_json (SoupServerMessage *message,
          const char        *text)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text, strlen (text));
}

static void
say_raw (SoupServerMessage *message,
         const char        *text,
         gboolean           then_close,
         GPtrArray         *held)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  GOutputStream *out = g_io_stream_get_output_stream (stream);

  g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
  if (then_close)
    g_io_stream_close (stream, NULL, NULL);
  else
    g_ptr_array_add (held, g_steal_pointer (&stream));
}

static void
hold (PictorFaultyServer *self,
      SoupServerMessage  *message,
      guint               number)
{
  soup_server_message_pause (message);
  g_ptr_array_add (self->held, g_object_ref (message));
  if (self->held->len < number)
    return;

  while (self->held->len > 0)
    {
      g_autoptr (SoupServerMessage) last = g_ptr_array_steal_index (self->held, self->held->len - 1);

      soup_server_message_unpause (last);
    }
}

/* Does what is wrong with every kind of request alike. FALSE: the right answer is still to be given. */
static gboolean
misbehave (PictorFaultyServer *self,
           SoupServerMessage  *message,
           const Plan         *plan)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *text = NULL;

  switch (plan->fault)
    {
    case PICTOR_FAULT_STATUS:
      soup_server_message_set_status (message, plan->number, NULL);
      return TRUE;

    case PICTOR_FAULT_BUSY:
      text = g_strdup_printf ("%u", plan->number);
      soup_message_headers_append (headers, "Retry-After", text);
      soup_server_message_set_status (message, 503, NULL);
      return TRUE;

    case PICTOR_FAULT_REDIRECT:
      soup_server_message_set_redirect (message, 302, plan->text);
      return TRUE;

    case PICTOR_FAULT_RET_CODE:
      text = g_strdup_printf ("{\"RetCode\":%u,\"Action\":\"\",\"Message\":\"%s\"}", plan->number, plan->text);
      set_json (message, text);
      return TRUE;

    case PICTOR_FAULT_BODY:
      set_json (message, plan->text);
      return TRUE;

    case PICTOR_FAULT_TRUNCATED:
      say_raw (message, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"RetCode\":0,", TRUE, self->held);
      return TRUE;

    case PICTOR_FAULT_HUGE:
      text = g_strnfill (plan->number, ' ');
      set_json (message, text);
      return TRUE;

    case PICTOR_FAULT_SILENT:
      hold (self, message, G_MAXUINT);
      return TRUE;

    case PICTOR_FAULT_STALL:
      say_raw (message, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"RetCode\":0,", FALSE, self->held);
      return TRUE;

    case PICTOR_FAULT_CLOSE:
      say_raw (message, "", TRUE, self->held);
      return TRUE;

    case PICTOR_FAULT_HOLD:
      hold (self, message, plan->number);
      return FALSE;

    default:
      return FALSE;
    }
}

static void
answer_picture (PictorFaultyServer *self,
                SoupServerMessage  *message)
{
  Plan plan = take_plan (self, PICTOR_FAULTY_PICTURE);

  if (!misbehave (self, message, &plan))
    {
      guint8 bytes[sizeof png];

      memcpy (bytes, png, sizeof png);
      if (plan.fault == PICTOR_FAULT_BOMB)
        {
          bytes[18] = bytes[22] = 0xea;
          bytes[19] = bytes[23] = 0x60;
        }
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, (const char *) bytes, sizeof bytes);
    }
  g_free (plan.text);
}

/* How often @uid has been asked for, this time too. */
static guint
count_poll (PictorFaultyServer *self,
            const char         *uid)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->polls, uid)) + 1;
  g_hash_table_insert (self->polls, g_strdup (uid), GUINT_TO_POINTER (n));
  g_mutex_unlock (&self->lock);

  return n;
}

static void
add_task (PictorFaultyServer *self,
          GString            *text,
          const char         *uid,
          const Plan         *plan)
{
  if (text->str[text->len - 1] != '[')
    g_string_append_c (text, ',');
  g_string_append_printf (text, "{\"TaskUID\":\"%s\",\"Action\":\"GenerateTxt2Img\",", uid);

  if (plan->fault == PICTOR_FAULT_TASK)
    {
      g_string_append_printf (text, "%s}", plan->text);
    }
  else if (count_poll (self, uid) <= self->n_polls)
    {
      g_string_append (text, "\"Status\":\"Running\",\"ImgList\":[],\"ErrorCode\":0}");
    }
  else
    {
      g_string_append (text, "\"Status\":\"Success\",\"Seed\":100,\"ConsumeApiPoint\":2,\"ErrorCode\":0,\"ImgList\":[");
      for (guint i = 0; i < self->n_pictures; i++)
        g_string_append_printf (text, "%s\"%s/%s/%u.png\"", i > 0 ? "," : "", self->server->uri, uid, i);
      g_string_append (text, "]}");
    }
}

static void
answer_tasks (PictorFaultyServer *self,
              SoupServerMessage  *message,
              JsonObject         *fields,
              const Plan         *plan)
{
  JsonArray *uids = json_object_get_array_member (fields, "TaskUIDList");
  g_autoptr (GString) text = g_string_new ("{\"RetCode\":0,\"TaskDetailList\":[");

  g_mutex_lock (&self->lock);
  self->most = MAX (self->most, json_array_get_length (uids));
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < json_array_get_length (uids); i++)
    {
      const char *uid = json_array_get_string_element (uids, i);
      gboolean named = plan->text == NULL || strcmp (plan->text, uid) == 0;

      if (plan->fault == PICTOR_FAULT_SPOILT && named)
        {
          set_json (message, "{\"RetCode\":230,\"Message\":\"TaskUIDList is not valid\"}");
          return;
        }
      if (plan->fault == PICTOR_FAULT_UNKNOWN && named)
        continue;
      add_task (self, text, uid, plan);
    }
  g_string_append (text, "]}");
  set_json (message, text->str);
}

static gboolean
is_signed (JsonObject *fields)
{
  g_autofree char *expected = pictor_picpik_sign (fields, PICTOR_FAULTY_PRIVATE_KEY);

  return g_strcmp0 (pictor_json_get_string (fields, "Signature"), expected) == 0 &&
         g_strcmp0 (pictor_json_get_string (fields, "PublicKey"), PICTOR_FAULTY_PUBLIC_KEY) == 0;
}

static void
answer_action (PictorFaultyServer *self,
               SoupServerMessage  *message,
               JsonObject         *fields)
{
  const char *action = pictor_json_get_string (fields, "Action");
  Plan plan = take_plan (self, action);

  if (misbehave (self, message, &plan))
    ;
  else if (!is_signed (fields))
    set_json (message, "{\"RetCode\":171,\"Message\":\"The signature does not fit\"}");
  else if (g_str_equal (action, PICTOR_PICPIK_ACTION_TASKS))
    answer_tasks (self, message, fields, &plan);
  else if (g_str_equal (action, PICTOR_PICPIK_ACTION_GENERATE))
    {
      g_autofree char *text = g_strdup_printf ("{\"RetCode\":0,\"TaskUID\":\"task-%u\"}",
                                               pictor_faulty_server_count (self, action));

      set_json (message, text);
    }
  else
    set_json (message, "{\"RetCode\":0,\"MainModels\":[{\"Id\":1,\"Name\":\"Base\"}],"
                       "\"ControlNetModels\":[{\"Id\":2}]}");
  g_free (plan.text);
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  PictorFaultyServer *self = user_data;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (g_str_equal (soup_server_message_get_method (message), SOUP_METHOD_GET))
    {
      answer_picture (self, message);
      return;
    }

  body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  root = pictor_json_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL);
  g_assert_nonnull (root);
  answer_action (self, message, json_node_get_object (root));
}

PictorFaultyServer *
pictor_faulty_server_new (void)
{
  PictorFaultyServer *self = g_new0 (PictorFaultyServer, 1);

  g_mutex_init (&self->lock);
  self->plans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, queue_free);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->polls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_pictures = 1;
  self->n_polls = 1;
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = pictor_test_server_new (answer_cb, self, NULL);

  return self;
}

void
pictor_faulty_server_free (PictorFaultyServer *self)
{
  pictor_test_server_free (self->server);
  g_ptr_array_unref (self->held);
  g_hash_table_unref (self->plans);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->polls);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const char *
pictor_faulty_server_get_address (PictorFaultyServer *self)
{
  return self->server->uri;
}

void
pictor_faulty_server_set_task (PictorFaultyServer *self,
                               guint               n_pictures,
                               guint               n_polls)
{
  g_mutex_lock (&self->lock);
  self->n_pictures = n_pictures;
  self->n_polls = n_polls;
  g_mutex_unlock (&self->lock);
}

void
pictor_faulty_server_plan (PictorFaultyServer *self,
                           const char         *what,
                           guint               times,
                           PictorFault         fault,
                           guint               number,
                           const char         *text)
{
  Plan *plan = g_new0 (Plan, 1);
  GQueue *queue;

  plan->fault = fault;
  plan->times = times;
  plan->number = number;
  plan->text = g_strdup (text);

  g_mutex_lock (&self->lock);
  queue = g_hash_table_lookup (self->plans, what);
  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_hash_table_insert (self->plans, g_strdup (what), queue);
    }
  g_queue_push_tail (queue, plan);
  g_mutex_unlock (&self->lock);
}

void
pictor_faulty_server_heal (PictorFaultyServer *self)
{
  g_mutex_lock (&self->lock);
  g_hash_table_remove_all (self->plans);
  g_mutex_unlock (&self->lock);
}

guint
pictor_faulty_server_count (PictorFaultyServer *self,
                            const char         *what)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, what));
  g_mutex_unlock (&self->lock);

  return n;
}

guint
pictor_faulty_server_get_most (PictorFaultyServer *self)
{
  guint most;

  g_mutex_lock (&self->lock);
  most = self->most;
  g_mutex_unlock (&self->lock);

  return most;
}
