/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-split-paintable.h"

#define LINE_WIDTH 2.0

struct _PictorSplitPaintable
{
  GObject parent_instance;

  GdkPaintable *first;
  GdkPaintable *second;
  double divider;
};

static void
draw (GdkPaintable    *paintable,
      GtkSnapshot     *snapshot,
      graphene_rect_t *clip,
      double           width,
      double           height)
{
  gtk_snapshot_push_clip (snapshot, clip);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  gtk_snapshot_pop (snapshot);
}

static void
pictor_split_paintable_snapshot (GdkPaintable *paintable,
                                 GdkSnapshot  *snapshot,
                                 double        width,
                                 double        height)
{
  PictorSplitPaintable *self = PICTOR_SPLIT_PAINTABLE (paintable);
  double x = width * self->divider;

  draw (self->first, snapshot, &GRAPHENE_RECT_INIT (0, 0, x, height), width, height);
  draw (self->second, snapshot, &GRAPHENE_RECT_INIT (x, 0, width - x, height), width, height);
  /* White in black, so that it is seen on any picture. */
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, 0.5 },
                             &GRAPHENE_RECT_INIT (x - LINE_WIDTH, 0, 2 * LINE_WIDTH, height));
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 },
                             &GRAPHENE_RECT_INIT (x - LINE_WIDTH / 2, 0, LINE_WIDTH, height));
}

static int
pictor_split_paintable_get_intrinsic_width (GdkPaintable *paintable)
{
  return gdk_paintable_get_intrinsic_width (PICTOR_SPLIT_PAINTABLE (paintable)->second);
}

static int
pictor_split_paintable_get_intrinsic_height (GdkPaintable *paintable)
{
  return gdk_paintable_get_intrinsic_height (PICTOR_SPLIT_PAINTABLE (paintable)->second);
}

static double
pictor_split_paintable_get_intrinsic_aspect_ratio (GdkPaintable *paintable)
{
  return gdk_paintable_get_intrinsic_aspect_ratio (PICTOR_SPLIT_PAINTABLE (paintable)->second);
}

static void
paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = pictor_split_paintable_snapshot;
  iface->get_intrinsic_width = pictor_split_paintable_get_intrinsic_width;
  iface->get_intrinsic_height = pictor_split_paintable_get_intrinsic_height;
  iface->get_intrinsic_aspect_ratio = pictor_split_paintable_get_intrinsic_aspect_ratio;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PictorSplitPaintable, pictor_split_paintable, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_init))

static void
pictor_split_paintable_finalize (GObject *object)
{
  PictorSplitPaintable *self = PICTOR_SPLIT_PAINTABLE (object);

  g_object_unref (self->first);
  g_object_unref (self->second);
  G_OBJECT_CLASS (pictor_split_paintable_parent_class)->finalize (object);
}

static void
pictor_split_paintable_class_init (PictorSplitPaintableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pictor_split_paintable_finalize;
}

static void
pictor_split_paintable_init (PictorSplitPaintable *self)
{
}

PictorSplitPaintable *
pictor_split_paintable_new (GdkPaintable *first,
                            GdkPaintable *second,
                            double        divider)
{
  PictorSplitPaintable *self;

  g_return_val_if_fail (GDK_IS_PAINTABLE (first), NULL);
  g_return_val_if_fail (GDK_IS_PAINTABLE (second), NULL);

  self = g_object_new (PICTOR_TYPE_SPLIT_PAINTABLE, NULL);
  self->first = g_object_ref (first);
  self->second = g_object_ref (second);
  self->divider = CLAMP (divider, 0, 1);
  return self;
}

void
pictor_split_paintable_set_divider (PictorSplitPaintable *self,
                                    double                divider)
{
  g_return_if_fail (PICTOR_IS_SPLIT_PAINTABLE (self));

  self->divider = CLAMP (divider, 0, 1);
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}
