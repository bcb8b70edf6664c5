/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pictor-test-folder.h"
#include "pictor-test.h"

/* The built program ($PICTOR_PROGRAM), run by a person of a test's own: a home, and neither display nor session bus. */

typedef struct
{
  char *home;
  GSubprocessLauncher *launcher;
} PictorTestPerson;

typedef struct
{
  int status;
  char *out;
  char *err;
} PictorTestOutcome;

static inline void
pictor_test_outcome_free (PictorTestOutcome *outcome)
{
  g_free (outcome->out);
  g_free (outcome->err);
  g_free (outcome);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorTestOutcome, pictor_test_outcome_free)

static inline char *
pictor_test_person_path (PictorTestPerson *person,
                         const char       *name)
{
  return g_build_filename (person->home, name, NULL);
}

static inline void
pictor_test_person_set_up (PictorTestPerson *person,
                           gconstpointer     data)
{
  static const char * const folders[][2] = {
    { "XDG_DATA_HOME", ".local/share" },
    { "XDG_CONFIG_HOME", ".config" },
    { "XDG_CACHE_HOME", ".cache" },
    { "XDG_RUNTIME_DIR", "run" },
  };
  static const char * const unset[] = {
    "DISPLAY", "WAYLAND_DISPLAY", "PICTOR_PICPIK_PUBLIC_KEY", "PICTOR_PICPIK_PRIVATE_KEY"
  };

  person->home = pictor_test_folder_new ();
  person->launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_subprocess_launcher_set_child_setup (person->launcher, pictor_test_tie, NULL, NULL);
  g_subprocess_launcher_set_cwd (person->launcher, person->home);
  g_subprocess_launcher_setenv (person->launcher, "HOME", person->home, TRUE);
  g_subprocess_launcher_setenv (person->launcher, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = pictor_test_person_path (person, folders[i][1]);

      g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
      g_subprocess_launcher_setenv (person->launcher, folders[i][0], path, TRUE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (unset); i++)
    g_subprocess_launcher_unsetenv (person->launcher, unset[i]);
}

static inline void
pictor_test_person_tear_down (PictorTestPerson *person,
                              gconstpointer     data)
{
  g_object_unref (person->launcher);
  pictor_test_folder_remove (person->home);
  g_free (person->home);
}

/* @arguments: of the program, NULL-terminated. (transfer full) */
static inline GSubprocess *
pictor_test_person_spawn (PictorTestPerson     *person,
                          GSubprocessFlags      flags,
                          const char * const   *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_assert_nonnull (g_getenv ("PICTOR_PROGRAM"));
  g_ptr_array_add (argv, (gpointer) g_getenv ("PICTOR_PROGRAM"));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);

  g_subprocess_launcher_set_flags (person->launcher, flags);
  process = g_subprocess_launcher_spawnv (person->launcher, (const char * const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

/* Waits for its end. (transfer full) */
static inline PictorTestOutcome *
pictor_test_process_finish (GSubprocess *process,
                            const char  *input)
{
  PictorTestOutcome *outcome = g_new0 (PictorTestOutcome, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_async (process, input, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  g_subprocess_communicate_utf8_finish (process, result, &outcome->out, &outcome->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  outcome->status = g_subprocess_get_exit_status (process);
  return outcome;
}

static inline PictorTestOutcome *
pictor_test_person_run_with (PictorTestPerson    *person,
                             const char          *input,
                             const char * const  *arguments)
{
  GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE;
  g_autoptr (GSubprocess) process = NULL;

  if (input != NULL)
    flags |= G_SUBPROCESS_FLAGS_STDIN_PIPE;
  process = pictor_test_person_spawn (person, flags, arguments);
  return pictor_test_process_finish (process, input);
}

#define pictor_test_person_run(person, ...) \
  pictor_test_person_run_with (person, NULL, (const char * const[]) { __VA_ARGS__, NULL })

#define pictor_test_assert_status(outcome, expected)                                             \
  G_STMT_START                                                                                   \
  {                                                                                              \
    if ((outcome)->status != (expected))                                                         \
      g_error ("%s:%d: status %d instead of %d\nout: %s\nerr: %s", __FILE__, __LINE__,           \
               (outcome)->status, (expected), (outcome)->out, (outcome)->err);                   \
  }                                                                                              \
  G_STMT_END

#define pictor_test_assert_says(text, words)                                                     \
  G_STMT_START                                                                                   \
  {                                                                                              \
    if (g_strstr_len ((text), -1, (words)) == NULL)                                              \
      g_error ("%s:%d: “%s” is not in:\n%s", __FILE__, __LINE__, (words), (text));               \
  }                                                                                              \
  G_STMT_END
