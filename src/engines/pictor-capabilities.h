/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-samplers.h"
#include "model/pictor-validation.h"

G_BEGIN_DECLS

/* What is told while a picture is made; each includes those before it. */
typedef enum
{
  PICTOR_PROGRESS_KIND_STATE,  /* only that it waits or works */
  PICTOR_PROGRESS_KIND_QUEUE,  /* its place in line and how long it may take */
  PICTOR_PROGRESS_KIND_STEPS,  /* how many steps are done */
  PICTOR_PROGRESS_KIND_PREVIEW /* pictures of the steps */
} PictorProgressKind;

/* What cancelling stops. */
typedef enum
{
  PICTOR_CANCEL_KIND_NONE,   /* nothing: the service goes on, and may charge */
  PICTOR_CANCEL_KIND_QUEUED, /* a job that has not begun */
  PICTOR_CANCEL_KIND_JOB     /* the job */
} PictorCancelKind;

/**
 * PictorRange:
 * @minimum: smallest value, or 0 with @maximum 0 for what the recipe allows
 * @maximum: largest value
 * @multiple: values are multiples of this; 0 for any
 *
 * What an engine takes of a field that is a number.
 */
typedef struct
{
  double minimum;
  double maximum;
  double multiple;
} PictorRange;

/**
 * PictorCapabilities:
 * @default_model: (nullable): the model taken when a recipe names none
 * @max_controls: ControlNet units per picture
 * @max_tasks: tasks that may run at once
 * @unsupported: for each field, NULL where the engine honours it, else the translated reason why not, a sentence.
 *   Sub-models stand for LoRA. Fields of a control are meant for every control
 * @ranges: for each field that is a number, what of it the engine takes
 * @max_pixels: width × height of a picture; 0 for no bound of its own
 * @no_sampler: for each of the recipe's samplers, NULL where the engine has it, else a translated sentence with the nearest
 *   (pictor_sampler_map_tell())
 * @progress: what is told meanwhile
 * @cancel: what cancelling stops
 * @cannot_resume: whether a task can't be followed again after a lost connection or a restart: its remote id leads nowhere
 * @kept: seconds for which the service keeps results; 0 for as long as it likes
 * @cost: (nullable): a translated sentence about what pictures cost; NULL for nothing
 * @notice: (nullable): a translated sentence that a person should know before sending, such as who sees the prompt
 *
 * What an engine can do, as data. Owned by the engine, which tells with "capabilities-changed" when it has learnt more.
 */
typedef struct
{
  const char *default_model;
  guint max_controls;
  guint max_tasks;
  const char *unsupported[PICTOR_N_FIELDS];
  PictorRange ranges[PICTOR_N_FIELDS];
  guint max_pixels;
  const char *no_sampler[PICTOR_N_SAMPLERS];
  PictorProgressKind progress;
  PictorCancelKind cancel;
  gboolean cannot_resume;
  guint kept;
  const char *cost;
  const char *notice;
} PictorCapabilities;

/**
 * pictor_capabilities_adjust:
 * @recipe: changed to what the engine will make of it
 * @notes: (element-type PictorProblem): where each change is added, in words
 *
 * Puts numbers on the engine's grid and into its range and leaves out what it does not honour, except for what is the
 * heart of a picture: a sampler, a model, LoRA and ControlNet images are never left out, pictor_capabilities_check() finds
 * fault with them.
 */
void pictor_capabilities_adjust (const PictorCapabilities *self,
                                 PictorRecipe             *recipe,
                                 GPtrArray                *notes);
/* Adds to @problems what of @recipe, adjusted before, can't be sent. */
void pictor_capabilities_check  (const PictorCapabilities *self,
                                 PictorRecipe             *recipe,
                                 GPtrArray                *problems);

G_END_DECLS
