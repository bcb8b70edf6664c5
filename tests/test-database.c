/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-database.h"

#include <sys/wait.h>
#include <unistd.h>

#include "library/pictor-schema.h"
#include "library/pictor-sql.h"
#include "pictor-test-folder.h"
#include "pictor-test.h"

typedef struct
{
  char *path;
  GFile *folder;
  char *file;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autofree char *folder = NULL;

  fixture->path = pictor_test_folder_new ();
  folder = g_build_filename (fixture->path, "data", "pictor", NULL);
  fixture->folder = g_file_new_for_path (folder);
  fixture->file = g_build_filename (folder, "library.db", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  pictor_test_folder_remove (fixture->path);
  g_free (fixture->path);
  g_free (fixture->file);
  g_object_unref (fixture->folder);
}

static PictorDatabase *
try_open (Fixture  *fixture,
          GError  **error)
{
  PictorDatabase *database = pictor_database_new (fixture->folder);
  g_autoptr (GAsyncResult) result = NULL;

  pictor_database_open_async (database, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  pictor_database_open_finish (database, result, error);
  return database;
}

static PictorDatabase *
open_database (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  PictorDatabase *database = try_open (fixture, &error);

  g_assert_no_error (error);
  return database;
}

static gpointer
run (PictorDatabase      *database,
     PictorDatabaseFunc   func,
     gpointer             data,
     GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_database_run_async (database, func, data, NULL, g_free, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_database_run_finish (database, result, error);
}

static gpointer
exec (sqlite3       *db,
      gpointer       sql,
      GCancellable  *cancellable,
      GError       **error)
{
  pictor_sql_exec (db, sql, error);
  return NULL;
}

static gpointer
count (sqlite3       *db,
       gpointer       sql,
       GCancellable  *cancellable,
       GError       **error)
{
  return GINT_TO_POINTER (pictor_sql_get_int (db, error, -1, sql, ""));
}

static int
get_count (PictorDatabase *database,
           const char     *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  int n;

  pictor_database_run_async (database, count, (char *) sql, NULL, NULL, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  n = GPOINTER_TO_INT (pictor_database_run_finish (database, result, &error));
  g_assert_no_error (error);
  return n;
}

#define ADD_FACT "INSERT INTO facts VALUES ('paused', 1)"
#define COUNT_FACTS "SELECT count (*) FROM facts"

static void
test_kept (Fixture       *fixture,
           gconstpointer  user_data)
{
  PictorDatabase *database = open_database (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (pictor_database_get_read_only (database));
  g_assert_null (pictor_database_get_set_aside (database));
  run (database, exec, (char *) ADD_FACT, &error);
  g_assert_no_error (error);
  pictor_test_finalize (database);

  database = open_database (fixture);
  g_assert_cmpint (get_count (database, COUNT_FACTS), ==, 1);
  g_assert_cmpint (get_count (database, "PRAGMA user_version"), ==, pictor_schema_get_latest ());
  g_assert_cmpint (get_count (database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (get_count (database, "PRAGMA synchronous"), ==, 2);
  pictor_test_finalize (database);
}

/* The order is kept, and closing leaves nothing undone. */
static void
test_flush (Fixture       *fixture,
            gconstpointer  user_data)
{
  PictorDatabase *database = open_database (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    pictor_database_run_async (database, exec,
                               g_strdup_printf ("INSERT INTO facts VALUES ('%u', (%s))", i, COUNT_FACTS), g_free,
                               NULL, NULL, NULL, NULL);
  pictor_database_close (database);
  pictor_database_run_async (database, exec, (char *) ADD_FACT, NULL, NULL, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  pictor_database_run_finish (database, result, &error);
  g_assert_error (error, PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_CLOSED);
  g_clear_object (&result);
  pictor_test_finalize (database);

  database = open_database (fixture);
  g_assert_cmpint (get_count (database, COUNT_FACTS " WHERE name = CAST (value AS TEXT)"), ==, 100);
  pictor_test_finalize (database);
}

static gpointer
add_and_fail (sqlite3       *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_assert_true (pictor_sql_exec (db, ADD_FACT, error));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no");
  return NULL;
}

static gpointer
search_long (sqlite3       *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  pictor_sql_get_int (db, error, 0,
                      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count (*) FROM n", "");
  return NULL;
}

static void
test_failures (Fixture       *fixture,
               gconstpointer  user_data)
{
  PictorDatabase *database = open_database (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) searched = NULL;
  g_autoptr (GAsyncResult) not_begun = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (run (database, add_and_fail, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  run (database, exec, (char *) "INSERT INTO nowhere VALUES (1)", &error);
  g_assert_error (error, PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "nowhere"));
  g_clear_error (&error);

  pictor_database_run_async (database, search_long, NULL, NULL, NULL, cancellable, pictor_test_done_cb, &searched);
  pictor_database_run_async (database, exec, (char *) ADD_FACT, NULL, NULL, cancellable, pictor_test_done_cb,
                             &not_begun);
  g_cancellable_cancel (cancellable);
  pictor_test_wait (searched != NULL && not_begun != NULL);
  pictor_database_run_finish (database, searched, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  pictor_database_run_finish (database, not_begun, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_cmpint (get_count (database, COUNT_FACTS), ==, 0);
  g_clear_object (&searched);
  g_clear_object (&not_begun);
  pictor_test_finalize (database);
}

static void
test_one_owner (Fixture       *fixture,
                gconstpointer  user_data)
{
  PictorDatabase *owner = open_database (fixture);
  PictorDatabase *reader;
  g_autoptr (GError) error = NULL;

  run (owner, exec, (char *) ADD_FACT, &error);
  g_assert_no_error (error);
  reader = open_database (fixture);
  g_assert_true (pictor_database_get_read_only (reader));
  g_assert_cmpint (get_count (reader, COUNT_FACTS), ==, 1);
  run (reader, exec, (char *) "DELETE FROM facts", &error);
  g_assert_error (error, PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_READ_ONLY);
  g_clear_error (&error);
  run (owner, exec, (char *) "INSERT INTO facts VALUES ('more', 1)", &error);
  g_assert_cmpint (get_count (reader, COUNT_FACTS), ==, 2);

  /* The owner goes: the other one takes its place by itself. */
  pictor_test_finalize (owner);
  pictor_test_wait (!pictor_database_get_read_only (reader));
  run (reader, exec, (char *) "DELETE FROM facts", &error);
  g_assert_no_error (error);
  pictor_test_finalize (reader);
}

static void
assert_renewed (Fixture *fixture)
{
  PictorDatabase *database = open_database (fixture);
  g_autofree char *name = g_file_get_basename (pictor_database_get_set_aside (database));

  g_assert_true (g_regex_match_simple ("^library damaged \\d{4}-\\d\\d-\\d\\d \\d\\d\\.\\d\\d\\.\\d\\d( \\(\\d+\\))?\\.db$",
                                       name, 0, 0));
  g_assert_true (g_file_query_exists (pictor_database_get_set_aside (database), NULL));
  g_assert_cmpint (get_count (database, COUNT_FACTS), ==, 0);
  pictor_test_finalize (database);
  /* Only once. */
  database = open_database (fixture);
  g_assert_null (pictor_database_get_set_aside (database));
  pictor_test_finalize (database);
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  user_data)
{
  PictorDatabase *database = open_database (fixture);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  run (database, exec,
       (char *) "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 2000)"
                "INSERT INTO facts SELECT i, hex (randomblob (100)) FROM n", &error);
  g_assert_no_error (error);
  pictor_test_finalize (database);

  /* The middle of it. */
  g_assert_true (g_file_get_contents (fixture->file, &content, &length, NULL));
  memset (content + length / 2, 'x', 20000);
  g_assert_true (g_file_set_contents (fixture->file, content, length, NULL));
  assert_renewed (fixture);
  /* Half of it. */
  g_assert_true (g_file_set_contents (fixture->file, content, length / 4, NULL));
  assert_renewed (fixture);
  /* All of it. */
  g_assert_true (g_file_set_contents (fixture->file, "this is no database, but it is long enough to look at", -1, NULL));
  assert_renewed (fixture);
  /* Nothing of it. */
  g_assert_true (g_file_set_contents (fixture->file, "", 0, NULL));
  database = open_database (fixture);
  g_assert_null (pictor_database_get_set_aside (database));
  pictor_test_finalize (database);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  user_data)
{
  PictorDatabase *database = open_database (fixture);
  g_autoptr (GError) error = NULL;

  run (database, exec, (char *) "PRAGMA user_version = 9999", &error);
  g_assert_no_error (error);
  pictor_test_finalize (database);

  database = try_open (fixture, &error);
  g_assert_error (error, PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_NEWER);
  g_clear_error (&error);
  run (database, exec, (char *) ADD_FACT, &error);
  g_assert_error (error, PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_NEWER);
  pictor_test_finalize (database);
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autofree char *data = g_build_filename (fixture->path, "data", NULL);
  g_autoptr (GError) error = NULL;
  PictorDatabase *database;

  g_assert_true (g_file_set_contents (data, "a file", -1, NULL));
  database = try_open (fixture, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  pictor_test_finalize (database);
}

/* A process that is killed in the middle leaves its commits and nothing else. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  user_data)
{
  PictorDatabase *database = open_database (fixture);
  int status;
  pid_t child;

  pictor_test_finalize (database);
  child = fork ();
  if (child == 0)
    {
      sqlite3 *db = NULL;

      if (sqlite3_open (fixture->file, &db) != SQLITE_OK
          || !pictor_sql_exec (db, ADD_FACT "; BEGIN; INSERT INTO facts VALUES ('half', 1)", NULL))
        _exit (1);
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  database = open_database (fixture);
  g_assert_null (pictor_database_get_set_aside (database));
  g_assert_cmpint (get_count (database, COUNT_FACTS), ==, 1);
  pictor_test_finalize (database);
}

/* The full text follows the pictures. */
static void
test_prompts (Fixture       *fixture,
              gconstpointer  user_data)
{
  PictorDatabase *database = open_database (fixture);
  g_autoptr (GError) error = NULL;

  run (database, exec,
       (char *) "INSERT INTO pictures (path, created, prompt) VALUES ('/a.png', 1, 'a red fox'), ('/b.png', 2, 'blue');"
                "UPDATE pictures SET prompt = 'a green fox' WHERE path = '/a.png';"
                "DELETE FROM pictures WHERE path = '/b.png'", &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_count (database, "SELECT count (*) FROM prompts ('fox')"), ==, 1);
  g_assert_cmpint (get_count (database, "SELECT count (*) FROM prompts ('red')"), ==, 0);
  g_assert_cmpint (get_count (database, "SELECT count (*) FROM prompts ('blue')"), ==, 0);
  run (database, exec, (char *) "INSERT INTO prompts (prompts) VALUES ('integrity-check')", &error);
  g_assert_no_error (error);
  pictor_test_finalize (database);
}

#define ADD(name) g_test_add ("/database/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_debug_enabled (FALSE);

  ADD (kept);
  ADD (flush);
  ADD (failures);
  ADD (one_owner);
  ADD (damaged);
  ADD (newer);
  ADD (no_folder);
  ADD (killed);
  ADD (prompts);
  return g_test_run ();
}
