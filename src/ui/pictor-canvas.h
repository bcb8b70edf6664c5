/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "studio/pictor-job.h"
#include "ui/pictor-viewer.h"

G_BEGIN_DECLS

/**
 * PictorCanvas:
 *
 * Where pictures are seen: a welcome while there is none, then the pictures of one job as they arrive, the one on show as large
 * as it fits, the others in a strip, and what happened when there is none to show.
 *
 * Property: shown-seed (gint64, read-only, notified): of the picture on show, -1 = none.
 * Signals: "sample" (string): a sample prompt was chosen. "remark" (string): something to tell in passing.
 */
#define PICTOR_TYPE_CANVAS (pictor_canvas_get_type ())
G_DECLARE_FINAL_TYPE (PictorCanvas, pictor_canvas, PICTOR, CANVAS, AdwBin)

/* Shows @job; until its first picture arrives, the last one stays. */
void       pictor_canvas_set_job         (PictorCanvas *self,
                                          PictorJob    *job);
/* (transfer none) (nullable) */
PictorJob *pictor_canvas_get_job         (PictorCanvas *self);
/* The one line of the welcome about practice, shown while that engine is chosen. */
void       pictor_canvas_set_is_practice (PictorCanvas *self,
                                          gboolean      is_practice);
/* All pictures that it may show, a GListModel of PictorExhibit; set once. */
void       pictor_canvas_set_row         (PictorCanvas *self,
                                          GListModel   *row);
/* (transfer none) */
PictorViewer *pictor_canvas_get_viewer   (PictorCanvas *self);

G_END_DECLS
