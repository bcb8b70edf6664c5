/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-reader.h"

#include <glib/gi18n.h>

#include "model/pictor-number.h"
#include "picpik/pictor-picpik-contract.h"

void
pictor_practice_reader_fault (const PictorPracticeReader *self,
                              const char                 *name,
                              const char                 *format,
                              ...)
{
  va_list args;

  if (self->faults->len > 0)
    g_string_append (self->faults, "; ");
  g_string_append_printf (self->faults, "%s%s: ", self->place, name);
  va_start (args, format);
  g_string_append_vprintf (self->faults, format, args);
  va_end (args);
}

void
pictor_practice_reader_expect (const PictorPracticeReader *self,
                               const char * const         *names)
{
  g_autoptr (GList) members = json_object_get_members (self->object);
  guint unknown = 0;

  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *name = l->data;

      if (g_strv_contains (names, name))
        continue;
      /* What a stranger sent is repeated, but not at any length. */
      if (++unknown <= 20 && strlen (name) <= 64)
        pictor_practice_reader_fault (self, name, _("is not a field of this request"));
      else if (unknown <= 20)
        pictor_practice_reader_fault (self, "?", _("a name is too long to be a field"));
    }
}

/* The value of a field, when it is there. */
static JsonNode *
find (const PictorPracticeReader *self,
      const char                 *name,
      gboolean                    required)
{
  JsonNode *node = json_object_get_member (self->object, name);

  if (node == NULL && required)
    pictor_practice_reader_fault (self, name, _("is required"));
  return node;
}

gboolean
pictor_practice_reader_integer (const PictorPracticeReader *self,
                                const char                 *name,
                                gboolean                    required,
                                gint64                     *value)
{
  JsonNode *node = find (self, name, required);

  if (node == NULL)
    return FALSE;
  if (json_node_get_value_type (node) != G_TYPE_INT64)
    {
      pictor_practice_reader_fault (self, name, _("must be a whole number"));
      return FALSE;
    }
  *value = json_node_get_int (node);
  return TRUE;
}

static gboolean
check_limit (const PictorPracticeReader *self,
             PictorField                 field,
             double                      value)
{
  const PictorLimit *limit = pictor_limit_get (field);
  g_autofree char *minimum = NULL;
  g_autofree char *maximum = NULL;

  if (pictor_limit_contains (field, value))
    return TRUE;
  minimum = pictor_number_format (limit->minimum);
  maximum = pictor_number_format (limit->maximum);
  pictor_practice_reader_fault (self, pictor_picpik_field_name (field), _("must be between %s and %s"),
                                minimum, maximum);
  return FALSE;
}

gboolean
pictor_practice_reader_whole (const PictorPracticeReader *self,
                              PictorField                 field,
                              gint64                     *value)
{
  return pictor_practice_reader_integer (self, pictor_picpik_field_name (field), TRUE, value) &&
         check_limit (self, field, *value);
}

gboolean
pictor_practice_reader_number (const PictorPracticeReader *self,
                               PictorField                 field,
                               double                     *value)
{
  const char *name = pictor_picpik_field_name (field);
  JsonNode *node = find (self, name, TRUE);
  GType type;

  if (node == NULL)
    return FALSE;
  type = json_node_get_value_type (node);
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    {
      pictor_practice_reader_fault (self, name, _("must be a number"));
      return FALSE;
    }
  *value = json_node_get_double (node);
  return check_limit (self, field, *value);
}

gboolean
pictor_practice_reader_boolean (const PictorPracticeReader *self,
                                const char                 *name,
                                gboolean                    required,
                                gboolean                   *value)
{
  JsonNode *node = find (self, name, required);

  if (node == NULL)
    return FALSE;
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      pictor_practice_reader_fault (self, name, _("must be true or false"));
      return FALSE;
    }
  *value = json_node_get_boolean (node);
  return TRUE;
}

const char *
pictor_practice_reader_string (const PictorPracticeReader *self,
                               const char                 *name,
                               gboolean                    required)
{
  JsonNode *node = find (self, name, required);

  if (node == NULL)
    return NULL;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    {
      pictor_practice_reader_fault (self, name, _("must be a text"));
      return NULL;
    }
  return json_node_get_string (node);
}

JsonArray *
pictor_practice_reader_array (const PictorPracticeReader *self,
                              const char                 *name,
                              gboolean                    required)
{
  JsonNode *node = find (self, name, required);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      pictor_practice_reader_fault (self, name, _("must be a list"));
      return NULL;
    }
  return json_node_get_array (node);
}

char **
pictor_practice_reader_strings (const PictorPracticeReader *self,
                                const char                 *name,
                                gboolean                    required)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  JsonArray *array = pictor_practice_reader_array (self, name, required);

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING)
        {
          pictor_practice_reader_fault (self, name, _("must be a list of texts"));
          return NULL;
        }
      g_strv_builder_add (strings, json_node_get_string (node));
    }
  return g_strv_builder_end (strings);
}
