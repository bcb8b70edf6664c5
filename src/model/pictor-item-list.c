/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-item-list.h"

#include "model/pictor-properties.h"

static gboolean
equal_items (GListModel *a,
             guint       position_in_a,
             GListModel *b,
             guint       position_in_b)
{
  g_autoptr (GObject) item = g_list_model_get_item (a, position_in_a);
  g_autoptr (GObject) other = g_list_model_get_item (b, position_in_b);

  return pictor_properties_equal (item, other);
}

/* An item for @list that equals @from's item at @position: one that @list has and that is not yet in
 * @taken, so that what is shown for it can stay, or else a new one. (transfer full) */
static GObject *
reuse_or_copy (GListModel *list,
               GListModel *from,
               guint       position,
               GPtrArray  *taken)
{
  g_autoptr (GObject) original = g_list_model_get_item (from, position);
  GObject *copy;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      if (equal_items (list, i, from, position) && !g_ptr_array_find (taken, item, NULL))
        return g_steal_pointer (&item);
    }

  copy = g_object_new (G_OBJECT_TYPE (original), NULL);
  pictor_properties_copy (original, copy);
  return copy;
}

void
pictor_item_list_assign (GListStore *list,
                         GListStore *from)
{
  GListModel *to_model = G_LIST_MODEL (list), *from_model = G_LIST_MODEL (from);
  guint n_old = g_list_model_get_n_items (to_model);
  guint n_new = g_list_model_get_n_items (from_model);
  guint head = 0, tail = 0;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  while (head < MIN (n_old, n_new) && equal_items (to_model, head, from_model, head))
    head++;
  while (head + tail < MIN (n_old, n_new) &&
         equal_items (to_model, n_old - 1 - tail, from_model, n_new - 1 - tail))
    tail++;
  if (head == n_old && head == n_new)
    return;

  /* What stays where it is can't be used again in the middle. */
  for (guint i = 0; i < n_old; i++)
    if (i < head || i >= n_old - tail)
      g_ptr_array_add (items, g_list_model_get_item (to_model, i));
  for (guint i = head; i < n_new - tail; i++)
    g_ptr_array_add (items, reuse_or_copy (to_model, from_model, i, items));
  g_list_store_splice (list, head, n_old - tail - head, items->pdata + head + tail,
                       n_new - tail - head);
}

gboolean
pictor_item_list_equal (GListStore *list,
                        GListStore *other)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  if (n != g_list_model_get_n_items (G_LIST_MODEL (other)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!equal_items (G_LIST_MODEL (list), i, G_LIST_MODEL (other), i))
      return FALSE;
  return TRUE;
}
