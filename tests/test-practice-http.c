/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "picpik/pictor-picpik-contract.h"
#include "practice-client.h"
#include "practice/pictor-practice-answer.h"

/* A connection of bytes, for what no decent client sends. */
static GSocketConnection *
connect_raw (Client *client)
{
  g_autoptr (GSocketClient) socket_client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  const char *address = pictor_practice_service_get_address (client->service);
  GSocketConnection *connection =
    g_socket_client_connect_to_host (socket_client, address + strlen ("http://"), 0, NULL, &error);

  g_assert_no_error (error);
  g_socket_set_timeout (g_socket_connection_get_socket (connection), 20);
  return connection;
}

static void
write_raw (GSocketConnection *connection,
           const char        *text)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text, strlen (text), NULL,
                             NULL, &error);
  g_assert_no_error (error);
}

/* The status of the next answer on @connection, whose headers go to @headers. */
static guint
read_status (GSocketConnection  *connection,
             char              **headers)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char byte;

  while (strstr (text->str, "\r\n\r\n") == NULL)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (g_input_stream_read (stream, &byte, 1, NULL, &error), ==, 1);
      g_assert_no_error (error);
      g_string_append_c (text, byte);
    }
  g_assert_true (g_str_has_prefix (text->str, "HTTP/1.1 "));
  if (headers != NULL)
    *headers = g_strdup (text->str);
  return g_ascii_strtoull (text->str + strlen ("HTTP/1.1 "), NULL, 10);
}

/* Each of these is refused by its first lines; an error is JSON by the contract as well. */
static void
test_refused (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    const char *type;
    const char *body;
    guint status;
  } cases[] = {
    { "GET", "/", NULL, NULL, 405 },
    { "PUT", "/", "application/json", "{}", 405 },
    { "DELETE", "/", NULL, NULL, 405 },
    { "OPTIONS", "/", NULL, NULL, 405 },
    { "POST", "/", "text/plain", "{}", 415 },
    { "POST", "/", "application/x-www-form-urlencoded", "a=b", 415 },
    { "POST", "/", NULL, NULL, 415 },
    { "POST", "/elsewhere", "application/json", "{}", 404 },
    { "GET", "/favicon.ico", NULL, NULL, 404 },
    { "GET", "/pictures", NULL, NULL, 404 },
    { "GET", "/pictures/", NULL, NULL, 404 },
    { "GET", "/pictures/x/0.png", NULL, NULL, 404 },
    { "GET", "/pictures/x/0.png/", NULL, NULL, 404 },
    { "GET", "/pictures/x/-1.png", NULL, NULL, 404 },
    { "GET", "/pictures/x/99999999999999999999.png", NULL, NULL, 404 },
    { "GET", "/pictures/../../../etc/passwd", NULL, NULL, 404 },
    { "POST", "/pictures/x/0.png", "application/json", "{}", 405 },
    { "DELETE", "/pictures/x/0.png", NULL, NULL, 405 },
  };
  Client client;

  client_start (&client);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (JsonObject) answer = NULL;
      guint status;

      g_test_message ("%s %s", cases[i].method, cases[i].path);
      text = client_send (&client, cases[i].method, cases[i].path, cases[i].type, cases[i].body, &status);
      g_assert_cmpuint (status, ==, cases[i].status);
      answer = client_parse (text);
      g_assert_cmpint (client_code (answer), !=, 0);
      g_assert_nonnull (pictor_json_get_string (answer, "Message"));
    }
  client_stop (&client);
}

/* What is no JSON object, or one made to take all memory, is refused as a whole. */
static void
test_malformed (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr (GString) deep_object = g_string_new ("{\"a\":1");
  g_autoptr (GString) many = g_string_new ("{\"a\":[0");
  const char *cases[] = {
    "", " ", "{", "}", "[]", "null", "7", "\"text\"", "{\"Action\":}", "{'Action':'ListModels'}", "{\"a\":1}x",
    "{\"a\":\"\xff\"}", "\xef\xbb\xbf{}", "{\"a\":01}", deep, NULL, NULL
  };
  Client client;

  for (guint i = 0; i < 1000; i++)
    g_string_append (deep_object, ",\"a\":{\"a\":1");
  for (guint i = 0; i < 1000; i++)
    g_string_append_c (deep_object, '}');
  g_string_append_c (deep_object, '}');
  for (guint i = 0; i < 200000; i++)
    g_string_append (many, ",0");
  g_string_append (many, "]}");
  cases[G_N_ELEMENTS (cases) - 2] = deep_object->str;
  cases[G_N_ELEMENTS (cases) - 1] = many->str;

  client_start (&client);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint status;
      g_autofree char *text = NULL;
      g_autoptr (JsonObject) answer = NULL;

      g_test_message ("case %u", i);
      text = client_send (&client, "POST", "/", "application/json", cases[i], &status);
      g_assert_cmpuint (status, ==, 400);
      answer = client_parse (text);
      g_assert_cmpint (client_code (answer), ==, PICTOR_PICPIK_BAD_REQUEST);
    }
  client_stop (&client);
}

/* A body beyond the limit is refused before it is sent, to a client that asks first. */
static void
test_too_large (void)
{
  Client client;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (JsonObject) request = json_object_new ();
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *head =
    g_strdup_printf ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT
                     "\r\nExpect: 100-continue\r\n\r\n",
                     PICTOR_PRACTICE_MAX_BODY + 1);

  client_start (&client);
  connection = connect_raw (&client);
  write_raw (connection, head);
  g_assert_cmpuint (read_status (connection, NULL), ==, 413);

  json_object_set_string_member (request, "Action", "ListModels");
  answer = client_call (&client, request);
  g_assert_cmpint (client_code (answer), ==, 0);
  client_stop (&client);
}

