/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pictor-comfyui-server.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* Some lists in the old spelling, some in the new one. */
static const char classes_text[] =
  "{"
  "\"CheckpointLoaderSimple\":{\"required\":{\"ckpt_name\":[[\"v1-5.safetensors\",\"sdxl\\\\base.safetensors\"],{}]}},"
  "\"LoraLoader\":{\"required\":{\"model\":[\"MODEL\"],\"clip\":[\"CLIP\"],\"lora_name\":[\"COMBO\",{\"options\":[\"ink.safetensors\"]}],"
  "\"strength_model\":[\"FLOAT\",{\"min\":-100,\"max\":100}],\"strength_clip\":[\"FLOAT\",{\"min\":-100,\"max\":100}]}},"
  "\"CLIPSetLastLayer\":{\"required\":{\"clip\":[\"CLIP\"],\"stop_at_clip_layer\":[\"INT\",{\"min\":-24,\"max\":-1}]}},"
  "\"CLIPTextEncode\":{\"required\":{\"text\":[\"STRING\",{}],\"clip\":[\"CLIP\"]}},"
  "\"EmptyLatentImage\":{\"required\":{\"width\":[\"INT\",{\"min\":16,\"max\":16384,\"step\":8}],"
  "\"height\":[\"INT\",{\"min\":16,\"max\":16384,\"step\":8}],\"batch_size\":[\"INT\",{\"min\":1,\"max\":4096}]}},"
  "\"KSampler\":{\"required\":{\"model\":[\"MODEL\"],\"positive\":[\"CONDITIONING\"],\"negative\":[\"CONDITIONING\"],"
  "\"latent_image\":[\"LATENT\"],\"seed\":[\"INT\",{\"min\":0,\"max\":9223372036854775807}],\"steps\":[\"INT\",{\"min\":1,\"max\":10000}],"
  "\"cfg\":[\"FLOAT\",{\"min\":0,\"max\":100}],\"sampler_name\":[[\"euler\",\"euler_ancestral\",\"heun\",\"lms\",\"dpm_2\","
  "\"dpm_2_ancestral\",\"dpm_fast\",\"dpm_adaptive\",\"dpmpp_2s_ancestral\",\"dpmpp_sde\",\"dpmpp_2m\",\"dpmpp_2m_sde\",\"ipndm\",\"ddim\","
  "\"uni_pc\"]],\"scheduler\":[\"COMBO\",{\"options\":[\"normal\",\"karras\",\"ddim_uniform\"]}],"
  "\"denoise\":[\"FLOAT\",{\"min\":0,\"max\":1}]}},"
  "\"VAEDecode\":{\"required\":{\"samples\":[\"LATENT\"],\"vae\":[\"VAE\"]}},"
  "\"SaveImage\":{\"required\":{\"images\":[\"IMAGE\"],\"filename_prefix\":[\"STRING\",{}]}},"
  "\"LoadImage\":{\"required\":{\"image\":[[\"example.png\"],{}]}},"
  "\"ImageScale\":{\"required\":{\"image\":[\"IMAGE\"],\"upscale_method\":[[\"nearest-exact\",\"bilinear\",\"area\",\"bicubic\",\"lanczos\"]],"
  "\"width\":[\"INT\",{\"min\":0,\"max\":16384}],\"height\":[\"INT\",{\"min\":0,\"max\":16384}],\"crop\":[[\"disabled\",\"center\"]]}},"
  "\"ControlNetLoader\":{\"required\":{\"control_net_name\":[\"COMBO\",{\"options\":[\"sd15_canny.safetensors\","
  "\"control_v11p_sd15_scribble.pth\",\"control_v11p_sd15_openpose.pth\"]}]}},"
  "\"ControlNetApplyAdvanced\":{\"required\":{\"positive\":[\"CONDITIONING\"],\"negative\":[\"CONDITIONING\"],\"control_net\":[\"CONTROL_NET\"],"
  "\"image\":[\"IMAGE\"],\"strength\":[\"FLOAT\",{\"min\":0,\"max\":10}],\"start_percent\":[\"FLOAT\",{\"min\":0,\"max\":1}],"
  "\"end_percent\":[\"FLOAT\",{\"min\":0,\"max\":1}]},\"optional\":{\"vae\":[\"VAE\"]}},"
  "\"Canny\":{\"required\":{\"image\":[\"IMAGE\"],\"low_threshold\":[\"FLOAT\",{\"min\":0.01,\"max\":0.99}],"
  "\"high_threshold\":[\"FLOAT\",{\"min\":0.01,\"max\":0.99}]}},"
  "\"OpenposePreprocessor\":{\"required\":{\"image\":[\"IMAGE\"]},\"optional\":{\"resolution\":[\"INT\",{\"min\":64,\"max\":16384}]}}"
  "}";

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text, strlen (text));
}

