/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-recipe-json.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "model/pictor-json.h"

G_DEFINE_QUARK (pictor-recipe-json-error-quark, pictor_recipe_json_error)

typedef struct
{
  GFile *folder;
  /* Names of members of a wrong type, such as "controls[0].weight". */
  GPtrArray *bad;
} Reader;

/* Reads a whole number into an int; one that no int holds becomes the nearest, which is out of every
 * range as well. */
static gboolean
read_whole (JsonObject *members,
            const char *name,
            gint64      minimum,
            gint64      maximum,
            gint64     *value)
{
  double number;

  if (pictor_json_get_int (members, name, value))
    {
      *value = CLAMP (*value, minimum, maximum);
      return TRUE;
    }
  if (!pictor_json_get_double (members, name, &number) || number != floor (number))
    return FALSE;
  *value = number < 0 ? minimum : maximum;
  return TRUE;
}

/* @text as a file, or NULL for a relative path without a folder to look in. */
static GFile *
read_file (Reader     *reader,
           const char *text)
{
  if (strstr (text, "://") != NULL)
    return g_file_new_for_uri (text);
  if (g_path_is_absolute (text))
    return g_file_new_for_path (text);
  if (reader->folder != NULL && *text != '\0')
    return g_file_resolve_relative_path (reader->folder, text);
  return NULL;
}

static gboolean
read_value (Reader     *reader,
            JsonObject *members,
            GParamSpec *pspec,
            GValue     *value)
{
  const char *text = pictor_json_get_string (members, pspec->name);
  gint64 whole;
  double number;
  gboolean truth;

  g_value_init (value, pspec->value_type);
  if (G_VALUE_HOLDS_DOUBLE (value) && pictor_json_get_double (members, pspec->name, &number))
    g_value_set_double (value, number);
  else if (G_VALUE_HOLDS_BOOLEAN (value) &&
           pictor_json_get_boolean (members, pspec->name, &truth))
    g_value_set_boolean (value, truth);
  else if (G_VALUE_HOLDS_INT (value) &&
           read_whole (members, pspec->name, G_MININT, G_MAXINT, &whole))
    g_value_set_int (value, (int) whole);
  else if (G_VALUE_HOLDS_INT64 (value) &&
           read_whole (members, pspec->name, G_MININT64, G_MAXINT64, &whole))
    g_value_set_int64 (value, whole);
  else if (text == NULL)
    return FALSE;
  else if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, text);
  else if (g_type_is_a (pspec->value_type, G_TYPE_FILE))
    g_value_take_object (value, read_file (reader, text));
  else if (G_VALUE_HOLDS_ENUM (value))
    {
      g_autoptr (GEnumClass) values = g_type_class_ref (pspec->value_type);
      GEnumValue *choice = g_enum_get_value_by_nick (values, text);

      if (choice == NULL)
        return FALSE;
      g_value_set_enum (value, choice->value);
    }
  else
    return FALSE;
  return TRUE;
}

/* @prefix: what stands before the names of @members in messages */
static void
read_property (Reader     *reader,
               JsonObject *members,
               GObject    *object,
               const char *name,
               const char *prefix)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), name);
  g_auto (GValue) value = G_VALUE_INIT;

  if (!json_object_has_member (members, name))
    return;
  if (read_value (reader, members, pspec, &value))
    g_object_set_property (object, name, &value);
  else
    g_ptr_array_add (reader->bad, g_strconcat (prefix, name, NULL));
}

static void
read_fields (Reader      *reader,
             JsonObject  *members,
             GObject     *object,
             PictorField  first,
             PictorField  last,
             const char  *prefix)
{
  for (int field = first; field <= (int) last; field++)
    read_property (reader, members, object, pictor_limit_get (field)->name, prefix);
}

