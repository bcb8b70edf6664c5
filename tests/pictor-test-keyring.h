/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "pictor-test-folder.h"
#include "pictor-test.h"

/* A session bus and a gnome-keyring of a test's own, in a home of its own. For a test program's subprocess: the
 * environment and GIO's one session bus are the process's. */

typedef struct
{
  char *home;
  GSubprocess *daemon;
} PictorTestKeyring;

/* Kept until the process ends. */
static GTestDBus *pictor_test_keyring_bus;

#define PICTOR_TEST_KEYRING_PASSWORD "only for tests"

static inline void
pictor_test_keyring_use_home (PictorTestKeyring *self)
{
  const char * const others[] = {
    "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "DISPLAY", "WAYLAND_DISPLAY",
    "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "SECRET_BACKEND", NULL
  };
  g_autofree char *run = NULL;

  self->home = pictor_test_folder_new ();
  run = g_build_filename (self->home, "run", NULL);
  g_assert_cmpint (g_mkdir (run, 0700), ==, 0);
  g_setenv ("HOME", self->home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", run, TRUE);
  for (guint i = 0; others[i] != NULL; i++)
    g_unsetenv (others[i]);
}

/* A bus with nothing on it but what @services, a folder of service files, can start. */
static inline void
pictor_test_keyring_start_bus (const char *services)
{
  pictor_test_keyring_bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  if (services != NULL)
    g_test_dbus_add_service_dir (pictor_test_keyring_bus, services);
  g_test_dbus_up (pictor_test_keyring_bus);
}

static inline gboolean
pictor_test_keyring_has_owner (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) reply = NULL;
  gboolean has;

  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "NameHasOwner",
                                       g_variant_new ("(s)", "org.freedesktop.secrets"),
                                       G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                                       &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(b)", &has);
  return has;
}

/* Starts gnome-keyring; locked, as after a login without a password, unless @unlocked. The first unlocking makes the
 * keyring. */
static inline void
pictor_test_keyring_start (PictorTestKeyring *self,
                           gboolean           unlocked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  GOutputStream *input;

  /* What must make a test abort must not make the daemon abort. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_subprocess_launcher_unsetenv (launcher, "G_MESSAGES_DEBUG");
  g_subprocess_launcher_set_child_setup (launcher, pictor_test_tie, NULL, NULL);
  self->daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon",
                                              "--foreground", "--components=secrets",
                                              unlocked ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (self->daemon);
  if (unlocked)
    g_output_stream_write_all (input, PICTOR_TEST_KEYRING_PASSWORD,
                               strlen (PICTOR_TEST_KEYRING_PASSWORD), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (input, NULL, &error);
  g_assert_no_error (error);
  pictor_test_wait (pictor_test_keyring_has_owner ());
}

static inline void
pictor_test_keyring_stop (PictorTestKeyring *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_force_exit (self->daemon);
  g_subprocess_wait (self->daemon, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->daemon);
  pictor_test_wait (!pictor_test_keyring_has_owner ());
}

static inline void
pictor_test_keyring_clear (PictorTestKeyring *self)
{
  if (self->daemon != NULL)
    pictor_test_keyring_stop (self);
  if (pictor_test_keyring_bus != NULL)
    {
      g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

      /* Not g_test_dbus_down(), which waits until nobody holds the connection: libsecret (0.20) lets a reference go
       * astray when its service does. */
      g_dbus_connection_set_exit_on_close (bus, FALSE);
      g_test_dbus_stop (pictor_test_keyring_bus);
    }
  pictor_test_folder_remove (self->home);
  g_free (self->home);
}
