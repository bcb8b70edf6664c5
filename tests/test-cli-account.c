/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>

#include "pictor-test-keyring.h"
#include "pictor-test-program.h"
#include "pictor-test-terminal.h"

/* "pictor account" and the keys it keeps, with a real gnome-keyring. */

#define SECRET "s3cret-never-to-be-seen"
#define SERVER "https://pictor.example"

static PictorTestKeyring keyring;

static void
set_up (PictorTestPerson *person,
        gconstpointer     data)
{
  pictor_test_person_set_up (person, NULL);
  g_subprocess_launcher_setenv (person->launcher, "DBUS_SESSION_BUS_ADDRESS", g_getenv ("DBUS_SESSION_BUS_ADDRESS"), TRUE);
  /* Whatever is logged, it is no secret. */
  g_subprocess_launcher_setenv (person->launcher, "G_MESSAGES_DEBUG", "all", TRUE);
}

static void
remove_account (PictorTestPerson *person,
                const char       *public_key)
{
  g_autoptr (PictorTestOutcome) outcome = pictor_test_person_run (person, "account", "remove", "picpik",
                                                                  "--public-key", public_key);

  pictor_test_assert_status (outcome, 0);
}

static void
assert_no_secret (PictorTestOutcome *outcome)
{
  g_assert_null (strstr (outcome->out, SECRET));
  if (outcome->err != NULL)
    g_assert_null (strstr (outcome->err, SECRET));
}

static void
assert_no_secret_below (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *content = NULL;
  const char *name;
  gsize length = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      assert_no_secret_below (child);
    }
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (path, &content, &length, NULL))
    g_assert_null (g_strstr_len (content, length, SECRET));
}

static PictorTestOutcome *
add (PictorTestPerson *person,
     const char       *public_key,
     const char       *input)
{
  return pictor_test_person_run_with (person, input,
                                      (const char * const[]) { "account", "add", "picpik", "--server", SERVER,
                                                               "--public-key", public_key, NULL });
}

static char *
list (PictorTestPerson *person)
{
  g_autoptr (PictorTestOutcome) outcome = pictor_test_person_run (person, "account", "list");

  pictor_test_assert_status (outcome, 0);
  assert_no_secret (outcome);
  return g_steal_pointer (&outcome->out);
}

/* Lines of standard output that are no log. */
static void
assert_listed (PictorTestPerson *person,
               const char       *line)
{
  g_autofree char *text = list (person);

  pictor_test_assert_says (text, line);
}

static void
test_add (PictorTestPerson *person,
          gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) added = add (person, "public-1", SECRET "\nwhat follows is not ours\n");
  g_autoptr (PictorTestOutcome) json = NULL;
  g_autofree char *text = NULL;

  pictor_test_assert_status (added, 0);
  assert_no_secret (added);
  assert_listed (person, "picpik  " SERVER "  public-1\n");
  json = pictor_test_person_run (person, "account", "list", "--json");
  pictor_test_assert_says (json->out, "{\"engine\":\"picpik\",\"server\":\"" SERVER "\",\"public-key\":\"public-1\"}\n");

  assert_no_secret_below (person->home);
  assert_no_secret_below (keyring.home);
  remove_account (person, "public-1");
  text = list (person);
  g_assert_null (strstr (text, "public-1"));
}

static void
test_bad (PictorTestPerson *person,
          gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) word = pictor_test_person_run (person, "account", "add", "picpik", SECRET);
  g_autoptr (PictorTestOutcome) engine = pictor_test_person_run (person, "account", "add", SECRET);
  g_autoptr (PictorTestOutcome) option = pictor_test_person_run (person, "account", "add", "picpik",
                                                                 "--private-key=" SECRET);
  g_autoptr (PictorTestOutcome) empty = add (person, "public-1", "");
  g_autoptr (PictorTestOutcome) blank = add (person, "public-1", "  \n");
  g_autoptr (PictorTestOutcome) nobody = pictor_test_person_run (person, "account", "remove", "picpik",
                                                                 "--public-key", "nobody");
  g_autoptr (PictorTestOutcome) server = NULL;

  pictor_test_assert_status (word, 2);
  assert_no_secret (word);
  pictor_test_assert_status (engine, 2);
  assert_no_secret (engine);
  pictor_test_assert_status (option, 2);
  pictor_test_assert_says (option->err, "--private-key: There is no such option.");
  assert_no_secret (option);
  pictor_test_assert_status (empty, 2);
  pictor_test_assert_says (empty->err, "no key on standard input");
  pictor_test_assert_status (blank, 2);
  pictor_test_assert_status (nobody, 2);
  pictor_test_assert_says (nobody->err, "There is no such account.");

  server = pictor_test_person_run_with (person, SECRET "\n",
                                        (const char * const[]) { "account", "add", "picpik", "--public-key", "x",
                                                                 "--server", "http://pictor.example", NULL });
  pictor_test_assert_status (server, 2);
  pictor_test_assert_says (server->err, "--server: ");
}

