/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pictor-test-home.h"
#include "pictor-test-window.h"

/* The window by keyboard alone: nothing here clicks. */

static PictorTestWindow *
start (void)
{
  PictorTestWindow *window;

  pictor_test_home_forget ();
  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  pictor_test_window_press (window, "ctrl+l");
  pictor_test_window_wait_focus (window, "text: Prompt");
  return window;
}

/* Walks by @keys from the prompt until it comes round; (transfer full): where it has been, a line each */
static char *
walk_round (PictorTestWindow *window,
            const char       *keys,
            guint            *n)
{
  GString *been = g_string_new ("\n");

  *n = 0;
  do
    {
      g_autofree char *focus = NULL;

      pictor_test_window_press (window, keys);
      focus = pictor_test_window_get_focus (window);
      g_assert_cmpstr (focus, !=, "");
      g_string_append_printf (been, "%s\n", focus);
      if (++*n > 80)
        g_error ("the focus does not come round: %s", been->str);
    }
  while (!g_str_has_suffix (been->str, "\ntext: Prompt\n"));
  return g_string_free (been, FALSE);
}

/* Tab goes through all there is and comes round, Shift+Tab goes back the same way. */
static void
test_round (void)
{
  static const char * const stops[] = {
    "Clear prompt", "Negative Prompt", "Reset model and sampler", "Model: Practice Base (default)",
    "Sampler: Euler a", "slider: Steps", "text: Steps", "slider: CFG scale", "text: CFG scale", "Reset size", "Square",
    "Tall 9 to 16", "Swap width and height", "slider: Width", "text: Width", "slider: Height", "text: Height",
    "Reset pictures and seed", "slider: Pictures", "text: Pictures", "text: Seed", "Add ControlNet",
    "Remove ControlNet 1", "Add control image", "Paste image", "Purpose: Graffiti and sketch", "slider: Weight",
    "text: Weight", "Reset more settings", "Kind of models: Of the service", "slider: Clip skip", "text: Clip skip",
    "Translate the prompts into English first", "Use the decoder (VAE) of the model", "Generate",
    "a red fox in a snowy forest, soft light", "Connect PICPIK…", "Engine: Practice", "Main menu",
  };
  PictorTestWindow *window = start ();
  g_autofree char *there = NULL;
  g_autofree char *back = NULL;
  guint n_there, n_back;

  pictor_test_window_press (window, "ctrl+i");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Remove ControlNet 1");
  pictor_test_window_set_text (window, "Prompt", "a lamp");
  pictor_test_window_press (window, "ctrl+l");
  pictor_test_window_wait_focus (window, "text: Prompt");
  there = walk_round (window, "Tab", &n_there);
  back = walk_round (window, "shift+Tab", &n_back);
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      if (strstr (there, stops[i]) == NULL)
        g_error ("Tab passes over “%s”: %s", stops[i], there);
      if (strstr (back, stops[i]) == NULL)
        g_error ("Shift+Tab passes over “%s”: %s", stops[i], back);
    }
  g_assert_cmpuint (n_there, ==, n_back);
  pictor_test_window_close (window);
}

/* The menu and all that it opens; Escape leads back. */
static void
test_menu (void)
{
  static const struct
  {
    const char *item;
    AtspiRole role;
    const char *name;
  } items[] = {
    { "menu item: Preferences", ATSPI_ROLE_PUSH_BUTTON, "Test Practice" },
    { "menu item: Keyboard Shortcuts", ATSPI_ROLE_LABEL, "Keyboard shortcuts" },
    { "menu item: About Pictor", ATSPI_ROLE_LABEL, "Legal" },
  };
  PictorTestWindow *window = start ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      pictor_test_window_press (window, "F10");
      pictor_test_window_wait (window, ATSPI_ROLE_MENU_ITEM, "About Pictor");
      pictor_test_window_press_until (window, "Down", items[i].item);
      pictor_test_window_press (window, "Return");
      pictor_test_window_wait (window, items[i].role, items[i].name);
      pictor_test_window_press (window, "Escape");
      pictor_test_window_wait_gone (window, items[i].role, items[i].name);
    }
  pictor_test_window_press (window, "ctrl+comma");
  pictor_test_window_wait (window, items[0].role, items[0].name);
  pictor_test_window_press (window, "Escape");
  pictor_test_window_wait_gone (window, items[0].role, items[0].name);
  pictor_test_window_press (window, "ctrl+shift+slash");
  pictor_test_window_wait (window, items[1].role, items[1].name);
  pictor_test_window_press (window, "Escape");
  pictor_test_window_wait_gone (window, items[1].role, items[1].name);
  pictor_test_window_close (window);
}

static void
assert_focus_kept (PictorTestWindow *window,
                   const char       *after)
{
  g_autofree char *focus = NULL;

  /* Once more, since it may be on its way. */
  g_usleep (G_USEC_PER_SEC / 2);
  focus = pictor_test_window_get_focus (window);
  if (*focus == '\0')
    g_error ("the focus is lost after “%s”", after);
}

