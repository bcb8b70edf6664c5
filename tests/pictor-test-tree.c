/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-test-tree.h"

#include <gio/gio.h>

#define ROOT_PATH "/org/a11y/atspi/accessible/root"
#define CACHE_PATH "/org/a11y/atspi/cache"
/* Of an answer, in milliseconds. */
#define TIME_LIMIT 30000

struct _PictorTestTree
{
  GVariant *items;
  GHashTable *nodes;
};

static GDBusConnection *
connect_to (const char *address)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync (address,
                                                                 G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                                 G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                                 NULL, NULL, &error);

  g_assert_no_error (error);
  return bus;
}

char *
pictor_test_tree_get_bus_address (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = NULL;
  g_autoptr (GVariant) reply = NULL;
  char *address;

  if (g_getenv ("AT_SPI_BUS_ADDRESS") != NULL)
    return g_strdup (g_getenv ("AT_SPI_BUS_ADDRESS"));
  session = connect_to (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  reply = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL,
                                       G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NONE, TIME_LIMIT, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(s)", &address);
  return address;
}

static GDBusConnection *
get_bus (void)
{
  static GDBusConnection *bus;

  if (bus == NULL)
    {
      g_autofree char *address = pictor_test_tree_get_bus_address ();

      bus = connect_to (address);
    }
  return bus;
}

static void
node_free (PictorTestNode *node)
{
  g_ptr_array_unref (node->children);
  g_free (node);
}

typedef struct
{
  const char *bus_name;
  GHashTable *children;
  guint n_asked;
} Walk;

static void ask_children (Walk       *walk,
                          const char *path);

typedef struct
{
  Walk *walk;
  char *path;
} Question;

static void
children_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Question *question = user_data;
  Walk *walk = question->walk;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  walk->n_asked--;
  /* No answer: it has gone meanwhile. */
  if (reply != NULL)
    {
      g_autoptr (GVariant) list = g_variant_get_child_value (reply, 0);
      GVariantIter iter;
      const char *path;

      g_variant_iter_init (&iter, list);
      while (g_variant_iter_next (&iter, "(&s&o)", NULL, &path))
        {
          g_ptr_array_add (paths, g_strdup (path));
          ask_children (walk, path);
        }
    }
  g_hash_table_replace (walk->children, question->path, paths);
  g_free (question);
}

static void
ask_children (Walk       *walk,
              const char *path)
{
  Question *question;

  if (g_hash_table_contains (walk->children, path))
    return;
  question = g_new (Question, 1);
  question->walk = walk;
  question->path = g_strdup (path);
  walk->n_asked++;
  g_dbus_connection_call (get_bus (), walk->bus_name, path, "org.a11y.atspi.Accessible", "GetChildren", NULL,
                          G_VARIANT_TYPE ("(a(so))"), G_DBUS_CALL_FLAGS_NONE, TIME_LIMIT, NULL, children_cb, question);
}

/* Asks what is in what, many at a time. Returns lists of paths by path. */
static GHashTable *
walk_children (const char *bus_name)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Walk walk = { bus_name, NULL, 0 };

  walk.children = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_main_context_push_thread_default (context);
  ask_children (&walk, ROOT_PATH);
  while (walk.n_asked > 0)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  return walk.children;
}

static void
read_node (PictorTestTree *self,
           GVariant       *item)
{
  PictorTestNode *node = g_new0 (PictorTestNode, 1);
  g_autoptr (GVariant) states = g_variant_get_child_value (item, 9);
  guint32 low = 0, high = 0;

  g_variant_get_child (item, 0, "(&s&o)", NULL, &node->path);
  g_variant_get_child (item, 6, "&s", &node->name);
  g_variant_get_child (item, 7, "u", &node->role);
  g_variant_get_child (item, 8, "&s", &node->description);
  if (g_variant_n_children (states) == 2)
    {
      g_variant_get_child (states, 0, "u", &low);
      g_variant_get_child (states, 1, "u", &high);
    }
  node->states = low | (guint64) high << 32;
  node->children = g_ptr_array_new ();
  g_hash_table_replace (self->nodes, (char *) node->path, node);
}

/* Takes what the program tells of each thing that it has been asked for. */
static void
read_nodes (PictorTestTree *self,
            const char     *bus_name)
{
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_sync (get_bus (), bus_name, CACHE_PATH, "org.a11y.atspi.Cache", "GetItems", NULL,
                                 G_VARIANT_TYPE ("(a((so)(so)(so)iiassusau))"), G_DBUS_CALL_FLAGS_NONE, TIME_LIMIT,
                                 NULL, NULL);
  GVariantIter iter;
  GVariant *item;

  if (reply == NULL)
    return;
  self->items = g_variant_get_child_value (reply, 0);
  g_variant_iter_init (&iter, self->items);
  while ((item = g_variant_iter_next_value (&iter)) != NULL)
    {
      read_node (self, item);
      g_variant_unref (item);
    }
}

PictorTestTree *
pictor_test_tree_glance (const char *bus_name)
{
  PictorTestTree *self = g_new0 (PictorTestTree, 1);

  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) node_free);
  read_nodes (self, bus_name);
  return self;
}

PictorTestTree *
pictor_test_tree_new (const char *bus_name)
{
  g_autoptr (GHashTable) children = walk_children (bus_name);
  PictorTestTree *self = pictor_test_tree_glance (bus_name);
  GHashTableIter iter;
  gpointer path, paths;

  g_hash_table_iter_init (&iter, children);
  while (g_hash_table_iter_next (&iter, &path, &paths))
    {
      PictorTestNode *node = g_hash_table_lookup (self->nodes, path);

      for (guint i = 0; node != NULL && i < ((GPtrArray *) paths)->len; i++)
        {
          gpointer child = g_hash_table_lookup (self->nodes, g_ptr_array_index ((GPtrArray *) paths, i));

          if (child != NULL)
            g_ptr_array_add (node->children, child);
        }
    }
  return self;
}

void
pictor_test_tree_free (PictorTestTree *self)
{
  g_hash_table_unref (self->nodes);
  g_clear_pointer (&self->items, g_variant_unref);
  g_free (self);
}

PictorTestNode *
pictor_test_tree_get_root (PictorTestTree *self)
{
  return g_hash_table_lookup (self->nodes, ROOT_PATH);
}

PictorTestNode *
pictor_test_tree_get_only (PictorTestTree *self,
                           AtspiStateType  state)
{
  PictorTestNode *only = NULL;
  GHashTableIter iter;
  gpointer node;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &node))
    {
      if (!pictor_test_node_is (node, state))
        continue;
      if (only != NULL)
        return NULL;
      only = node;
    }
  return only;
}