/* (transfer full) */
static char *
refuse (const char *type,
        const char *input,
        const char *value)
{
  return g_strdup_printf ("{\"error\":{\"type\":\"prompt_outputs_failed_validation\",\"message\":\"Prompt outputs failed validation\","
                          "\"details\":\"\",\"extra_info\":{}},\"node_errors\":{\"3\":{\"errors\":[{\"type\":\"%s\","
                          "\"message\":\"%s\",\"details\":\"%s\",\"extra_info\":{\"input_name\":\"%s\",\"received_value\":\"%s\"}}],"
                          "\"dependent_outputs\":[],\"class_type\":\"KSampler\"}}}", type, type, input, input, value);
}

/* NULL, or the body of a refusal. (transfer full) */
static char *
check_value (JsonArray  *spec,
             const char *name,
             JsonNode   *value,
             JsonObject *graph)
{
  JsonNode *first = json_array_get_element (spec, 0);
  JsonArray *choices = NULL;
  JsonObject *options = json_array_get_length (spec) > 1 ? json_array_get_object_element (spec, 1) : NULL;
  const char *type;

  if (JSON_NODE_HOLDS_ARRAY (first))
    choices = json_node_get_array (first);
  else if (g_str_equal (json_node_get_string (first), "COMBO"))
    choices = json_object_get_array_member (options, "options");
  if (choices != NULL)
    {
      if (g_str_equal (name, "image") && JSON_NODE_HOLDS_VALUE (value))
        return NULL;
      for (guint i = 0; i < json_array_get_length (choices); i++)
        if (g_strcmp0 (json_array_get_string_element (choices, i), json_node_get_string (value)) == 0)
          return NULL;
      return refuse ("value_not_in_list", name, JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : "?");
    }

  type = json_node_get_string (first);
  if (g_str_equal (type, "INT") || g_str_equal (type, "FLOAT"))
    {
      double number = json_node_get_double (value);

      if (json_node_get_value_type (value) != G_TYPE_INT64
          && (g_str_equal (type, "INT") || json_node_get_value_type (value) != G_TYPE_DOUBLE))
        return refuse ("invalid_input_type", name, "");
      if (number < json_object_get_double_member_with_default (options, "min", -1e300))
        return refuse ("value_smaller_than_min", name, "");
      if (number > json_object_get_double_member_with_default (options, "max", 1e300))
        return refuse ("value_bigger_than_max", name, "");
      if (json_object_has_member (options, "step")
          && json_node_get_int (value) % json_object_get_int_member (options, "step") != 0)
        return refuse ("invalid_input_type", name, "");
      return NULL;
    }
  if (g_str_equal (type, "STRING"))
    return json_node_get_value_type (value) == G_TYPE_STRING ? NULL : refuse ("invalid_input_type", name, "");

  /* Anything else comes from another node. */
  if (!JSON_NODE_HOLDS_ARRAY (value) || json_array_get_length (json_node_get_array (value)) != 2
      || !json_object_has_member (graph, json_array_get_string_element (json_node_get_array (value), 0)))
    return refuse ("bad_linked_input", name, "");
  return NULL;
}

/* The same of a whole graph. */
static char *
check_graph (PictorComfyuiServer *self,
             JsonObject          *graph)
{
  JsonObjectIter nodes;
  JsonNode *node;
  gboolean saves = FALSE;

  json_object_iter_init (&nodes, graph);
  while (json_object_iter_next (&nodes, NULL, &node))
    {
      JsonObject *object = json_node_get_object (node);
      const char *class_type = json_object_get_string_member (object, "class_type");
      JsonObject *inputs = json_object_get_object_member (object, "inputs");
      JsonObject *class = json_object_has_member (json_node_get_object (self->classes), class_type)
                          ? json_object_get_object_member (json_node_get_object (self->classes), class_type) : NULL;
      JsonObject *required, *optional;
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      if (class == NULL || json_object_get_size (object) != 2)
        return g_strdup ("{\"error\":{\"type\":\"invalid_prompt\",\"message\":\"no such node\",\"details\":\"no such node\",\"extra_info\":{}},"
                         "\"node_errors\":{}}");
      saves = saves || g_str_equal (class_type, "SaveImage");
      required = json_object_get_object_member (class, "required");
      optional = json_object_has_member (class, "optional") ? json_object_get_object_member (class, "optional") : NULL;
      json_object_iter_init (&iter, required);
      while (json_object_iter_next (&iter, &name, NULL))
        if (!json_object_has_member (inputs, name))
          return refuse ("required_input_missing", name, "");
      json_object_iter_init (&iter, inputs);
      while (json_object_iter_next (&iter, &name, &value))
        {
          JsonObject *group = json_object_has_member (required, name) ? required : optional;
          char *refusal;

          g_assert_true (group != NULL && json_object_has_member (group, name));
          refusal = check_value (json_object_get_array_member (group, name), name, value, graph);
          if (refusal != NULL)
            return refusal;
        }
    }

  return saves ? NULL : g_strdup ("{\"error\":{\"type\":\"prompt_no_outputs\",\"message\":\"Prompt has no outputs\",\"details\":\"\"},"
                                  "\"node_errors\":{}}");
}

