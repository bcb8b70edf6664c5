/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-json.h"
#include "pictor-test.h"
#include "practice/pictor-practice-tasks.h"

static PictorPracticeRequest *
make_request (int   side,
              guint batch_size)
{
  static const char * const positive[] = { "a fox", NULL };
  static const char * const negative[] = { NULL };
  PictorPracticeRequest *request = g_new0 (PictorPracticeRequest, 1);

  request->paint = (PictorPracticePaint) { .width = side, .height = side, .steps = 20, .cfg_scale = 7, .sampler = "Euler" };
  request->seed = 42;
  request->batch_size = batch_size;
  request->positive = g_strdupv ((char **) positive);
  request->negative = g_strdupv ((char **) negative);
  request->paint.positive = (const char * const *) request->positive;
  request->paint.negative = (const char * const *) request->negative;
  request->guides = g_array_new (FALSE, FALSE, sizeof (PictorPracticeGuide));
  return request;
}

static char *
get_status (PictorPracticeTasks *tasks,
            const char          *uid)
{
  g_autoptr (JsonObject) detail = pictor_practice_tasks_describe (tasks, uid);

  return g_strdup (json_object_get_string_member (detail, "Status"));
}

/* Waits until the task has ended; how. (transfer full) */
static char *
follow (PictorPracticeTasks *tasks,
        const char          *uid)
{
  g_autofree char *status = NULL;

  pictor_test_wait ((g_free (status), status = get_status (tasks, uid),
                     !g_str_equal (status, "Queued") && !g_str_equal (status, "Running")));
  return g_steal_pointer (&status);
}

static gsize
get_size (PictorPracticeTasks *tasks,
          const char          *uid)
{
  g_autofree char *path = g_strdup_printf ("/pictures/%s/0.png", uid);
  g_autoptr (GBytes) picture = pictor_practice_tasks_get_picture (tasks, path);

  return picture != NULL ? g_bytes_get_size (picture) : 0;
}

/* Adds a picture and waits for it. (transfer full) */
static char *
add_and_follow (PictorPracticeTasks *tasks)
{
  char *uid = pictor_practice_tasks_add (tasks, make_request (64, 1));
  g_autofree char *status = NULL;

  g_assert_nonnull (uid);
  status = follow (tasks, uid);
  g_assert_cmpstr (status, ==, "Success");
  return uid;
}

/* What is kept goes by bytes: the oldest is forgotten, never the newest. */
static void
test_bytes (void)
{
  PictorPracticeLimits limits = pictor_practice_limits;
  g_autoptr (PictorPracticeTasks) tasks = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *status = NULL;
  gsize size;

  /* One picture tells how large they are; then two fit. */
  tasks = pictor_practice_tasks_new (&limits, "");
  first = add_and_follow (tasks);
  size = get_size (tasks, first);
  g_assert_cmpuint (size, >, 0);
  g_clear_pointer (&first, g_free);
  g_clear_pointer (&tasks, pictor_practice_tasks_free);

  limits.bytes = size * 2;
  tasks = pictor_practice_tasks_new (&limits, "");
  first = add_and_follow (tasks);
  second = add_and_follow (tasks);
  g_assert_cmpuint (get_size (tasks, first), ==, size);
  third = add_and_follow (tasks);
  g_assert_cmpuint (get_size (tasks, first), ==, 0);
  g_assert_cmpuint (get_size (tasks, second), ==, size);
  g_assert_cmpuint (get_size (tasks, third), ==, size);
  status = get_status (tasks, first);
  g_assert_cmpstr (status, ==, "Expired");
  g_clear_pointer (&tasks, pictor_practice_tasks_free);

  limits.bytes = 1;
  g_clear_pointer (&first, g_free);
  tasks = pictor_practice_tasks_new (&limits, "");
  first = add_and_follow (tasks);
  g_assert_cmpuint (get_size (tasks, first), ==, size);
}

static void
test_kept (void)
{
  PictorPracticeLimits limits = pictor_practice_limits;
  g_autoptr (PictorPracticeTasks) tasks = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  limits.kept = 1;
  tasks = pictor_practice_tasks_new (&limits, "");
  first = add_and_follow (tasks);
  second = add_and_follow (tasks);
  g_assert_cmpuint (get_size (tasks, first), ==, 0);
  g_assert_cmpuint (get_size (tasks, second), >, 0);
}

/* With no time to keep it, a picture is gone as soon as anybody asks. */
static void
test_seconds (void)
{
  PictorPracticeLimits limits = pictor_practice_limits;
  g_autoptr (PictorPracticeTasks) tasks = NULL;
  g_autofree char *uid = NULL;
  g_autofree char *status = NULL;
  g_autoptr (JsonObject) detail = NULL;
  gint64 code = 0;

  limits.seconds = 0;
  tasks = pictor_practice_tasks_new (&limits, "");
  uid = pictor_practice_tasks_add (tasks, make_request (64, 1));
  status = follow (tasks, uid);
  g_assert_cmpstr (status, ==, "Expired");
  g_assert_cmpuint (get_size (tasks, uid), ==, 0);
  detail = pictor_practice_tasks_describe (tasks, uid);
  g_assert_true (pictor_json_get_int (detail, "ErrorCode", &code));
  g_assert_cmpint (code, !=, 0);
  g_assert_nonnull (pictor_json_get_string (detail, "ErrorMassage"));
  g_assert_false (json_object_has_member (detail, "ImgList"));
}

/* One more than can wait is refused; those that came first are painted first. */
static void
test_waiting (void)
{
  PictorPracticeLimits limits = pictor_practice_limits;
  g_autoptr (PictorPracticeTasks) tasks = NULL;
  g_autoptr (GPtrArray) uids = g_ptr_array_new_with_free_func (g_free);
  char *uid;

  limits.waiting = 3;
  tasks = pictor_practice_tasks_new (&limits, "");
  while ((uid = pictor_practice_tasks_add (tasks, make_request (1024, 16))) != NULL)
    {
      g_ptr_array_add (uids, uid);
      g_assert_cmpuint (uids->len, <, 1000);
    }
  g_assert_cmpuint (uids->len, >=, 3);
  {
    g_autofree char *status = get_status (tasks, g_ptr_array_index (uids, uids->len - 1));

    g_assert_cmpstr (status, ==, "Queued");
    g_assert_cmpuint (get_size (tasks, g_ptr_array_index (uids, uids->len - 1)), ==, 0);
  }
  /* Long before all of this could be painted it is freed again. */
}

/* Names can't be guessed from one another. */
static void
test_names (void)
{
  g_autoptr (PictorPracticeTasks) tasks = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  tasks = pictor_practice_tasks_new (&pictor_practice_limits, "");
  for (guint i = 0; i < 50; i++)
    {
      char *uid = pictor_practice_tasks_add (tasks, make_request (16, 1));

      g_assert_nonnull (uid);
      g_assert_cmpuint (strlen (uid), ==, 20);
      g_assert_true (g_hash_table_add (seen, uid));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/tasks/bytes", test_bytes);
  g_test_add_func ("/practice/tasks/kept", test_kept);
  g_test_add_func ("/practice/tasks/seconds", test_seconds);
  g_test_add_func ("/practice/tasks/waiting", test_waiting);
  g_test_add_func ("/practice/tasks/names", test_names);
  return g_test_run ();
}
