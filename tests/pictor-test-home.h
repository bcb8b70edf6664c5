/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include <gio/gio.h>

#include "pictor-test-folder.h"

/* What the program leaves in, and finds in, the home of the desktop that a test runs in (build-aux/session). Paths are
 * relative to that home. */

#define PICTOR_TEST_DRAFT ".local/share/pictor/draft.json"
#define PICTOR_TEST_SETTINGS ".config/glib-2.0/settings/keyfile"
#define PICTOR_TEST_PICTURES "Pictures/Pictor"

/* (transfer full) */
static inline char *
pictor_test_home_path (const char *path)
{
  return g_build_filename (g_get_home_dir (), path, NULL);
}

/* Away with pictures, draft and settings: the next start is a first one. */
static inline void
pictor_test_home_forget (void)
{
  static const char * const paths[] = { ".local/share/pictor", PICTOR_TEST_PICTURES, PICTOR_TEST_SETTINGS };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path = pictor_test_home_path (paths[i]);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        pictor_test_folder_remove (path);
    }
}

static inline void
pictor_test_home_write (const char *path,
                        const char *text)
{
  g_autofree char *file = pictor_test_home_path (path);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (file, text, -1, &error);
  g_assert_no_error (error);
}

/* Sets @key for the next start; @value is a GVariant in text, as “'practice'”. */
static inline void
pictor_test_home_set (const char *key,
                      const char *value)
{
  g_autofree char *path = pictor_test_home_path (PICTOR_TEST_SETTINGS);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  g_key_file_set_value (file, "io/github/pictor/Pictor", key, value);
  text = g_key_file_to_data (file, NULL, NULL);
  pictor_test_home_write (PICTOR_TEST_SETTINGS, text);
}

/* Waits until the file holds @text, 20 seconds at most. */
static inline void
pictor_test_home_wait (const char *path,
                       const char *text)
{
  g_autofree char *file = pictor_test_home_path (path);
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  for (;;)
    {
      g_autofree char *contents = NULL;

      if (g_file_get_contents (file, &contents, NULL, NULL) && strstr (contents, text) != NULL)
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("“%s” does not come into %s: %s", text, path, contents);
      g_usleep (50000);
    }
}

static inline guint
pictor_test_home_count_pictures (void)
{
  g_autofree char *folder = pictor_test_home_path (PICTOR_TEST_PICTURES);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".png");
  return n;
}