static void
take_prompt (PictorComfyuiServer *self,
             SoupServerMessage   *message,
             JsonObject          *body)
{
  static const char * const known[] = { "prompt", "client_id", "prompt_id", "extra_data", "front", "number", NULL };
  const char *id = json_object_get_string_member (body, "prompt_id");
  g_autofree char *refusal = NULL;
  g_autofree char *reply = NULL;
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, body);
  while (json_object_iter_next (&iter, &name, NULL))
    g_assert_true (g_strv_contains (known, name));
  g_assert_true (g_uuid_string_is_valid (id));
  for (const char *c = id; *c != '\0'; c++)
    g_assert_false (g_ascii_isupper (*c));

  refusal = check_graph (self, json_object_get_object_member (body, "prompt"));
  if (refusal != NULL)
    {
      answer (message, 400, refusal);
      return;
    }

  g_ptr_array_add (self->prompts, g_strdup (id));
  g_ptr_array_add (self->graphs, json_node_ref (json_object_get_member (body, "prompt")));
  if (self->mood == PICTOR_COMFYUI_HANGS_UP)
    {
      GIOStream *stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      g_object_unref (stream);
      return;
    }
  reply = g_strdup_printf ("{\"prompt_id\":\"%s\",\"number\":%u,\"node_errors\":{}}", id, self->prompts->len);
  answer (message, 200, reply);
}

static int
find (GPtrArray  *texts,
      const char *text)
{
  guint index;

  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, &index) ? (int) index : -1;
}

static void
tell_history (PictorComfyuiServer *self,
              SoupServerMessage   *message,
              const char          *id)
{
  int index = find (self->prompts, id);
  g_autofree char *reply = NULL;
  g_autofree char *graph = NULL;

  if (index < 0 || self->mood == PICTOR_COMFYUI_BUSY || self->mood == PICTOR_COMFYUI_AT_WORK || g_hash_table_add (self->ended, g_strdup (id)))
    {
      answer (message, 200, "{}");
      return;
    }
  graph = json_to_string (self->graphs->pdata[index], FALSE);
  if (self->mood == PICTOR_COMFYUI_OUT_OF_MEMORY)
    reply = g_strdup_printf ("{\"%s\":{\"outputs\":{},\"status\":{\"status_str\":\"error\",\"completed\":false,\"messages\":[[\"execution_start\","
                             "{}],[\"execution_error\",{\"exception_type\":\"torch.cuda.OutOfMemoryError\",\"exception_message\":\"CUDA\"}]]}}}",
                             id);
  else if (self->mood == PICTOR_COMFYUI_INTERRUPTED)
    reply = g_strdup_printf ("{\"%s\":{\"outputs\":{},\"status\":{\"status_str\":\"error\",\"completed\":false,\"messages\":"
                             "[[\"execution_interrupted\",{\"node_id\":\"3\"}]]}}}", id);
  else if (g_hash_table_contains (self->seen, graph) && g_strcmp0 (g_hash_table_lookup (self->seen, graph), id) != 0)
    reply = g_strdup_printf ("{\"%s\":{\"outputs\":{},\"status\":{\"status_str\":\"success\",\"completed\":true,\"messages\":[]}}}", id);
  else
    reply = g_strdup_printf ("{\"%s\":{\"prompt\":[],\"outputs\":{\"8\":{\"images\":[{\"filename\":\"preview.png\",\"subfolder\":\"\","
                             "\"type\":\"temp\"}]},\"9\":{\"images\":[{\"filename\":\"%d a&b.png\",\"subfolder\":\"pictor\",\"type\":\"output\"}]}},"
                             "\"status\":{\"status_str\":\"success\",\"completed\":true,\"messages\":[]},\"meta\":{}}}", id, index);
  g_hash_table_insert (self->seen, g_steal_pointer (&graph), g_strdup (id));
  answer (message, 200, reply);
}

