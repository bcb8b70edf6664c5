/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * PictorSecretService:
 *
 * libsecret's service, but for its prompts: where one brings no result, since the keyring went away, libsecret (0.20)
 * does not end the call, or crashes; here that is SECRET_ERROR_IS_LOCKED. A prompt is not cancelled.
 */
#define PICTOR_TYPE_SECRET_SERVICE (pictor_secret_service_get_type ())
G_DECLARE_FINAL_TYPE (PictorSecretService, pictor_secret_service, PICTOR, SECRET_SERVICE, SecretService)

G_END_DECLS
