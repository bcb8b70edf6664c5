/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gexiv2/gexiv2.h>

#include "library/pictor-png-text.h"
#include "library/pictor-recipe-file.h"
#include "model/pictor-recipe-json.h"
#include "pictor-test-folder.h"
#include "pictor-test.h"

/* Recipes that other programs leave in pictures; the texts are in their layouts, the pictures are made here. */

typedef struct
{
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = pictor_test_folder_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  pictor_test_folder_remove (fixture->path);
  g_free (fixture->path);
}

static GFile *
get_file (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  return g_file_new_for_path (path);
}

/* A picture with @texts inside, called @name. */
static GFile *
make_png (Fixture            *fixture,
          const char         *name,
          const char * const *texts)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 8, 8);
  g_autoptr (GInputStream) source = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  GFile *file = get_file (fixture, name);
  g_autofree char *plain = NULL;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &plain, &length, "png", &error, NULL);
  g_assert_no_error (error);
  source = g_memory_input_stream_new_from_data (plain, length, NULL);
  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pictor_png_text_copy (source, G_OUTPUT_STREAM (stream), texts, NULL, &error));
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error));
  return file;
}

static PictorFoundRecipe *
read_file (GFile   *file,
           GFile   *inputs,
           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pictor_recipe_file_read_async (file, inputs, NULL, pictor_test_done_cb, &result);
  pictor_test_wait (result != NULL);
  return pictor_recipe_file_read_finish (result, error);
}

static PictorFoundRecipe *
read_text (Fixture    *fixture,
           const char *key,
           const char *text)
{
  g_autoptr (GFile) file = make_png (fixture, "text.png", (const char * const[]) { key, text, NULL });
  g_autoptr (GError) error = NULL;
  PictorFoundRecipe *found = read_file (file, NULL, &error);

  g_assert_no_error (error);
  return found;
}

