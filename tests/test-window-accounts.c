/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsecret/secret.h>

#include "pictor-test-accounts.h"
#include "pictor-test-home.h"
#include "pictor-test-practice.h"
#include "pictor-test-window.h"

/* PICPIK, connected, used, and removed in the window. “pictor practice”, in another process, is the PICPIK. */

typedef struct
{
  PictorTestPractice practice;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GHashTable) ours = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  pictor_test_home_forget ();
  g_hash_table_insert (ours, (char *) "application", (char *) "pictor");
  secret_password_clearv_sync (NULL, ours, NULL, &error);
  g_assert_no_error (error);
  pictor_test_practice_start (&fixture->practice, launcher);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  pictor_test_practice_clear (&fixture->practice);
}

/* Neither the command line of @pid nor that of a process that it has started may hold @secret. */
static void
assert_not_in_arguments (int         pid,
                         const char *secret)
{
  g_autofree char *arguments = g_strdup_printf ("/proc/%d/cmdline", pid);
  g_autofree char *tasks = g_strdup_printf ("/proc/%d/task", pid);
  g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
  const char *task;

  pictor_test_folder_assert_lacks (arguments, secret);
  while (dir != NULL && (task = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (tasks, task, "children", NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) children = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;
      children = g_strsplit (g_strchomp (text), " ", -1);
      for (guint i = 0; children[i] != NULL; i++)
        if (children[i][0] != '\0')
          assert_not_in_arguments (atoi (children[i]), secret);
    }
}

/* What a field can't take is told beside it, and only there; nothing is stored. */
static void
test_bad_input (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const bad[][2] = {
    { "nonsense here", "This is no web address.*" },
    { "ftp://example.com", "*begin with “https://”*" },
    { "http://example.com", "*begin with “https://”*" },
    { "https://user:word@example.com", "The address must not contain a user name or a password." },
    { "https://example.com/api", "The address “https://example.com/api” goes on after the server's name.*" },
  };
  PictorTestWindow *window = pictor_test_window_start (NULL, NULL);

  pictor_test_accounts_open (window);
  pictor_test_accounts_refused (window, "Address", "Type the address of the service.");
  pictor_test_window_set_text (window, "Address", fixture->practice.address);
  pictor_test_accounts_refused (window, "Public key", "Type the public key of your account.");
  pictor_test_window_wait_description (window, ATSPI_ROLE_TEXT, "Address", "");
  pictor_test_window_set_text (window, "Public key", fixture->practice.public_key);
  pictor_test_accounts_refused (window, "Private key", "Type the private key of your account.");
  pictor_test_window_set_text (window, "Private key", "  ");
  pictor_test_accounts_refused (window, "Private key", "Type the private key of your account.");
  pictor_test_window_set_text (window, "Private key", fixture->practice.private_key);
  pictor_test_window_wait_description (window, ATSPI_ROLE_TEXT, "Private key", "");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      pictor_test_window_set_text (window, "Address", bad[i][0]);
      pictor_test_accounts_refused (window, "Address", bad[i][1]);
    }
  pictor_test_window_wait_description (window, ATSPI_ROLE_TEXT, "Private key", "");

  pictor_test_window_press (window, "Escape");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Add");
  g_assert_true (pictor_test_window_shows (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*"));
  pictor_test_window_close (window);
}

/* From the keys to the picture; all is there again after a restart, and the account can be tested and removed. Through all
 * of it, the private key is nowhere but in the keyring. */
static void
test_connect (Fixture       *fixture,
              gconstpointer  data)
{
  PictorTestWindow *window = pictor_test_window_start ("G_MESSAGES_DEBUG", "all", NULL);

  pictor_test_accounts_connect (window, &fixture->practice, fixture->practice.private_key);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: PICPIK, 127.0.0.1:*");

  /* PICPIK has no model of its own choice. */
  pictor_test_window_set_text (window, "Prompt", "a lamp");
  pictor_test_window_set_value (window, "Width", 128);
  pictor_test_window_set_value (window, "Height", 128);
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Generate");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Choose a model, or type its number.");
  g_assert_cmpuint (pictor_test_home_count_pictures (), ==, 0);
  pictor_test_window_press (window, "ctrl+l");
  pictor_test_window_press_until (window, "Tab", "*: Model:*");
  pictor_test_window_press (window, "space");
  pictor_test_window_type (window, "base");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Use “base” as It Is");
  pictor_test_window_press (window, "Return");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Model: Practice Base");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, "Choose a model, or type its number.");
  pictor_test_window_press (window, "ctrl+Return");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "a lamp");
  g_assert_cmpuint (pictor_test_home_count_pictures (), ==, 1);
  assert_not_in_arguments (pictor_test_window_get_pid (window), fixture->practice.private_key);
  pictor_test_window_close (window);
  pictor_test_folder_assert_lacks (g_get_home_dir (), fixture->practice.private_key);

  window = pictor_test_window_start ("G_MESSAGES_DEBUG", "all", NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: PICPIK, 127.0.0.1:*");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Model: Practice Base");
  pictor_test_window_press (window, "ctrl+comma");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Test PICPIK");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "*\nIt works: * models found.");

  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Remove PICPIK");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Remove This Account?");
  pictor_test_window_press (window, "Escape");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, "Remove This Account?");
  g_assert_true (pictor_test_window_shows (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: PICPIK*"));
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Remove PICPIK");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "_Remove*");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Remove PICPIK");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  pictor_test_home_wait (PICTOR_TEST_SETTINGS, "engine='practice'");
  pictor_test_window_press (window, "Escape");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Test Practice");
  pictor_test_window_close (window);
  pictor_test_folder_assert_lacks (g_get_home_dir (), fixture->practice.private_key);

  /* It is gone for good. */
  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  pictor_test_window_press (window, "ctrl+comma");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Test Practice");
  g_assert_false (pictor_test_window_shows (window, ATSPI_ROLE_PUSH_BUTTON, "Test PICPIK"));
  pictor_test_window_press (window, "Escape");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Test Practice");
  pictor_test_window_close (window);
}

