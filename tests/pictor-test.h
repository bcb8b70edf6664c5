/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <signal.h>
#include <sys/prctl.h>

#include <gio/gio.h>

/* What every test needs: waiting for an async call without sleeping, with a deadline. */

/* A GAsyncReadyCallback whose user_data is a GAsyncResult ** that starts as NULL. */
static inline void
pictor_test_done_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GAsyncResult **out = user_data;

  g_assert_null (*out);
  *out = g_object_ref (result);
}

/* In a program that a test starts, before it is one: it must not outlive a test that aborts. */
static inline void
pictor_test_tie (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static inline gboolean
pictor_test_wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the default main context until @condition holds; aborts after 30 seconds. */
#define pictor_test_wait(condition)                                                          \
  G_STMT_START                                                                               \
  {                                                                                          \
    gint64 deadline_ = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;                        \
    guint wake_ = g_timeout_add (20, pictor_test_wake_cb, NULL);                             \
    while (!(condition))                                                                     \
      {                                                                                      \
        if (g_get_monotonic_time () > deadline_)                                             \
          g_error ("%s:%d: waited too long for: %s", __FILE__, __LINE__, #condition);        \
        g_main_context_iteration (NULL, TRUE);                                               \
      }                                                                                      \
    g_source_remove (wake_);                                                                 \
  }                                                                                          \
  G_STMT_END

/* Lets the object go and checks that nobody else held it. */
#define pictor_test_finalize(object)                                                         \
  G_STMT_START                                                                               \
  {                                                                                          \
    gpointer weak_ = (object);                                                               \
    g_object_add_weak_pointer (G_OBJECT (weak_), &weak_);                                    \
    g_object_unref (weak_);                                                                  \
    pictor_test_wait (weak_ == NULL);                                                        \
  }                                                                                          \
  G_STMT_END