static void
assert_nothing (Fixture    *fixture,
                const char *key,
                const char *text)
{
  g_autoptr (GFile) file = make_png (fixture, "text.png", (const char * const[]) { key, text, NULL });
  g_autoptr (GError) error = NULL;

  g_assert_null (read_file (file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static gboolean
has_note (PictorFoundRecipe *found,
          const char        *part)
{
  for (guint i = 0; i < found->notes->len; i++)
    if (strstr (found->notes->pdata[i], part) != NULL)
      return TRUE;
  return FALSE;
}

static void
assert_sub_model (PictorFoundRecipe *found,
                  guint              index,
                  const char        *id,
                  double             weight)
{
  g_autoptr (PictorSubModel) sub_model =
    g_list_model_get_item (G_LIST_MODEL (pictor_recipe_get_sub_models (found->recipe)), index);

  g_assert_nonnull (sub_model);
  g_assert_cmpstr (pictor_sub_model_get_id (sub_model), ==, id);
  g_assert_cmpfloat (pictor_sub_model_get_weight (sub_model), ==, weight);
}

static PictorControl *
get_control (PictorFoundRecipe *found,
             guint              index)
{
  g_autoptr (PictorControl) control =
    g_list_model_get_item (G_LIST_MODEL (pictor_recipe_get_controls (found->recipe)), index);

  g_assert_nonnull (control);
  return control;
}

static void
assert_recipe (PictorFoundRecipe *found,
               const char        *prompt,
               const char        *negative,
               const char        *sampler,
               const char        *model,
               gint64             seed,
               int                steps,
               double             cfg,
               int                width,
               int                height)
{
  PictorRecipe *recipe = found->recipe;

  g_assert_cmpstr (pictor_recipe_get_prompt (recipe), ==, prompt);
  g_assert_cmpstr (pictor_recipe_get_negative_prompt (recipe), ==, negative);
  g_assert_cmpstr (pictor_recipe_get_sampler (recipe), ==, sampler);
  g_assert_cmpstr (pictor_recipe_get_model (recipe), ==, model);
  g_assert_cmpint (pictor_recipe_get_seed (recipe), ==, seed);
  g_assert_cmpint (pictor_recipe_get_steps (recipe), ==, steps);
  g_assert_cmpfloat (pictor_recipe_get_cfg_scale (recipe), ==, cfg);
  g_assert_cmpint (pictor_recipe_get_width (recipe), ==, width);
  g_assert_cmpint (pictor_recipe_get_height (recipe), ==, height);
}

static void
test_automatic (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PictorFoundRecipe) found =
    read_text (fixture, "parameters",
               "a red apple, oil painting <lora:oil:0.8>\r\nsecond line\n"
               "Negative prompt: blurry, low quality\nand dull\n"
               "Steps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7.5, Seed: 42, Size: 512x768, "
               "Model hash: 6ce0161689, Model: \"v1-5, pruned: \\\"x\\\"\", Clip skip: 2, "
               "ControlNet 0: \"Module: canny, Model: control_v11p_sd15_canny [d14c016b], Weight: 1.25, "
               "Resize Mode: Crop and Resize, Processor Res: 512, Threshold A: 100.0, Threshold B: 200.0, "
               "Guidance Start: 0.1, Guidance End: 0.9, Pixel Perfect: False, Control Mode: My prompt is more important\", "
               "Lora hashes: \"oil: 1234567890ab, b: 99\", Hires upscale: 2, Version: v1.10.1");
  PictorControl *control;

  g_assert_cmpstr (found->program, ==, "AUTOMATIC1111");
  assert_recipe (found, "a red apple, oil painting \nsecond line", "blurry, low quality\nand dull", "DPM++ 2M Karras",
                 "v1-5, pruned: \"x\"", 42, 20, 7.5, 512, 768);
  g_assert_cmpint (pictor_recipe_get_clip_skip (found->recipe), ==, 2);
  assert_sub_model (found, 0, "oil", 0.8);
  control = get_control (found, 0);
  g_assert_cmpstr (pictor_control_get_preprocessor (control), ==, "canny");
  g_assert_cmpstr (pictor_control_get_model (control), ==, "control_v11p_sd15_canny [d14c016b]");
  g_assert_cmpfloat (pictor_control_get_weight (control), ==, 1.25);
  g_assert_cmpfloat (pictor_control_get_start (control), ==, 0.1);
  g_assert_cmpfloat (pictor_control_get_end (control), ==, 0.9);
  g_assert_cmpint (pictor_control_get_mode (control), ==, PICTOR_CONTROL_MODE_PROMPT);
  g_assert_cmpint (pictor_control_get_resize (control), ==, PICTOR_RESIZE_CROP);
  g_assert_null (pictor_control_get_image (control));
  g_assert_true (has_note (found, "ControlNet 1"));
  g_assert_true (has_note (found, "Hires upscale"));
}

static void
test_automatic_kin (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *program;
    const char *sampler;
  } cases[] = {
    { "x\nSteps: 4, Sampler: DPM++ 2M SDE Karras, CFG scale: 7, Seed: 1, Size: 64x64", "AUTOMATIC1111",
      "DPM++ 2M SDE Karras" },
    { "x\nSteps: 4, Sampler: DPM++ 2M, CFG scale: 7, Seed: 1, Size: 64x64", "AUTOMATIC1111", "DPM++ 2M" },
    { "x\nSteps: 4, Sampler: DPM++ 2M, Schedule type: Automatic, CFG scale: 7, Seed: 1, Size: 64x64, "
      "Version: f2.0.1v1.10.1-previous-1", "Forge", "DPM++ 2M Karras" },
    { "x\nSteps: 4, Sampler: DPM2 a, Schedule type: Uniform, CFG scale: 7, Seed: 1, Size: 64x64", "AUTOMATIC1111",
      "DPM2 a" },
    { "x\nSteps: 4, Seed: 1, Sampler: Euler a, CFG scale: 7, Size: 64x64, App: SD.Next, Version: 0b1a2c",
      "SD.Next", "Euler a" },
    { "x\nSteps: 4, CFG scale: 7.000000, Guidance: 3.5, Eta: 0, Seed: 1, Size: 64x64, Model: m.gguf, RNG: cuda, "
      "Sampler: euler_a karras, Version: stable-diffusion.cpp, SDCPP: {\"Steps\": 99, \"a\": [1, 2]}",
      "stable-diffusion.cpp", "Euler a" },
    { "x\nSteps: 4, Sampler: DDIM, CFG scale: 7, Seed: 1, Size: 64x64\nTemplate: {a|b}", "AUTOMATIC1111", "DDIM" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PictorFoundRecipe) found = read_text (fixture, "parameters", cases[i].text);

      g_assert_cmpstr (found->program, ==, cases[i].program);
      g_assert_cmpstr (pictor_recipe_get_sampler (found->recipe), ==, cases[i].sampler);
      g_assert_cmpstr (pictor_recipe_get_prompt (found->recipe), ==, "x");
      g_assert_cmpint (pictor_recipe_get_steps (found->recipe), ==, 4);
      g_assert_cmpint (pictor_recipe_get_seed (found->recipe), ==, 1);
      g_assert_cmpint (pictor_recipe_get_width (found->recipe), ==, 64);
    }
}

/* What can't be held becomes the nearest, and is said; nothing in a text is more than text. */
static void
test_automatic_hostile (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (PictorFoundRecipe) found = NULL;
  g_autoptr (PictorFoundRecipe) quoted = NULL;
  g_autoptr (PictorFoundRecipe) many = NULL;
  g_autofree char *commas = g_strnfill (900000, ',');
  g_autofree char *quotes = g_strnfill (900000, '"');
  g_autofree char *long_prompt = g_strnfill (200000, 'w');
  g_autofree char *text = NULL;

  found = read_text (fixture, "parameters",
                     "<b>x</b>\x01\nSteps: 100000, Sampler: rm -rf, CFG scale: -3, Seed: 4294967295, "
                     "Size: 3000x1500, Model: ../../etc/passwd.safetensors, Clip skip: 99");
  assert_recipe (found, "<b>x</b>", "", "Euler a", "passwd", -1, 150, 0, 1440, 720);
  g_assert_cmpint (pictor_recipe_get_clip_skip (found->recipe), ==, 12);
  g_assert_true (has_note (found, "100000"));
  g_assert_true (has_note (found, "4294967295"));
  g_assert_true (has_note (found, "rm -rf"));
  g_assert_true (has_note (found, "3000"));

  /* Quotation marks without an end, numbers that are none. */
  quoted = read_text (fixture, "parameters", "x\nSteps: nan, Sampler: \"DDIM, CFG scale: 1e999, Seed: 5, Size: 0x-5");
  g_assert_cmpint (pictor_recipe_get_steps (quoted->recipe), ==, 20);
  g_assert_cmpint (pictor_recipe_get_seed (quoted->recipe), ==, 5);
  g_assert_cmpint (pictor_recipe_get_width (quoted->recipe), ==, 512);

  text = g_strdup_printf ("%s\nNegative prompt: y\nSteps: 3, Sampler: PLMS, Seed: 9, "
                          "ControlNet 0: \"Weight: 1\", ControlNet 1: \"Weight: 9\", ControlNet 2: \"\", "
                          "ControlNet 3: \"Weight: 1\", ControlNet 4: \"Weight: 1\"", long_prompt);
  many = read_text (fixture, "parameters", text);
  g_assert_cmpuint (strlen (pictor_recipe_get_prompt (many->recipe)), ==, PICTOR_MAX_PROMPT_BYTES);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pictor_recipe_get_controls (many->recipe))), <=, 3);
  g_assert_cmpfloat (pictor_control_get_weight (get_control (many, 1)), ==, 2);

  assert_nothing (fixture, "parameters", "just a sentence, with a comma");
  assert_nothing (fixture, "parameters", commas);
  assert_nothing (fixture, "parameters", quotes);
  assert_nothing (fixture, "parameters", "");
  assert_nothing (fixture, "Title", "Steps: 1, Sampler: DDIM, Seed: 3");
}

