/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-test-accounts.h"
#include "pictor-test-home.h"
#include "pictor-test-keyring.h"
#include "pictor-test-practice.h"
#include "pictor-test-tree.h"
#include "pictor-test-window.h"

/* The window where the keyring is locked, or where there is none: a session bus and a home of the test's own. */

#define LOCKED "The keyring is locked. Unlock it, then try again."

static PictorTestKeyring keyring;

static void
move_in (void)
{
  g_autofree char *accessibility = pictor_test_tree_get_bus_address ();
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));

  pictor_test_keyring_use_home (&keyring);
  pictor_test_keyring_start_bus (NULL);
  g_setenv ("AT_SPI_BUS_ADDRESS", accessibility, TRUE);
  g_setenv ("DISPLAY", display, TRUE);
}

static void
set_up (PictorTestPractice *practice,
        gconstpointer       data)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);

  pictor_test_home_forget ();
  pictor_test_home_write (PICTOR_TEST_DRAFT, PICTOR_TEST_SMALL_DRAFT);
  pictor_test_practice_start (practice, launcher);
}

static void
tear_down (PictorTestPractice *practice,
           gconstpointer       data)
{
  pictor_test_practice_clear (practice);
}

/* The window says so, and the account lasts as long as it does. */
static void
test_absent (PictorTestPractice *practice,
             gconstpointer       data)
{
  PictorTestWindow *window = pictor_test_window_start ("G_MESSAGES_DEBUG", "all", NULL);

  pictor_test_window_wait (window, ATSPI_ROLE_LABEL,
                           "No keyring was found. Keys are kept until Pictor is closed, and nowhere else.");
  pictor_test_accounts_connect (window, practice, practice->private_key);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: PICPIK, 127.0.0.1:*");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Generate");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "a lamp");
  pictor_test_window_close (window);
  pictor_test_folder_assert_lacks (keyring.home, practice->private_key);

  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "No keyring was found.*");
  g_assert_true (pictor_test_window_shows (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*"));
  pictor_test_window_close (window);
}

/* Nobody unlocks it, since nothing here could ask: the window says so and goes on with practice. Neither the draft nor what
 * was typed is lost, nor the account, which is there again with the next unlocked keyring. */
static void
test_locked (PictorTestPractice *practice,
             gconstpointer       data)
{
  PictorTestWindow *window;
  g_autofree char *prompt = NULL;

  pictor_test_keyring_start (&keyring, TRUE);
  window = pictor_test_window_start (NULL, NULL);
  pictor_test_accounts_connect (window, practice, practice->private_key);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: PICPIK, 127.0.0.1:*");
  pictor_test_window_close (window);
  pictor_test_keyring_stop (&keyring);

  pictor_test_keyring_start (&keyring, FALSE);
  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, LOCKED);
  /* The account stays; only its key can't be had until the keyring is unlocked. */
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: PICPIK, 127.0.0.1:*");
  g_assert_false (pictor_test_window_shows (window, ATSPI_ROLE_LABEL, "No keyring was found.*"));
  prompt = pictor_test_window_get_text (window, "Prompt");
  g_assert_cmpstr (prompt, ==, "a lamp");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Generate");
  pictor_test_window_wait (window, ATSPI_ROLE_ALERT, LOCKED);
  pictor_test_window_close (window);
  pictor_test_keyring_stop (&keyring);

  pictor_test_keyring_start (&keyring, TRUE);
  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: PICPIK, 127.0.0.1:*");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Generate");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "a lamp");
  pictor_test_window_close (window);
  pictor_test_keyring_stop (&keyring);
  pictor_test_folder_assert_lacks (keyring.home, practice->private_key);
}

#define add_test(name, function) \
  g_test_add ("/window-keyring/" name, PictorTestPractice, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  move_in ();
  add_test ("absent", test_absent);
  add_test ("locked", test_locked);
  status = g_test_run ();
  pictor_test_keyring_clear (&keyring);
  return status;
}
