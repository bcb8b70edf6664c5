/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-test-secrets.h"

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
  pictor_test_folder_assert_lacks (fixture.home, SECRET);
  pictor_test_folder_assert_lacks (fixture.home, OTHER_SECRET);
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

int
main (int   argc,
      char *argv[])
{
  const Scene scenes[] = {
    { "everyday", test_everyday },
    { "locked", test_locked },
    { "empty", test_empty },
    { "cancel", test_cancel },
  };

  return run_scenes (argc, argv, scenes, G_N_ELEMENTS (scenes));
}
