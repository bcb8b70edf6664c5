/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/picpik/pictor-picpik-reply.h"
#include "engines/pictor-progress.h"
#include "http/pictor-http.h"

G_BEGIN_DECLS

/**
 * PictorPicpikFetch:
 * @http: how
 * @address: of the service, by which each picture's address is judged
 * @folder: where to; an existing folder
 * @progress: told of each picture as it arrives
 * @shortest: of the pauses before trying again, in milliseconds
 * @longest: of these pauses
 *
 * How pictures are fetched.
 */
typedef struct
{
  PictorHttp *http;
  const char *address;
  GFile *folder;
  PictorProgress *progress;
  guint shortest;
  guint longest;
} PictorPicpikFetch;

/**
 * pictor_picpik_fetch_async:
 * @how: copied
 * @what: a task that is done; copied
 *
 * Fetches the pictures of @what side by side, under names of our own, and checks each before anybody opens it. Network
 * trouble is retried without end; a picture that can't be had does not keep the others from coming. Errors:
 * PICTOR_ENGINE_ERROR_TASK_EXPIRED when the service has a picture no more, PICTOR_ENGINE_ERROR_BAD_PICTURE for what
 * is none or comes from where it may not, PICTOR_HTTP_ERROR, and G_IO_ERROR for the disk.
 */
void       pictor_picpik_fetch_async  (const PictorPicpikFetch *how,
                                       const PictorPicpikTask  *what,
                                       GCancellable            *cancellable,
                                       GAsyncReadyCallback      callback,
                                       gpointer                 user_data);
/* (transfer full) (nullable) (element-type PictorPicture): in the order of the batch */
GPtrArray *pictor_picpik_fetch_finish (GAsyncResult            *result,
                                       GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
