/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "library/pictor-foreign.h"
#include "model/pictor-samplers.h"

#define KARRAS_SUFFIX " Karras"

/* What other programs call the samplers, in lower case: ComfyUI, Fooocus, InvokeAI 3 and 2, stable-diffusion.cpp
 * (engines.md 6.1). */
static const struct
{
  const char *alias;
  const char *name;
} aliases[] = {
  { "euler_ancestral", "Euler a" }, { "euler_a", "Euler a" }, { "k_euler_a", "Euler a" },
  { "k_euler", "Euler" },
  { "k_lms", "LMS" }, { "lmsd", "LMS" },
  { "k_heun", "Heun" },
  { "dpm_2", "DPM2" }, { "kdpm_2", "DPM2" }, { "k_dpm_2", "DPM2" }, { "kdpm2", "DPM2" },
  { "dpm_2_ancestral", "DPM2 a" }, { "kdpm_2_a", "DPM2 a" }, { "k_dpm_2_a", "DPM2 a" }, { "kdpm2 a", "DPM2 a" },
  { "dpmpp_2s_ancestral", "DPM++ 2S a" }, { "dpmpp_2s", "DPM++ 2S a" }, { "k_dpmpp_2_a", "DPM++ 2S a" },
  { "k_dpmpp_2s_a", "DPM++ 2S a" }, { "dpm++2s_a", "DPM++ 2S a" },
  { "dpmpp_2m", "DPM++ 2M" }, { "k_dpmpp_2", "DPM++ 2M" }, { "k_dpmpp_2m", "DPM++ 2M" }, { "dpm++2m", "DPM++ 2M" },
  { "dpmpp_sde", "DPM++ SDE" }, { "k_dpmpp_sde", "DPM++ SDE" },
  { "dpmpp_2m_sde", "DPM++ 2M SDE" }, { "dpm++2m_sde", "DPM++ 2M SDE" },
  { "dpm_fast", "DPM fast" }, { "k_dpm_fast", "DPM fast" },
  { "dpm_adaptive", "DPM adaptive" }, { "k_dpm_adaptive", "DPM adaptive" },
  { "pndm", "PLMS" },
  { "uni_pc", "UniPC" },
};

/* Schedules that are the plain one of their sampler; AUTOMATIC1111's, ComfyUI's and others' names. */
static const char * const plain_schedules[] = {
  "uniform", "normal", "discrete", "default", "ddim_uniform", "", NULL
};
/* Samplers for which "Automatic" is the Karras schedule (engines.md 1.6). */
static const char * const automatic_karras[] = {
  "DPM++ 2M", "DPM++ SDE", "DPM++ 2S a", "DPM2", "DPM2 a", NULL
};

/* @name without @suffix, in any case, if it ends so. */
static gboolean
cut (char       *name,
     const char *suffix)
{
  gsize length = strlen (name), end = strlen (suffix);

  if (length <= end || g_ascii_strcasecmp (name + length - end, suffix) != 0)
    return FALSE;
  name[length - end] = '\0';
  return TRUE;
}

static const char *
find (const char *name)
{
  int index = pictor_samplers_find (name, TRUE);

  if (index >= 0)
    return pictor_samplers_get_names ()[index];
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_ascii_strcasecmp (aliases[i].alias, name) == 0)
      return aliases[i].name;
  return NULL;
}

static void
set_schedule (PictorFoundRecipe *found,
              const char        *plain,
              const char        *schedule)
{
  g_autofree char *lower = g_ascii_strdown (schedule, -1);
  g_autofree char *karras = g_strconcat (plain, KARRAS_SUFFIX, NULL);
  g_autofree char *shown = NULL;
  gboolean automatic = g_str_equal (lower, "automatic");

  if ((g_str_equal (lower, "karras") || (automatic && g_strv_contains (automatic_karras, plain)))
      && pictor_samplers_find (karras, FALSE) >= 0)
    {
      g_object_set (found->recipe, "sampler", karras, NULL);
      return;
    }
  if ((automatic && !g_str_equal (plain, "DPM++ 2M SDE")) || g_strv_contains (plain_schedules, lower))
    return;
  shown = pictor_foreign_make_plain (automatic ? "Exponential" : schedule);
  pictor_found_recipe_note (found, _("The schedule “%s” of the sampler is not known here; the plain one is used."),
                            shown);
}

void
pictor_foreign_set_sampler (PictorFoundRecipe *found,
                            const char        *sampler,
                            const char        *schedule)
{
  g_autofree char *name = pictor_foreign_make_plain (sampler);
  g_autofree char *shown = g_strdup (name);
  const char *known;

  if (*name == '\0')
    return;
  if (cut (name, " karras") || cut (name, "_k"))
    schedule = "karras";
  cut (name, "_gpu");
  known = find (name);
  if (known == NULL)
    {
      pictor_found_recipe_note (found, _("The sampler “%s” is not known here; “%s” is used."), shown,
                                pictor_recipe_get_sampler (found->recipe));
      return;
    }
  g_object_set (found->recipe, "sampler", known, NULL);
  if (schedule != NULL)
    set_schedule (found, known, schedule);
}
