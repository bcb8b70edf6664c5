/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-size-text.h"

/* Left-to-right marks: by themselves the numbers around a sign follow the text's direction, and change places. */
#define LTR_MARK "\342\200\216"

char *
pictor_size_text (int width,
                  int height)
{
  const char *mark = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? LTR_MARK : "";

  return g_strdup_printf ("%s%d × %d%s", mark, width, height, mark);
}
