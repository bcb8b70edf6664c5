/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "studio/pictor-job.h"

G_BEGIN_DECLS

/* Files @picture, fetched for @job, where the job's options want it: it then stands among the job's pictures, in the order of
 * the batch; on failure the fetched file stays and the picture is kept with the unfiled ones. Not to be cancelled, since it is
 * short and the picture may be paid for. */
void     pictor_job_file_async  (PictorJob            *job,
                                 PictorPicture        *picture,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gboolean pictor_job_file_finish (PictorJob            *job,
                                 GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
