/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PICTOR_ENGINE_ERROR (pictor_engine_error_quark ())

/* What an engine's answer means, beside PICTOR_HTTP_ERROR for what the way there brings. */
typedef enum
{
  PICTOR_ENGINE_ERROR_ACCOUNT,      /* no keys, or the service does not accept them */
  PICTOR_ENGINE_ERROR_REFUSED,      /* the service said no (RetCode ≠ 0); its own words are quoted */
  PICTOR_ENGINE_ERROR_MALFORMED,    /* an answer that can't be read */
  PICTOR_ENGINE_ERROR_TASK_FAILED,  /* the task ended without pictures */
  PICTOR_ENGINE_ERROR_TASK_EXPIRED, /* the task is no longer known, or its pictures are gone */
  PICTOR_ENGINE_ERROR_UNCERTAIN,    /* sent, no answer: it may have been charged */
  PICTOR_ENGINE_ERROR_BAD_IMAGE,    /* a control image that can't be read or decoded, is gone or changed */
  PICTOR_ENGINE_ERROR_BAD_PICTURE,  /* a result that is no picture, or over a limit */
  PICTOR_ENGINE_ERROR_UNSUPPORTED   /* the recipe asks for what this engine can't do */
} PictorEngineError;

GQuark pictor_engine_error_quark (void);

G_END_DECLS
