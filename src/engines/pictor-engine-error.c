/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-engine-error.h"

G_DEFINE_QUARK (pictor-engine-error-quark, pictor_engine_error)
