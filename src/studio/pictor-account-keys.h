/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/pictor-access.h"
#include "studio/pictor-account-record.h"

G_BEGIN_DECLS

/* Where an account's address, login and secret come from, for its engine. (transfer full) each */

/* The keyring, asked at each call, so that a secret stays in memory no longer than that; it is not asked for an account
 * without one. */
PictorAccessSource *pictor_account_keys_stored  (PictorKeyring             *keyring,
                                                 const PictorAccountRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* Memory, which is wiped in the end. */
PictorAccessSource *pictor_account_keys_session (const PictorAccountRecord *record,
                                                 const char                *secret) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
