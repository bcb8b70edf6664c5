/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  PICTOR_CHOOSE_IMAGE,  /* an image to open */
  PICTOR_CHOOSE_SAVE,   /* where to save a picture */
  PICTOR_CHOOSE_FOLDER
} PictorChoose;

/**
 * pictor_choose_file_async:
 * @what: what is chosen
 * @parent: (nullable): the window in front of which it is asked
 * @name: (nullable): the name proposed for a new file
 *
 * Asks the person for a file or folder. In one place, since GTK 4.10 brings another way.
 */
void   pictor_choose_file_async  (PictorChoose          what,
                                  GtkWindow            *parent,
                                  const char           *name,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
/* (transfer full) (nullable): NULL with G_IO_ERROR_CANCELLED when the person chose none */
GFile *pictor_choose_file_finish (GAsyncResult         *result,
                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
