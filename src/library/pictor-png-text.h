/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Text in PNG files, by insertion of chunks: pixels and all other chunks stay as they are (PNG specification,
 * 3rd edition, 11.3.3). All block: call in a thread. */

/* Copies the PNG @source to the stream @destination with @texts (keyword, text, keyword, text, …, NULL) put before the
 * first IDAT: ASCII as tEXt, the rest as uncompressed iTXt. Texts of the same keywords already there are left out. */
gboolean    pictor_png_text_copy (GInputStream         *source,
                                  GOutputStream        *destination,
                                  const char * const   *texts,
                                  GCancellable         *cancellable,
                                  GError              **error);
/* All texts of a PNG (tEXt, zTXt, iTXt), keyword → text, in UTF-8; at most 1 MB inflated and 64 in
 * number (asks.md, guard 2). (transfer full) */
GHashTable *pictor_png_text_read (GFile                *file,
                                  GCancellable         *cancellable,
                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

#define PICTOR_PNG_KEY_PARAMETERS "parameters"
#define PICTOR_PNG_KEY_RECIPE "pictor"
/* Stars, 1 to 5 as a digit. */
#define PICTOR_PNG_KEY_RATING "Rating"

G_END_DECLS
