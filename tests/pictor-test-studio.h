/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pictor-test-folder.h"
#include "pictor-test.h"
#include "studio/pictor-paths.h"
#include "studio/pictor-queue.h"

/* A home of the test's own, so that nothing of the person's is touched; call first of all. (transfer full) */
static inline char *
pictor_test_home_new (void)
{
  char *home = pictor_test_folder_new ();
  g_autofree char *data = g_build_filename (home, "data", NULL);

  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  /* No keyring to be found. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  return home;
}

static inline PictorRecipe *
pictor_test_recipe_new (const char *prompt)
{
  PictorRecipe *recipe = pictor_recipe_new ();

  g_object_set (recipe, "prompt", prompt, "model", "7", "width", 64, "height", 96, "steps", 2, NULL);
  return recipe;
}

static inline PictorPicture *
pictor_test_get_picture (PictorJob *job,
                         guint      position)
{
  g_autoptr (PictorPicture) picture = g_list_model_get_item (G_LIST_MODEL (pictor_job_get_pictures (job)),
                                                             position);

  g_assert_nonnull (picture);
  return picture;
}

static inline guint
pictor_test_count_pictures (PictorJob *job)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pictor_job_get_pictures (job)));
}

static inline void
pictor_test_wait_idle (PictorJob *job)
{
  pictor_test_wait (!pictor_job_get_active (job) && !pictor_job_get_busy (job));
}

/* Whether anything is left of fetching. */
static inline guint
pictor_test_count_incoming (void)
{
  g_autoptr (GFile) incoming = pictor_paths_get_incoming ();
  g_autoptr (GPtrArray) names = NULL;

  if (!g_file_query_exists (incoming, NULL))
    return 0;
  names = pictor_test_folder_list (g_file_peek_path (incoming));
  return names->len;
}
