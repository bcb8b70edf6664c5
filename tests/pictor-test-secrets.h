/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include <libsecret/secret.h>

#include "keyring/pictor-keyring.h"
#include "pictor-test-keyring.h"

/* What the tests of the keyring share: secrets, calls that wait, and scenes in processes of their own. */

#define SECRET "s3cret-that-nobody-may-find"
#define OTHER_SECRET "an0ther-that-nobody-may-find-狐"

/* Two places, one public key. */
static PictorCredential first = {
  (char *) "picpik", (char *) "https://api.picpik.ai", (char *) "4eZxYabcdefgh"
};
static PictorCredential second = {
  (char *) "picpik", (char *) "https://api.picpikai.com", (char *) "4eZxYabcdefgh"
};

static inline gboolean
store (PictorKeyring           *keyring,
       const PictorCredential  *credential,
       const char              *secret,
       GError                 **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_keyring_store_async (keyring, credential, secret, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_keyring_store_finish (keyring, result, error);
}

static inline char *
lookup (PictorKeyring           *keyring,
        const PictorCredential  *credential,
        GError                 **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_keyring_lookup_async (keyring, credential, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_keyring_lookup_finish (keyring, result, error);
}

static inline gboolean
clear (PictorKeyring           *keyring,
       const PictorCredential  *credential,
       GError                 **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_keyring_clear_async (keyring, credential, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_keyring_clear_finish (keyring, result, error);
}

static inline void
assert_stores (PictorKeyring          *keyring,
               const PictorCredential *credential,
               const char             *secret)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (store (keyring, credential, secret, &error));
  g_assert_no_error (error);
}

static inline void
assert_secret (PictorKeyring          *keyring,
               const PictorCredential *credential,
               const char             *secret)
{
  g_autoptr (GError) error = NULL;
  char *found = lookup (keyring, credential, &error);

  g_assert_no_error (error);
  /* No g_assert_cmpstr(), which would print it. */
  g_assert_true (g_strcmp0 (found, secret) == 0);
  secret_password_free (found);
}

static inline void
assert_lookup_fails (PictorKeyring          *keyring,
                     const PictorCredential *credential,
                     int                     code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (keyring, credential, &error));
  g_assert_error (error, PICTOR_KEYRING_ERROR, code);
  g_assert_cmpstr (error->message, !=, "");
}

/* The list as "engine origin key" lines. */
static inline void
assert_list (PictorKeyring *keyring,
             const char    *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  pictor_keyring_list_async (keyring, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  list = pictor_keyring_list_finish (keyring, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      PictorCredential *credential = g_ptr_array_index (list, i);

      g_string_append_printf (text, "%s %s %s\n", credential->engine, credential->origin,
                              credential->public_key);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

#define FIRST_LINE "picpik https://api.picpik.ai 4eZxYabcdefgh\n"
#define SECOND_LINE "picpik https://api.picpikai.com 4eZxYabcdefgh\n"

/* What holds wherever the secrets are. */
static inline void
check_all (PictorKeyring *keyring)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  assert_list (keyring, "");
  assert_lookup_fails (keyring, &first, PICTOR_KEYRING_ERROR_NOT_FOUND);

  assert_stores (keyring, &second, OTHER_SECRET);
  assert_stores (keyring, &first, SECRET);
  assert_list (keyring, FIRST_LINE SECOND_LINE);
  assert_secret (keyring, &first, SECRET);
  assert_secret (keyring, &second, OTHER_SECRET);

  assert_stores (keyring, &first, "replaced");
  assert_list (keyring, FIRST_LINE SECOND_LINE);
  assert_secret (keyring, &first, "replaced");
  assert_secret (keyring, &second, OTHER_SECRET);

  g_assert_true (clear (keyring, &first, &error));
  g_assert_no_error (error);
  assert_list (keyring, SECOND_LINE);
  assert_lookup_fails (keyring, &first, PICTOR_KEYRING_ERROR_NOT_FOUND);
  assert_secret (keyring, &second, OTHER_SECRET);
  g_assert_false (clear (keyring, &first, &again));
  g_assert_error (again, PICTOR_KEYRING_ERROR, PICTOR_KEYRING_ERROR_NOT_FOUND);

  assert_stores (keyring, &first, SECRET);
}

typedef struct
{
  const char *name;
  GTestFunc function;
} Scene;

/* Each in a process of its own, whose every word is looked through for what must not be told. */
static inline void
run_scene_cb (gconstpointer data)
{
  g_autofree char *path = g_strconcat ("/keyring/", data, "/subprocess", NULL);

  g_test_trap_subprocess (path, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout_unmatched ("*" SECRET "*");
  g_test_trap_assert_stdout_unmatched ("*" OTHER_SECRET "*");
  g_test_trap_assert_stderr_unmatched ("*" SECRET "*");
  g_test_trap_assert_stderr_unmatched ("*" OTHER_SECRET "*");
}

static inline int
run_scenes (int          argc,
            char        *argv[],
            const Scene *scenes,
            guint        n_scenes)
{
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_scenes; i++)
    {
      g_autofree char *path = g_strconcat ("/keyring/", scenes[i].name, NULL);
      g_autofree char *inner = g_strconcat (path, "/subprocess", NULL);

      g_test_add_data_func (path, scenes[i].name, run_scene_cb);
      g_test_add_func (inner, scenes[i].function);
    }
  return g_test_run ();
}
