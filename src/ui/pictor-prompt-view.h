/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/pictor-limits.h"

G_BEGIN_DECLS

/**
 * PictorPromptView:
 *
 * A prompt: several lines that grow with the text, with undo, a placeholder and a place for what is wrong.
 *
 * Properties: field (int, a PictorField; construct), text (string, never NULL), placeholder (string), problem (string or NULL).
 */
#define PICTOR_TYPE_PROMPT_VIEW (pictor_prompt_view_get_type ())
G_DECLARE_FINAL_TYPE (PictorPromptView, pictor_prompt_view, PICTOR, PROMPT_VIEW, AdwBin)

/* Not grab_focus, which Tab asks for too: it would pass over the button before the text. */
void pictor_prompt_view_focus_text (PictorPromptView *self);

G_END_DECLS
