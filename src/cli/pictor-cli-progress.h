/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "studio/pictor-job.h"

G_BEGIN_DECLS

/* One line on standard error that tells how far a job is, written over again and again, when that is a terminal. */

typedef struct _PictorCliProgress PictorCliProgress;

PictorCliProgress *pictor_cli_progress_new  (PictorJob         *job) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the line away. */
void               pictor_cli_progress_free (PictorCliProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorCliProgress, pictor_cli_progress_free)

G_END_DECLS
