/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-faulty-server.h"
#include "pictor-test-accounts.h"
#include "pictor-test-home.h"
#include "pictor-test-window.h"

/* A PICPIK that goes wrong, as it looks in the window: what happened and what to do is said, the draft stays, and all
 * goes well once the service does. */

#define SUBMIT "GenerateTxt2Img"
#define FOLLOW "ListTasksDetails"

typedef struct
{
  PictorFaultyServer *server;
  PictorTestWindow *window;
} Fixture;

/* The account is stored by “pictor account add”, with its key on the standard input. */
static void
add_account (const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
                      g_getenv ("PICTOR_PROGRAM"), "account", "add", "picpik", "--server", address, "--public-key",
                      PICTOR_FAULTY_PUBLIC_KEY, NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, PICTOR_FAULTY_PRIVATE_KEY "\n", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *engine = NULL;

  pictor_test_home_forget ();
  fixture->server = pictor_faulty_server_new ();
  add_account (pictor_faulty_server_get_address (fixture->server));
  engine = g_strdup_printf ("'picpik:%s:%s'", pictor_faulty_server_get_address (fixture->server),
                            PICTOR_FAULTY_PUBLIC_KEY);
  pictor_test_home_set ("engine", engine);
  pictor_test_home_write (PICTOR_TEST_DRAFT, PICTOR_TEST_SMALL_DRAFT);
  fixture->window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (fixture->window, ATSPI_ROLE_PUSH_BUTTON, "Engine: PICPIK*");
  pictor_test_window_wait_text (fixture->window, "Prompt", "a lamp");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  pictor_test_window_close (fixture->window);
  g_clear_pointer (&fixture->server, pictor_faulty_server_free);
}

static void
assert_draft (Fixture *fixture)
{
  g_autofree char *prompt = pictor_test_window_get_text (fixture->window, "Prompt");
  g_autofree char *steps = pictor_test_window_get_text (fixture->window, "Steps");

  g_assert_cmpstr (prompt, ==, "a lamp");
  g_assert_cmpstr (steps, ==, "1");
}

/* Generates in vain: @sentence is said, and the button @remedy is there. */
static void
fail (Fixture    *fixture,
      const char *sentence,
      const char *remedy)
{
  pictor_test_window_press (fixture->window, "ctrl+Return");
  pictor_test_window_wait (fixture->window, ATSPI_ROLE_ALERT, sentence);
  pictor_test_window_wait (fixture->window, ATSPI_ROLE_PUSH_BUTTON, remedy);
  pictor_test_window_wait_gone (fixture->window, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
  assert_draft (fixture);
}

/* Does what @remedy says, now that the service is well. */
static void
mend (Fixture    *fixture,
      const char *remedy)
{
  guint n = pictor_test_home_count_pictures ();

  pictor_faulty_server_heal (fixture->server);
  pictor_test_window_click (fixture->window, ATSPI_ROLE_PUSH_BUTTON, remedy);
  pictor_test_window_wait_gone (fixture->window, ATSPI_ROLE_PUSH_BUTTON, remedy);
  pictor_test_window_wait (fixture->window, ATSPI_ROLE_IMAGE, "a lamp");
  pictor_test_window_wait_gone (fixture->window, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
  g_assert_cmpuint (pictor_test_home_count_pictures (), ==, n + 1);
}

static void
test_refusals (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *what;
    PictorFault fault;
    guint number;
    const char *text;
    const char *sentence;
  } cases[] = {
    { SUBMIT, PICTOR_FAULT_RET_CODE, 230, "Params [Steps] not available",
      "The service refused: “Params [Steps] not available”" },
    { SUBMIT, PICTOR_FAULT_STATUS, 500, NULL,
      "“127.0.0.1” has a problem of its own (HTTP status 500). Try again later." },
    { FOLLOW, PICTOR_FAULT_TASK, 0,
      "\"Status\":\"Failed\",\"ErrorCode\":5,\"ErrorMassage\":\"Out of memory\"",
      "The service could not make the picture: “Out of memory”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      pictor_faulty_server_heal (fixture->server);
      pictor_faulty_server_plan (fixture->server, cases[i].what, 0, cases[i].fault, cases[i].number, cases[i].text);
      fail (fixture, cases[i].sentence, "Try Again");
    }
  mend (fixture, "Try Again");
}

/* Nobody knows whether the job was taken: that is said, and it is sent again only when that is wanted. */
static void
test_uncertain (Fixture       *fixture,
                gconstpointer  data)
{
  guint n;

  pictor_faulty_server_plan (fixture->server, SUBMIT, 0, PICTOR_FAULT_BODY, 0, "{\"RetCode\":");
  fail (fixture, "*may charge for it.", "Send Again…");
  n = pictor_faulty_server_count (fixture->server, SUBMIT);
  pictor_test_window_click (fixture->window, ATSPI_ROLE_PUSH_BUTTON, "Send Again…");
  pictor_test_window_wait (fixture->window, ATSPI_ROLE_PUSH_BUTTON, "*Send Again");
  pictor_test_window_press (fixture->window, "Escape");
  pictor_test_window_wait_gone (fixture->window, ATSPI_ROLE_PUSH_BUTTON, "*Send Again");
  g_assert_cmpuint (pictor_faulty_server_count (fixture->server, SUBMIT), ==, n);

  pictor_test_window_click (fixture->window, ATSPI_ROLE_PUSH_BUTTON, "Send Again…");
  mend (fixture, "*Send Again");
  g_assert_cmpuint (pictor_faulty_server_count (fixture->server, SUBMIT), ==, n + 1);
  assert_draft (fixture);
}

/* Escape ends the waiting for a service that says nothing, at once. */
static void
test_silent (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const silent[] = { FOLLOW, SUBMIT };

  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      guint n = pictor_faulty_server_count (fixture->server, silent[i]);
      gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
      gint64 pressed;

      pictor_faulty_server_plan (fixture->server, silent[i], 0, PICTOR_FAULT_SILENT, 0, NULL);
      pictor_test_window_press (fixture->window, "ctrl+Return");
      while (pictor_faulty_server_count (fixture->server, silent[i]) == n)
        {
          g_assert_cmpint (g_get_monotonic_time (), <, deadline);
          g_usleep (20000);
        }
      pictor_test_window_wait (fixture->window, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
      pressed = g_get_monotonic_time ();
      pictor_test_window_press (fixture->window, "Escape");
      pictor_test_window_wait_gone (fixture->window, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
      g_assert_cmpint (g_get_monotonic_time () - pressed, <, 2 * G_USEC_PER_SEC);
      assert_draft (fixture);
      pictor_faulty_server_heal (fixture->server);
    }
  pictor_test_window_press (fixture->window, "ctrl+Return");
  pictor_test_window_wait (fixture->window, ATSPI_ROLE_IMAGE, "a lamp");
}

static void
test_no_route (Fixture       *fixture,
               gconstpointer  data)
{
  g_clear_pointer (&fixture->server, pictor_faulty_server_free);
  fail (fixture, "“127.0.0.1” accepts no connections. It may be down, or the address may be wrong.", "Try Again");
  pictor_test_window_click (fixture->window, ATSPI_ROLE_PUSH_BUTTON, "Try Again");
  pictor_test_window_wait (fixture->window, ATSPI_ROLE_ALERT, "“127.0.0.1” accepts no connections.*");
  assert_draft (fixture);
}

static void
add (const char *path,
     void      (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/window-faults/refusals", test_refusals);
  add ("/window-faults/uncertain", test_uncertain);
  add ("/window-faults/silent", test_silent);
  add ("/window-faults/no-route", test_no_route);
  return g_test_run ();
}