#define GRAPH(extra, positive)                                                                                   \
  "{\"4\":{\"class_type\":\"CheckpointLoaderSimple\",\"inputs\":{\"ckpt_name\":\"sub/v1-5.safetensors\"},"       \
  "\"is_changed\":[NaN]},"                                                                                       \
  "\"10\":{\"class_type\":\"LoraLoader\",\"inputs\":{\"model\":[\"4\",0],\"clip\":[\"4\",1],"                    \
  "\"lora_name\":\"oil.safetensors\",\"strength_model\":0.5,\"strength_clip\":0.7}},"                            \
  "\"11\":{\"class_type\":\"CLIPSetLastLayer\",\"inputs\":{\"clip\":[\"10\",1],\"stop_at_clip_layer\":-2}},"     \
  "\"5\":{\"class_type\":\"EmptyLatentImage\",\"inputs\":{\"width\":512,\"height\":768,\"batch_size\":2}},"      \
  "\"6\":{\"class_type\":\"CLIPTextEncode\",\"inputs\":{\"text\":\"a red apple, NaN \\\"x\\\"\",\"clip\":[\"11\",0]}}," \
  "\"7\":{\"class_type\":\"CLIPTextEncode\",\"inputs\":{\"text\":[\"20\",0],\"clip\":[\"11\",0]}},"              \
  "\"20\":{\"class_type\":\"PrimitiveString\",\"inputs\":{\"value\":\"blurry\"}},"                               \
  extra                                                                                                          \
  "\"3\":{\"class_type\":\"KSampler\",\"inputs\":{\"model\":[\"10\",0],\"positive\":" positive ",\"negative\":[\"7\",0]," \
  "\"latent_image\":[\"5\",0],\"seed\":42,\"steps\":20,\"cfg\":7.0,\"sampler_name\":\"dpmpp_2m\","               \
  "\"scheduler\":\"karras\",\"denoise\":1.0}},"                                                                  \
  "\"8\":{\"class_type\":\"VAEDecode\",\"inputs\":{\"samples\":[\"3\",0],\"vae\":[\"4\",2]}},"                   \
  "\"9\":{\"class_type\":\"SaveImage\",\"inputs\":{\"images\":[\"8\",0],\"filename_prefix\":\"x\"}}}"

