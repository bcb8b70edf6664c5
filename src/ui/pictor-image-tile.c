/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-image-tile.h"

#include <glib/gi18n.h>

#include "ui/pictor-choose-file.h"
#include "ui/pictor-field-text.h"
#include "ui/pictor-size-text.h"
#include "ui/pictor-texture.h"

/* Pixels decoded for the tile, enough for a screen of twice the usual density. */
#define TILE_SIDE 280

struct _PictorImageTile
{
  AdwBin parent_instance;

  PictorWorkspace *workspace;
  GFile *file;
  char *problem;
  GCancellable *adding;
  GCancellable *loading;

  GtkWidget *button;
  GtkStack *stack;
  GtkPicture *picture;
  GtkLabel *size_label;
  GtkLabel *problem_label;
};

enum
{
  PROP_0,
  PROP_FILE,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PictorImageTile, pictor_image_tile, ADW_TYPE_BIN)

static void
set_problem (PictorImageTile *self,
             const char      *problem)
{
  if (g_strcmp0 (problem, self->problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  pictor_field_text_show_problem (self->problem_label, self->button, problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
name_button (PictorImageTile *self,
             const char      *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PictorImageTile) self = user_data;
  g_autoptr (GError) error = NULL;
  int width, height;
  g_autoptr (GdkTexture) texture = pictor_texture_load_finish (result, &width, &height, &error);
  g_autofree char *size = NULL;
  g_autofree char *name = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture == NULL)
    {
      set_problem (self, error->message);
      return;
    }
  size = pictor_size_text (width, height);
  name = g_strdup_printf (_("Control image, %d by %d pixels"), width, height);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_label_set_label (self->size_label, size);
  gtk_stack_set_visible_child_name (self->stack, "picture");
  name_button (self, name);
}

static void
set_file (PictorImageTile *self,
          GFile           *file)
{
  if (file == self->file || (file != NULL && self->file != NULL && g_file_equal (file, self->file)))
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_set_object (&self->file, file);
  set_problem (self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "image.clear", file != NULL);
  if (file != NULL)
    {
      self->loading = g_cancellable_new ();
      pictor_texture_load_async (file, TILE_SIDE, self->loading, loaded_cb, g_object_ref (self));
    }
  else
    {
      gtk_picture_set_paintable (self->picture, NULL);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      name_button (self, _("Add control image"));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE]);
}

static void
report (PictorImageTile *self,
        const GError    *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_problem (self, error->message);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PictorImageTile) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = pictor_workspace_add_input_finish (PICTOR_WORKSPACE (source), result, &error);

  if (file != NULL)
    set_file (self, file);
  else
    report (self, error);
}

/* A newer image takes the place of one that is still on its way. */
static GCancellable *
begin_adding (PictorImageTile *self)
{
  g_cancellable_cancel (self->adding);
  g_clear_object (&self->adding);
  self->adding = g_cancellable_new ();
  set_problem (self, NULL);
  return self->adding;
}

typedef struct
{
  PictorImageTile *self;
  GFile *file;
} Judging;

static void
judging_free (Judging *judging)
{
  g_object_unref (judging->self);
  g_object_unref (judging->file);
  g_free (judging);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Judging, judging_free)

static void
judged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Judging) judging = user_data;
  PictorImageTile *self = judging->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = pictor_texture_load_finish (result, NULL, NULL, &error);

  if (texture == NULL)
    report (self, error);
  else
    pictor_workspace_add_input_async (self->workspace, judging->file, self->adding, added_cb,
                                      g_object_ref (self));
}

/* A file is judged before it is kept: what can't be shown is not taken. */
static void
add_file (PictorImageTile *self,
          GFile           *file)
{
  Judging *judging = g_new (Judging, 1);

  judging->self = g_object_ref (self);
  judging->file = g_object_ref (file);
  pictor_texture_load_async (file, TILE_SIDE, begin_adding (self), judged_cb, judging);
}

static void
encoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PictorImageTile) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = pictor_texture_encode_finish (result, &error);

  if (bytes == NULL)
    report (self, error);
  else
    pictor_workspace_add_bytes_async (self->workspace, bytes, self->adding, added_cb,
                                      g_object_ref (self));
}

