/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A PICPIK that does what it is told to, at each request: right or wrong. A real SoupServer in a thread of its own. */

#define PICTOR_FAULTY_PUBLIC_KEY "faulty-public"
#define PICTOR_FAULTY_PRIVATE_KEY "faulty-private"

/* What can be planned for, besides the names of actions. */
#define PICTOR_FAULTY_PICTURE "picture"

typedef enum
{
  PICTOR_FAULT_NONE,
  PICTOR_FAULT_STATUS,    /* the HTTP status @number */
  PICTOR_FAULT_BUSY,      /* the HTTP status 503, and Retry-After @number seconds */
  PICTOR_FAULT_REDIRECT,  /* to @text */
  PICTOR_FAULT_RET_CODE,  /* the RetCode @number, with the Message @text */
  PICTOR_FAULT_BODY,      /* @text, whatever it is */
  PICTOR_FAULT_TRUNCATED, /* ends in the middle */
  PICTOR_FAULT_HUGE,      /* @number bytes of JSON */
  PICTOR_FAULT_SILENT,    /* no answer, ever */
  PICTOR_FAULT_STALL,     /* no answer after the first bytes of it, ever */
  PICTOR_FAULT_CLOSE,     /* the connection is closed without a word */
  PICTOR_FAULT_HOLD,      /* answers when @number of them wait, the last one first */
  PICTOR_FAULT_TASK,      /* each task has the JSON members @text */
  PICTOR_FAULT_UNKNOWN,   /* ListTasksDetails leaves out the task @text, or all */
  PICTOR_FAULT_SPOILT,    /* RetCode 230 for any ListTasksDetails that asks for the task @text */
  PICTOR_FAULT_BOMB       /* a PNG header of 60 000 × 60 000 pixels */
} PictorFault;

typedef struct _PictorFaultyServer PictorFaultyServer;

PictorFaultyServer *pictor_faulty_server_new          (void);
void                pictor_faulty_server_free         (PictorFaultyServer *self);
const char         *pictor_faulty_server_get_address  (PictorFaultyServer *self);
/* Pictures that each task gives, and polls that it runs for; 1 and 1 at first. */
void                pictor_faulty_server_set_task     (PictorFaultyServer *self,
                                                       guint               n_pictures,
                                                       guint               n_polls);
/* What happens at the next @times requests for @what, after those planned before; @times 0: from then on. */
void                pictor_faulty_server_plan         (PictorFaultyServer *self,
                                                       const char         *what,
                                                       guint               times,
                                                       PictorFault         fault,
                                                       guint               number,
                                                       const char         *text);
/* Forgets all plans. */
void                pictor_faulty_server_heal         (PictorFaultyServer *self);
/* Requests for @what so far. */
guint               pictor_faulty_server_count        (PictorFaultyServer *self,
                                                       const char         *what);
/* The most tasks that one poll has asked for. */
guint               pictor_faulty_server_get_most     (PictorFaultyServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorFaultyServer, pictor_faulty_server_free)

G_END_DECLS