static void
test_comfyui (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PictorFoundRecipe) found = read_text (fixture, "prompt", GRAPH ("", "[\"6\",0]"));
  g_autoptr (PictorFoundRecipe) controlled = NULL;

  g_assert_cmpstr (found->program, ==, "ComfyUI");
  assert_recipe (found, "a red apple, NaN \"x\"", "blurry", "DPM++ 2M Karras", "v1-5", 42, 20, 7, 512, 768);
  g_assert_cmpint (pictor_recipe_get_clip_skip (found->recipe), ==, 2);
  g_assert_cmpint (pictor_recipe_get_batch_size (found->recipe), ==, 2);
  assert_sub_model (found, 0, "oil", 0.5);
  g_assert_cmpuint (found->notes->len, ==, 0);

  controlled = read_text (fixture, "prompt",
                          GRAPH ("\"30\":{\"class_type\":\"ControlNetLoader\",\"inputs\":{\"control_net_name\":\"c.pth\"}},"
                                 "\"31\":{\"class_type\":\"ControlNetApplyAdvanced\",\"inputs\":{\"positive\":[\"6\",0],"
                                 "\"negative\":[\"7\",0],\"control_net\":[\"30\",0],\"strength\":0.8,"
                                 "\"start_percent\":0.0,\"end_percent\":0.5}},", "[\"31\",0]"));
  assert_recipe (controlled, "a red apple, NaN \"x\"", "blurry", "DPM++ 2M Karras", "v1-5", 42, 20, 7, 512, 768);
  g_assert_cmpstr (pictor_control_get_model (get_control (controlled, 0)), ==, "c");
  g_assert_cmpfloat (pictor_control_get_weight (get_control (controlled, 0)), ==, 0.8);
  g_assert_cmpfloat (pictor_control_get_end (get_control (controlled, 0)), ==, 0.5);
}