/* Reads an array of objects into @list: of sub-models or of controls. */
static void
read_list (Reader      *reader,
           JsonObject  *members,
           PictorField  field,
           GListStore  *list)
{
  const char *name = pictor_limit_get (field)->name;
  JsonArray *array = pictor_json_get_array (members, name);

  if (!json_object_has_member (members, name))
    return;
  if (array == NULL)
    {
      g_ptr_array_add (reader->bad, g_strdup (name));
      return;
    }

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *place = g_strdup_printf ("%s[%u]", name, i);
      g_autofree char *prefix = g_strconcat (place, ".", NULL);
      g_autoptr (GObject) item = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          g_ptr_array_add (reader->bad, g_steal_pointer (&place));
          continue;
        }
      item = g_object_new (g_list_model_get_item_type (G_LIST_MODEL (list)), NULL);
      if (field == PICTOR_FIELD_CONTROLS)
        read_fields (reader, json_node_get_object (node), item, PICTOR_FIELD_CONTROL_IMAGE,
                     PICTOR_FIELD_CONTROL_PARAM2, prefix);
      else
        {
          read_property (reader, json_node_get_object (node), item, "id", prefix);
          read_fields (reader, json_node_get_object (node), item, PICTOR_FIELD_SUB_MODEL_WEIGHT,
                       PICTOR_FIELD_SUB_MODEL_WEIGHT, prefix);
        }
      g_list_store_append (list, item);
    }
}

static gboolean
check_version (JsonObject  *members,
               GError     **error)
{
  gint64 version = PICTOR_RECIPE_VERSION;

  if (json_object_has_member (members, "version") &&
      (!pictor_json_get_int (members, "version", &version) || version < 1))
    {
      g_set_error (error, PICTOR_RECIPE_JSON_ERROR, PICTOR_RECIPE_JSON_ERROR_TYPE,
                   _("The recipe can't be read: of the wrong kind are %s."), "version");
      return FALSE;
    }
  if (version > PICTOR_RECIPE_VERSION)
    {
      g_set_error_literal (error, PICTOR_RECIPE_JSON_ERROR, PICTOR_RECIPE_JSON_ERROR_VERSION,
                           _("The recipe was made by a newer version of Pictor."));
      return FALSE;
    }
  return TRUE;
}

PictorRecipe *
pictor_recipe_from_json (const char  *text,
                         gssize       length,
                         GFile       *folder,
                         GError     **error)
{
  g_autoptr (GError) parse_error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (PictorRecipe) recipe = NULL;
  g_autoptr (GPtrArray) bad = NULL;
  g_autofree char *names = NULL;
  Reader reader = { .folder = folder };
  JsonObject *members;
  GObject *object;

  root = pictor_json_parse (text, length, &parse_error);
  if (root == NULL)
    {
      g_set_error (error, PICTOR_RECIPE_JSON_ERROR, PICTOR_RECIPE_JSON_ERROR_SYNTAX,
                   _("The recipe can't be read: %s"), parse_error->message);
      return NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, PICTOR_RECIPE_JSON_ERROR, PICTOR_RECIPE_JSON_ERROR_TYPE,
                           _("The recipe can't be read: it is no JSON object."));
      return NULL;
    }
  members = json_node_get_object (root);
  if (!check_version (members, error))
    return NULL;

  bad = reader.bad = g_ptr_array_new_with_free_func (g_free);
  recipe = pictor_recipe_new ();
  object = G_OBJECT (recipe);
  read_fields (&reader, members, object, PICTOR_FIELD_PROMPT, PICTOR_FIELD_MODEL, "");
  read_list (&reader, members, PICTOR_FIELD_SUB_MODELS, pictor_recipe_get_sub_models (recipe));
  read_fields (&reader, members, object, PICTOR_FIELD_BATCH_SIZE, PICTOR_FIELD_MODEL_VAE, "");
  read_list (&reader, members, PICTOR_FIELD_CONTROLS, pictor_recipe_get_controls (recipe));
  if (bad->len == 0)
    return g_steal_pointer (&recipe);

  g_ptr_array_add (bad, NULL);
  names = g_strjoinv (", ", (char **) bad->pdata);
  g_set_error (error, PICTOR_RECIPE_JSON_ERROR, PICTOR_RECIPE_JSON_ERROR_TYPE,
               _("The recipe can't be read: of the wrong kind are %s."), names);
  return NULL;
}
