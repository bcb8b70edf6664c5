/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-composer.h"

#include <glib/gi18n.h>

#include "model/pictor-samplers.h"
#include "ui/pictor-composer-private.h"
#include "ui/pictor-control-panel.h"
#include "ui/pictor-field-text.h"
#include "ui/pictor-listings.h"
#include "ui/pictor-sub-model-row.h"

enum
{
  PROP_0,
  PROP_SHOWN_SEED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PictorComposer, pictor_composer, ADW_TYPE_BIN)

/* The fields of each group's reset button. */
static const struct
{
  const char *group;
  PictorField fields[5];
  guint n_fields;
} groups[] = {
  { "method",
    { PICTOR_FIELD_MODEL, PICTOR_FIELD_SUB_MODELS, PICTOR_FIELD_SAMPLER, PICTOR_FIELD_STEPS,
      PICTOR_FIELD_CFG_SCALE },
    5 },
  { "size", { PICTOR_FIELD_WIDTH, PICTOR_FIELD_HEIGHT }, 2 },
  { "pictures", { PICTOR_FIELD_BATCH_SIZE, PICTOR_FIELD_SEED }, 2 },
  { "controls", { PICTOR_FIELD_CONTROLS }, 1 },
  { "more",
    { PICTOR_FIELD_MODEL_TYPE, PICTOR_FIELD_CLIP_SKIP, PICTOR_FIELD_TRANSLATE, PICTOR_FIELD_MODEL_VAE },
    4 },
};

/* What was typed and can't be taken has never reached the recipe: that is reset too. */
static void
forget_typing (GtkWidget *row)
{
  if (PICTOR_IS_SLIDER_ROW (row))
    pictor_slider_row_reset (PICTOR_SLIDER_ROW (row));
  else if (PICTOR_IS_SEED_ROW (row))
    g_object_set (row, "seed", (gint64) -1, NULL);
}

static void
reset_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PictorComposer *self = PICTOR_COMPOSER (widget);
  const char *group = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      if (!g_str_equal (groups[i].group, group))
        continue;
      for (guint j = 0; j < groups[i].n_fields; j++)
        {
          pictor_recipe_reset (self->recipe, groups[i].fields[j]);
          forget_typing (pictor_composer_get_row (self, groups[i].fields[j], -1));
        }
    }
}

static void
add_control_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PictorComposer *self = PICTOR_COMPOSER (widget);
  g_autoptr (PictorControl) control = pictor_control_new ();

  g_list_store_append (pictor_recipe_get_controls (self->recipe), control);
  gtk_widget_child_focus (gtk_widget_get_last_child (GTK_WIDGET (self->controls_box)),
                          GTK_DIR_TAB_FORWARD);
}

static void
add_sub_model_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  PictorComposer *self = PICTOR_COMPOSER (widget);
  g_autoptr (PictorSubModel) sub_model =
    pictor_sub_model_new ("", pictor_limit_get (PICTOR_FIELD_SUB_MODEL_WEIGHT)->initial);

  g_list_store_append (pictor_recipe_get_sub_models (self->recipe), sub_model);
}

static void
remove_from (GListStore *store,
             gpointer    item)
{
  guint position;

  if (g_list_store_find (store, item, &position))
    g_list_store_remove (store, position);
}

/* What is about to be removed gives the focus to its neighbour, or to what stands before or after the list. */
static void
leave (GtkWidget *child)
{
  GtkWidget *next = gtk_widget_get_next_sibling (child);

  if (next == NULL)
    next = gtk_widget_get_prev_sibling (child);
  if (next != NULL)
    gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_child_focus (gtk_widget_get_parent (gtk_widget_get_parent (child)), GTK_DIR_TAB_BACKWARD);
}

static void
control_removed_cb (PictorControlPanel *panel,
                    PictorComposer     *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (panel)) != NULL)
    leave (GTK_WIDGET (panel));
  remove_from (pictor_recipe_get_controls (self->recipe), pictor_control_panel_get_control (panel));
}

