/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-thumbnail.h"

#include <inttypes.h>

#include <glib/gi18n.h>

#include "ui/pictor-texture.h"

#define SIDE 64

struct _PictorThumbnail
{
  AdwBin parent_instance;

  PictorPicture *picture;
  GCancellable *cancellable;
  GtkPicture *image;
};

enum
{
  PROP_0,
  PROP_PICTURE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PictorThumbnail, pictor_thumbnail, ADW_TYPE_BIN)

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PictorThumbnail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = pictor_texture_load_finish (result, NULL, NULL, &error);

  /* A picture that can't be shown in small says why when it is shown large. */
  if (texture != NULL)
    gtk_picture_set_paintable (self->image, GDK_PAINTABLE (texture));
}

static void
set_picture (PictorThumbnail *self,
             PictorPicture   *picture)
{
  if (self->picture == picture)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->picture, picture);
  gtk_picture_set_paintable (self->image, NULL);
  if (picture != NULL)
    {
      g_autofree char *name = g_strdup_printf (_("Picture %u, seed %" PRId64),
                                               pictor_picture_get_index (picture) + 1,
                                               pictor_picture_get_seed (picture));

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->image),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      self->cancellable = g_cancellable_new ();
      pictor_texture_load_async (pictor_picture_get_file (picture), 2 * SIDE, self->cancellable, loaded_cb,
                                 g_object_ref (self));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PICTURE]);
}

static void
pictor_thumbnail_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_PICTURE:
      g_value_set_object (value, PICTOR_THUMBNAIL (object)->picture);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_thumbnail_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_PICTURE:
      set_picture (PICTOR_THUMBNAIL (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_thumbnail_dispose (GObject *object)
{
  PictorThumbnail *self = PICTOR_THUMBNAIL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (pictor_thumbnail_parent_class)->dispose (object);
}

static void
pictor_thumbnail_class_init (PictorThumbnailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pictor_thumbnail_get_property;
  object_class->set_property = pictor_thumbnail_set_property;
  object_class->dispose = pictor_thumbnail_dispose;

  properties[PROP_PICTURE] = g_param_spec_object ("picture", NULL, NULL, PICTOR_TYPE_PICTURE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                  G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pictor_thumbnail_init (PictorThumbnail *self)
{
  self->image = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (self->image, GTK_CONTENT_FIT_COVER);
  gtk_widget_set_size_request (GTK_WIDGET (self->image), SIDE, SIDE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pictor-thumbnail");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->image));
}
