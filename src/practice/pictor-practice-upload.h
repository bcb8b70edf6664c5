/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What all bodies may take together, and how many may come in at once. */
#define PICTOR_PRACTICE_UPLOADS_BYTES (320 * 1024 * 1024)
#define PICTOR_PRACTICE_UPLOADS 32

/**
 * PictorPracticeUploads:
 *
 * How much room the bodies of requests take now. They are collected here instead of in SoupServer, which would keep
 * all that anybody sends. Bytes may be let go in any thread; the rest happens in the server's.
 */
typedef struct
{
  guint n;
  gint bytes; /* atomic */
} PictorPracticeUploads;

/* Begins to collect the body of @message, whose headers have come. One that is or gets too large is passed over and
 * @message gets its answer, as it does when there is no room. */
void    pictor_practice_uploads_begin (PictorPracticeUploads *self,
                                       SoupServerMessage     *message);
/* The whole body; its room is free again when the last reference to it goes. (transfer full) */
GBytes *pictor_practice_uploads_take  (PictorPracticeUploads *self,
                                       SoupServerMessage     *message) G_GNUC_WARN_UNUSED_RESULT;

/* Answers @message with JSON. (transfer full) @text */
void    pictor_practice_reply         (SoupServerMessage     *message,
                                       guint                  status,
                                       char                  *text);
/* Answers with a RetCode and a Message. */
void    pictor_practice_refuse        (SoupServerMessage     *message,
                                       guint                  status,
                                       int                    code,
                                       const char            *text);

G_END_DECLS
