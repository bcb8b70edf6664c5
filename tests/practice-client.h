/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <libsoup/soup.h>

#include "model/pictor-json.h"
#include "picpik/pictor-picpik-signature.h"
#include "pictor-test.h"
#include "practice/pictor-practice-service.h"

/* A PICPIK client of a few lines, for the tests of the practice service: whatever it sends is really sent, and it
 * waits for the answer (the service has its own thread). */
typedef struct
{
  PictorPracticeService *service;
  SoupSession *session;
} Client;

static inline void
client_start (Client *client)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  client->service = pictor_practice_service_new ();
  client->session = soup_session_new_with_options ("max-conns", 32, "max-conns-per-host", 32, NULL);
  pictor_practice_service_start_async (client->service, 0, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  pictor_practice_service_start_finish (client->service, result, &error);
  g_assert_no_error (error);
}

static inline void
client_stop (Client *client)
{
  g_clear_object (&client->session);
  pictor_test_finalize (g_steal_pointer (&client->service));
}

/* Sends @body as it is; the text of the answer, which may be "". (transfer full) */
static inline char *
client_send (Client     *client,
             const char *method,
             const char *path,
             const char *type,
             const char *body,
             guint      *status)
{
  g_autofree char *address = g_strconcat (pictor_practice_service_get_address (client->service), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, type, bytes);
    }
  answer = soup_session_send_and_read (client->session, message, NULL, &error);
  g_assert_no_error (error);
  *status = soup_message_get_status (message);
  return g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

static inline JsonObject *
client_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = pictor_json_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  return json_node_dup_object (node);
}

/* POSTs @fields as they are and asserts an answer of the contract's shape. (transfer full) */
static inline JsonObject *
client_post (Client     *client,
             JsonObject *fields)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), fields);
  g_autofree char *body = json_to_string (node, FALSE);
  g_autofree char *text = NULL;
  JsonObject *answer;
  gint64 code;
  guint status;

  text = client_send (client, "POST", "/", "application/json", body, &status);
  g_assert_cmpuint (status, ==, 200);
  answer = client_parse (text);
  g_assert_true (pictor_json_get_int (answer, "RetCode", &code));
  g_assert_nonnull (pictor_json_get_string (answer, "Action"));
  g_assert_cmpint (code != 0, ==, pictor_json_get_string (answer, "Message") != NULL);
  g_assert_null (strstr (text, pictor_practice_service_get_private_key (client->service)));
  return answer;
}

/* Adds the key and the signature to @fields; their text. (transfer full) */
static inline char *
client_sign (Client     *client,
             JsonObject *fields)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), fields);
  g_autofree char *signature = NULL;

  json_object_set_string_member (fields, "PublicKey",
                                 pictor_practice_service_get_public_key (client->service));
  signature = pictor_picpik_sign (fields, pictor_practice_service_get_private_key (client->service));
  json_object_set_string_member (fields, "Signature", signature);
  return json_to_string (node, FALSE);
}

/* The same, and POSTs them. (transfer full) */
static inline JsonObject *
client_call (Client     *client,
             JsonObject *fields)
{
  g_autofree char *text = client_sign (client, fields);

  return client_post (client, fields);
}

static inline gint64
client_code (JsonObject *answer)
{
  gint64 code = -1;

  g_assert_true (pictor_json_get_int (answer, "RetCode", &code));
  return code;
}

/* The fields that the Message of @answer names, joined with a space. (transfer full) */
static inline char *
client_faults (JsonObject *answer)
{
  g_auto (GStrv) faults = g_strsplit (json_object_get_string_member (answer, "Message"), "; ", -1);

  for (guint i = 0; faults[i] != NULL; i++)
    {
      char *colon = strstr (faults[i], ": ");

      g_assert_nonnull (colon);
      g_assert_cmpuint (strlen (colon), >, 2);
      *colon = '\0';
    }
  return g_strjoinv (" ", faults);
}

/* An image file of 64 × 64 pixels, a dark square on white, in base64. (transfer full) */
static inline char *
client_image (const char *type)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 64);
  g_autoptr (GdkPixbuf) square = gdk_pixbuf_new_subpixbuf (pixbuf, 4, 4, 20, 20);
  g_autofree char *data = NULL;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0xffffffff);
  gdk_pixbuf_fill (square, 0x000000ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, type, NULL, NULL));
  return g_base64_encode ((const guchar *) data, length);
}

/* A GenerateTxt2Img that is right. (transfer full) */
static inline JsonObject *
client_request (void)
{
  return client_parse ("{\"Action\":\"GenerateTxt2Img\",\"ModelType\":\"combined_model\",\"MainModelId\":1,"
                       "\"BatchSize\":1,\"Steps\":20,\"CfgScale\":7.5,\"Seed\":42,\"Sampler\":\"Euler a\","
                       "\"Width\":64,\"Height\":48,\"ClipSkip\":1,\"TranslatePrompt\":false,"
                       "\"PositivePrompts\":[\"a red fox\",\"snow\"],\"NegativePrompts\":[\"dog\"]}");
}

