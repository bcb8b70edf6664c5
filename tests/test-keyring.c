/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem() */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <libsecret/secret.h>

#include "keyring/pictor-keyring.h"
#include "pictor-test-keyring.h"

#define SECRET "s3cret-that-nobody-may-find"
#define OTHER_SECRET "an0ther-that-nobody-may-find-狐"

/* Two places, one public key. */
static PictorCredential first = {
  (char *) "picpik", (char *) "https://api.picpik.ai", (char *) "4eZxYabcdefgh"
};
static PictorCredential second = {
  (char *) "picpik", (char *) "https://api.picpikai.com", (char *) "4eZxYabcdefgh"
};

static gboolean
store (PictorKeyring           *keyring,
       const PictorCredential  *credential,
       const char              *secret,
       GError                 **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_keyring_store_async (keyring, credential, secret, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_keyring_store_finish (keyring, result, error);
}

static char *
lookup (PictorKeyring           *keyring,
        const PictorCredential  *credential,
        GError                 **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_keyring_lookup_async (keyring, credential, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_keyring_lookup_finish (keyring, result, error);
}

static gboolean
clear (PictorKeyring           *keyring,
       const PictorCredential  *credential,
       GError                 **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_keyring_clear_async (keyring, credential, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_keyring_clear_finish (keyring, result, error);
}

static void
assert_stores (PictorKeyring          *keyring,
               const PictorCredential *credential,
               const char             *secret)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (store (keyring, credential, secret, &error));
  g_assert_no_error (error);
}

static void
assert_secret (PictorKeyring          *keyring,
               const PictorCredential *credential,
               const char             *secret)
{
  g_autoptr (GError) error = NULL;
  char *found = lookup (keyring, credential, &error);

  g_assert_no_error (error);
  /* No g_assert_cmpstr(), which would print it. */
  g_assert_true (g_strcmp0 (found, secret) == 0);
  pictor_keyring_free_secret (found);
}

static void
assert_lookup_fails (PictorKeyring          *keyring,
                     const PictorCredential *credential,
                     int                     code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (keyring, credential, &error));
  g_assert_error (error, PICTOR_KEYRING_ERROR, code);
  g_assert_cmpstr (error->message, !=, "");
}

/* The list as "engine origin key" lines. */
static void
assert_list (PictorKeyring *keyring,
             const char    *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  pictor_keyring_list_async (keyring, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  list = pictor_keyring_list_finish (keyring, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      PictorCredential *credential = g_ptr_array_index (list, i);

      g_string_append_printf (text, "%s %s %s\n", credential->engine, credential->origin,
                              credential->public_key);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

#define FIRST_LINE "picpik https://api.picpik.ai 4eZxYabcdefgh\n"
#define SECOND_LINE "picpik https://api.picpikai.com 4eZxYabcdefgh\n"

/* What holds wherever the secrets are. */
static void
check_all (PictorKeyring *keyring)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  assert_list (keyring, "");
  assert_lookup_fails (keyring, &first, PICTOR_KEYRING_ERROR_NOT_FOUND);

  assert_stores (keyring, &second, OTHER_SECRET);
  assert_stores (keyring, &first, SECRET);
  assert_list (keyring, FIRST_LINE SECOND_LINE);
  assert_secret (keyring, &first, SECRET);
  assert_secret (keyring, &second, OTHER_SECRET);

  assert_stores (keyring, &first, "replaced");
  assert_list (keyring, FIRST_LINE SECOND_LINE);
  assert_secret (keyring, &first, "replaced");
  assert_secret (keyring, &second, OTHER_SECRET);

  g_assert_true (clear (keyring, &first, &error));
  g_assert_no_error (error);
  assert_list (keyring, SECOND_LINE);
  assert_lookup_fails (keyring, &first, PICTOR_KEYRING_ERROR_NOT_FOUND);
  assert_secret (keyring, &second, OTHER_SECRET);
  g_assert_false (clear (keyring, &first, &again));
  g_assert_error (again, PICTOR_KEYRING_ERROR, PICTOR_KEYRING_ERROR_NOT_FOUND);

  assert_stores (keyring, &first, SECRET);
}

/* What other programs, and people, see of an item. */
static void
assert_item (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) attributes = NULL;
  g_autofree char *label = NULL;
  GList *items;

  g_hash_table_insert (wanted, (char *) "application", (char *) "pictor");
  g_hash_table_insert (wanted, (char *) "origin", (char *) "https://api.picpik.ai");
  items = secret_password_searchv_sync (NULL, wanted, SECRET_SEARCH_ALL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  label = secret_retrievable_get_label (items->data);
  attributes = secret_retrievable_get_attributes (items->data);
  g_list_free_full (items, g_object_unref);

  g_assert_cmpstr (label, ==, "Pictor: PICPIK key 4eZxYabc… at https://api.picpik.ai");
  g_assert_cmpstr (g_hash_table_lookup (attributes, "engine"), ==, "picpik");
  g_assert_cmpstr (g_hash_table_lookup (attributes, "public-key"), ==, "4eZxYabcdefgh");
  g_assert_cmpstr (g_hash_table_lookup (attributes, "xdg:schema"), ==,
                   "io.github.pictor.Pictor.Account");
  g_assert_cmpuint (g_hash_table_size (attributes), ==, 5);
}

static void
assert_no_file_tells (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *contents = NULL;
  const char *name;
  gsize length;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      assert_no_file_tells (child);
    }
  if (dir != NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_null (memmem (contents, length, SECRET, strlen (SECRET)));
  g_assert_null (memmem (contents, length, OTHER_SECRET, strlen (OTHER_SECRET)));
}

static void
test_everyday (void)
{
  PictorTestKeyring fixture = { NULL };
  PictorKeyring *keyring = pictor_keyring_new ();
  g_autofree char *file = NULL;

  pictor_test_keyring_use_home (&fixture);
  pictor_test_keyring_start_bus (NULL);
  pictor_test_keyring_start (&fixture, TRUE);
  check_all (keyring);
  g_assert_true (pictor_keyring_get_persistent (keyring));
  assert_item ();

  /* the keyring is started anew while the program runs */
  pictor_test_keyring_stop (&fixture);
  pictor_test_keyring_start (&fixture, TRUE);
  assert_secret (keyring, &first, SECRET);
  pictor_test_keyring_stop (&fixture);
  pictor_test_keyring_start (&fixture, TRUE);
  assert_stores (keyring, &second, OTHER_SECRET);
  assert_list (keyring, FIRST_LINE SECOND_LINE);

  pictor_test_finalize (keyring);
  pictor_test_keyring_stop (&fixture);
  file = g_build_filename (fixture.home, ".local", "share", "keyrings", "login.keyring", NULL);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  assert_no_file_tells (fixture.home);
  pictor_test_keyring_clear (&fixture);
}

/* Locks all there is, as a person can from the system's keyring program. */
static void
lock (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = NULL;
  GList *collections;

  service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  g_assert_no_error (error);
  collections = secret_service_get_collections (service);
  g_assert_cmpint (secret_service_lock_sync (service, collections, NULL, NULL, &error), >, 0);
  g_assert_no_error (error);
  g_list_free_full (collections, g_object_unref);
}

/* Nobody unlocks it: there is no program here that could ask. */
static void
assert_all_locked (PictorKeyring *keyring)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) clear_error = NULL;

  assert_lookup_fails (keyring, &first, PICTOR_KEYRING_ERROR_LOCKED);
  assert_lookup_fails (keyring, &second, PICTOR_KEYRING_ERROR_NOT_FOUND);
  g_assert_false (store (keyring, &second, OTHER_SECRET, &error));
  g_assert_error (error, PICTOR_KEYRING_ERROR, PICTOR_KEYRING_ERROR_LOCKED);
  g_assert_cmpstr (error->message, ==, "The keyring is locked. Unlock it, then try again.");
  g_assert_false (clear (keyring, &first, &clear_error));
  g_assert_error (clear_error, PICTOR_KEYRING_ERROR, PICTOR_KEYRING_ERROR_LOCKED);
  g_assert_true (pictor_keyring_get_persistent (keyring));
}

static void
test_locked (void)
{
  PictorTestKeyring fixture = { NULL };
  PictorKeyring *keyring = pictor_keyring_new ();
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  pictor_test_keyring_use_home (&fixture);
  pictor_test_keyring_start_bus (NULL);
  pictor_test_keyring_start (&fixture, TRUE);
  assert_stores (keyring, &first, SECRET);
  lock ();
  assert_all_locked (keyring);
  assert_list (keyring, FIRST_LINE);

  /* locked from the start, gnome-keyring knows its items by hashes only */
  pictor_test_keyring_stop (&fixture);
  pictor_test_keyring_start (&fixture, FALSE);
  assert_all_locked (keyring);
  pictor_keyring_list_async (keyring, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  g_assert_null (pictor_keyring_list_finish (keyring, result, &error));
  g_assert_error (error, PICTOR_KEYRING_ERROR, PICTOR_KEYRING_ERROR_LOCKED);
  g_clear_object (&result);

  pictor_test_keyring_stop (&fixture);
  pictor_test_keyring_start (&fixture, TRUE);
  assert_secret (keyring, &first, SECRET);
  assert_list (keyring, FIRST_LINE);

  pictor_test_finalize (keyring);
  pictor_test_keyring_clear (&fixture);
}

/* No keyring has ever been made, and nobody is asked to choose a password for one. */
static void
test_empty (void)
{
  PictorTestKeyring fixture = { NULL };
  PictorKeyring *keyring = pictor_keyring_new ();
  g_autoptr (GError) error = NULL;

  pictor_test_keyring_use_home (&fixture);
  pictor_test_keyring_start_bus (NULL);
  pictor_test_keyring_start (&fixture, FALSE);
  assert_list (keyring, "");
  assert_lookup_fails (keyring, &first, PICTOR_KEYRING_ERROR_NOT_FOUND);
  g_assert_false (store (keyring, &first, SECRET, &error));
  g_assert_error (error, PICTOR_KEYRING_ERROR, PICTOR_KEYRING_ERROR_LOCKED);

  pictor_test_finalize (keyring);
  pictor_test_keyring_clear (&fixture);
}

static void
prompter_called_cb (GDBusConnection       *connection,
                    const char            *sender,
                    const char            *path,
                    const char            *interface,
                    const char            *method,
                    GVariant              *parameters,
                    GDBusMethodInvocation *invocation,
                    gpointer               user_data)
{
  int *n_prompts = user_data;

  if (g_str_equal (method, "BeginPrompting"))
    (*n_prompts)++;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

/* Stands in for the program that asks for passwords: its window is open, and nobody answers. */
static void
start_prompter (int *n_prompts)
{
  static const GDBusInterfaceVTable vtable = { prompter_called_cb, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autoptr (GVariant) reply = NULL;

  g_assert_no_error (error);
  node = g_dbus_node_info_new_for_xml ("<node><interface name='org.gnome.keyring.internal.Prompter'>"
                                       "<method name='BeginPrompting'><arg type='o'/></method>"
                                       "<method name='StopPrompting'><arg type='o'/></method>"
                                       "</interface></node>", &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (bus, "/org/gnome/keyring/Prompter", node->interfaces[0],
                                     &vtable, n_prompts, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.gnome.keyring.SystemPrompter",
                                                      0),
                                       NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

/* Cancels, and expects the answer within the tenth of a second that a person calls "at once". */
static void
assert_cancels (PictorKeyring  *keyring,
                GCancellable   *cancellable,
                GAsyncResult  **result)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (*result);
  g_cancellable_cancel (cancellable);
  pictor_test_wait (*result != NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 100 * 1000);
  g_assert_null (pictor_keyring_lookup_finish (keyring, *result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (result);
  g_cancellable_reset (cancellable);
}

static void
test_cancel (void)
{
  PictorTestKeyring fixture = { NULL };
  PictorKeyring *keyring = pictor_keyring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;
  int n_prompts = 0;

  pictor_test_keyring_use_home (&fixture);
  pictor_test_keyring_start_bus (NULL);
  pictor_test_keyring_start (&fixture, TRUE);
  assert_stores (keyring, &first, SECRET);

  /* before */
  g_cancellable_cancel (cancellable);
  pictor_keyring_lookup_async (keyring, &first, cancellable, pictor_test_done_cb, &result);
  assert_cancels (keyring, cancellable, &result);

  /* early */
  pictor_keyring_lookup_async (keyring, &first, cancellable, pictor_test_done_cb, &result);
  assert_cancels (keyring, cancellable, &result);

  /* while a person is asked */
  start_prompter (&n_prompts);
  lock ();
  pictor_keyring_lookup_async (keyring, &first, cancellable, pictor_test_done_cb, &result);
  pictor_test_wait (n_prompts == 1);
  assert_cancels (keyring, cancellable, &result);

  /* while the keyring itself hangs */
  g_subprocess_send_signal (fixture.daemon, SIGSTOP);
  pictor_keyring_lookup_async (keyring, &first, cancellable, pictor_test_done_cb, &result);
  assert_cancels (keyring, cancellable, &result);
  g_subprocess_send_signal (fixture.daemon, SIGCONT);

  /* nothing of that harmed the keyring, or is still under way here */
  assert_list (keyring, FIRST_LINE);
  pictor_test_finalize (keyring);
  pictor_test_keyring_clear (&fixture);
}

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
  pictor_keyring_free_secret (secret);
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

/* Each in a process of its own, whose every word is looked through for what must not be told. */
static void
run_cb (gconstpointer data)
{
  g_autofree char *path = g_strconcat ("/keyring/", data, "/subprocess", NULL);

  g_test_trap_subprocess (path, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout_unmatched ("*" SECRET "*");
  g_test_trap_assert_stdout_unmatched ("*" OTHER_SECRET "*");
  g_test_trap_assert_stderr_unmatched ("*" SECRET "*");
  g_test_trap_assert_stderr_unmatched ("*" OTHER_SECRET "*");
}

int
main (int   argc,
      char *argv[])
{
  const struct
  {
    const char *name;
    GTestFunc function;
  } scenes[] = {
    { "everyday", test_everyday },
    { "locked", test_locked },
    { "empty", test_empty },
    { "cancel", test_cancel },
    { "no-bus", test_no_bus },
    { "dead-bus", test_dead_bus },
    { "garbage-bus", test_garbage_bus },
    { "no-service", test_no_service },
    { "broken-service", test_broken_service },
    { "gone", test_gone },
    { "wiped", test_wiped },
  };

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/credential", test_credential);
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      g_autofree char *path = g_strconcat ("/keyring/", scenes[i].name, NULL);
      g_autofree char *inner = g_strconcat (path, "/subprocess", NULL);

      g_test_add_data_func (path, scenes[i].name, run_cb);
      g_test_add_func (inner, scenes[i].function);
    }
  return g_test_run ();
}
