/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pictor-failure-text.h"

#include <glib/gi18n.h>

#include "engines/pictor-engine-error.h"

const char *
pictor_failure_text_get_remedy (const GError *error)
{
  if (g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT))
    return _("Open Accounts");
  if (g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNCERTAIN))
    return _("Send Again…");
  return _("Try Again");
}

const char *
pictor_failure_text_get_action (const GError *error)
{
  if (g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_ACCOUNT))
    return "win.preferences";
  if (g_error_matches (error, PICTOR_ENGINE_ERROR, PICTOR_ENGINE_ERROR_UNCERTAIN))
    return "win.send-again";
  return "win.retry";
}
