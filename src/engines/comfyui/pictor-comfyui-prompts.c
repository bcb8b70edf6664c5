/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/comfyui/pictor-comfyui-prompts.h"

#include <string.h>

static void
prompt_free (gpointer data)
{
  PictorComfyuiPrompt *prompt = data;

  g_free (prompt->id);
  g_free (prompt);
}

GPtrArray *
pictor_comfyui_prompts_new (void)
{
  return g_ptr_array_new_with_free_func (prompt_free);
}

void
pictor_comfyui_prompts_add (GPtrArray  *prompts,
                            const char *id,
                            gint64      seed)
{
  PictorComfyuiPrompt *prompt = g_new0 (PictorComfyuiPrompt, 1);

  prompt->id = g_strdup (id);
  prompt->seed = seed;
  g_ptr_array_add (prompts, prompt);
}

char *
pictor_comfyui_prompts_format (GPtrArray *prompts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < prompts->len; i++)
    {
      const PictorComfyuiPrompt *prompt = prompts->pdata[i];

      g_string_append_printf (text, "%s%s:%" G_GINT64_FORMAT, i > 0 ? "," : "", prompt->id, prompt->seed);
    }

  return g_string_free (text, FALSE);
}

GPtrArray *
pictor_comfyui_prompts_parse (const char *remote_id)
{
  g_auto (GStrv) parts = g_strsplit (remote_id, ",", -1);
  g_autoptr (GPtrArray) prompts = pictor_comfyui_prompts_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *colon = strrchr (parts[i], ':');
      gint64 seed;

      if (colon == NULL || colon == parts[i]
          || !g_ascii_string_to_signed (colon + 1, 10, 0, G_MAXINT64, &seed, NULL))
        return NULL;
      *colon = '\0';
      pictor_comfyui_prompts_add (prompts, parts[i], seed);
    }

  return prompts->len > 0 ? g_steal_pointer (&prompts) : NULL;
}

JsonNode *
pictor_comfyui_prompts_delete (GPtrArray *prompts)
{
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *body = json_object_new ();
  JsonArray *ids = json_array_new ();

  for (guint i = 0; i < prompts->len; i++)
    json_array_add_string_element (ids, ((const PictorComfyuiPrompt *) prompts->pdata[i])->id);
  json_object_set_array_member (body, "delete", ids);
  json_node_take_object (root, body);

  return root;
}
