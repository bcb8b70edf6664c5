/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "library/pictor-png-text.h"
#include "model/pictor-json.h"
#include "model/pictor-recipe-json.h"
#include "pictor-test-program.h"
#include "pictor-test-terminal.h"

/* Pictures by the practice service inside the program, from the prompt to the file. */

/* Small and quick. */
#define QUICK "--size", "96x64", "--steps", "2"

static void
assert_picture (const char *path,
                int         width,
                int         height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
}

static void
assert_names (PictorTestPerson   *person,
              const char         *folder,
              const char * const *expected)
{
  g_autofree char *path = pictor_test_person_path (person, folder);
  g_autoptr (GPtrArray) names = pictor_test_folder_list (path);

  g_ptr_array_add (names, NULL);
  g_assert_cmpstrv (names->pdata, expected);
}

/* Nothing is left that was being fetched. */
static void
assert_tidy (PictorTestPerson *person)
{
  g_autofree char *incoming = pictor_test_person_path (person, ".local/share/pictor/incoming");

  if (g_file_test (incoming, G_FILE_TEST_EXISTS))
    assert_names (person, ".local/share/pictor/incoming", (const char * const[]) { NULL });
}

static void
test_file (PictorTestPerson *person,
           gconstpointer     data)
{
  g_autofree char *path = pictor_test_person_path (person, "füchse.png");
  g_autofree char *line = g_strconcat (path, "\n", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (PictorRecipe) recipe = NULL;
  g_autoptr (PictorTestOutcome) outcome = NULL;
  const char *parameters;

  outcome = pictor_test_person_run (person, "generate", "a red", "fox, 雪", "-n", "trees", "--seed", "7",
                                    "-o", "füchse.png", QUICK);
  pictor_test_assert_status (outcome, 0);
  g_assert_cmpstr (outcome->out, ==, line);
  g_assert_cmpstr (outcome->err, ==, "");
  assert_picture (path, 96, 64);
  assert_tidy (person);

  texts = pictor_png_text_read (file, NULL, NULL);
  parameters = g_hash_table_lookup (texts, PICTOR_PNG_KEY_PARAMETERS);
  g_assert_true (g_str_has_prefix (parameters, "a red fox, 雪\nNegative prompt: trees\nSteps: 2, Sampler: "));
  pictor_test_assert_says (parameters, ", Seed: 7, Size: 96x64, ");
  recipe = pictor_recipe_from_json (g_hash_table_lookup (texts, PICTOR_PNG_KEY_RECIPE), -1, NULL, NULL);
  g_assert_cmpstr (pictor_recipe_get_prompt (recipe), ==, "a red fox, 雪");
  g_assert_cmpint (pictor_recipe_get_seed (recipe), ==, 7);
}

/* The recipe in a picture makes the same picture again. */
static void
test_again (PictorTestPerson *person,
            gconstpointer     data)
{
  g_autofree char *first = pictor_test_person_path (person, "first.png");
  g_autofree char *second = pictor_test_person_path (person, "second.png");
  g_autofree char *json = pictor_test_person_path (person, "recipe.json");
  g_autoptr (GFile) file = g_file_new_for_path (first);
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (PictorTestOutcome) outcome = pictor_test_person_run (person, "generate", "a fox", "-o", "first.png", QUICK);
  g_autoptr (PictorTestOutcome) again = NULL;
  g_autofree char *first_bytes = NULL;
  g_autofree char *second_bytes = NULL;
  gsize first_length, second_length;

  pictor_test_assert_status (outcome, 0);
  texts = pictor_png_text_read (file, NULL, NULL);
  g_assert_true (g_file_set_contents (json, g_hash_table_lookup (texts, PICTOR_PNG_KEY_RECIPE), -1, NULL));
  again = pictor_test_person_run (person, "generate", "--recipe", "recipe.json", "-o", "second.png");
  pictor_test_assert_status (again, 0);
  g_assert_true (g_file_get_contents (first, &first_bytes, &first_length, NULL));
  g_assert_true (g_file_get_contents (second, &second_bytes, &second_length, NULL));
  g_assert_cmpmem (first_bytes, first_length, second_bytes, second_length);

  /* And so does the picture itself. */
  g_clear_pointer (&again, pictor_test_outcome_free);
  g_clear_pointer (&second_bytes, g_free);
  again = pictor_test_person_run (person, "generate", "--recipe", "first.png", "-o", "second.png");
  pictor_test_assert_status (again, 0);
  g_assert_true (g_file_get_contents (second, &second_bytes, &second_length, NULL));
  g_assert_cmpmem (first_bytes, first_length, second_bytes, second_length);
}

/* A picture by another program: what can't be had here is said, and the picture is made. */
static void
test_foreign (PictorTestPerson *person,
              gconstpointer     data)
{
  static const char text[] = "a fox <lora:ink:1>\nSteps: 2, Sampler: LMS, Schedule type: Karras, CFG scale: 7, Seed: 5, "
                             "Size: 96x64, Model: v1-5, ControlNet 0: \"Module: canny, Weight: 1\"";
  g_autofree char *foreign = pictor_test_person_path (person, "foreign.png");
  g_autofree char *path = pictor_test_person_path (person, "fox.png");
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 8, 8);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (PictorTestOutcome) outcome = NULL;
  g_autoptr (PictorTestOutcome) nothing = NULL;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, foreign, "png", NULL, "tEXt::parameters", text, NULL));
  outcome = pictor_test_person_run (person, "generate", "--recipe", "foreign.png", "-o", "fox.png");
  pictor_test_assert_status (outcome, 0);
  assert_picture (path, 96, 64);
  g_assert_nonnull (strstr (outcome->err, "v1-5"));
  g_assert_nonnull (strstr (outcome->err, "ink"));
  g_assert_nonnull (strstr (outcome->err, "--control"));
  texts = pictor_png_text_read (file, NULL, NULL);
  g_assert_nonnull (strstr (g_hash_table_lookup (texts, PICTOR_PNG_KEY_PARAMETERS), "Sampler: LMS, Schedule type: Karras"));
  g_assert_nonnull (strstr (g_hash_table_lookup (texts, PICTOR_PNG_KEY_PARAMETERS), "Seed: 5"));

  g_assert_true (gdk_pixbuf_save (pixbuf, foreign, "jpeg", NULL, NULL));
  nothing = pictor_test_person_run (person, "generate", "--recipe", "foreign.png", "-o", "none.png");
  pictor_test_assert_status (nothing, 2);
  g_assert_nonnull (strstr (nothing->err, "no recipe"));
}

