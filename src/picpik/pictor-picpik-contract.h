/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pictor-recipe.h"

G_BEGIN_DECLS

/* The words of PICPIK's API (picpik-api.md), said once for the client and the practice service. */

#define PICTOR_PICPIK_ADDRESS_INTERNATIONAL "https://api.picpik.ai"
#define PICTOR_PICPIK_ADDRESS_CHINA "https://api.picpikai.com"

#define PICTOR_PICPIK_ACTION_GENERATE "GenerateTxt2Img"
#define PICTOR_PICPIK_ACTION_TASKS "ListTasksDetails"
#define PICTOR_PICPIK_ACTION_MODELS "ListModels"
#define PICTOR_PICPIK_ACTION_LEGACY_MODELS "ListAvailableModel"
#define PICTOR_PICPIK_ACTION_CONTROLS "ListControlNets"

/* RetCodes of the practice service; PICPIK's own are not documented, so a client knows only 0. */
typedef enum
{
  PICTOR_PICPIK_OK = 0,
  PICTOR_PICPIK_BAD_REQUEST = 160,
  PICTOR_PICPIK_UNKNOWN_ACTION = 161,
  PICTOR_PICPIK_BAD_SIGNATURE = 171,
  PICTOR_PICPIK_UNKNOWN_KEY = 172,
  PICTOR_PICPIK_BAD_FIELD = 230,
  PICTOR_PICPIK_BUSY = 290,
  PICTOR_PICPIK_TASK_UNKNOWN = 404
} PictorPicpikRetCode;

/* The contract's name of a field ("CfgScale"); static. */
const char *pictor_picpik_field_name    (PictorField        field);
/* "combined_model", "custom_model"; "Balanced", …; "JustResize", … — and back, -1 when unknown. */
const char *pictor_picpik_model_type    (PictorModelType    type);
const char *pictor_picpik_control_mode  (PictorControlMode  mode);
const char *pictor_picpik_resize_mode   (PictorResizeMode   mode);
int         pictor_picpik_parse_model_type   (const char *text);
int         pictor_picpik_parse_control_mode (const char *text);
int         pictor_picpik_parse_resize_mode  (const char *text);

G_END_DECLS
