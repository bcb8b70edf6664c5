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
GFile      *pictor_paths_get_accounts   (void);  /* …/accounts.json */
GFile      *pictor_paths_get_pictures   (void);  /* the folder for pictures: the setting, or the person's Pictures/Pictor */

/* The program's settings (schema io.github.pictor.Pictor): from GSETTINGS_SCHEMA_DIR, our own prefix or the system's
 * schemas. NULL where none of them has the schema: the window can't do without and says so; all below the window
 * asks the functions of this header, which then answer with the schema's defaults. (transfer none) (nullable) */
GSettings  *pictor_paths_get_settings   (void);
/* The setting "shrink-controls": whether control images larger than the picture needs are made smaller. */
gboolean    pictor_paths_get_shrink     (void);

G_END_DECLS
