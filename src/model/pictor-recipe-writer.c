/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-recipe-json.h"

#include <math.h>

#include "model/pictor-number.h"

typedef struct
{
  GString *text;
  PictorRecipeJsonFlags flags;
  guint depth;
  /* Whether the object or array at hand has no member yet. */
  gboolean empty;
} Writer;

static void
begin (Writer *writer,
       char    bracket)
{
  g_string_append_c (writer->text, bracket);
  writer->depth++;
  writer->empty = TRUE;
}

static void
break_line (Writer *writer)
{
  if (writer->flags & PICTOR_RECIPE_JSON_PRETTY)
    g_string_append_printf (writer->text, "\n%*s", (int) writer->depth * 2, "");
}

static void
end (Writer *writer,
     char    bracket)
{
  writer->depth--;
  if (!writer->empty)
    break_line (writer);
  g_string_append_c (writer->text, bracket);
  writer->empty = FALSE;
}

/* Before each member or element. @name: (nullable): NULL in an array */
static void
next (Writer     *writer,
      const char *name)
{
  if (!writer->empty)
    g_string_append_c (writer->text, ',');
  writer->empty = FALSE;
  break_line (writer);
  if (name != NULL)
    g_string_append_printf (writer->text, "\"%s\":%s", name,
                            writer->flags & PICTOR_RECIPE_JSON_PRETTY ? " " : "");
}

static void
write_string (Writer     *writer,
              const char *value)
{
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *quoted = NULL;

  json_node_init_string (node, valid);
  quoted = json_to_string (node, FALSE);
  g_string_append (writer->text, quoted);
}

/* json-glib would write 0.1 as 0.10000000000000001. */
static void
write_double (Writer     *writer,
              const char *name,
              double      value)
{
  g_autofree char *number = NULL;

  /* JSON has no such number: it is left out, and comes back as the initial value. */
  if (!isfinite (value))
    return;
  number = pictor_number_format (value);
  next (writer, name);
  g_string_append (writer->text, number);
}

static void
write_file (Writer     *writer,
            const char *name,
            GFile      *file)
{
  const char *path;
  g_autofree char *text = NULL;

  if (file == NULL)
    return;

  path = g_file_peek_path (file);
  if (writer->flags & PICTOR_RECIPE_JSON_PORTABLE)
    {
      g_autofree char *base = g_file_get_basename (file);

      text = g_filename_display_name (base != NULL ? base : "");
    }
  else if (path != NULL && g_utf8_validate (path, -1, NULL))
    text = g_strdup (path);
  else
    text = g_file_get_uri (file);
  next (writer, name);
  write_string (writer, text);
}

static void
write_property (Writer     *writer,
                GObject    *object,
                const char *name)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), name);
  g_auto (GValue) value = G_VALUE_INIT;

  g_object_get_property (object, name, &value);
  if (G_VALUE_HOLDS_DOUBLE (&value))
    {
      write_double (writer, name, g_value_get_double (&value));
      return;
    }
  if (g_type_is_a (pspec->value_type, G_TYPE_FILE))
    {
      write_file (writer, name, g_value_get_object (&value));
      return;
    }

  next (writer, name);
  if (G_VALUE_HOLDS_STRING (&value))
    write_string (writer, g_value_get_string (&value));
  else if (G_VALUE_HOLDS_BOOLEAN (&value))
    g_string_append (writer->text, g_value_get_boolean (&value) ? "true" : "false");
  else if (G_VALUE_HOLDS_INT64 (&value))
    g_string_append_printf (writer->text, "%" G_GINT64_FORMAT, g_value_get_int64 (&value));
  else if (G_VALUE_HOLDS_ENUM (&value))
    {
      g_autoptr (GEnumClass) values = g_type_class_ref (pspec->value_type);

      write_string (writer,
                    g_enum_get_value (values, g_value_get_enum (&value))->value_nick);
    }
  else
    g_string_append_printf (writer->text, "%d", g_value_get_int (&value));
}

static void
write_fields (Writer      *writer,
              GObject     *object,
              PictorField  first,
              PictorField  last)
{
  for (int field = first; field <= (int) last; field++)
    write_property (writer, object, pictor_limit_get (field)->name);
}

static void
write_sub_models (Writer       *writer,
                  PictorRecipe *recipe)
{
  GListModel *list = G_LIST_MODEL (pictor_recipe_get_sub_models (recipe));

  next (writer, pictor_limit_get (PICTOR_FIELD_SUB_MODELS)->name);
  begin (writer, '[');
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      next (writer, NULL);
      begin (writer, '{');
      write_property (writer, item, "id");
      write_fields (writer, item, PICTOR_FIELD_SUB_MODEL_WEIGHT, PICTOR_FIELD_SUB_MODEL_WEIGHT);
      end (writer, '}');
    }
  end (writer, ']');
}

static void
write_controls (Writer       *writer,
                PictorRecipe *recipe)
{
  GListModel *list = G_LIST_MODEL (pictor_recipe_get_controls (recipe));

  next (writer, pictor_limit_get (PICTOR_FIELD_CONTROLS)->name);
  begin (writer, '[');
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      next (writer, NULL);
      begin (writer, '{');
      write_fields (writer, item, PICTOR_FIELD_CONTROL_IMAGE, PICTOR_FIELD_CONTROL_PARAM2);
      end (writer, '}');
    }
  end (writer, ']');
}

/**
 * pictor_recipe_to_json:
 * @recipe: a recipe
 * @flags: how
 *
 * One object: "version", then each property by its name, always in the same order. Enumerations are their
 * nicks; images are paths, or URIs where there is no path in UTF-8; a control without an image has no
 * "image"; numbers that JSON can't hold (NaN, infinities) are left out.
 *
 * Returns: (transfer full): JSON
 */
char *
pictor_recipe_to_json (PictorRecipe          *recipe,
                       PictorRecipeJsonFlags  flags)
{
  Writer writer = { .flags = flags };
  GObject *object;

  g_return_val_if_fail (PICTOR_IS_RECIPE (recipe), NULL);

  object = G_OBJECT (recipe);
  writer.text = g_string_new (NULL);
  begin (&writer, '{');
  next (&writer, "version");
  g_string_append_printf (writer.text, "%d", PICTOR_RECIPE_VERSION);
  write_fields (&writer, object, PICTOR_FIELD_PROMPT, PICTOR_FIELD_MODEL);
  write_sub_models (&writer, recipe);
  write_fields (&writer, object, PICTOR_FIELD_BATCH_SIZE, PICTOR_FIELD_MODEL_VAE);
  write_controls (&writer, recipe);
  end (&writer, '}');
  if (flags & PICTOR_RECIPE_JSON_PRETTY)
    g_string_append_c (writer.text, '\n');
  return g_string_free (writer.text, FALSE);
}
