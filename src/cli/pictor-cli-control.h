/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/pictor-cli-arguments.h"
#include "model/pictor-control.h"

G_BEGIN_DECLS

/* Reads "FILE[,key=value…]"; a comma may be in the file's name where a file of that name exists. What is wrong,
 * the file included, is added to the problems of @arguments. (transfer full) */
PictorControl *pictor_cli_control_new       (const char         *text,
                                             PictorCliArguments *arguments) G_GNUC_WARN_UNUSED_RESULT;
/* Adds what is wrong with the images of a recipe file's controls. (element-type PictorControl) */
void           pictor_cli_control_check_all (GListStore         *controls,
                                             PictorCliArguments *arguments);

G_END_DECLS
