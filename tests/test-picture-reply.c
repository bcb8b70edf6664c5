/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-engine-error.h"
#include "engines/pictor-picture-reply.h"
#include "model/pictor-json.h"

#include <string.h>

#include "pictor-test-folder.h"
#include "pictor-test.h"

typedef struct
{
  char *folder;
  GFile *answers; /* apart from the pictures */
  GFile *pictures;
  PictorPictureReply *reply;
  GError *error;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  g_autofree char *pictures = NULL;
  g_autofree char *answer = NULL;

  self->folder = pictor_test_folder_new ();
  pictures = g_build_filename (self->folder, "pictures", NULL);
  answer = g_build_filename (self->folder, "answer", NULL);
  g_assert_cmpint (g_mkdir (pictures, 0700), ==, 0);
  self->pictures = g_file_new_for_path (pictures);
  self->answers = g_file_new_for_path (answer);
}

static void
clear_reply (Fixture *self)
{
  g_clear_pointer (&self->reply, pictor_picture_reply_free);
  g_clear_error (&self->error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  clear_reply (self);
  g_object_unref (self->answers);
  g_object_unref (self->pictures);
  pictor_test_folder_remove (self->folder);
  g_free (self->folder);
}

static void
read_text (Fixture    *self,
           const char *json)
{
  g_autoptr (GError) error = NULL;

  clear_reply (self);
  g_file_replace_contents (self->answers, json, strlen (json), NULL, FALSE, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  self->reply = pictor_picture_reply_read (self->answers, self->pictures, NULL, &self->error);
  g_assert_true ((self->reply == NULL) == (self->error != NULL));
}

static void
assert_picture (Fixture    *self,
                guint       index,
                const char *content,
                gsize       length)
{
  g_autofree char *got = NULL;
  gsize got_length;

  g_assert_cmpuint (index, <, self->reply->files->len);
  g_assert_true (g_file_load_contents (g_ptr_array_index (self->reply->files, index), NULL, &got, &got_length, NULL,
                                       NULL));
  g_assert_cmpmem (got, got_length, content, length);
}

static guint
count_pictures (Fixture *self)
{
  g_autofree char *path = g_file_get_path (self->pictures);
  g_autoptr (GPtrArray) names = pictor_test_folder_list (path);

  return names->len;
}

static void
test_webui (Fixture       *self,
            gconstpointer  user_data)
{
  JsonObject *root;

  read_text (self, " {\"images\": [\"YQ==\", \"data:image/png;base64,YmM=\", \"\"],\n"
                   "\"parameters\":{\"images\":[\"x\"],\"a\":[1,{\"}\":\"]\\\"}\"}]},"
                   "\"info\":\"{\\\"seed\\\": 42, \\\"images\\\": [\\\"no\\\"]}\"}");
  g_assert_no_error (self->error);
  g_assert_cmpuint (self->reply->files->len, ==, 3);
  assert_picture (self, 0, "a", 1);
  assert_picture (self, 1, "bc", 2);
  assert_picture (self, 2, "", 0);
  g_assert_cmpuint (count_pictures (self), ==, 3);

  root = json_node_get_object (self->reply->root);
  g_assert_cmpuint (json_array_get_length (pictor_json_get_array (root, "images")), ==, 3);
  g_assert_true (json_object_get_null_member (root, "parameters"));
  g_assert_cmpstr (pictor_json_get_string (root, "info"), ==, "{\"seed\": 42, \"images\": [\"no\"]}");
}

static void
test_sdcpp (Fixture       *self,
            gconstpointer  user_data)
{
  read_text (self, "{\"id\":\"j1\",\"result\":{\"output_format\":\"png\",\"images\":["
                   "{\"index\":0,\"b64_json\":\"YQ\\u003d=\"},{\"b64_json\":\"Yj8\\/\",\"index\":1}]},\"error\":null}");
  g_assert_no_error (self->error);
  g_assert_cmpuint (self->reply->files->len, ==, 2);
  assert_picture (self, 0, "a", 1);
  assert_picture (self, 1, "b??", 3);
  g_assert_cmpstr (pictor_json_get_string (json_node_get_object (self->reply->root), "id"), ==, "j1");
}

/* A picture that is larger than any buffer comes out whole, at whatever places the reading is cut. */
static void
test_large (Fixture       *self,
            gconstpointer  user_data)
{
  g_autofree char *content = g_malloc (300001);
  g_autofree char *encoded = NULL;
  g_autoptr (GString) json = g_string_new ("{\"images\":[\"");

  for (gsize i = 0; i < 300001; i++)
    content[i] = i * 7919 >> 3;
  encoded = g_base64_encode ((guchar *) content, 300001);
  g_string_append_printf (json, "%s\",\"data:image/jpeg;base64,%s\"]}", encoded, encoded);
  read_text (self, json->str);
  g_assert_no_error (self->error);
  g_assert_cmpuint (self->reply->files->len, ==, 2);
  assert_picture (self, 0, content, 300001);
  assert_picture (self, 1, content, 300001);
}

static void
test_bad (Fixture       *self,
          gconstpointer  user_data)
{
  static const char *texts[] = {
    "", "[]", "null", "<html>Bad gateway</html>", "{\"images\":[\"YQ==\"", "{\"images\":[\"YQ==\"]", "{\"images\":[\"YQ",
    "{\"images\":[\"YQ==\"]}}", "]", "{\"images\":[\"\\x\"]}", "{\"images\":[\"\\u00g1\"]}",
    "{\"images\":[\"\\u4e2d\"]}", "{\"images\":[\"YQ==\" \"x\"]}", "{\"a\":1", "{\"a\"}",
  };
  g_autofree char *deep = g_strnfill (200, '[');
  g_autofree char *prefix = g_strnfill (1000, 'x');
  g_autofree char *endless = g_strdup_printf ("{\"images\":[\"data:%s,YQ==\"]}", prefix);
  g_autoptr (GString) many = g_string_new ("{\"images\":[\"\"");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      read_text (self, texts[i]);
      g_assert_error (self->error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED);
      g_assert_cmpuint (count_pictures (self), ==, 0);
    }

  read_text (self, deep);
  g_assert_error (self->error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED);
  read_text (self, endless);
  g_assert_error (self->error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED);

  for (int i = 0; i < PICTOR_PICTURE_REPLY_MAX_PICTURES; i++)
    g_string_append (many, ",\"\"");
  g_string_append (many, "]}");
  read_text (self, many->str);
  g_assert_error (self->error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_MALFORMED);
  g_assert_cmpuint (count_pictures (self), ==, 0);
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PictorPictureReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  read_text (self, "{}");
  g_cancellable_cancel (cancellable);
  reply = pictor_picture_reply_read (self->answers, self->pictures, cancellable, &error);
  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/picture-reply/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (webui);
  ADD (sdcpp);
  ADD (large);
  ADD (bad);
  ADD (cancelled);
  return g_test_run ();
}
