/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct sqlite3 sqlite3;

#define PICTOR_DATABASE_ERROR (pictor_database_error_quark ())

typedef enum
{
  PICTOR_DATABASE_ERROR_FAILED,    /* SQLite's own words are quoted */
  PICTOR_DATABASE_ERROR_BUSY,      /* another process is using it */
  PICTOR_DATABASE_ERROR_READ_ONLY, /* a change, while another process owns it */
  PICTOR_DATABASE_ERROR_FULL,      /* the disk is full */
  PICTOR_DATABASE_ERROR_DAMAGED,   /* it can't be read */
  PICTOR_DATABASE_ERROR_NEWER,     /* made by a later version */
  PICTOR_DATABASE_ERROR_CLOSED     /* not opened, or closed already */
} PictorDatabaseError;

GQuark pictor_database_error_quark (void);

/**
 * PictorDatabase:
 *
 * The library's database, library.db in one folder, and the one thread that works on it. Everything asked of it is done in the
 * order in which it was asked.
 *
 * One process owns it, by holding library.lock. Another one reads, and owns it as soon as it can: property "read-only"
 * (boolean, notified; meaningful once opened). A damaged database is set aside and a new one made:
 * property "set-aside" (GFile, NULL unless this opening has done so, notified).
 */
#define PICTOR_TYPE_DATABASE (pictor_database_get_type ())
G_DECLARE_FINAL_TYPE (PictorDatabase, pictor_database, PICTOR, DATABASE, GObject)

/**
 * PictorDatabaseFunc:
 * @db: in a transaction, which is committed when @error is left unset and rolled back otherwise
 * @data: what was given with it
 *
 * Runs on the database's thread. Statements end with G_IO_ERROR_CANCELLED when @cancellable is cancelled.
 *
 * Returns: (transfer full) (nullable): the result
 */
typedef gpointer (*PictorDatabaseFunc) (sqlite3       *db,
                                        gpointer       data,
                                        GCancellable  *cancellable,
                                        GError       **error);

/* @folder: where library.db lies, on this computer; made when missing */
PictorDatabase *pictor_database_new           (GFile                *folder);
/**
 * pictor_database_open_async:
 *
 * Opens, checks and migrates; once. All that is asked of it meanwhile waits. Errors: PICTOR_DATABASE_ERROR_NEWER, or what
 * keeps the file from being used; everything asked of it then ends with that error too.
 */
void            pictor_database_open_async    (PictorDatabase       *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean        pictor_database_open_finish   (PictorDatabase       *self,
                                               GAsyncResult         *result,
                                               GError              **error);
/**
 * pictor_database_run_async:
 * @destroy: (nullable): frees @data, in the caller's thread, after @func and before @callback
 * @result_destroy: (nullable): frees what @func returns when nobody takes it
 *
 * Runs @func. What is cancelled before it began is not begun.
 */
void            pictor_database_run_async     (PictorDatabase       *self,
                                               PictorDatabaseFunc    func,
                                               gpointer              data,
                                               GDestroyNotify        destroy,
                                               GDestroyNotify        result_destroy,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
/* (transfer full) (nullable): what the function returned; NULL is no error by itself */
gpointer        pictor_database_run_finish    (PictorDatabase       *self,
                                               GAsyncResult         *result,
                                               GError              **error);
/* Waits until all that was asked of it is on disk, and gives it up to the next process; for the end of the program. What
 * was asked is answered when the main context runs again. */
void            pictor_database_close         (PictorDatabase       *self);
gboolean        pictor_database_get_read_only (PictorDatabase       *self);
/* (transfer none) (nullable) */
GFile          *pictor_database_get_set_aside (PictorDatabase       *self);

G_END_DECLS
