/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Lists of objects that are compared and copied property by property, such as a recipe's controls. */

gboolean pictor_item_list_equal  (GListStore *list,
                                  GListStore *other);
/* Makes @list equal to @from with at most one "items-changed". Items that stay equal stay the same objects;
 * new ones are copies. */
void     pictor_item_list_assign (GListStore *list,
                                  GListStore *from);

G_END_DECLS