static void
sub_model_removed_cb (PictorSubModelRow *row,
                      PictorComposer    *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (row)) != NULL)
    leave (GTK_WIDGET (row));
  remove_from (pictor_recipe_get_sub_models (self->recipe), pictor_sub_model_row_get_sub_model (row));
}

static GtkWidget *
make_control_panel (PictorComposer *self,
                    gpointer        item)
{
  GtkWidget *panel = pictor_control_panel_new (item, self->workspace, self->listings);

  g_signal_connect (panel, "removed", G_CALLBACK (control_removed_cb), self);
  return panel;
}

static GtkWidget *
make_sub_model_row (PictorComposer *self,
                    gpointer        item)
{
  GtkWidget *row = pictor_sub_model_row_new (item, self->sub_model_listings);

  g_signal_connect (row, "removed", G_CALLBACK (sub_model_removed_cb), self);
  return row;
}

static GtkWidget *
get_child (GtkBox *box,
           guint   index)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box));

  while (child != NULL && index-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Follows a change of @store in @box, keeping the widgets of what stays, and so their focus. */
static void
follow (PictorComposer *self,
        GtkBox         *box,
        GListModel     *store,
        guint           position,
        guint           removed,
        guint           added,
        GtkWidget    *(*make) (PictorComposer *self, gpointer item))
{
  for (guint i = 0; i < removed; i++)
    gtk_box_remove (box, get_child (box, position));
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (store, position + i);
      GtkWidget *before = position + i > 0 ? get_child (box, position + i - 1) : NULL;

      gtk_box_insert_child_after (box, make (self, item), before);
    }
}

static void
controls_changed_cb (PictorComposer *self,
                     guint           position,
                     guint           removed,
                     guint           added,
                     GListModel     *controls)
{
  guint n = g_list_model_get_n_items (controls);

  follow (self, self->controls_box, controls, position, removed, added, make_control_panel);
  for (guint i = 0; i < n; i++)
    pictor_control_panel_set_index (PICTOR_CONTROL_PANEL (get_child (self->controls_box, i)), i);
  gtk_widget_set_visible (GTK_WIDGET (self->controls_box), n > 0);
  gtk_widget_set_visible (self->controls_hint, n == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.add-control", n < PICTOR_MAX_CONTROLS);
}

static void
sub_models_changed_cb (PictorComposer *self,
                       guint           position,
                       guint           removed,
                       guint           added,
                       GListModel     *sub_models)
{
  follow (self, self->sub_models_box, sub_models, position, removed, added, make_sub_model_row);
  gtk_widget_set_visible (GTK_WIDGET (self->sub_models_box), g_list_model_get_n_items (sub_models) > 0);
}

static void
model_type_changed_cb (PictorComposer *self)
{
  gboolean custom = pictor_recipe_get_model_type (self->recipe) == PICTOR_MODEL_TYPE_CUSTOM;
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (pictor_recipe_get_sub_models (self->recipe))) > 0;

  /* What is there stays in sight, also where it is not allowed, so that it can be taken away. */
  gtk_widget_set_visible (self->sub_models_area, custom || any);
}

static gboolean
sampler_to_selected (GBinding     *binding,
                     const GValue *from,
                     GValue       *to,
                     gpointer      user_data)
{
  int position = pictor_samplers_find (g_value_get_string (from), FALSE);

  g_value_set_uint (to, position >= 0 ? (guint) position : GTK_INVALID_LIST_POSITION);
  return TRUE;
}

static gboolean
selected_to_sampler (GBinding     *binding,
                     const GValue *from,
                     GValue       *to,
                     gpointer      user_data)
{
  guint position = g_value_get_uint (from);

  if (position >= PICTOR_N_SAMPLERS)
    return FALSE;
  g_value_set_string (to, pictor_samplers_get_names ()[position]);
  return TRUE;
}

