/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-flap.h"

#define PENDING "pictor-flap-pending"

static gboolean
placed_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  if (gtk_widget_get_width (widget) == 0)
    return G_SOURCE_CONTINUE;
  g_object_set_data (G_OBJECT (widget), PENDING, NULL);
  adw_flap_set_reveal_flap (ADW_FLAP (widget), TRUE);

  return G_SOURCE_REMOVE;
}

void
pictor_flap_set_reveal (AdwFlap  *flap,
                        gboolean  reveal)
{
  guint pending = GPOINTER_TO_UINT (g_object_steal_data (G_OBJECT (flap), PENDING));

  if (pending != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (flap), pending);
  if (!reveal || gtk_widget_get_width (GTK_WIDGET (flap)) > 0)
    {
      adw_flap_set_reveal_flap (flap, reveal);
      return;
    }
  pending = gtk_widget_add_tick_callback (GTK_WIDGET (flap), placed_cb, NULL, NULL);
  g_object_set_data (G_OBJECT (flap), PENDING, GUINT_TO_POINTER (pending));
}
