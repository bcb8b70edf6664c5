/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "picpik/pictor-picpik-signature.h"

#include <string.h>

#include "model/pictor-number.h"

/* The service API hashes no more of a string than this. */
#define SERVICE_STRING_CHARS 128

typedef struct
{
  const PictorPicpikSink *sink;
  gpointer user_data;
} Writer;

static void write_node (const Writer *writer,
                        JsonNode     *node);

static void
emit (const Writer *writer,
      const char   *json,
      const char   *hashed)
{
  writer->sink->emit (json, hashed, writer->user_data);
}

/* RFC 8259, section 7: what must be escaped, and nothing else. */
static char *
escape (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    {
      switch (*p)
        {
        case '"':
          g_string_append (out, "\\\"");
          break;
        case '\\':
          g_string_append (out, "\\\\");
          break;
        case '\n':
          g_string_append (out, "\\n");
          break;
        case '\r':
          g_string_append (out, "\\r");
          break;
        case '\t':
          g_string_append (out, "\\t");
          break;
        default:
          if ((guchar) *p < 0x20)
            g_string_append_printf (out, "\\u%04x", (guchar) *p);
          else
            g_string_append_c (out, *p);
        }
    }

  return g_string_free (out, FALSE);
}

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if ((guchar) *p < 0x20 || *p == '"' || *p == '\\')
        return FALSE;
    }

  return TRUE;
}

static void
write_text (const Writer *writer,
            const char   *text)
{
  g_autofree char *escaped = NULL;

  /* An image that a service was sent is one plain string of many megabytes: not worth a copy. */
  if (!is_plain (text))
    escaped = escape (text);

  emit (writer, escaped != NULL ? escaped : text, text);
}

static void
write_string (const Writer *writer,
              JsonNode     *node)
{
  const PictorPicpikSink *sink = writer->sink;

  emit (writer, "\"", NULL);
  if (sink->substitute == NULL || !sink->substitute (node, writer->user_data))
    write_text (writer, json_node_get_string (node));
  emit (writer, "\"", NULL);
}

static void
write_value (const Writer *writer,
             JsonNode     *node)
{
  g_autofree char *number = NULL;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      write_string (writer, node);
      return;

    case G_TYPE_BOOLEAN:
      {
        const char *word = json_node_get_boolean (node) ? "true" : "false";

        emit (writer, word, word);
        return;
      }

    case G_TYPE_DOUBLE:
      number = pictor_number_format (json_node_get_double (node));
      break;

    default:
      number = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
      break;
    }

  emit (writer, number, number);
}

static void
write_array (const Writer *writer,
             JsonArray    *array)
{
  guint n_elements = json_array_get_length (array);

  emit (writer, "[", NULL);
  for (guint i = 0; i < n_elements; i++)
    {
      if (i > 0)
        emit (writer, ",", NULL);
      write_node (writer, json_array_get_element (array, i));
    }
  emit (writer, "]", NULL);
}

/* All of an object but its closing brace; @except is left out. */
static void
write_members (const Writer *writer,
               JsonObject   *object,
               const char   *except)
{
  g_autoptr (GList) names = g_list_sort (json_object_get_members (object), (GCompareFunc) strcmp);
  const char *before = "\"";

  emit (writer, "{", NULL);
  for (GList *l = names; l != NULL; l = l->next)
    {
      if (g_strcmp0 (l->data, except) == 0)
        continue;

      emit (writer, before, NULL);
      write_text (writer, l->data);
      emit (writer, "\":", NULL);
      write_node (writer, json_object_get_member (object, l->data));
      before = ",\"";
    }
}

static void
write_node (const Writer *writer,
            JsonNode     *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      write_members (writer, json_node_get_object (node), NULL);
      emit (writer, "}", NULL);
      break;

    case JSON_NODE_ARRAY:
      write_array (writer, json_node_get_array (node));
      break;

    case JSON_NODE_VALUE:
      write_value (writer, node);
      break;

    case JSON_NODE_NULL:
    default:
      /* Null is signed as the empty string. */
      emit (writer, "null", NULL);
      break;
    }
}

/**
 * pictor_picpik_write:
 * @fields: a request; its "Signature" is passed over
 * @sink: where to
 * @user_data: for @sink
 *
 * Numbers are written as pictor_number_format() does, in what is sent as in what is signed, so that a service
 * that reads the body signs the same text. A body read in the order in which it is signed can be hashed on its way.
 */
void
pictor_picpik_write (JsonObject             *fields,
                     const PictorPicpikSink *sink,
                     gpointer                user_data)
{
  Writer writer = { sink, user_data };

  g_return_if_fail (fields != NULL);
  g_return_if_fail (sink != NULL && sink->emit != NULL);

  write_members (&writer, fields, "Signature");
}

static void
hash (const char *json,
      const char *hashed,
      gpointer    user_data)
{
  if (hashed != NULL)
    g_checksum_update (user_data, (const guchar *) hashed, -1);
}

/* Takes every string over, to hash no more of it than the service API does. */
static gboolean
hash_cut (JsonNode *node,
          gpointer  user_data)
{
  const char *text = json_node_get_string (node);
  gsize length;

  if (g_utf8_strlen (text, -1) <= SERVICE_STRING_CHARS)
    return FALSE;

  length = g_utf8_offset_to_pointer (text, SERVICE_STRING_CHARS) - text;
  g_checksum_update (user_data, (const guchar *) text, length);
  return TRUE;
}

static char *
sign (JsonObject             *fields,
      const PictorPicpikSink *sink,
      const char             *secret)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);

  pictor_picpik_write (fields, sink, checksum);
  g_checksum_update (checksum, (const guchar *) secret, -1);

  return g_strdup (g_checksum_get_string (checksum));
}

char *
pictor_picpik_sign (JsonObject *fields,
                    const char *secret)
{
  const PictorPicpikSink sink = { hash, NULL };

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  return sign (fields, &sink, secret);
}

char *
pictor_picpik_sign_service (JsonObject *fields,
                            const char *api_key)
{
  const PictorPicpikSink sink = { hash, hash_cut };

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (api_key != NULL, NULL);

  return sign (fields, &sink, api_key);
}
