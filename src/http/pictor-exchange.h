/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * PictorExchange:
 *
 * One request and its answer, for the inside of this room: ends it when the caller cancels, when it is silent for too
 * long or takes too long in all, or for a reason of ours, and turns whatever ended it into one error for a person.
 * The steps themselves are libsoup's, called with the exchange's cancellable.
 */
typedef struct _PictorExchange PictorExchange;

/* @timeout: seconds of silence allowed; @to_send: bytes of the request's body; @cancellable: (nullable): the caller's */
PictorExchange *pictor_exchange_new             (SoupMessage     *message,
                                                 guint            timeout,
                                                 goffset          to_send,
                                                 GCancellable    *cancellable);
void            pictor_exchange_free            (PictorExchange  *self);
SoupMessage    *pictor_exchange_get_message     (PictorExchange  *self);
GCancellable   *pictor_exchange_get_cancellable (PictorExchange  *self);
/* Refuses to connect to any address that is not public. */
void            pictor_exchange_require_public  (PictorExchange  *self);
/* Once sent, waits for the answer to begin for as long as the connection stands, and then for @max_reply bytes of it. */
void            pictor_exchange_set_patient     (PictorExchange  *self,
                                                 goffset          max_reply);
/* Ends it with @reason (transfer full), unless it has been ended before. */
void            pictor_exchange_end             (PictorExchange  *self,
                                                 GError          *reason);
/* Says that something came or went, which ends a silence. */
void            pictor_exchange_touch           (PictorExchange  *self);
/* Whether anything of the request may have been sent. */
gboolean        pictor_exchange_is_begun        (PictorExchange  *self);
/* Whether the answer, whose headers are there, is a success of at most @max_bytes as far as it says so itself. */
gboolean        pictor_exchange_check_answer    (PictorExchange  *self,
                                                 goffset          max_bytes,
                                                 GError         **error);
/* The error for an answer that turned out larger than its cap. (transfer full) */
GError         *pictor_exchange_too_large       (PictorExchange  *self);
/* The one error for what ended the exchange, @error being what a step of it said. (transfer full) */
GError         *pictor_exchange_explain         (PictorExchange  *self,
                                                 const GError    *error) G_GNUC_WARN_UNUSED_RESULT;
/* Seconds that the answer asks to wait, at most an hour; 0 if it does not ask. */
guint           pictor_exchange_get_retry_after (PictorExchange  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorExchange, pictor_exchange_free)

G_END_DECLS
