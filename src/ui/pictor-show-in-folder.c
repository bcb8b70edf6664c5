/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-show-in-folder.h"

typedef struct
{
  GFile *file;
  GtkWindow *parent;
} Showing;

static void
showing_free (Showing *showing)
{
  g_object_unref (showing->file);
  g_clear_weak_pointer (&showing->parent);
  g_free (showing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Showing, showing_free)

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Showing) showing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    {
      g_autoptr (GFile) folder = g_file_get_parent (showing->file);
      g_autofree char *uri = g_file_get_uri (folder);

      gtk_show_uri (showing->parent, uri, GDK_CURRENT_TIME);
    }
}

/* The freedesktop interface of file managers, org.freedesktop.FileManager1. */
static void
bus_found_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Showing) showing = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  g_autofree char *uri = g_file_get_uri (showing->file);
  const char *uris[] = { uri, NULL };

  if (bus == NULL)
    return;
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems",
                          g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          shown_cb, g_steal_pointer (&showing));
}

void
pictor_show_in_folder (GFile     *file,
                       GtkWindow *parent)
{
  Showing *showing;

  g_return_if_fail (G_IS_FILE (file));

  showing = g_new0 (Showing, 1);
  showing->file = g_object_ref (file);
  g_set_weak_pointer (&showing->parent, parent);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_found_cb, showing);
}
