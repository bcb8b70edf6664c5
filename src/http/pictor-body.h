/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PictorBody:
 *
 * A request body as a stream: text, files as they are or as base64, and the SHA-1 of what has gone by, made while it is read
 * once from start to end. Its length is known beforehand and its memory does not grow with the files.
 * Reading may happen in any one thread at a time; each file is opened when reached, and a file whose size
 * differs from the one given ends in G_IO_ERROR_FAILED before its last byte is given out. Reading asynchronously
 * does the work in GIO's worker threads and can be cancelled even while a disk hangs. After any error the body can't
 * be read on.
 */
#define PICTOR_TYPE_BODY (pictor_body_get_type ())
G_DECLARE_FINAL_TYPE (PictorBody, pictor_body, PICTOR, BODY, GInputStream)

PictorBody   *pictor_body_new           (void);
/* Adds @text to what is sent and @hashed (nullable: nothing) to what is hashed. */
void          pictor_body_append        (PictorBody  *self,
                                         const char  *text,
                                         const char  *hashed);
/* Adds the base64 of @file, of @size bytes, to what is sent and hashed. */
void          pictor_body_append_base64 (PictorBody  *self,
                                         GFile       *file,
                                         goffset      size);
/* Adds the bytes of @file, of @size bytes, to what is sent. */
void          pictor_body_append_file   (PictorBody  *self,
                                         GFile       *file,
                                         goffset      size);
/* Adds, as 40 lower-case hex digits, the SHA-1 of all hashed so far followed by @secret. */
void          pictor_body_append_digest (PictorBody  *self,
                                         const char  *secret);
/* What reading will give in all, in bytes. */
goffset       pictor_body_get_length    (PictorBody  *self);
/* Bytes read so far; may be called from another thread. */
goffset       pictor_body_get_position  (PictorBody  *self);
/* Why a file could not be read, in a person's words, once reading has ended with that. (nullable) */
const GError *pictor_body_get_error     (PictorBody  *self);

G_END_DECLS
