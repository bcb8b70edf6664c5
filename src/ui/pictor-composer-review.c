/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-composer-private.h"

#include "ui/pictor-field-text.h"
#include "ui/pictor-range-slider.h"
#include "ui/pictor-sub-model-row.h"

/* The fields from the top of the composer down: the first that is wrong is the one to go to. */
static const PictorField order[] = {
  PICTOR_FIELD_PROMPT,     PICTOR_FIELD_NEGATIVE_PROMPT, PICTOR_FIELD_MODEL,  PICTOR_FIELD_SUB_MODELS,
  PICTOR_FIELD_STEPS,      PICTOR_FIELD_CFG_SCALE,       PICTOR_FIELD_WIDTH,  PICTOR_FIELD_HEIGHT,
  PICTOR_FIELD_BATCH_SIZE, PICTOR_FIELD_SEED,            PICTOR_FIELD_CONTROLS, PICTOR_FIELD_CLIP_SKIP,
};

static const char *
get_typing_problem (GtkWidget *row)
{
  if (PICTOR_IS_SLIDER_ROW (row))
    return pictor_slider_row_get_typing_problem (PICTOR_SLIDER_ROW (row));
  if (PICTOR_IS_SEED_ROW (row))
    return pictor_seed_row_get_typing_problem (PICTOR_SEED_ROW (row));
  if (PICTOR_IS_RANGE_SLIDER (row))
    return pictor_range_slider_get_typing_problem (PICTOR_RANGE_SLIDER (row));
  if (PICTOR_IS_SUB_MODEL_ROW (row))
    return pictor_sub_model_row_get_typing_problem (PICTOR_SUB_MODEL_ROW (row));
  return NULL;
}

static const char *
find_message (GPtrArray   *problems,
              PictorField  field,
              int          index)
{
  for (guint i = 0; i < problems->len; i++)
    {
      PictorProblem *problem = g_ptr_array_index (problems, i);

      if (problem->field == field && problem->index == index)
        return problem->message;
    }
  return NULL;
}

typedef struct
{
  GPtrArray *problems;
  GtkWidget *first;
  GtkWidget *row;
  gboolean row_is_bad;
  guint n_bad;
} Review;

/* Shows what is wrong with one field at its row; fields that share a row come one after the other and count once. */
static void
review_field (PictorComposer *self,
              Review         *review,
              PictorField     field,
              int             index)
{
  GtkWidget *row = pictor_composer_get_row (self, field, index);
  const char *message = find_message (review->problems, field, index);

  if (row == NULL)
    return;
  if (row != review->row)
    {
      review->row = row;
      review->row_is_bad = FALSE;
      g_object_set (row, "problem", message, NULL);
    }
  else if (message != NULL)
    g_object_set (row, "problem", message, NULL);

  /* What is out of sight, since nothing would be done with it, can't be mended and is no trouble. */
  if (!gtk_widget_is_visible (row))
    return;
  if (review->row_is_bad || (message == NULL && get_typing_problem (row) == NULL))
    return;
  review->row_is_bad = TRUE;
  review->n_bad++;
  if (review->first == NULL)
    review->first = row;
}

static void
review_sub_models (PictorComposer *self,
                   Review         *review)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (pictor_recipe_get_sub_models (self->recipe)));
  const char *message = find_message (review->problems, PICTOR_FIELD_SUB_MODELS, -1);

  /* The weight of each is judged as it is typed, and has its sentence below it. */
  for (guint i = 0; i < n; i++)
    review_field (self, review, PICTOR_FIELD_SUB_MODELS, i);
  pictor_field_text_show_problem (self->sub_models_problem, self->sub_models_area, message);
  if (message == NULL)
    return;
  review->n_bad++;
  if (review->first == NULL)
    review->first = self->sub_models_area;
}

static void
review_controls (PictorComposer *self,
                 Review         *review)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (pictor_recipe_get_controls (self->recipe)));

  for (guint i = 0; i < n; i++)
    for (int field = PICTOR_FIELD_CONTROL_IMAGE; field < PICTOR_N_FIELDS; field++)
      review_field (self, review, field, i);
}

/* A row has no grab_focus of its own, which Tab would ask for too, and be caught in it. */
static void
go_to (GtkWidget *row)
{
  if (PICTOR_IS_PROMPT_VIEW (row))
    pictor_prompt_view_focus_text (PICTOR_PROMPT_VIEW (row));
  else if (PICTOR_IS_SLIDER_ROW (row))
    pictor_slider_row_focus_entry (PICTOR_SLIDER_ROW (row));
  else if (PICTOR_IS_SUB_MODEL_ROW (row))
    pictor_sub_model_row_focus_bad (PICTOR_SUB_MODEL_ROW (row));
  else if (gtk_widget_get_focus_child (row) == NULL)
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

guint
pictor_composer_show_problems (PictorComposer *self,
                               GPtrArray      *problems,
                               gboolean        focus)
{
  Review review = { .problems = problems };

  g_return_val_if_fail (PICTOR_IS_COMPOSER (self), 0);
  g_return_val_if_fail (problems != NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (order[i] == PICTOR_FIELD_SUB_MODELS)
        review_sub_models (self, &review);
      else if (order[i] == PICTOR_FIELD_CONTROLS)
        review_controls (self, &review);
      else
        review_field (self, &review, order[i], -1);
    }
  if (focus && review.first != NULL)
    go_to (review.first);
  return review.n_bad;
}
