/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-studio.h"

#include "pictor-test-studio.h"

/* Accounts with a keyring that keeps them for this run alone. */

static PictorAccount *
try_add (PictorStudio  *studio,
         const char    *kind,
         const char    *address,
         const char    *public_key,
         const char    *private_key,
         GError       **error)
{
  const PictorAccountForm form = { .kind = kind, .address = address, .login = public_key, .secret = private_key };
  g_autoptr (GAsyncResult) result = NULL;

  pictor_studio_add_account_async (studio, &form, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_studio_add_account_finish (studio, result, error);
}

static PictorAccount *
add (PictorStudio *studio,
     const char   *address,
     const char   *public_key,
     const char   *private_key)
{
  g_autoptr (GError) error = NULL;
  PictorAccount *account = try_add (studio, "picpik", address, public_key, private_key, &error);

  g_assert_no_error (error);
  g_assert_nonnull (account);
  return account;
}

static void
load (PictorStudio *studio)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pictor_studio_load_accounts_async (studio, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  g_assert_true (pictor_studio_load_accounts_finish (studio, result, &error));
  g_assert_no_error (error);
}

static gboolean
remove_account (PictorStudio   *studio,
                PictorAccount  *account,
                GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_studio_remove_account_async (studio, account, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_studio_remove_account_finish (studio, result, error);
}

static guint
count (PictorStudio *studio)
{
  return g_list_model_get_n_items (pictor_studio_get_accounts (studio));
}

static void
log_change (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            GString    *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static void
test_practice (void)
{
  PictorStudio *studio = pictor_studio_new ();
  PictorAccount *practice = pictor_studio_find_account (studio, "practice");
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (practice);
  g_assert_cmpuint (count (studio), ==, 1);
  g_assert_cmpstr (pictor_account_get_kind (practice), ==, "practice");
  g_assert_cmpstr (pictor_account_get_title (practice), ==, "Practice");
  g_assert_cmpstr (pictor_account_get_subtitle (practice), ==, "Collages on this computer, no AI");
  g_assert_cmpstr (pictor_account_get_state (practice), ==, "Ready");
  g_assert_null (pictor_account_get_credential (practice));
  g_assert_cmpstr (pictor_account_get_model_name (practice, ""), ==, "1");
  g_assert_null (pictor_studio_find_account (studio, "picpik"));

  /* It is always there. */
  g_assert_false (remove_account (studio, practice, &error));
  g_assert_nonnull (error);
  load (studio);
  g_assert_true (pictor_studio_find_account (studio, "practice") == practice);
  pictor_test_finalize (studio);
}

static void
test_add (void)
{
  PictorStudio *studio = pictor_studio_new ();
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  PictorAccount *one, *two, *three;

  g_signal_connect (pictor_studio_get_accounts (studio), "items-changed", G_CALLBACK (log_change), log);
  one = add (studio, "international", " abcdefghijklmnop\n", "\tsecret \n");
  g_assert_cmpstr (pictor_account_get_id (one), ==, "picpik:https://api.picpik.ai:abcdefghijklmnop");
  g_assert_cmpstr (pictor_account_get_title (one), ==, "PICPIK");
  g_assert_cmpstr (pictor_account_get_subtitle (one), ==, "api.picpik.ai · abcd…mnop");
  g_assert_cmpstr (pictor_account_get_state (one), ==, "Not tried yet");
  g_assert_cmpstr (pictor_account_get_credential (one)->origin, ==, "https://api.picpik.ai");
  g_assert_null (pictor_account_get_model_name (one, ""));
  two = add (studio, "China", "abc", "secret");
  g_assert_cmpstr (pictor_account_get_id (two), ==, "picpik:https://api.picpikai.com:abc");
  g_assert_cmpstr (pictor_account_get_subtitle (two), ==, "api.picpikai.com · abc");
  three = add (studio, " HTTP://LocalHost:8080/ ", "abc", "secret");
  g_assert_cmpstr (pictor_account_get_id (three), ==, "picpik:http://localhost:8080:abc");
  g_assert_cmpstr (log->str, ==, "1-0+1 2-0+1 3-0+1 ");

  /* The same account with another key stays the same account. */
  g_assert_true (add (studio, "https://api.picpik.ai", "abcdefghijklmnop", "other") == one);
  g_assert_cmpuint (count (studio), ==, 4);

  /* What is in the keyring is what is there. */
  load (studio);
  g_assert_cmpuint (count (studio), ==, 4);
  g_assert_true (pictor_studio_find_account (studio, "picpik:https://api.picpikai.com:abc") == two);

  g_object_ref (two);
  g_assert_true (remove_account (studio, two, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (studio), ==, 3);
  g_assert_null (pictor_studio_find_account (studio, pictor_account_get_id (two)));
  load (studio);
  g_assert_cmpuint (count (studio), ==, 3);
  /* A second time it is as gone as it was. */
  g_assert_true (remove_account (studio, two, &error));
  g_assert_no_error (error);
  pictor_test_finalize (two);
  pictor_test_finalize (studio);
}

static void
test_add_bad (void)
{
  static const struct
  {
    const char *kind, *address, *public_key, *private_key;
  } cases[] = {
    { "picpik", "international", "", "secret" },
    { "picpik", "international", "key", " \n" },
    { "picpik", "international", NULL, NULL },
    { "picpik", "http://example.com", "key", "secret" },
    { "picpik", "ftp://example.com", "key", "secret" },
    { "picpik", "https://user:hunter2@example.com", "key", "secret" },
    { "picpik", "https://example.com/some/path", "key", "secret" },
    { "picpik", "not an address", "key", "secret" },
    { "practice", "", "key", "secret" },
    { "unheard-of", "", "key", "secret" },
  };
  PictorStudio *studio = pictor_studio_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) session_error = NULL;
      const PictorAccountForm form = {
        .kind = cases[i].kind,
        .address = cases[i].address,
        .login = cases[i].public_key,
        .secret = cases[i].private_key,
      };

      g_assert_null (try_add (studio, cases[i].kind, cases[i].address, cases[i].public_key,
                              cases[i].private_key, &error));
      g_assert_nonnull (error);
      g_assert_null (strstr (error->message, "secret"));
      g_assert_null (strstr (error->message, "hunter2"));
      g_assert_null (pictor_studio_new_session_account (studio, &form, &session_error));
      g_assert_cmpstr (session_error->message, ==, error->message);
    }
  g_assert_cmpuint (count (studio), ==, 1);
  pictor_test_finalize (studio);
}

static gboolean
test (PictorAccount  *account,
      GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *found = NULL;

  pictor_account_test_async (account, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  found = pictor_account_test_finish (account, result, error);
  return found != NULL;
}

/* The key was removed from the keyring by another program. */
static void
test_key_gone (void)
{
  PictorStudio *studio = pictor_studio_new ();
  PictorKeyring *keyring = pictor_studio_get_keyring (studio);
  PictorAccount *account = g_object_ref (add (studio, "http://127.0.0.1:1", "abc", "secret"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (pictor_keyring_get_persistent (keyring));
  pictor_keyring_clear_async (keyring, pictor_account_get_credential (account), NULL, pictor_test_done_cb,
                              &result);
  pictor_test_wait (result != NULL);
  g_assert_true (pictor_keyring_clear_finish (keyring, result, NULL));

  g_assert_false (test (account, &error));
  g_assert_error (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT);
  g_assert_cmpstr (pictor_account_get_state (account), ==,
                   "The key of this account is not in the keyring. Add it again in Preferences.");

  /* Adding it again heals it. */
  g_assert_true (add (studio, "http://127.0.0.1:1", "abc", "secret") == account);
  g_assert_cmpstr (pictor_account_get_state (account), ==, "Not tried yet");

  load (studio);
  g_assert_cmpuint (count (studio), ==, 2);
  pictor_test_finalize (studio);
  pictor_test_finalize (account);
}

/* Both kinds of keys reach the service, which here is the practice service of another studio's kind. */
static void
test_with_service (void)
{
  PictorPracticeService *service = pictor_practice_service_new ();
  PictorStudio *studio = pictor_studio_new ();
  PictorAccount *stored, *session, *wrong;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *address, *public_key, *private_key;
  PictorAccountForm form;

  pictor_practice_service_start_async (service, 0, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  g_assert_true (pictor_practice_service_start_finish (service, result, &error));
  g_clear_object (&result);
  address = pictor_practice_service_get_address (service);
  public_key = pictor_practice_service_get_public_key (service);
  private_key = pictor_practice_service_get_private_key (service);

  stored = add (studio, address, public_key, private_key);
  g_assert_true (test (stored, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pictor_account_get_state (stored), ==, "Ready");

  form = (PictorAccountForm) { .kind = "picpik", .address = address, .login = public_key, .secret = private_key };
  session = pictor_studio_new_session_account (studio, &form, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (studio), ==, 2);
  g_assert_cmpstr (pictor_account_get_state (session), ==, "Not tried yet");
  g_assert_true (test (session, &error));
  g_assert_no_error (error);

  form.secret = "wrong";
  wrong = pictor_studio_new_session_account (studio, &form, &error);
  g_assert_false (test (wrong, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (pictor_account_get_state (wrong), ==, error->message);

  pictor_test_finalize (session);
  pictor_test_finalize (wrong);
  pictor_test_finalize (studio);
  pictor_test_finalize (service);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = pictor_test_home_new ();
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/accounts/practice", test_practice);
  g_test_add_func ("/studio/accounts/add", test_add);
  g_test_add_func ("/studio/accounts/add-bad", test_add_bad);
  g_test_add_func ("/studio/accounts/key-gone", test_key_gone);
  g_test_add_func ("/studio/accounts/with-service", test_with_service);
  status = g_test_run ();
  pictor_test_folder_remove (home);
  return status;
}