static void
add_texture (PictorImageTile *self,
             GdkTexture      *texture)
{
  pictor_texture_encode_async (texture, begin_adding (self), encoded_cb, g_object_ref (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PictorImageTile) self = user_data;
  g_autoptr (GFile) file = pictor_choose_file_finish (result, NULL);

  if (file != NULL && self->stack != NULL)
    add_file (self, file);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  pictor_choose_file_async (PICTOR_CHOOSE_IMAGE, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                            chosen_cb, g_object_ref (widget));
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PictorImageTile *self = PICTOR_IMAGE_TILE (widget);

  /* The button that clears is of no more use then. */
  if (gtk_widget_get_focus_child (widget) != NULL)
    gtk_widget_grab_focus (self->button);
  g_cancellable_cancel (self->adding);
  set_file (self, NULL);
  set_problem (self, NULL);
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PictorImageTile) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (self->stack == NULL)
    return;
  if (value != NULL && G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = g_value_get_boxed (value);

      if (files != NULL)
        add_file (self, files->data);
    }
  else if (value != NULL && G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    add_texture (self, g_value_get_object (value));
  else
    set_problem (self, _("There is no image to paste."));
}

static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  g_autoptr (GdkContentFormats) readable = gdk_content_formats_ref (formats);
  GType type = GDK_TYPE_TEXTURE;

  /* A copied file says more than its picture: it is kept as it is. */
  readable = gdk_content_formats_union_deserialize_gtypes (g_steal_pointer (&readable));
  if (gdk_content_formats_contain_gtype (readable, GDK_TYPE_FILE_LIST))
    type = GDK_TYPE_FILE_LIST;
  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, pasted_cb,
                                  g_object_ref (widget));
}

static gboolean
dropped_cb (GtkDropTarget   *target,
            const GValue    *value,
            double           x,
            double           y,
            PictorImageTile *self)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = g_value_get_boxed (value);

      if (files == NULL)
        return FALSE;
      add_file (self, files->data);
      return TRUE;
    }
  if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    add_file (self, g_value_get_object (value));
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    add_texture (self, g_value_get_object (value));
  else
    return FALSE;
  return TRUE;
}

static void
pictor_image_tile_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PictorImageTile *self = PICTOR_IMAGE_TILE (object);

  switch (property_id)
    {
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_image_tile_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  PictorImageTile *self = PICTOR_IMAGE_TILE (object);

  switch (property_id)
    {
    case PROP_FILE:
      set_file (self, g_value_get_object (value));
      break;
    case PROP_PROBLEM:
      set_problem (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_image_tile_dispose (GObject *object)
{
  PictorImageTile *self = PICTOR_IMAGE_TILE (object);

  g_cancellable_cancel (self->adding);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->adding);
  g_clear_object (&self->loading);
  gtk_widget_dispose_template (GTK_WIDGET (self), PICTOR_TYPE_IMAGE_TILE);
  g_clear_object (&self->workspace);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (pictor_image_tile_parent_class)->dispose (object);
}

static void
pictor_image_tile_finalize (GObject *object)
{
  g_free (PICTOR_IMAGE_TILE (object)->problem);
  G_OBJECT_CLASS (pictor_image_tile_parent_class)->finalize (object);
}

static void
pictor_image_tile_class_init (PictorImageTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pictor_image_tile_get_property;
  object_class->set_property = pictor_image_tile_set_property;
  object_class->dispose = pictor_image_tile_dispose;
  object_class->finalize = pictor_image_tile_finalize;

  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "image.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "image.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "image.clear", NULL, clear_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "image.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "image.clear", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "image.clear", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/pictor/Pictor/ui/pictor-image-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, PictorImageTile, button);
  gtk_widget_class_bind_template_child (widget_class, PictorImageTile, stack);
  gtk_widget_class_bind_template_child (widget_class, PictorImageTile, picture);
  gtk_widget_class_bind_template_child (widget_class, PictorImageTile, size_label);
  gtk_widget_class_bind_template_child (widget_class, PictorImageTile, problem_label);
}

static void
pictor_image_tile_init (PictorImageTile *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_FILE, GDK_TYPE_TEXTURE };
  GtkDropTarget *target;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "image.clear", FALSE);
  name_button (self, _("Add control image"));

  target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
pictor_image_tile_set_workspace (PictorImageTile *self,
                                 PictorWorkspace *workspace)
{
  g_return_if_fail (PICTOR_IS_IMAGE_TILE (self));
  g_set_object (&self->workspace, workspace);
}
