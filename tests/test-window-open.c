/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "pictor-test-window.h"

/* Pictures from elsewhere: their recipes are shown and can be taken over. */

/* (transfer full): the path of a picture with a text of AUTOMATIC1111's in it; NULL = with none */
static char *
make_picture (const char *name,
              const char *parameters)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 48);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (g_getenv ("HOME"), name, NULL);

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  gdk_pixbuf_save (pixbuf, path, "png", &error, parameters != NULL ? "tEXt::parameters" : NULL, parameters, NULL);
  g_assert_no_error (error);
  return path;
}

/* As a file manager does: the program that runs already takes the picture. */
static void
open_file (const char *path)
{
  const char *argv[] = { g_getenv ("PICTOR_PROGRAM"), path, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
test_foreign (void)
{
  PictorTestWindow *window = pictor_test_window_start (NULL, NULL);
  g_autofree char *with = make_picture ("with.png",
                                        "a paper crane, <lora:ink:0.5>\nNegative prompt: fog\n"
                                        "Steps: 31, Sampler: Euler, CFG scale: 4.5, Seed: 77, Size: 64x48, "
                                        "Model hash: 0123456789, Model: unheard-of, Hires upscale: 2");
  g_autofree char *without = make_picture ("without.png", NULL);

  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  open_file (with);
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Prompt: a paper crane*");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Negative prompt: fog");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Seed 77 · Euler · 31 steps · CFG 4.5 · 64 × 48");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Practice does not offer the model “unheard-of”.");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Use All");
  pictor_test_window_wait_text (window, "Steps", "31");
  pictor_test_window_wait_text (window, "Seed", "77");

  /* One without a recipe is shown all the same, and can guide. */
  open_file (without);
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "without.png");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Use All");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Send to ControlNet 1");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Control image, 64 by 48 pixels");
  pictor_test_window_close (window);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/open/foreign", test_foreign);
  return g_test_run ();
}
