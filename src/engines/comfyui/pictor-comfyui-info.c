/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/comfyui/pictor-comfyui-info.h"

#include <string.h>

#include "model/pictor-json.h"

/* No list of a server's makes us read without end. */
#define MAX_CHOICES 20000

struct _PictorComfyuiInfo
{
  GHashTable *classes; /* name → JsonObject of its description */
};

PictorComfyuiInfo *
pictor_comfyui_info_new (void)
{
  PictorComfyuiInfo *self = g_new0 (PictorComfyuiInfo, 1);

  self->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);

  return self;
}

void
pictor_comfyui_info_free (PictorComfyuiInfo *self)
{
  g_hash_table_unref (self->classes);
  g_free (self);
}

gboolean
pictor_comfyui_info_read (PictorComfyuiInfo *self,
                          const char        *name,
                          JsonNode          *answer)
{
  JsonObject *description;

  if (!JSON_NODE_HOLDS_OBJECT (answer))
    return FALSE;
  if (json_object_get_size (json_node_get_object (answer)) == 0)
    {
      g_hash_table_remove (self->classes, name);
      return TRUE;
    }
  description = pictor_json_get_object (json_node_get_object (answer), name);
  if (description == NULL)
    return FALSE;
  g_hash_table_insert (self->classes, g_strdup (name), json_object_ref (description));

  return TRUE;
}

gboolean
pictor_comfyui_info_has (PictorComfyuiInfo *self,
                         const char        *name)
{
  return g_hash_table_contains (self->classes, name);
}

JsonArray *
pictor_comfyui_info_get_input (PictorComfyuiInfo *self,
                               const char        *name,
                               const char        *input)
{
  static const char * const groups[] = { "required", "optional" };
  JsonObject *description = g_hash_table_lookup (self->classes, name);
  JsonObject *inputs = description != NULL ? pictor_json_get_object (description, "input") : NULL;

  for (guint i = 0; inputs != NULL && i < G_N_ELEMENTS (groups); i++)
    {
      JsonObject *group = pictor_json_get_object (inputs, groups[i]);
      JsonArray *found = group != NULL ? pictor_json_get_array (group, input) : NULL;

      if (found != NULL && json_array_get_length (found) > 0)
        return found;
    }

  return NULL;
}

GPtrArray *
pictor_comfyui_info_get_choices (PictorComfyuiInfo *self,
                                 const char        *name,
                                 const char        *input)
{
  JsonArray *found = pictor_comfyui_info_get_input (self, name, input);
  JsonArray *choices = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  JsonNode *first;

  if (found == NULL)
    return NULL;

  first = json_array_get_element (found, 0);
  if (JSON_NODE_HOLDS_ARRAY (first))
    choices = json_node_get_array (first);
  else if (JSON_NODE_HOLDS_VALUE (first) && g_strcmp0 (json_node_get_string (first), "COMBO") == 0
           && json_array_get_length (found) > 1 && JSON_NODE_HOLDS_OBJECT (json_array_get_element (found, 1)))
    choices = pictor_json_get_array (json_array_get_object_element (found, 1), "options");
  if (choices == NULL)
    return NULL;

  texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < MIN (json_array_get_length (choices), MAX_CHOICES); i++)
    {
      JsonNode *node = json_array_get_element (choices, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (texts, g_strdup (json_node_get_string (node)));
    }

  return g_steal_pointer (&texts);
}

/* The file's name alone, without its ending, folded; servers on Windows write folders with \. (transfer full) */
static char *
get_stem (const char *text)
{
  const char *name = text + strlen (text);
  g_autofree char *stem = NULL;
  char *ending;

  while (name > text && name[-1] != '/' && name[-1] != '\\')
    name--;
  stem = g_utf8_casefold (name, -1);
  ending = strrchr (stem, '.');
  if (ending != NULL
      && (g_str_equal (ending, ".safetensors") || g_str_equal (ending, ".ckpt") || g_str_equal (ending, ".pt")
          || g_str_equal (ending, ".pth") || g_str_equal (ending, ".sft") || g_str_equal (ending, ".bin")))
    *ending = '\0';

  return g_steal_pointer (&stem);
}

const char *
pictor_comfyui_info_find_choice (GPtrArray  *choices,
                                 const char *wanted)
{
  g_autofree char *folded = g_utf8_casefold (wanted, -1);
  g_autofree char *stem = get_stem (wanted);

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    if (g_str_equal (choices->pdata[i], wanted))
      return choices->pdata[i];
  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (choices->pdata[i], -1);

      if (g_str_equal (other, folded))
        return choices->pdata[i];
    }
  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      g_autofree char *other = get_stem (choices->pdata[i]);

      if (g_str_equal (other, stem))
        return choices->pdata[i];
    }

  return NULL;
}
