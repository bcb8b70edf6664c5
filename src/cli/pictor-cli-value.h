/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "cli/pictor-cli-arguments.h"

G_BEGIN_DECLS

/* Sets @property from text by its type: a whole number, a number, a choice by name or number, or text. What can't be
 * read is added to the problems of @arguments, under @option; limits are not looked at here. */
void pictor_cli_value_set (GObject            *object,
                           const char         *property,
                           const char         *text,
                           const char         *option,
                           PictorCliArguments *arguments);

G_END_DECLS
