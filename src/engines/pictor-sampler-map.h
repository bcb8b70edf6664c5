/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-samplers.h"

G_BEGIN_DECLS

/* Programs that name the recipe's samplers alike. AUTOMATIC1111 up to 1.8 takes the recipe's names as they are and
 * needs no map. */
typedef enum
{
  PICTOR_SAMPLER_FAMILY_AUTOMATIC, /* AUTOMATIC1111 from 1.9, Forge, reForge: sampler and scheduler */
  PICTOR_SAMPLER_FAMILY_SDNEXT,    /* sampler; scheduler: its sigma method "karras", or NULL */
  PICTOR_SAMPLER_FAMILY_COMFY,     /* KSampler's sampler_name and scheduler */
  PICTOR_SAMPLER_FAMILY_SDCPP,     /* stable-diffusion.cpp: sample method and scheduler */
  PICTOR_SAMPLER_FAMILY_HORDE,     /* sampler_name; scheduler: "karras", or NULL */
  PICTOR_N_SAMPLER_FAMILIES
} PictorSamplerFamily;

/**
 * PictorSamplerEqual:
 * @sampler: (nullable): the program's own name; NULL where it has no equal
 * @scheduler: (nullable): the schedule that goes with it, where the program asks for it apart
 * @nearest: (nullable): where there is no equal, the recipe's name of what comes nearest to it there
 *
 * What one of the recipe's samplers is to a program.
 */
typedef struct
{
  const char *sampler;
  const char *scheduler;
  const char *nearest;
} PictorSamplerEqual;

/* @name: the recipe's. (nullable): NULL for a name that no recipe has */
const PictorSamplerEqual *pictor_sampler_map_find (PictorSamplerFamily  family,
                                                   const char          *name);
/* The recipe's name of what the program calls @sampler and @scheduler (nullable). (nullable) */
const char               *pictor_sampler_map_name (PictorSamplerFamily  family,
                                                   const char          *sampler,
                                                   const char          *scheduler);
/* Fills PictorCapabilities' no_sampler for @family: NULL for what it has, else why not and what is nearest. */
void                      pictor_sampler_map_tell (PictorSamplerFamily  family,
                                                   const char          *no_sampler[PICTOR_N_SAMPLERS]);
/* The same word for one sampler, such as one that a server's own list lacks. @nearest: (nullable). Static. */
const char               *pictor_sampler_map_tell_missing (const char *name,
                                                           const char *nearest);

G_END_DECLS
