/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/comfyui/pictor-comfyui-event.h"

#include "model/pictor-json.h"

PictorComfyuiEvent
pictor_comfyui_event_read (const char *text,
                           const char *id,
                           double     *fraction)
{
  g_autoptr (JsonNode) root = pictor_json_parse (text, -1, NULL);
  JsonObject *frame = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *type = frame != NULL ? pictor_json_get_string (frame, "type") : NULL;
  JsonObject *data = frame != NULL ? pictor_json_get_object (frame, "data") : NULL;
  const char *prompt = data != NULL ? pictor_json_get_string (data, "prompt_id") : NULL;
  double value, max;

  *fraction = -1;
  if (type == NULL || prompt == NULL)
    return PICTOR_COMFYUI_EVENT_OTHER;
  if (!g_str_equal (prompt, id))
    return PICTOR_COMFYUI_EVENT_AWAY;

  if (g_str_equal (type, "execution_success") || g_str_equal (type, "execution_error")
      || g_str_equal (type, "execution_interrupted"))
    return PICTOR_COMFYUI_EVENT_END;
  /* Older versions tell the end so alone. */
  if (g_str_equal (type, "executing"))
    return json_object_has_member (data, "node") && JSON_NODE_HOLDS_NULL (json_object_get_member (data, "node"))
           ? PICTOR_COMFYUI_EVENT_END : PICTOR_COMFYUI_EVENT_WORK;
  if (g_str_equal (type, "progress") && pictor_json_get_double (data, "value", &value)
      && pictor_json_get_double (data, "max", &max) && max > 0)
    {
      *fraction = CLAMP (value / max, 0, 1);
      return PICTOR_COMFYUI_EVENT_STEP;
    }

  return PICTOR_COMFYUI_EVENT_WORK;
}