static void
test_comfyui_hostile (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (PictorFoundRecipe) circle = NULL;
  g_autofree char *deep = g_strnfill (100000, '[');

  /* Everything hangs on itself. */
  circle = read_text (fixture, "prompt",
                      "{\"3\":{\"class_type\":\"KSampler\",\"inputs\":{\"positive\":[\"3\",0],\"negative\":[3,0],"
                      "\"model\":[\"3\",0],\"latent_image\":[\"3\",0],\"sampler_name\":[\"3\",0],\"steps\":[\"3\",0],"
                      "\"seed\":18446744073709551615,\"cfg\":\"7\"}}}");
  g_assert_cmpstr (pictor_recipe_get_prompt (circle->recipe), ==, "");
  g_assert_cmpint (pictor_recipe_get_seed (circle->recipe), ==, -1);
  assert_nothing (fixture, "prompt", deep);
  assert_nothing (fixture, "prompt", "[1, 2]");
  assert_nothing (fixture, "prompt", "{\"1\":{\"class_type\":5,\"inputs\":[]},\"2\":null}");
}

static void
test_invokeai (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (PictorFoundRecipe) found = NULL;
  g_autoptr (PictorFoundRecipe) newer = NULL;
  g_autoptr (PictorFoundRecipe) old = NULL;

  found = read_text (fixture, "invokeai_metadata",
                     "{\"app_version\": \"3.3.0\", \"generation_mode\": \"txt2img\", \"positive_prompt\": \"landscape\", "
                     "\"negative_prompt\": \"low quality\", \"width\": 768, \"height\": 432, \"seed\": 356120443, "
                     "\"cfg_scale\": 7.5, \"steps\": 50, \"scheduler\": \"dpmpp_2m_sde_k\", \"clip_skip\": 1, "
                     "\"model\": {\"model_name\": \"amixx\", \"base_model\": \"sd-1\"}, "
                     "\"controlnets\": [{\"control_model\": {\"model_name\": \"canny\"}, \"control_weight\": 0.5, "
                     "\"begin_step_percent\": 0.1, \"end_step_percent\": 0.6, \"control_mode\": \"more_control\", "
                     "\"resize_mode\": \"fill_resize\"}], "
                     "\"loras\": [{\"lora\": {\"model_name\": \"ink\"}, \"weight\": 0.75}]}");
  g_assert_cmpstr (found->program, ==, "InvokeAI");
  assert_recipe (found, "landscape", "low quality", "DPM++ 2M SDE Karras", "amixx", 356120443, 50, 7.5, 768, 432);
  g_assert_cmpint (pictor_recipe_get_clip_skip (found->recipe), ==, 2);
  assert_sub_model (found, 0, "ink", 0.75);
  g_assert_cmpint (pictor_control_get_mode (get_control (found, 0)), ==, PICTOR_CONTROL_MODE_CONTROL);
  g_assert_cmpint (pictor_control_get_resize (get_control (found, 0)), ==, PICTOR_RESIZE_FILL);

  newer = read_text (fixture, "invokeai_metadata",
                     "{\"positive_prompt\": \"a\", \"width\": 1024, \"height\": 1024, \"seed\": 1, \"steps\": 30, "
                     "\"cfg_scale\": 5, \"scheduler\": \"euler_a\", \"model\": {\"key\": \"k\", \"name\": \"XL base\"}, "
                     "\"loras\": [{\"model\": {\"name\": \"ink\"}, \"weight\": 1}], \"ipAdapters\": [{}]}");
  assert_recipe (newer, "a", "", "Euler a", "XL base", 1, 30, 5, 1024, 1024);
  assert_sub_model (newer, 0, "ink", 1);
  g_assert_true (has_note (newer, "ipAdapters"));

  old = read_text (fixture, "sd-metadata",
                   "{\"model\": \"stable diffusion\", \"model_weights\": \"stable-diffusion-1.5\", \"app_version\": \"2.2\", "
                   "\"image\": {\"prompt\": [{\"prompt\": \"a fox [blurry, dull] in snow\", \"weight\": 1.0}], \"steps\": 50, "
                   "\"cfg_scale\": 7.5, \"height\": 512, \"width\": 640, \"seed\": 12, \"type\": \"txt2img\", "
                   "\"sampler\": \"k_euler_a\"}}");
  assert_recipe (old, "a fox  in snow", "blurry, dull", "Euler a", "stable-diffusion-1.5", 12, 50, 7.5, 640, 512);

  assert_nothing (fixture, "invokeai_metadata", "{\"width\": 5}");
  assert_nothing (fixture, "sd-metadata", "{\"image\": 7}");
}

