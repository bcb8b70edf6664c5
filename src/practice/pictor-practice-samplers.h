/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-run.h"
#include "practice/pictor-practice-schedule.h"

G_BEGIN_DECLS

/**
 * PictorPracticeSampler:
 * @name: one of the 22 sampler names
 * @sample: what it does; its source and its calls a step are told there
 * @spacing: where its noise levels lie
 * @random: whether it adds noise on the way
 */
typedef struct
{
  const char *name;
  PictorPracticeSample *sample;
  PictorPracticeSpacing spacing;
  gboolean random;
} PictorPracticeSampler;

/* (transfer none): that of "Euler a" for NULL; NULL for a name that there is not */
const PictorPracticeSampler *pictor_practice_sampler_find (const char *name);

/* Takes @x down the falling levels @sigmas, whose last may be 0. */
void pictor_practice_sampler_follow (const PictorPracticeSampler *self,
                                     PictorPracticeRun           *run,
                                     float                       *x,
                                     const double                *sigmas,
                                     int                          n);
/* Fills @x with noise of the run's seed and takes it down the sampler's own levels in @n_steps. */
void pictor_practice_sampler_run    (const PictorPracticeSampler *self,
                                     PictorPracticeRun           *run,
                                     float                       *x,
                                     int                          n_steps);

G_END_DECLS
