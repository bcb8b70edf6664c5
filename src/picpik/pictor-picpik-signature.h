/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PictorPicpikSink:
 * @emit: called for each piece of the canonical body in order: @json is sent, @hashed is signed (either
 *   may be NULL)
 * @substitute: (nullable): asked for each string node; TRUE when it has put out the value itself,
 *   between the quotation marks
 *
 * Where pictor_picpik_write() puts a request.
 */
typedef struct
{
  void     (*emit)       (const char *json,
                          const char *hashed,
                          gpointer    user_data);
  gboolean (*substitute) (JsonNode   *node,
                          gpointer    user_data);
} PictorPicpikSink;

/* Writes @fields (without "Signature") as JSON with names in ascending byte order, everywhere, and the text
 * that PICPIK's signature is made of, piece by piece; leaves the closing brace of the body to the caller. */
void  pictor_picpik_write     (JsonObject             *fields,
                               const PictorPicpikSink *sink,
                               gpointer                user_data);
/* The signature of @fields (its "Signature" is passed over) with @secret: 40 lower-case hex digits.
 * (transfer full) */
char *pictor_picpik_sign      (JsonObject             *fields,
                               const char             *secret) G_GNUC_WARN_UNUSED_RESULT;
/* The same for the newer service API: strings cut to their first 128 characters. (transfer full) */
char *pictor_picpik_sign_service (JsonObject          *fields,
                                  const char          *api_key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
