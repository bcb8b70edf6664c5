/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "library/pictor-database.h"

G_BEGIN_DECLS

/*
 * Statements in one line each, for functions that run on the database's worker. @types has one letter for each "?" of the
 * SQL and each value behind it: "i" gint64 (pass (gint64) casts), "d" double, "s" const char * (NULL becomes SQL's NULL),
 * "n" SQL's NULL, without a value. Errors: PICTOR_DATABASE_ERROR, or G_IO_ERROR_CANCELLED for a statement that was interrupted.
 */

/* Runs all statements of @sql, which takes and gives no values. */
gboolean      pictor_sql_exec    (sqlite3       *db,
                                  const char    *sql,
                                  GError       **error);
/* Runs one statement that gives no rows. */
gboolean      pictor_sql_run     (sqlite3       *db,
                                  GError       **error,
                                  const char    *sql,
                                  const char    *types,
                                  ...);
/* Prepares a statement, to be stepped through with pictor_sql_next() and freed with sqlite3_finalize() or as a
 * g_autoptr (sqlite3_stmt). (transfer full) (nullable) */
sqlite3_stmt *pictor_sql_query   (sqlite3       *db,
                                  GError       **error,
                                  const char    *sql,
                                  const char    *types,
                                  ...) G_GNUC_WARN_UNUSED_RESULT;
/* TRUE while there is another row; FALSE at the end, and on failure, when @error is set too. */
gboolean      pictor_sql_next    (sqlite3_stmt  *statement,
                                  GError       **error);
/* The first value of the first row as an integer; @fallback where there is no row or it is NULL, and on failure. */
gint64        pictor_sql_get_int (sqlite3       *db,
                                  GError       **error,
                                  gint64         fallback,
                                  const char    *sql,
                                  const char    *types,
                                  ...);
/* A column of the current row as text. (transfer none) (nullable): until the next step */
const char   *pictor_sql_text    (sqlite3_stmt  *statement,
                                  int            column);
/* Puts what @db said last into @error. Always FALSE. */
gboolean      pictor_sql_fail    (sqlite3       *db,
                                  GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
