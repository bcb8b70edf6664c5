/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/pictor-cli-arguments.h"
#include "studio/pictor-queue.h"

G_BEGIN_DECLS

/* Where pictures go, from -o: a folder when there is one or the path ends in a slash, else a file; NULL for both without
 * -o. Checked now, since finding out after a picture was paid for is too late. */
void pictor_cli_output_read  (PictorCliArguments *arguments,
                              PictorJobOptions   *options);
/* Prints a picture's path, or all about it as one JSON object. */
void pictor_cli_output_print (PictorPicture      *picture,
                              gboolean            json);

G_END_DECLS
