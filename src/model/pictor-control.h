/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PICTOR_PRESET_CUSTOM,
  PICTOR_PRESET_SKETCH,
  PICTOR_PRESET_POSE,
  PICTOR_PRESET_ANIME_LINE,
  PICTOR_PRESET_SPATIAL_LINE,
  PICTOR_N_PRESETS
} PictorPreset;

typedef enum
{
  PICTOR_CONTROL_MODE_BALANCED,
  PICTOR_CONTROL_MODE_PROMPT,
  PICTOR_CONTROL_MODE_CONTROL,
  PICTOR_N_CONTROL_MODES
} PictorControlMode;

typedef enum
{
  PICTOR_RESIZE_STRETCH,
  PICTOR_RESIZE_CROP,
  PICTOR_RESIZE_FILL,
  PICTOR_N_RESIZE_MODES
} PictorResizeMode;

#define PICTOR_TYPE_PRESET (pictor_preset_get_type ())
#define PICTOR_TYPE_CONTROL_MODE (pictor_control_mode_get_type ())
#define PICTOR_TYPE_RESIZE_MODE (pictor_resize_mode_get_type ())
GType pictor_preset_get_type       (void) G_GNUC_CONST;
GType pictor_control_mode_get_type (void) G_GNUC_CONST;
GType pictor_resize_mode_get_type  (void) G_GNUC_CONST;

/* The nick of an enum value is its name in JSON and on the command line ("sketch", "balanced",
 * "crop", …); the label is what a person reads, already translated. */
const char *pictor_preset_get_label       (PictorPreset      preset);
const char *pictor_control_mode_get_label (PictorControlMode mode);
const char *pictor_resize_mode_get_label  (PictorResizeMode  mode);

/**
 * PictorControl:
 *
 * One ControlNet unit: an image that guides the picture, and how strongly.
 *
 * Properties, all readable and writable: image (GFile, may be NULL), preset (PictorPreset, sketch),
 * weight, model, preprocessor (strings: an engine's id or name), start, end, mode, resize,
 * resolution (int), param1, param2. Values outside their limits can be held, so that they can be
 * reported; pictor_recipe_validate() reports them. All but image, preset and weight apply only
 * when the preset is PICTOR_PRESET_CUSTOM.
 */
#define PICTOR_TYPE_CONTROL (pictor_control_get_type ())
G_DECLARE_FINAL_TYPE (PictorControl, pictor_control, PICTOR, CONTROL, GObject)

PictorControl     *pictor_control_new              (void);
PictorControl     *pictor_control_copy             (PictorControl *self);
gboolean           pictor_control_equal            (PictorControl *self,
                                                    PictorControl *other);
GFile             *pictor_control_get_image        (PictorControl *self);
void               pictor_control_set_image        (PictorControl *self,
                                                    GFile         *image);
PictorPreset       pictor_control_get_preset       (PictorControl *self);
double             pictor_control_get_weight       (PictorControl *self);
const char        *pictor_control_get_model        (PictorControl *self);
const char        *pictor_control_get_preprocessor (PictorControl *self);
double             pictor_control_get_start        (PictorControl *self);
double             pictor_control_get_end          (PictorControl *self);
PictorControlMode  pictor_control_get_mode         (PictorControl *self);
PictorResizeMode   pictor_control_get_resize       (PictorControl *self);
int                pictor_control_get_resolution   (PictorControl *self);
double             pictor_control_get_param1       (PictorControl *self);
double             pictor_control_get_param2       (PictorControl *self);

G_END_DECLS
