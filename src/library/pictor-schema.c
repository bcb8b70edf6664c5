/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-schema.h"

#include <glib/gi18n.h>

#include "library/pictor-sql.h"

/* Times are microseconds since 1970; JSON and paths are UTF-8 text, paths in the way of g_file_get_parse_name(). */

/* state: the nick of PictorJobState. cleared: no longer shown in the queue, kept for what is learnt from it.
 * position: the order in the queue. batch: names the jobs that one command made together.
 * stem: what the names of its picture files begin with, chosen when the request is sent. */
#define JOBS                                                                                          \
  "CREATE TABLE jobs ("                                                                               \
  "  id INTEGER PRIMARY KEY,"                                                                         \
  "  state TEXT NOT NULL,"                                                                            \
  "  cleared INTEGER NOT NULL DEFAULT 0,"                                                             \
  "  position REAL NOT NULL,"                                                                         \
  "  batch TEXT,"                                                                                     \
  "  created INTEGER NOT NULL,"                                                                       \
  "  kind TEXT NOT NULL,"                                                                             \
  "  account TEXT NOT NULL,"                                                                          \
  "  recipe TEXT NOT NULL,"                                                                           \
  "  shrink INTEGER NOT NULL DEFAULT 1,"                                                              \
  "  folder TEXT,"                                                                                    \
  "  file TEXT,"                                                                                      \
  "  uuid TEXT UNIQUE,"                                                                               \
  "  remote_id TEXT,"                                                                                 \
  "  stem TEXT,"                                                                                      \
  "  all_fetched INTEGER NOT NULL DEFAULT 0,"                                                         \
  "  started INTEGER,"                                                                                \
  "  ended INTEGER,"                                                                                  \
  "  error_domain TEXT,"                                                                              \
  "  error_code INTEGER,"                                                                             \
  "  error TEXT,"                                                                                     \
  "  points REAL,"                                                                                    \
  /* What like jobs are known by, to guess how long another will take. */                             \
  "  model TEXT NOT NULL,"                                                                            \
  "  work REAL NOT NULL,"                                                                             \
  "  seconds REAL);"                                                                                  \
  "CREATE INDEX jobs_shown ON jobs (position, id) WHERE NOT cleared;"                                 \
  "CREATE INDEX jobs_like ON jobs (kind, model, ended) WHERE seconds IS NOT NULL;"                    \
  "CREATE INDEX jobs_ended ON jobs (ended);"

/* What a task has brought: file is where it was fetched to, path where it was filed, NULL until then. */
#define RESULTS                                                                                       \
  "CREATE TABLE results ("                                                                            \
  "  job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,"                                    \
  "  task TEXT NOT NULL,"                                                                             \
  "  place INTEGER NOT NULL,"                                                                         \
  "  file TEXT NOT NULL,"                                                                             \
  "  path TEXT,"                                                                                      \
  "  seed INTEGER NOT NULL,"                                                                          \
  "  width INTEGER NOT NULL,"                                                                         \
  "  height INTEGER NOT NULL,"                                                                        \
  "  points REAL NOT NULL,"                                                                           \
  "  PRIMARY KEY (job, task, place)) WITHOUT ROWID;"

/* One row for each picture file; an index of what the files say themselves, but for job and trashed.
 * task: the service's name of the task; place: in its batch, from 0; trashed: when it went to the trash. */
#define PICTURES                                                                                      \
  "CREATE TABLE pictures ("                                                                           \
  "  id INTEGER PRIMARY KEY,"                                                                         \
  "  path TEXT NOT NULL UNIQUE,"                                                                      \
  "  job INTEGER REFERENCES jobs (id) ON DELETE SET NULL,"                                            \
  "  task TEXT,"                                                                                      \
  "  place INTEGER NOT NULL DEFAULT 0,"                                                               \
  "  created INTEGER NOT NULL,"                                                                       \
  "  kind TEXT NOT NULL DEFAULT '',"                                                                  \
  "  account TEXT NOT NULL DEFAULT '',"                                                               \
  "  model TEXT NOT NULL DEFAULT '',"                                                                 \
  "  model_name TEXT NOT NULL DEFAULT '',"                                                            \
  "  sampler TEXT NOT NULL DEFAULT '',"                                                               \
  "  seed INTEGER NOT NULL DEFAULT -1,"                                                               \
  "  steps INTEGER NOT NULL DEFAULT 0,"                                                               \
  "  cfg REAL NOT NULL DEFAULT 0,"                                                                    \
  "  width INTEGER NOT NULL DEFAULT 0,"                                                               \
  "  height INTEGER NOT NULL DEFAULT 0,"                                                              \
  "  rating INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),"                               \
  "  has_control INTEGER NOT NULL DEFAULT 0,"                                                         \
  "  prompt TEXT NOT NULL DEFAULT '',"                                                                \
  "  negative TEXT NOT NULL DEFAULT '',"                                                              \
  "  recipe TEXT,"                                                                                    \
  "  trashed INTEGER);"                                                                               \
  "CREATE INDEX pictures_created ON pictures (created DESC, id DESC) WHERE trashed IS NULL;"          \
  "CREATE INDEX pictures_job ON pictures (job) WHERE job IS NOT NULL;"