/* PICPIK's own words are beside the account and on the canvas, whose button opens the accounts; there the right key is
 * given. */
static void
test_wrong_key (Fixture       *fixture,
                gconstpointer  data)
{
  PictorTestWindow *window;

  pictor_test_home_write (PICTOR_TEST_DRAFT, PICTOR_TEST_SMALL_DRAFT);
  window = pictor_test_window_start ("G_MESSAGES_DEBUG", "all", NULL);
  pictor_test_accounts_connect (window, &fixture->practice, "not-the-private-key");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: PICPIK, 127.0.0.1:*");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Generate");
  pictor_test_window_wait (window, ATSPI_ROLE_ALERT, "*“Signature: *Check the keys.");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Open Accounts");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "127.0.0.1:*“Signature: *Check the keys.");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Test PICPIK");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "127.0.0.1:*“Signature: *Check the keys.");

  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Add account");
  pictor_test_accounts_fill (window, &fixture->practice, fixture->practice.private_key);
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "127.0.0.1:*\nReady");
  g_assert_cmpuint (pictor_test_window_count (window, ATSPI_ROLE_PUSH_BUTTON, "Test PICPIK"), ==, 1);
  pictor_test_window_press (window, "Escape");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Test PICPIK");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Generate");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "a lamp");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Open Accounts");
  pictor_test_window_close (window);
  pictor_test_folder_assert_lacks (g_get_home_dir (), "not-the-private-key");
}

#define add_test(name, function) \
  g_test_add ("/window-accounts/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_test ("bad-input", test_bad_input);
  add_test ("connect", test_connect);
  add_test ("wrong-key", test_wrong_key);
  return g_test_run ();
}
