/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/pictor-cli-commands.h"

#include <glib/gi18n.h>

#include "cli/pictor-cli-arguments.h"
#include "cli/pictor-cli-engine.h"
#include "cli/pictor-cli-output.h"
#include "cli/pictor-cli-progress.h"
#include "cli/pictor-cli-recipe.h"
#include "model/pictor-recipe-json.h"
#include "studio/pictor-paths.h"
#include "studio/pictor-studio.h"

static const PictorCliOption options[] = {
  { "negative", 'n', N_("TEXT"), N_("What to leave out of the picture") },
  PICTOR_CLI_ENGINE_OPTIONS,
  { "model-type", 0, N_("TYPE"), N_("combined (the service's own) or custom") },
  { "model", 0, N_("ID"), N_("The model; see “pictor list models”") },
  { "sub-model", 0, N_("ID[:WEIGHT]"), N_("A sub-model (LoRA) of a custom model; may be repeated") },
  { "steps", 0, N_("N"), N_("Steps, 1 to 150") },
  { "cfg", 0, N_("X"), N_("CFG scale, 0 to 30") },
  { "seed", 0, N_("N"), N_("Seed, -1 for a random one") },
  { "sampler", 0, N_("NAME"), N_("The sampler; see “pictor list samplers”") },
  { "size", 0, N_("WxH"), N_("Width and height, 16 to 1440 pixels each") },
  { "batch", 0, N_("N"), N_("How many pictures, 1 to 16") },
  { "clip-skip", 0, N_("N"), N_("Clip skip, 1 to 12") },
  { "translate", 0, NULL, N_("Have the prompts translated into English") },
  { "no-translate", 0, NULL, N_("Do not have them translated") },
  { "model-vae", 0, NULL, N_("Use the model's own VAE") },
  { "control", 0, N_("FILE[,KEY=VALUE…]"), N_("A ControlNet image; up to three times") },
  { "no-shrink", 0, NULL, N_("Send ControlNet images as they are, however large") },
  { "recipe", 0, N_("FILE"), N_("Begin with a recipe, JSON or in a picture; other options go over it") },
  { "print-recipe", 0, NULL, N_("Print the recipe instead of making pictures") },
  { "output", 'o', N_("FILE|DIR"), N_("Where to; without it, the folder for pictures") },
  { "json", 0, NULL, N_("Print a JSON object for each picture") },
  { "quiet", 0, NULL, N_("Print no paths and no progress") },
  { NULL }
};

static const PictorCliCommand command = {
  .name = "generate",
  .words = N_("PROMPT…"),
  .summary = N_("Makes pictures from a prompt and prints where they are."),
  .notes = N_("Keys of --control: preset (custom, sketch, pose, anime-line, spatial-line), weight, and with preset=custom "
              "model, preprocessor, start, end, mode (balanced, prompt, control), resize (stretch, crop, fill), resolution, "
              "param1, param2.\n\n"
              "PICPIK's keys are those of “pictor account”, or PICTOR_PICPIK_PUBLIC_KEY and "
              "PICTOR_PICPIK_PRIVATE_KEY in the environment.\n\n"
              "Exit status: 0 done, 1 the service or the network failed, 2 bad usage, 130 interrupted.\n"),
  .options = options,
};

/* The recipe's problems, for the engine if it is known. */
static void
check_recipe (PictorCliArguments *arguments,
              PictorRecipe       *recipe,
              PictorAccount      *account)
{
  g_autoptr (GPtrArray) problems = account != NULL
                                     ? pictor_engine_check (pictor_account_get_engine (account), recipe)
                                     : pictor_recipe_validate (recipe);

  pictor_cli_recipe_add_problems (arguments, problems);
}

