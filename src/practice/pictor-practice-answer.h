/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pictor-practice-image.h"
#include "practice/pictor-practice-tasks.h"

G_BEGIN_DECLS

/* The most bytes a body may have: three control images in base64, and the rest. */
#define PICTOR_PRACTICE_MAX_BODY (3 * (((gsize) PICTOR_PRACTICE_IMAGE_MAX_BYTES + 2) / 3 * 4) + 1024 * 1024)

/* The keys of the one account that the service knows. */
typedef struct
{
  char *public_key;
  char *private_key;
} PictorPracticeKeys;

/**
 * pictor_practice_answer:
 * @body: (transfer full): JSON as it was received; let go as soon as it is read
 * @status: (out): the HTTP status: 200 for whatever is an answer by the contract, RetCode ≠ 0 too; 400 for what is no
 *   JSON object
 *
 * What the service says to a request: checks who asks, then what, then every field, all faults in one answer, and does it.
 * Decodes images: not for the main thread.
 *
 * Returns: (transfer full): JSON
 */
char *pictor_practice_answer (GBytes                   *body,
                              const PictorPracticeKeys *keys,
                              PictorPracticeTasks      *tasks,
                              GCancellable             *cancellable,
                              guint                    *status) G_GNUC_WARN_UNUSED_RESULT;
/* An answer of nothing but a RetCode and a Message. (transfer full) */
char *pictor_practice_answer_error (int         code,
                                    const char *message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