/* The keyring is not there: nothing could be kept. */
static void
test_no_keyring (PictorTestPerson *person,
                 gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) outcome = NULL;

  g_subprocess_launcher_setenv (person->launcher, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  outcome = add (person, "public-1", SECRET "\n");
  pictor_test_assert_status (outcome, 1);
  pictor_test_assert_says (outcome->err, "PICTOR_PICPIK_PRIVATE_KEY");
  assert_no_secret (outcome);
}

/* Two accounts: which one has to be said, and those there are, are named. */
static void
test_several (PictorTestPerson *person,
              gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) first = add (person, "public-1", SECRET "\n");
  g_autoptr (PictorTestOutcome) second = add (person, "public-2", SECRET "\n");
  g_autoptr (PictorTestOutcome) which = NULL;
  g_autoptr (PictorTestOutcome) other = NULL;
  g_autoptr (PictorTestOutcome) removed = NULL;

  pictor_test_assert_status (first, 0);
  pictor_test_assert_status (second, 0);
  which = pictor_test_person_run (person, "generate", "a fox", "--engine", "picpik", "--model", "1");
  pictor_test_assert_status (which, 2);
  pictor_test_assert_says (which->err, "“public-1” at " SERVER);
  pictor_test_assert_says (which->err, "“public-2” at " SERVER);
  other = pictor_test_person_run (person, "generate", "a fox", "--account", "public-3", "--model", "1");
  pictor_test_assert_status (other, 2);
  pictor_test_assert_says (other->err, "--account: There is no such PICPIK account.");
  removed = pictor_test_person_run (person, "account", "remove", "picpik");
  pictor_test_assert_status (removed, 2);
  remove_account (person, "public-1");
  remove_account (person, "public-2");
}

/* What is typed at a terminal is not shown. */
static void
test_terminal (PictorTestPerson *person,
               gconstpointer     data)
{
  static const char * const arguments[] = { "account", "add", "picpik", "--server", SERVER, NULL };
  g_autoptr (PictorTestTerminal) terminal = pictor_test_terminal_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (PictorTestOutcome) outcome = NULL;

  g_subprocess_launcher_take_stdin_fd (person->launcher, pictor_test_terminal_enter (terminal));
  g_subprocess_launcher_take_stderr_fd (person->launcher, pictor_test_terminal_enter (terminal));
  process = pictor_test_person_spawn (person, G_SUBPROCESS_FLAGS_STDOUT_PIPE, arguments);
  g_subprocess_launcher_take_stdin_fd (person->launcher, -1);
  g_subprocess_launcher_take_stderr_fd (person->launcher, -1);

  pictor_test_wait (strstr (terminal->shown->str, "Public key:") != NULL);
  pictor_test_terminal_type (terminal, "public-1\n");
  pictor_test_wait (strstr (terminal->shown->str, "Private key") != NULL && !pictor_test_terminal_echoes (terminal));
  pictor_test_terminal_type (terminal, SECRET "\n");
  outcome = pictor_test_process_finish (process, NULL);
  pictor_test_assert_status (outcome, 0);
  g_assert_true (pictor_test_terminal_echoes (terminal));
  pictor_test_terminal_close (terminal);
  pictor_test_assert_says (terminal->shown->str, "public-1");
  g_assert_null (strstr (terminal->shown->str, SECRET));

  assert_listed (person, "public-1");
  remove_account (person, "public-1");
}

/* A signal while a key is typed leaves the terminal as it was. */
static void
test_terminal_signal (PictorTestPerson *person,
                      gconstpointer     data)
{
  static const char * const arguments[] = { "account", "add", "picpik", "--public-key", "public-1", NULL };
  g_autoptr (PictorTestTerminal) terminal = pictor_test_terminal_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (PictorTestOutcome) outcome = NULL;

  g_subprocess_launcher_take_stdin_fd (person->launcher, pictor_test_terminal_enter (terminal));
  process = pictor_test_person_spawn (person, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, arguments);
  g_subprocess_launcher_take_stdin_fd (person->launcher, -1);

  pictor_test_wait (!pictor_test_terminal_echoes (terminal));
  pictor_test_terminal_type (terminal, "half a s");
  g_subprocess_send_signal (process, GPOINTER_TO_INT (data));
  outcome = pictor_test_process_finish (process, NULL);
  pictor_test_assert_status (outcome, 130);
  g_assert_true (pictor_test_terminal_echoes (terminal));
  pictor_test_terminal_close (terminal);
}

#define add_test(name, function, data) \
  g_test_add ("/cli-account/" name, PictorTestPerson, data, set_up, function, pictor_test_person_tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  add_test ("add", test_add, NULL);
  add_test ("bad", test_bad, NULL);
  add_test ("no-keyring", test_no_keyring, NULL);
  add_test ("several", test_several, NULL);
  add_test ("terminal", test_terminal, NULL);
  add_test ("interrupt", test_terminal_signal, GINT_TO_POINTER (SIGINT));
  add_test ("terminate", test_terminal_signal, GINT_TO_POINTER (SIGTERM));

  pictor_test_keyring_use_home (&keyring);
  pictor_test_keyring_start_bus (NULL);
  pictor_test_keyring_start (&keyring, TRUE);
  status = g_test_run ();
  pictor_test_keyring_clear (&keyring);
  return status;
}
