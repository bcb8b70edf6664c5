/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-size-group.h"

#include <math.h>

struct _PictorSizeGroup
{
  AdwBin parent_instance;

  PictorRecipe *recipe;

  PictorSliderRow *width_row;
  PictorSliderRow *height_row;
};

G_DEFINE_FINAL_TYPE (PictorSizeGroup, pictor_size_group, ADW_TYPE_BIN)

/* Diffusion models work on a grid of 8 pixels, so the shapes offer sizes on it. */
#define GRID 8

static int
snap (double      value,
      PictorField field)
{
  const PictorLimit *limit = pictor_limit_get (field);

  return CLAMP (round (value / GRID) * GRID, limit->minimum, limit->maximum);
}

void
pictor_size_group_fit_aspect (int  across,
                              int  down,
                              int *width,
                              int *height)
{
  double scale;
  double largest_width = pictor_limit_get (PICTOR_FIELD_WIDTH)->maximum;
  double largest_height = pictor_limit_get (PICTOR_FIELD_HEIGHT)->maximum;

  g_return_if_fail (across > 0 && down > 0);

  scale = sqrt ((double) *width * *height / (across * down));
  scale = MIN (scale, MIN (largest_width / across, largest_height / down));
  *width = snap (across * scale, PICTOR_FIELD_WIDTH);
  *height = snap (down * scale, PICTOR_FIELD_HEIGHT);
}

static void
shape_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PictorSizeGroup *self = PICTOR_SIZE_GROUP (widget);
  const PictorLimit *limit = pictor_limit_get (PICTOR_FIELD_WIDTH);
  int across, down;
  int width = CLAMP (pictor_slider_row_get_value (self->width_row), limit->minimum, limit->maximum);
  int height = CLAMP (pictor_slider_row_get_value (self->height_row), limit->minimum, limit->maximum);

  g_variant_get (parameter, "(ii)", &across, &down);
  pictor_size_group_fit_aspect (across, down, &width, &height);
  pictor_slider_row_set_value (self->width_row, width);
  pictor_slider_row_set_value (self->height_row, height);
}

static void
swap_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PictorSizeGroup *self = PICTOR_SIZE_GROUP (widget);
  double width = pictor_slider_row_get_value (self->width_row);

  pictor_slider_row_set_value (self->width_row, pictor_slider_row_get_value (self->height_row));
  pictor_slider_row_set_value (self->height_row, width);
}

static void
pictor_size_group_dispose (GObject *object)
{
  PictorSizeGroup *self = PICTOR_SIZE_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_SIZE_GROUP);
  g_clear_object (&self->recipe);
  G_OBJECT_CLASS (pictor_size_group_parent_class)->dispose (object);
}

static void
pictor_size_group_class_init (PictorSizeGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PICTOR_TYPE_SLIDER_ROW);

  G_OBJECT_CLASS (klass)->dispose = pictor_size_group_dispose;

  gtk_widget_class_install_action (widget_class, "size.shape", "(ii)", shape_action);
  gtk_widget_class_install_action (widget_class, "size.swap", NULL, swap_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-size-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorSizeGroup, width_row);
  gtk_widget_class_bind_template_child (widget_class, PictorSizeGroup, height_row);
}

static void
pictor_size_group_init (PictorSizeGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pictor_size_group_bind (PictorSizeGroup *self,
                        PictorRecipe    *recipe)
{
  GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;

  g_return_if_fail (PICTOR_IS_SIZE_GROUP (self));
  g_return_if_fail (self->recipe == NULL);

  self->recipe = g_object_ref (recipe);
  g_object_bind_property (recipe, "width", self->width_row, "value", flags);
  g_object_bind_property (recipe, "height", self->height_row, "value", flags);
}

PictorSliderRow *
pictor_size_group_get_row (PictorSizeGroup *self,
                           PictorField      field)
{
  g_return_val_if_fail (PICTOR_IS_SIZE_GROUP (self), NULL);
  return field == PICTOR_FIELD_WIDTH ? self->width_row : self->height_row;
}
