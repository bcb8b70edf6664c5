/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-list-watch.h"

struct _PictorListWatch
{
  GListModel *list;
  PictorListWatchFunc changed;
  gpointer user_data;
  gulong handler;
  /* The items as last seen, each with its own handler: "items-changed" does not tell what went. */
  GArray *items;
};

typedef struct
{
  GObject *object;
  gulong handler;
} Item;

static void
clear_item (gpointer data)
{
  Item *item = data;

  g_signal_handler_disconnect (item->object, item->handler);
  g_object_unref (item->object);
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  PictorListWatch *self = user_data;

  self->changed (self->user_data);
}

static void
update_items (PictorListWatch *self,
              guint            position,
              guint            removed,
              guint            added)
{
  if (removed > 0)
    g_array_remove_range (self->items, position, removed);
  for (guint i = position; i < position + added; i++)
    {
      Item item = { .object = g_list_model_get_item (self->list, i) };

      item.handler = g_signal_connect (item.object, "notify", G_CALLBACK (notify_cb), self);
      g_array_insert_val (self->items, i, item);
    }
}

static void
items_changed_cb (GListModel *list,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  PictorListWatch *self = user_data;

  update_items (self, position, removed, added);
  self->changed (self->user_data);
}

PictorListWatch *
pictor_list_watch_new (GListModel          *list,
                       PictorListWatchFunc  changed,
                       gpointer             user_data)
{
  PictorListWatch *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (list), NULL);

  self = g_new0 (PictorListWatch, 1);
  self->list = list;
  self->changed = changed;
  self->user_data = user_data;
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
  update_items (self, 0, 0, g_list_model_get_n_items (list));
  self->handler = g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), self);
  return self;
}

void
pictor_list_watch_free (PictorListWatch *self)
{
  g_signal_handler_disconnect (self->list, self->handler);
  g_array_unref (self->items);
  g_free (self);
}
