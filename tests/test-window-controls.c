/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "pictor-test-clipboard.h"
#include "pictor-test-home.h"
#include "pictor-test-image.h"
#include "pictor-test-window.h"

/* The composer: ControlNet panels and their images, sub-models, and what each field says of bad input. */

static PictorTestWindow *
start (void)
{
  PictorTestWindow *window;

  pictor_test_home_forget ();
  window = pictor_test_window_start (NULL, NULL);
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Engine: Practice*");
  return window;
}

static void
add_control (PictorTestWindow *window)
{
  pictor_test_window_press (window, "ctrl+i");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Remove ControlNet 1");
}

/* (transfer full): the path of a new picture */
static char *
make_image (const char *name,
            guint       width,
            guint       height)
{
  char *path = pictor_test_home_path (name);

  pictor_test_write_png (path, width, height, 4, FALSE);
  return path;
}

/* Opens @path in the window's file dialog, by keys. */
static void
open_image (PictorTestWindow *window,
            const char       *path)
{
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "*ontrol image*");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "*Open");
  pictor_test_window_press_until (window, "ctrl+l", "text: GtkFileChooserEntry");
  pictor_test_window_press (window, "ctrl+a");
  pictor_test_window_type (window, path);
  pictor_test_window_wait_text (window, "GtkFileChooserEntry", path);
  pictor_test_window_press (window, "Return");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "*Open");
}

/* Looks for @text in the list behind the button @name, and takes what is found. */
static void
search (PictorTestWindow *window,
        const char       *name,
        const char       *text)
{
  g_autofree char *button = g_strdup_printf ("*: %s: *", name);

  pictor_test_window_press_until (window, "Tab", button);
  pictor_test_window_press (window, "space");
  pictor_test_window_wait_focus (window, "entry: GtkSearchEntry");
  pictor_test_window_type (window, text);
  pictor_test_window_press (window, "Return");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LIST_ITEM, "*");
}

static void
wait_image (PictorTestWindow *window,
            int               width,
            int               height)
{
  g_autofree char *name = g_strdup_printf ("Control image, %d by %d pixels", width, height);
  g_autofree char *size = g_strdup_printf ("%d × %d", width, height);

  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, name);
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, size);
}

/* An image from a file is kept by content: it comes back after SIGKILL when the file is long gone, and steers. */
static void
test_image_file (void)
{
  g_autofree char *path = make_image ("sketch.png", 640, 480);
  g_autofree char *text = pictor_test_home_path ("text.png");
  PictorTestWindow *window = start ();

  pictor_test_window_set_text (window, "Prompt", "a lamp");
  add_control (window);
  open_image (window, path);
  wait_image (window, 640, 480);

  /* What is no image is refused, and the one that is there stays. */
  pictor_test_home_write ("text.png", "not a picture");
  open_image (window, text);
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "*not a picture*");
  wait_image (window, 640, 480);

  pictor_test_home_wait (PICTOR_TEST_DRAFT, ".png");
  g_assert_cmpint (g_unlink (path), ==, 0);
  pictor_test_window_kill (window);
  window = pictor_test_window_start (NULL, NULL);
  wait_image (window, 640, 480);
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Generate");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "a lamp");
  g_assert_cmpuint (pictor_test_home_count_pictures (), ==, 1);

  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Clear image");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Add control image");
  pictor_test_window_close (window);
}

/* A picture, or a copied file, that another program has on the clipboard is pasted; text is not. */
static void
test_image_paste (void)
{
  g_autofree char *path = make_image ("copied picture.png", 300, 200);
  g_autofree char *second = make_image ("copied.png", 128, 96);
  g_autofree char *list = g_strdup_printf ("file://%s\r\n", second);
  g_autoptr (GBytes) words = g_bytes_new_static ("a word", 6);
  g_autoptr (GBytes) uris = g_bytes_new (list, strlen (list));
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) png = g_mapped_file_get_bytes (mapped);
  PictorTestWindow *window = start ();
  PictorTestClipboard *clipboard = pictor_test_clipboard_new ("UTF8_STRING", words);

  add_control (window);
  pictor_test_window_press (window, "Tab");
  pictor_test_window_wait_focus (window, "push button: Add control image");
  pictor_test_window_press (window, "ctrl+v");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "There is no image to paste.");
  pictor_test_clipboard_free (clipboard);

  clipboard = pictor_test_clipboard_new ("image/png", png);
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Paste image");
  wait_image (window, 300, 200);
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, "There is no image to paste.");
  pictor_test_clipboard_free (clipboard);

  clipboard = pictor_test_clipboard_new ("text/uri-list", uris);
  pictor_test_window_press (window, "ctrl+v");
  wait_image (window, 128, 96);
  pictor_test_clipboard_free (clipboard);

  pictor_test_window_press (window, "Delete");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Add control image");
  pictor_test_window_close (window);
}

