/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-field-text.h"

#include <glib/gi18n.h>

#include "model/pictor-number.h"

G_DEFINE_ENUM_TYPE (PictorField, pictor_field,
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_PROMPT, "prompt"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_NEGATIVE_PROMPT, "negative-prompt"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_MODEL_TYPE, "model-type"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_MODEL, "model"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_SUB_MODELS, "sub-models"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_SUB_MODEL_WEIGHT, "sub-model-weight"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_BATCH_SIZE, "batch-size"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_STEPS, "steps"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CFG_SCALE, "cfg-scale"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_SEED, "seed"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_SAMPLER, "sampler"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_WIDTH, "width"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_HEIGHT, "height"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CLIP_SKIP, "clip-skip"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_TRANSLATE, "translate"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_MODEL_VAE, "model-vae"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROLS, "controls"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROL_IMAGE, "control-image"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROL_PRESET, "control-preset"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROL_WEIGHT, "control-weight"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROL_MODEL, "control-model"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROL_PREPROCESSOR, "control-preprocessor"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROL_START, "control-start"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROL_END, "control-end"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROL_MODE, "control-mode"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROL_RESIZE, "control-resize"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROL_RESOLUTION, "control-resolution"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROL_PARAM1, "control-param1"),
                    G_DEFINE_ENUM_VALUE (PICTOR_FIELD_CONTROL_PARAM2, "control-param2"))

static const char * const help[PICTOR_N_FIELDS] = {
  [PICTOR_FIELD_PROMPT] = N_("What the picture should show. Commas separate phrases; (word:1.2) makes a word count more."),
  [PICTOR_FIELD_NEGATIVE_PROMPT] = N_("What the picture should not show."),
  [PICTOR_FIELD_MODEL_TYPE] = N_("Whether the model is one of the service, or one that you trained or uploaded."),
  [PICTOR_FIELD_MODEL] = N_("The model that paints the picture: it decides the style and what it can show."),
  [PICTOR_FIELD_SUB_MODELS] = N_("Small additions to a model (LoRA), each with a weight."),
  [PICTOR_FIELD_BATCH_SIZE] = N_("How many pictures are made at once from different seeds."),
  [PICTOR_FIELD_STEPS] = N_("How many times the picture is refined. More steps take longer; past 30 or so little changes."),
  [PICTOR_FIELD_CFG_SCALE] = N_("How closely the picture follows the prompt. Low is free, high is strict and may look overdone."),
  [PICTOR_FIELD_SEED] = N_("Where chance starts. The same seed and settings give the same picture again."),
  [PICTOR_FIELD_SAMPLER] = N_("The method by which noise becomes a picture."),
  [PICTOR_FIELD_WIDTH] = N_("The width of the picture in pixels."),
  [PICTOR_FIELD_HEIGHT] = N_("The height of the picture in pixels."),
  [PICTOR_FIELD_CLIP_SKIP] = N_("How early reading of the prompt stops: 1 skips nothing; 2 suits many anime models."),
  [PICTOR_FIELD_TRANSLATE] = N_("The service translates the prompts into English first."),
  [PICTOR_FIELD_MODEL_VAE] = N_("Decode the picture with the decoder (VAE) that comes with the model."),
  [PICTOR_FIELD_CONTROLS] = N_("Images that guide the picture: a sketch, a pose, an outline."),
  [PICTOR_FIELD_CONTROL_IMAGE] = N_("The image that guides the picture."),
  [PICTOR_FIELD_CONTROL_PRESET] = N_("What the image is: a purpose brings the right settings with it."),
  [PICTOR_FIELD_CONTROL_WEIGHT] = N_("How strongly the image guides the picture."),
  [PICTOR_FIELD_CONTROL_MODEL] = N_("The ControlNet model that reads the image."),
  [PICTOR_FIELD_CONTROL_PREPROCESSOR] = N_("What turns the image into lines, a pose or depth first."),
  [PICTOR_FIELD_CONTROL_START] = N_("From which part of the steps on the image guides the picture."),
  [PICTOR_FIELD_CONTROL_END] = N_("Up to which part of the steps the image guides the picture."),
  [PICTOR_FIELD_CONTROL_MODE] = N_("Which counts more where prompt and image differ."),
  [PICTOR_FIELD_CONTROL_RESIZE] = N_("How an image of another shape is fitted to the picture."),
  [PICTOR_FIELD_CONTROL_RESOLUTION] = N_("The size at which the preprocessor looks at the image, in pixels."),
  [PICTOR_FIELD_CONTROL_PARAM1] = N_("The first parameter of the preprocessor, such as a lower threshold."),
  [PICTOR_FIELD_CONTROL_PARAM2] = N_("The second parameter of the preprocessor, such as an upper threshold."),
};

const char *
pictor_field_text_get_help (PictorField field)
{
  g_return_val_if_fail (field < PICTOR_N_FIELDS, NULL);
  return help[field] != NULL ? gettext (help[field]) : NULL;
}

char *
pictor_field_text_range (PictorField field)
{
  const PictorLimit *limit = pictor_limit_get (field);
  g_autofree char *minimum = pictor_number_format (limit->minimum);
  g_autofree char *maximum = pictor_number_format (limit->maximum);

  return g_strdup_printf (_("%s must be between %s and %s."), gettext (limit->label), minimum, maximum);
}

void
pictor_field_text_show_problem (GtkLabel   *label,
                                GtkWidget  *widget,
                                const char *problem)
{
  gtk_label_set_label (label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (label), problem != NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (problem != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem,
                                    -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

void
pictor_field_text_judge_anew (GtkWidget *row)
{
  gtk_widget_activate_action (row, "win.review", NULL);
}

static void
chosen_cb (GtkDropDown *drop,
           GParamSpec  *pspec,
           const char  *name)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (drop);
  g_autofree char *text = g_strdup_printf ("%s: %s", name,
                                           chosen != NULL ? gtk_string_object_get_string (chosen) : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (drop))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

void
pictor_field_text_name_drop_down (GtkDropDown *drop,
                                  const char  *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (drop, "notify::selected-item", G_CALLBACK (chosen_cb), g_strdup (name),
                         (GClosureNotify) (GCallback) g_free, 0);
  chosen_cb (drop, NULL, name);
}
