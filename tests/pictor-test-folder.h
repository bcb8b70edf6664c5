/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

/* A folder of a test's own, gone afterwards with all that is in it. */

/* (transfer full): the path */
static inline char *
pictor_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("pictor-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

static inline void
pictor_test_folder_remove (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      pictor_test_folder_remove (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static inline int
pictor_test_compare_names (gconstpointer a,
                           gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

/* (transfer full): the names of all in the folder, hidden ones too, sorted */
static inline GPtrArray *
pictor_test_folder_list (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, pictor_test_compare_names);
  return names;
}

/* No file at or below @path may hold @secret. It is not printed. */
static inline void
pictor_test_folder_assert_lacks (const char *path,
                                 const char *secret)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  g_autofree char *contents = NULL;
  const char *name;
  gsize length;
  gsize wanted = strlen (secret);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      pictor_test_folder_assert_lacks (child, secret);
    }
  if (dir != NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (gsize at = 0; at + wanted <= length; at++)
    if (memcmp (contents + at, secret, wanted) == 0)
      g_error ("the secret is in %s", path);
}
