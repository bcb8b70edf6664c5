/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where things are: beside the program when it was installed elsewhere than configured, so that any prefix works. */

const char *pictor_paths_get_datadir    (void);  /* PREFIX/share */
const char *pictor_paths_get_localedir  (void);
/* (transfer full) each */
GFile      *pictor_paths_get_data       (void);  /* $XDG_DATA_HOME/pictor */
GFile      *pictor_paths_get_inputs     (void);  /* …/inputs */
GFile      *pictor_paths_get_incoming   (void);  /* …/incoming: pictures being fetched */
GFile      *pictor_paths_get_draft      (void);  /* …/draft.json */
GFile      *pictor_paths_get_pictures   (void);  /* the folder for pictures: the setting, or the person's Pictures/Pictor */

/* The program's settings (schema io.github.pictor.Pictor), from the system's schemas or our own prefix's. (transfer none) */
GSettings  *pictor_paths_get_settings   (void);

G_END_DECLS
