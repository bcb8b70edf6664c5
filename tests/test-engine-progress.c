/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engines/pictor-listing.h"
#include "engines/pictor-progress.h"

#include "pictor-test.h"

static void
notified_cb (GObject    *object,
             GParamSpec *pspec,
             gpointer    user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

/* In any order. */
static void
assert_notified (GString    *notified,
                 const char *expected)
{
  g_auto (GStrv) names = g_strsplit (expected, " ", -1);

  g_assert_cmpuint (notified->len, ==, strlen (expected));
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_nonnull (strstr (notified->str, names[i]));
  g_string_truncate (notified, 0);
}

static void
test_update (void)
{
  PictorProgress *progress = pictor_progress_new ();
  g_autoptr (GString) notified = g_string_new (NULL);
  double fraction;

  g_signal_connect (progress, "notify", G_CALLBACK (notified_cb), notified);
  g_assert_cmpfloat (pictor_progress_get_fraction (progress), <, 0);
  g_assert_null (pictor_progress_get_status (progress));
  g_assert_null (pictor_progress_get_phase (progress));

  pictor_progress_update (progress, -5, NULL, NULL);
  assert_notified (notified, "");

  pictor_progress_update (progress, 0.25, "RUNNING", "Painting");
  assert_notified (notified, "fraction status phase ");
  g_object_get (progress, "fraction", &fraction, NULL);
  g_assert_cmpfloat (fraction, ==, 0.25);
  g_assert_cmpstr (pictor_progress_get_status (progress), ==, "RUNNING");

  /* What is told may be what was given out before. */
  pictor_progress_update (progress, 0.25, pictor_progress_get_status (progress), "Fetching");
  assert_notified (notified, "phase ");
  g_assert_cmpstr (pictor_progress_get_status (progress), ==, "RUNNING");

  pictor_progress_update (progress, 7, NULL, "Fetching");
  assert_notified (notified, "fraction status ");
  g_assert_cmpfloat (pictor_progress_get_fraction (progress), ==, 1);

  pictor_test_finalize (progress);
}

static void
arrived_cb (PictorProgress *progress,
            PictorPicture  *picture,
            gpointer        user_data)
{
  g_set_object ((PictorPicture **) user_data, picture);
}

static void
test_picture (void)
{
  PictorProgress *progress = pictor_progress_new ();
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/1.png");
  g_autoptr (PictorPicture) picture = pictor_picture_new (file, 5, 2, 2, "task", 0, -1);
  g_autoptr (PictorPicture) arrived = NULL;

  g_signal_connect (progress, "picture", G_CALLBACK (arrived_cb), &arrived);
  pictor_progress_add_picture (progress, picture);
  g_assert_true (arrived == picture);
  pictor_test_finalize (progress);
}

static void
test_listing (void)
{
  const char * const words[] = { "star", "night", NULL };
  PictorListing *lora = pictor_listing_new (PICTOR_LISTING_SUB_MODEL, "21", "Stars", TRUE, words, NULL, NULL);
  PictorListing *canny = pictor_listing_new (PICTOR_LISTING_PREPROCESSOR, "2", "", FALSE, NULL, "Low", "High");
  g_autofree char *name = NULL;
  g_auto (GStrv) triggers = NULL;
  int kind;
  gboolean custom;

  g_object_get (lora, "kind", &kind, "name", &name, "custom", &custom, "triggers", &triggers, NULL);
  g_assert_cmpint (kind, ==, PICTOR_LISTING_SUB_MODEL);
  g_assert_cmpstr (name, ==, "Stars");
  g_assert_true (custom);
  g_assert_cmpstrv (triggers, words);
  g_assert_null (pictor_listing_get_param1 (lora));

  /* Nothing without a name for a person. */
  g_assert_cmpstr (pictor_listing_get_name (canny), ==, "2");
  g_assert_cmpstr (pictor_listing_get_id (canny), ==, "2");
  g_assert_cmpstr (pictor_listing_get_param2 (canny), ==, "High");
  g_assert_null (pictor_listing_get_triggers (canny));

  pictor_test_finalize (lora);
  pictor_test_finalize (canny);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/progress/update", test_update);
  g_test_add_func ("/engine/progress/picture", test_picture);
  g_test_add_func ("/engine/listing", test_listing);
  return g_test_run ();
}
