/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keyring/pictor-keyring.h"

G_BEGIN_DECLS

/* Secrets of this process, for where there is no keyring. Each is wiped when it is replaced or cleared. */
typedef struct _PictorSecretMemory PictorSecretMemory;

PictorSecretMemory *pictor_secret_memory_new    (void);
void                pictor_secret_memory_free   (PictorSecretMemory     *self);
void                pictor_secret_memory_store  (PictorSecretMemory     *self,
                                                 const PictorCredential *credential,
                                                 const char             *secret);
/* (transfer none) (nullable) */
const char         *pictor_secret_memory_lookup (PictorSecretMemory     *self,
                                                 const PictorCredential *credential);
/* (transfer full) (element-type PictorCredential) */
GPtrArray          *pictor_secret_memory_list   (PictorSecretMemory     *self);
gboolean            pictor_secret_memory_clear  (PictorSecretMemory     *self,
                                                 const PictorCredential *credential);

G_END_DECLS
