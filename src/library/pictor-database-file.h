/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * PictorDatabaseFile:
 * @db: NULL while another process has yet to make it
 * @lock: descriptor of the lock file; -1 while another process owns it
 * @set_aside: (nullable): where a damaged database has gone
 *
 * The database's files and who owns them. All functions block: for the database's thread.
 */
typedef struct
{
  char *folder;
  sqlite3 *db;
  int lock;
  char *set_aside;
} PictorDatabaseFile;

PictorDatabaseFile *pictor_database_file_new   (const char          *folder);
void                pictor_database_file_free  (PictorDatabaseFile  *self);
/* Opens it: for writing if no other process owns it, else for reading. Also to try again to own it. */
gboolean            pictor_database_file_open  (PictorDatabaseFile  *self,
                                                GError             **error);
void                pictor_database_file_close (PictorDatabaseFile  *self);

G_END_DECLS
