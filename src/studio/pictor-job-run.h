/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "studio/pictor-job.h"

G_BEGIN_DECLS

/* The steps of a queued job that is not busy. Each makes it busy until nothing of it is on its way any more, and holds
 * the job as long. */

/* Copies its control images in; for each job as soon as it is made, whenever its turn comes. */
void pictor_job_run_prepare (PictorJob *job);
/* From where it is to its end: files what is fetched and unfiled, follows a task that is known, or sends anew. */
void pictor_job_run_start   (PictorJob *job);

G_END_DECLS
