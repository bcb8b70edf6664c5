/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pictor-test-practice.h"
#include "pictor-test-window.h"

/* The dialog that asks for a PICPIK account. */

/* A draft that any PICPIK makes a picture of, soon. */
#define PICTOR_TEST_SMALL_DRAFT                                                                                       \
  "{\"version\":1,\"prompt\":\"a lamp\",\"model\":\"1\",\"steps\":1,\"width\":128,\"height\":128}"

/* In the dialog: another address than those that it knows. */
static inline void
pictor_test_accounts_choose_address (PictorTestWindow *window)
{
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Add");
  pictor_test_window_press_until (window, "Tab", "*: Service*");
  pictor_test_window_press (window, "Return");
  pictor_test_window_press (window, "End");
  pictor_test_window_press (window, "Return");
  pictor_test_window_wait (window, ATSPI_ROLE_TEXT, "Address");
}

/* Opens the dialog from the first start's canvas. */
static inline void
pictor_test_accounts_open (PictorTestWindow *window)
{
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Connect PICPIK…");
  pictor_test_accounts_choose_address (window);
}

/* Presses Add, which @field does not allow. */
static inline void
pictor_test_accounts_refused (PictorTestWindow *window,
                              const char       *field,
                              const char       *problem)
{
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Add");
  pictor_test_window_wait_description (window, ATSPI_ROLE_TEXT, field, problem);
  pictor_test_window_wait (window, ATSPI_ROLE_ALERT, problem);
}

/* Fills in the dialog that is open, and presses Add. */
static inline void
pictor_test_accounts_fill (PictorTestWindow   *window,
                           PictorTestPractice *practice,
                           const char         *private_key)
{
  pictor_test_accounts_choose_address (window);
  pictor_test_window_set_text (window, "Address", practice->address);
  pictor_test_window_set_text (window, "Public key", practice->public_key);
  pictor_test_window_set_text (window, "Private key", private_key);
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Add");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_TEXT, "Private key");
}

static inline void
pictor_test_accounts_connect (PictorTestWindow   *window,
                              PictorTestPractice *practice,
                              const char         *private_key)
{
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Connect PICPIK…");
  pictor_test_accounts_fill (window, practice, private_key);
}
