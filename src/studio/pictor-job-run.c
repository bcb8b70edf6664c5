/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-job-run.h"

#include <glib/gi18n.h>

#include "studio/pictor-incoming.h"
#include "studio/pictor-job-filing.h"
#include "studio/pictor-job-inputs.h"
#include "studio/pictor-job-private.h"
#include "studio/pictor-job-text.h"
#include "studio/pictor-job-transitions.h"
#include "studio/pictor-paths.h"

/* One try, from pictor_job_run_start() until nothing of it is on its way: then end() frees it. */
typedef struct
{
  PictorJob *job;
  PictorEngine *engine;
  GCancellable *cancellable;
  PictorProgress *progress;
  GFile *folder;        /* where pictures arrive; NULL before the first request */
  GHashTable *taken;    /* indices of pictures that are filed or on their way to it */
  guint n_filing;
  gboolean following;
  GError *follow_error;
  GError *filing_error; /* the first */
} Run;

static void step   (Run *run);
static void settle (Run *run);

static gboolean
is_cancelled (Run *run)
{
  return g_cancellable_is_cancelled (run->cancellable);
}

static void
forget_progress (Run *run)
{
  if (run->progress != NULL)
    g_signal_handlers_disconnect_by_data (run->progress, run);
  g_clear_object (&run->progress);
}

static void
end (Run *run)
{
  g_autoptr (PictorJob) job = g_steal_pointer (&run->job);

  forget_progress (run);
  g_object_unref (run->engine);
  g_object_unref (run->cancellable);
  g_clear_object (&run->folder);
  g_hash_table_unref (run->taken);
  g_clear_error (&run->follow_error);
  g_clear_error (&run->filing_error);
  g_free (run);
  pictor_job_set_busy (job, FALSE);
}

static void
fail (Run          *run,
      const GError *error)
{
  pictor_account_note (run->job->account, error);
  if (!is_cancelled (run))
    pictor_job_to_failed (run->job, error);
  end (run);
}

static void
filed_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;

  run->n_filing--;
  if (!pictor_job_file_finish (run->job, result, &error) && run->filing_error == NULL)
    run->filing_error = g_steal_pointer (&error);
  settle (run);
}

/* Files a picture that has arrived, unless that is done or under way. */
static void
take (Run           *run,
      PictorPicture *picture)
{
  if (!g_hash_table_add (run->taken, GUINT_TO_POINTER (pictor_picture_get_index (picture))))
    return;
  if (!is_cancelled (run) && run->job->state != PICTOR_JOB_FETCHING)
    pictor_job_to_fetching (run->job);
  run->n_filing++;
  pictor_job_file_async (run->job, picture, filed_cb, run);
}

static void
file_unfiled (Run *run)
{
  g_autoptr (GPtrArray) unfiled = g_steal_pointer (&run->job->unfiled);

  run->job->unfiled = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < unfiled->len; i++)
    take (run, unfiled->pdata[i]);
}

static void
progress_notify_cb (PictorProgress *progress,
                    GParamSpec     *pspec,
                    Run            *run)
{
  g_autofree char *text = NULL;

  if (is_cancelled (run))
    return;
  text = pictor_job_text_describe (pictor_progress_get_phase (progress),
                                   pictor_progress_get_status (progress));
  pictor_job_tell (run->job, pictor_progress_get_fraction (progress), text);
}

static void
progress_picture_cb (PictorProgress *progress,
                     PictorPicture  *picture,
                     Run            *run)
{
  take (run, picture);
}

static void
renew_progress (Run *run)
{
  forget_progress (run);
  run->progress = pictor_progress_new ();
  g_signal_connect (run->progress, "notify", G_CALLBACK (progress_notify_cb), run);
  g_signal_connect (run->progress, "picture", G_CALLBACK (progress_picture_cb), run);
}

static void
followed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr (GPtrArray) pictures = NULL;

  pictures = pictor_engine_follow_finish (run->engine, result, &run->follow_error);
  run->following = FALSE;
  forget_progress (run);
  if (pictures != NULL)
    {
      run->job->all_fetched = TRUE;
      for (guint i = 0; i < pictures->len; i++)
        take (run, pictures->pdata[i]);
    }
  settle (run);
}

static void
folder_renewed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Run *run = user_data;

  if (!pictor_incoming_renew_finish (result, &run->follow_error))
    {
      settle (run);
      return;
    }
  renew_progress (run);
  run->following = TRUE;
  pictor_engine_follow_async (run->engine, run->job->remote_id, run->folder, run->progress,
                              run->cancellable, followed_cb, run);
}

static void
choose_folder (Run *run)
{
  g_autoptr (GFile) incoming = pictor_paths_get_incoming ();

  g_clear_object (&run->folder);
  run->folder = g_file_get_child (incoming, run->job->uuid);
}

static void
follow (Run        *run,
        const char *remote_id)
{
  pictor_job_to_running (run->job, remote_id);
  choose_folder (run);
  pictor_incoming_renew_async (run->folder, run->cancellable, folder_renewed_cb, run);
}

