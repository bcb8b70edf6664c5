/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Control images, kept once each by SHA-256 in @folder, so that a draft or a job does not depend on the person's
 * own file. Names are "<sha256>.<png|jpg|webp|…>". */

/* Copies @source in (streamed; a file already there is left). finish → (transfer full): the kept file */
void   pictor_input_store_add_async       (GFile                *folder,
                                           GFile                *source,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
/* The same from bytes (a pasted or drawn image). */
void   pictor_input_store_add_bytes_async (GFile                *folder,
                                           GBytes               *bytes,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GFile *pictor_input_store_add_finish      (GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