static void
test_no_output (PictorTestPerson *person,
                gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) outcome = pictor_test_person_run (person, "generate", "a fox", QUICK);
  g_autofree char *folder = pictor_test_person_path (person, "Pictures/Pictor/");

  pictor_test_assert_status (outcome, 0);
  g_assert_true (g_str_has_prefix (outcome->out, folder));
  assert_picture (g_strchomp (outcome->out), 96, 64);
}

static void
test_batch (PictorTestPerson *person,
            gconstpointer     data)
{
  g_autoptr (PictorTestOutcome) outcome = NULL;

  outcome = pictor_test_person_run (person, "generate", "a fox", "-o", "fox.of.png", "--batch", "3", "--quiet", QUICK);
  pictor_test_assert_status (outcome, 0);
  g_assert_cmpstr (outcome->out, ==, "");
  g_assert_cmpstr (outcome->err, ==, "");
  assert_names (person, "", (const char * const[]) { ".cache", ".config", ".local", "fox.of-2.png", "fox.of-3.png",
                                                     "fox.of.png", "run", NULL });
}

static void
test_json (PictorTestPerson *person,
           gconstpointer     data)
{
  g_autofree char *folder = pictor_test_person_path (person, "new/folder");
  g_autoptr (PictorTestOutcome) outcome = NULL;
  g_auto (GStrv) lines = NULL;

  outcome = pictor_test_person_run (person, "generate", "a fox", "-o", "new/folder/", "--batch", "2", "--seed", "3",
                                    "--json", QUICK);
  pictor_test_assert_status (outcome, 0);
  g_assert_true (g_str_has_suffix (outcome->out, "\n"));
  lines = g_strsplit (g_strchomp (outcome->out), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (JsonNode) node = pictor_json_parse (lines[i], -1, NULL);
      JsonObject *object = json_node_get_object (node);
      const char *path = pictor_json_get_string (object, "path");
      gint64 seed, width, height;
      double points;

      g_assert_cmpuint (json_object_get_size (object), ==, 6);
      g_assert_true (g_str_has_prefix (path, folder));
      assert_picture (path, 96, 64);
      g_assert_true (pictor_json_get_int (object, "seed", &seed));
      g_assert_true (pictor_json_get_int (object, "width", &width));
      g_assert_true (pictor_json_get_int (object, "height", &height));
      g_assert_cmpint (seed, >=, 3);
      g_assert_cmpint (width, ==, 96);
      g_assert_cmpint (height, ==, 64);
      g_assert_cmpstr (pictor_json_get_string (object, "task"), !=, "");
      g_assert_true (pictor_json_get_double (object, "points", &points));
    }
}

static void
test_control (PictorTestPerson *person,
              gconstpointer     data)
{
  g_autofree char *sketch = pictor_test_person_path (person, "sketch.bmp");
  g_autofree char *path = pictor_test_person_path (person, "fox.png");
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 200, 100);
  g_autoptr (PictorTestOutcome) outcome = NULL;
  g_autoptr (PictorTestOutcome) damaged = NULL;

  gdk_pixbuf_fill (pixbuf, 0xffffffff);
  g_assert_true (gdk_pixbuf_save (pixbuf, sketch, "bmp", NULL, NULL));
  outcome = pictor_test_person_run (person, "generate", "a fox", "--control", "sketch.bmp,weight=1.5", "-o", "fox.png",
                                    QUICK);
  pictor_test_assert_status (outcome, 0);
  assert_picture (path, 96, 64);

  /* Its header is good, the rest is missing: found before anything is sent. */
  g_assert_cmpint (truncate (path, 60), ==, 0);
  damaged = pictor_test_person_run (person, "generate", "a fox", "--control", "fox.png", "-o", "2.png", QUICK);
  pictor_test_assert_status (damaged, 2);
  g_assert_cmpstr (damaged->err, !=, "");
  g_assert_cmpstr (damaged->out, ==, "");
}

