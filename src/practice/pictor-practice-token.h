/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names and keys that nobody can guess, from the system's random source. Any thread. */

/* @length digits and lower-case letters from a to v, five random bits each: the alphabet of PICPIK's TaskUIDs
 * ("cjr997tleg738lelk3n0"). (transfer full) */
char   *pictor_practice_token_new    (guint   length) G_GNUC_WARN_UNUSED_RESULT;
/* A number from 0 to @maximum, each as likely. */
guint32 pictor_practice_token_number (guint32 maximum);

G_END_DECLS
