/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PICTOR_PRACTICE_TOKEN_WORD, /* letters and digits, or an emoji */
  PICTOR_PRACTICE_TOKEN_HAN,  /* one Chinese character */
  PICTOR_PRACTICE_TOKEN_BREAK /* a comma or the like: no name goes across it */
} PictorPracticeTokenKind;

typedef struct
{
  PictorPracticeTokenKind kind;
  char *text;
  double weight;
} PictorPracticeToken;

/* What @phrase is made of, in lower case, with its attention syntax read into weights. Any UTF-8, or none.
 * (transfer full) (element-type PictorPracticeToken) */
GArray *pictor_practice_tokens_read (const char *phrase) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
