/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/pictor-exchange.h"

G_BEGIN_DECLS

/**
 * pictor_save_async:
 * @in: the body of the answer
 * @exchange: that brings it; must stay until this has ended
 * @destination: a file that does not exist yet; made with O_EXCL, removed again on failure or cancel
 * @max_bytes: cap
 *
 * Streams an answer to a file, synced to disk before it is finished. For the inside of this room. Errors are a person's.
 */
void     pictor_save_async  (GInputStream         *in,
                             PictorExchange       *exchange,
                             GFile                *destination,
                             goffset               max_bytes,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
gboolean pictor_save_finish (GAsyncResult         *result,
                             GError              **error);

G_END_DECLS