/* Whether the service has accepted the task: then there is a folder for its pictures. */
static gboolean
is_followed (PictorTestPerson *person)
{
  g_autofree char *path = pictor_test_person_path (person, ".local/share/pictor/incoming");
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) != NULL;
}

/* The practice service takes its time for these; a signal ends it at once. */
static void
test_signal (PictorTestPerson *person,
             gconstpointer     data)
{
  static const char * const arguments[] = {
    "generate", "a fox", "--size", "1440x1440", "--batch", "16", "--steps", "150", "-o", "out/", NULL
  };
  g_autofree char *out = pictor_test_person_path (person, "out");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (PictorTestOutcome) outcome = NULL;
  gint64 start;

  process = pictor_test_person_spawn (person, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                                      arguments);
  pictor_test_wait (is_followed (person));
  start = g_get_monotonic_time ();
  g_subprocess_send_signal (process, GPOINTER_TO_INT (data));
  outcome = pictor_test_process_finish (process, NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
  pictor_test_assert_status (outcome, 130);
  g_assert_cmpstr (outcome->out, ==, "");
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
  assert_tidy (person);
}

/* Where nothing can be printed the picture is made all the same. */
static void
test_no_stdout (PictorTestPerson *person,
                gconstpointer     data)
{
  static const char * const arguments[] = { "generate", "a fox", "-o", "fox.png", QUICK, NULL };
  g_autofree char *path = pictor_test_person_path (person, "fox.png");

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GSubprocess) process = NULL;
      g_autoptr (PictorTestOutcome) outcome = NULL;
      int ends[2];

      switch (i)
        {
        case 0:
          g_subprocess_launcher_take_stdout_fd (person->launcher, open ("/dev/full", O_WRONLY | O_CLOEXEC));
          break;
        case 1:
          g_assert_cmpint (pipe (ends), ==, 0);
          close (ends[0]);
          g_subprocess_launcher_take_stdout_fd (person->launcher, ends[1]);
          break;
        default:
          g_subprocess_launcher_take_stdout_fd (person->launcher, open ("/dev/null", O_RDONLY | O_CLOEXEC));
          break;
        }
      process = pictor_test_person_spawn (person, G_SUBPROCESS_FLAGS_STDERR_PIPE, arguments);
      outcome = pictor_test_process_finish (process, NULL);
      pictor_test_assert_status (outcome, 1);
      assert_picture (path, 96, 64);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

/* On a terminal one line tells how far it is, and is gone in the end. */
static void
test_progress (PictorTestPerson *person,
               gconstpointer     data)
{
  static const char * const arguments[] = { "generate", "a fox", "-o", "fox.png", "--size", "256x256", NULL };
  g_autoptr (PictorTestTerminal) terminal = pictor_test_terminal_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (PictorTestOutcome) outcome = NULL;
  const char *shown;

  g_subprocess_launcher_take_stderr_fd (person->launcher, pictor_test_terminal_enter (terminal));
  process = pictor_test_person_spawn (person, G_SUBPROCESS_FLAGS_STDOUT_PIPE, arguments);
  g_subprocess_launcher_take_stderr_fd (person->launcher, -1);
  outcome = pictor_test_process_finish (process, NULL);
  pictor_test_assert_status (outcome, 0);

  pictor_test_terminal_close (terminal);
  shown = terminal->shown->str;
  g_assert_true (g_str_has_prefix (shown, "\r\033[K"));
  g_assert_true (g_str_has_suffix (shown, "\r\033[K"));
  pictor_test_assert_says (shown, "0:0");
  g_assert_null (strchr (shown, '\n'));
}

#define add_test(name, function, data) \
  g_test_add ("/cli-generate/" name, PictorTestPerson, data, pictor_test_person_set_up, function, \
              pictor_test_person_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("file", test_file, NULL);
  add_test ("again", test_again, NULL);
  add_test ("foreign", test_foreign, NULL);
  add_test ("no-output", test_no_output, NULL);
  add_test ("batch", test_batch, NULL);
  add_test ("json", test_json, NULL);
  add_test ("control", test_control, NULL);
  add_test ("interrupt", test_signal, GINT_TO_POINTER (SIGINT));
  add_test ("terminate", test_signal, GINT_TO_POINTER (SIGTERM));
  add_test ("no-stdout", test_no_stdout, NULL);
  add_test ("progress", test_progress, NULL);

  return g_test_run ();
}