GtkWidget *
pictor_composer_get_row (PictorComposer *self,
                         PictorField     field,
                         int             index)
{
  GtkWidget *child;

  switch ((int) field)
    {
    case PICTOR_FIELD_PROMPT:
      return GTK_WIDGET (self->prompt_view);
    case PICTOR_FIELD_NEGATIVE_PROMPT:
      return GTK_WIDGET (self->negative_view);
    case PICTOR_FIELD_MODEL:
      return GTK_WIDGET (self->model_picker);
    case PICTOR_FIELD_BATCH_SIZE:
      return GTK_WIDGET (self->batch_row);
    case PICTOR_FIELD_STEPS:
      return GTK_WIDGET (self->steps_row);
    case PICTOR_FIELD_CFG_SCALE:
      return GTK_WIDGET (self->cfg_row);
    case PICTOR_FIELD_SEED:
      return GTK_WIDGET (self->seed_row);
    case PICTOR_FIELD_WIDTH:
    case PICTOR_FIELD_HEIGHT:
      return GTK_WIDGET (pictor_size_group_get_row (self->size_group, field));
    case PICTOR_FIELD_CLIP_SKIP:
      return GTK_WIDGET (self->clip_skip_row);
    case PICTOR_FIELD_SUB_MODELS:
    case PICTOR_FIELD_SUB_MODEL_WEIGHT:
      return index >= 0 ? get_child (self->sub_models_box, index) : NULL;
    default:
      child = index >= 0 ? get_child (self->controls_box, index) : NULL;
      return child != NULL ? pictor_control_panel_get_row (PICTOR_CONTROL_PANEL (child), field) : NULL;
    }
}

static void
pictor_composer_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SHOWN_SEED:
      g_object_get_property (G_OBJECT (PICTOR_COMPOSER (object)->seed_row), "shown-seed", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_composer_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_SHOWN_SEED:
      g_object_set_property (G_OBJECT (PICTOR_COMPOSER (object)->seed_row), "shown-seed", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_composer_dispose (GObject *object)
{
  PictorComposer *self = PICTOR_COMPOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_COMPOSER);
  g_clear_object (&self->workspace);
  g_clear_object (&self->recipe);
  g_clear_object (&self->listings);
  g_clear_object (&self->sub_model_listings);
  G_OBJECT_CLASS (pictor_composer_parent_class)->dispose (object);
}

static void
pictor_composer_class_init (PictorComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PICTOR_TYPE_PICKER);
  g_type_ensure (PICTOR_TYPE_PROMPT_VIEW);
  g_type_ensure (PICTOR_TYPE_SEED_ROW);
  g_type_ensure (PICTOR_TYPE_SIZE_GROUP);
  g_type_ensure (PICTOR_TYPE_SLIDER_ROW);

  object_class->get_property = pictor_composer_get_property;
  object_class->set_property = pictor_composer_set_property;
  object_class->dispose = pictor_composer_dispose;

  properties[PROP_SHOWN_SEED] = g_param_spec_int64 ("shown-seed", NULL, NULL, -1, G_MAXINT64, -1,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "composer.reset", "s", reset_action);
  gtk_widget_class_install_action (widget_class, "composer.add-control", NULL, add_control_action);
  gtk_widget_class_install_action (widget_class, "composer.add-sub-model", NULL, add_sub_model_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, prompt_view);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, negative_view);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, model_type_drop);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, model_picker);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, sub_models_area);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, sub_models_box);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, sub_models_problem);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, sampler_drop);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, steps_row);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, cfg_row);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, size_group);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, batch_row);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, seed_row);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, clip_skip_row);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, translate_check);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, vae_check);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, controls_hint);
  gtk_widget_class_bind_template_child (widget_class, PictorComposer, controls_box);
}

