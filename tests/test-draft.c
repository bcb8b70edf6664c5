/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "library/pictor-draft.h"
#include "model/pictor-recipe-json.h"
#include "pictor-test-folder.h"
#include "pictor-test.h"

typedef struct
{
  char *path;
  GFile *file;
  PictorRecipe *recipe;
  PictorDraft *draft;
  guint n_failed;
} Fixture;

static void
failed_cb (PictorDraft *draft,
           const char  *message,
           Fixture     *fixture)
{
  g_assert_cmpstr (message, !=, "");
  fixture->n_failed += 1;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  fixture->path = pictor_test_folder_new ();
  path = g_build_filename (fixture->path, "data", "draft.json", NULL);
  fixture->file = g_file_new_for_path (path);
  fixture->recipe = pictor_recipe_new ();
  fixture->draft = pictor_draft_new (fixture->file, fixture->recipe);
  g_signal_connect (fixture->draft, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  pictor_test_finalize (fixture->draft);
  pictor_test_finalize (fixture->recipe);
  pictor_test_folder_remove (fixture->path);
  g_free (fixture->path);
  g_object_unref (fixture->file);
}

static gboolean
load (PictorDraft  *draft,
      GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_draft_load_async (draft, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_draft_load_finish (draft, result, error);
}

static void
write_file (Fixture    *fixture,
            const char *text)
{
  g_autoptr (GFile) folder = g_file_get_parent (fixture->file);

  g_mkdir_with_parents (g_file_peek_path (folder), 0700);
  g_assert_true (g_file_set_contents (g_file_peek_path (fixture->file), text, -1, NULL));
}

static PictorRecipe *
read_file (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  PictorRecipe *recipe;

  if (!g_file_get_contents (g_file_peek_path (fixture->file), &text, NULL, NULL))
    return NULL;
  recipe = pictor_recipe_from_json (text, -1, NULL, &error);
  g_assert_no_error (error);
  return recipe;
}

static gboolean
holds_prompt (Fixture    *fixture,
              const char *prompt)
{
  g_autoptr (PictorRecipe) recipe = read_file (fixture);

  return recipe != NULL && g_str_equal (pictor_recipe_get_prompt (recipe), prompt);
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GFile) folder = g_file_get_parent (fixture->file);

  return pictor_test_folder_list (g_file_peek_path (folder));
}

static void
test_keeps (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PictorControl) control = pictor_control_new ();
  g_autoptr (GFile) image = g_file_new_for_path ("/home/anna/Bilder/skizze 狐.png");
  g_autoptr (PictorRecipe) restored = pictor_recipe_new ();
  g_autoptr (PictorDraft) next = NULL;
  GStatBuf status;
  gint64 start;

  g_assert_true (load (fixture->draft, &error));
  g_assert_no_error (error);

  start = g_get_monotonic_time ();
  g_object_set (fixture->recipe, "prompt", "a fox", NULL);
  pictor_test_wait (holds_prompt (fixture, "a fox"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
  g_assert_cmpint (g_stat (g_file_peek_path (fixture->file), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  /* Controls and their images too. */
  pictor_control_set_image (control, image);
  g_object_set (control, "weight", 0.35, NULL);
  g_list_store_append (pictor_recipe_get_controls (fixture->recipe), control);
  pictor_draft_flush (fixture->draft);

  next = pictor_draft_new (fixture->file, restored);
  g_assert_true (load (next, &error));
  g_assert_true (pictor_recipe_equal (restored, fixture->recipe));
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

/* Typing without a pause does not put it off for ever. */
static void
test_steady_typing (Fixture       *fixture,
                    gconstpointer  data)
{
  gint64 deadline;
  gboolean written = FALSE;

  g_assert_true (load (fixture->draft, NULL));
  deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  for (guint i = 0; !written; i++)
    {
      g_autofree char *prompt = g_strdup_printf ("a fox %u", i);

      g_object_set (fixture->recipe, "prompt", prompt, NULL);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      written = g_file_query_exists (fixture->file, NULL);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
}

static void
test_flush (Fixture       *fixture,
            gconstpointer  data)
{
  GStatBuf before, after;

  g_assert_true (load (fixture->draft, NULL));
  pictor_draft_flush (fixture->draft);
  g_assert_false (g_file_query_exists (fixture->file, NULL));

  g_object_set (fixture->recipe, "prompt", "at the very end", NULL);
  pictor_draft_flush (fixture->draft);
  g_assert_true (holds_prompt (fixture, "at the very end"));

  /* Nothing new, nothing written. */
  g_assert_cmpint (g_stat (g_file_peek_path (fixture->file), &before), ==, 0);
  pictor_draft_flush (fixture->draft);
  g_assert_cmpint (g_stat (g_file_peek_path (fixture->file), &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
}

/* Loading changes nothing on disk. */
static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  write_file (fixture, "{\"version\": 1, \"prompt\": \"from last time\", \"new-thing\": [1]}");
  g_assert_true (load (fixture->draft, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pictor_recipe_get_prompt (fixture->recipe), ==, "from last time");
  pictor_draft_flush (fixture->draft);
  g_assert_true (holds_prompt (fixture, "from last time"));
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const texts[] = {
    "", "{", "[]", "{\"version\": 99}", "{\"version\": 1, \"prompt\": 5}", "\xff\xfe"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
      g_autoptr (PictorDraft) draft = pictor_draft_new (fixture->file, recipe);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) names = NULL;

      write_file (fixture, texts[i]);
      g_assert_false (load (draft, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);

      /* Each under a name of its own, which the message tells. */
      names = list (fixture);
      g_assert_cmpuint (names->len, ==, i + 1);
      g_assert_nonnull (strstr (error->message, "draft.json.damaged-"));

      /* And work goes on. */
      g_object_set (recipe, "prompt", "new", NULL);
      pictor_draft_flush (draft);
      g_assert_true (holds_prompt (fixture, "new"));
      g_assert_true (g_file_delete (fixture->file, NULL, NULL));
    }
}

static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  /* A folder has the draft's name: set aside as well. */
  g_assert_cmpint (g_mkdir_with_parents (g_file_peek_path (fixture->file), 0700), ==, 0);
  g_assert_false (load (fixture->draft, &error));
  g_object_set (fixture->recipe, "prompt", "new", NULL);
  pictor_draft_flush (fixture->draft);
  g_assert_true (holds_prompt (fixture, "new"));
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  write_file (fixture, "{\"version\": 1, \"prompt\": \"old\"}");
  g_cancellable_cancel (cancellable);
  pictor_draft_load_async (fixture->draft, cancellable, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  g_assert_false (pictor_draft_load_finish (fixture->draft, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* What was not loaded is not written over. */
  g_object_set (fixture->recipe, "prompt", "new", NULL);
  pictor_draft_flush (fixture->draft);
  g_assert_true (holds_prompt (fixture, "old"));
}

static void
test_fails (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GFile) folder = g_file_get_parent (fixture->file);
  const char *path = g_file_peek_path (folder);

  g_assert_true (load (fixture->draft, NULL));
  /* A file is in the folder's place. */
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_object_set (fixture->recipe, "prompt", "one", NULL);
  pictor_test_wait (fixture->n_failed > 0);
  g_object_set (fixture->recipe, "prompt", "two", NULL);
  pictor_draft_flush (fixture->draft);
  g_assert_cmpuint (fixture->n_failed, ==, 1);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_object_set (fixture->recipe, "prompt", "three", NULL);
  pictor_test_wait (holds_prompt (fixture, "three"));
  g_assert_cmpuint (fixture->n_failed, ==, 1);
}

static void
type_for_ever (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  g_autoptr (PictorDraft) draft = pictor_draft_new (file, recipe);

  load (draft, NULL);
  for (guint i = 0;; i++)
    {
      g_autofree char *prompt = g_strnfill (i % 60000, 'a' + i % 26);

      g_object_set (recipe, "prompt", prompt, NULL);
      pictor_draft_flush (draft);
    }
}

/* A program that is killed in the middle of saving, again and again, always leaves a draft that can be read. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  const char *arguments[] = { program, "--type-for-ever", g_file_peek_path (fixture->file), NULL };
  g_autoptr (GPtrArray) names = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (PictorRecipe) recipe = NULL;
      g_autoptr (GError) error = NULL;
      GPid pid;

      g_file_delete (fixture->file, NULL, NULL);
      g_assert_true (g_spawn_async (NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD,
                                    NULL, NULL, &pid, &error));
      g_assert_no_error (error);
      pictor_test_wait (g_file_query_exists (fixture->file, NULL));
      g_usleep (i * 777);
      g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
      recipe = read_file (fixture);
      g_assert_nonnull (recipe);
    }

  /* What the kills left is gone at the next start. */
  g_assert_true (load (fixture->draft, NULL));
  names = list (fixture);
  g_assert_cmpuint (names->len, ==, 1);
}

#define add_test(name, function) \
  g_test_add ("/draft/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--type-for-ever"))
    {
      type_for_ever (argv[2]);
      return 1;
    }

  g_test_init (&argc, &argv, NULL);

  add_test ("keeps", test_keeps);
  add_test ("steady-typing", test_steady_typing);
  add_test ("flush", test_flush);
  add_test ("load", test_load);
  add_test ("damaged", test_damaged);
  add_test ("no-file", test_no_file);
  add_test ("cancel", test_cancel);
  add_test ("fails", test_fails);
  add_test ("killed", test_killed);

  return g_test_run ();
}