static void
test_fooocus (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PictorFoundRecipe) found = NULL;
  g_autoptr (PictorFoundRecipe) lines = NULL;

  found = read_text (fixture, "parameters",
                     "{\"adm_guidance\": \"(1.5, 0.8, 0.3)\", \"base_model\": \"juggernautXL_v8\", \"clip_skip\": 2, "
                     "\"guidance_scale\": 4, \"loras\": [[\"offset_0.1\", 0.1, \"hash\"]], \"metadata_scheme\": \"fooocus\", "
                     "\"negative_prompt\": \"dull\", \"performance\": \"Speed\", \"prompt\": \"a fox\", "
                     "\"resolution\": \"(1152, 896)\", \"sampler\": \"dpmpp_2m_sde_gpu\", \"scheduler\": \"karras\", "
                     "\"seed\": \"62131\", \"steps\": 30, \"styles\": \"['Fooocus V2']\", \"vae\": \"Default (model)\", "
                     "\"version\": \"Fooocus v2.4.0\"}");
  g_assert_cmpstr (found->program, ==, "Fooocus");
  assert_recipe (found, "a fox", "dull", "DPM++ 2M SDE Karras", "juggernautXL_v8", 62131, 30, 4, 1152, 896);
  assert_sub_model (found, 0, "offset_0.1", 0.1);
  g_assert_true (has_note (found, "Fooocus V2"));

  lines = read_text (fixture, "parameters",
                     "a fox, cinematic still\nNegative prompt: dull, anime\nSteps: 30, Sampler: DPM++ 2M SDE Karras, "
                     "Seed: 62131, Size: 1152x896, CFG scale: 4, Sharpness: 2, ADM Guidance: \"(1.5, 0.8, 0.3)\", "
                     "Model: juggernautXL_v8, Model hash: aeb7e9e689, Performance: Speed, Scheduler: karras, VAE: Default (model), "
                     "Styles: \"['Fooocus V2']\", Raw prompt: a fox, Raw negative prompt: dull, "
                     "Lora hashes: \"offset_0.1: aa\", Lora weights: \"offset_0.1: 0.1, two: 1\", Version: Fooocus v2.4.0");
  g_assert_cmpstr (lines->program, ==, "Fooocus");
  assert_recipe (lines, "a fox", "dull", "DPM++ 2M SDE Karras", "juggernautXL_v8", 62131, 30, 4, 1152, 896);
  assert_sub_model (lines, 1, "two", 1);
}

