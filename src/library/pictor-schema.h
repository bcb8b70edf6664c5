/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Brings the tables of @db up to what this Pictor knows, from any earlier version (PRAGMA user_version), each step wholly
 * or not at all. Errors: PICTOR_DATABASE_ERROR_NEWER, PICTOR_DATABASE_ERROR_DAMAGED for tables that are not ours. */
gboolean pictor_schema_migrate    (sqlite3  *db,
                                   GError  **error);
/* The version that this Pictor knows. */
int      pictor_schema_get_latest (void);

G_END_DECLS