static void
tell_queue (PictorComfyuiServer *self,
            SoupServerMessage   *message)
{
  g_autoptr (GString) text = g_string_new ("{\"queue_running\":[");
  gboolean at_work = self->mood == PICTOR_COMFYUI_AT_WORK;

  if (at_work && self->prompts->len > 0)
    g_string_append_printf (text, "[0,\"%s\",{},{},[]]", (char *) self->prompts->pdata[0]);
  else
    g_string_append (text, "[0,\"somebody-else\",{},{},[]]");
  g_string_append (text, "],\"queue_pending\":[[1,\"another\",{},{},[]]");
  for (guint i = at_work ? 1 : 0; i < self->prompts->len; i++)
    if (find (self->deleted, self->prompts->pdata[i]) < 0)
      g_string_append_printf (text, ",[%u,\"%s\",{},{},[]]", i + 2, (char *) self->prompts->pdata[i]);
  g_string_append (text, "]}");
  answer (message, 200, text->str);
}

static void
send_picture (SoupServerMessage *message)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 48);
  g_autofree char *png = NULL;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &png, &size, "png", NULL, NULL);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, png, size);
}

static void
tell_class (PictorComfyuiServer *self,
            SoupServerMessage   *message,
            const char          *name)
{
  JsonObject *classes = json_node_get_object (self->classes);
  gboolean addon = g_str_has_suffix (name, "Preprocessor");
  g_autofree char *inputs = NULL;
  g_autofree char *reply = NULL;

  if (!json_object_has_member (classes, name) || (addon && !self->with_addons))
    {
      answer (message, 200, "{}");
      return;
    }
  inputs = json_to_string (json_object_get_member (classes, name), FALSE);
  reply = g_strdup_printf ("{\"%s\":{\"input\":%s,\"name\":\"%s\",\"output_node\":false}}", name, inputs, name);
  answer (message, 200, reply);
}

static void
take_upload (PictorComfyuiServer *self,
             SoupServerMessage   *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  SoupMultipart *parts = soup_multipart_new_from_message (soup_server_message_get_request_headers (message), bytes);
  g_autofree char *reply = NULL;
  guint n_images = 0;

  g_assert_nonnull (parts);
  for (int i = 0; i < soup_multipart_get_length (parts); i++)
    {
      SoupMessageHeaders *headers;
      GBytes *content;
      g_autoptr (GHashTable) params = NULL;
      g_autofree char *disposition = NULL;

      g_assert_true (soup_multipart_get_part (parts, i, &headers, &content));
      g_assert_true (soup_message_headers_get_content_disposition (headers, &disposition, &params));
      if (g_str_equal (g_hash_table_lookup (params, "name"), "image"))
        {
          n_images++;
          g_assert_cmpint (g_bytes_get_size (content), >, 50);
          g_ptr_array_add (self->uploads, g_strdup (g_hash_table_lookup (params, "filename")));
        }
    }
  soup_multipart_free (parts);
  g_assert_cmpint (n_images, ==, 1);
  reply = g_strdup_printf ("{\"name\":\"renamed-%u.png\",\"subfolder\":\"pictor\",\"type\":\"input\"}", self->uploads->len);
  answer (message, 200, reply);
}