/* Sets a member to what the JSON text @value says, "$PNG" and "$JPEG" in it replaced with images; NULL takes it away. */
static inline void
client_set (JsonObject *object,
            const char *name,
            const char *value)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *png = NULL;
  g_autofree char *jpeg = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  if (value == NULL)
    {
      json_object_remove_member (object, name);
      return;
    }
  png = client_image ("png");
  jpeg = client_image ("jpeg");
  text = g_string_new (value);
  g_string_replace (text, "$PNG", png, 0);
  g_string_replace (text, "$JPEG", jpeg, 0);
  node = json_from_string (text->str, &error);
  g_assert_no_error (error);
  json_object_set_member (object, name, node);
}

/* POSTs a request; its TaskUID. (transfer full) */
static inline char *
client_generate (Client     *client,
                 JsonObject *request)
{
  g_autoptr (JsonObject) answer = client_call (client, request);
  const char *uid = pictor_json_get_string (answer, "TaskUID");

  g_assert_cmpint (client_code (answer), ==, 0);
  g_assert_cmpstr (pictor_json_get_string (answer, "Action"), ==, "GenerateTxt2ImgResponse");
  g_assert_true (g_regex_match_simple ("^[0-9a-z]{20}$", uid, G_REGEX_DOLLAR_ENDONLY, 0));
  return g_strdup (uid);
}

/* The TaskDetail of one task. (transfer full) */
static inline JsonObject *
client_detail (Client     *client,
               const char *uid)
{
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *request = json_object_new ();
  JsonArray *uids = json_array_new ();
  JsonArray *details;

  json_array_add_string_element (uids, uid);
  json_object_set_string_member (request, "Action", "ListTasksDetails");
  json_object_set_array_member (request, "TaskUIDList", uids);
  answer = client_call (client, request);
  json_object_unref (request);
  g_assert_cmpint (client_code (answer), ==, 0);
  details = pictor_json_get_array (answer, "TaskDetailList");
  g_assert_cmpuint (json_array_get_length (details), ==, 1);
  g_assert_cmpstr (pictor_json_get_string (json_array_get_object_element (details, 0), "TaskUID"), ==, uid);
  g_assert_cmpstr (pictor_json_get_string (json_array_get_object_element (details, 0), "Action"), ==,
                   "GenerateTxt2Img");
  return json_object_ref (json_array_get_object_element (details, 0));
}

static inline gboolean
client_is_under_way (JsonObject *detail)
{
  const char *status = pictor_json_get_string (detail, "Status");

  return g_str_equal (status, "Queued") || g_str_equal (status, "Running");
}

/* Asks until the task has ended; its detail. (transfer full) */
static inline JsonObject *
client_follow (Client     *client,
               const char *uid)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (TRUE)
    {
      g_autoptr (JsonObject) detail = client_detail (client, uid);

      if (!client_is_under_way (detail))
        return g_steal_pointer (&detail);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
    }
}

/* The file at an address of ImgList. (transfer full) */
static inline GBytes *
client_fetch (Client     *client,
              const char *address,
              guint      *status)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GError) error = NULL;
  GBytes *file = soup_session_send_and_read (client->session, message, NULL, &error);

  g_assert_no_error (error);
  *status = soup_message_get_status (message);
  if (*status == 200)
    g_assert_cmpstr (soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL),
                     ==, "image/png");
  return file;
}

/* Runs a request to its end: its pictures. (transfer full) (element-type GBytes) */
static inline GPtrArray *
client_paint (Client     *client,
              JsonObject *request)
{
  g_autofree char *uid = client_generate (client, request);
  g_autoptr (JsonObject) detail = client_follow (client, uid);
  JsonArray *addresses = pictor_json_get_array (detail, "ImgList");
  GPtrArray *pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_assert_cmpstr (pictor_json_get_string (detail, "Status"), ==, "Success");
  for (guint i = 0; i < json_array_get_length (addresses); i++)
    {
      guint status;

      g_ptr_array_add (pictures, client_fetch (client, json_array_get_string_element (addresses, i), &status));
      g_assert_cmpuint (status, ==, 200);
    }
  return pictures;
}

/* Asserts that @file is a PNG of that size. */
static inline void
client_assert_png (GBytes *file,
                   int     width,
                   int     height)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_assert_cmpuint (g_bytes_get_size (file), >, 8);
  g_assert_cmpmem (g_bytes_get_data (file, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
  pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
}