static void
pictor_composer_init (PictorComposer *self)
{
  g_autoptr (GtkStringList) samplers = gtk_string_list_new (pictor_samplers_get_names ());

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->sampler_drop, G_LIST_MODEL (samplers));
  pictor_field_text_name_drop_down (self->sampler_drop, _("Sampler"));
  pictor_field_text_name_drop_down (self->model_type_drop, _("Kind of models"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sampler_drop),
                               pictor_field_text_get_help (PICTOR_FIELD_SAMPLER));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->model_type_drop),
                               pictor_field_text_get_help (PICTOR_FIELD_MODEL_TYPE));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->model_picker),
                               pictor_field_text_get_help (PICTOR_FIELD_MODEL));
  gtk_widget_set_tooltip_text (self->translate_check,
                               pictor_field_text_get_help (PICTOR_FIELD_TRANSLATE));
  gtk_widget_set_tooltip_text (self->vae_check, pictor_field_text_get_help (PICTOR_FIELD_MODEL_VAE));
}

void
pictor_composer_set_workspace (PictorComposer  *self,
                               PictorWorkspace *workspace,
                               GListModel      *listings)
{
  GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  g_autoptr (GListModel) models = NULL;
  GListModel *controls, *sub_models;
  PictorRecipe *recipe;

  g_return_if_fail (PICTOR_IS_COMPOSER (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->recipe = recipe = g_object_ref (pictor_workspace_get_recipe (workspace));
  self->listings = g_object_ref (listings);
  self->sub_model_listings = pictor_listings_of_kind (listings, PICTOR_LISTING_SUB_MODEL);
  models = pictor_listings_of_recipe (listings, recipe);
  pictor_picker_set_listings (self->model_picker, models);

  g_object_bind_property (recipe, "prompt", self->prompt_view, "text", flags);
  g_object_bind_property (recipe, "negative-prompt", self->negative_view, "text", flags);
  g_object_bind_property (recipe, "model-type", self->model_type_drop, "selected", flags);
  g_object_bind_property (recipe, "model", self->model_picker, "value", flags);
  g_object_bind_property_full (recipe, "sampler", self->sampler_drop, "selected", flags,
                               sampler_to_selected, selected_to_sampler, NULL, NULL);
  g_object_bind_property (recipe, "steps", self->steps_row, "value", flags);
  g_object_bind_property (recipe, "cfg-scale", self->cfg_row, "value", flags);
  pictor_size_group_bind (self->size_group, recipe);
  g_object_bind_property (recipe, "batch-size", self->batch_row, "value", flags);
  g_object_bind_property (recipe, "seed", self->seed_row, "seed", flags);
  g_object_bind_property (recipe, "clip-skip", self->clip_skip_row, "value", flags);
  g_object_bind_property (recipe, "translate", self->translate_check, "active", flags);
  g_object_bind_property (recipe, "model-vae", self->vae_check, "active", flags);

  controls = G_LIST_MODEL (pictor_recipe_get_controls (recipe));
  g_signal_connect_object (controls, "items-changed", G_CALLBACK (controls_changed_cb), self,
                           G_CONNECT_SWAPPED);
  controls_changed_cb (self, 0, 0, g_list_model_get_n_items (controls), controls);

  sub_models = G_LIST_MODEL (pictor_recipe_get_sub_models (recipe));
  g_signal_connect_object (sub_models, "items-changed", G_CALLBACK (sub_models_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sub_models, "items-changed", G_CALLBACK (model_type_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sub_models_changed_cb (self, 0, 0, g_list_model_get_n_items (sub_models), sub_models);

  g_signal_connect_object (recipe, "notify::model-type", G_CALLBACK (model_type_changed_cb), self,
                           G_CONNECT_SWAPPED);
  model_type_changed_cb (self);
}

void
pictor_composer_set_default_model (PictorComposer *self,
                                   const char     *name)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PICTOR_IS_COMPOSER (self));

  text = name != NULL ? g_strdup_printf (_("%s (default)"), name) : g_strdup (_("Choose one, or type its id"));
  g_object_set (self->model_picker, "placeholder", text, NULL);
}

void
pictor_composer_focus_prompt (PictorComposer *self)
{
  g_return_if_fail (PICTOR_IS_COMPOSER (self));
  pictor_prompt_view_focus_text (self->prompt_view);
}
