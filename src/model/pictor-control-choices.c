/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-control.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (PictorPreset, pictor_preset,
                    G_DEFINE_ENUM_VALUE (PICTOR_PRESET_CUSTOM, "custom"),
                    G_DEFINE_ENUM_VALUE (PICTOR_PRESET_SKETCH, "sketch"),
                    G_DEFINE_ENUM_VALUE (PICTOR_PRESET_POSE, "pose"),
                    G_DEFINE_ENUM_VALUE (PICTOR_PRESET_ANIME_LINE, "anime-line"),
                    G_DEFINE_ENUM_VALUE (PICTOR_PRESET_SPATIAL_LINE, "spatial-line"))

G_DEFINE_ENUM_TYPE (PictorControlMode, pictor_control_mode,
                    G_DEFINE_ENUM_VALUE (PICTOR_CONTROL_MODE_BALANCED, "balanced"),
                    G_DEFINE_ENUM_VALUE (PICTOR_CONTROL_MODE_PROMPT, "prompt"),
                    G_DEFINE_ENUM_VALUE (PICTOR_CONTROL_MODE_CONTROL, "control"))

G_DEFINE_ENUM_TYPE (PictorResizeMode, pictor_resize_mode,
                    G_DEFINE_ENUM_VALUE (PICTOR_RESIZE_STRETCH, "stretch"),
                    G_DEFINE_ENUM_VALUE (PICTOR_RESIZE_CROP, "crop"),
                    G_DEFINE_ENUM_VALUE (PICTOR_RESIZE_FILL, "fill"))

const char *
pictor_preset_get_label (PictorPreset preset)
{
  switch (preset)
    {
    case PICTOR_PRESET_CUSTOM:
      return _("Customised");

    case PICTOR_PRESET_SKETCH:
      return _("Graffiti and sketch");

    case PICTOR_PRESET_POSE:
      return _("Pose of a figure");

    case PICTOR_PRESET_ANIME_LINE:
      return _("Anime line drawing");

    case PICTOR_PRESET_SPATIAL_LINE:
      return _("Spatial line drawing");

    case PICTOR_N_PRESETS:
    default:
      g_return_val_if_reached ("");
    }
}

const char *
pictor_control_mode_get_label (PictorControlMode mode)
{
  switch (mode)
    {
    case PICTOR_CONTROL_MODE_BALANCED:
      return _("Balanced");

    case PICTOR_CONTROL_MODE_PROMPT:
      return _("The prompt matters more");

    case PICTOR_CONTROL_MODE_CONTROL:
      return _("The image matters more");

    case PICTOR_N_CONTROL_MODES:
    default:
      g_return_val_if_reached ("");
    }
}

const char *
pictor_resize_mode_get_label (PictorResizeMode mode)
{
  switch (mode)
    {
    case PICTOR_RESIZE_STRETCH:
      return _("Stretch to the size");

    case PICTOR_RESIZE_CROP:
      return _("Resize and crop");

    case PICTOR_RESIZE_FILL:
      return _("Resize and fill");

    case PICTOR_N_RESIZE_MODES:
    default:
      g_return_val_if_reached ("");
    }
}