static const struct
{
  AtspiRole role;
  const char *name;
} details[] = {
  { ATSPI_ROLE_PUSH_BUTTON, "Model: Choose one, or type its id" },
  { ATSPI_ROLE_PUSH_BUTTON, "Preprocessor: Choose one, or type its id" },
  { ATSPI_ROLE_TEXT, "Starting control step" },
  { ATSPI_ROLE_TEXT, "Ending control step" },
  { ATSPI_ROLE_COMBO_BOX, "Control mode" },
  { ATSPI_ROLE_COMBO_BOX, "Resize mode" },
  { ATSPI_ROLE_SLIDER, "Resolution" },
  { ATSPI_ROLE_SLIDER, "Parameter 1" },
  { ATSPI_ROLE_SLIDER, "Parameter 2" },
};

/* Only “Customised” shows the fields that the other purposes set by themselves. */
static void
test_presets (void)
{
  static const char * const presets[] = {
    "Customised", "Graffiti and sketch", "Pose of a figure", "Anime line drawing", "Spatial line drawing"
  };
  PictorTestWindow *window = start ();

  add_control (window);
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      g_autofree char *chosen = g_strdup_printf ("Purpose: %s", presets[i]);

      pictor_test_window_choose (window, "Purpose", i);
      pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, chosen);
      for (guint j = 0; j < G_N_ELEMENTS (details); j++)
        {
          if (i == 0)
            pictor_test_window_wait (window, details[j].role, details[j].name);
          else if (i == 1 || j == 0)
            pictor_test_window_wait_gone (window, details[j].role, details[j].name);
        }
      pictor_test_window_wait (window, ATSPI_ROLE_SLIDER, "Weight");
    }
  pictor_test_window_close (window);
}

typedef struct
{
  const char *field;
  const char *bad;
  const char *good;
  const char *problem;
} Case;

/* The field is marked and says what is wrong, for a screen reader too. */
static void
enter_bad (PictorTestWindow *window,
           const Case       *input)
{
  pictor_test_window_set_text (window, input->field, input->bad);
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, input->problem);
  g_assert_true (pictor_test_window_has_state (window, ATSPI_ROLE_TEXT, input->field, ATSPI_STATE_INVALID));
}

static void
enter_good (PictorTestWindow *window,
            const Case       *input)
{
  pictor_test_window_set_text (window, input->field, input->good);
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, input->problem);
  g_assert_false (pictor_test_window_has_state (window, ATSPI_ROLE_TEXT, input->field, ATSPI_STATE_INVALID));
}