/* The person has cancelled while it was being sent, and perhaps asked for it again since. */
static void
submitted_too_late (Run          *run,
                    const char   *remote_id,
                    const GError *error)
{
  gboolean uncertain = g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNCERTAIN);

  if (uncertain && run->job->state == PICTOR_JOB_QUEUED)
    pictor_job_to_uncertain (run->job, error);
  else if (remote_id != NULL || uncertain)
    pictor_job_note_accepted (run->job, remote_id);
  end (run);
}

static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *remote_id = pictor_engine_submit_finish (run->engine, result, &error);

  forget_progress (run);
  if (remote_id != NULL)
    pictor_account_note (run->job->account, NULL);
  if (is_cancelled (run))
    {
      submitted_too_late (run, remote_id, error);
    }
  else if (remote_id != NULL)
    {
      follow (run, remote_id);
    }
  else if (g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNCERTAIN))
    {
      pictor_job_to_uncertain (run->job, error);
      end (run);
    }
  else
    {
      fail (run, error);
    }
}

/* What the two faces check beside their fields is checked again here: nothing wrong is ever sent, and paid. */
static GError *
find_problems (Run *run)
{
  g_autoptr (GPtrArray) problems = pictor_engine_check (run->engine, run->job->recipe);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const PictorProblem *problem = problems->pdata[i];

      g_string_append_printf (all, "%s%s", i > 0 ? " " : "", problem->message);
    }
  if (problems->len == 0)
    return NULL;
  return g_error_new_literal (PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNSUPPORTED, all->str);
}

static void
submit (Run *run)
{
  g_autoptr (GError) error = find_problems (run);
  g_autofree char *uuid = NULL;

  if (error != NULL)
    {
      fail (run, error);
      return;
    }
  uuid = g_uuid_string_random ();
  pictor_job_to_submitting (run->job, uuid);
  g_hash_table_remove_all (run->taken);
  renew_progress (run);
  pictor_engine_submit_async (run->engine, run->job->recipe, uuid, run->job->shrink, run->progress,
                              run->cancellable, submitted_cb, run);
}

static void
conclude (Run *run)
{
  const GError *error = run->filing_error != NULL ? run->filing_error : run->follow_error;

  if (error != NULL)
    {
      fail (run, error);
      return;
    }
  if (!is_cancelled (run))
    pictor_job_to_done (run->job);
  end (run);
}

static void
folder_removed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  conclude (user_data);
}

/* Goes on when nothing is on its way any more. */
static void
settle (Run *run)
{
  gboolean ended;

  if (run->following || run->n_filing > 0)
    return;
  ended = run->job->all_fetched || run->follow_error != NULL || run->filing_error != NULL
          || is_cancelled (run);
  if (!ended)
    step (run);
  else if (run->folder != NULL && run->job->unfiled->len == 0)
    pictor_incoming_remove_async (run->folder, folder_removed_cb, run);
  else
    conclude (run);
}

static void
step (Run *run)
{
  if (run->job->unfiled->len > 0)
    file_unfiled (run);
  else if (run->job->all_fetched)
    {
      if (run->job->state == PICTOR_JOB_QUEUED)
        pictor_job_to_fetching (run->job);
      settle (run);
    }
  else if (run->job->remote_id != NULL)
    follow (run, run->job->remote_id);
  else
    submit (run);
}

static Run *
run_new (PictorJob *job)
{
  Run *run = g_new0 (Run, 1);

  g_assert (job->state == PICTOR_JOB_QUEUED && !job->busy);

  pictor_job_set_busy (job, TRUE);
  run->job = g_object_ref (job);
  run->engine = g_object_ref (pictor_account_get_engine (job->account));
  run->cancellable = g_object_ref (job->cancellable);
  run->taken = g_hash_table_new (NULL, NULL);
  return run;
}

static void
inputs_kept_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;

  if (!pictor_job_inputs_keep_finish (result, &error))
    {
      fail (run, error);
      return;
    }
  run->job->inputs_kept = TRUE;
  if (!is_cancelled (run))
    pictor_job_to_queued (run->job);
  end (run);
}

void
pictor_job_run_prepare (PictorJob *job)
{
  g_autoptr (GFile) store = pictor_paths_get_inputs ();
  Run *run = run_new (job);

  pictor_job_tell (job, -1, _("Preparing the control images"));
  pictor_job_inputs_keep_async (job->recipe, store, run->cancellable, inputs_kept_cb, run);
}

void
pictor_job_run_start (PictorJob *job)
{
  Run *run = run_new (job);

  if (job->uuid != NULL)
    choose_folder (run);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (job->pictures)); i++)
    {
      g_autoptr (PictorPicture) picture = g_list_model_get_item (G_LIST_MODEL (job->pictures), i);

      g_hash_table_add (run->taken, GUINT_TO_POINTER (pictor_picture_get_index (picture)));
    }
  step (run);
}
