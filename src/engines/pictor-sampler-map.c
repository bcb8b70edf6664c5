/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-sampler-map.h"

#include <glib/gi18n.h>

/* In the order of pictor_samplers_get_names(). What is nearest is of the same family of methods: two-step for two-step,
 * stochastic for stochastic, linear multistep (Liu et al. 2022 for PLMS) for linear multistep. stable-diffusion.cpp's DDIM is the
 * trailing variant. The programs' own names were read in their sources. */
static const PictorSamplerEqual maps[PICTOR_N_SAMPLER_FAMILIES][PICTOR_N_SAMPLERS] = {
  [PICTOR_SAMPLER_FAMILY_AUTOMATIC] = {
    { "Euler a", "Automatic", NULL },
    { "Euler", "Automatic", NULL },
    { "LMS", "Automatic", NULL },
    { "Heun", "Automatic", NULL },
    { "DPM2", "Uniform", NULL },
    { "DPM2 a", "Uniform", NULL },
    { "DPM++ 2S a", "Uniform", NULL },
    { "DPM++ 2M", "Uniform", NULL },
    { "DPM++ SDE", "Uniform", NULL },
    { "DPM++ 2M SDE", "Uniform", NULL },
    { "DPM fast", "Automatic", NULL },
    { "DPM adaptive", "Automatic", NULL },
    { "LMS", "Karras", NULL },
    { "DPM2", "Karras", NULL },
    { "DPM2 a", "Karras", NULL },
    { "DPM++ 2S a", "Karras", NULL },
    { "DPM++ 2M", "Karras", NULL },
    { "DPM++ SDE", "Karras", NULL },
    { "DPM++ 2M SDE", "Karras", NULL },
    { "DDIM", "Automatic", NULL },
    { "PLMS", "Automatic", NULL },
    { "UniPC", "Automatic", NULL },
  },
  [PICTOR_SAMPLER_FAMILY_SDNEXT] = {
    { "Euler a", NULL, NULL },
    { "Euler", NULL, NULL },
    { "LMSD", NULL, NULL },
    { "Heun", NULL, NULL },
    { "KDPM2", NULL, NULL },
    { "KDPM2 a", NULL, NULL },
    { NULL, NULL, "DPM++ SDE" }, /* DPM++ 2S a */
    { "DPM++ 2M", NULL, NULL },
    { "DPM++ SDE", NULL, NULL },
    { "DPM++ 2M SDE", NULL, NULL },
    { NULL, NULL, "DPM++ 2M" }, /* DPM fast */
    { NULL, NULL, "DPM++ 2M" }, /* DPM adaptive */
    { "LMSD", "karras", NULL },
    { "KDPM2", "karras", NULL },
    { "KDPM2 a", "karras", NULL },
    { NULL, NULL, "DPM++ SDE Karras" }, /* DPM++ 2S a Karras */
    { "DPM++ 2M", "karras", NULL },
    { "DPM++ SDE", "karras", NULL },
    { "DPM++ 2M SDE", "karras", NULL },
    { "DDIM", NULL, NULL },
    { "PNDM", NULL, NULL },
    { "UniPC", NULL, NULL },
  },
  [PICTOR_SAMPLER_FAMILY_COMFY] = {
    { "euler_ancestral", "normal", NULL },
    { "euler", "normal", NULL },
    { "lms", "normal", NULL },
    { "heun", "normal", NULL },
    { "dpm_2", "normal", NULL },
    { "dpm_2_ancestral", "normal", NULL },
    { "dpmpp_2s_ancestral", "normal", NULL },
    { "dpmpp_2m", "normal", NULL },
    { "dpmpp_sde", "normal", NULL },
    { "dpmpp_2m_sde", "normal", NULL },
    { "dpm_fast", "normal", NULL },
    { "dpm_adaptive", "normal", NULL },
    { "lms", "karras", NULL },
    { "dpm_2", "karras", NULL },
    { "dpm_2_ancestral", "karras", NULL },
    { "dpmpp_2s_ancestral", "karras", NULL },
    { "dpmpp_2m", "karras", NULL },
    { "dpmpp_sde", "karras", NULL },
    { "dpmpp_2m_sde", "karras", NULL },
    { "ddim", "ddim_uniform", NULL },
    { NULL, NULL, "LMS" }, /* PLMS */
    { "uni_pc", "normal", NULL },
  },
  [PICTOR_SAMPLER_FAMILY_SDCPP] = {
    { "euler_a", "discrete", NULL },
    { "euler", "discrete", NULL },
    { "lms", "discrete", NULL },
    { "heun", "discrete", NULL },
    { "dpm2", "discrete", NULL },
    { NULL, NULL, "Euler a" }, /* DPM2 a */
    { "dpm++2s_a", "discrete", NULL },
    { "dpm++2m", "discrete", NULL },
    { NULL, NULL, "DPM++ 2M SDE" }, /* DPM++ SDE */
    { "dpm++2m_sde", "discrete", NULL },
    { NULL, NULL, "DPM++ 2M" }, /* DPM fast */
    { NULL, NULL, "DPM++ 2M" }, /* DPM adaptive */
    { "lms", "karras", NULL },
    { "dpm2", "karras", NULL },
    { NULL, NULL, "Euler a" }, /* DPM2 a Karras */
    { "dpm++2s_a", "karras", NULL },
    { "dpm++2m", "karras", NULL },
    { NULL, NULL, "DPM++ 2M SDE Karras" }, /* DPM++ SDE Karras */
    { "dpm++2m_sde", "karras", NULL },
    { "ddim_trailing", "simple", NULL },
    { NULL, NULL, "LMS" }, /* PLMS */
    { NULL, NULL, "DPM++ 2M" }, /* UniPC */
  },
  [PICTOR_SAMPLER_FAMILY_HORDE] = {
    { "k_euler_a", NULL, NULL },
    { "k_euler", NULL, NULL },
    { "k_lms", NULL, NULL },
    { "k_heun", NULL, NULL },
    { "k_dpm_2", NULL, NULL },
    { "k_dpm_2_a", NULL, NULL },
    { "k_dpmpp_2s_a", NULL, NULL },
    { "k_dpmpp_2m", NULL, NULL },
    { "k_dpmpp_sde", NULL, NULL },
    { NULL, NULL, "DPM++ SDE" }, /* DPM++ 2M SDE */
    { "k_dpm_fast", NULL, NULL },
    { "k_dpm_adaptive", NULL, NULL },
    { "k_lms", "karras", NULL },
    { "k_dpm_2", "karras", NULL },
    { "k_dpm_2_a", "karras", NULL },
    { "k_dpmpp_2s_a", "karras", NULL },
    { "k_dpmpp_2m", "karras", NULL },
    { "k_dpmpp_sde", "karras", NULL },
    { NULL, NULL, "DPM++ SDE Karras" }, /* DPM++ 2M SDE Karras */
    { "DDIM", NULL, NULL },
    { NULL, NULL, "LMS" }, /* PLMS */
    { NULL, NULL, "DPM++ 2M" }, /* UniPC */
  },
};