/* Lists are chosen from, sliders move by arrows, and what takes itself away leaves the focus to another. */
static void
test_settings (void)
{
  PictorTestWindow *window = start ();

  pictor_test_window_choose (window, "Sampler", 3);
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Sampler: Euler a");
  pictor_test_window_press_until (window, "Tab", "slider: Steps");
  pictor_test_window_press (window, "Right");
  pictor_test_window_wait_text (window, "Steps", "21");
  pictor_test_window_press_until (window, "Tab", "*: Reset Steps");
  pictor_test_window_press (window, "space");
  pictor_test_window_wait_text (window, "Steps", "20");
  assert_focus_kept (window, "Reset Steps");

  pictor_test_window_press_until (window, "Tab", "text: Seed");
  pictor_test_window_type (window, "7");
  pictor_test_window_press_until (window, "Tab", "*: Random seed");
  pictor_test_window_press (window, "space");
  pictor_test_window_wait_text (window, "Seed", "");
  assert_focus_kept (window, "Random seed");

  for (int i = 1; i <= 2; i++)
    {
      g_autofree char *remove = g_strdup_printf ("Remove ControlNet %d", i);

      pictor_test_window_press_until (window, i == 1 ? "Tab" : "shift+Tab", "*: Add ControlNet");
      pictor_test_window_press (window, "space");
      pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, remove);
      assert_focus_kept (window, "Add ControlNet");
    }
  for (int i = 2; i >= 1; i--)
    {
      g_autofree char *remove = g_strdup_printf ("Remove ControlNet %d", i);
      g_autofree char *focus = g_strdup_printf ("*: %s", remove);

      pictor_test_window_press_until (window, "shift+Tab", focus);
      pictor_test_window_press (window, "space");
      pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, remove);
      assert_focus_kept (window, remove);
    }

  pictor_test_window_press_until (window, "shift+Tab", "*: Engine: *");
  pictor_test_window_press (window, "space");
  pictor_test_window_wait_focus (window, "list item: *");
  pictor_test_window_press (window, "Return");
  assert_focus_kept (window, "Engine");
  pictor_test_window_close (window);
}

/* From the first letter to the saved picture. */
static void
test_picture (void)
{
  g_autofree char *copy = pictor_test_home_path ("copy.png");
  PictorTestWindow *window = start ();

  pictor_test_window_type (window, "a blue whale");
  pictor_test_window_press (window, "ctrl+Return");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "a blue whale");
  assert_focus_kept (window, "Generate");
  pictor_test_window_press (window, "ctrl+shift+c");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Picture copied");

  pictor_test_window_press (window, "ctrl+s");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "*Save");
  pictor_test_window_wait_focus (window, "text: Name:");
  pictor_test_window_press (window, "ctrl+a");
  pictor_test_window_type (window, copy);
  pictor_test_window_wait_text (window, "Name:", copy);
  pictor_test_window_press (window, "Return");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "*Save");
  pictor_test_home_wait ("copy.png", "PNG");
  pictor_test_window_close (window);
}

/* A job is stopped by Escape, also while a message is shown that Escape would put away, and by its button, which then takes
 * itself away. */
static void
test_cancel (void)
{
  g_autofree char *folder = pictor_test_home_path (PICTOR_TEST_PICTURES);
  g_autoptr (GPtrArray) pictures = NULL;
  PictorTestWindow *window = start ();

  pictor_test_window_type (window, "a blue whale");
  pictor_test_window_press (window, "ctrl+Return");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "a blue whale");
  /* Longer than anybody waits for its end. */
  pictor_test_window_set_text (window, "Steps", "150");
  pictor_test_window_set_text (window, "Width", "1440");
  pictor_test_window_set_text (window, "Height", "1440");
  pictor_test_window_set_text (window, "Pictures", "16");
  pictor_test_window_press (window, "ctrl+Return");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
  pictor_test_window_press (window, "ctrl+shift+c");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Picture copied");
  pictor_test_window_press (window, "Escape");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
  /* It did not end by itself, with its sixteen. */
  pictures = pictor_test_folder_list (folder);
  g_assert_cmpuint (pictures->len, ==, 1);
  pictor_test_window_press_until (window, "Tab", "*: Generate");
  pictor_test_window_press (window, "space");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
  pictor_test_window_press_until (window, "shift+Tab", "*: Cancel");
  pictor_test_window_press (window, "space");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
  assert_focus_kept (window, "Cancel");
  pictor_test_window_close (window);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window-keyboard/round", test_round);
  g_test_add_func ("/window-keyboard/menu", test_menu);
  g_test_add_func ("/window-keyboard/settings", test_settings);
  g_test_add_func ("/window-keyboard/picture", test_picture);
  g_test_add_func ("/window-keyboard/cancel", test_cancel);
  return g_test_run ();
}