/* Each field of a customised control says what it can't take; another purpose has no use for them, and so no trouble. */
static void
test_bad_control (void)
{
  static const Case cases[] = {
    { "Weight", "2.1", "1", "Weight must be between 0 and 2." },
    { "Starting control step", "x", "0", "Start must be a number." },
    { "Starting control step", "-0.1", "0", "Start must be between 0 and 1." },
    { "Ending control step", "1.5", "1", "End must be between 0 and 1." },
    { "Resolution", "63", "512", "Resolution must be between 64 and 2048." },
    { "Resolution", "64.5", "512", "Resolution must be a whole number." },
    { "Parameter 1", "256", "100", "Parameter 1 must be between 0 and 255." },
    { "Parameter 2", "", "200", "Parameter 2 must be a number." },
  };
  static const Case order = { "Starting control step", "0.9", "0.2", "The start must not come after the end." };
  g_autofree char *path = make_image ("sketch.png", 64, 64);
  PictorTestWindow *window = start ();

  pictor_test_window_set_text (window, "Prompt", "a lamp");
  add_control (window);
  open_image (window, path);
  wait_image (window, 64, 64);
  pictor_test_window_choose (window, "Purpose", 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      enter_bad (window, &cases[i]);
      pictor_test_window_press (window, "ctrl+Return");
      pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "3 fields need a look.");
      enter_good (window, &cases[i]);
      pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "2 fields need a look.");
    }
  pictor_test_window_set_text (window, "Ending control step", "0.5");
  enter_bad (window, &order);
  enter_good (window, &order);
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Choose a model for ControlNet 1.");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Choose a preprocessor for ControlNet 1.");

  /* What a preprocessor has names for is called so; ids may be typed. */
  search (window, "Preprocessor", "canny");
  pictor_test_window_wait (window, ATSPI_ROLE_SLIDER, "Low threshold");
  pictor_test_window_wait (window, ATSPI_ROLE_SLIDER, "High threshold");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "1 field needs a look.");

  pictor_test_window_set_text (window, "Resolution", "1");
  pictor_test_window_set_text (window, "Ending control step", "?");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "3 fields need a look.");
  pictor_test_window_choose (window, "Purpose", 2);
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, "* a look.");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Generate");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "a lamp");
  pictor_test_window_close (window);
}

/* Generate counts what is wrong and goes to the first of it, where one can type at once. */
static void
test_first_bad (void)
{
  static const Case cases[] = {
    { "Steps", "0", "20", "Steps must be between 1 and 150." },
    { "CFG scale", "30.5", "7", "CFG scale must be between 0 and 30." },
    { "Width", "1441", "512", "Width must be between 16 and 1440." },
    { "Height", "", "512", "Height must be a number." },
    { "Pictures", "17", "1", "Pictures must be between 1 and 16." },
    { "Seed", "later", "", "Seed must be a whole number, or nothing for a random one." },
    { "Clip skip", "13", "1", "Clip skip must be between 1 and 12." },
  };
  PictorTestWindow *window = start ();

  pictor_test_window_set_text (window, "Prompt", "a lamp");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    enter_bad (window, &cases[i]);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint left = G_N_ELEMENTS (cases) - i;
      g_autofree char *count = left == 1 ? g_strdup ("1 field needs a look.")
                                         : g_strdup_printf ("%u fields need a look.", left);
      g_autofree char *field = g_strdup_printf ("text: %s", cases[i].field);

      pictor_test_window_press (window, "ctrl+Return");
      pictor_test_window_wait (window, ATSPI_ROLE_LABEL, count);
      pictor_test_window_wait_focus (window, field);
      pictor_test_window_press (window, "ctrl+a");
      pictor_test_window_press (window, "BackSpace");
      pictor_test_window_type (window, cases[i].good);
      pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, cases[i].problem);
    }
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, "* a look.");
  g_assert_cmpuint (pictor_test_home_count_pictures (), ==, 0);

  /* A reset mends too. */
  enter_bad (window, &cases[0]);
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Reset Steps");
  pictor_test_window_wait_text (window, "Steps", "20");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, cases[0].problem);
  pictor_test_window_close (window);
}

/* With custom models come sub-models, each with a weight. */
static void
test_sub_models (void)
{
  static const Case weight = { "Weight", "5.5", "0.7", "Weight must be between -5 and 5." };
  PictorTestWindow *window = start ();

  pictor_test_window_set_text (window, "Prompt", "a lamp");
  g_assert_false (pictor_test_window_shows (window, ATSPI_ROLE_PUSH_BUTTON, "Add Sub-Model"));
  pictor_test_window_choose (window, "Kind of models", 1);
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Add Sub-Model");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Remove sub-model");
  enter_bad (window, &weight);
  pictor_test_window_press (window, "ctrl+Return");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Choose sub-model 1, or remove it.");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "* a look.");
  enter_good (window, &weight);

  search (window, "Model", "Practice Custom Sea");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Model: Practice Custom Sea");
  search (window, "Sub-model", "stars");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Sub-model: Practice Stars");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, "* a look.");

  /* A sub-model where none is allowed stays in sight, so that it can be taken away. */
  pictor_test_window_choose (window, "Kind of models", 0);
  pictor_test_window_press (window, "ctrl+Return");
  pictor_test_window_wait (window, ATSPI_ROLE_LABEL, "Sub-models can only be used with a custom model.");
  pictor_test_window_choose (window, "Kind of models", 1);
  pictor_test_window_wait_gone (window, ATSPI_ROLE_LABEL, "* a look.");
  pictor_test_window_press (window, "ctrl+Return");
  pictor_test_window_wait (window, ATSPI_ROLE_IMAGE, "a lamp");

  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Remove sub-model");
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Remove sub-model");
  pictor_test_window_close (window);
}

