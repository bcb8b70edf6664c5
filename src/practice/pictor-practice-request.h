/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "practice/pictor-practice-painter.h"

G_BEGIN_DECLS

/**
 * PictorPracticeRequest:
 * @paint: how to paint
 * @seed: -1 = any
 * @batch_size: how many pictures
 * @positive: phrases, with what the models add to them
 * @negative: phrases
 * @guides: (element-type PictorPracticeGuide): what the controls ask for; empty when they do not apply
 * @points: what it costs, in play money: one point a picture for each 512 × 512 pixels in 20 steps, rounded, at least one
 *
 * A GenerateTxt2Img that has been checked: what a task paints. The control images are not kept, only what they guide.
 */
typedef struct
{
  PictorPracticePaint paint;
  gint64 seed;
  guint batch_size;
  char **positive;
  char **negative;
  GArray *guides;
  gint64 points;
} PictorPracticeRequest;

/**
 * pictor_practice_request_read:
 * @fields: the body of the request
 * @faults: where to write what is wrong, see PictorPracticeReader
 * @cancellable: (nullable): looked at before each image
 *
 * Checks every field of @fields but those that all actions have. What the contract leaves open is strict here, so that
 * a mistake shows: unknown fields are refused, and with a preset other than 0 the nine fields of a customised control
 * are too; a number must be a number and a whole number has no fraction; sub-models must be in the listing and
 * each only once; ControlNetParams are checked even when EnableControlNet is false.
 *
 * Decodes images: not for the main thread.
 *
 * Returns: (transfer full) (nullable): the request; NULL when there are faults or it was cancelled
 */
PictorPracticeRequest *pictor_practice_request_read (JsonObject            *fields,
                                                     GString               *faults,
                                                     GCancellable          *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void                   pictor_practice_request_free (PictorPracticeRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorPracticeRequest, pictor_practice_request_free)

G_END_DECLS
