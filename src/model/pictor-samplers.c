/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-samplers.h"

/* PICPIK's list, in its order (picpik-api.md); the names are AUTOMATIC1111's before 1.9. */
static const char * const names[PICTOR_N_SAMPLERS + 1] = {
  "Euler a", "Euler", "LMS", "Heun", "DPM2", "DPM2 a", "DPM++ 2S a", "DPM++ 2M", "DPM++ SDE",
  "DPM++ 2M SDE", "DPM fast", "DPM adaptive", "LMS Karras", "DPM2 Karras", "DPM2 a Karras",
  "DPM++ 2S a Karras", "DPM++ 2M Karras", "DPM++ SDE Karras", "DPM++ 2M SDE Karras", "DDIM", "PLMS",
  "UniPC", NULL
};

const char * const *
pictor_samplers_get_names (void)
{
  return names;
}

int
pictor_samplers_find (const char *name,
                      gboolean    lenient)
{
  g_return_val_if_fail (name != NULL, -1);

  for (int i = 0; names[i] != NULL; i++)
    if (lenient ? g_ascii_strcasecmp (names[i], name) == 0 : g_str_equal (names[i], name))
      return i;
  return -1;
}
