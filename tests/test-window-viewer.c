/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-test-window.h"

/* The viewer: pictures side by side, their recipes in words, and what can be taken over from them. */

static void
make_picture (PictorTestWindow *window,
              const char       *prompt,
              const char       *seed)
{
  g_autofree char *caption = g_strdup_printf ("Seed %s ·*", seed);

  pictor_test_window_set_text (window, "Prompt", prompt);
  pictor_test_window_set_text (window, "Seed", seed);
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Generate");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, prompt);
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, caption);
}

static void
test_viewer (void)
{
  PictorTestWindow *window = pictor_test_window_start (NULL, NULL);

  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  pictor_test_window_set_text (window, "Width", "128");
  pictor_test_window_set_text (window, "Height", "128");
  pictor_test_window_set_text (window, "Steps", "8");
  make_picture (window, "a fox, snow", "41");
  pictor_test_window_set_text (window, "Steps", "9");
  make_picture (window, "a fox, rain", "42");

  /* The recipe in words, and what changed. */
  pictor_test_window_press (window, "ctrl+r");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Prompt: a fox, rain");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Steps: 9");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Changed Since the Picture Before");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Prompt: “rain” instead of “snow”");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Steps: 8 → 9");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Seed: 41 → 42");

  /* Two pictures beside each other, then in one place. */
  pictor_test_window_press (window, "ctrl+d");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "a fox, snow");
  g_assert_true (pictor_test_window_shows (window, ATSPI_ROLE_IMAGE, "a fox, rain"));
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Differs from the Other Picture");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "In One Place");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_IMAGE, "a fox, snow");
  pictor_test_window_set_value (window, "Divider between the pictures", 0.25);
  pictor_test_window_press (window, "ctrl+d");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "In One Place");

  /* The one before, by key; nothing lies before the first. */
  pictor_test_window_press (window, "alt+Left");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "a fox, snow");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, "Changed Since the Picture Before");
  pictor_test_window_press (window, "alt+Left");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Seed 41 ·*");

  /* Taken over: the seed, the prompt, all. */
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Use Seed");
  pictor_test_window_wait_text (window, "Seed", "41");
  pictor_test_window_wait_text (window, "Prompt", "a fox, rain");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Use Prompt");
  pictor_test_window_wait_text (window, "Prompt", "a fox, snow");
  pictor_test_window_wait_text (window, "Steps", "9");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Use All");
  pictor_test_window_wait_text (window, "Steps", "8");
  pictor_test_window_close (window);
}

/* A picture guides the next one; the next one's recipe brings control and image back. */
static void
test_controls (void)
{
  PictorTestWindow *window = pictor_test_window_start (NULL, NULL);

  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  make_picture (window, "a red apple", "7");
  pictor_test_window_press (window, "ctrl+r");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Send to ControlNet 2");
  /* There is none before it: the next free one it is. */
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Control image, 128 by 128 pixels");
  make_picture (window, "a green apple", "8");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "ControlNet 1: Graffiti and sketch*");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "ControlNet 1: added: *");

  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Remove ControlNet 1");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Remove ControlNet 1");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Use All");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Remove ControlNet 1");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Control image, 128 by 128 pixels");
  pictor_test_window_close (window);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viewer/compare", test_viewer);
  g_test_add_func ("/viewer/controls", test_controls);
  return g_test_run ();
}
