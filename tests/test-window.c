/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-test-home.h"
#include "pictor-test-window.h"

/* The window, driven as a person would: everything goes through what can be seen and reached. */

/* The first start: practice is there, says what it is, and makes a picture from a sample. */
static void
test_first_start (void)
{
  PictorTestWindow *window = pictor_test_window_start (NULL, NULL);

  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice, *no AI*");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Practice makes collages on this computer, no AI.");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "three sailing boats*");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "three sailing boats on the sea at sunset");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Seed * · Euler a · 20 steps · CFG 7.5 · 512 × 512");
  g_assert_cmpuint (pictor_test_home_count_pictures (), ==, 1);
  pictor_test_window_close (window);
}

/* A prompt is typed, settings are changed, a batch is made. */
static void
test_generate (void)
{
  PictorTestWindow *window;

  pictor_test_home_forget ();
  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  pictor_test_window_set_text (window, "Prompt", "a red apple on a table");
  pictor_test_window_set_value (window, "Steps", 12);
  pictor_test_window_set_text (window, "CFG scale", "6.25");
  pictor_test_window_set_text (window, "Seed", "42");
  pictor_test_window_set_value (window, "Width", 256);
  pictor_test_window_set_value (window, "Height", 320);
  pictor_test_window_set_value (window, "Pictures", 3);
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Generate");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "Picture 3, seed 44");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Seed 42 · Euler a · 12 steps · CFG 6.25 · 256 × 320");
  g_assert_cmpuint (pictor_test_home_count_pictures (), ==, 3);

  /* “Same again” takes the seed of the picture on show. */
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Random seed");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Same seed again");
  pictor_test_window_wait_text (window, "Seed", "42");
  pictor_test_window_close (window);
}

/* A bad value in each field is told beside it, all are counted, and nothing is sent. */
static void
test_bad_input (void)
{
  static const struct
  {
    const char *field;
    const char *bad;
    const char *good;
    const char *problem;
  } cases[] = {
    { "Steps", "151", "20", "Steps must be between 1 and 150." },
    { "CFG scale", "x", "7.5", "CFG scale must be a number." },
    { "Width", "8", "512", "Width must be between 16 and 1440." },
    { "Height", "1e9", "512", "Height must be between 16 and 1440." },
    { "Pictures", "1.5", "1", "Pictures must be a whole number." },
    { "Seed", "-2", "", "Seed must be between -1 and 2147483647." },
    { "Clip skip", "0", "1", "Clip skip must be between 1 and 12." },
  };
  PictorTestWindow *window;

  pictor_test_home_forget ();
  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      pictor_test_window_set_text (window, cases[i].field, cases[i].bad);
      pictor_test_window_wait (window, ATSPI_ROLE_LABEL, cases[i].problem);
    }
  pictor_test_window_press (window, "ctrl+Return");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Describe the picture you want.");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "8 fields need a look.");

  /* What is mended stops being told. */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      pictor_test_window_set_text (window, cases[i].field, cases[i].good);
      pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, cases[i].problem);
    }
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "1 field needs a look.");
  pictor_test_window_set_text (window, "Prompt", "a lamp");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, "* a look.");
  g_assert_cmpuint (pictor_test_home_count_pictures (), ==, 0);
  pictor_test_window_close (window);
}

/* Up to three ControlNet panels come and go; one without an image is not sent. */
static void
test_controls (void)
{
  PictorTestWindow *window;

  pictor_test_home_forget ();
  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  pictor_test_window_set_text (window, "Prompt", "a lamp");
  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *remove = g_strdup_printf ("Remove ControlNet %d", i);

      pictor_test_window_press (window, "ctrl+i");
      pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, remove);
    }
  pictor_test_window_press (window, "ctrl+i");
  g_assert_false (pictor_test_window_shows (window, ATSPI_ROLE_PUSH_BUTTON, "Remove ControlNet 4"));
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Generate");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "3 fields need a look.");

  /* The panels that stay are numbered anew. */
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Remove ControlNet 1");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Remove ControlNet 3");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Remove all ControlNet images");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Remove ControlNet 1");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, "* a look.");
  pictor_test_window_close (window);
}

/* Escape stops a job that takes long; the draft stays. */
static void
test_cancel (void)
{
  PictorTestWindow *window;
  g_autofree char *prompt = NULL;

  pictor_test_home_forget ();
  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  pictor_test_window_set_text (window, "Prompt", "a very large landscape");
  pictor_test_window_set_text (window, "Width", "1440");
  pictor_test_window_set_text (window, "Height", "1440");
  pictor_test_window_set_text (window, "Pictures", "16");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Generate");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
  pictor_test_window_press (window, "Escape");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
  prompt = pictor_test_window_get_text (window, "Prompt");
  g_assert_cmpstr (prompt, ==, "a very large landscape");
  pictor_test_window_close (window);
}

/* What was on the desk is there again after a kill -9. */
static void
test_draft (void)
{
  PictorTestWindow *window;
  g_autofree char *prompt = NULL;
  g_autofree char *scale = NULL;

  pictor_test_home_forget ();
  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  pictor_test_window_set_text (window, "Prompt", "狐狸, a draft worth keeping");
  pictor_test_window_set_text (window, "CFG scale", "3.25");
  pictor_test_window_press (window, "ctrl+i");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Remove ControlNet 1");
  pictor_test_home_wait (PICTOR_TEST_DRAFT, "3.25");
  pictor_test_home_wait (PICTOR_TEST_DRAFT, "sketch");
  pictor_test_window_kill (window);

  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Remove ControlNet 1");
  prompt = pictor_test_window_get_text (window, "Prompt");
  scale = pictor_test_window_get_text (window, "CFG scale");
  g_assert_cmpstr (prompt, ==, "狐狸, a draft worth keeping");
  g_assert_cmpstr (scale, ==, "3.25");
  g_assert_cmpfloat (pictor_test_window_get_value (window, "CFG scale"), ==, 3.25);
  pictor_test_window_close (window);
}

/* From the first key to the picture without a pointer; Tab goes through the fields in their order. */
static void
test_keyboard (void)
{
  static const char * const order[] = {
    "*: Clear prompt", "*: Negative Prompt", "*: Reset model and sampler", "*: Model:*", "*: Sampler*", "*: Steps",
  };
  PictorTestWindow *window;

  pictor_test_home_forget ();
  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  pictor_test_window_press (window, "ctrl+l");
  pictor_test_window_type (window, "a blue whale");
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
      g_autofree char *focus = NULL;

      pictor_test_window_press (window, i == 0 ? "shift+Tab" : "Tab");
      if (i == 1)
        pictor_test_window_press (window, "Tab");
      while (focus = pictor_test_window_get_focus (window), !g_pattern_match_simple (order[i], focus))
        {
          if (g_get_monotonic_time () > deadline)
            g_error ("the focus is on “%s”, not on “%s”", focus, order[i]);
          g_clear_pointer (&focus, g_free);
          g_usleep (50000);
        }
    }
  pictor_test_window_press (window, "ctrl+Return");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "a blue whale");

  pictor_test_window_press (window, "ctrl+comma");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Test Practice");
  pictor_test_window_press (window, "Escape");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Test Practice");
  pictor_test_window_close (window);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window/first-start", test_first_start);
  g_test_add_func ("/window/generate", test_generate);
  g_test_add_func ("/window/bad-input", test_bad_input);
  g_test_add_func ("/window/controls", test_controls);
  g_test_add_func ("/window/cancel", test_cancel);
  g_test_add_func ("/window/draft", test_draft);
  g_test_add_func ("/window/keyboard", test_keyboard);
  return g_test_run ();
}
