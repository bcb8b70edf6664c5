/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "pictor-test-secrets.h"

static void
count_cb (int *count)
{
  (*count)++;
}

static void
assert_absent (void)
{
  PictorKeyring *keyring = pictor_keyring_new ();
  int count = 0;
  gboolean persistent;

  g_signal_connect_swapped (keyring, "notify::persistent", G_CALLBACK (count_cb), &count);
  g_assert_true (pictor_keyring_get_persistent (keyring));
  check_all (keyring);
  g_object_get (keyring, "persistent", &persistent, NULL);
  g_assert_false (persistent);
  g_assert_cmpint (count, ==, 1);
  pictor_test_finalize (keyring);

  /* what is stored first is kept as well */
  keyring = pictor_keyring_new ();
  assert_stores (keyring, &first, SECRET);
  assert_secret (keyring, &first, SECRET);
  g_assert_false (pictor_keyring_get_persistent (keyring));
  pictor_test_finalize (keyring);
}

static void
test_no_bus (void)
{
  PictorTestKeyring fixture = { NULL };

  pictor_test_keyring_use_home (&fixture);
  assert_absent ();
  pictor_test_keyring_clear (&fixture);
}

static void
test_dead_bus (void)
{
  PictorTestKeyring fixture = { NULL };

  pictor_test_keyring_use_home (&fixture);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
  assert_absent ();
  pictor_test_keyring_clear (&fixture);
}

static void
test_garbage_bus (void)
{
  PictorTestKeyring fixture = { NULL };

  pictor_test_keyring_use_home (&fixture);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "no address", TRUE);
  assert_absent ();
  pictor_test_keyring_clear (&fixture);
}

static void
test_no_service (void)
{
  PictorTestKeyring fixture = { NULL };

  pictor_test_keyring_use_home (&fixture);
  pictor_test_keyring_start_bus (NULL);
  assert_absent ();
  pictor_test_keyring_clear (&fixture);
}

static void
test_broken_service (void)
{
  PictorTestKeyring fixture = { NULL };
  g_autofree char *services = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;

  pictor_test_keyring_use_home (&fixture);
  services = g_build_filename (fixture.home, "services", NULL);
  file = g_build_filename (services, "org.freedesktop.secrets.service", NULL);
  g_assert_cmpint (g_mkdir (services, 0700), ==, 0);
  g_file_set_contents (file,
                       "[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/bin/false\n", -1, &error);
  g_assert_no_error (error);
  pictor_test_keyring_start_bus (services);
  assert_absent ();
  pictor_test_keyring_clear (&fixture);
}

/* It ends while the program runs, and nothing starts it again. */
static void
test_gone (void)
{
  PictorTestKeyring fixture = { NULL };
  PictorKeyring *keyring = pictor_keyring_new ();

  pictor_test_keyring_use_home (&fixture);
  pictor_test_keyring_start_bus (NULL);
  pictor_test_keyring_start (&fixture, TRUE);
  assert_stores (keyring, &first, SECRET);
  pictor_test_keyring_stop (&fixture);

  assert_lookup_fails (keyring, &first, PICTOR_KEYRING_ERROR_NOT_FOUND);
  g_assert_false (pictor_keyring_get_persistent (keyring));
  assert_stores (keyring, &second, OTHER_SECRET);
  assert_secret (keyring, &second, OTHER_SECRET);

  pictor_test_finalize (keyring);
  pictor_test_keyring_clear (&fixture);
}

#define MASK 0x55

/* Whether @masked, which is kept so that it does not find itself, is anywhere in this process's memory. */
static gboolean
find_in_memory (const char *masked,
                gsize       length)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean found = FALSE;
  int fd = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL && !found; i++)
    {
      unsigned long start, end;
      g_autofree char *block = NULL;
      gssize n;

      /* The sanitizer's own tables are vast, and hold nothing of ours. */
      if (sscanf (lines[i], "%lx-%lx rw", &start, &end) != 2 || strstr (lines[i], " rw") == NULL ||
          end - start > 64 * 1024 * 1024)
        continue;
      block = g_malloc (end - start);
      n = pread (fd, block, end - start, start);
      for (gssize at = 0; at + (gssize) length <= n && !found; at++)
        {
          gsize same = 0;

          while (same < length && (block[at + same] ^ MASK) == masked[same])
            same++;
          found = same == length;
        }
      /* Nor must the next round find what this one has read. */
      memset (block, 0, end - start);
    }
  close (fd);
  return found;
}

/* What was kept in memory is wiped when it is cleared, replaced, or the keyring goes. */
static void
test_wiped (void)
{
  PictorTestKeyring fixture = { NULL };
  PictorKeyring *keyring = pictor_keyring_new ();
  char masked[40];
  char *secret = g_malloc0 (sizeof masked + 1);

  pictor_test_keyring_use_home (&fixture);
  for (gsize i = 0; i < sizeof masked; i++)
    {
      secret[i] = 'a' + g_test_rand_int_range (0, 26);
      masked[i] = secret[i] ^ MASK;
    }

  assert_stores (keyring, &first, secret);
  assert_stores (keyring, &second, secret);
  assert_secret (keyring, &first, secret);
  g_assert_false (pictor_keyring_get_persistent (keyring));
  secret_password_free (secret);
  g_assert_true (find_in_memory (masked, sizeof masked));
  g_assert_true (clear (keyring, &first, NULL));
  g_assert_true (find_in_memory (masked, sizeof masked));
  assert_stores (keyring, &second, "another");
  g_assert_false (find_in_memory (masked, sizeof masked));

  pictor_test_finalize (keyring);
  pictor_test_keyring_clear (&fixture);
}

static void
test_credential (void)
{
  PictorCredential *copy = pictor_credential_copy (&first);
  GValue value = G_VALUE_INIT;

  g_assert_true (pictor_credential_equal (copy, &first));
  g_assert_false (pictor_credential_equal (&first, &second));
  g_assert_cmpint (pictor_credential_compare (&first, &second), <, 0);
  g_assert_cmpint (pictor_credential_compare (&second, &first), >, 0);
  g_value_init (&value, PICTOR_TYPE_CREDENTIAL);
  g_value_take_boxed (&value, copy);
  g_value_unset (&value);
}

int
main (int   argc,
      char *argv[])
{
  const Scene scenes[] = {
    { "credential", test_credential },
    { "no-bus", test_no_bus },
    { "dead-bus", test_dead_bus },
    { "garbage-bus", test_garbage_bus },
    { "no-service", test_no_service },
    { "broken-service", test_broken_service },
    { "gone", test_gone },
    { "wiped", test_wiped },
  };

  return run_scenes (argc, argv, scenes, G_N_ELEMENTS (scenes));
}
