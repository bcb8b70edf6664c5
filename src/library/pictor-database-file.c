/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-database-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "library/pictor-disk.h"
#include "library/pictor-schema.h"
#include "library/pictor-sql.h"

#define NAME "library.db"
#define LOCK_NAME "library.lock"
/* How long another process may be in the middle of something. */
#define BUSY_MS 5000

/* Every commit is on disk when it returns (FULL): what is sent next may cost money. */
#define SETTINGS                                                                                      \
  "PRAGMA foreign_keys = ON;"                                                                         \
  "PRAGMA journal_mode = WAL;"                                                                        \
  "PRAGMA synchronous = FULL;"                                                                        \
  "PRAGMA temp_store = MEMORY;"

PictorDatabaseFile *
pictor_database_file_new (const char *folder)
{
  PictorDatabaseFile *self = g_new0 (PictorDatabaseFile, 1);

  self->folder = g_strdup (folder);
  self->lock = -1;
  return self;
}

void
pictor_database_file_free (PictorDatabaseFile *self)
{
  pictor_database_file_close (self);
  g_free (self->folder);
  g_free (self->set_aside);
  g_free (self);
}

void
pictor_database_file_close (PictorDatabaseFile *self)
{
  g_clear_pointer (&self->db, sqlite3_close);
  if (self->lock >= 0)
    close (self->lock);
  self->lock = -1;
}

static gboolean
fail (const char  *folder,
      GError     **error)
{
  int code = errno;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  pictor_disk_explain (error, folder);
  return FALSE;
}

/* Leaves lock at -1 when another process has it. */
static gboolean
take_lock (PictorDatabaseFile  *self,
           GError             **error)
{
  g_autofree char *path = g_build_filename (self->folder, LOCK_NAME, NULL);
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail (self->folder, error);
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    {
      self->lock = fd;
      return TRUE;
    }
  close (fd);
  return errno == EWOULDBLOCK || fail (self->folder, error);
}

/* The words that SQLite has for it are of more use to a person with the folder's name. */
static gboolean
connect (PictorDatabaseFile  *self,
         int                  flags,
         GError             **error)
{
  g_autofree char *path = g_build_filename (self->folder, NAME, NULL);

  if (sqlite3_open_v2 (path, &self->db, flags, NULL) == SQLITE_OK)
    {
      sqlite3_extended_result_codes (self->db, 1);
      sqlite3_busy_timeout (self->db, BUSY_MS);
      return TRUE;
    }
  pictor_sql_fail (self->db, error);
  g_clear_pointer (&self->db, sqlite3_close);
  return FALSE;
}

static gboolean
check (sqlite3  *db,
       GError  **error)
{
  g_autoptr (sqlite3_stmt) statement = pictor_sql_query (db, error, "PRAGMA quick_check (1)", "");

  if (statement == NULL || !pictor_sql_next (statement, error))
    return FALSE;
  if (g_strcmp0 (pictor_sql_text (statement, 0), "ok") == 0)
    return TRUE;
  g_set_error_literal (error, PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_DAMAGED, pictor_sql_text (statement, 0));
  return FALSE;
}

static gboolean
open_owned (PictorDatabaseFile  *self,
            GError             **error)
{
  if (connect (self, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error)
      && pictor_sql_exec (self->db, SETTINGS, error)
      && check (self->db, error)
      && pictor_schema_migrate (self->db, error))
    return TRUE;
  g_clear_pointer (&self->db, sqlite3_close);
  return FALSE;
}

/* "library damaged 2026-11-24 10.52.17.db" or, where that is taken, with a number. (transfer full) */
static char *
choose_aside (PictorDatabaseFile *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d %H.%M.%S");

  for (guint attempt = 1;; attempt++)
    {
      g_autofree char *name = attempt == 1
                                ? g_strdup_printf ("library damaged %s.db", date)
                                : g_strdup_printf ("library damaged %s (%u).db", date, attempt);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

/* With the files that SQLite keeps beside it, under names by which it finds them again. */
static gboolean
set_aside (PictorDatabaseFile  *self,
           GError             **error)
{
  static const char * const endings[] = { "-wal", "-shm", "" };
  g_autofree char *path = g_build_filename (self->folder, NAME, NULL);
  g_autofree char *aside = choose_aside (self);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (path, endings[i], NULL);
      g_autofree char *to = g_strconcat (aside, endings[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return fail (self->folder, error);
    }
  g_free (self->set_aside);
  self->set_aside = g_steal_pointer (&aside);
  return TRUE;
}

static gboolean
open_or_renew (PictorDatabaseFile  *self,
               GError             **error)
{
  g_autoptr (GError) local_error = NULL;

  if (open_owned (self, &local_error))
    return TRUE;
  if (g_error_matches (local_error, PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_DAMAGED))
    {
      g_message ("%s: %s", NAME, local_error->message);
      return set_aside (self, error) && open_owned (self, error);
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What the owner has not made yet may be there a moment later. */
static gboolean
open_for_reading (PictorDatabaseFile  *self,
                  GError             **error)
{
  int version;

  if (!connect (self, SQLITE_OPEN_READONLY, NULL))
    return TRUE;
  version = pictor_sql_get_int (self->db, NULL, 0, "PRAGMA user_version", "");
  if (version == pictor_schema_get_latest ())
    return TRUE;
  g_clear_pointer (&self->db, sqlite3_close);
  if (version <= pictor_schema_get_latest ())
    return TRUE;
  g_set_error_literal (error, PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_NEWER,
                       _("The library was made by a newer Pictor. Use that one, or update this one."));
  return FALSE;
}

gboolean
pictor_database_file_open (PictorDatabaseFile  *self,
                           GError             **error)
{
  if (self->lock >= 0)
    return TRUE;
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    return fail (self->folder, error);
  if (!take_lock (self, error))
    return FALSE;
  if (self->lock < 0)
    return self->db != NULL || open_for_reading (self, error);

  g_clear_pointer (&self->db, sqlite3_close);
  if (open_or_renew (self, error))
    return TRUE;
  pictor_database_file_close (self);
  return FALSE;
}
