/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PictorApplication:
 *
 * The program with its window: start-up and what belongs to no window.
 */
#define PICTOR_TYPE_APPLICATION (pictor_application_get_type ())
G_DECLARE_FINAL_TYPE (PictorApplication, pictor_application, PICTOR, APPLICATION, AdwApplication)

PictorApplication *pictor_application_new (void);

G_END_DECLS
