/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PICTOR_CLI_DONE = 0,
  PICTOR_CLI_FAILED = 1,
  PICTOR_CLI_BAD_USAGE = 2,
  PICTOR_CLI_INTERRUPTED = 130
} PictorCliStatus;

/* To standard output, as it is; trouble with it is found by pictor_cli_print_end(). */
void            pictor_cli_print           (const char  *format,
                                            ...) G_GNUC_PRINTF (1, 2);
/* One line to standard error, without the control characters that text from outside may bring. */
void            pictor_cli_warn            (const char  *format,
                                            ...) G_GNUC_PRINTF (1, 2);
/* @text as one line of plain text. (transfer full) */
char           *pictor_cli_make_plain      (const char  *text) G_GNUC_WARN_UNUSED_RESULT;
/* Says what went wrong, unless it is that the person has interrupted it. */
PictorCliStatus pictor_cli_print_error     (const GError *error);
/* Each of @problems on a line, and where help is. (element-type utf8) */
PictorCliStatus pictor_cli_print_problems  (GPtrArray   *problems,
                                            const char  *command);
/* As columns; all rows have as many cells as the first. (element-type GStrv) */
void            pictor_cli_print_table     (GPtrArray   *rows);
/* @status, unless what was printed could not be written. */
PictorCliStatus pictor_cli_print_end       (PictorCliStatus status);

G_END_DECLS