/* A client that does not say how much it sends is served, and so is one that asks before sending. */
static void
test_ways_to_send (void)
{
  Client client;
  g_autoptr (GSocketConnection) connection = NULL;
  guint status;

  client_start (&client);
  connection = connect_raw (&client);
  write_raw (connection, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: Application/JSON; charset=utf-8\r\n"
                         "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n");
  status = read_status (connection, NULL);
  g_assert_cmpuint (status, ==, 200);
  g_clear_object (&connection);

  connection = connect_raw (&client);
  write_raw (connection, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                         "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  status = read_status (connection, NULL);
  g_assert_cmpuint (status, ==, 100);
  write_raw (connection, "{}");
  status = read_status (connection, NULL);
  g_assert_cmpuint (status, ==, 200);
  client_stop (&client);
}

/* Clients that go away in the middle take nothing with them: not the service, nor any of its room. */
static void
test_gone (void)
{
  Client client;
  g_autoptr (JsonObject) request = client_request ();
  g_autoptr (GPtrArray) pictures = NULL;

  client_start (&client);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GSocketConnection) connection = connect_raw (&client);
      g_autofree char *text = NULL;
      guint status;

      switch (i % 4)
        {
        case 0: /* in the middle of the headers */
          write_raw (connection, "POST / HTTP/1.1\r\nHost: loc");
          break;
        case 1: /* in the middle of the body */
          write_raw (connection, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                 "Content-Length: 1000\r\n\r\n{\"Action\":");
          break;
        case 2: /* before the answer */
          write_raw (connection, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                 "Content-Length: 2\r\n\r\n{}");
          break;
        default:
          break;
        }
      text = client_send (&client, "POST", "/", "application/json", "{}", &status);
      g_assert_cmpuint (status, ==, 200);
    }
  pictures = client_paint (&client, request);
  g_assert_cmpuint (pictures->len, ==, 1);
  client_stop (&client);
}

/* No more than so many bodies come in at once; the others are told to come back. */
static void
test_busy (void)
{
  Client client;
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *headers = NULL;
  guint status = 0;

  client_start (&client);
  for (guint i = 0; i < 200 && status == 0; i++)
    {
      GSocketConnection *connection = connect_raw (&client);

      g_ptr_array_add (connections, connection);
      write_raw (connection, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                             "Content-Length: 4\r\nExpect: 100-continue\r\n\r\n");
      status = read_status (connection, &headers);
      if (status == 100)
        {
          status = 0;
          g_clear_pointer (&headers, g_free);
        }
    }
  g_assert_cmpuint (status, ==, 503);
  g_assert_nonnull (strstr (headers, "Retry-After: "));

  /* Once they are gone there is room again: which the service sees in its own time. */
  g_ptr_array_set_size (connections, 0);
  {
    g_autofree char *text = NULL;

    pictor_test_wait ((g_free (text),
                       text = client_send (&client, "POST", "/", "application/json", "{}", &status),
                       status == 200));
  }
  client_stop (&client);
}

/* A picture by GET and HEAD: the same headers, with and without the file. */
static void
test_picture (void)
{
  Client client;
  g_autoptr (JsonObject) request = client_request ();
  g_autoptr (JsonObject) detail = NULL;
  g_autoptr (SoupMessage) get = NULL;
  g_autoptr (SoupMessage) head = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) nothing = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uid = NULL;
  g_autofree char *expected = NULL;
  const char *address;
  guint status;

  client_start (&client);
  uid = client_generate (&client, request);
  detail = client_follow (&client, uid);
  g_assert_cmpuint (json_array_get_length (pictor_json_get_array (detail, "ImgList")), ==, 1);
  address = json_array_get_string_element (pictor_json_get_array (detail, "ImgList"), 0);
  expected = g_strdup_printf ("%s/pictures/%s/0.png", pictor_practice_service_get_address (client.service), uid);
  g_assert_cmpstr (address, ==, expected);

  get = soup_message_new ("GET", address);
  file = soup_session_send_and_read (client.session, get, NULL, &error);
  g_assert_no_error (error);
  client_assert_png (file, 64, 48);
  head = soup_message_new ("HEAD", address);
  nothing = soup_session_send_and_read (client.session, head, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (head), ==, 200);
  g_assert_cmpuint (g_bytes_get_size (nothing), ==, 0);
  g_assert_cmpstr (soup_message_headers_get_content_type (soup_message_get_response_headers (head), NULL), ==, "image/png");
  g_assert_cmpint (soup_message_headers_get_content_length (soup_message_get_response_headers (get)), ==,
                   g_bytes_get_size (file));
  g_assert_cmpint (soup_message_headers_get_content_length (soup_message_get_response_headers (head)), ==,
                   g_bytes_get_size (file));

  {
    g_autofree char *next = g_strdup_printf ("/pictures/%s/1.png", uid);
    g_autofree char *text = client_send (&client, "GET", next, NULL, NULL, &status);

    g_assert_cmpuint (status, ==, 404);
  }
  client_stop (&client);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/http/refused", test_refused);
  g_test_add_func ("/practice/http/malformed", test_malformed);
  g_test_add_func ("/practice/http/too-large", test_too_large);
  g_test_add_func ("/practice/http/ways-to-send", test_ways_to_send);
  g_test_add_func ("/practice/http/gone", test_gone);
  g_test_add_func ("/practice/http/busy", test_busy);
  g_test_add_func ("/practice/http/picture", test_picture);
  return g_test_run ();
}