const PictorSamplerEqual *
pictor_sampler_map_find (PictorSamplerFamily  family,
                         const char          *name)
{
  int position;

  g_return_val_if_fail ((int) family >= 0 && family < PICTOR_N_SAMPLER_FAMILIES, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  position = pictor_samplers_find (name, FALSE);
  return position >= 0 ? &maps[family][position] : NULL;
}

const char *
pictor_sampler_map_name (PictorSamplerFamily  family,
                         const char          *sampler,
                         const char          *scheduler)
{
  g_return_val_if_fail ((int) family >= 0 && family < PICTOR_N_SAMPLER_FAMILIES, NULL);
  g_return_val_if_fail (sampler != NULL, NULL);

  for (guint i = 0; i < PICTOR_N_SAMPLERS; i++)
    if (g_strcmp0 (maps[family][i].sampler, sampler) == 0
        && g_strcmp0 (maps[family][i].scheduler, scheduler) == 0)
      return pictor_samplers_get_names ()[i];
  return NULL;
}

const char *
pictor_sampler_map_tell_missing (const char *name,
                                 const char *nearest)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (nearest != NULL)
    text = g_strdup_printf (_("There is no sampler “%s” on this engine. The nearest is “%s”."), name, nearest);
  else
    text = g_strdup_printf (_("There is no sampler “%s” on this engine."), name);
  return g_intern_string (text);
}

void
pictor_sampler_map_tell (PictorSamplerFamily  family,
                         const char          *no_sampler[PICTOR_N_SAMPLERS])
{
  g_return_if_fail ((int) family >= 0 && family < PICTOR_N_SAMPLER_FAMILIES);

  for (guint i = 0; i < PICTOR_N_SAMPLERS; i++)
    no_sampler[i] = maps[family][i].sampler != NULL
                      ? NULL
                      : pictor_sampler_map_tell_missing (pictor_samplers_get_names ()[i], maps[family][i].nearest);
}