/* Shapes keep the area, swap turns the picture, and each group goes back to what it was at first. */
static void
test_shapes_and_resets (void)
{
  static const struct
  {
    const char *shape;
    const char *width;
    const char *height;
  } shapes[] = {
    { "Landscape 4 to 3", "592", "440" },
    { "Portrait 3 to 4", "440", "592" },
    { "Wide 16 to 9", "680", "384" },
    { "Tall 9 to 16", "384", "680" },
    { "Square", "512", "512" },
  };
  PictorTestWindow *window = start ();

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, shapes[i].shape);
      pictor_test_window_wait_text (window, "Width", shapes[i].width);
      pictor_test_window_wait_text (window, "Height", shapes[i].height);
    }
  pictor_test_window_set_text (window, "Width", "300");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Swap width and height");
  pictor_test_window_wait_text (window, "Width", "512");
  pictor_test_window_wait_text (window, "Height", "300");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Reset size");
  pictor_test_window_wait_text (window, "Height", "512");

  pictor_test_window_set_text (window, "Steps", "33");
  pictor_test_window_set_text (window, "CFG scale", "3");
  pictor_test_window_choose (window, "Sampler", 2);
  pictor_test_window_wait_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Sampler: Euler a");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Reset model and sampler");
  pictor_test_window_wait_text (window, "Steps", "20");
  pictor_test_window_wait_text (window, "CFG scale", "7.5");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Sampler: Euler a");

  pictor_test_window_set_text (window, "Pictures", "4");
  pictor_test_window_set_text (window, "Seed", "99");
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Reset pictures and seed");
  pictor_test_window_wait_text (window, "Pictures", "1");
  pictor_test_window_wait_text (window, "Seed", "");

  pictor_test_window_choose (window, "Kind of models", 1);
  pictor_test_window_set_text (window, "Clip skip", "2");
  pictor_test_window_press_until (window, "Tab", "check box: Translate*");
  pictor_test_window_press (window, "space");
  pictor_test_window_press_until (window, "Tab", "check box: Use the decoder*");
  pictor_test_window_press (window, "space");
  g_assert_true (pictor_test_window_has_state (window, ATSPI_ROLE_CHECK_BOX, "Use the decoder*", ATSPI_STATE_CHECKED));
  pictor_test_window_click (window, ATSPI_ROLE_PUSH_BUTTON, "Reset more settings");
  pictor_test_window_wait (window, ATSPI_ROLE_PUSH_BUTTON, "Kind of models: Of the service");
  pictor_test_window_wait_text (window, "Clip skip", "1");
  g_assert_false (pictor_test_window_has_state (window, ATSPI_ROLE_CHECK_BOX, "Translate*", ATSPI_STATE_CHECKED));
  g_assert_false (pictor_test_window_has_state (window, ATSPI_ROLE_CHECK_BOX, "Use the decoder*", ATSPI_STATE_CHECKED));
  pictor_test_window_close (window);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window-controls/image-file", test_image_file);
  g_test_add_func ("/window-controls/image-paste", test_image_paste);
  g_test_add_func ("/window-controls/presets", test_presets);
  g_test_add_func ("/window-controls/bad-control", test_bad_control);
  g_test_add_func ("/window-controls/first-bad", test_first_bad);
  g_test_add_func ("/window-controls/sub-models", test_sub_models);
  g_test_add_func ("/window-controls/shapes-and-resets", test_shapes_and_resets);
  return g_test_run ();
}
