/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-recipe-panel.h"

#include <glib/gi18n.h>

#include "model/pictor-recipe-facts.h"
#include "ui/pictor-recipe-lacks.h"

struct _PictorRecipePanel
{
  AdwBin parent_instance;

  PictorExhibit *exhibit;
  PictorExhibit *other;
  gboolean comparing;
  PictorAccount *account;
  GListModel *listings;

  GtkWidget *empty_label;
  GtkWidget *recipe_box;
  GtkBox *texts;
  GtkGrid *facts;
  GtkBox *notes;
  GtkWidget *lacks_box;
  GtkBox *lacks;
  GtkWidget *changes_box;
  GtkLabel *changes_title;
  GtkBox *changes;
};

G_DEFINE_FINAL_TYPE (PictorRecipePanel, pictor_recipe_panel, ADW_TYPE_BIN)

static void
clear (GtkWidget *container)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (container)) != NULL)
    {
      if (GTK_IS_GRID (container))
        gtk_grid_remove (GTK_GRID (container), child);
      else
        gtk_box_remove (GTK_BOX (container), child);
    }
}

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* A value that can be marked and copied, and that says by itself what it is. */
static GtkWidget *
make_value (const char *label,
            const char *value)
{
  GtkWidget *widget = make_label (value, NULL);
  g_autofree char *name = g_strdup_printf (_("%s: %s"), label, value);

  gtk_label_set_selectable (GTK_LABEL (widget), TRUE);
  gtk_widget_set_can_focus (widget, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return widget;
}

static void
append_pair (GtkBox     *box,
             const char *label,
             const char *value)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (pair), make_label (label, "caption-heading"));
  gtk_box_append (GTK_BOX (pair), make_value (label, value));
  gtk_box_append (box, pair);
}

static void
append_fact (PictorRecipePanel *self,
             int                row,
             const char        *label,
             const char        *value)
{
  GtkWidget *left = make_label (label, "dim-label");
  GtkWidget *right = make_value (label, value);

  gtk_widget_set_valign (left, GTK_ALIGN_START);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_grid_attach (self->facts, left, 0, row, 1, 1);
  gtk_grid_attach (self->facts, right, 1, row, 1, 1);
}

static void
show_notes (PictorRecipePanel *self)
{
  const char * const *notes = self->exhibit != NULL ? pictor_exhibit_get_notes (self->exhibit) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->notes), notes != NULL && notes[0] != NULL);
  for (guint i = 0; notes != NULL && notes[i] != NULL; i++)
    gtk_box_append (self->notes, make_label (notes[i], NULL));
}

static void
show_facts (PictorRecipePanel *self,
            PictorRecipe      *recipe)
{
  g_autoptr (GPtrArray) facts = pictor_recipe_describe (recipe, pictor_exhibit_get_model_name (self->exhibit));
  int row = 0;

  for (guint i = 0; i < facts->len; i++)
    {
      const PictorRecipeFact *fact = facts->pdata[i];
      if (fact->usual)
        continue;
      if (fact->field == PICTOR_FIELD_PROMPT || fact->field == PICTOR_FIELD_NEGATIVE_PROMPT)
        {
          append_pair (self->texts, fact->label, fact->value);
          continue;
        }
      append_fact (self, row++, fact->label, fact->value);
    }
  if (pictor_exhibit_get_program (self->exhibit) != NULL)
    append_fact (self, row, _("Program"), pictor_exhibit_get_program (self->exhibit));
}

static void
show_lacks (PictorRecipePanel *self)
{
  PictorRecipe *recipe = self->exhibit != NULL ? pictor_exhibit_get_recipe (self->exhibit) : NULL;

  clear (GTK_WIDGET (self->lacks));
  gtk_widget_set_visible (self->lacks_box, FALSE);
  if (recipe == NULL || self->account == NULL)
    return;
  {
    g_autoptr (GPtrArray) lacks = pictor_recipe_lacks (recipe, self->account, self->listings);

    for (guint i = 0; i < lacks->len; i++)
      gtk_box_append (self->lacks, make_label (lacks->pdata[i], NULL));
    gtk_widget_set_visible (self->lacks_box, lacks->len > 0);
  }
}