/* Pictor's own comes before all others, and its control images only from the store of inputs. */
static void
test_own (Fixture       *fixture,
          gconstpointer  data)
{
  const char *name = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.png";
  g_autoptr (GFile) inputs = get_file (fixture, "inputs");
  g_autoptr (GFile) kept = g_file_get_child (inputs, name);
  g_autoptr (GFile) secret = get_file (fixture, "secret.png");
  g_autoptr (GFile) file = NULL;
  g_autoptr (PictorRecipe) recipe = pictor_recipe_new ();
  g_autoptr (PictorFoundRecipe) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  PictorRecipe *read;

  g_assert_true (g_file_make_directory (inputs, NULL, NULL));
  g_assert_true (g_file_replace_contents (kept, "x", 1, NULL, FALSE, 0, NULL, NULL, NULL));
  g_assert_true (g_file_replace_contents (secret, "x", 1, NULL, FALSE, 0, NULL, NULL, NULL));
  g_object_set (recipe, "prompt", "狐狸 🦊", "seed", (gint64) 7, "sampler", "UniPC", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (PictorControl) control = pictor_control_new ();

      pictor_control_set_image (control, i == 0 ? kept : secret);
      g_list_store_append (pictor_recipe_get_controls (recipe), control);
    }
  /* With whole paths, as a stranger might write. */
  json = pictor_recipe_to_json (recipe, PICTOR_RECIPE_JSON_NONE);
  file = make_png (fixture, "own.png",
                   (const char * const[]) { "parameters", "no\nSteps: 1, Sampler: DDIM, Seed: 3", "pictor", json,
                                            "Rating", "4", NULL });

  found = read_file (file, inputs, &error);
  g_assert_no_error (error);
  read = found->recipe;
  g_assert_true (found->own);
  g_assert_cmpint (found->rating, ==, 4);
  g_assert_cmpstr (pictor_recipe_get_prompt (read), ==, "狐狸 🦊");
  g_assert_cmpint (pictor_recipe_get_seed (read), ==, 7);
  g_assert_true (g_file_equal (pictor_control_get_image (get_control (found, 0)), kept));
  g_assert_null (pictor_control_get_image (get_control (found, 1)));
  g_assert_true (has_note (found, "ControlNet 2"));

  /* Damaged, it leaves the next to be read. */
  g_clear_object (&file);
  g_clear_pointer (&found, pictor_found_recipe_free);
  file = make_png (fixture, "own.png",
                   (const char * const[]) { "parameters", "no\nSteps: 1, Sampler: DDIM, Seed: 3", "pictor", "{\"steps\":",
                                            NULL });
  found = read_file (file, inputs, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pictor_recipe_get_prompt (found->recipe), ==, "no");
}

static GFile *
make_jpeg (Fixture    *fixture,
           const char *name)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 16, 16);
  GFile *file = get_file (fixture, name);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  gdk_pixbuf_save (pixbuf, g_file_peek_path (file), "jpeg", &error, NULL);
  g_assert_no_error (error);
  return file;
}

/* One pixel, lossless. */
static GFile *
make_webp (Fixture    *fixture,
           const char *name)
{
  static const char webp[] = "RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0";
  GFile *file = get_file (fixture, name);

  g_assert_true (g_file_replace_contents (file, webp, 34, NULL, FALSE, 0, NULL, NULL, NULL));
  return file;
}

