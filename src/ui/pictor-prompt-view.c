/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-prompt-view.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ui/pictor-field-text.h"

struct _PictorPromptView
{
  AdwBin parent_instance;

  PictorField field;
  char *text;
  char *problem;

  GtkLabel *label;
  GtkWidget *clear_button;
  GtkWidget *frame;
  GtkScrolledWindow *scroller;
  GtkTextView *text_view;
  GtkTextBuffer *buffer;
  GtkLabel *placeholder_label;
  GtkLabel *problem_label;
};

enum
{
  PROP_0,
  PROP_FIELD,
  PROP_TEXT,
  PROP_PLACEHOLDER,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PictorPromptView, pictor_prompt_view, ADW_TYPE_BIN)

static void
buffer_changed_cb (PictorPromptView *self)
{
  g_autofree char *text = NULL;

  g_object_get (self->buffer, "text", &text, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder_label), *text == '\0');
  gtk_widget_set_sensitive (self->clear_button, *text != '\0');
  if (g_strcmp0 (text, self->text) == 0)
    return;
  g_free (self->text);
  self->text = g_steal_pointer (&text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/* Changes only what differs, so that the cursor and what is around it stay where they are when a change is undone. */
static void
set_text (PictorPromptView *self,
          const char       *text)
{
  const char *old = self->text != NULL ? self->text : "";
  const char *old_end = old + strlen (old);
  const char *end;
  const char *from;
  GtkTextIter first, last;
  int offset;

  if (text == NULL)
    text = "";
  if (g_str_equal (text, old))
    return;
  end = text + strlen (text);
  from = text;
  for (; *from != '\0' && g_utf8_get_char (from) == g_utf8_get_char (old); from = g_utf8_next_char (from))
    old = g_utf8_next_char (old);
  while (end > from && old_end > old && g_utf8_get_char (g_utf8_prev_char (end)) == g_utf8_get_char (g_utf8_prev_char (old_end)))
    {
      end = g_utf8_prev_char (end);
      old_end = g_utf8_prev_char (old_end);
    }
  offset = g_utf8_pointer_to_offset (text, from);
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &first, offset);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &last, offset + g_utf8_pointer_to_offset (old, old_end));
  gtk_text_buffer_delete (self->buffer, &first, &last);
  gtk_text_buffer_insert (self->buffer, &first, from, end - from);
  gtk_text_buffer_place_cursor (self->buffer, &first);
  gtk_text_buffer_end_user_action (self->buffer);
}

static void
clear_cb (PictorPromptView *self)
{
  set_text (self, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
set_field (PictorPromptView *self,
           PictorField       field)
{
  gboolean negative = field == PICTOR_FIELD_NEGATIVE_PROMPT;

  self->field = field;
  gtk_label_set_label (self->label, negative ? _("_Negative Prompt") : _("_Prompt"));
  gtk_scrolled_window_set_min_content_height (self->scroller, negative ? 56 : 84);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), pictor_field_text_get_help (field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view),
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, TRUE,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  negative ? _("Clear negative prompt") : _("Clear prompt"),
                                  -1);
}

static void
set_problem (PictorPromptView *self,
             const char       *problem)
{
  if (g_strcmp0 (problem, self->problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  pictor_field_text_show_problem (self->problem_label, GTK_WIDGET (self->text_view), problem);
  if (problem != NULL)
    gtk_widget_add_css_class (self->frame, "error");
  else
    gtk_widget_remove_css_class (self->frame, "error");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
pictor_prompt_view_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PictorPromptView *self = PICTOR_PROMPT_VIEW (object);

  switch (property_id)
    {
    case PROP_FIELD:
      g_value_set_enum (value, self->field);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, gtk_label_get_label (self->placeholder_label));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_prompt_view_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PictorPromptView *self = PICTOR_PROMPT_VIEW (object);

  switch (property_id)
    {
    case PROP_FIELD:
      set_field (self, g_value_get_enum (value));
      break;
    case PROP_TEXT:
      set_text (self, g_value_get_string (value));
      break;
    case PROP_PLACEHOLDER:
      gtk_label_set_label (self->placeholder_label, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view),
                                      GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, g_value_get_string (value),
                                      -1);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_PROBLEM:
      set_problem (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_prompt_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PICTOR_TYPE_PROMPT_VIEW);
  G_OBJECT_CLASS (pictor_prompt_view_parent_class)->dispose (object);
}

static void
pictor_prompt_view_finalize (GObject *object)
{
  PictorPromptView *self = PICTOR_PROMPT_VIEW (object);

  g_free (self->text);
  g_free (self->problem);
  G_OBJECT_CLASS (pictor_prompt_view_parent_class)->finalize (object);
}

static void
pictor_prompt_view_class_init (PictorPromptViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pictor_prompt_view_get_property;
  object_class->set_property = pictor_prompt_view_set_property;
  object_class->dispose = pictor_prompt_view_dispose;
  object_class->finalize = pictor_prompt_view_finalize;

  properties[PROP_FIELD] = g_param_spec_enum ("field", NULL, NULL, PICTOR_TYPE_FIELD,
                                              PICTOR_FIELD_PROMPT,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                             G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, "", flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-prompt-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorPromptView, label);
  gtk_widget_class_bind_template_child (widget_class, PictorPromptView, clear_button);
  gtk_widget_class_bind_template_child (widget_class, PictorPromptView, frame);
  gtk_widget_class_bind_template_child (widget_class, PictorPromptView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PictorPromptView, text_view);
  gtk_widget_class_bind_template_child (widget_class, PictorPromptView, buffer);
  gtk_widget_class_bind_template_child (widget_class, PictorPromptView, placeholder_label);
  gtk_widget_class_bind_template_child (widget_class, PictorPromptView, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, buffer_changed_cb);
}

static void
pictor_prompt_view_init (PictorPromptView *self)
{
  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pictor_prompt_view_focus_text (PictorPromptView *self)
{
  g_return_if_fail (PICTOR_IS_PROMPT_VIEW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}
