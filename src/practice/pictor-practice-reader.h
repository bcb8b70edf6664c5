/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/pictor-limits.h"

G_BEGIN_DECLS

/**
 * PictorPracticeReader:
 * @object: what is read
 * @place: what stands before a field's name in a fault, such as "ControlNetParams[0]."
 * @faults: what is wrong so far, as "Field: what it must be", joined with "; "
 *
 * Reads the fields of one JSON object as strictly as the contract writes them, and goes on after each fault, so that
 * one answer names them all. Each function returns whether the field is there and right; a missing field is
 * a fault where it is required.
 */
typedef struct
{
  JsonObject *object;
  const char *place;
  GString *faults;
} PictorPracticeReader;

void        pictor_practice_reader_fault   (const PictorPracticeReader *self,
                                            const char                 *name,
                                            const char                 *format,
                                            ...) G_GNUC_PRINTF (3, 4);
/* A fault for each member that is not in @names. */
void        pictor_practice_reader_expect  (const PictorPracticeReader *self,
                                            const char * const         *names);
/* A JSON integer, 3 but not 3.0. */
gboolean    pictor_practice_reader_integer (const PictorPracticeReader *self,
                                            const char                 *name,
                                            gboolean                    required,
                                            gint64                     *value);
/* A required number within the limits of @field. */
gboolean    pictor_practice_reader_whole   (const PictorPracticeReader *self,
                                            PictorField                 field,
                                            gint64                     *value);
gboolean    pictor_practice_reader_number  (const PictorPracticeReader *self,
                                            PictorField                 field,
                                            double                     *value);
gboolean    pictor_practice_reader_boolean (const PictorPracticeReader *self,
                                            const char                 *name,
                                            gboolean                    required,
                                            gboolean                   *value);
/* (transfer none) (nullable) */
const char *pictor_practice_reader_string  (const PictorPracticeReader *self,
                                            const char                 *name,
                                            gboolean                    required);
/* (transfer none) (nullable) */
JsonArray  *pictor_practice_reader_array   (const PictorPracticeReader *self,
                                            const char                 *name,
                                            gboolean                    required);
/* A list of strings; NULL when it is missing or wrong. (transfer full) (nullable) */
char      **pictor_practice_reader_strings (const PictorPracticeReader *self,
                                            const char                 *name,
                                            gboolean                    required) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
