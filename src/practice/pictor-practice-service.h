/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PictorPracticeService:
 *
 * The embedded PICPIK service, on 127.0.0.1, in its own thread with its own main context. Starts without waiting:
 * its address is known when start_finish() returns. Stopping and finalizing join its thread.
 */
#define PICTOR_TYPE_PRACTICE_SERVICE (pictor_practice_service_get_type ())
G_DECLARE_FINAL_TYPE (PictorPracticeService, pictor_practice_service, PICTOR, PRACTICE_SERVICE, GObject)

/* Keys are made at random. */
PictorPracticeService *pictor_practice_service_new             (void);
/* @port: 0 = chosen by the system */
void                   pictor_practice_service_start_async     (PictorPracticeService  *self,
                                                                guint16                 port,
                                                                GCancellable           *cancellable,
                                                                GAsyncReadyCallback     callback,
                                                                gpointer                user_data);
gboolean               pictor_practice_service_start_finish    (PictorPracticeService  *self,
                                                                GAsyncResult           *result,
                                                                GError                **error);
/* "http://127.0.0.1:PORT", NULL before it has started */
const char            *pictor_practice_service_get_address     (PictorPracticeService  *self);
const char            *pictor_practice_service_get_public_key  (PictorPracticeService  *self);
const char            *pictor_practice_service_get_private_key (PictorPracticeService  *self);
void                   pictor_practice_service_stop            (PictorPracticeService  *self);

G_END_DECLS
