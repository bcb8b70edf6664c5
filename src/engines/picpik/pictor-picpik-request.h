/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/picpik/pictor-picpik-engine.h"
#include "engines/pictor-control-image.h"
#include "http/pictor-body.h"

G_BEGIN_DECLS

/**
 * PictorPicpikRequest:
 *
 * What is asked of the service: fields by the contract, and the files that some of them stand for.
 */
typedef struct _PictorPicpikRequest PictorPicpikRequest;

/* A request with nothing but its action. */
PictorPicpikRequest *pictor_picpik_request_new          (const char          *action);
/* ListTasksDetails of @uids (element-type utf8). */
PictorPicpikRequest *pictor_picpik_request_new_tasks    (GPtrArray           *uids);
/* GenerateTxt2Img of a @recipe without problems; @images (element-type PictorControlImage): one per control. */
PictorPicpikRequest *pictor_picpik_request_new_generate (PictorRecipe        *recipe,
                                                         const char          *default_model,
                                                         const char          *request_uuid,
                                                         GPtrArray           *images);
void                 pictor_picpik_request_free         (PictorPicpikRequest *self);
/* (element-type PictorControlImage) (transfer none) (nullable) */
GPtrArray           *pictor_picpik_request_get_images   (PictorPicpikRequest *self);
/* Its signed body. (transfer full) */
PictorBody          *pictor_picpik_request_make_body    (PictorPicpikRequest *self,
                                                         PictorAccess    *keys) G_GNUC_WARN_UNUSED_RESULT;

/* Adds what the contract says against @recipe beyond what holds for every engine to @problems
 * (element-type PictorProblem). */
void                 pictor_picpik_request_check        (PictorRecipe        *recipe,
                                                         const char          *default_model,
                                                         GPtrArray           *problems);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorPicpikRequest, pictor_picpik_request_free)

G_END_DECLS