static void
show_changes (PictorRecipePanel *self,
              PictorRecipe      *recipe)
{
  PictorRecipe *before = self->other != NULL ? pictor_exhibit_get_recipe (self->other) : NULL;
  g_autoptr (GPtrArray) changes = NULL;

  gtk_widget_set_visible (self->changes_box, before != NULL);
  if (before == NULL)
    return;
  changes = pictor_recipe_diff (before, recipe);
  if (changes->len == 0)
    gtk_label_set_label (self->changes_title, self->comparing ? _("Same Recipe as the Other Picture")
                                                              : _("Same Recipe as the Picture Before"));
  else
    gtk_label_set_label (self->changes_title, self->comparing ? _("Differs from the Other Picture")
                                                              : _("Changed Since the Picture Before"));
  for (guint i = 0; i < changes->len; i++)
    {
      const PictorRecipeChange *change = changes->pdata[i];

      append_pair (self->changes, change->label, change->text);
    }
}

static void
pictor_recipe_panel_dispose (GObject *object)
{
  PictorRecipePanel *self = PICTOR_RECIPE_PANEL (object);

  pictor_recipe_panel_set_account (self, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_RECIPE_PANEL);
  g_clear_object (&self->exhibit);
  g_clear_object (&self->other);
  G_OBJECT_CLASS (pictor_recipe_panel_parent_class)->dispose (object);
}

static void
pictor_recipe_panel_class_init (PictorRecipePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pictor_recipe_panel_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-recipe-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorRecipePanel, empty_label);
  gtk_widget_class_bind_template_child (widget_class, PictorRecipePanel, recipe_box);
  gtk_widget_class_bind_template_child (widget_class, PictorRecipePanel, texts);
  gtk_widget_class_bind_template_child (widget_class, PictorRecipePanel, facts);
  gtk_widget_class_bind_template_child (widget_class, PictorRecipePanel, notes);
  gtk_widget_class_bind_template_child (widget_class, PictorRecipePanel, lacks_box);
  gtk_widget_class_bind_template_child (widget_class, PictorRecipePanel, lacks);
  gtk_widget_class_bind_template_child (widget_class, PictorRecipePanel, changes_box);
  gtk_widget_class_bind_template_child (widget_class, PictorRecipePanel, changes_title);
  gtk_widget_class_bind_template_child (widget_class, PictorRecipePanel, changes);
}

static void
pictor_recipe_panel_init (PictorRecipePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pictor_recipe_panel_show (PictorRecipePanel *self,
                          PictorExhibit     *exhibit,
                          PictorExhibit     *other,
                          gboolean           comparing)
{
  PictorRecipe *recipe;

  g_return_if_fail (PICTOR_IS_RECIPE_PANEL (self));

  if (exhibit == self->exhibit && other == self->other && comparing == self->comparing)
    return;
  g_set_object (&self->exhibit, exhibit);
  g_set_object (&self->other, other);
  self->comparing = comparing;
  clear (GTK_WIDGET (self->texts));
  clear (GTK_WIDGET (self->facts));
  clear (GTK_WIDGET (self->notes));
  clear (GTK_WIDGET (self->changes));
  recipe = exhibit != NULL ? pictor_exhibit_get_recipe (exhibit) : NULL;
  show_notes (self);
  gtk_widget_set_visible (self->empty_label, recipe == NULL && !gtk_widget_get_visible (GTK_WIDGET (self->notes)));
  gtk_widget_set_visible (self->recipe_box, recipe != NULL);
  if (recipe != NULL)
    {
      show_facts (self, recipe);
      show_changes (self, recipe);
    }
  show_lacks (self);
}

void
pictor_recipe_panel_set_account (PictorRecipePanel *self,
                                 PictorAccount     *account,
                                 GListModel        *listings)
{
  g_return_if_fail (PICTOR_IS_RECIPE_PANEL (self));

  if (self->listings != NULL)
    g_signal_handlers_disconnect_by_data (self->listings, self);
  g_set_object (&self->account, account);
  g_set_object (&self->listings, listings);
  if (listings != NULL)
    {
      g_signal_connect_object (listings, "items-changed", G_CALLBACK (show_lacks), self, G_CONNECT_SWAPPED);
      show_lacks (self);
    }
}
