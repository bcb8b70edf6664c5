/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-seed-row.h"

#include <glib/gi18n.h>

#include "ui/pictor-field-text.h"

struct _PictorSeedRow
{
  AdwBin parent_instance;

  gint64 seed;
  gint64 shown_seed;
  char *problem;
  char *typing_problem;
  gboolean updating;

  GtkLabel *label;
  GtkEditable *entry;
  GtkWidget *random_button;
  GtkWidget *same_button;
  GtkLabel *problem_label;
};

enum
{
  PROP_0,
  PROP_SEED,
  PROP_SHOWN_SEED,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PictorSeedRow, pictor_seed_row, ADW_TYPE_BIN)

static void
show_problem (PictorSeedRow *self)
{
  pictor_field_text_show_problem (self->problem_label, GTK_WIDGET (self->entry),
                                  self->typing_problem != NULL ? self->typing_problem : self->problem);
}

static void
take_seed (PictorSeedRow *self,
           gint64         seed)
{
  gtk_widget_set_sensitive (self->random_button, seed != -1);
  gtk_widget_set_sensitive (self->same_button, self->shown_seed >= 0 && self->shown_seed != seed);
  if (self->seed == seed)
    return;
  self->seed = seed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEED]);
}

static void
typed_cb (PictorSeedRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  gint64 seed = -1;

  if (self->updating)
    return;
  self->updating = TRUE;
  g_clear_pointer (&self->typing_problem, g_free);
  if (*text == '\0' || g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &seed, NULL))
    {
      take_seed (self, seed);
      if (!pictor_limit_contains (PICTOR_FIELD_SEED, seed))
        self->typing_problem = pictor_field_text_range (PICTOR_FIELD_SEED);
    }
  else
    self->typing_problem = g_strdup (_("Seed must be a whole number, or nothing for a random one."));
  show_problem (self);
  self->updating = FALSE;
  pictor_field_text_judge_anew (GTK_WIDGET (self));
}

static void
set_seed (PictorSeedRow *self,
          gint64         seed)
{
  g_autofree char *text = seed == -1 ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, seed);

  if (self->updating)
    return;
  self->updating = TRUE;
  g_clear_pointer (&self->typing_problem, g_free);
  gtk_editable_set_text (self->entry, text);
  take_seed (self, seed);
  if (!pictor_limit_contains (PICTOR_FIELD_SEED, seed))
    self->typing_problem = pictor_field_text_range (PICTOR_FIELD_SEED);
  show_problem (self);
  self->updating = FALSE;
  pictor_field_text_judge_anew (GTK_WIDGET (self));
}

/* @button is about to be of no more use: the focus must not go with it. */
static void
keep_focus (PictorSeedRow *self,
            GtkWidget     *button)
{
  if (gtk_widget_has_focus (button))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
random_cb (PictorSeedRow *self)
{
  keep_focus (self, self->random_button);
  set_seed (self, -1);
}

static void
same_cb (PictorSeedRow *self)
{
  keep_focus (self, self->same_button);
  set_seed (self, self->shown_seed);
}

static void
pictor_seed_row_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PictorSeedRow *self = PICTOR_SEED_ROW (object);

  switch (property_id)
    {
    case PROP_SEED:
      g_value_set_int64 (value, self->seed);
      break;
    case PROP_SHOWN_SEED:
      g_value_set_int64 (value, self->shown_seed);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_seed_row_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PictorSeedRow *self = PICTOR_SEED_ROW (object);

  switch (property_id)
    {
    case PROP_SEED:
      set_seed (self, g_value_get_int64 (value));
      break;
    case PROP_SHOWN_SEED:
      if (self->shown_seed == g_value_get_int64 (value))
        break;
      self->shown_seed = g_value_get_int64 (value);
      take_seed (self, self->seed);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_PROBLEM:
      g_free (self->problem);
      self->problem = g_value_dup_string (value);
      show_problem (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_seed_row_dispose (GObject *object)
{
  PICTOR_SEED_ROW (object)->updating = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), PICTOR_TYPE_SEED_ROW);
  G_OBJECT_CLASS (pictor_seed_row_parent_class)->dispose (object);
}

static void
pictor_seed_row_finalize (GObject *object)
{
  PictorSeedRow *self = PICTOR_SEED_ROW (object);

  g_free (self->problem);
  g_free (self->typing_problem);
  G_OBJECT_CLASS (pictor_seed_row_parent_class)->finalize (object);
}

static void
pictor_seed_row_class_init (PictorSeedRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pictor_seed_row_get_property;
  object_class->set_property = pictor_seed_row_set_property;
  object_class->dispose = pictor_seed_row_dispose;
  object_class->finalize = pictor_seed_row_finalize;

  properties[PROP_SEED] = g_param_spec_int64 ("seed", NULL, NULL, G_MININT64, G_MAXINT64, -1, flags);
  properties[PROP_SHOWN_SEED] = g_param_spec_int64 ("shown-seed", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-seed-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorSeedRow, label);
  gtk_widget_class_bind_template_child (widget_class, PictorSeedRow, entry);
  gtk_widget_class_bind_template_child (widget_class, PictorSeedRow, random_button);
  gtk_widget_class_bind_template_child (widget_class, PictorSeedRow, same_button);
  gtk_widget_class_bind_template_child (widget_class, PictorSeedRow, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, random_cb);
  gtk_widget_class_bind_template_callback (widget_class, same_cb);
}

static void
pictor_seed_row_init (PictorSeedRow *self)
{
  self->seed = -1;
  self->shown_seed = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label),
                               pictor_field_text_get_help (PICTOR_FIELD_SEED));
  take_seed (self, -1);
}

const char *
pictor_seed_row_get_typing_problem (PictorSeedRow *self)
{
  g_return_val_if_fail (PICTOR_IS_SEED_ROW (self), NULL);
  return self->typing_problem;
}
