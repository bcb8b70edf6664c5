/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/pictor-sql.h"

#include <glib/gi18n.h>

static PictorDatabaseError
classify (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return PICTOR_DATABASE_ERROR_BUSY;
    case SQLITE_READONLY:
      return PICTOR_DATABASE_ERROR_READ_ONLY;
    case SQLITE_FULL:
      return PICTOR_DATABASE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return PICTOR_DATABASE_ERROR_DAMAGED;
    default:
      return PICTOR_DATABASE_ERROR_FAILED;
    }
}

gboolean
pictor_sql_fail (sqlite3  *db,
                 GError  **error)
{
  int code = sqlite3_extended_errcode (db);
  PictorDatabaseError kind = classify (code);

  if (code == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The search was ended."));
      return FALSE;
    }
  switch (kind)
    {
    case PICTOR_DATABASE_ERROR_BUSY:
    case PICTOR_DATABASE_ERROR_READ_ONLY:
      g_set_error_literal (error, PICTOR_DATABASE_ERROR, kind,
                           _("Another Pictor is using the library. Close it, then try again."));
      break;
    case PICTOR_DATABASE_ERROR_FULL:
      g_set_error_literal (error, PICTOR_DATABASE_ERROR, kind,
                           _("The disk that holds the library is full. Free some space, then try again."));
      break;
    case PICTOR_DATABASE_ERROR_DAMAGED:
      g_set_error_literal (error, PICTOR_DATABASE_ERROR, kind,
                           _("The library's database is damaged. Start Pictor again, which makes a new one."));
      break;
    case PICTOR_DATABASE_ERROR_FAILED:
    case PICTOR_DATABASE_ERROR_NEWER:
    case PICTOR_DATABASE_ERROR_CLOSED:
    default:
      g_set_error (error, PICTOR_DATABASE_ERROR, PICTOR_DATABASE_ERROR_FAILED,
                   _("The library's database can't be used: %s"), sqlite3_errmsg (db));
    }
  return FALSE;
}

gboolean
pictor_sql_exec (sqlite3     *db,
                 const char  *sql,
                 GError     **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || pictor_sql_fail (db, error);
}

static int
bind (sqlite3_stmt *statement,
      const char   *types,
      va_list       values)
{
  int code = SQLITE_OK;

  g_assert (sqlite3_bind_parameter_count (statement) == (int) strlen (types));

  for (int i = 0; types[i] != '\0' && code == SQLITE_OK; i++)
    {
      const char *text;

      switch (types[i])
        {
        case 'i':
          code = sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
          break;
        case 'd':
          code = sqlite3_bind_double (statement, i + 1, va_arg (values, double));
          break;
        case 's':
          text = va_arg (values, const char *);
          code = text != NULL ? sqlite3_bind_text (statement, i + 1, text, -1, SQLITE_TRANSIENT)
                              : sqlite3_bind_null (statement, i + 1);
          break;
        case 'n':
          code = sqlite3_bind_null (statement, i + 1);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return code;
}

static sqlite3_stmt *
query (sqlite3     *db,
       GError     **error,
       const char  *sql,
       const char  *types,
       va_list      values)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK
      || bind (statement, types, values) != SQLITE_OK)
    {
      pictor_sql_fail (db, error);
      return NULL;
    }
  return g_steal_pointer (&statement);
}

sqlite3_stmt *
pictor_sql_query (sqlite3     *db,
                  GError     **error,
                  const char  *sql,
                  const char  *types,
                  ...)
{
  sqlite3_stmt *statement;
  va_list values;

  va_start (values, types);
  statement = query (db, error, sql, types, values);
  va_end (values);
  return statement;
}

gboolean
pictor_sql_next (sqlite3_stmt  *statement,
                 GError       **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    pictor_sql_fail (sqlite3_db_handle (statement), error);
  return FALSE;
}

gboolean
pictor_sql_run (sqlite3     *db,
                GError     **error,
                const char  *sql,
                const char  *types,
                ...)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  va_list values;

  va_start (values, types);
  statement = query (db, error, sql, types, values);
  va_end (values);
  return statement != NULL && (sqlite3_step (statement) == SQLITE_DONE || pictor_sql_fail (db, error));
}

gint64
pictor_sql_get_int (sqlite3     *db,
                    GError     **error,
                    gint64       fallback,
                    const char  *sql,
                    const char  *types,
                    ...)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  va_list values;

  va_start (values, types);
  statement = query (db, error, sql, types, values);
  va_end (values);
  if (statement == NULL || !pictor_sql_next (statement, error)
      || sqlite3_column_type (statement, 0) == SQLITE_NULL)
    return fallback;
  return sqlite3_column_int64 (statement, 0);
}

const char *
pictor_sql_text (sqlite3_stmt *statement,
                 int           column)
{
  return (const char *) sqlite3_column_text (statement, column);
}