/* What a client hears while the prompt that it waits for is painted. */
static void
socket_cb (SoupServer              *server,
           SoupServerMessage       *message,
           const char              *path,
           SoupWebsocketConnection *connection,
           gpointer                 user_data)
{
  static const guint8 preview[] = { 0, 0, 0, 1, 0, 0, 0, 1, 0xff, 0xd8, 0xff };
  PictorComfyuiServer *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const char *id = self->prompts->len > 0 ? self->prompts->pdata[0] : "";
  g_autofree char *strange = g_strdup ("{\"type\":\"status\",\"data\":{\"status\":{}}}");
  g_autofree char *step = g_strdup_printf ("{\"type\":\"progress\",\"data\":{\"value\":5,\"max\":20,\"prompt_id\":\"%s\",\"node\":\"3\"}}",
                                           id);

  g_ptr_array_add (self->sockets, g_object_ref (connection));
  soup_websocket_connection_send_text (connection, strange);
  soup_websocket_connection_send_text (connection, "no JSON");
  soup_websocket_connection_send_binary (connection, preview, sizeof preview);
  if (self->mood == PICTOR_COMFYUI_AT_WORK)
    {
      soup_websocket_connection_send_text (connection, step);
      soup_websocket_connection_send_binary (connection, preview, sizeof preview);
    }
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  PictorComfyuiServer *self = user_data;
  SoupMessageBody *content = soup_server_message_get_request_body (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *body = NULL;
  gboolean post = g_str_equal (soup_server_message_get_method (message), "POST");

  self->n_calls++;
  g_assert_null (soup_message_headers_get_one (headers, "Origin"));
  if (self->mood == PICTOR_COMFYUI_NO_COMFYUI)
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, "<html></html>", 13);
      return;
    }
  if (self->mood == PICTOR_COMFYUI_LOGIN
      && g_strcmp0 (soup_message_headers_get_one (headers, "Authorization"), "Basic bmFtZTpzZWNyZXQ=") != 0)
    {
      soup_server_message_set_status (message, 401, NULL);
      return;
    }

  if (post && g_str_equal (path, "/upload/image"))
    {
      take_upload (self, message);
      return;
    }
  if (post)
    {
      root = json_from_string (content->data, NULL);
      g_assert_nonnull (root);
      body = json_node_get_object (root);
    }

  if (post && g_str_equal (path, "/prompt"))
    {
      take_prompt (self, message, body);
    }
  else if (post && g_str_equal (path, "/queue"))
    {
      JsonArray *ids = json_object_get_array_member (body, "delete");

      for (guint i = 0; i < json_array_get_length (ids); i++)
        g_ptr_array_add (self->deleted, g_strdup (json_array_get_string_element (ids, i)));
      soup_server_message_set_status (message, 200, NULL);
    }
  else if (post && g_str_equal (path, "/interrupt"))
    {
      g_ptr_array_add (self->interrupted, g_strdup (json_object_get_string_member (body, "prompt_id")));
      soup_server_message_set_status (message, 200, NULL);
    }
  else if (g_str_has_prefix (path, "/object_info/"))
    tell_class (self, message, path + strlen ("/object_info/"));
  else if (g_str_has_prefix (path, "/history/"))
    tell_history (self, message, path + strlen ("/history/"));
  else if (g_str_equal (path, "/queue"))
    tell_queue (self, message);
  else if (g_str_equal (path, "/view") && g_str_has_suffix (g_hash_table_lookup (query, "filename"), " a&b.png")
           && g_str_equal (g_hash_table_lookup (query, "subfolder"), "pictor"))
    send_picture (message);
  else
    soup_server_message_set_status (message, 404, NULL);
}

static gboolean
add_socket_cb (gpointer user_data)
{
  PictorComfyuiServer *self = user_data;

  soup_server_add_websocket_handler (self->server->server, "/ws", NULL, NULL, socket_cb, self, NULL);

  return G_SOURCE_REMOVE;
}

PictorComfyuiServer *
pictor_comfyui_server_new (void)
{
  PictorComfyuiServer *self = g_new0 (PictorComfyuiServer, 1);

  g_mutex_init (&self->lock);
  self->classes = json_from_string (classes_text, NULL);
  g_assert_nonnull (self->classes);
  self->prompts = g_ptr_array_new_with_free_func (g_free);
  self->graphs = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  self->deleted = g_ptr_array_new_with_free_func (g_free);
  self->interrupted = g_ptr_array_new_with_free_func (g_free);
  self->uploads = g_ptr_array_new_with_free_func (g_free);
  self->ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = pictor_test_server_new (handle_cb, self, NULL);
  g_main_context_invoke (self->server->context, add_socket_cb, self);

  return self;
}

void
pictor_comfyui_server_free (PictorComfyuiServer *self)
{
  pictor_test_server_free (self->server);
  g_ptr_array_unref (self->sockets);
  json_node_unref (self->classes);
  g_ptr_array_unref (self->prompts);
  g_ptr_array_unref (self->graphs);
  g_ptr_array_unref (self->deleted);
  g_ptr_array_unref (self->interrupted);
  g_ptr_array_unref (self->uploads);
  g_hash_table_unref (self->ended);
  g_hash_table_unref (self->seen);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const char *
pictor_comfyui_server_get_uri (PictorComfyuiServer *self)
{
  return self->server->uri;
}

void
pictor_comfyui_server_set_mood (PictorComfyuiServer *self,
                                PictorComfyuiMood    mood)
{
  g_mutex_lock (&self->lock);
  self->mood = mood;
  g_mutex_unlock (&self->lock);
}

void
pictor_comfyui_server_restart (PictorComfyuiServer *self)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_set_size (self->prompts, 0);
  g_ptr_array_set_size (self->graphs, 0);
  g_hash_table_remove_all (self->ended);
  g_mutex_unlock (&self->lock);
}