/* As other programs write it, with each of EXIF's codes and with none. */
static void
test_exif (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const comments[] = {
    "charset=Ascii a fox\nSteps: 9, Sampler: DDIM, Seed: 8",
    "charset=Unicode a fox\nSteps: 9, Sampler: DDIM, Seed: 8",
    "charset=Unicode 狐狸\nSteps: 9, Sampler: DDIM, Seed: 8",
    "a fox\nSteps: 9, Sampler: DDIM, Seed: 8",
  };

  for (guint i = 0; i < G_N_ELEMENTS (comments) * 2; i++)
    {
      g_autoptr (GFile) file = i % 2 == 0 ? make_jpeg (fixture, "wrong.png") : make_webp (fixture, "wrong.jpg");
      g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
      g_autoptr (PictorFoundRecipe) found = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (gexiv2_metadata_open_path (metadata, g_file_peek_path (file), &error));
      g_assert_true (gexiv2_metadata_try_set_tag_string (metadata, "Exif.Photo.UserComment", comments[i / 2], &error));
      g_assert_true (gexiv2_metadata_save_file (metadata, g_file_peek_path (file), &error));
      g_test_message ("%s: %s", i % 2 == 0 ? "JPEG" : "WebP", comments[i / 2]);
      found = read_file (file, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (pictor_recipe_get_prompt (found->recipe), ==, i / 2 == 2 ? "狐狸" : "a fox");
      g_assert_cmpint (pictor_recipe_get_steps (found->recipe), ==, 9);
    }
}

/* AUTOMATIC1111 writes big-endian text into a big-endian EXIF. */
static void
test_exif_big_endian (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char text[] = "狐狸 ß\nSteps: 9, Sampler: DDIM, Seed: 8";
  g_autoptr (GFile) file = make_jpeg (fixture, "fox.jpg");
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (PictorFoundRecipe) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *jpeg = NULL;
  g_autofree char *wide = NULL;
  gsize length, wide_length;
  guint32 count;
  guint16 segment;

  wide = g_convert (text, -1, "UTF-16BE", "UTF-8", NULL, &wide_length, NULL);
  g_assert_true (g_file_load_contents (file, NULL, &jpeg, &length, NULL, NULL));
  count = 8 + wide_length;
  segment = GUINT16_TO_BE (2 + 6 + 8 + 18 + 18 + count);
  g_byte_array_append (out, (guint8 *) "\xff\xd8\xff\xe1", 4);
  g_byte_array_append (out, (guint8 *) &segment, 2);
  g_byte_array_append (out, (guint8 *) "Exif\0\0MM\0*\0\0\0\x08", 14);
  /* One entry: the EXIF IFD, at 26. */
  g_byte_array_append (out, (guint8 *) "\0\x01\x87\x69\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0", 18);
  g_byte_array_append (out, (guint8 *) "\0\x01\x92\x86\0\x07", 6);
  count = GUINT32_TO_BE (count);
  g_byte_array_append (out, (guint8 *) &count, 4);
  g_byte_array_append (out, (guint8 *) "\0\0\0\x2c\0\0\0\0", 8);
  g_byte_array_append (out, (guint8 *) "UNICODE\0", 8);
  g_byte_array_append (out, (guint8 *) wide, wide_length);
  g_byte_array_append (out, (guint8 *) jpeg + 2, length - 2);
  g_assert_true (g_file_replace_contents (file, (char *) out->data, out->len, NULL, FALSE, 0, NULL, NULL, NULL));

  found = read_file (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pictor_recipe_get_prompt (found->recipe), ==, "狐狸 ß");
}

static void
test_other_files (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const contents[] = { "", "hello", "RIFF\x04", "\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "GIF89a" };
  g_autoptr (GFile) json = get_file (fixture, "recipe.json");
  g_autoptr (GFile) plain = make_jpeg (fixture, "plain.jpg");
  g_autoptr (GFile) missing = get_file (fixture, "missing.png");
  g_autoptr (GFile) bare = make_png (fixture, "bare.png", (const char * const[]) { NULL });
  g_autoptr (PictorFoundRecipe) found = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GFile) file = get_file (fixture, "odd.png");
      g_autoptr (GError) odd_error = NULL;

      g_assert_true (g_file_replace_contents (file, contents[i], strlen (contents[i]), NULL, FALSE, 0, NULL, NULL, NULL));
      g_assert_null (read_file (file, NULL, &odd_error));
      g_assert_nonnull (odd_error);
    }
  g_assert_null (read_file (plain, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (read_file (bare, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (read_file (missing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (g_file_replace_contents (json, "{\"prompt\": \"a\"}", 15, NULL, FALSE, 0, NULL, NULL, NULL));
  found = read_file (json, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pictor_recipe_get_prompt (found->recipe), ==, "a");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define add(name, func) g_test_add ("/recipe-file/" name, Fixture, NULL, set_up, func, tear_down)
  add ("automatic", test_automatic);
  add ("automatic/kin", test_automatic_kin);
  add ("automatic/hostile", test_automatic_hostile);
  add ("comfyui", test_comfyui);
  add ("comfyui/hostile", test_comfyui_hostile);
  add ("invokeai", test_invokeai);
  add ("fooocus", test_fooocus);
  add ("own", test_own);
  add ("exif", test_exif);
  add ("exif/big-endian", test_exif_big_endian);
  add ("other-files", test_other_files);

  return g_test_run ();
}
