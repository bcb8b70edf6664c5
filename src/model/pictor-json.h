/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define PICTOR_JSON_MAX_DEPTH 64

/* Parses JSON from outside: UTF-8, nesting bounded before json-glib sees it, one root value required.
 * (transfer full) (nullable). Errors: JSON_PARSER_ERROR or G_IO_ERROR_INVALID_DATA. */
JsonNode *pictor_json_parse        (const char  *text,
                                    gssize       length,
                                    GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/* Typed members of @object that check the node first: FALSE when the member is missing or of another
 * type. Integers accept 3 and 3.0; doubles accept integers; NaN never passes. */
gboolean  pictor_json_get_int      (JsonObject  *object,
                                    const char  *name,
                                    gint64      *value);
gboolean  pictor_json_get_double   (JsonObject  *object,
                                    const char  *name,
                                    double      *value);
gboolean  pictor_json_get_boolean  (JsonObject  *object,
                                    const char  *name,
                                    gboolean    *value);
/* (transfer none) (nullable) */
const char *pictor_json_get_string (JsonObject  *object,
                                    const char  *name);
JsonArray  *pictor_json_get_array  (JsonObject  *object,
                                    const char  *name);
JsonObject *pictor_json_get_object (JsonObject  *object,
                                    const char  *name);

G_END_DECLS