/* Full text of the prompts; the text itself stays in pictures. */
#define PROMPTS                                                                                       \
  "CREATE VIRTUAL TABLE prompts USING fts5 (prompt, negative, content='pictures', content_rowid='id'," \
  "  tokenize='unicode61 remove_diacritics 2', prefix='2 3');"                                        \
  "CREATE TRIGGER pictures_inserted AFTER INSERT ON pictures BEGIN"                                   \
  "  INSERT INTO prompts (rowid, prompt, negative) VALUES (new.id, new.prompt, new.negative);"        \
  "END;"                                                                                              \
  "CREATE TRIGGER pictures_deleted AFTER DELETE ON pictures BEGIN"                                    \
  "  INSERT INTO prompts (prompts, rowid, prompt, negative)"                                          \
  "  VALUES ('delete', old.id, old.prompt, old.negative);"                                            \
  "END;"                                                                                              \
  "CREATE TRIGGER pictures_changed AFTER UPDATE OF prompt, negative ON pictures BEGIN"                \
  "  INSERT INTO prompts (prompts, rowid, prompt, negative)"                                          \
  "  VALUES ('delete', old.id, old.prompt, old.negative);"                                            \
  "  INSERT INTO prompts (rowid, prompt, negative) VALUES (new.id, new.prompt, new.negative);"        \
  "END;"

/* Control images by the SHA-256 that names their file. */
#define INPUTS                                                                                        \
  "CREATE TABLE inputs ("                                                                             \
  "  hash TEXT PRIMARY KEY,"                                                                          \
  "  name TEXT NOT NULL,"                                                                             \
  "  created INTEGER NOT NULL,"                                                                       \
  "  used INTEGER NOT NULL) WITHOUT ROWID;"

#define WORDS                                                                                         \
  "CREATE TABLE presets ("                                                                            \
  "  id INTEGER PRIMARY KEY,"                                                                         \
  "  name TEXT NOT NULL UNIQUE,"                                                                      \
  "  recipe TEXT NOT NULL,"                                                                           \
  "  created INTEGER NOT NULL,"                                                                       \
  "  used INTEGER);"                                                                                  \
  "CREATE TABLE prompt_history ("                                                                     \
  "  id INTEGER PRIMARY KEY,"                                                                         \
  "  prompt TEXT NOT NULL,"                                                                           \
  "  negative TEXT NOT NULL DEFAULT '',"                                                              \
  "  uses INTEGER NOT NULL DEFAULT 1,"                                                                \
  "  used INTEGER NOT NULL,"                                                                          \
  "  UNIQUE (prompt, negative));"                                                                     \
  "CREATE INDEX prompt_history_used ON prompt_history (used DESC);"

/* What each task has cost, by the service's own figures; once a task. */
#define SPEND                                                                                         \
  "CREATE TABLE spend ("                                                                              \
  "  account TEXT NOT NULL,"                                                                          \
  "  task TEXT NOT NULL,"                                                                             \
  "  job INTEGER REFERENCES jobs (id) ON DELETE SET NULL,"                                            \
  "  at INTEGER NOT NULL,"                                                                            \
  "  points REAL NOT NULL,"                                                                           \
  "  PRIMARY KEY (account, task)) WITHOUT ROWID;"                                                     \
  "CREATE INDEX spend_at ON spend (at);"                                                              \
  "CREATE INDEX spend_job ON spend (job);"

/* Small things to be kept, such as whether the queue is paused. */
#define FACTS                                                                                         \
  "CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;"

/* What leads from each version to the next. Never changed once released: a new need is a new line. */
static const char * const steps[] = {
  JOBS RESULTS PICTURES PROMPTS INPUTS WORDS SPEND FACTS,
};

int
pictor_schema_get_latest (void)
{
  return G_N_ELEMENTS (steps);
}

static gboolean
take_step (sqlite3  *db,
           int       from,
           GError  **error)
{
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", from + 1);

  if (!pictor_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (pictor_sql_exec (db, steps[from], error)
      && pictor_sql_exec (db, version, error)
      && pictor_sql_exec (db, "COMMIT", error))
    return TRUE;
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

gboolean
pictor_schema_migrate (sqlite3  *db,
                       GError  **error)
{
  g_autoptr (GError) local_error = NULL;
  int version = pictor_sql_get_int (db, &local_error, 0, "PRAGMA user_version", "");
  int n_tables = pictor_sql_get_int (db, local_error == NULL ? &local_error : NULL, 0,
                                     "SELECT count (*) FROM sqlite_schema", "");

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (version > pictor_schema_get_latest ())
    {
      g_set_error_literal (error, PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_NEWER,
                           _("The library was made by a newer Pictor. Use that one, or update this one."));
      return FALSE;
    }
  if (version < 0 || (version == 0) != (n_tables == 0))
    {
      g_set_error_literal (error, PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_DAMAGED,
                           _("The library's database holds something else."));
      return FALSE;
    }
  for (; version < pictor_schema_get_latest (); version++)
    if (!take_step (db, version, error))
      return FALSE;
  return TRUE;
}
