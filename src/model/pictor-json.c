/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-json.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* Digits of the largest gint64. */
#define INT64_DIGITS 19
/* Letters of true, false and null. */
#define WORDS "truefalsn"

/* The end of the string that begins at @p with a quotation mark; @end when it is never closed. */
static const char *
skip_string (const char *p,
             const char *end)
{
  for (p++; p < end && *p != '"'; p++)
    if (*p == '\\' && p + 1 < end)
      p++;
  return p < end ? p + 1 : end;
}

/* The end of the number that begins at @p; tells in @too_wide whether it is a whole number that no
 * gint64 holds. */
static const char *
skip_number (const char *p,
             const char *end,
             gboolean   *too_wide)
{
  const char *start = p;

  *too_wide = FALSE;
  if (*p == '-')
    p++;
  while (p < end && g_ascii_isdigit (*p))
    p++;
  if (p < end && strchr (".eE", *p) != NULL)
    while (p < end && (g_ascii_isdigit (*p) || strchr (".eE+-", *p) != NULL))
      p++;
  else if (p - start >= INT64_DIGITS)
    {
      g_autofree char *digits = g_strndup (start, p - start);

      errno = 0;
      g_ascii_strtoll (digits, NULL, 10);
      *too_wide = errno == ERANGE;
    }
  return p;
}

/* Goes over @text once, before json-glib (1.6) does. json-glib nests calls as deep as the text says, takes more
 * than JSON (comments, 'strings', 010 as 8, several roots), and reads whole numbers beyond gint64 as -1: too deep and
 * more than JSON are errors here; a number too wide gets ".0" behind it, so that it is read as a double.
 * What JSON itself forbids beyond that, json-glib finds.
 *
 * @fixed: (out): the text with those numbers changed, or NULL when there are none */
static gboolean
scan (const char  *text,
      gsize        length,
      GString    **fixed,
      GError     **error)
{
  const char *end = text + length, *copied = text;
  guint depth = 0;
  gboolean rooted = FALSE;

  for (const char *p = text; p < end;)
    {
      gboolean space = strchr (" \t\r\n", *p) != NULL;

      if (depth == 0 && rooted && !space)
        break;
      rooted = rooted || !space;

      if (*p == '"')
        p = skip_string (p, end);
      else if (*p == '-' || g_ascii_isdigit (*p))
        {
          const char *number = *p == '-' ? p + 1 : p;
          gboolean too_wide;

          if (number + 1 < end && *number == '0' && g_ascii_isdigit (number[1]))
            break;
          p = skip_number (p, end, &too_wide);
          if (too_wide)
            {
              if (*fixed == NULL)
                *fixed = g_string_sized_new (length + 16);
              g_string_append_len (*fixed, copied, p - copied);
              g_string_append (*fixed, ".0");
              copied = p;
            }
        }
      else if (*p == '[' || *p == '{')
        {
          if (++depth > PICTOR_JSON_MAX_DEPTH)
            {
              g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                                   _("The JSON text is nested too deeply"));
              return FALSE;
            }
          p++;
        }
      else if (*p == ']' || *p == '}')
        {
          depth -= depth > 0;
          p++;
        }
      else if (strchr (WORDS, *p) != NULL)
        while (p < end && strchr (WORDS, *p) != NULL)
          p++;
      else if (space || *p == ',' || *p == ':')
        p++;
      else
        break;

      if (p == end)
        {
          if (*fixed != NULL)
            g_string_append_len (*fixed, copied, end - copied);
          return TRUE;
        }
    }

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       length == 0 ? _("The text is empty") : _("The text is not JSON"));
  return FALSE;
}

JsonNode *
pictor_json_parse (const char  *text,
                   gssize       length,
                   GError     **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GString) fixed = NULL;
  JsonNode *root;
  gsize size;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (size > 0 && !g_utf8_validate_len (text, size, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("The text is not UTF-8"));
      return NULL;
    }
  if (!scan (text, size, &fixed, error))
    return NULL;

  parser = json_parser_new_immutable ();
  if (fixed != NULL)
    {
      text = fixed->str;
      size = fixed->len;
    }
  if (!json_parser_load_from_data (parser, text, size, error))
    return NULL;
  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The text is empty"));
  return root;
}

/* The member when it is a plain value of @type. */
static JsonNode *
get_value (JsonObject *object,
           const char *name,
           GType       type)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  node = json_object_get_member (object, name);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

gboolean
pictor_json_get_int (JsonObject *object,
                     const char *name,
                     gint64     *value)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);
  double number;

  if (node != NULL)
    {
      *value = json_node_get_int (node);
      return TRUE;
    }

  node = get_value (object, name, G_TYPE_DOUBLE);
  if (node == NULL)
    return FALSE;
  number = json_node_get_double (node);
  /* At the ends a double may stand for a number beyond. */
  if (!(number > -0x1p63 && number < 0x1p63) || number != floor (number))
    return FALSE;
  *value = (gint64) number;
  return TRUE;
}

gboolean
pictor_json_get_double (JsonObject *object,
                        const char *name,
                        double     *value)
{
  JsonNode *node = get_value (object, name, G_TYPE_DOUBLE);

  if (node != NULL)
    {
      if (!isfinite (json_node_get_double (node)))
        return FALSE;
      *value = json_node_get_double (node);
      return TRUE;
    }

  node = get_value (object, name, G_TYPE_INT64);
  if (node == NULL)
    return FALSE;
  *value = (double) json_node_get_int (node);
  return TRUE;
}

gboolean
pictor_json_get_boolean (JsonObject *object,
                         const char *name,
                         gboolean   *value)
{
  JsonNode *node = get_value (object, name, G_TYPE_BOOLEAN);

  if (node == NULL)
    return FALSE;
  *value = json_node_get_boolean (node);
  return TRUE;
}

const char *
pictor_json_get_string (JsonObject *object,
                        const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

JsonArray *
pictor_json_get_array (JsonObject *object,
                       const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  node = json_object_get_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
pictor_json_get_object (JsonObject *object,
                        const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  node = json_object_get_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