static void
print_pictures (PictorJob          *job,
                PictorCliArguments *arguments)
{
  GListModel *pictures = G_LIST_MODEL (pictor_job_get_pictures (job));
  gboolean json = pictor_cli_arguments_get (arguments, "json") != NULL;

  if (!json && pictor_cli_arguments_get (arguments, "quiet") != NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (pictures); i++)
    {
      g_autoptr (PictorPicture) picture = g_list_model_get_item (pictures, i);

      pictor_cli_output_print (picture, json);
    }
}

static void
cancelled_cb (GCancellable *cancellable,
              PictorJob    *job)
{
  pictor_job_cancel (job);
}

static void
follow (PictorJob          *job,
        PictorCliArguments *arguments,
        GCancellable       *cancellable)
{
  g_autoptr (PictorCliProgress) progress = NULL;
  gulong cancelled_id;

  if (pictor_cli_arguments_get (arguments, "quiet") == NULL)
    progress = pictor_cli_progress_new (job);
  cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), job, NULL);
  /* A cancelled job still tidies up. */
  while (pictor_job_get_active (job) || pictor_job_get_busy (job))
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_disconnect (cancellable, cancelled_id);
}

static PictorCliStatus
conclude (PictorJob *job)
{
  switch (pictor_job_get_state (job))
    {
    case PICTOR_JOB_DONE:
      return PICTOR_CLI_DONE;
    case PICTOR_JOB_CANCELLED:
      pictor_cli_warn ("%s", pictor_job_get_status_text (job));
      return PICTOR_CLI_INTERRUPTED;
    case PICTOR_JOB_FAILED:
    case PICTOR_JOB_UNCERTAIN:
    case PICTOR_JOB_QUEUED:
    case PICTOR_JOB_SUBMITTING:
    case PICTOR_JOB_RUNNING:
    case PICTOR_JOB_FETCHING:
    default:
      return pictor_cli_print_error (pictor_job_get_error (job));
    }
}

static PictorCliStatus
generate (PictorStudio           *studio,
          PictorRecipe           *recipe,
          PictorAccount          *account,
          const PictorJobOptions *job_options,
          PictorCliArguments     *arguments,
          GCancellable           *cancellable)
{
  g_autoptr (PictorJob) job = NULL;

  job = g_object_ref (pictor_queue_add (pictor_studio_get_queue (studio), recipe, account, job_options));
  follow (job, arguments, cancellable);
  print_pictures (job, arguments);
  return conclude (job);
}

PictorCliStatus
pictor_cli_generate (const char * const *words,
                     GCancellable       *cancellable)
{
  g_autoptr (PictorCliArguments) arguments = pictor_cli_arguments_new (&command, words);
  g_autoptr (PictorStudio) studio = NULL;
  g_autoptr (PictorRecipe) recipe = NULL;
  g_autoptr (PictorAccount) account = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  PictorJobOptions job_options = { .shrink = pictor_paths_get_shrink () };
  gboolean print_recipe;

  if (arguments == NULL)
    return PICTOR_CLI_DONE;

  print_recipe = pictor_cli_arguments_get (arguments, "print-recipe") != NULL;
  studio = pictor_studio_new ();
  /* Printing a recipe needs nobody's keys. */
  if (!print_recipe)
    account = pictor_cli_engine_choose (studio, arguments, cancellable, &error);
  if (error != NULL)
    return pictor_cli_print_error (error);
  recipe = pictor_cli_recipe_new (arguments, account, cancellable);
  check_recipe (arguments, recipe, account);
  pictor_cli_output_read (arguments, &job_options);
  folder = job_options.folder;
  file = job_options.file;
  if (arguments->problems->len > 0)
    return pictor_cli_print_problems (arguments->problems, command.name);

  if (print_recipe)
    {
      json = pictor_recipe_to_json (recipe, PICTOR_RECIPE_JSON_PRETTY);
      pictor_cli_print ("%s\n", json);
      return PICTOR_CLI_DONE;
    }
  if (pictor_cli_arguments_get (arguments, "no-shrink") != NULL)
    job_options.shrink = FALSE;
  return generate (studio, recipe, account, &job_options, arguments, cancellable);
}
