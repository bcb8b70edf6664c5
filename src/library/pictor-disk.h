/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How this room writes: to a temporary file beside the target, synced, then given its name at one stroke. All block:
 * call in a thread. */

/**
 * PictorDiskFile:
 *
 * A file being written, which has no name that anybody looks for yet. Freed before it is committed, it leaves nothing.
 */
typedef struct _PictorDiskFile PictorDiskFile;

PictorDiskFile *pictor_disk_file_new         (const char      *folder,
                                              int              mode,
                                              GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) */
GOutputStream  *pictor_disk_file_get_stream  (PictorDiskFile  *self);
/* Back to an empty file. */
gboolean        pictor_disk_file_rewind      (PictorDiskFile  *self,
                                              GError         **error);
/* Where it is until it is committed, for others to write into. (transfer none) */
const char     *pictor_disk_file_get_path    (PictorDiskFile  *self);
/* After others wrote into the file at that path, or put another in its place. */
gboolean        pictor_disk_file_reopen      (PictorDiskFile  *self,
                                              GError         **error);
/* Gives it @path in the same folder, durably. Unless @replace a @path that is taken is left, with G_IO_ERROR_EXISTS, and
 * another may be tried. */
gboolean        pictor_disk_file_commit      (PictorDiskFile  *self,
                                              const char      *path,
                                              gboolean         replace,
                                              GError         **error);
void            pictor_disk_file_free        (PictorDiskFile  *self);

/* Whether @name is that of a file which was never committed. */
gboolean        pictor_disk_is_temporary     (const char      *name);

/* Puts a sentence that says what to do in place of the system's own words, where there is one.
 * @error: (inout); its domain and code stay */
void            pictor_disk_explain          (GError         **error,
                                              const char      *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorDiskFile, pictor_disk_file_free)

G_END_DECLS
