/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/pictor-request.h"

G_BEGIN_DECLS

/**
 * PictorForm:
 *
 * A request's body as a web page's form sends it (multipart/form-data, RFC 7578), files streamed as they are.
 */
typedef struct _PictorForm PictorForm;

PictorForm *pictor_form_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void        pictor_form_free     (PictorForm    *self);
void        pictor_form_add_text (PictorForm    *self,
                                  const char    *name,
                                  const char    *value);
/* @file_name: what the server shall know it by, one of ours; @file: of @size bytes */
void        pictor_form_add_file (PictorForm    *self,
                                  const char    *name,
                                  const char    *file_name,
                                  const char    *content_type,
                                  GFile         *file,
                                  goffset        size);
/* Makes the form, which is complete, the body of @request. Once. */
void        pictor_form_finish   (PictorForm    *self,
                                  PictorRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorForm, pictor_form_free)

G_END_DECLS
